/** How far the audit trail of each board is told, and the one way to tell more of it: entries and mark together or not at all. */
import type { Entry, NewEntry } from '@chartroom/record';
import { eq, max, sql } from 'drizzle-orm';
import type { Tables } from './database.ts';
import type { RecordIndex } from './record-indexes.ts';
import { asRecordFailure, prepareRecordAppend } from './record-log.ts';
import { board, recordEntry, trailMark, updateLog } from './schema.ts';

export interface TrailMark {
  /** The last update that is told, or is in `open`. */
  readonly docSeq: number;
  /** What is not told yet since it is still going on; plain data of whoever derives the trail. */
  readonly open: readonly unknown[];
}

export interface TrailMarks {
  /** Where a board of which nothing is told begins: before its first update. Rejects with `RecordFailure`. */
  find(board: string): Promise<TrailMark>;
  /** Number of the last update of the log. */
  lastUpdate(board: string): Promise<number>;
  /** Boards of which not everything is told. */
  behind(): Promise<readonly string[]>;
  /** Stores entries and the new mark in one transaction; answers the entries that were not there before. Rejects with `RecordFailure`. */
  tell(board: string, entries: readonly NewEntry[], mark: TrailMark): Promise<readonly Entry[]>;
}

const NOTHING_OPEN = '[]';

export const createTrailMarks = (tables: Tables, index: RecordIndex = () => {}): TrailMarks => {
  const appendEntries = prepareRecordAppend(tables, index);
  const lastUpdate = tables
    .select({ seq: max(updateLog.seq) })
    .from(updateLog)
    .where(eq(updateLog.board, sql.placeholder('board')))
    .prepare();
  const lastEntry = tables
    .select({ seq: max(recordEntry.seq) })
    .from(recordEntry)
    .where(eq(recordEntry.board, sql.placeholder('board')))
    .prepare();
  const attempt = async <T>(work: () => T): Promise<T> => {
    try {
      return work();
    } catch (error) {
      throw asRecordFailure(error);
    }
  };
  const lastOf = (id: string): number => lastUpdate.get({ board: id })?.seq ?? 0;

  return {
    find: (id) =>
      attempt(() => {
        const row = tables.select().from(trailMark).where(eq(trailMark.board, id)).get();
        return row === undefined
          ? { docSeq: 0, open: [] }
          : { docSeq: row.docSeq, open: JSON.parse(row.open) as readonly unknown[] };
      }),
    lastUpdate: (id) => attempt(() => lastOf(id)),
    behind: () =>
      attempt(() =>
        tables
          .select({ id: board.id, docSeq: trailMark.docSeq, open: trailMark.open })
          .from(board)
          .leftJoin(trailMark, eq(trailMark.board, board.id))
          .orderBy(board.number)
          .all()
          .filter(({ id, docSeq, open }) => lastOf(id) > (docSeq ?? 0) || (open ?? NOTHING_OPEN) !== NOTHING_OPEN)
          .map(({ id }) => id),
      ),
    tell: (id, entries, { docSeq, open }) =>
      attempt(() =>
        tables.transaction(
          () => {
            const before = lastEntry.get({ board: id })?.seq ?? 0;
            const told = appendEntries(id, entries).filter(({ seq }) => seq > before);
            const row = { docSeq, open: JSON.stringify(open) };
            tables
              .insert(trailMark)
              .values({ board: id, ...row })
              .onConflictDoUpdate({ target: trailMark.board, set: row })
              .run();
            return told;
          },
          { behavior: 'immediate' },
        ),
      ),
  };
};
