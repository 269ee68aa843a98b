/**
 * The steps of `npm test`, in an order that keeps two cores busy: what is quick first, then what takes long, and the
 * browsers last and alone, because a page that waits for its processor looks like a page that does not work.
 */
import { join } from 'node:path';
import { LAUNCHER, RESULTS, ROOT } from '../support/paths.ts';
import { countPlaywright, countVitest } from './counts.ts';
import { GROUPS, type Group, type Step } from './step.ts';

const tool = (...path: string[]): string => join(ROOT, 'node_modules', ...path);
const board = join(ROOT, 'apps', 'board');

const vitest = (
  name: string,
  group: Group,
  filters: readonly string[],
  args: readonly string[],
  rest: Partial<Step>,
): Step => {
  const report = join(RESULTS, `${name.replaceAll(' ', '-')}.json`);
  return {
    name,
    group,
    args: [
      tool('vitest', 'vitest.mjs'),
      'run',
      ...args,
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...(filters.length > 0 ? ['--passWithNoTests', ...filters] : []),
    ],
    count: () => countVitest(report),
    ...rest,
  };
};

const config = ['--config', join(ROOT, 'tests', 'vitest.config.ts')];

const formatCache = ['--cache', '--cache-location', tool('.chartroom', 'formatting')];

/** All steps; `filters` narrow the tests to files whose path contains one of them. */
export const allSteps = (filters: readonly string[]): readonly Step[] => {
  const browserReport = join(RESULTS, 'browser.json');
  return [
    vitest('tests that wait', 'unit', filters, [...config, '--project=waiting'], { idle: true }),
    { name: 'lint', group: 'lint', args: [tool('oxlint', 'bin', 'oxlint')] },
    { name: 'rules without a test', group: 'rules', args: [join(ROOT, 'tests', 'support', 'spec-rules.ts')] },
    { name: 'board build', group: 'build', args: [LAUNCHER, 'build'] },
    vitest('unit tests', 'unit', filters, [...config, '--project=core'], {}),
    vitest('process tests', 'process', filters, [...config, '--project=process'], { after: ['board build'] }),
    { name: 'types', group: 'types', args: [tool('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'tsconfig.json'] },
    {
      name: 'formatting',
      group: 'lint',
      args: [tool('prettier', 'bin', 'prettier.cjs'), '--check', '.', '--log-level', 'warn', ...formatCache],
    },
    {
      name: 'types of the launcher',
      group: 'types',
      args: [tool('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'apps/server/launcher/tsconfig.json'],
    },
    {
      name: 'import directions',
      group: 'lint',
      args: [
        tool('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'),
        '--config',
        '.dependency-cruiser.cjs',
        'packages',
        'apps',
        'tests',
      ],
    },
    // SvelteKit compiles what lies in the folder that it runs in; beside the build the two would disturb each other.
    vitest('unit tests of the board', 'unit', filters, [], { cwd: board, after: ['board build'] }),
    {
      name: 'types of the board',
      group: 'types',
      args: [join(ROOT, 'tests', 'run', 'board-types.ts')],
      cwd: board,
      after: ['board build', 'unit tests of the board'],
    },
    { name: 'browser', group: 'browser', args: [join(ROOT, 'tests', 'run', 'browser.ts')] },
    {
      name: 'browser tests',
      group: 'browser',
      args: [
        tool('@playwright', 'test', 'cli.js'),
        'test',
        '--config',
        join(ROOT, 'tests', 'playwright.config.ts'),
        '--reporter=list,json',
        ...(filters.length > 0 ? ['--pass-with-no-tests', ...filters] : []),
      ],
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport },
      after: ['board build', 'browser'],
      alone: true,
      count: () => countPlaywright(browserReport),
    },
  ];
};

const WITH_FILTER: readonly Group[] = ['build', 'unit', 'process', 'browser'];

/** What was asked for on the command line; null with a message when it makes no sense. */
export const chooseSteps = (
  args: readonly string[],
): { readonly steps: readonly Step[] } | { readonly problem: string } => {
  const only: string[] = [];
  const filters: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? '';
    if (word === '--only') only.push(...(args[++at] ?? '').split(','));
    else if (word.startsWith('--only=')) only.push(...word.slice('--only='.length).split(','));
    else if (word.startsWith('-'))
      return { problem: `There is no option ${word}. Use --only <${GROUPS.join('|')}> or words of file names.` };
    else filters.push(word);
  }
  const groups = only.length > 0 ? only : filters.length > 0 ? WITH_FILTER : GROUPS;
  const unknown = only.filter((group) => !GROUPS.some((known) => known === group));
  if (unknown.length > 0)
    return { problem: `There is no step ${unknown.join(', ')}. Use one of ${GROUPS.join(', ')}.` };
  const needed = new Set([
    ...groups,
    ...(groups.some((group) => group === 'process' || group === 'browser') ? ['build'] : []),
  ]);
  return { steps: allSteps(filters).filter((step) => needed.has(step.group)) };
};
