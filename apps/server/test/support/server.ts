/** A whole server in this process: temporary data directory, free port, small board build, silent log. */
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { type Config, readConfig } from '../../src/config.ts';
import { type RunningServer, startServer, type Surroundings } from '../../src/server.ts';
import { boardBuild } from './board-build.ts';
import { tempDir } from './temp-dir.ts';
import { valueOf } from './value-of.ts';

export interface TestServer extends RunningServer {
  readonly origin: string;
  readonly dataDir: string;
  /** `fetch` against this server, with a JSON body and the visitor's cookie where given. */
  ask(path: string, options?: AskOptions): Promise<Response>;
  /** A visitor's cookie. */
  visit(name?: string, fn?: string): Promise<string>;
  /** A board's id. */
  create(cookie: string, title?: string, template?: string): Promise<string>;
}

export interface AskOptions {
  readonly method?: string;
  readonly json?: unknown;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly cookie?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const testConfig = (env: Readonly<Record<string, string>> = {}): Config =>
  valueOf(
    // Most of what is tested is the same for a visitor and for an account; tests of accounts say ACCESS=accounts.
    readConfig(
      { ACCESS: 'open', PORT: '0', DATA_DIR: tempDir(), BOARD_DIR: boardBuild(), LOG_LEVEL: 'silent', ...env },
      process.cwd(),
    ),
  );

export const cookieOf = (response: Response): string => response.headers.get('set-cookie')?.split(';', 1)[0] ?? '';

export const startTestServer = async (
  env: Readonly<Record<string, string>> = {},
  surroundings: Surroundings = {},
): Promise<TestServer> => {
  const config = testConfig(env);
  const server = valueOf(await startServer(config, pino({ level: 'silent' }), surroundings));
  onTestFinished(() => server.stop());
  const origin = `http://127.0.0.1:${server.port}`;

  const ask = (path: string, { method, json, body, cookie, headers = {} }: AskOptions = {}): Promise<Response> =>
    fetch(`${origin}${path}`, {
      method: method ?? (json === undefined && body === undefined ? 'GET' : 'POST'),
      redirect: 'manual',
      headers: {
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...(cookie === undefined ? {} : { cookie }),
        ...headers,
      },
      ...(json === undefined ? (body === undefined ? {} : { body }) : { body: JSON.stringify(json) }),
    });

  return {
    ...server,
    origin,
    dataDir: config.dataDir,
    ask,
    visit: async (name = 'Petra Novak', fn = 'QUA') =>
      cookieOf(await ask('/api/visitor', { json: { name, function: fn } })),
    create: async (cookie, title = 'Lot release', template = 't1') => {
      const response = await ask('/api/boards', { json: { title, template }, cookie });
      if (response.status !== 201) throw new Error(`${response.status}: ${await response.text()}`);
      return ((await response.json()) as { id: string }).id;
    },
  };
};
