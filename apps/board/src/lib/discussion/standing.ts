/** What the person at this screen may do in a thread, for explaining; the server decides. Reads the record reactively. */
import { mayClaim as claiming, type CommentState, type Ruling, type ThreadState } from '@chartroom/record';
import { m } from '#lib/messages/index.ts';
import type { Author, BoardStore } from '#lib/state/contract.ts';
import type { RecordStore } from '#lib/state/record-contract.ts';

type Record = Pick<RecordStore, 'may' | 'standing'>;
type Board = { readonly me: Author; readonly record: Record };

/** Why not, in words; null when they may. */
export const wordsOf = (ruling: Ruling): string | null =>
  ruling.ok ? null : m.discussion.composer.mayNot[ruling.because];

export const mayWrite = (board: Board): string | null => wordsOf(board.record.may('comment'));

/** Closing, reopening and changing what is asked: one's own, or as somebody who works on the board. */
export const mayClose = (board: Board, thread: ThreadState): boolean =>
  board.record.may(thread.author === board.me.id ? 'resolve-own' : 'resolve-any').ok;

/**
 * Whether this person may call a message the answer, by the rule that the server goes by; null for
 * one that is being written. For which function they are asked says the record before the page.
 */
export const mayClaim = (board: Board, thread: ThreadState, comment: string | null = null): boolean =>
  board.record.may('comment').ok &&
  claiming(thread, comment, { id: board.me.id, function: board.record.standing?.function ?? board.me.function }).ok;

export const mayEdit = (board: Board, message: CommentState): boolean =>
  message.author === board.me.id && board.record.may('comment').ok;

/** Why a proposed change cannot be applied by this person; null when it can. */
export const mayApply = (board: Board & Pick<BoardStore, 'readOnly'>): string | null =>
  board.record.may('edit').ok ? board.readOnly : m.discussion.propose.mayNotApply;
