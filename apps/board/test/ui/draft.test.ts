import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Draft, IDLE_MS, type DraftOptions } from '#lib/ui/edit/draft.svelte.ts';

/** A field on a document that takes every commit at once, as the board's store does. */
function field(value: string, options: Partial<DraftOptions> = {}) {
  const state = { value, commits: [] as string[], drafts: [] as (string | null)[] };
  const draft = new Draft({
    commit: (text) => {
      state.commits.push(text);
      state.value = text;
      draft.heard(text);
    },
    draft: (text) => state.drafts.push(text),
    ...options,
  });
  return { draft, state, begin: (seed?: string) => draft.begin(state.value, seed) };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('when a typed value commits', () => {
  it('UI-10 commits 500 ms after the last key and not before', () => {
    const { draft, state, begin } = field('Test');
    begin();
    draft.type('Test p');
    vi.advanceTimersByTime(IDLE_MS - 1);
    draft.type('Test pr');
    vi.advanceTimersByTime(IDLE_MS - 1);
    expect(state.commits).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(state.commits).toEqual(['Test pr']);
    expect(draft.editing).toBe(true);
  });

  it('UI-10 commits once on Enter and once on leaving, and never the same text twice', () => {
    const { draft, state, begin } = field('');
    begin();
    draft.type('Run checks');
    expect(draft.enter()).toBe(true);
    expect(draft.end()).toBe(true);
    vi.advanceTimersByTime(IDLE_MS * 2);
    expect(state.commits).toEqual(['Run checks']);
    expect(draft.editing).toBe(false);
  });

  it('UI-10 writes nothing when nothing was typed', () => {
    const { draft, state, begin } = field('  kept as it is ');
    begin();
    draft.end();
    vi.advanceTimersByTime(IDLE_MS);
    expect(state.commits).toEqual([]);
  });

  it('UI-10 writes what was typed when the field goes away', () => {
    const { draft, state, begin } = field('a');
    begin();
    draft.type('ab');
    draft.destroy();
    expect(state.commits).toEqual(['ab']);
  });

  it('UI-11 commits tidied text and leaves the text under the caret alone', () => {
    const { draft, state, begin } = field('');
    begin();
    draft.type('  Hold   and ');
    vi.advanceTimersByTime(IDLE_MS);
    expect(state.commits).toEqual(['Hold and']);
    expect(draft.text).toBe('  Hold   and ');
    expect(draft.waiting).toBeNull();
  });

  it('UI-12 shows what is typed until it is committed', () => {
    const { draft, state, begin } = field('');
    begin();
    draft.type('H');
    draft.type('Ho');
    draft.enter();
    expect(state.drafts).toEqual(['H', 'Ho', null]);
  });
});

describe('Esc', () => {
  it('UI-13 brings back what was there, also after an idle commit', () => {
    const { draft, state, begin } = field('before');
    begin();
    draft.type('after');
    vi.advanceTimersByTime(IDLE_MS);
    draft.cancel();
    expect(state.commits).toEqual(['after', 'before']);
    expect(state.value).toBe('before');
    expect(draft.editing).toBe(false);
  });

  it('UI-13 takes nothing back that Enter has confirmed, only what was typed since', () => {
    const { draft, state, begin } = field('before');
    begin();
    draft.type('after');
    draft.enter();
    draft.cancel();
    expect(state.commits).toEqual(['after']);
    begin();
    draft.type('one');
    draft.enter();
    draft.type('two');
    vi.advanceTimersByTime(IDLE_MS);
    draft.cancel();
    expect(state.value).toBe('one');
  });

  it('UI-13 writes nothing when nothing was committed', () => {
    const { draft, state, begin } = field('before');
    begin();
    draft.type('aft');
    draft.cancel();
    vi.advanceTimersByTime(IDLE_MS);
    expect(state.commits).toEqual([]);
    expect(state.drafts.at(-1)).toBeNull();
  });

  it('UI-13 leaves a value that somebody else set since', () => {
    const { draft, state, begin } = field('before');
    begin();
    draft.type('mine');
    vi.advanceTimersByTime(IDLE_MS);
    state.value = 'theirs';
    draft.heard('theirs');
    draft.cancel();
    expect(state.value).toBe('theirs');
  });
});

describe('a remote value during editing', () => {
  it('UI-14 waits beside the field and never replaces what is typed', () => {
    const { draft, begin } = field('old');
    begin();
    draft.type('mine');
    draft.heard('theirs');
    expect(draft.text).toBe('mine');
    expect(draft.waiting).toBe('theirs');
  });

  it('UI-14 stops the idle commit: only Enter or leaving puts mine over theirs', () => {
    const { draft, state, begin } = field('old');
    begin();
    draft.type('mine');
    draft.heard('theirs');
    draft.type('mine!');
    vi.advanceTimersByTime(IDLE_MS * 4);
    expect(state.commits).toEqual([]);
    draft.enter();
    expect(state.commits).toEqual(['mine!']);
    expect(draft.waiting).toBeNull();
  });

  it('UI-14 gives way to theirs when nothing was typed here', () => {
    const { draft, state, begin } = field('old');
    begin();
    draft.heard('theirs');
    draft.end();
    expect(state.commits).toEqual([]);
  });

  it('UI-14 does not write again on leaving what it wrote before theirs came', () => {
    const { draft, state, begin } = field('old');
    begin();
    draft.type('mine');
    draft.enter();
    draft.heard('theirs');
    draft.end();
    expect(state.commits).toEqual(['mine']);
  });

  it('UI-14 puts mine back over theirs on Enter', () => {
    const { draft, state, begin } = field('old');
    begin();
    draft.type('mine');
    vi.advanceTimersByTime(IDLE_MS);
    draft.heard('theirs');
    draft.enter();
    expect(state.commits).toEqual(['mine', 'mine']);
  });

  it('UI-14 takes theirs on Enter where nothing was typed here', () => {
    const { draft, state, begin } = field('old');
    begin();
    draft.heard('theirs');
    draft.enter();
    expect(state.commits).toEqual([]);
    expect(draft.text).toBe('theirs');
  });

  it('UI-15 takes theirs on demand and can be typed on from there', () => {
    const { draft, state, begin } = field('old');
    begin();
    draft.type('mine');
    draft.heard('theirs');
    draft.useTheirs();
    expect(draft.text).toBe('theirs');
    expect(draft.waiting).toBeNull();
    draft.end();
    expect(state.commits).toEqual([]);
  });

  it('UI-14 does not take its own commit for somebody else', () => {
    const { draft, begin } = field('a');
    begin();
    draft.type('ab');
    vi.advanceTimersByTime(IDLE_MS);
    draft.type('abc');
    draft.heard('ab');
    expect(draft.waiting).toBeNull();
  });
});

describe('a text that cannot be committed', () => {
  const validate = (text: string): string | null => (/^\d*$/.test(text) ? null : 'Enter a whole number');

  it('UI-16 stays with its error until it is put right', () => {
    const { draft, state, begin } = field('3', { validate });
    begin();
    draft.type('3x');
    vi.advanceTimersByTime(IDLE_MS);
    expect(draft.end()).toBe(false);
    expect(draft.error).toBe('Enter a whole number');
    expect(draft.text).toBe('3x');
    draft.type('34');
    expect(draft.error).toBeNull();
    expect(draft.end()).toBe(true);
    expect(state.commits).toEqual(['34']);
  });

  it('UI-16 is given up with Esc', () => {
    const { draft, state, begin } = field('3', { validate });
    begin();
    draft.type('x');
    draft.end();
    draft.cancel();
    expect(draft.error).toBeNull();
    expect(state.value).toBe('3');
  });
});

it('UI-17 starts with the key that opened it, in place of the old value', () => {
  const { draft, state, begin } = field('MES');
  begin('L');
  expect(draft.text).toBe('L');
  draft.cancel();
  expect(state.value).toBe('MES');
});

describe('when the right to write goes', () => {
  const REASON = 'Not saved. You can read this board.';

  it('UI-19 what is typed stays with the reason, and nothing commits it', () => {
    const { draft, state, begin } = field('Test');
    begin();
    draft.type('Test and release');
    draft.block(REASON);
    vi.advanceTimersByTime(IDLE_MS * 4);
    expect(draft.enter()).toBe(false);
    expect(draft.end()).toBe(false);
    expect(state.commits).toEqual([]);
    expect([draft.editing, draft.text, draft.error, draft.held]).toEqual([true, 'Test and release', REASON, true]);
  });

  it('UI-19 is no longer shown to the others', () => {
    const { draft, state, begin } = field('Test');
    begin();
    draft.type('Test and');
    draft.block(REASON);
    draft.type('Test and release');
    expect(state.drafts).toEqual(['Test and', null, null]);
  });

  it('UI-19 waits for a decision when the right comes back, and is then written', () => {
    const { draft, state, begin } = field('Test');
    begin();
    draft.type('Test and release');
    draft.block(REASON);
    draft.block(null);
    vi.advanceTimersByTime(IDLE_MS * 4);
    expect([draft.error, draft.held, state.commits]).toEqual([null, true, []]);
    draft.type('Test and release lot');
    vi.advanceTimersByTime(IDLE_MS * 4);
    expect(state.commits).toEqual([]);
    expect(draft.end()).toBe(true);
    expect(state.commits).toEqual(['Test and release lot']);
    expect([draft.held, draft.editing]).toEqual([false, false]);
  });

  it('UI-19 is given up with Esc, and what was there before stands', () => {
    const { draft, state, begin } = field('Test');
    begin();
    draft.type('Test and release');
    draft.block(REASON);
    draft.cancel();
    expect([draft.editing, draft.held, state.commits, state.value]).toEqual([false, false, [], 'Test']);
  });

  it('UI-19 a field in which nothing was typed closes as ever', () => {
    const { draft, begin } = field('Test');
    begin();
    draft.block(REASON);
    expect([draft.held, draft.error, draft.end(), draft.editing]).toEqual([false, null, true, false]);
  });

  it('UI-19 a field that goes away hands over what it holds, once', () => {
    const lost: string[] = [];
    const { draft, state, begin } = field('Test', { lost: (text) => lost.push(text) });
    begin();
    draft.type('  Test and   release ');
    draft.block(REASON);
    draft.destroy();
    draft.destroy();
    expect([lost, state.commits]).toEqual([['Test and release'], []]);
  });

  it('UI-19 a field that goes away with a text that is written hands over nothing', () => {
    const lost: string[] = [];
    const { draft, state, begin } = field('Test', { lost: (text) => lost.push(text) });
    begin();
    draft.type('Test and release');
    draft.destroy();
    expect([lost, state.commits]).toEqual([[], ['Test and release']]);
  });
});
