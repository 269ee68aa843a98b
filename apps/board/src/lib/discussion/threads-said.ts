/** "2 threads, 1 unread, it concerns you": the discussion of a record in words; empty where there is none. Reads reactively. */
import { m } from '#lib/messages/index.ts';
import type { Reading } from '#lib/reading/reading.svelte.ts';
import type { RecordStore } from '#lib/state/record-contract.ts';

export function threadsSaid(
  record: Pick<RecordStore, 'threadsOn'>,
  reading: Pick<Reading, 'unreadOn'>,
  subject: string,
  field?: string,
): string {
  const threads = record
    .threadsOn(subject)
    .filter((thread) => thread.state === 'open' && (field === undefined || thread.anchor.field === field));
  const unread = reading.unreadOn(subject, field);
  return [
    threads.length === 0 ? '' : m.discussion.threads(threads.length),
    unread.count === 0 ? '' : m.discussion.unreadConcerns(unread.count, unread.concerns),
  ]
    .filter((part) => part !== '')
    .join(', ');
}
