/** The stored record as it is, for whoever verifies it: nothing is checked, nothing is left out. Changes nothing. */
import { canonicalJson } from '@chartroom/record';
import { asc, eq, max } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { MIGRATIONS_DIR, type Tables } from './database.ts';
import { type EntryRow } from './record-log.ts';
import { board, boardMember, message, recordEntry, recordHead, trailEntry } from './schema.ts';

export interface RecordAudit {
  /** Every board that has a row, an entry or a signed head; `number` is null where it has no row. */
  boards(): readonly { readonly id: string; readonly number: number | null }[];
  /** Entries of a board in the order of their numbers; read page by page. */
  pages(board: string): Iterable<readonly unknown[]>;
  /**
   * The highest number that the indexes of a board's record name, 0 where none. They are written in the transaction of
   * their entries, so nothing that they name was never there.
   */
  lastIndexed(board: string): number;
  /** Triggers that keep the record from being changed, and are missing or not as they were made. */
  missingGuards(): readonly string[];
}

const PAGE = 500;

/** A payload that is not written in its one way stands as its text, which no hash was made of. */
const asStored = (row: EntryRow): unknown => {
  let payload: unknown = row.payload;
  try {
    const read: unknown = JSON.parse(row.payload);
    if (canonicalJson(read) === row.payload) payload = read;
  } catch {
    // Stays its text.
  }
  return { ...row, payload };
};

const TRIGGER = /^\s*CREATE TRIGGER `?(?<name>\w+)`?/i;

export const createRecordAudit = (tables: Tables): RecordAudit => ({
  boards: () => {
    const known = tables.select({ id: board.id, number: board.number }).from(board).orderBy(asc(board.number)).all();
    const said = new Set([
      ...tables
        .selectDistinct({ id: recordEntry.board })
        .from(recordEntry)
        .all()
        .map(({ id }) => id),
      ...tables
        .selectDistinct({ id: recordHead.board })
        .from(recordHead)
        .all()
        .map(({ id }) => id),
    ]);
    const lost = [...said].filter((id) => known.every((one) => one.id !== id));
    return [...known, ...lost.toSorted().map((id) => ({ id, number: null }))];
  },
  // By position, not by number: numbers are what may have been changed.
  *pages(id) {
    for (let offset = 0; ; offset += PAGE) {
      const rows = tables
        .select()
        .from(recordEntry)
        .where(eq(recordEntry.board, id))
        .orderBy(asc(recordEntry.seq))
        .limit(PAGE)
        .offset(offset)
        .all();
      if (rows.length > 0) yield rows.map(asStored);
      if (rows.length < PAGE) return;
    }
  },
  lastIndexed: (id) =>
    [trailEntry, message, boardMember].reduce((last, table) => {
      const row = tables
        .select({ seq: max(table.seq) })
        .from(table)
        .where(eq(table.board, id))
        .get();
      return Math.max(last, row?.seq ?? 0);
    }, 0),
  missingGuards: () => {
    const there = new Map(
      tables.$client
        .prepare<[], { name: string; sql: string }>(`select name, sql from sqlite_master where type = 'trigger'`)
        .all()
        .map(({ name, sql }) => [name, sql]),
    );
    return readMigrationFiles({ migrationsFolder: MIGRATIONS_DIR })
      .flatMap(({ sql }) => sql)
      .flatMap((statement) => {
        const name = TRIGGER.exec(statement)?.groups?.['name'];
        const made = statement.trim().replace(/;$/, '');
        return name === undefined || there.get(name) === made ? [] : [name];
      });
  },
});
