/**
 * Showing again that it is the person whose session it is, by what they sign in with; the session goes on. How that is
 * counted is the business of `attempts.ts`, and what it is asked for that of `proof.ts`.
 */
import type { AccountRow } from '../db/accounts.ts';
import type { Actor } from '../db/principals.ts';
import type { Store } from '../db/store.ts';
import { ProblemError } from '../http/problem.ts';
import type { Accounts } from './accounts.ts';
import { type Answered, read } from './answered.ts';
import type { Attempts } from './attempts.ts';
import { saidOf } from './words.ts';

/** A request of somebody, as far as it is about proving. */
export interface ProvingRequest {
  readonly actor: Actor | null;
  readonly cookie: string | undefined;
  readonly body: Record<string, unknown> | null;
}

export interface Proving<R extends ProvingRequest> {
  byPassword(request: R): Promise<Answered>;
  byPasskey(request: R): Promise<Answered>;
  /** Throws the problem of it when this is not the password of the account, or too many were tried. */
  password(account: AccountRow, password: string, cookie: string | undefined): Promise<void>;
}

export interface ProvingParts<R extends ProvingRequest> {
  readonly accounts: Pick<Accounts, 'cookie' | 'limits' | 'isPassword'>;
  readonly store: Pick<Store, 'accounts' | 'sessions'>;
  readonly attempts: Attempts;
  nowMs(): number;
  /** Asks the library to take a code of whoever is signed in. */
  takeCode(path: string, request: R): Promise<Answered>;
  /** Asks the library to sign in with a passkey. */
  takePasskey(request: R): Promise<Answered>;
}

export const createProving = <R extends ProvingRequest>(parts: ProvingParts<R>): Proving<R> => {
  const { accounts, attempts, nowMs } = parts;
  const { sessions } = parts.store;

  const password: Proving<R>['password'] = async (account, given, cookie) => {
    const isRight = await attempts.count(
      { email: account.email, cookie },
      () => accounts.isPassword(account, given),
      (right) => (right ? (account.twoFactorEnabled ? 'part' : 'proved') : 'wrong'),
    );
    if (!isRight)
      throw new ProblemError('sign-in-failed', saidOf('INVALID_PASSWORD', undefined), { code: 'INVALID_PASSWORD' });
  };
  /** Whose session it is. */
  const sessionOf = async ({ actor }: R): Promise<{ readonly id: string; readonly account: AccountRow }> => {
    const account = actor === null ? null : await parts.store.accounts.findByPrincipal(actor.id);
    if (account === null || actor?.sessionId == null)
      throw new ProblemError('visitor-needed', saidOf('UNAUTHORIZED', undefined), { code: 'UNAUTHORIZED' });
    return { id: actor.sessionId, account };
  };
  const proved = async (id: string): Promise<Answered> => {
    await sessions.prove({ id }, nowMs());
    return read(Response.json({ status: true }));
  };

  return {
    password,
    byPassword: async (request) => {
      const { id, account } = await sessionOf(request);
      const { password: given, code, backupCode } = request.body ?? {};
      if (account.twoFactorEnabled && code === undefined && backupCode === undefined)
        throw new ProblemError('invalid-body', 'Give the code of your second factor as well, or a backup code.', {
          errors: { '/code': 'Give the code of your second factor.' },
          code: 'CODE_NEEDED',
        });
      await password(account, String(given), request.cookie);
      if (!account.twoFactorEnabled) return proved(id);
      const path = code === undefined ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp';
      const answered = await parts.takeCode(path, { ...request, body: { code: code ?? backupCode } });
      return answered.response.ok ? proved(id) : answered;
    },
    // The library takes a passkey by signing in with it. The session that it makes is not needed and ends at once.
    byPasskey: async (request) => {
      const { id, account } = await sessionOf(request);
      const answered = await parts.takePasskey(request);
      if (!answered.response.ok) return answered;
      const token = await accounts.cookie.tokenSet(answered.response);
      const made = token === null ? null : await sessions.find(token, nowMs(), accounts.limits);
      if (token !== null) await sessions.endByToken(token);
      if (made?.userId !== account.id)
        throw new ProblemError('sign-in-failed', saidOf('OTHER_ACCOUNT', undefined), { code: 'OTHER_ACCOUNT' });
      return proved(id);
    },
  };
};
