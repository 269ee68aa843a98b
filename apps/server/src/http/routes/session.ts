/** Who is asking, what there is to sign in with, and signs of activity. */
import { Hono } from 'hono';
import type { SessionResponse } from '../../api/accounts.ts';
import { requireActor } from '../board-access.ts';
import type { AppEnv, AppParts } from '../env.ts';
import { principalSummary, userSummary } from '../person.ts';

export const sessionRoutes = (parts: AppParts): Hono<AppEnv> =>
  new Hono<AppEnv>()
    .get('/session', async (c) => {
      const actor = c.get('actor');
      const account = actor?.kind === 'user' ? await parts.store.accounts.findByPrincipal(actor.id) : null;
      const { config } = parts;
      return c.json({
        access: config.access,
        setUp: config.access === 'accounts' && (await parts.setUp.isOpen()),
        principal: actor === null ? null : principalSummary(actor),
        user: account === null ? null : userSummary(account),
        session: actor?.sessionId == null ? null : { id: actor.sessionId },
        signIn: { oidc: config.oidc === null ? null : { name: config.oidc.name } },
        mail: parts.mailer.enabled,
        limits: { idleMinutes: config.sessionIdleMinutes, hours: config.sessionHours },
      } satisfies SessionResponse);
    })
    // The app notes a sign of activity with every request that may change something; this one says nothing else.
    .post('/session/alive', (c) => {
      requireActor(c);
      return c.body(null, 204);
    });
