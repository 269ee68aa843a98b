/** The comparison of rules and tests. */
import { describe, expect, it } from 'vitest';
import { compare, rulesIn, rulesNamedBy } from './spec-rules.ts';

// Ids are put together so that this file names no rule by itself.
const rule = (number: number): string => `ZED-${number}`;

describe('rules and tests', () => {
  it('SUITE-3 finds rules in lists, tables and headings, not in sentences or decisions', () => {
    const spec = [
      `- ${rule(1)} One.`,
      `- **${rule(2)}** Two, which follows from ${rule(9)}.`,
      `| ${rule(3)} | Three |`,
      `${rule(4)}. Four.`,
      '## Decisions',
      `- ${rule(5)} was dropped.`,
    ].join('\n');
    expect(rulesIn(spec)).toEqual([rule(1), rule(2), rule(3), rule(4)]);
  });

  it('SUITE-3 finds the rules that titles name, one or several', () => {
    const test = [
      `it('${rule(1)} says so', () => {});`,
      `it(\n  \`${rule(2)} ${rule(3)} both \${count}\`, () => {});`,
      `test("${rule(4)}, ${rule(5)} and ${rule(6)} all", () => {});`,
      `expect(text).toContain('see ${rule(7)}');`,
      `// ${rule(8)}`,
    ].join('\n');
    expect(rulesNamedBy(test)).toEqual([1, 2, 3, 4, 5, 6].map(rule));
  });

  it('SUITE-3 lists rules without a test and tests without a rule', () => {
    const rules = [1, 2].map((number) => ({ rule: rule(number), file: 'SPEC.md' }));
    const named = [rule(1), rule(3), 'ISA-95'].map((one) => ({ rule: one, file: 'a.test.ts' }));
    expect(compare(rules, named)).toEqual({
      rules: 2,
      untested: [{ rule: rule(2), file: 'SPEC.md' }],
      unknown: [{ rule: rule(3), file: 'a.test.ts' }],
    });
  });
});
