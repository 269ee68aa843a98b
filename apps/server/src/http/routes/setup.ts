/** The first administrator: from this machine, or with the token that was printed at start. */
import { Hono } from 'hono';
import { z } from 'zod';
import type { SetupResponse } from '../../api/accounts.ts';
import { visitorOf } from '../../auth/identity.ts';
import { line, readBody } from '../body.ts';
import type { AppEnv, AppParts } from '../env.ts';
import { emailAddress, newPassword, personName, plantFunction, principalSummary } from '../person.ts';
import { ProblemError } from '../problem.ts';
import { createRateLimit } from '../rate-limit.ts';
import { countedAs } from '../remote-address.ts';

export const SetupBody = z.object(
  {
    name: personName,
    function: plantFunction,
    email: emailAddress,
    password: newPassword,
    workspace: line('the name of the workspace', 80).default('Plant'),
    token: z.string({ error: 'Give the token as text.' }).max(200).optional(),
  },
  { error: 'Send a JSON object with "name", "function", "email" and "password".' },
);

const done = (): ProblemError =>
  new ProblemError('conflict', 'This server has an administrator already. Sign in, or ask them for an invitation.');

export const setupRoutes = (parts: AppParts): Hono<AppEnv> => {
  const attempts = createRateLimit(10, 0.1);
  return new Hono<AppEnv>().post('/setup', async (c) => {
    if (parts.config.access === 'open')
      throw new ProblemError(
        'conflict',
        'Nobody needs an account here, since ACCESS is open. Start the server with ACCESS=accounts to set it up.',
      );
    if (!(await parts.setUp.isOpen())) throw done();
    const address = parts.remote.of(c.env.incoming);
    const waitS = attempts.take(countedAs(address), parts.nowMs());
    if (waitS !== null)
      throw new ProblemError('too-many-requests', `There were too many attempts from here. Try again in ${waitS} s.`, {
        headers: { 'retry-after': String(waitS) },
      });
    const { workspace, token, ...person } = await readBody(c, SetupBody);
    const allowed = token === undefined ? parts.remote.isThisMachine(c.env.incoming) : parts.setUp.matches(token);
    if (!allowed) {
      parts.log.warn({ address }, 'set-up refused');
      throw new ProblemError(
        'set-up-token-needed',
        token === undefined
          ? 'From another machine, setting up needs the token that the server printed at its start. Open the link that is printed there.'
          : 'The token is not the one of this start. Open the link that the server printed at its last start.',
      );
    }
    const visitor = await visitorOf(
      { principals: parts.store.principals, cookie: parts.cookie },
      c.req.header('cookie'),
      parts.nowMs(),
    );
    const made = await parts.setUp.createFirst(await parts.accounts.prepare({ ...person, administrator: true }), {
      workspace,
      visitor: visitor?.id ?? null,
    });
    if (made === 'administrator-there') throw done();
    if (made === 'email-taken')
      throw new ProblemError('conflict', 'There is an account with this address already. Give another one.', {
        errors: { '/email': 'There is an account with this address already.' },
      });
    const boards = await parts.setUp.finish();
    parts.log.info({ principal: made.actor.id, boards }, 'set up');
    const origin = parts.accounts.originOf(c.req.header('host'));
    const userAgent = c.req.header('user-agent') ?? '';
    const from = { origin, address, userAgent, cookie: c.req.header('cookie') };
    const cookies = await parts.accounts.signIn(from, person.email, person.password);
    for (const cookie of cookies ?? []) c.header('set-cookie', cookie, { append: true });
    if (visitor !== null) c.header('set-cookie', parts.cookie.clear(), { append: true });
    return c.json({ principal: principalSummary(made.actor), boards } satisfies SetupResponse, 201);
  });
};
