import { describe, expect, it } from 'vitest';
import { initials } from '#lib/ui/somebody.ts';
import { cuts } from '#lib/ui/slot.ts';

describe('the slant of a conflict', () => {
  /** Where the upper edge of a part begins and ends, and where its lower edge does. */
  const corners = (path: string): readonly number[] =>
    [...path.matchAll(/-?\d+(?:\.\d+)?/g)].map((found) => Number(found[0]));

  it('UI-33 cuts one box into as many closed parts as systems are named', () => {
    for (const count of [2, 3, 4]) {
      const parts = cuts(120, 48, count);
      expect(parts).toHaveLength(count);
      for (const part of parts) expect(part).toMatch(/^M.*z$/);
    }
  });

  it('UI-33 leans: the first half reaches further at the top than at the bottom, the second begins beyond it', () => {
    const [first, second] = cuts(120, 48, 2);
    const [, , topRight, bottomRight] = corners(first!);
    const [topLeft] = corners(second!);
    expect(topRight! - bottomRight!).toBeGreaterThan(10);
    expect(topLeft! - topRight!).toBeGreaterThan(2);
    expect(topLeft! - topRight!).toBeLessThan(6);
  });
});

it('UI-5 initials come from the first and the last word, whatever the script', () => {
  expect(initials('Priya Nair')).toBe('PN');
  expect(initials('Ana Maria de la Cruz')).toBe('AC');
  expect(initials('Tomás')).toBe('T');
  expect(initials('李 小龍')).toBe('李小');
  expect(initials('  ')).toBe('');
});
