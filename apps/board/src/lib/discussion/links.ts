/** Addresses of threads and messages. */
import { m } from '#lib/messages/index.ts';
import { NEW_THREAD } from '#lib/shell/address.ts';
import { hrefTo, selection, type Target } from '#lib/shell/selection.svelte.ts';
import { copyText } from '#lib/ui/clipboard.ts';
import { toast } from '#lib/ui/toast.svelte.ts';

export const atThread = (thread: string, comment: string | null = null): Target => ({
  view: 'discussion',
  record: null,
  thread,
  comment,
});

export async function copyThreadLink(thread: string, comment: string | null = null): Promise<void> {
  const copied = await copyText(new URL(hrefTo(atThread(thread, comment)), location.href).href);
  if (copied) toast({ text: m.shell.linkCopied, kind: 'ok', key: 'link' });
  else toast({ text: m.shell.linkNotCopied, kind: 'refused', key: 'link' });
}

/** Begins a thread: beside the record where one is selected, else in the list of threads. */
export function beginThread(record: string | null, field: string | null): void {
  selection.go(
    record === null || selection.view === 'charter'
      ? { view: 'discussion', record, field, thread: NEW_THREAD }
      : { record, field, thread: NEW_THREAD },
  );
}
