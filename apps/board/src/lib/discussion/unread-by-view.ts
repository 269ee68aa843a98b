/** What is unread, by the view in which its record is shown: what the rail counts. Reads the record and the reading reactively. */
import type { ThreadState } from '@chartroom/record';
import type { Unread } from '#lib/reading/reading.svelte.ts';
import type { ViewName } from '#lib/shell/address.ts';
import { targetOf } from './anchor.ts';

export function unreadByView(
  threads: Iterable<ThreadState>,
  unreadIn: (thread: ThreadState) => Unread,
): ReadonlyMap<ViewName, Unread> {
  const byView = new Map<ViewName, Unread>();
  const add = (view: ViewName, { count, concerns }: Unread): void => {
    const known = byView.get(view) ?? { count: 0, concerns: 0 };
    byView.set(view, { count: known.count + count, concerns: known.concerns + concerns });
  };
  for (const thread of threads) {
    const unread = unreadIn(thread);
    if (unread.count === 0) continue;
    const { view } = targetOf({ subject: thread.anchor.subject, field: null });
    if (view !== undefined) add(view, unread);
    add('discussion', unread);
  }
  return byView;
}
