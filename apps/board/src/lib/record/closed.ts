/** Whether a record can be edited at all. Reads the board reactively. */
import { ENTITY_KINDS, type Entity, type EntityKind } from '@chartroom/domain';
import { m } from '#lib/messages/index.ts';
import type { BoardStore } from '#lib/state/contract.ts';

const isKind = (text: string): text is EntityKind => (ENTITY_KINDS as readonly string[]).includes(text);

/** Why nothing of a record can be edited: the board is read-only, or the record is no longer on it. Null when it can. */
export function closedBecause(board: Pick<BoardStore, 'readOnly' | 'entity'>, record: string): string | null {
  if (board.readOnly) return board.readOnly;
  const slash = record.indexOf('/');
  const kind = record.slice(0, slash);
  if (slash < 0 || !isKind(kind)) return null;
  const state = (board.entity(kind, record.slice(slash + 1)) as Entity | undefined)?.state;
  return state === 'deleted' ? m.panel.closedDeleted : state === 'merged' ? m.panel.closedMerged : null;
}
