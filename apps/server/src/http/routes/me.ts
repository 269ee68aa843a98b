/** What people change of themselves. */
import { Hono } from 'hono';
import { z } from 'zod';
import type { MeResponse } from '../../api/accounts.ts';
import { requireActor } from '../board-access.ts';
import { readBody } from '../body.ts';
import type { AppEnv, AppParts } from '../env.ts';
import { personName, plantFunction, principalSummary, remarkLine, userSummary } from '../person.ts';
import { ProblemError } from '../problem.ts';

export const MeBody = z.object(
  {
    name: personName.optional(),
    function: plantFunction.optional(),
    discipline: remarkLine('your discipline').optional(),
    jobTitle: remarkLine('your job title').optional(),
  },
  { error: 'Send a JSON object with any of "name", "function", "discipline" and "jobTitle".' },
);

export const meRoutes = (parts: AppParts): Hono<AppEnv> =>
  new Hono<AppEnv>().patch('/me', async (c) => {
    const actor = requireActor(c);
    if (actor.kind !== 'user' && actor.kind !== 'visitor')
      throw new ProblemError('forbidden', 'An access token stays what it was made as. Make another one.');
    const { name, function: fn, discipline, jobTitle } = await readBody(c, MeBody);
    const now = { ...actor, name: name ?? actor.name, function: fn ?? actor.function };
    const account = actor.kind === 'user' ? await parts.store.accounts.findByPrincipal(actor.id) : null;
    if (account !== null) await parts.store.accounts.change(account.id, { name, discipline, jobTitle }, parts.nowMs());
    if (now.name !== actor.name || now.function !== actor.function) {
      await parts.store.principals.rename(actor.id, { name: now.name, function: now.function });
      parts.visitorChanged(now);
    }
    const changed = account === null ? null : await parts.store.accounts.find(account.id);
    return c.json({
      principal: principalSummary(now),
      user: changed === null ? null : userSummary(changed),
    } satisfies MeResponse);
  });
