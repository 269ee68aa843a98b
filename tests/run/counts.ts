/**
 * Reads from the reports that Vitest and Playwright write how many tests passed, and which failed for what reason.
 */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { ROOT } from '../support/paths.ts';
import type { Counts } from './step.ts';

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

interface PlaywrightSuite {
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs: readonly {
    readonly title: string;
    readonly ok: boolean;
    readonly tests: readonly {
      readonly results: readonly { readonly errors: readonly { readonly message?: string }[] }[];
    }[];
  }[];
}

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  readonly suites: readonly PlaywrightSuite[];
  readonly errors: readonly { readonly message?: string }[];
}

const NONE: Counts = { passed: 0, failed: 1, skipped: 0, failures: ['The report is missing or cut off.'] };

const LINES_OF_REASON = 12;
// What the tools colour for a terminal.
// oxlint-disable-next-line no-control-regex
const COLOURS = /\u001B\[[\d;]*m/g;

/** The title of a test, and below it the beginning of why it failed. */
const failure = (title: string, reason: string | undefined): string => {
  const lines = (reason ?? 'no reason was given').replaceAll(COLOURS, '').trimEnd().split('\n');
  return [title, ...lines.slice(0, LINES_OF_REASON).map((line) => `    ${line}`)].join('\n');
};

/** A file that could not even be loaded has no tests to fail, so it counts as one. */
export const countVitest = (file: string): Counts => {
  const report = readReport(file) as VitestReport | null;
  if (report === null) return NONE;
  const unloaded = report.testResults.filter((one) => one.status === 'failed' && one.assertionResults.length === 0);
  const failed = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => failure(`${relative(ROOT, name)} › ${fullName}`, failureMessages[0])),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: [...unloaded.map(({ name, message }) => failure(relative(ROOT, name), message)), ...failed],
  };
};

/** A test that passed only when repeated has failed. */
export const countPlaywright = (file: string): Counts => {
  const report = readReport(file) as PlaywrightReport | null;
  if (report === null) return NONE;
  const { expected, unexpected, flaky, skipped } = report.stats;
  const failedIn = ({ title, suites = [], specs }: PlaywrightSuite, above = ''): readonly string[] => [
    ...specs
      .filter(({ ok, tests }) => !ok || tests.some(({ results }) => results.some(({ errors }) => errors.length > 0)))
      .map((spec) =>
        failure(
          `${above}${title} › ${spec.title}`,
          spec.tests.flatMap(({ results }) => results.flatMap(({ errors }) => errors))[0]?.message,
        ),
      ),
    ...suites.flatMap((suite) => failedIn(suite, `${above}${title} › `)),
  ];
  return {
    passed: expected,
    failed: unexpected + flaky + report.errors.length,
    skipped,
    failures: [
      ...report.errors.map(({ message }) => failure('outside of a test', message)),
      ...report.suites.flatMap((suite) => failedIn(suite)),
    ],
  };
};

const readReport = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
};
