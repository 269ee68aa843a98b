/** Takes a record off the board; a regulated one only with a reason, which is asked for before. */
import { deleteEntity, type EntityKind } from '@chartroom/domain';
import { m } from '#lib/messages/index.ts';
import type { BoardStore } from '#lib/state/contract.ts';
import { isRegulated } from './asks-why.ts';
import { askWhy } from './why.svelte.ts';

/** `done` is called once it is off the board, and not where it was refused or the question was left. */
export function deleteRecord(
  board: Pick<BoardStore, 'entity' | 'perform' | 'readOnly'>,
  kind: EntityKind,
  id: string,
  name: string,
  done: () => void,
): void {
  const remove = (reason?: string): void => {
    if (board.perform(deleteEntity(kind, id), { reason }) === null) done();
  };
  if (board.readOnly !== null || !isRegulated(kind, board.entity(kind, id))) return remove();
  askWhy({
    title: m.why.delete(name),
    text: m.why.deleteText,
    action: m.why.deleteAction,
    danger: true,
    because: remove,
  });
}
