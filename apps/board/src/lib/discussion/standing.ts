/** What the person at this screen may do in a thread, for explaining; the server decides. Reads the record reactively. */
import type { CommentState, Ruling, ThreadState } from '@chartroom/record';
import { m } from '#lib/messages/index.ts';
import { means } from '#lib/reading/concern.ts';
import type { Author, BoardStore } from '#lib/state/contract.ts';
import type { RecordStore } from '#lib/state/record-contract.ts';

type Record = Pick<RecordStore, 'may'>;
type Board = { readonly me: Author; readonly record: Record };

/** Why not, in words; null when they may. */
export const wordsOf = (ruling: Ruling): string | null =>
  ruling.ok ? null : m.discussion.composer.mayNot[ruling.because];

export const mayWrite = (board: Board): string | null => wordsOf(board.record.may('comment'));

/** Closing, reopening and changing what is asked: one's own, or as somebody who works on the board. */
export const mayClose = (board: Board, thread: ThreadState): boolean =>
  board.record.may(thread.author === board.me.id ? 'resolve-own' : 'resolve-any').ok;

/** Who was asked calls an answer an answer; where nobody was, anybody but the one who began. */
export const mayClaim = (board: Board, thread: ThreadState): boolean =>
  thread.state === 'open' &&
  thread.claimed === null &&
  board.record.may('comment').ok &&
  (thread.to === null ? thread.author !== board.me.id : means(thread.to, board.me));

export const mayEdit = (board: Board, message: CommentState): boolean =>
  message.author === board.me.id && board.record.may('comment').ok;

/** Why a proposed change cannot be applied by this person; null when it can. */
export const mayApply = (board: Board & Pick<BoardStore, 'readOnly'>): string | null =>
  board.record.may('edit').ok ? board.readOnly : m.discussion.propose.mayNotApply;
