/** Takes a record off the board, or says that it is another one; where a reason is asked for it, only with one. */
import { deleteEntity, mergeEntities, type EntityKind } from '@chartroom/domain';
import type { BoardStore } from '#lib/state/contract.ts';
import { askBefore } from './ask-before.ts';

type Board = Pick<BoardStore, 'entity' | 'perform' | 'readOnly' | 'asksBeforeLeaving'>;

/** `done` is called once it is off the board, and not where it was refused or the question was left. */
export function deleteRecord(board: Board, kind: EntityKind, id: string, done: () => void): void {
  askBefore(board, [{ kind, id, into: null }], (reason) => {
    if (board.perform(deleteEntity(kind, id), { reason }) === null) done();
  });
}

/** `done` as above; `loser` goes. */
export function mergeRecords(board: Board, kind: EntityKind, loser: string, winner: string, done: () => void): void {
  askBefore(board, [{ kind, id: loser, into: winner }], (reason) => {
    if (board.perform(mergeEntities(kind, loser, winner), { reason }) === null) done();
  });
}
