/** Which threads a list shows, in which order, and what can be said of one in a line. Pure. */
import type { ThreadState } from '@chartroom/record';
import { means, type Listener } from '#lib/reading/concern.ts';
import type { Unread } from '#lib/reading/reading.svelte.ts';

export const SHOWS = ['all', 'asked', 'concerns', 'unread', 'closed'] as const;
export type Show = (typeof SHOWS)[number];

/** What an address asks for; a word that this version does not know is everything. */
export const parseShow = (text: string): Show => SHOWS.find((one) => one === text) ?? 'all';

export interface Looker {
  readonly me: Listener;
  readonly unread: (thread: ThreadState) => Unread;
  /** Whether anything in it concerns the person, read or not. */
  readonly concerns: (thread: ThreadState) => boolean;
}

export function passes(thread: ThreadState, show: Show, looker: Looker): boolean {
  const open = thread.state === 'open';
  switch (show) {
    case 'all':
      return open;
    // As in the inbox: what somebody calls answered waits for its author, and nobody is asked by themselves.
    case 'asked':
      return open && thread.claimed === null && thread.author !== looker.me.id && means(thread.to, looker.me);
    case 'concerns':
      return open && looker.concerns(thread);
    // What is unread in a closed thread is unread.
    case 'unread':
      return looker.unread(thread).count > 0;
    case 'closed':
      return !open;
  }
}

/** The last activity first. */
export const byActivity = (threads: Iterable<ThreadState>): readonly ThreadState[] =>
  [...threads].sort((a, b) => b.lastSeq - a.lastSeq);

export const countOf = (threads: Iterable<ThreadState>, show: Show, looker: Looker): number => {
  let count = 0;
  for (const thread of threads) if (passes(thread, show, looker)) count += 1;
  return count;
};

/**
 * The list as it stands while somebody has the hand on it: what they see keeps its place, also when the list would not
 * show it any more, and what comes anew waits. `held` are the ids as they stood when the hand came; null when there is none.
 */
export function underHand(
  threads: readonly ThreadState[],
  held: readonly string[] | null,
  lookup: (id: string) => ThreadState | undefined,
): { readonly shown: readonly ThreadState[]; readonly waiting: number } {
  if (held === null) return { shown: threads, waiting: 0 };
  const byId = new Map(threads.map((thread) => [thread.id, thread]));
  const shown = held.flatMap((id) => byId.get(id) ?? lookup(id) ?? []);
  const known = new Set(held);
  return { shown, waiting: threads.filter(({ id }) => !known.has(id)).length };
}

export type DueState = 'later' | 'today' | 'over';
/** `today` is the day at this screen, `2026-11-24`. */
export const dueState = (due: string, today: string): DueState =>
  due < today ? 'over' : due === today ? 'today' : 'later';

/** The day at this screen as ISO 8601. */
export function dayOf(atMs: number): string {
  const at = new Date(atMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
