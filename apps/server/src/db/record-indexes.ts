/**
 * Tables that are copied from the record, so that one query answers what would need every board's record: each index
 * sees every entry once and in order, in the transaction that stores it; what was stored before the index was there is
 * caught up with at start. Knows no kind of entry.
 */
import { type Entry, RecordFailure, type RecordLog } from '@chartroom/record';
import { eq, sql } from 'drizzle-orm';
import type { Tables } from './database.ts';
import { board, recordIndexMark } from './schema.ts';

/** Takes entries of one board, in order, inside an open transaction. */
export type RecordIndex = (board: string, entries: readonly Entry[]) => void;

const PAGE = 1000;

/** All indexes as one, which notes how far they have got. */
export const joinIndexes = (tables: Tables, indexes: readonly RecordIndex[]): RecordIndex => {
  const mark = tables
    .insert(recordIndexMark)
    .values({ board: sql.placeholder('board'), seq: sql.placeholder('seq') })
    .onConflictDoUpdate({ target: recordIndexMark.board, set: { seq: sql`excluded.seq` } })
    .prepare();
  const marked = tables
    .select({ seq: recordIndexMark.seq })
    .from(recordIndexMark)
    .where(eq(recordIndexMark.board, sql.placeholder('board')))
    .prepare();
  return (on, entries) => {
    const done = marked.get({ board: on })?.seq ?? 0;
    const first = entries[0];
    const last = entries.at(-1);
    // A record that is behind is caught up with from its mark on; taking these first would leave a hole.
    if (first === undefined || last === undefined || first.seq > done + 1) return;
    const news = entries.filter(({ seq }) => seq > done);
    if (news.length === 0) return;
    for (const index of indexes) index(on, news);
    mark.run({ board: on, seq: last.seq });
  };
};

/** Brings the indexes of every board up to its record; answers the boards whose record cannot be read, which stay behind. */
export const catchUpIndexes = async (
  tables: Tables,
  record: RecordLog,
  index: RecordIndex,
): Promise<readonly string[]> => {
  const catchUp = async (id: string): Promise<void> => {
    for (;;) {
      const done =
        tables.select({ seq: recordIndexMark.seq }).from(recordIndexMark).where(eq(recordIndexMark.board, id)).get()
          ?.seq ?? 0;
      const entries = await record.since(id, done, PAGE);
      if (entries.length === 0) return;
      tables.transaction(() => index(id, entries), { behavior: 'immediate' });
    }
  };
  const behind: string[] = [];
  for (const { id } of tables.select({ id: board.id }).from(board).all()) {
    try {
      await catchUp(id);
    } catch (error) {
      if (!(error instanceof RecordFailure)) throw error;
      behind.push(id);
    }
  }
  return behind;
};
