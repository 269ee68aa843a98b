/**
 * Reads how many tests passed from the reports that Vitest and Playwright write.
 */
import { readFileSync } from 'node:fs';
import type { Counts } from './step.ts';

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  readonly errors: readonly unknown[];
}

const NONE: Counts = { passed: 0, failed: 1, skipped: 0 };

/** A file that could not even be loaded has no tests to fail, so it counts as one. */
export const countVitest = (file: string): Counts => {
  const report = readReport(file) as VitestReport | null;
  if (report === null) return NONE;
  const unloaded = report.testResults.filter((one) => one.status === 'failed' && one.assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
};

/** A test that passed only when repeated has failed. */
export const countPlaywright = (file: string): Counts => {
  const report = readReport(file) as PlaywrightReport | null;
  if (report === null) return NONE;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped };
};

const readReport = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
};
