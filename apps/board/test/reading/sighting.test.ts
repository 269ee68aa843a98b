import { describe, expect, it } from 'vitest';
import { SEEN_AFTER_MS, Sighting } from '../../src/lib/reading/sighting.ts';

function open() {
  let told: (element: Element, isVisible: boolean) => void = () => {};
  let look: () => void = () => {};
  let lookedAt = true;
  const seen: number[] = [];
  const timers = new Map<() => void, number>();
  let nowMs = 0;
  const sighting = new Sighting({
    observe: (listener) => {
      told = listener;
      return { add: () => {}, remove: () => {}, close: () => {} };
    },
    isLookedAt: () => lookedAt,
    onLook: (listener) => {
      look = listener;
      return () => (look = () => {});
    },
    after: (ms, task) => {
      timers.set(task, nowMs + ms);
      return () => void timers.delete(task);
    },
    onSeen: (seqs) => seen.push(...seqs),
  });
  return {
    sighting,
    seen,
    show: (element: Element, isVisible = true) => told(element, isVisible),
    lookAt: (isVisible: boolean) => {
      lookedAt = isVisible;
      look();
    },
    pass: (ms: number) => {
      nowMs += ms;
      for (const [task, at] of timers) {
        if (at > nowMs) continue;
        timers.delete(task);
        task();
      }
    },
  };
}
const element = (): Element => ({}) as Element;

describe('seeing a message', () => {
  it('DIS-2 takes a second before the eyes', () => {
    const { sighting, seen, show, pass } = open();
    const one = element();
    sighting.watch(one, 7);
    pass(5_000);
    show(one);
    pass(SEEN_AFTER_MS - 1);
    expect(seen).toEqual([]);
    pass(1);
    expect(seen).toEqual([7]);
  });

  it('DIS-2 a glance is none, and the second begins anew', () => {
    const { sighting, seen, show, pass } = open();
    const one = element();
    sighting.watch(one, 7);
    show(one);
    pass(900);
    show(one, false);
    pass(900);
    show(one);
    pass(900);
    expect(seen).toEqual([]);
    pass(100);
    expect(seen).toEqual([7]);
  });

  it('DIS-2 a page that nobody looks at shows nothing', () => {
    const { sighting, seen, show, lookAt, pass } = open();
    const one = element();
    sighting.watch(one, 7);
    lookAt(false);
    show(one);
    pass(10_000);
    lookAt(true);
    pass(500);
    lookAt(false);
    pass(10_000);
    expect(seen).toEqual([]);
    lookAt(true);
    pass(SEEN_AFTER_MS);
    expect(seen).toEqual([7]);
  });

  it('DIS-2 what has gone from the page is not seen any more', () => {
    const { sighting, seen, show, pass } = open();
    const [one, two] = [element(), element()];
    const end = sighting.watch(one, 7);
    sighting.watch(two, 8);
    show(one);
    show(two);
    end();
    pass(SEEN_AFTER_MS);
    expect(seen).toEqual([8]);
    sighting.close();
  });
});
