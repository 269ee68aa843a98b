import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { segments, WINDOW_FROM } from '#lib/ui/grid/window.ts';

it('UI-31 draws all rows of a short table', () => {
  expect(segments({ count: WINDOW_FROM, rowHeight: 36, scrollTop: 0, viewHeight: 300, focused: -1 })).toEqual([
    { kind: 'rows', from: 0, to: WINDOW_FROM },
  ]);
});

it('UI-31 draws what is in view and what has the focus, and covers every row once', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2_000 }),
      fc.constantFrom(36, 52),
      fc.nat({ max: 120_000 }),
      fc.integer({ min: 0, max: 1_200 }),
      fc.integer({ min: -1, max: 1_999 }),
      (count, rowHeight, scrollTop, viewHeight, focused) => {
        const all = segments({ count, rowHeight, scrollTop, viewHeight, focused });
        let at = 0;
        for (const segment of all) {
          expect(segment.from).toBe(at);
          expect(segment.to).toBeGreaterThan(segment.from);
          at = segment.to;
        }
        expect(at).toBe(count);
        const drawn = (row: number): boolean =>
          all.some((segment) => segment.kind === 'rows' && row >= segment.from && row < segment.to);
        expect(focused < 0 || focused >= count || drawn(focused)).toBe(true);
        const first = Math.floor(scrollTop / rowHeight);
        const last = Math.min(count - 1, Math.floor((scrollTop + viewHeight) / rowHeight));
        for (let row = first; row <= last; row += 1) expect(drawn(row)).toBe(true);
      },
    ),
  );
});

it('UI-31 draws a small part of a long table', () => {
  const all = segments({ count: 400, rowHeight: 36, scrollTop: 3_600, viewHeight: 720, focused: 0 });
  const rows = all
    .filter((segment) => segment.kind === 'rows')
    .reduce((sum, segment) => sum + segment.to - segment.from, 0);
  expect(rows).toBeLessThan(60);
});
