/** Reads every row of the update log and says which do not match their hash or leave a gap. Changes nothing. */
import { and, asc, eq, gte } from 'drizzle-orm';
import type { Tables } from './database.ts';
import { board, updateLog } from './schema.ts';
import { sha256 } from './update-log.ts';

export interface Scrubbed {
  readonly boards: number;
  readonly updates: number;
  readonly bytes: number;
  readonly faults: readonly {
    readonly board: string;
    readonly seq: number;
    readonly fault: 'hash' | 'gap' | 'empty';
  }[];
}

const PAGE = 500;

export const scrub = (tables: Tables): Scrubbed => {
  const boards = tables.select({ id: board.id }).from(board).orderBy(asc(board.number)).all();
  const faults: Scrubbed['faults'][number][] = [];
  let updates = 0;
  let bytes = 0;
  for (const { id } of boards) {
    let expected = 1;
    for (;;) {
      const rows = tables
        .select({ seq: updateLog.seq, update: updateLog.update, hash: updateLog.hash })
        .from(updateLog)
        .where(and(eq(updateLog.board, id), gte(updateLog.seq, expected)))
        .orderBy(asc(updateLog.seq))
        .limit(PAGE)
        .all();
      for (const row of rows) {
        if (row.seq !== expected) faults.push({ board: id, seq: expected, fault: 'gap' });
        if (sha256(row.update) !== row.hash) faults.push({ board: id, seq: row.seq, fault: 'hash' });
        expected = row.seq + 1;
        updates += 1;
        bytes += row.update.byteLength;
      }
      if (rows.length < PAGE) break;
    }
    if (expected === 1) faults.push({ board: id, seq: 1, fault: 'empty' });
  }
  return { boards: boards.length, updates, bytes, faults };
};
