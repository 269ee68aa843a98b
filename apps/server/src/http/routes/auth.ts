/** `/api/auth/*`: signing in and what belongs to it, each request by a route of its own. */
import { type Context, Hono } from 'hono';
import { AUTH_ROUTES, type AuthRoute } from '../../accounts/auth-routes.ts';
import { AUTH_PATH } from '../../accounts/library.ts';
import { signOutVisitor } from '../../accounts/visitor-leaving.ts';
import { fit, readBody } from '../body.ts';
import type { AppEnv, AppParts } from '../env.ts';

/** Below `/api`, where the app mounts its routes. */
const BELOW_API = AUTH_PATH.replace(/^\/api/, '');

/** Some requests say all with their address, and programs send no body with them. */
const isBare = (c: Context<AppEnv>): boolean =>
  c.req.header('content-type') === undefined && (c.req.header('content-length') ?? '0') === '0';

export const authRoutes = (parts: AppParts): Hono<AppEnv> => {
  const { gate, accounts, remote } = parts;
  const routes = new Hono<AppEnv>();
  const answer = async (c: Context<AppEnv>, route: AuthRoute): Promise<Response> => {
    const query = new URL(c.req.url).search;
    const answered = await gate.answer(route, {
      origin: accounts.originOf(c.req.header('host')),
      address: remote.of(c.env.incoming),
      // Only a provider sends something in the address, and the library reads nothing else there.
      query: route.path.startsWith('/callback/') ? query : '',
      cookie: c.req.header('cookie'),
      userAgent: (c.req.header('user-agent') ?? '').slice(0, 300),
      body: route.body === undefined ? null : isBare(c) ? fit(c, route.body, {}) : await readBody(c, route.body),
    });
    // Whoever was a guest in this browser before is not to be somebody again once a person has signed out of it.
    const taken =
      route.path === '/sign-out' && parts.config.access === 'accounts'
        ? await signOutVisitor(parts, c.req.header('cookie'), parts.nowMs())
        : null;
    if (taken !== null) answered.headers.append('set-cookie', taken);
    return answered;
  };
  for (const route of AUTH_ROUTES) routes.on(route.method, `${BELOW_API}${route.path}`, (c) => answer(c, route));
  return routes;
};
