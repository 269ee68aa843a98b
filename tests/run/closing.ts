/**
 * The end of a run: what was not well, each failed test with the beginning of its reason, and one line that counts. Of a
 * long output often only the end is kept, so everything that one needs in order to begin looking stands here.
 */
import type { Counts, Outcome } from './step.ts';

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

export const countsOf = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;

/** `ok` also means that something ran at all. */
export const closing = (
  outcomes: readonly Outcome[],
  durationMs: number,
): { readonly lines: readonly string[]; readonly ok: boolean } => {
  const sum = (key: 'passed' | 'failed' | 'skipped'): number =>
    outcomes.reduce((total, outcome) => total + outcome[key], 0);
  const totals: Counts = { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
  const broken = outcomes.filter(({ failed }) => failed > 0);
  return {
    lines: [
      ...broken.flatMap(({ step, failures = [] }) => failures.map((one) => `\n${step.name}: ${one}`)),
      ...(broken.length > 0 ? [`\nNot well: ${broken.map(({ step }) => step.name).join(', ')}`] : []),
      `\nTook ${seconds(durationMs)}`,
      countsOf(totals),
    ],
    ok: totals.failed === 0 && totals.passed > 0,
  };
};
