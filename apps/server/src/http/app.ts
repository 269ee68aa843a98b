/**
 * The HTTP application: the order of checks, the routes, and the shape of every refusal. Hosts are checked before a
 * request comes here, for HTTP and upgrades alike.
 */
import { RecordFailure } from '@chartroom/record';
import { LogFailure } from '@chartroom/sync';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { bearerSecret } from '../auth/identity.ts';
import { BODY_LIMIT_BYTES } from './body.ts';
import type { AppEnv, AppParts } from './env.ts';
import { COMMON_HEADERS, DATA_CSP } from './headers.ts';
import { ProblemError, problem } from './problem.ts';
import { accountRoutes } from './routes/accounts.ts';
import { authRoutes } from './routes/auth.ts';
import { boardRoutes } from './routes/boards.ts';
import { changeRoutes } from './routes/changes.ts';
import { charterRoutes } from './routes/charter.ts';
import { emailRoutes } from './routes/email.ts';
import { healthRoutes } from './routes/health.ts';
import { inboxRoutes } from './routes/inbox.ts';
import { invitationRoutes } from './routes/invitations.ts';
import { mailRoutes } from './routes/mail.ts';
import { meRoutes } from './routes/me.ts';
import { memberRoutes } from './routes/members.ts';
import { openApiRoutes } from './routes/openapi.ts';
import { readingRoutes } from './routes/reading.ts';
import { recordRoutes } from './routes/record.ts';
import { sessionRoutes } from './routes/session.ts';
import { setupRoutes } from './routes/setup.ts';
import { templateRoutes } from './routes/templates.ts';
import { tokenRoutes } from './routes/tokens.ts';
import { visitorRoutes } from './routes/visitor.ts';
import { workspaceRoutes } from './routes/workspaces.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const isData = (path: string): boolean => /^\/(?:api|sync|healthz|readyz)(?:\/|$)/.test(path);

export const createApp = (parts: AppParts): Hono<AppEnv> => {
  const app = new Hono<AppEnv>();

  app.use(async (c, next) => {
    const startedMs = performance.now();
    await next();
    for (const [name, value] of Object.entries(COMMON_HEADERS)) c.res.headers.set(name, value);
    if (!c.res.headers.has('content-security-policy')) c.res.headers.set('content-security-policy', DATA_CSP);
    if (isData(c.req.path) && !c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
    const { status } = c.res;
    const level = status >= 500 ? 'error' : SAFE.has(c.req.method) || !isData(c.req.path) ? 'debug' : 'info';
    parts.log[level](
      {
        method: c.req.method,
        path: c.req.path,
        status,
        principal: c.get('actor')?.id,
        durationMs: Math.round((performance.now() - startedMs) * 10) / 10,
      },
      'request',
    );
  });
  app.use(compress());
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) =>
        problem(
          c,
          'method-not-allowed',
          `${c.req.method} does not work on ${c.req.path}. Use ${methods.join(' or ')}.`,
          { headers: { allow: methods.join(', ') } },
        ),
    }),
  );

  app.use('/api/*', async (c, next) => {
    if (!parts.isOpen())
      return problem(c, 'starting', 'The server is starting or stopping. Try again in a few seconds.', {
        headers: { 'retry-after': '2' },
      });
    if (!SAFE.has(c.req.method) && !parts.policy.originAllowed(c.req.header('origin'), c.req.header('host') ?? '')) {
      return problem(
        c,
        'foreign-origin',
        `The request was sent by a page of ${c.req.header('origin')}, not by this server's own. Use the board at its own address; behind a proxy set PUBLIC_ORIGIN to the address that people use.`,
      );
    }
    c.set(
      'actor',
      await parts.identify(
        { cookie: c.req.header('cookie'), secret: bearerSecret(c.req.header('authorization')) },
        parts.nowMs(),
      ),
    );
    const sessionId = c.get('actor')?.sessionId ?? null;
    if (sessionId !== null && !SAFE.has(c.req.method)) await parts.accounts.seen(sessionId, parts.nowMs());
    return next();
  });
  app.use(
    '/api/*',
    bodyLimit({
      maxSize: BODY_LIMIT_BYTES,
      onError: (c) =>
        problem(
          c,
          'body-too-large',
          `The body of ${c.req.method} ${c.req.path} is larger than ${BODY_LIMIT_BYTES / 1024} KB. Send less.`,
          { headers: { connection: 'close' } },
        ),
    }),
  );

  app.route('/', healthRoutes(parts));
  app.route('/api', sessionRoutes(parts));
  app.route('/api', setupRoutes(parts));
  app.route('/api', authRoutes(parts));
  app.route('/api', meRoutes(parts));
  app.route('/api', emailRoutes(parts));
  app.route('/api', accountRoutes(parts));
  app.route('/api', tokenRoutes(parts));
  app.route('/api', visitorRoutes(parts));
  app.route('/api', openApiRoutes());
  app.route('/api', templateRoutes());
  app.route('/api', boardRoutes(parts));
  app.route('/api', charterRoutes(parts));
  app.route('/api', recordRoutes(parts));
  app.route('/api', changeRoutes(parts));
  app.route('/api', memberRoutes(parts));
  app.route('/api', readingRoutes(parts));
  app.route('/api', inboxRoutes(parts));
  app.route('/api', mailRoutes(parts));
  app.route('/api', invitationRoutes(parts));
  app.route('/api', workspaceRoutes(parts));
  app.get('/sync/:board', (c) =>
    problem(c, 'upgrade-needed', 'This address is for WebSocket connections. Open it with a WebSocket client.', {
      headers: { upgrade: 'websocket', connection: 'upgrade' },
    }),
  );

  app.notFound((c) => {
    if (!isData(c.req.path) && SAFE.has(c.req.method)) {
      const response = parts.board.respond(c);
      if (response !== null) return response;
    }
    return problem(c, 'not-found', `There is nothing at ${c.req.path}. Check the address.`);
  });

  app.onError((error, c) => {
    if (error instanceof ProblemError) return problem(c, error.kind, error.message, error.extras);
    if (error instanceof LogFailure || error instanceof RecordFailure) {
      parts.log.error({ err: error, kind: error.kind, path: c.req.path }, 'log failure');
      switch (error.kind) {
        case 'unknown-board':
          return problem(c, 'unknown-board', 'There is no such board, or it is not open to you. Check the address.');
        case 'full':
          return problem(
            c,
            'storage-unavailable',
            'The disk of the server is full, so nothing could be stored. Make room there and try again.',
          );
        case 'corrupt':
          return problem(
            c,
            'board-unavailable',
            'What is stored of this board is damaged. It was left as it is; the administrator restores a copy.',
          );
        case 'unavailable':
        case 'conflict':
        case 'binding-taken':
          return problem(c, 'storage-unavailable', 'The server could not store the change just now. Try again.');
      }
    }
    parts.log.error({ err: error, path: c.req.path }, 'request failed');
    return problem(
      c,
      'internal',
      'The server failed on this request; its log has the cause. Nothing that was confirmed is lost. Try again.',
    );
  });

  return app;
};
