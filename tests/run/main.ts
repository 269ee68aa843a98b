/**
 * `npm test`: every check and every test, and one closing line that counts them all.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { RESULTS } from '../support/paths.ts';
import { runAll } from './schedule.ts';
import { chooseSteps } from './steps.ts';
import { type Counts, type Outcome, stopAll } from './step.ts';

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const countsOf = (counts: Counts): string =>
  `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`;

const report = (outcome: Outcome): void => {
  const { step, failed, durationMs } = outcome;
  console.log(
    `${failed > 0 ? 'FAILED' : 'ok    '} ${step.name.padEnd(22)} ${seconds(durationMs).padStart(7)}  ${countsOf(outcome)}`,
  );
  if (failed > 0) console.log(`${outcome.output.trimEnd()}\n`);
};

const main = async (): Promise<number> => {
  const chosen = chooseSteps(process.argv.slice(2));
  if ('problem' in chosen) {
    console.error(chosen.problem);
    return 2;
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      stopAll();
      process.exit(130);
    });
  }
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  const startedAtMs = performance.now();
  console.log(`Running ${chosen.steps.length} steps: ${chosen.steps.map((step) => step.name).join(', ')}`);
  const outcomes = await runAll(chosen.steps, report);

  const sum = (key: keyof Counts): number => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  const totals: Counts = { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
  const broken = outcomes.filter((outcome) => outcome.failed > 0).map((outcome) => outcome.step.name);
  if (broken.length > 0) console.log(`\nNot well: ${broken.join(', ')}`);
  console.log(`\nTook ${seconds(performance.now() - startedAtMs)}`);
  console.log(countsOf(totals));
  return totals.failed > 0 || totals.passed === 0 ? 1 : 0;
};

process.exitCode = await main();
