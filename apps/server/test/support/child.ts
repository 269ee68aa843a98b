/** Node processes started by a test: their output, their end, and their removal when the test is over. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export interface Child {
  readonly process: ChildProcess;
  readonly pid: number;
  stdout(): string;
  stderr(): string;
  /** Resolves when stdout or stderr matches; rejects when the process ends before. */
  said(pattern: RegExp): Promise<RegExpExecArray>;
  /** Resolves with exit code and signal. */
  ended(): Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

/** Shared by all of a run's processes, so that only the first one compiles the sources. */
const COMPILE_CACHE = join(tmpdir(), 'chartroom-compile-cache');

export const sourceFile = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const startChild = (
  file: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
  cwd?: string,
): Child => {
  const child = spawn(process.execPath, [sourceFile(file), ...args], {
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: COMPILE_CACHE, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
  });
  const text = { stdout: '', stderr: '' };
  const waiting = new Set<() => void>();
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (chunk: string) => {
      text[stream] += chunk;
      for (const look of waiting) look();
    });
  }
  const end = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await end;
  });
  if (child.pid === undefined) throw new Error('The process did not start.');
  return {
    process: child,
    pid: child.pid,
    stdout: () => text.stdout,
    stderr: () => text.stderr,
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const match = pattern.exec(text.stdout) ?? pattern.exec(text.stderr);
          if (match === null) return;
          waiting.delete(look);
          resolve(match);
        };
        waiting.add(look);
        look();
        void end.then(() =>
          reject(new Error(`Ended without saying ${String(pattern)}.\n${text.stdout}\n${text.stderr}`)),
        );
      }),
    ended: async () => {
      const [code, signal] = await end;
      return { code, signal };
    },
  };
};
