/** Begins a thread that proposes the repair of a finding. */
import type { Finding, Fix } from '@chartroom/domain';
import { m } from '#lib/messages/index.ts';
import { NEW_THREAD } from '#lib/shell/address.ts';
import { selection } from '#lib/shell/selection.svelte.ts';
import type { BoardStore } from '#lib/state/contract.ts';
import { toast } from '#lib/ui/toast.svelte.ts';
import type { Drafts } from '../drafts.ts';
import { draftOfFix } from './fix-draft.ts';

export function proposeFix(
  board: Pick<BoardStore, 'entity' | 'rows' | 'single' | 'me'>,
  drafts: Drafts,
  finding: Finding,
  fix: Fix,
): void {
  const made = draftOfFix(board, finding, fix);
  if (made === null) {
    toast({ text: m.discussion.propose.tooMany, kind: 'refused', key: 'propose' });
    return;
  }
  const place = `new/${made.record ?? ''}`;
  // What somebody was writing there stays; the change is put to it.
  const before = drafts.read(place);
  drafts.keep(place, { ...made.draft, ...(before?.body ? { body: before.body } : {}) }, Date.now());
  selection.go({ view: 'discussion', record: made.record, field: made.field, thread: NEW_THREAD });
}
