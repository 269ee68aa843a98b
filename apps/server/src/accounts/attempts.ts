/**
 * Attempts at a password or a code: each is counted before it is tried, so that many at once are not more than those that
 * are allowed. A browser in which the person has signed in before is held up by its own failures alone.
 */
import type { AccountRows } from '../db/accounts.ts';
import type { SignInFailures } from '../db/sign-in-failures.ts';
import { ProblemError } from '../http/problem.ts';
import type { DeviceCookie } from './device-cookie.ts';

/** `part`: right, and not all that signing in asks for. `no-guess`: it failed, and not for want of the secret. */
export type Outcome = 'proved' | 'part' | 'wrong' | 'no-guess';

export interface Attempts {
  /** Throws the problem of it where the address, or the device on which it is known, is locked. */
  count<T>(
    on: { readonly email: string; readonly cookie: string | undefined },
    attempt: () => Promise<T>,
    outcomeOf: (answered: T) => Outcome,
  ): Promise<T>;
}

export interface AttemptsParts {
  readonly accounts: Pick<AccountRows, 'findByEmail'>;
  readonly failures: SignInFailures;
  readonly device: DeviceCookie;
  nowMs(): number;
}

/** Too much was tried; says when to try again. */
export const tooMany = (seconds: number, what: string): ProblemError => {
  const time = seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} minutes`;
  return new ProblemError('too-many-requests', `${what} Try again in ${time}.`, {
    headers: { 'retry-after': String(seconds) },
  });
};

export const createAttempts = ({ accounts, failures, device, nowMs }: AttemptsParts): Attempts => {
  const knownDevice = async (email: string, cookie: string | undefined): Promise<string | null> => {
    const said = device.read(cookie);
    const account = said === null ? null : await accounts.findByEmail(email);
    return said !== null && account !== null && device.isKnown(said, account.id) ? said.id : null;
  };
  return {
    count: async ({ email, cookie }, attempt, outcomeOf) => {
      const counted = await failures.attempt(email, await knownDevice(email, cookie), nowMs());
      if ('lockedS' in counted) throw tooMany(counted.lockedS, 'There were too many failed attempts for this address.');
      const answered = await attempt();
      const outcome = outcomeOf(answered);
      if (outcome === 'proved') await failures.clear(email);
      else if (outcome !== 'wrong') await failures.takeBack(counted.keys);
      return answered;
    },
  };
};
