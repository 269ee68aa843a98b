/** Does what a fix offers, says what was done, and offers to take it back. */
import type { Finding, Fix } from '@chartroom/domain';
import { performAsked } from '#lib/history/ask-before.ts';
import { m } from '#lib/messages/index.ts';
import type { BoardStore } from '#lib/state/contract.ts';
import { toast } from '#lib/ui/toast.svelte.ts';
import { doneOf } from './fix-words.ts';

/** `done` is called once it is done, and not where it was refused or a question for the reason was left. */
export function applyFix(board: BoardStore, finding: Finding, fix: Fix, done: () => void = () => {}): void {
  // Worded before it is done: afterwards what it names may be gone.
  const text = doneOf(board, finding, fix);
  performAsked(board, fix.mutation, () => {
    toast({ text, kind: 'ok', key: 'fix', action: { label: m.common.undo, run: board.takeBack() } });
    done();
  });
}
