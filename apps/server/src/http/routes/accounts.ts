/** Accounts, for administrators: who has one, new ones, who looks after the server, who may not sign in any more. */
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { requireKnownAddress } from '../../accounts/known-address.ts';
import { requireProof } from '../../accounts/proof.ts';
import type { AccountResponse, AccountsResponse, PasswordLinkResponse } from '../../api/accounts.ts';
import type { AccountRow } from '../../db/accounts.ts';
import { requireActor } from '../board-access.ts';
import { readBody } from '../body.ts';
import type { AppEnv, AppParts } from '../env.ts';
import { accountSummary, emailAddress, personName, plantFunction, remarkLine } from '../person.ts';
import { ProblemError } from '../problem.ts';

const yesOrNo = z.boolean({ error: 'Give true or false.' });
export const NewBody = z.object(
  {
    name: personName,
    function: plantFunction,
    email: emailAddress,
    administrator: yesOrNo.default(false),
    discipline: remarkLine('the discipline').default(''),
    jobTitle: remarkLine('the job title').default(''),
  },
  { error: 'Send a JSON object with "name", "function" and "email".' },
);
export const ChangeBody = z.object(
  {
    administrator: yesOrNo.optional(),
    disabled: yesOrNo.optional(),
    email: emailAddress.optional(),
    addressConfirmed: yesOrNo.default(false),
  },
  { error: 'Send a JSON object with "administrator", "disabled" or "email".' },
);

const taken = (): ProblemError =>
  new ProblemError('conflict', 'There is an account with this address already. Look at the list.', {
    errors: { '/email': 'There is an account with this address already.' },
  });

export const accountRoutes = (parts: AppParts): Hono<AppEnv> => {
  const { accounts } = parts.store;
  /** Somebody who has signed in themselves: no token looks after accounts. */
  const requireAdministrator = async (c: Context<AppEnv>): Promise<AccountRow> => {
    const actor = requireActor(c);
    const account = actor.kind === 'user' ? await accounts.findByPrincipal(actor.id) : null;
    if (account === null || !account.administrator)
      throw new ProblemError('forbidden', 'Only administrators look after accounts. Ask one of them.');
    return account;
  };
  /**
   * The same for what gives a way into an account, also into one's own: a link that sets a password, another address,
   * administering.
   */
  const requireProvedAdministrator = async (c: Context<AppEnv>): Promise<AccountRow> => {
    const account = await requireAdministrator(c);
    requireProof({ sessions: parts.store.sessions, nowMs: parts.nowMs }, requireActor(c));
    return account;
  };
  const find = async (id: string): Promise<AccountRow> => {
    const account = await accounts.find(id);
    if (account === null)
      throw new ProblemError('not-found', 'There is no such account. Look at the list of accounts again.');
    return account;
  };
  const withLink = async (c: Context<AppEnv>, account: AccountRow): Promise<PasswordLinkResponse> => {
    const link = await parts.accounts.passwordLink(account, parts.accounts.originOf(c.req.header('host')));
    return {
      account: accountSummary(account),
      passwordUrl: link.url,
      expiresAt: new Date(link.expiresAtMs).toISOString(),
    };
  };

  return new Hono<AppEnv>()
    .get('/accounts', async (c) => {
      await requireAdministrator(c);
      return c.json({ accounts: (await accounts.list()).map(accountSummary) } satisfies AccountsResponse);
    })
    .post('/accounts', async (c) => {
      const by = await requireProvedAdministrator(c);
      const made = await parts.accounts.create({ ...(await readBody(c, NewBody)), password: null });
      if (made === null) throw taken();
      parts.log.info({ principal: by.principal, account: made.id }, 'account made');
      return c.json(await withLink(c, await find(made.id)), 201);
    })
    .patch('/accounts/:id', async (c) => {
      const by = await requireProvedAdministrator(c);
      const account = await find(c.req.param('id'));
      const { email, addressConfirmed, ...change } = await readBody(c, ChangeBody);
      if (change.administrator === true && !account.administrator)
        requireKnownAddress(account, { mailEnabled: parts.mailer.enabled, confirmed: addressConfirmed });
      if (email !== undefined && !(await parts.emailChange.give(account, email, by))) throw taken();
      const changing = await accounts.change(account.id, change, parts.nowMs());
      parts.accounts.liveness.forget();
      if (changing === 'last-administrator')
        throw new ProblemError(
          'conflict',
          'This is the last administrator, and without one nobody could look after accounts. Name another one first.',
        );
      parts.log.info(
        {
          principal: by.principal,
          account: account.id,
          ...change,
          ...(email === undefined ? {} : { email: 'another' }),
        },
        'account changed',
      );
      return c.json({ account: accountSummary(await find(account.id)) } satisfies AccountResponse);
    })
    .post('/accounts/:id/password-link', async (c) => {
      const by = await requireProvedAdministrator(c);
      const account = await find(c.req.param('id'));
      if (account.disabledAtMs !== null)
        throw new ProblemError('conflict', 'This account is disabled. Enable it first.');
      parts.log.info({ principal: by.principal, account: account.id }, 'link for a password made');
      return c.json(await withLink(c, account));
    });
};
