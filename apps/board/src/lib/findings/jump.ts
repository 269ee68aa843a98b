/** Going to a finding: to where it is repaired, or to its own address. */
import type { Finding } from '@chartroom/domain';
import { m } from '#lib/messages/index.ts';
import { hrefTo, selection, type Target } from '#lib/shell/selection.svelte.ts';
import { toast } from '#lib/ui/toast.svelte.ts';
import { placeOf } from './places.ts';

/** Findings are findings of what is agreed. */
export function targetOf(finding: Finding): Target {
  const { view, record, field } = placeOf(finding);
  return { view, record, field, state: 'to-be', explain: null, finding: finding.key };
}

export const jump = (finding: Finding): void => selection.go(targetOf(finding));

/** In the record panel, at the finding. */
export const atRecord = (finding: Finding, record: string): Target => ({ record, field: null, finding: finding.key });

/** In the list of findings, opened. */
export const inList = (finding: Finding): Target => ({
  view: 'findings',
  record: null,
  state: 'to-be',
  show: null,
  finding: finding.key,
});

/** Copies the address of the finding in the list of findings. */
export async function linkOf(finding: Finding): Promise<void> {
  const path = hrefTo(inList(finding));
  try {
    await navigator.clipboard.writeText(new URL(path, location.href).href);
    toast({ text: m.shell.linkCopied, kind: 'ok', key: 'link' });
  } catch {
    toast({ text: m.shell.linkNotCopied, kind: 'refused', key: 'link' });
  }
}
