import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ID_PATTERN, idFrom, newId } from '../src/ids.ts';

describe('ids', () => {
  it('SRV-184 what is made from a text is always the same, and none that anybody may give', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const id = idFrom(text);
        expect(id).not.toMatch(ID_PATTERN);
        expect(idFrom(text)).toBe(id);
        expect(idFrom(`${text}.`)).not.toBe(id);
      }),
    );
  });

  it('SRV-184 what is drawn is one that anybody may give', () => {
    for (let n = 0; n < 1000; n += 1) expect(newId()).toMatch(ID_PATTERN);
  });
});
