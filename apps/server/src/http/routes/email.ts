/** Another e-mail address for one's account: asked for, and proved by its person with the link that went there. */
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { requireProof } from '../../accounts/proof.ts';
import type { EmailAskedResponse, EmailConfirmedResponse } from '../../api/accounts.ts';
import type { AccountRow } from '../../db/accounts.ts';
import { requireActor } from '../board-access.ts';
import { readBody } from '../body.ts';
import type { AppEnv, AppParts } from '../env.ts';
import { emailAddress } from '../person.ts';
import { ProblemError } from '../problem.ts';
import { createRateLimit, type RateLimit } from '../rate-limit.ts';
import { countedAs } from '../remote-address.ts';

export const EmailBody = z.object(
  {
    email: emailAddress,
    password: z
      .string({ error: 'Give the password as text.' })
      .max(1000, { error: 'Give the password in at most 1000 characters.' })
      .optional(),
  },
  { error: 'Send a JSON object with "email" and "password".' },
);
export const ConfirmBody = z.object(
  {
    secret: z.string({ error: 'Give what follows # in the link.' }).max(200, { error: 'This is no secret of a link.' }),
  },
  { error: 'Send a JSON object with "secret".' },
);

const within = (limit: RateLimit, who: string, nowMs: number): void => {
  const waitS = limit.take(who, nowMs);
  if (waitS === null) return;
  const time = waitS < 90 ? `${waitS} s` : `${Math.ceil(waitS / 60)} minutes`;
  throw new ProblemError('too-many-requests', `That was too much at once. Try again in ${time}.`, {
    headers: { 'retry-after': String(waitS) },
  });
};

export const emailRoutes = (parts: AppParts): Hono<AppEnv> => {
  const { accounts, sessions } = parts.store;
  const byAccount = createRateLimit(5, 1 / 600);
  const byAddress = createRateLimit(3, 1 / 600);
  const confirmations = createRateLimit(30, 0.2);

  const ownAccount = async (c: Context<AppEnv>): Promise<AccountRow> => {
    const actor = requireActor(c);
    const account = actor.kind === 'user' ? await accounts.findByPrincipal(actor.id) : null;
    if (account === null) throw new ProblemError('forbidden', 'Only an account has an address. Sign in with yours.');
    return account;
  };

  /** That it is the person and not whoever found the screen unlocked. */
  const prove = async (c: Context<AppEnv>, account: AccountRow, password: string | undefined): Promise<void> => {
    if (account.hasPassword) {
      if (password === undefined)
        throw new ProblemError('invalid-body', 'Give the password of your account.', {
          errors: { '/password': 'Give the password of your account.' },
        });
      return parts.gate.provePassword(account, password, {
        address: parts.remote.of(c.env.incoming),
        cookie: c.req.header('cookie'),
      });
    }
    requireProof({ sessions, nowMs: parts.nowMs }, requireActor(c));
  };

  return new Hono<AppEnv>()
    .post('/me/email', async (c) => {
      const account = await ownAccount(c);
      const { email, password } = await readBody(c, EmailBody);
      if (!parts.mailer.enabled)
        throw new ProblemError(
          'no-mail',
          'This server sends no mail, so it cannot find out whether the address is yours. Ask an administrator to change it.',
        );
      // One that was only typed so far is proved in the same way.
      if (email === account.email && account.emailVerified)
        throw new ProblemError('invalid-body', 'This is the address that the account has.', {
          errors: { '/email': 'This is the address that the account has. Give another one.' },
        });
      await prove(c, account, password);
      within(byAccount, account.id, parts.nowMs());
      within(byAddress, email, parts.nowMs());
      const { expiresAtMs } = await parts.emailChange.ask(account, email);
      parts.log.info({ principal: account.principal, account: account.id }, 'another address asked for');
      return c.json(
        { sentTo: email, expiresAt: new Date(expiresAtMs).toISOString() } satisfies EmailAskedResponse,
        202,
      );
    })
    .post('/email/confirm', async (c) => {
      within(confirmations, countedAs(parts.remote.of(c.env.incoming)), parts.nowMs());
      const account = await ownAccount(c);
      const confirmed = await parts.emailChange.confirm(account, (await readBody(c, ConfirmBody)).secret);
      if (confirmed === 'unknown')
        throw new ProblemError(
          'invalid-body',
          'The link was used before, its hour is over, or another one was asked for since. Ask for a new one in your account.',
          { code: 'INVALID_TOKEN' },
        );
      if (confirmed === 'other')
        throw new ProblemError(
          'forbidden',
          'Another account asked for this address than the one that you are signed in with. Sign in with that account, or do nothing.',
          { code: 'OTHER_ACCOUNT' },
        );
      if (confirmed === 'taken')
        throw new ProblemError('conflict', 'There is an account with this address by now. Take another one.');
      parts.log.info({ principal: account.principal, account: account.id }, 'address of an account proved');
      return c.json(confirmed satisfies EmailConfirmedResponse);
    });
};
