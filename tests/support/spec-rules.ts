/**
 * Compares the numbered rules of every SPEC.md with the tests: each rule needs a test whose title begins with its id,
 * and no test may name a rule that does not exist.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.ts';

export interface Mention {
  readonly rule: string;
  readonly file: string;
}

const RULE_AT_LINE_START = /^[ \t]*(?:[-*|][ \t]*)?(?:\*\*|`)?([A-Z]{2,9}-\d+)\b/gm;
/** A title, or a later line of a table of titles: a quoted text that begins with one or several ids. */
const TITLE = /['"`]((?:[A-Z]{2,9}-\d+(?:, | and | )?)+)[^A-Za-z0-9]/g;
const ID = /[A-Z]{2,9}-\d+/g;

export const rulesIn = (spec: string): readonly string[] => {
  const beforeDecisions = spec.split(/^## Decisions\b/m)[0] ?? spec;
  return [...new Set([...beforeDecisions.matchAll(RULE_AT_LINE_START)].map((match) => match[1]!))];
};

export const rulesNamedBy = (test: string): readonly string[] => [
  ...new Set([...test.matchAll(TITLE)].flatMap((match) => match[1]!.match(ID) ?? [])),
];

export interface Comparison {
  readonly rules: number;
  readonly untested: readonly Mention[];
  readonly unknown: readonly Mention[];
}

export const compare = (rules: readonly Mention[], named: readonly Mention[]): Comparison => {
  const known = new Set(rules.map((one) => one.rule));
  const families = new Set(rules.map((one) => family(one.rule)));
  const tested = new Set(named.map((one) => one.rule));
  return {
    rules: rules.length,
    untested: rules.filter((one) => !tested.has(one.rule)),
    // Texts such as "ISA-95" look like ids; only families that some SPEC defines are judged.
    unknown: named.filter((one) => families.has(family(one.rule)) && !known.has(one.rule)),
  };
};

const family = (rule: string): string => rule.slice(0, rule.indexOf('-'));

const read = (patterns: readonly string[], find: (text: string) => readonly string[]): readonly Mention[] =>
  globSync([...patterns], {
    cwd: ROOT,
    exclude: (path) => /(?:^|[\\/])(?:node_modules|build|\.svelte-kit)$/.test(path),
  })
    .toSorted()
    .flatMap((file) => find(readFileSync(join(ROOT, file), 'utf8')).map((rule) => ({ rule, file })));

if (import.meta.main) {
  const result = compare(
    read(['{apps,packages}/**/SPEC.md', 'tests/SPEC.md'], rulesIn),
    read(['{apps,packages,tests}/**/*.{test,spec}.ts', 'packages/*/src/contracts/*.ts'], rulesNamedBy),
  );
  for (const { rule, file } of result.untested) console.error(`${file}: no test names ${rule}`);
  for (const { rule, file } of result.unknown) console.error(`${file}: ${rule} is in no SPEC.md`);
  console.log(`${result.rules} rules, ${result.untested.length} without a test, ${result.unknown.length} unknown`);
  process.exitCode = result.untested.length + result.unknown.length > 0 ? 1 : 0;
}
