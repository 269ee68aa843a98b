/**
 * A real server process on a free port with a folder of its own, which can be killed and started again on both.
 * It ends with the test process, however that ends.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMPILE_CACHE, PARENT_WATCH, SERVER_MAIN } from './paths.ts';
import { poll } from './poll.ts';
import { freePort } from './port.ts';

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface TestServer {
  /** `http://127.0.0.1:<port>`, the same after a restart. */
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  /** Of the process that runs now. */
  readonly pid: number;
  /** Everything that it has printed, over all restarts. */
  readonly logs: string;
  /** Sends the signal (default SIGKILL) and resolves when the process is gone. */
  kill(signal?: NodeJS.Signals): Promise<Exit>;
  /** Starts the process again, killing it first if it still runs; resolves when it is ready. */
  restart(): Promise<void>;
  /** Ends the process in order and removes what was made for it; a data directory that was given stays. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly dataDir?: string;
  readonly port?: number;
  /** Serve the built board, which then has to be there; otherwise an empty page stands for it. */
  readonly builtBoard?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

export const startServer = async (options: ServerOptions = {}): Promise<TestServer> => {
  const port = options.port ?? (await freePort());
  const folder = await mkdtemp(join(tmpdir(), 'chartroom-'));
  const dataDir = options.dataDir ?? join(folder, 'data');
  const boardDir = options.builtBoard === true ? null : join(folder, 'board');
  if (boardDir !== null) {
    await mkdir(boardDir);
    await writeFile(join(boardDir, 'index.html'), '<!doctype html><title>No board in this test</title>');
  }
  const url = `http://127.0.0.1:${port}`;
  let logs = '';
  let child: ChildProcess;
  let ended: Promise<Exit>;

  const launch = async (): Promise<void> => {
    child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--import', PARENT_WATCH, SERVER_MAIN], {
      env: {
        ...process.env,
        NODE_COMPILE_CACHE: COMPILE_CACHE,
        LOG_LEVEL: 'warn',
        // Most stories are the same for a visitor and for an account; those of accounts say ACCESS=accounts.
        ACCESS: 'open',
        ...(boardDir === null ? {} : { BOARD_DIR: boardDir }),
        ...options.env,
        PORT: String(port),
        HOST: '127.0.0.1',
        DATA_DIR: dataDir,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const collect = (chunk: Buffer): void => void (logs += chunk.toString('utf8'));
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    let gone: Exit | null = null;
    ended = new Promise((resolve) => child.once('close', (code, signal) => resolve((gone = { code, signal }))));
    await poll(
      async () => {
        if (gone !== null)
          throw new Error(`The server ended with ${JSON.stringify(gone)} before it was ready:\n${logs}`);
        return isReady(url);
      },
      { what: () => `the server at ${url} to be ready; it printed:\n${logs}`, withinMs: 90_000 },
    );
  };

  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  const kill = async (signal: NodeJS.Signals = 'SIGKILL'): Promise<Exit> => {
    if (isRunning()) child.kill(signal);
    return ended;
  };

  await launch();
  return {
    url,
    port,
    dataDir,
    get pid() {
      return child.pid!;
    },
    get logs() {
      return logs;
    },
    kill,
    restart: async () => {
      await kill();
      await launch();
    },
    stop: async () => {
      await kill('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** Whether whatever listens at `url` says that it is ready. */
export const isReady = async (url: string): Promise<boolean> => {
  try {
    const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
};
