/**
 * How often a sign-in has failed for an address, whether an account has it or not. An attempt counts before it is tried,
 * so that attempts at the same time cannot be more than those that are allowed.
 */
import { createHash } from 'node:crypto';
import { eq, lt } from 'drizzle-orm';
import type { Tables } from './database.ts';
import { signInFailure } from './schema.ts';

export interface SignInFailures {
  /** Counts an attempt; answers how many seconds the address is locked instead, and counts nothing then. */
  attempt(email: string, nowMs: number): Promise<number | null>;
  /** It was no failure, and nothing is proved yet: the second factor is still to come. */
  takeBack(email: string): Promise<void>;
  /** Whoever has the address has proved it. */
  clear(email: string): Promise<void>;
}

const ALLOWED = 5;
const FIRST_LOCK_MS = 15 * 60_000;
const LONGEST_LOCK_MS = 24 * 3_600_000;
/** Failures are forgotten when none has come for this long. */
const FORGOTTEN_MS = 48 * 3_600_000;
/** Addresses that somebody made up are removed again, now and then. */
const TIDY_EVERY_MS = 3_600_000;

/** The fifth failure locks for a quarter of an hour, each further one for twice as long. Pure. */
export const lockMs = (failures: number): number =>
  failures < ALLOWED ? 0 : Math.min(LONGEST_LOCK_MS, FIRST_LOCK_MS * 2 ** Math.min(failures - ALLOWED, 20));

const hashOf = (email: string): string => createHash('sha256').update(email.trim().toLowerCase()).digest('hex');

export const createSignInFailures = (tables: Tables): SignInFailures => {
  let tidiedAtMs = 0;
  const tidy = (nowMs: number): void => {
    if (nowMs - tidiedAtMs < TIDY_EVERY_MS) return;
    tidiedAtMs = nowMs;
    tables
      .delete(signInFailure)
      .where(lt(signInFailure.lastAtMs, nowMs - FORGOTTEN_MS))
      .run();
  };
  const find = (emailHash: string) =>
    tables.select().from(signInFailure).where(eq(signInFailure.emailHash, emailHash)).get();
  const set = (emailHash: string, failures: number, nowMs: number): void => {
    const lock = lockMs(failures);
    const values = { failures, lastAtMs: nowMs, lockedUntilMs: lock === 0 ? null : nowMs + lock };
    tables
      .insert(signInFailure)
      .values({ emailHash, ...values })
      .onConflictDoUpdate({ target: signInFailure.emailHash, set: values })
      .run();
  };

  return {
    attempt: async (email, nowMs) =>
      tables.transaction(
        () => {
          tidy(nowMs);
          const emailHash = hashOf(email);
          const known = find(emailHash);
          const lockedMs = (known?.lockedUntilMs ?? 0) - nowMs;
          if (lockedMs > 0) return Math.ceil(lockedMs / 1000);
          const recent = known !== undefined && known.lastAtMs > nowMs - FORGOTTEN_MS;
          set(emailHash, (recent ? known.failures : 0) + 1, nowMs);
          return null;
        },
        { behavior: 'immediate' },
      ),
    takeBack: async (email) => {
      const emailHash = hashOf(email);
      const known = find(emailHash);
      if (known === undefined) return;
      tables
        .update(signInFailure)
        .set({ failures: Math.max(0, known.failures - 1), lockedUntilMs: null })
        .where(eq(signInFailure.emailHash, emailHash))
        .run();
    },
    clear: async (email) =>
      void tables
        .delete(signInFailure)
        .where(eq(signInFailure.emailHash, hashOf(email)))
        .run(),
  };
};
