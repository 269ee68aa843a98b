/** A visitor says a name and a function; the server answers with a principal and a signed cookie. */
import { Hono } from 'hono';
import { z } from 'zod';
import type { VisitorResponse } from '../../api.ts';
import { signOutVisitor } from '../../accounts/visitor-leaving.ts';
import type { Actor } from '../../db/principals.ts';
import { line, readBody } from '../body.ts';
import type { AppEnv, AppParts } from '../env.ts';
import { ProblemError } from '../problem.ts';

const FUNCTIONS = ['OPS', 'QUA', 'IT', 'OTHER'] as const;
export const VisitorBody = z.object(
  { name: line('your name', 80), function: z.enum(FUNCTIONS, { error: `Give one of ${FUNCTIONS.join(', ')}.` }) },
  { error: 'Send a JSON object with "name" and "function".' },
);

const answer = (actor: Actor): VisitorResponse => ({
  principal: { id: actor.id, name: actor.name, function: actor.function },
});

export const visitorRoutes = (parts: AppParts): Hono<AppEnv> =>
  new Hono<AppEnv>()
    .get('/visitor', (c) => {
      const actor = c.get('actor');
      if (actor === null)
        throw new ProblemError(
          'visitor-needed',
          'There is no valid visitor cookie. Send your name and function to POST /api/visitor.',
        );
      return c.json(answer(actor));
    })
    .post('/visitor', async (c) => {
      const person = await readBody(c, VisitorBody);
      const known = c.get('actor');
      if (known?.kind !== 'visitor' && parts.config.access === 'accounts')
        throw new ProblemError('forbidden', 'Nobody comes here by a name alone. Sign in, or come by an invitation.');
      const nowMs = parts.nowMs();
      let actor: Actor;
      if (known?.kind === 'visitor') {
        actor = { ...known, ...person };
        await parts.store.principals.rename(known.id, person);
        parts.visitorChanged(actor);
      } else {
        actor = await parts.store.principals.create('visitor', person, nowMs);
      }
      // A guest's cookie counts as long as it was given for, whatever they call themselves.
      if (parts.config.access === 'open') c.header('set-cookie', await parts.cookie.issue(actor.id, nowMs));
      return c.json(answer(actor));
    })
    .delete('/visitor', async (c) => {
      const taken = await signOutVisitor(parts, c.req.header('cookie'), parts.nowMs());
      if (taken !== null) c.header('set-cookie', taken);
      return c.body(null, 204);
    });
