/** `chartroom account`: for whoever runs the server, also when nobody can sign in any more and without a mail server. */
import { passwordUrl, verificationOf } from '../accounts/accounts.ts';
import { RESET_LINK_MS } from '../accounts/library.ts';
import type { AccountRow } from '../db/accounts.ts';
import type { Store } from '../db/store.ts';
import { newSecret } from '../ids.ts';
import { type Result, done, refused } from '../refusal.ts';
import { withStore } from './open.ts';
import type { Outcome } from './outcome.ts';

const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const lineOf = (account: AccountRow): string => {
  const ways = [
    ...(account.hasPassword ? ['password'] : []),
    ...(account.twoFactorEnabled ? ['second factor'] : []),
    ...(account.passkeys > 0 ? [account.passkeys === 1 ? 'passkey' : `${account.passkeys} passkeys`] : []),
    ...(account.singleSignOn ? ['single sign-on'] : []),
  ];
  const marks = [
    ...(account.administrator ? ['administrator'] : []),
    ...(account.disabledAtMs === null ? [] : [`disabled ${day(account.disabledAtMs)}`]),
  ];
  return [
    account.email,
    `${account.name} (${account.function})`,
    ways.length === 0 ? 'no way to sign in yet' : ways.join(', '),
    ...marks,
  ].join('  ');
};

export const listAccounts = (dataDir: string): Promise<Result<Outcome>> =>
  withStore(dataDir, 'read', async (store) => {
    const accounts = await store.accounts.list();
    if (accounts.length === 0)
      return done({
        text: 'There are no accounts yet. Start the server and open the link for setting up that it prints.\n',
      });
    return done({ text: `${accounts.map(lineOf).join('\n')}\n` });
  });

const find = async (store: Store, email: string): Promise<Result<AccountRow>> => {
  const account = await store.accounts.findByEmail(email);
  return account === null
    ? refused(
        'not-found',
        `There is no account with the address ${JSON.stringify(email)}. chartroom account list lists them.`,
      )
    : done(account);
};

export interface ResetRequest {
  readonly email: string;
  /** Scheme, host and port under which the person reaches the server. */
  readonly origin: string;
  /** Takes the second factor away too, for somebody who has lost the device and the backup codes. */
  readonly secondFactor?: boolean;
}

export const resetPassword = (dataDir: string, request: ResetRequest): Promise<Result<Outcome>> =>
  withStore(dataDir, 'write', async (store) => {
    const found = await find(store, request.email);
    if (!found.ok) return found;
    const account = found.value;
    if (account.disabledAtMs !== null)
      return refused(
        'bad-input',
        `The account of ${account.email} is disabled. Enable it first: chartroom account enable ${account.email}`,
      );
    const nowMs = Date.now();
    const secret = newSecret();
    await store.accounts.addVerification(
      verificationOf(`reset-password:${secret}`),
      account.id,
      nowMs + RESET_LINK_MS,
      nowMs,
    );
    await store.signInFailures.clear(account.email);
    if (request.secondFactor === true) await store.accounts.dropSecondFactor(account.id, nowMs);
    const dropped = request.secondFactor === true ? ' Its second factor is taken away.' : '';
    return done({
      text: `${passwordUrl(request.origin, secret)}\nWhoever opens this link within an hour sets the password of ${account.email}, once.${dropped} Hand it over as carefully as a password.\n`,
    });
  });

/** Ends the sessions of an account with it, on the running server within a second. */
export const setDisabled = (dataDir: string, email: string, disabled: boolean): Promise<Result<Outcome>> =>
  withStore(dataDir, 'write', async (store) => {
    const found = await find(store, email);
    if (!found.ok) return found;
    const account = found.value;
    const changing = await store.accounts.change(account.id, { disabled }, Date.now());
    if (changing === 'last-administrator')
      return refused(
        'bad-input',
        `${account.email} is the last administrator, and without one nobody could look after accounts. Make somebody else administrator first.`,
      );
    return done({
      text: disabled
        ? `The account of ${account.email} is disabled: nobody signs in with it, and its sessions and tokens have ended. What ${account.name} said stays.\n`
        : `The account of ${account.email} is enabled again.\n`,
    });
  });
