/**
 * The list of the inbox: one of its filters, a page at a time. What is shown stays in its place: a thread that was marked
 * read stays where it is until the list is asked for again, and what is new waits to be asked for.
 */
import type { InboxCountsResponse, InboxItem, InboxShow } from '@chartroom/server/api';
import type { Failure } from '#lib/session/http.ts';
import type { InboxServer } from './inbox-server.ts';

export const SHOWS = ['unread', 'concerns', 'asked', 'all'] as const satisfies readonly InboxShow[];

/** What an address asks for; a word that this version does not know is what is unread. */
export const parseShow = (text: string | null): InboxShow => SHOWS.find((one) => one === text) ?? 'unread';

export const keyOf = ({ board, thread }: Pick<InboxItem, 'board' | 'thread'>): string => `${board.id} ${thread}`;

export interface BoardGroup {
  readonly board: InboxItem['board'];
  readonly items: readonly InboxItem[];
}

/** The boards in the order of their newest thread. */
export const byBoard = (items: readonly InboxItem[]): readonly BoardGroup[] =>
  [...Map.groupBy(items, ({ board }) => board.id).values()].map((own) => ({ board: own[0]!.board, items: own }));

export type Loading = 'asking' | 'fresh' | 'failed';

/** What one message more or less changes. */
const less = (counts: InboxCountsResponse, board: string, unread: number, concerns: number): InboxCountsResponse => ({
  ...counts,
  unread: counts.unread - unread,
  concerns: counts.concerns - concerns,
  boards: counts.boards.map((one) =>
    one.board === board ? { ...one, unread: one.unread - unread, concerns: one.concerns - concerns } : one,
  ),
});

export class InboxList {
  readonly #server: Pick<InboxServer, 'page' | 'read' | 'counts'>;
  show = $state.raw<InboxShow>('unread');
  /** null until the first page is there. */
  items = $state.raw<readonly InboxItem[] | null>(null);
  counts = $state.raw<InboxCountsResponse | null>(null);
  loading = $state.raw<Loading>('asking');
  /** Asks for a further page just now. */
  growing = $state.raw(false);
  /** There is something that the list does not show. */
  hasNews = $state.raw(false);
  /** When the list was last true, in milliseconds. */
  asOfMs = $state(0);
  #next = $state.raw<string | null>(null);
  /** Answers to what was asked for before the filter changed are late. */
  #asked = 0;

  constructor(server: Pick<InboxServer, 'page' | 'read' | 'counts'>) {
    this.#server = server;
  }

  get hasMore(): boolean {
    return this.#next !== null;
  }

  /** The first page of a filter. */
  async load(show: InboxShow): Promise<void> {
    if (show !== this.show) this.items = null;
    this.show = show;
    this.loading = 'asking';
    const asked = (this.#asked += 1);
    const answer = await this.#server.page(show, null);
    if (asked !== this.#asked) return;
    if (!answer.ok) {
      this.loading = 'failed';
      return;
    }
    this.items = answer.value.items;
    this.#next = answer.value.next;
    this.counts = answer.value.counts;
    this.asOfMs = Date.now();
    this.hasNews = false;
    this.loading = 'fresh';
  }

  async more(): Promise<void> {
    const before = this.#next;
    if (before === null || this.growing) return;
    this.growing = true;
    const asked = this.#asked;
    const answer = await this.#server.page(this.show, before);
    this.growing = false;
    if (asked !== this.#asked) return;
    if (!answer.ok) {
      this.loading = 'failed';
      return;
    }
    const known = new Set(this.items?.map(keyOf));
    this.items = [...(this.items ?? []), ...answer.value.items.filter((item) => !known.has(keyOf(item)))];
    this.#next = answer.value.next;
    this.loading = 'fresh';
  }

  /** Looks whether there is anything new, and changes nothing that is shown but the counts. */
  async look(): Promise<void> {
    const before = this.counts;
    const answer = await this.#server.counts();
    if (!answer.ok || before !== this.counts) return;
    if (before !== null && isMore(before, answer.value)) this.hasNews = true;
    this.counts = answer.value;
  }

  /** Marks what is unread in a thread, at once on screen; the failure where the server did not take it, or null. */
  async markRead(item: InboxItem): Promise<Failure | null> {
    if (item.unread.length === 0) return null;
    const { counts } = this;
    const now: InboxItem = { ...item, unread: [] };
    this.#replace(now);
    if (counts !== null)
      this.counts = less(counts, item.board.id, item.unread.length, item.concerns ? item.concerning : 0);
    const answer = await this.#server.read(item.board.id, item.unread);
    if (answer.ok) return null;
    this.#replace(item);
    this.counts = counts;
    return answer.failure;
  }

  #replace(item: InboxItem): void {
    const key = keyOf(item);
    this.items = (this.items ?? []).map((one) => (keyOf(one) === key ? item : one));
  }
}

/** Something was said, or asked, that was not there before. */
const isMore = (before: InboxCountsResponse, now: InboxCountsResponse): boolean => {
  const known = new Map(before.boards.map((one) => [one.board, one]));
  return now.boards.some((one) => {
    const then = known.get(one.board);
    return one.unread > (then?.unread ?? 0) || one.asked > (then?.asked ?? 0);
  });
};
