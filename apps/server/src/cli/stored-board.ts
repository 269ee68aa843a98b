/** One board of a data directory, found by id or number and read from its log alone, so that the server need not run. */
import { readSnapshot } from '@chartroom/domain';
import { RecordFailure, type RecordProjection } from '@chartroom/record';
import { LogFailure } from '@chartroom/sync';
import * as Y from 'yjs';
import type { ReadDocument } from '../boards/documents.ts';
import type { BoardRow } from '../db/boards.ts';
import type { Store } from '../db/store.ts';
import { follow } from '../record/board-records.ts';
import { type Result, done, refused } from '../refusal.ts';

export interface StoredBoard {
  readonly row: BoardRow;
  readonly document: ReadDocument;
}

const readDocument = async (store: Store, board: string): Promise<ReadDocument> => {
  const { updates } = await store.log.load(board);
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const { update } of updates) Y.applyUpdate(doc, update);
  });
  return { snapshot: readSnapshot(doc), docSeq: updates.at(-1)?.seq ?? 0 };
};

export const readStoredBoard = async (store: Store, board: string, dataDir: string): Promise<Result<StoredBoard>> => {
  const rows = await store.boards.list();
  const row = rows.find(({ id, number }) => id === board || String(number) === board);
  if (row === undefined)
    return refused('not-found', `There is no board ${board} in ${dataDir}. chartroom boards lists them.`);
  try {
    return done({ row, document: await readDocument(store, row.id) });
  } catch (error) {
    if (!(error instanceof LogFailure)) throw error;
    return refused('corrupt', `The board ${row.id} cannot be read: ${error.message} chartroom check says more.`);
  }
};

export const readStoredRecord = async (store: Store, board: string): Promise<Result<RecordProjection>> => {
  try {
    return done((await follow(store.record, board)).value);
  } catch (error) {
    if (!(error instanceof RecordFailure)) throw error;
    return refused(
      'corrupt',
      `The record of board ${board} cannot be read: ${error.message} chartroom verify-record says more.`,
    );
  }
};
