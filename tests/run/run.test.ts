/** The run itself: what it counts, and in which order it works. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../support/paths.ts';
import { poll } from '../support/poll.ts';
import { closing } from './closing.ts';
import { countPlaywright, countVitest } from './counts.ts';
import { runAll } from './schedule.ts';
import { chooseSteps } from './steps.ts';
import { type Outcome, runStep, type Step } from './step.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chartroom-run-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const report = (content: unknown): string => {
  const file = join(folder, 'report.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

describe('counting', () => {
  const step = (script: string, counts?: { passed: number; failed: number; skipped: number }): Step => ({
    name: 'one',
    group: 'unit',
    args: ['-e', script],
    ...(counts === undefined ? {} : { count: () => counts }),
  });

  it('SUITE-1 counts a check as one, by its exit code', async () => {
    expect(await runStep(step('console.log("fine")'))).toMatchObject({ passed: 1, failed: 0, output: 'fine\n' });
    expect(await runStep(step('process.exit(2)'))).toMatchObject({ passed: 0, failed: 1 });
    expect(await runStep(step('process.kill(process.pid, "SIGKILL")'))).toMatchObject({ passed: 0, failed: 1 });
  });

  it('SUITE-1 counts a crash although every test that was reported passed', async () => {
    const counts = { passed: 40, failed: 0, skipped: 2 };
    expect(await runStep(step('process.exit(1)', counts))).toMatchObject({ passed: 40, failed: 1, skipped: 2 });
    expect(await runStep(step('', counts))).toMatchObject(counts);
  });

  it('SUITE-2 counts a test file that could not be loaded', () => {
    const loaded = {
      name: join(ROOT, 'packages/a/test/a.test.ts'),
      status: 'failed',
      assertionResults: [
        {
          fullName: 'sums A-1 adds',
          status: 'failed',
          failureMessages: ['\u001B[31mexpected 3\u001B[39m\n  at a.test.ts:1'],
        },
        { fullName: 'sums A-1 subtracts', status: 'passed', failureMessages: [] },
      ],
    };
    const unloaded = {
      name: join(ROOT, 'packages/b/test/b.test.ts'),
      status: 'failed',
      message: 'Cannot find module',
      assertionResults: [],
    };
    const base = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };
    expect(countVitest(report({ ...base, testResults: [loaded, unloaded] }))).toEqual({
      passed: 5,
      failed: 2,
      skipped: 3,
      failures: [
        'packages/b/test/b.test.ts\n    Cannot find module',
        'packages/a/test/a.test.ts › sums A-1 adds\n    expected 3\n      at a.test.ts:1',
      ],
    });
  });

  it('SUITE-2 counts a browser test that passed only when repeated, and errors outside of tests', () => {
    const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 4 };
    const spec = (title: string, ok: boolean, ...messages: string[]) => ({
      title,
      ok,
      tests: [{ results: [{ errors: messages.map((message) => ({ message })) }] }],
    });
    const suites = [
      {
        title: 'board.spec.ts',
        specs: [spec('opens', false, 'Timeout'), spec('shuts', true)],
        suites: [{ title: 'on a phone', specs: [spec('opens', true, 'once not visible')] }],
      },
    ];
    expect(countPlaywright(report({ stats, suites, errors: [{ message: 'no browser' }] }))).toEqual({
      passed: 3,
      failed: 3,
      skipped: 4,
      failures: [
        'outside of a test\n    no browser',
        'board.spec.ts › opens\n    Timeout',
        'board.spec.ts › on a phone › opens\n    once not visible',
      ],
    });
  });

  it('SUITE-2 counts a report that is missing or cut off as a failure', () => {
    expect(countVitest(join(folder, 'none.json')).failed).toBe(1);
    expect(countPlaywright(report('{"stats":')).failed).toBe(1);
  });
});

describe('the end', () => {
  const step: Step = { name: 'unit tests', group: 'unit', args: [] };
  const well: Outcome = { step, durationMs: 1, output: '', passed: 3, failed: 0, skipped: 1 };

  it('SUITE-5 names what failed and why, and counts last', () => {
    const broken: Outcome = { ...well, passed: 1, failed: 1, failures: ['a.test.ts › adds\n    expected 3'] };
    expect(closing([well, broken, { ...well, failed: 1 }], 61_500)).toEqual({
      lines: [
        '\nunit tests: a.test.ts › adds\n    expected 3',
        '\nNot well: unit tests, unit tests',
        '\nTook 61.5 s',
        '7 passed, 2 failed, 3 skipped',
      ],
      ok: false,
    });
  });

  it('SUITE-5 is good only where something passed', () => {
    expect(closing([well], 1)).toMatchObject({ lines: ['\nTook 0.0 s', '3 passed, 0 failed, 1 skipped'], ok: true });
    expect(closing([], 1).ok).toBe(false);
  });
});

describe('order', () => {
  const make = (name: string, rest: Partial<Step> = {}): Step => ({ name, group: 'unit', args: [], ...rest });

  /** Runs steps that end when told; says which run at each moment. */
  const controlled = (steps: readonly Step[]) => {
    const running = new Map<string, () => void>();
    const run = (step: Step): Promise<Outcome> =>
      new Promise((resolve) => {
        running.set(step.name, () => {
          running.delete(step.name);
          resolve({ step, durationMs: 0, output: '', passed: 1, failed: 0, skipped: 0 });
        });
      });
    const all = runAll(steps, () => {}, run);
    return {
      all,
      running: () => [...running.keys()],
      end: async (name: string) => {
        running.get(name)!();
        await new Promise(setImmediate);
      },
    };
  };

  it('SUITE-4 runs two at a time, in order, after what they wait for', async () => {
    const run = controlled([
      make('a'),
      make('b', { after: ['a'] }),
      make('c'),
      make('d'),
      make('e', { after: ['absent'] }),
    ]);
    expect(run.running()).toEqual(['a', 'c']);
    await run.end('c');
    expect(run.running()).toEqual(['a', 'd']);
    await run.end('a');
    expect(run.running()).toEqual(['d', 'b']);
    await run.end('d');
    await run.end('b');
    await run.end('e');
    expect((await run.all).map((outcome) => outcome.step.name)).toEqual(['c', 'a', 'd', 'b', 'e']);
  });

  it('SUITE-4 runs nothing beside a step that runs alone', async () => {
    const run = controlled([make('a'), make('alone', { alone: true }), make('b')]);
    expect(run.running()).toEqual(['a', 'b']);
    await run.end('a');
    expect(run.running()).toEqual(['b']);
    await run.end('b');
    expect(run.running()).toEqual(['alone']);
    await run.end('alone');
    expect(await run.all).toHaveLength(3);
  });
});

describe('idle steps', () => {
  it('SUITE-4 a step that mostly waits takes no place', async () => {
    const ended: string[] = [];
    const steps = (['waits', 'a', 'b', 'alone'] as const).map((name): Step => ({
      name,
      group: 'unit',
      args: [],
      idle: name === 'waits',
      alone: name === 'alone',
    }));
    const all = await runAll(
      steps,
      () => {},
      async (step) => {
        // The waiting one ends when all others have.
        if (step.name === 'waits') await poll(() => ended.length === 3, { what: 'the other steps' });
        ended.push(step.name);
        return { step, durationMs: 0, output: '', passed: 1, failed: 0, skipped: 0 };
      },
    );
    expect(all.at(-1)?.step.name).toBe('waits');
  });
});

describe('choosing', () => {
  const names = (...args: string[]): readonly string[] => {
    const chosen = chooseSteps(args);
    return 'steps' in chosen ? chosen.steps.map((step) => step.name) : [chosen.problem];
  };

  it('SUITE-4 takes everything, one group, or the tests of some files', () => {
    expect(names()).toEqual(expect.arrayContaining(['lint', 'types', 'unit tests', 'process tests', 'browser tests']));
    expect(names('--only', 'unit')).toEqual(['tests that wait', 'unit tests', 'unit tests of the board']);
    expect(names('--only=browser')).toEqual(['board build', 'browser', 'browser tests']);
    expect(names('wire')).not.toContain('lint');
    expect(names('--only', 'nothing')[0]).toMatch(/There is no step nothing/);
    expect(names('--fast')[0]).toMatch(/There is no option --fast/);
  });
});
