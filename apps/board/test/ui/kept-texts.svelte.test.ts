import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keptTexts } from '#lib/ui/edit/kept-texts.svelte.ts';
import { toasts } from '#lib/ui/toast.svelte.ts';

const clear = (): void => {
  for (const { id } of keptTexts.all) keptTexts.drop(id);
  for (const { id } of toasts.shown) toasts.dismiss(id);
};
beforeEach(() => {
  vi.useFakeTimers();
  clear();
});
afterEach(() => {
  clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('texts that outlive their field', () => {
  it('UI-19 are kept, newest first, until they are dropped', () => {
    keptTexts.keep('Title', 'Hold it');
    keptTexts.keep('Detail', 'At the line');
    expect(keptTexts.all.map(({ label, text }) => [label, text])).toEqual([
      ['Detail', 'At the line'],
      ['Title', 'Hold it'],
    ]);
    keptTexts.drop(keptTexts.all[0]!.id);
    expect(keptTexts.all.map(({ label }) => label)).toEqual(['Title']);
  });

  it('UI-19 are told with a way to copy the whole of them', async () => {
    const copied: string[] = [];
    vi.stubGlobal('navigator', { clipboard: { writeText: (text: string) => Promise.resolve(void copied.push(text)) } });
    const long = 'Hold the lot, tell the shift lead, and '.repeat(5);
    keptTexts.keep('Title', long);
    const [notice] = toasts.shown;
    expect(notice?.text).toMatch(/^Title was not saved: “Hold the lot.*…”$/u);
    notice?.action?.run();
    await Promise.resolve();
    expect(copied).toEqual([long]);
  });

  it('UI-19 that say nothing are not kept', () => {
    keptTexts.keep('Title', '   ');
    expect([keptTexts.all, toasts.shown]).toEqual([[], []]);
  });
});
