import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffWords, shortened, type DiffPart } from '../../src/lib/history/text-diff.ts';

const without = (parts: readonly DiffPart[], kind: DiffPart['kind']): string =>
  parts
    .filter((part) => part.kind !== kind)
    .map(({ text }) => text)
    .join('');

describe('text as a diff', () => {
  it('HIS-3 the parts give both texts back, whatever stands in them', () => {
    const text = fc
      .array(fc.constantFrom('lot', 'hold', ' ', '\n', '😀', 'é', '.', '12', '\u202E', '\uD800'), { maxLength: 40 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = diffWords(before, after);
        expect(without(parts, 'new')).toBe(before);
        expect(without(parts, 'old')).toBe(after);
        for (const [at, part] of parts.entries()) expect(part.kind).not.toBe(parts[at + 1]?.kind);
      }),
      { numRuns: 500 },
    );
  });

  it('HIS-3 compares by words', () => {
    expect(diffWords('Sampled at the start of the shift', 'Sampled at the end of the shift')).toEqual([
      { kind: 'same', text: 'Sampled at the ' },
      { kind: 'old', text: 'start' },
      { kind: 'new', text: 'end' },
      { kind: 'same', text: ' of the shift' },
    ]);
  });

  it('HIS-3 tells a rewritten sentence as one, not as words between words', () => {
    const parts = diffWords(
      'Lot review by batch record, then stock status.',
      'From the order to usable stock. Packing is not part.',
    );
    expect(parts.length).toBeLessThanOrEqual(4);
  });

  it('HIS-3 shortens equal stretches and leaves every change whole', () => {
    const long = 'word '.repeat(200);
    const parts = shortened(diffWords(`${long}old ${long}old ${long}`, `${long}new ${long}new ${long}`));
    expect(parts.filter(({ kind }) => kind !== 'same').map(({ text }) => text)).toEqual(['old', 'new', 'old', 'new']);
    const longest = Math.max(...parts.filter(({ kind }) => kind === 'same').map(({ text }) => text.length));
    expect(longest).toBeLessThan(200);
  });

  it('HIS-3 texts of any length are bounded work', () => {
    const before = Array.from({ length: 60_000 }, (_, at) => `a${at}`).join(' ');
    const after = Array.from({ length: 60_000 }, (_, at) => `b${at}`).join(' ');
    const parts = diffWords(before, after);
    expect(without(parts, 'new')).toBe(before);
    // Compared word by word they would be thousands of parts.
    expect(parts.length).toBeLessThan(5);
  });
});
