/** Does what a fix offers, says what was done, and offers to take it back. */
import type { Finding, Fix } from '@chartroom/domain';
import { m } from '#lib/messages/index.ts';
import type { BoardStore } from '#lib/state/contract.ts';
import { toast } from '#lib/ui/toast.svelte.ts';
import { doneOf } from './fix-words.ts';

export function applyFix(board: BoardStore, finding: Finding, fix: Fix): boolean {
  // Worded before it is done: afterwards what it names may be gone.
  const text = doneOf(board, finding, fix);
  if (board.perform(fix.mutation) !== null) return false;
  toast({ text, kind: 'ok', key: 'fix', action: { label: m.common.undo, run: board.takeBack() } });
  return true;
}
