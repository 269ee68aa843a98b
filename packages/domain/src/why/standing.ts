/**
 * What a record is on a board, where that decides whether a reason is asked: regulated, carrying regulated data, a system
 * of record, accountable. A merged record is read as the one that stands for it; what is said under a deleted one sleeps.
 */
import { ENTITY_KINDS, type EntityKind } from '../schema/fields.ts';
import { parseRowKey } from '../schema/key.ts';
import type { Parts, RowKind } from '../schema/rows.ts';
import { survivorOf } from '../read/merge.ts';
import { isSaid, type Board } from './weighty.ts';

/** The record that stands for an id. */
export const survivor = (board: Board, kind: EntityKind, id: string): string =>
  survivorOf(id, (one) => {
    if (!board.has(kind, one)) return undefined;
    const into = board.field(kind, one, 'mergedInto');
    return { mergedInto: typeof into === 'string' && into !== '' ? into : null };
  });

const stands = (board: Board, kind: EntityKind, id: string, wanted: string): boolean =>
  id === wanted || survivor(board, kind, id) === wanted;

const isDeleted = (board: Board, kind: EntityKind, id: string): boolean =>
  isSaid(board.field(kind, survivor(board, kind, id), 'deletedAt'));

/** Of an owner whose kind its id does not tell: an area is never deleted. */
const sleeps = (board: Board, owner: string): boolean =>
  ENTITY_KINDS.some((kind) => board.has(kind, owner) && isDeleted(board, kind, owner));

/** `ofInterest` looks at the key alone: a board has thousands of rows of which few matter. */
export function* partsOf<K extends RowKind>(
  board: Board,
  kind: K,
  ofInterest: (key: string) => boolean = () => true,
): Generator<Parts<K>> {
  for (const key of board.rows(kind)) {
    if (!ofInterest(key)) continue;
    const parsed = parseRowKey(kind, key);
    if (parsed.kind === 'conforming') yield parsed.parts;
  }
}

export const ofRecord = (key: string): boolean => key.endsWith('|record');
export const ofAccountable = (key: string): boolean => key.includes('|A|');

export const isRegulated = (board: Board, kind: 'step' | 'dataObject', id: string): boolean =>
  board.field(kind, id, 'regulated') === true || board.field(kind, survivor(board, kind, id), 'regulated') === true;

/** Regulated data that was deleted or merged counts: it was carried under that name. */
export function carriesRegulated(board: Board, id: string): boolean {
  for (const parts of partsOf(board, 'ifData'))
    if (stands(board, 'interface', parts.interface, id) && isRegulated(board, 'dataObject', parts.data)) return true;
  return false;
}

/** For any step or data, today's included, or of an output: as long as whatever says so is on the board. */
export function isSystemOfRecord(board: Board, id: string): boolean {
  for (const kind of ['role', 'roleAsIs'] as const)
    for (const { step, system, use } of partsOf(board, kind, ofRecord))
      if (use === 'record' && stands(board, 'system', system, id) && !sleeps(board, step)) return true;
  for (const [kind, field] of [
    ['dataObject', 'asIsSoR'],
    ['output', 'recordSystemId'],
  ] as const)
    for (const one of board.ids(kind)) {
      const system = board.field(kind, one, field);
      if (typeof system === 'string' && stands(board, 'system', system, id) && !isDeleted(board, kind, one))
        return true;
    }
  return false;
}

export function isAccountable(board: Board, id: string): boolean {
  for (const { subject, code, person } of partsOf(board, 'resp', ofAccountable))
    if (code === 'A' && stands(board, 'person', person, id) && !sleeps(board, subject)) return true;
  return false;
}
