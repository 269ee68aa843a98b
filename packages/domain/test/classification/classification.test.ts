/** The classification at its exact thresholds. */
import { describe, expect, it } from 'vitest';
import { CLASSIFICATION_CASES } from './cases.ts';

const RULES = ['CLS-2 ', 'CLS-3 ', 'CLS-4 ', 'CLS-5 ', 'CLS-6 ', 'CLS-7 ', 'CLS-8 ', 'CLS-9 '] as const;

describe('classification', () => {
  for (const rule of RULES) {
    const cases = CLASSIFICATION_CASES.filter((one) => one.title.startsWith(rule));
    it.each(cases)('$title', (one) => expect(one.actual()).toEqual(one.expected));
  }

  it('CLS-2 CLS-3 CLS-4 CLS-5 CLS-6 CLS-7 CLS-8 CLS-9 have cases, each with a name of its own', () => {
    const titles = CLASSIFICATION_CASES.map((one) => one.title);
    expect(titles.filter((title) => !RULES.some((rule) => title.startsWith(rule)))).toEqual([]);
    expect(RULES.filter((rule) => !titles.some((title) => title.startsWith(rule)))).toEqual([]);
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
  });
});
