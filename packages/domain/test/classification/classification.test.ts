/** The classification at its exact thresholds. */
import { describe, expect, it } from 'vitest';
import { CLASSIFICATION_CASES } from './cases.ts';

describe('classification', () => {
  it('CLS-5 no two cases have the same name', () => {
    const titles = CLASSIFICATION_CASES.map((one) => one.title);
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
  });

  for (const one of CLASSIFICATION_CASES) it(one.title, () => expect(one.actual()).toEqual(one.expected));
});
