import type { InboxCountsResponse, InboxItem, InboxResponse, InboxShow } from '@chartroom/server/api';
import { describe, expect, it } from 'vitest';
import { InboxCounts } from '../../src/lib/inbox/counts.svelte.ts';
import { byBoard, InboxList, parseShow } from '../../src/lib/inbox/inbox.svelte.ts';
import { hrefOf, unreadHref } from '../../src/lib/inbox/links.ts';
import type { Answer } from '../../src/lib/session/http.ts';

const away: Answer<never> = { ok: false, failure: { kind: 'unreachable' } };
const TOM = { id: 'tom', name: 'Tom Becker', function: 'OPS' } as const;

const item = (board: string, thread: string, more: Partial<InboxItem> = {}): InboxItem => ({
  board: { id: board, title: `Board ${board}`, productScope: '' },
  thread,
  kind: 'question',
  title: `Thread ${thread}`,
  subject: 'process/title',
  field: null,
  label: 'Title',
  quote: null,
  author: TOM,
  to: null,
  due: null,
  open: true,
  claimed: false,
  messages: 2,
  unread: [3, 5],
  concerns: true,
  concerning: 1,
  why: 'spoke',
  last: { seq: 5, at: '2026-11-26T09:00:00.000Z', author: TOM, excerpt: 'QMS counts.' },
  at: '2026-11-26T09:00:00.000Z',
  ...more,
});

const counts = (unread: number, concerns = 1, asked = 0): InboxCountsResponse => ({
  boards: [{ board: 'a', title: 'Board a', unread, concerns, asked, due: 0 }],
  unread,
  concerns,
  asked,
  due: 0,
});

class TestServer {
  pages: Record<string, InboxResponse> = {};
  now = counts(2);
  isAway = false;
  readonly read_: [string, readonly number[]][] = [];
  /** Holds back answers until a test lets them go. */
  held: (() => void)[] | null = null;

  async #answer<T>(value: T): Promise<Answer<T>> {
    if (this.held !== null) await new Promise<void>((resolve) => void this.held?.push(resolve));
    return this.isAway ? away : { ok: true, value };
  }
  counts = () => this.#answer(this.now);
  page = (show: InboxShow, before: string | null) =>
    this.#answer(this.pages[`${show} ${before ?? ''}`] ?? { counts: this.now, items: [], next: null });
  read = (board: string, seqs: readonly number[]) => {
    this.read_.push([board, seqs]);
    return this.#answer(undefined);
  };
}

const open = () => {
  const server = new TestServer();
  server.pages['unread '] = { counts: counts(2), items: [item('a', '1'), item('b', '2')], next: 'more' };
  server.pages['unread more'] = { counts: counts(2), items: [item('b', '2'), item('a', '3')], next: null };
  return { server, list: new InboxList(server) };
};
const threads = (list: InboxList) => list.items?.map(({ thread }) => thread);

describe('the list of the inbox', () => {
  it('INB-1 groups by board in the order of the newest thread, and reads its filter from the address', () => {
    const groups = byBoard([item('b', '1'), item('a', '2'), item('b', '3')]);
    expect(groups.map(({ board, items }) => [board.id, items.map(({ thread }) => thread)])).toEqual([
      ['b', ['1', '3']],
      ['a', ['2']],
    ]);
    expect(['unread', 'concerns', 'asked', 'all', 'some', null].map(parseShow)).toEqual([
      'unread',
      'concerns',
      'asked',
      'all',
      'unread',
      'unread',
    ]);
    expect(hrefOf(item('a', '1'))).toBe('/b/a/discussion?thread=1');
    expect(unreadHref('a')).toBe('/b/a/discussion?show=unread');
  });

  it('INB-3 grows by pages, each thread once', async () => {
    const { list } = open();
    await list.load('unread');
    expect([threads(list), list.hasMore]).toEqual([['1', '2'], true]);
    await list.more();
    expect([threads(list), list.hasMore]).toEqual([['1', '2', '3'], false]);
    await list.more();
    expect(threads(list)).toEqual(['1', '2', '3']);
  });

  it('INB-3 an answer to a filter that was left meanwhile changes nothing', async () => {
    const { server, list } = open();
    server.pages['all '] = { counts: counts(2), items: [item('a', '9')], next: null };
    server.held = [];
    const first = list.load('unread');
    const second = list.load('all');
    expect(list.items).toBeNull();
    server.held[1]!();
    await second;
    server.held[0]!();
    await first;
    expect([list.show, threads(list)]).toEqual(['all', ['9']]);
    // A page of what was left is late as well.
    server.held = null;
    await list.load('unread');
    server.held = [];
    const more = list.more();
    server.held[0]!();
    const next = list.load('all');
    server.held[1]!();
    await Promise.all([more, next]);
    expect(threads(list)).toEqual(['9']);
  });

  it('INB-4 what is new waits: looking changes the counts and not the list', async () => {
    const { server, list } = open();
    await list.load('unread');
    await list.look();
    expect(list.hasNews).toBe(false);
    server.now = counts(3);
    server.pages['unread '] = { counts: counts(3), items: [item('a', '8')], next: null };
    await list.look();
    expect([list.hasNews, list.counts?.unread, threads(list)]).toEqual([true, 3, ['1', '2']]);
    await list.load('unread');
    expect([list.hasNews, threads(list)]).toEqual([false, ['8']]);
    // Read elsewhere is nothing new.
    server.now = counts(1);
    await list.look();
    expect([list.hasNews, list.counts?.unread]).toEqual([false, 1]);
  });

  it('INB-5 marks what was shown, at once and in its place', async () => {
    const { server, list } = open();
    await list.load('unread');
    server.held = [];
    const marking = list.markRead(list.items![0]!);
    expect(threads(list)).toEqual(['1', '2']);
    expect(list.items![0]!.unread).toEqual([]);
    expect(list.counts).toMatchObject({ unread: 0, concerns: 0, boards: [{ unread: 0, concerns: 0 }] });
    server.held[0]!();
    expect(await marking).toBeNull();
    expect(server.read_).toEqual([['a', [3, 5]]]);
    server.held = null;
    expect(await list.markRead(list.items![0]!)).toBeNull();
    expect(server.read_).toHaveLength(1);
  });

  it('INB-5 takes it back where the server did not take it, with the reason', async () => {
    const { server, list } = open();
    await list.load('unread');
    server.isAway = true;
    expect(await list.markRead(list.items![0]!)).toEqual({ kind: 'unreachable' });
    expect([list.items![0]!.unread, list.counts?.unread]).toEqual([[3, 5], 2]);
  });

  it('INB-7 keeps what was there while the server is away', async () => {
    const { server, list } = open();
    server.isAway = true;
    await list.load('unread');
    expect([list.loading, list.items]).toEqual(['failed', null]);
    server.isAway = false;
    await list.load('unread');
    expect([list.loading, threads(list)]).toEqual(['fresh', ['1', '2']]);
    server.isAway = true;
    await list.load('unread');
    await list.look();
    expect([list.loading, threads(list), list.counts?.unread]).toEqual(['failed', ['1', '2'], 2]);
    await list.load('all');
    expect([list.loading, list.items]).toEqual(['failed', null]);
  });

  it('INB-11 counts stay as they were while the server is away', async () => {
    const { server } = open();
    const all = new InboxCounts(server);
    expect([all.value, all.of('a')]).toEqual([null, null]);
    await all.refresh();
    expect([all.of('a')?.unread, all.of('b')]).toEqual([2, null]);
    server.isAway = true;
    server.now = counts(9);
    await all.refresh();
    expect(all.of('a')?.unread).toBe(2);
  });
});
