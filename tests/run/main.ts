/**
 * `npm test`: every check and every test, and one closing line that counts them all.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { RESULTS } from '../support/paths.ts';
import { closing, countsOf, seconds } from './closing.ts';
import { runAll } from './schedule.ts';
import { chooseSteps } from './steps.ts';
import { type Outcome, stopAll } from './step.ts';

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

  const { lines, ok } = closing(outcomes, performance.now() - startedAtMs);
  console.log(lines.join('\n'));
  return ok ? 0 : 1;
};

process.exitCode = await main();
