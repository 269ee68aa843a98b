/**
 * Whether what a connection came with still counts: the session of somebody signed in, the token of a program, the cookie
 * of a visitor. Asked with every frame, so what the database says is kept for a quarter of a second; what this server
 * itself changes counts at once, since it has it forgotten. Times are compared with every question.
 */
import type { Actor } from '../db/principals.ts';
import { type SessionLimits, type SessionTimes, withinLimits } from '../db/sessions.ts';
import type { Store } from '../db/store.ts';

export interface Liveness {
  isLive(actor: Credential, nowMs: number): boolean;
  /** Something was changed that may have ended somebody's session, token or cookie, or moved its end. */
  forget(): void;
}

export type Credential = Pick<Actor, 'id' | 'kind' | 'sessionId' | 'cookieEndsAtMs'>;

export interface LivenessParts {
  readonly sessions: Pick<Store['sessions'], 'times'>;
  readonly tokens: Pick<Store['tokens'], 'endsAtMs'>;
  readonly principals: Pick<Store['principals'], 'isVisitor'>;
  readonly limits: SessionLimits;
}

/** What another process changes, such as the command line, is known after this long. */
const KEPT_MS = 250;
/** Many more than are connected at once. */
const MOST_KEPT = 10_000;

/** What the database says: the times of a session, or until when else it counts; null: it does not. */
type Said = SessionTimes | number | null;

export const createLiveness = (parts: LivenessParts): Liveness => {
  const kept = new Map<string, { readonly said: Said; readonly atMs: number }>();

  const ask = ({ id, kind, sessionId, cookieEndsAtMs }: Credential): Said => {
    if (kind === 'token') return parts.tokens.endsAtMs(id);
    // An account acts by a session only.
    if (kind === 'user') return sessionId === null ? null : parts.sessions.times(sessionId);
    return cookieEndsAtMs !== null && parts.principals.isVisitor(id) ? Number.POSITIVE_INFINITY : null;
  };

  return {
    isLive: (actor, nowMs) => {
      if (actor.kind === 'visitor' && nowMs > (actor.cookieEndsAtMs ?? 0)) return false;
      const key = actor.sessionId ?? actor.id;
      let known = kept.get(key);
      // A clock that was set back asks again, too.
      if (known === undefined || Math.abs(nowMs - known.atMs) >= KEPT_MS) {
        if (kept.size >= MOST_KEPT) kept.clear();
        known = { said: ask(actor), atMs: nowMs };
        kept.set(key, known);
      }
      const { said } = known;
      if (said === null) return false;
      return typeof said === 'number' ? nowMs < said : withinLimits(said, nowMs, parts.limits);
    },
    forget: () => kept.clear(),
  };
};
