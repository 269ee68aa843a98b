/**
 * The node HTTP server around the app: it listens before anything is opened, so that a taken port changes nothing,
 * and answers 503 until it is given something to serve. The Host of every request is checked here, upgrades included.
 */
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Logger } from 'pino';
import type { RequestPolicy } from '../auth/policy.ts';
import { type Config, isEverywhere, isLoopback } from '../config.ts';
import { type Result, done, refused } from '../refusal.ts';
import { type HandleUpgrade, refuseUpgrade } from '../socket/upgrade.ts';
import { COMMON_HEADERS } from './headers.ts';
import { PROBLEMS, PROBLEM_MEDIA_TYPE, type ProblemKind, problemOf } from './problem.ts';

export interface Handlers {
  readonly fetch: (request: Request, env: object) => Response | Promise<Response>;
  readonly upgrade: HandleUpgrade;
}

export interface Listener {
  readonly port: number;
  serve(handlers: Handlers): void;
  /** Takes no new connections and refuses further requests on open ones. */
  stopAccepting(): unknown;
  /** Resolves when all connections are gone; cuts those that are left after `withinMs`. */
  close(withinMs: number): Promise<void>;
}

const STARTING = 'The server is starting or stopping. Try again in a few seconds.';
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 30_000;
const IDLE_SWEEP_MS = 20;

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?', 1)[0] ?? '/';

const foreignHost = (host: string | undefined): string =>
  `The server is addressed as ${JSON.stringify(host ?? '')}, which is not one of its names. Use the address that it printed at start, or add the name to ALLOWED_HOSTS.`;

const answer = (response: ServerResponse, kind: ProblemKind, detail: string, path: string): void => {
  response.writeHead(PROBLEMS[kind].status, {
    ...COMMON_HEADERS,
    'content-type': PROBLEM_MEDIA_TYPE,
    'cache-control': 'no-store',
    connection: 'close',
  });
  response.end(JSON.stringify(problemOf(kind, detail, path)));
};

const listenFailure = (config: Config, error: Error): Result<Listener> => {
  const at = `${config.host} port ${config.port}`;
  const code = 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE')
    return refused(
      'port-in-use',
      `Port ${config.port} on ${config.host} is already in use, perhaps by another Chartroom. Stop that program, or set PORT to a free port, for example PORT=${config.port + 1}.`,
    );
  if (code === 'EACCES')
    return refused('cannot-listen', `This user may not listen on ${at}. Set PORT to a number above 1023.`);
  return refused(
    'cannot-listen',
    `The server cannot listen on ${at} (${error.message}). Set HOST to a name or address of this machine, for example 127.0.0.1.`,
  );
};

export const listen = (config: Config, policy: RequestPolicy, log: Logger): Promise<Result<Listener>> => {
  let handlers: Handlers | null = null;
  let forward: ((request: IncomingMessage, response: ServerResponse) => unknown) | null = null;

  const server: Server = createServer(
    { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
    (request, response) => {
      if (!policy.hostAllowed(request.headers.host)) {
        log.warn({ host: request.headers.host, path: pathOf(request) }, 'host refused');
        return answer(response, 'foreign-host', foreignHost(request.headers.host), pathOf(request));
      }
      if (forward === null) return answer(response, 'starting', STARTING, pathOf(request));
      forward(request, response);
    },
  );
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    if (!policy.hostAllowed(request.headers.host)) {
      log.warn({ host: request.headers.host, path: pathOf(request) }, 'host refused');
      return refuseUpgrade(socket, 'foreign-host', foreignHost(request.headers.host), pathOf(request));
    }
    if (handlers === null) return refuseUpgrade(socket, 'starting', STARTING, pathOf(request));
    handlers.upgrade(request, socket, head);
  });

  let closed: Promise<void> | null = null;
  const stop = (): Promise<void> => {
    handlers = null;
    forward = null;
    if (closed !== null) return closed;
    // A connection that is kept alive counts as busy until just after its last answer, so once is not enough.
    const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS);
    closed = new Promise((resolve) => {
      server.close(() => {
        clearInterval(sweep);
        resolve();
      });
    });
    return closed;
  };

  const listener = (port: number): Listener => ({
    port,
    serve: (given) => {
      handlers = given;
      forward = getRequestListener(given.fetch, {
        errorHandler: (error) => {
          const kind = error instanceof Error && error.name === 'RequestError' ? 'malformed-request' : 'internal';
          if (kind === 'internal') log.error({ err: error }, 'request failed');
          const detail =
            kind === 'internal'
              ? 'The server failed on this request; its log has the cause. Try again.'
              : 'The address of the request cannot be read. Check it.';
          return new Response(JSON.stringify(problemOf(kind, detail, '')), {
            status: PROBLEMS[kind].status,
            headers: { 'content-type': PROBLEM_MEDIA_TYPE },
          });
        },
      });
    },
    stopAccepting: stop,
    close: async (withinMs) => {
      const timer = setTimeout(() => server.closeAllConnections(), withinMs);
      await stop();
      clearTimeout(timer);
    },
  });

  return new Promise((resolve) => {
    server.once('error', (error) => resolve(listenFailure(config, error)));
    server.listen({ port: config.port, host: config.host, exclusive: true }, () => {
      server.removeAllListeners('error');
      server.on('error', (error) => log.error({ err: error }, 'server error'));
      resolve(done(listener((server.address() as AddressInfo).port)));
    });
  });
};

/** The address as a person opens it in a browser on this machine. */
export const printedAddress = (config: Config, port: number): string => {
  if (config.publicOrigin !== null) return config.publicOrigin;
  const host = isEverywhere(config.host) ? '127.0.0.1' : config.host.includes(':') ? `[${config.host}]` : config.host;
  return `http://${host}:${port}`;
};

/** What a person at the terminal has to know about who can get in. `setUpToken`: of this start, null when it is not needed. */
export const accessNotice = (config: Config, address: string, setUpToken: string | null): string => {
  const isAlone = isLoopback(config.host) && config.publicOrigin === null;
  if (config.access === 'open')
    return isAlone
      ? 'ACCESS is open: there are no accounts. Anyone who can reach this address can edit, which is every user of this machine.'
      : `WARNING: ACCESS is open and HOST is ${config.host}, so this server can be reached from other machines. There are no accounts: anyone who can reach this address can read and edit every board. Set ACCESS=accounts, or HOST=127.0.0.1, unless the network is trusted.`;
  const closed = 'People sign in, or come by invitation; nobody else sees anything.';
  const reach = isAlone
    ? ''
    : ` It can be reached from other machines${address.startsWith('https:') ? '' : ', without encryption unless a proxy adds it'}.`;
  if (setUpToken === null) return `${closed}${reach}`;
  return `Nobody has set this server up yet.${reach} The first administrator is made with this link, which holds until the next start:\n  ${address}/setup#${setUpToken}\nThen: ${closed.charAt(0).toLowerCase()}${closed.slice(1)}`;
};
