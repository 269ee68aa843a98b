/**
 * Whether somebody has shown lately that it is they who sit before their session: an unlocked screen is not to be turned
 * into a lasting way in. Signing in shows it; so does password and code, or a passkey, in a session that goes on.
 */
import type { Actor } from '../db/principals.ts';
import type { Sessions } from '../db/sessions.ts';
import { ProblemError } from '../http/problem.ts';

/** For as long as this it need not be shown again. */
export const RECENT_MS = 10 * 60_000;

/** Where the library takes a challenge that it gave to somebody who was proved: as long as that challenge holds, longer. */
export const WITH_CHALLENGE_MS = RECENT_MS + 5 * 60_000;

export interface ProofParts {
  readonly sessions: Pick<Sessions, 'provedAtMs'>;
  nowMs(): number;
}

/** Throws the problem of it unless the session was proved within `withinMs`. Screens ask for it and try again. */
export const requireProof = (
  { sessions, nowMs }: ProofParts,
  { sessionId }: Pick<Actor, 'sessionId'>,
  withinMs = RECENT_MS,
): void => {
  const provedAtMs = sessionId === null ? null : sessions.provedAtMs(sessionId);
  // A clock that was set back proves nothing.
  const sinceMs = provedAtMs === null ? Number.POSITIVE_INFINITY : Math.abs(nowMs() - provedAtMs);
  if (sinceMs <= withinMs) return;
  throw new ProblemError(
    'proof-needed',
    'It changes who can come into an account, so show again that it is you: with your password, a passkey or single sign-on. Then do it within ten minutes.',
    { code: 'PROOF_NEEDED' },
  );
};
