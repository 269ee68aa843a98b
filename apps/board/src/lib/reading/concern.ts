/**
 * Whether something that was said concerns somebody: they or their function are named or asked, they take part in the
 * thread, or they watch what it is about. The server says the same of the inbox; here it is said of what just came.
 */
import { addresses, type CommentState, type ThreadState } from '@chartroom/record';
import type { PlantFunction } from '@chartroom/domain';
import type { WatchLevel } from '@chartroom/server/api';

export interface Listener {
  readonly id: string;
  readonly function: PlantFunction;
}
type Addressee = CommentState['mentions'][number];

/** By the rule that the record has of threads. */
export const means = (addressee: Addressee | null, who: Listener): boolean => addresses(addressee, who);

/** When somebody spoke first in a thread: asked for each of its messages, so it is looked up once. */
const spoken = new WeakMap<ThreadState, { readonly id: string; readonly seq: number }>();
function firstOwn(thread: ThreadState, id: string): number {
  const known = spoken.get(thread);
  if (known?.id === id) return known.seq;
  const seq = thread.comments.find((one) => one.author === id)?.seq ?? Number.POSITIVE_INFINITY;
  spoken.set(thread, { id, seq });
  return seq;
}

/** Own words concern nobody; of what somebody muted only what names them. `level` is of the thread's record, else of the board. */
export function concerns(
  thread: ThreadState,
  comment: CommentState,
  who: Listener,
  level: WatchLevel | null = null,
): boolean {
  if (comment.author === who.id) return false;
  if (level === 'mute') return comment.mentions.some((one) => one.principal === who.id);
  return (
    level === 'watch' ||
    means(thread.to, who) ||
    comment.mentions.some((one) => means(one, who)) ||
    firstOwn(thread, who.id) < comment.seq
  );
}
