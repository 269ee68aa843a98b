/**
 * `npm start` as a person or a service runs it: with the machine's own npm and Node, the real launcher and the real server.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { LAUNCHER, ROOT } from '../support/paths.ts';
import { poll } from '../support/poll.ts';
import { freePort } from '../support/port.ts';
import { isReady } from '../support/server.ts';
import { visit } from '../support/visitor.ts';

interface Started {
  readonly process: ChildProcess;
  readonly url: string;
  readonly dataDir: string;
  readonly output: () => string;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

const UNREACHABLE_REGISTRY = 'http://127.0.0.1:9';
let folder: string;
const started: Started[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chartroom-start-'));
});
afterEach(async () => {
  for (const one of started.splice(0)) {
    one.process.kill('SIGKILL');
    await one.ended;
    await poll(() => !alive(holderOf(one.dataDir)), { what: 'the server to end after its test' });
  }
  rmSync(folder, { recursive: true, force: true });
});

/** Who runs this suite put its own Node first on PATH and npm's variables around it; a person's shell has neither. */
const plainEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:npm_|VITEST|NODE_ENV|NODE_OPTIONS)/i.test(name)),
  );

const launch = async (command: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Started> => {
  const port = env['PORT'] ?? String(await freePort());
  const dataDir = env['DATA_DIR'] ?? join(folder, 'data');
  const child = spawn(command[0]!, command.slice(1), {
    cwd: ROOT,
    env: { ...plainEnvironment(), HOST: '127.0.0.1', ACCESS: 'open', ...env, PORT: port, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  // Not `close`: a server that is left behind would keep the pipes open, and that is for the test to find out.
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.once('exit', (code, signal) => resolve({ code, signal })),
  );
  const one = { process: child, url: `http://127.0.0.1:${port}`, dataDir, output: () => output, ended };
  started.push(one);
  return one;
};

const ready = (one: Started): Promise<true> =>
  poll(() => isReady(one.url), { withinMs: 120_000, what: () => `${one.url} to be ready:\n${one.output()}` });

/** The process that holds the data directory; 0 when none does. */
const holderOf = (dataDir: string): number => {
  try {
    return (JSON.parse(readFileSync(join(dataDir, 'lock.json'), 'utf8')) as { pid: number }).pid;
  } catch {
    return 0;
  }
};
const alive = (pid: number): boolean => {
  if (pid === 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** A socket on a new board; resolves with the code it was closed with. */
const openSocket = async (one: Started): Promise<{ readonly closed: Promise<number> }> => {
  const visitor = await visit(one, 'Ada', 'OPS');
  const board = await visitor.createBoard('Start test', 't1');
  const socket = new WebSocket(`${one.url.replace('http', 'ws')}/sync/${board.id}`, {
    headers: { cookie: visitor.cookie },
  });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await new Promise((resolve, reject) => {
    socket.once('message', resolve);
    socket.once('error', reject);
  });
  return { closed };
};

const NPM_START = ['npm', 'start'];

describe('npm start', () => {
  it('LAUNCH-8 LAUNCH-10 stops in order on SIGTERM, and the second run needs no registry', async () => {
    const first = await launch(NPM_START);
    await ready(first);
    const server = holderOf(first.dataDir);
    expect(alive(server)).toBe(true);
    const { closed } = await openSocket(first);
    first.process.kill('SIGTERM');
    expect(await closed).toBe(1012);
    expect(await first.ended).toEqual({ code: 0, signal: null });
    expect(alive(server), 'the server is left behind').toBe(false);
    expect(await isReady(first.url)).toBe(false);

    const second = await launch(NPM_START, { npm_config_registry: UNREACHABLE_REGISTRY });
    await ready(second);
    expect(second.output()).not.toMatch(/installing|building/);
    second.process.kill('SIGTERM');
    expect(await second.ended).toEqual({ code: 0, signal: null });
  });

  it('LAUNCH-9 the server stops in order when npm is killed', async () => {
    const one = await launch(NPM_START);
    await ready(one);
    const server = holderOf(one.dataDir);
    const { closed } = await openSocket(one);
    one.process.kill('SIGKILL');
    expect(await closed).toBe(1012);
    await poll(() => !alive(server), { what: 'the server to end' });
  });

  it('LAUNCH-9 the server stops in order when the launcher is killed', async () => {
    const one = await launch(['node', LAUNCHER, 'start']);
    await ready(one);
    const server = holderOf(one.dataDir);
    const { closed } = await openSocket(one);
    one.process.kill('SIGKILL');
    expect(await closed).toBe(1012);
    await poll(() => !alive(server), { what: 'the server to end' });
  });
});

describe('a server that cannot start', () => {
  it('LAUNCH-12 names the port in use and what to do', async () => {
    const squatter = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => squatter.listen(port, '127.0.0.1', resolve));
    const one = await launch(['node', LAUNCHER, 'start'], { PORT: String(port) });
    expect(await one.ended).toEqual({ code: 1, signal: null });
    expect(one.output()).toMatch(new RegExp(`${port}.*PORT`, 's'));
    await new Promise((resolve) => squatter.close(resolve));
  });

  it('LAUNCH-12 names who uses the data directory and what to do', async () => {
    const holder = await launch(['node', LAUNCHER, 'start']);
    await ready(holder);
    const second = await launch(['node', LAUNCHER, 'start'], { DATA_DIR: holder.dataDir });
    expect(await second.ended).toEqual({ code: 1, signal: null });
    expect(second.output()).toContain(`in use by process ${holderOf(holder.dataDir)}`);
    expect(second.output()).toContain('DATA_DIR');
    expect(await isReady(holder.url), 'the first server is not disturbed').toBe(true);
  });

  it('LAUNCH-12 says that the data directory is a file', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const one = await launch(['node', LAUNCHER, 'start'], { DATA_DIR: file });
    expect(await one.ended).toEqual({ code: 1, signal: null });
    expect(one.output()).toContain(file);
  });
});
