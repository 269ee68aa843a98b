/**
 * One step of the whole run: a command whose outcome is counted. Output is kept until the step ends, so that steps
 * which run side by side do not mix their lines.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { ROOT } from '../support/paths.ts';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Which tests failed, each with the beginning of the reason below its title. */
  readonly failures?: readonly string[];
}

export interface Step {
  readonly name: string;
  /** What `--only` calls it; several steps may share a group. */
  readonly group: Group;
  /** Arguments of Node. */
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Names of steps that have to be over before. */
  readonly after?: readonly string[];
  /** A step that mostly waits: it starts at once and takes no place, not even from a step that runs alone. */
  readonly idle?: boolean;
  /** A step that times real processes runs with nothing beside it. */
  readonly alone?: boolean;
  /** Reads what the command counted; absent when the command itself is the one thing to count. */
  readonly count?: (exitCode: number) => Counts;
}

export const GROUPS = ['build', 'types', 'lint', 'rules', 'unit', 'process', 'browser'] as const;
export type Group = (typeof GROUPS)[number];

export interface Outcome extends Counts {
  readonly step: Step;
  readonly durationMs: number;
  readonly output: string;
}

const running = new Set<ChildProcess>();

/** Ends what still runs when the whole run is stopped. */
export const stopAll = (): void => {
  for (const child of running) child.kill('SIGTERM');
};

export const runStep = (step: Step): Promise<Outcome> =>
  new Promise((resolve) => {
    const startedAtMs = performance.now();
    const child = spawn(process.execPath, step.args, {
      cwd: step.cwd ?? ROOT,
      env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }), ...step.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    const end = (exitCode: number, trouble = ''): void => {
      running.delete(child);
      resolve({
        step,
        durationMs: performance.now() - startedAtMs,
        output: Buffer.concat(chunks).toString('utf8') + trouble,
        ...judge(step, exitCode),
      });
    };
    child.once('error', (error) => end(1, `${error.message}\n`));
    child.once('close', (code, signal) => end(code ?? 1, signal === null ? '' : `Ended by ${signal}.\n`));
  });

/** A command that failed without saying which test failed counts as one failure: nothing passes by crashing. */
const judge = (step: Step, exitCode: number): Counts => {
  const counts = step.count?.(exitCode) ?? {
    passed: exitCode === 0 ? 1 : 0,
    failed: exitCode === 0 ? 0 : 1,
    skipped: 0,
  };
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
};
