import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Toasts } from '#lib/ui/toast.svelte.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});
const texts = (toasts: Toasts): readonly string[] => toasts.shown.map((toast) => toast.text);

it('UI-40 a notice goes away by itself, a refusal later', () => {
  const toasts = new Toasts();
  toasts.show({ text: 'Kept QMS', kind: 'ok' });
  toasts.show({ text: 'D4 was removed', kind: 'refused' });
  vi.advanceTimersByTime(5_000);
  expect(texts(toasts)).toEqual(['D4 was removed']);
  vi.advanceTimersByTime(7_000);
  expect(texts(toasts)).toEqual([]);
});

it('UI-40 none goes away while the pointer or the focus is on one', () => {
  const toasts = new Toasts();
  toasts.show({ text: 'Kept QMS', kind: 'ok' });
  toasts.hold();
  toasts.show({ text: 'Kept MES', kind: 'ok' });
  vi.advanceTimersByTime(60_000);
  expect(texts(toasts)).toEqual(['Kept QMS', 'Kept MES']);
  toasts.release();
  vi.advanceTimersByTime(5_000);
  expect(texts(toasts)).toEqual([]);
});

it('UI-41 one cause shows once, and at most three stand at a time', () => {
  const toasts = new Toasts();
  for (let index = 0; index < 4; index += 1) toasts.show({ text: `refused ${index}`, key: 'refusal' });
  expect(texts(toasts)).toEqual(['refused 3']);
  for (const text of ['a', 'b', 'c']) toasts.show({ text });
  expect(texts(toasts)).toEqual(['a', 'b', 'c']);
});
