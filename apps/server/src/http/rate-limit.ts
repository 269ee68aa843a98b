/** How often each principal may do something: bursts up to `burst`, and `perSecond` on average. Needs no timer. */
export interface RateLimit {
  /** Seconds to wait, or null when it may be done now. */
  take(principal: string, nowMs: number): number | null;
}

/** Above this many principals, those who have their whole burst again are forgotten. */
const KEPT = 1000;

export const createRateLimit = (burst: number, perSecond: number): RateLimit => {
  const held = new Map<string, { readonly tokens: number; readonly atMs: number }>();
  const tokensOf = (principal: string, nowMs: number): number => {
    const known = held.get(principal);
    if (known === undefined) return burst;
    return Math.min(burst, known.tokens + (Math.max(0, nowMs - known.atMs) / 1000) * perSecond);
  };
  return {
    take: (principal, nowMs) => {
      if (held.size > KEPT) for (const one of held.keys()) if (tokensOf(one, nowMs) >= burst) held.delete(one);
      const tokens = tokensOf(principal, nowMs);
      if (tokens < 1) return Math.ceil((1 - tokens) / perSecond);
      held.set(principal, { tokens: tokens - 1, atMs: nowMs });
      return null;
    },
  };
};
