/** How often each principal or address may do something: bursts up to `burst`, and `perSecond` on average. Needs no timer. */
export interface RateLimit {
  /** Seconds to wait, or null when it may be done now. */
  take(who: string, nowMs: number): number | null;
}

/** After this many new ones, those who have their whole burst again are forgotten. */
const SWEEP_AFTER = 1000;

export const createRateLimit = (burst: number, perSecond: number): RateLimit => {
  const held = new Map<string, { readonly tokens: number; readonly atMs: number }>();
  let fresh = 0;
  const tokensOf = (who: string, nowMs: number): number => {
    const known = held.get(who);
    if (known === undefined) return burst;
    return Math.min(burst, known.tokens + (Math.max(0, nowMs - known.atMs) / 1000) * perSecond);
  };
  /** Not with every request: with very many addresses at once each would look through all of them. */
  const sweep = (nowMs: number): void => {
    fresh = 0;
    for (const one of held.keys()) if (tokensOf(one, nowMs) >= burst) held.delete(one);
  };
  return {
    take: (who, nowMs) => {
      const tokens = tokensOf(who, nowMs);
      if (tokens < 1) return Math.ceil((1 - tokens) / perSecond);
      if (!held.has(who)) fresh += 1;
      held.set(who, { tokens: tokens - 1, atMs: nowMs });
      if (fresh > SWEEP_AFTER) sweep(nowMs);
      return null;
    },
  };
};
