/**
 * How often a sign-in has failed for an address, whether an account has it or not, and on each device on which the address
 * is known. An attempt counts before it is tried, so that attempts at the same time cannot be more than those that are
 * allowed.
 */
import { createHash } from 'node:crypto';
import { and, eq, gte, lt } from 'drizzle-orm';
import type { Tables } from './database.ts';
import { signInFailure } from './schema.ts';

export type Counted = { readonly lockedS: number } | { /** Where it was counted. */ readonly keys: readonly string[] };

export interface SignInFailures {
  /**
   * Counts an attempt; answers how many seconds it is locked instead, and counts nothing then. `device`: where the address
   * is known, which its own failures lock and those of strangers do not; they count for the address all the same.
   */
  attempt(email: string, device: string | null, nowMs: number): Promise<Counted>;
  /** It was no failure, and nothing is proved yet: the second factor is still to come. */
  takeBack(keys: readonly string[]): Promise<void>;
  /** Whoever has the address has proved it: on every device. */
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

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hashOf = (email: string): string => sha256(email.trim().toLowerCase());
/** Of a device: behind the key of the address, so that both are found together. */
const deviceKey = (emailHash: string, device: string): string => `${emailHash}:${sha256(device)}`;
/** The sign after the one that parts them. */
const AFTER = ';';

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
  const find = (key: string) => tables.select().from(signInFailure).where(eq(signInFailure.key, key)).get();
  const isLocked = (key: string, nowMs: number): boolean => (find(key)?.lockedUntilMs ?? 0) > nowMs;
  const count = (key: string, nowMs: number): void => {
    const known = find(key);
    const recent = known !== undefined && known.lastAtMs > nowMs - FORGOTTEN_MS;
    const failures = (recent ? known.failures : 0) + 1;
    const lock = lockMs(failures);
    const values = { failures, lastAtMs: nowMs, lockedUntilMs: lock === 0 ? null : nowMs + lock };
    tables
      .insert(signInFailure)
      .values({ key, ...values })
      .onConflictDoUpdate({ target: signInFailure.key, set: values })
      .run();
  };

  return {
    attempt: async (email, device, nowMs) =>
      tables.transaction(
        () => {
          tidy(nowMs);
          const address = hashOf(email);
          const judged = device === null ? address : deviceKey(address, device);
          const lockedMs = (find(judged)?.lockedUntilMs ?? 0) - nowMs;
          if (lockedMs > 0) return { lockedS: Math.ceil(lockedMs / 1000) };
          // A lock that strangers have brought about is not made longer from where the address is known.
          const keys = device === null ? [address] : [judged, ...(isLocked(address, nowMs) ? [] : [address])];
          for (const key of keys) count(key, nowMs);
          return { keys };
        },
        { behavior: 'immediate' },
      ),
    takeBack: async (keys) =>
      tables.transaction(
        () => {
          for (const key of keys) {
            const known = find(key);
            if (known === undefined) continue;
            tables
              .update(signInFailure)
              .set({ failures: Math.max(0, known.failures - 1), lockedUntilMs: null })
              .where(eq(signInFailure.key, key))
              .run();
          }
        },
        { behavior: 'immediate' },
      ),
    clear: async (email) => {
      const address = hashOf(email);
      tables
        .delete(signInFailure)
        .where(and(gte(signInFailure.key, address), lt(signInFailure.key, `${address}${AFTER}`)))
        .run();
    },
  };
};
