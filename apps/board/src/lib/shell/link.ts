/** Copies the address of what is selected, which is the address of the page. */
import { m } from '#lib/messages/index.ts';
import { toast } from '#lib/ui/toast.svelte.ts';

export async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    toast({ text: m.shell.linkCopied, kind: 'ok', key: 'link' });
  } catch {
    toast({ text: m.shell.linkNotCopied, kind: 'refused', key: 'link' });
  }
}
