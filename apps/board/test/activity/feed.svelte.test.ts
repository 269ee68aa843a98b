import type { Entry } from '@chartroom/record';
import type { ChangesResponse } from '@chartroom/server/api';
import { describe, expect, it } from 'vitest';
import { ActivityPages } from '../../src/lib/activity/feed.svelte.ts';

const PAGE = 3;
/** A server with entries 1 to `last`. */
const server = (state: { last: number; away?: boolean; asked: (number | null)[] }) => async (before: number | null) => {
  state.asked.push(before);
  if (state.away === true) return null;
  const newest = before === null ? state.last : before - 1;
  const seqs = Array.from({ length: Math.min(PAGE, newest) }, (_, at) => newest - at);
  const oldest = seqs.at(-1) ?? 1;
  return {
    changes: seqs.map((seq) => ({ seq }) as Entry),
    people: {},
    next: oldest > 1 ? oldest : null,
  } as unknown as ChangesResponse;
};
const seqs = (pages: ActivityPages): readonly number[] => pages.entries.map(({ seq }) => seq).toSorted((a, b) => b - a);

describe('pages of the activity', () => {
  it('ACT-5 reads the newest page, and earlier ones on demand until there are none', async () => {
    const state = { last: 5, asked: [] as (number | null)[] };
    const pages = new ActivityPages(server(state));
    await pages.refresh();
    expect([seqs(pages), pages.hasMore]).toEqual([[5, 4, 3], true]);
    await pages.more();
    expect([seqs(pages), pages.hasMore]).toEqual([[5, 4, 3, 2, 1], false]);
  });

  it('ACT-5 adds what was stored since, without losing its place', async () => {
    const state = { last: 5, asked: [] as (number | null)[] };
    const pages = new ActivityPages(server(state));
    await pages.refresh();
    await pages.more();
    state.last = 7;
    await pages.refresh();
    expect([seqs(pages), pages.hasMore]).toEqual([[7, 6, 5, 4, 3, 2, 1], false]);
  });

  it('ACT-5 begins anew where more than a page has come meanwhile', async () => {
    const state = { last: 5, asked: [] as (number | null)[] };
    const pages = new ActivityPages(server(state));
    await pages.refresh();
    state.last = 20;
    await pages.refresh();
    expect([seqs(pages), pages.hasMore]).toEqual([[20, 19, 18], true]);
    await pages.more();
    expect(seqs(pages)).toEqual([20, 19, 18, 17, 16, 15]);
  });

  it('ACT-5 keeps what is there when the server is away, and says so', async () => {
    const state = { last: 5, away: false, asked: [] as (number | null)[] };
    const pages = new ActivityPages(server(state));
    await pages.refresh();
    state.away = true;
    await pages.refresh();
    expect([seqs(pages), pages.failed]).toEqual([[5, 4, 3], true]);
  });

  it('ACT-5 asks once more for what was stored while an answer was under way', async () => {
    const state = { last: 1, asked: [] as (number | null)[] };
    const pages = new ActivityPages(server(state));
    await Promise.all([pages.refresh(), pages.refresh(), pages.refresh()]);
    expect(state.asked).toEqual([null, null]);
  });
});
