import fc from 'fast-check';
import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { modulesPath } from '#lib/ui/qr.ts';

/** The squares that a path of strokes covers. */
function drawn(path: string, size: number): boolean[][] {
  const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  for (const [, x = '', y = '', run = '', back = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H(\d+)z/gu)) {
    expect(back).toBe(x);
    for (let at = 0; at < Number(run); at++) rows[Number(y)]![Number(x) + at] = true;
  }
  return rows;
}

describe('a code to be scanned', () => {
  it('UI-61 is drawn with exactly the dark modules of its text', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 120 }), (text) => {
        const { data, size } = encode(text, { ecc: 'M', border: 4 });
        expect(drawn(modulesPath(data), size)).toEqual(data);
      }),
      { numRuns: 50 },
    );
  });

  it('UI-61 has four light modules around it', () => {
    const { data, size } = encode('https://plant.example/join#k3v9', { ecc: 'M', border: 4 });
    const rows = drawn(modulesPath(data), size);
    const edge = [0, 1, 2, 3, size - 4, size - 3, size - 2, size - 1];
    expect(edge.some((at) => rows[at]!.some(Boolean) || rows.some((row) => row[at]))).toBe(false);
    expect(rows[4]![4]).toBe(true);
  });
});
