/**
 * The record in SQLite: one immediate transaction an append, durable before it resolves; hashed and chained on the way
 * in, hash, link and number checked on the way out. Triggers refuse whatever is no append. Knows no kind of entry.
 */
import {
  canonicalJson,
  chained,
  entryHash,
  FIRST_PREV_HASH,
  RecordFailure,
  sameContent,
  type Entry,
  type NewEntry,
  type RecordHead,
  type RecordLog,
} from '@chartroom/record';
import { and, asc, desc, eq, gte, sql } from 'drizzle-orm';
import type { Tables } from './database.ts';
import type { RecordIndex } from './record-indexes.ts';
import { board, recordEntry } from './schema.ts';
import { messageOf, sqliteCode } from './sqlite-error.ts';

export type EntryRow = typeof recordEntry.$inferSelect;

/** What a thrown error means to whoever asked; errors that are not SQLite's are bugs and stay as they are. */
export const asRecordFailure = (error: unknown): unknown => {
  if (error instanceof RecordFailure) return error;
  const code = sqliteCode(error);
  if (code === null) return error;
  const options = { cause: error };
  if (code === 'SQLITE_FULL') return new RecordFailure('full', `The disk is full: ${messageOf(error)}`, options);
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
    return new RecordFailure('corrupt', `The database is damaged: ${messageOf(error)}`, options);
  return new RecordFailure(
    'unavailable',
    `The database did not take the operation: ${messageOf(error)} (${code})`,
    options,
  );
};

const readPayload = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** An entry as it is stored, its hash found to hold. */
export const toEntry = (row: EntryRow): Entry => {
  const payload = readPayload(row.payload);
  const entry = { ...row, payload };
  if (payload === undefined || canonicalJson(payload) !== row.payload || entryHash(entry) !== row.hash)
    throw new RecordFailure('corrupt', `Entry ${row.seq} of the record of board ${row.board} does not match its hash.`);
  return entry;
};

const conflict = (id: string, on: string): RecordFailure =>
  new RecordFailure('conflict', `Entry ${id} of board ${on} says something else already.`);

/** Appends inside a transaction that the caller has opened. */
export type AppendEntries = (board: string, entries: readonly NewEntry[]) => readonly Entry[];

const prepareReading = (tables: Tables) => {
  const known = tables
    .select({ id: board.id })
    .from(board)
    .where(eq(board.id, sql.placeholder('board')))
    .prepare();
  const last = tables
    .select()
    .from(recordEntry)
    .where(eq(recordEntry.board, sql.placeholder('board')))
    .orderBy(desc(recordEntry.seq))
    .limit(1)
    .prepare();
  const byId = tables
    .select()
    .from(recordEntry)
    .where(and(eq(recordEntry.board, sql.placeholder('board')), eq(recordEntry.id, sql.placeholder('id'))))
    .prepare();
  const from = tables
    .select()
    .from(recordEntry)
    .where(and(eq(recordEntry.board, sql.placeholder('board')), gte(recordEntry.seq, sql.placeholder('seq'))))
    .orderBy(asc(recordEntry.seq))
    .limit(sql.placeholder('limit'))
    .prepare();
  return {
    assertKnown: (id: string): void => {
      if (known.get({ board: id }) === undefined) throw new RecordFailure('unknown-board', `There is no board ${id}.`);
    },
    head: (id: string): RecordHead | null => {
      const row = last.get({ board: id });
      return row === undefined ? null : toEntry(row);
    },
    find: (id: string, entry: string): Entry | null => {
      const row = byId.get({ board: id, id: entry });
      return row === undefined ? null : toEntry(row);
    },
    from: (id: string, seq: number, limit: number): readonly Entry[] =>
      from.all({ board: id, seq, limit }).map(toEntry),
  };
};

/** `index` copies what is added, in the same transaction. */
export const prepareRecordAppend = (tables: Tables, index: RecordIndex): AppendEntries => {
  const reading = prepareReading(tables);
  const insert = tables
    .insert(recordEntry)
    .values({
      board: sql.placeholder('board'),
      seq: sql.placeholder('seq'),
      id: sql.placeholder('id'),
      kind: sql.placeholder('kind'),
      actor: sql.placeholder('actor'),
      at: sql.placeholder('at'),
      payload: sql.placeholder('payload'),
      prevHash: sql.placeholder('prevHash'),
      hash: sql.placeholder('hash'),
    })
    .prepare();
  return (id, entries) => {
    reading.assertKnown(id);
    let head = reading.head(id);
    const fresh: Entry[] = [];
    const appended = entries.map((entry) => {
      const stored = reading.find(id, entry.id);
      if (stored !== null) {
        if (!sameContent(stored, entry)) throw conflict(entry.id, id);
        return stored;
      }
      const payload = canonicalJson(entry.payload);
      const added = chained(id, head, { ...entry, payload: JSON.parse(payload) as unknown });
      insert.run({ ...added, payload });
      head = added;
      fresh.push(added);
      return added;
    });
    index(id, fresh);
    return appended;
  };
};

export const createRecordLog = (tables: Tables, index: RecordIndex = () => {}): RecordLog => {
  const reading = prepareReading(tables);
  const appendEntries = prepareRecordAppend(tables, index);

  const attempt = async <T>(work: () => T): Promise<T> => {
    try {
      return work();
    } catch (error) {
      throw asRecordFailure(error);
    }
  };

  /** The entry before comes along, so that the first of the page is checked against it. */
  const page = (id: string, seq: number, limit: number): readonly Entry[] => {
    reading.assertKnown(id);
    const found = seq === 0 ? reading.from(id, 1, limit) : reading.from(id, seq, limit + 1);
    const before = seq === 0 ? null : (found.find((entry) => entry.seq === seq) ?? null);
    const entries = before === null ? found.slice(0, limit) : found.slice(1);
    let due = seq + 1;
    let prevHash = seq === 0 ? FIRST_PREV_HASH : (before?.hash ?? null);
    for (const entry of entries) {
      if (entry.seq !== due || entry.prevHash !== prevHash)
        throw new RecordFailure('corrupt', `Entry ${due} of the record of board ${id} is missing or does not follow.`);
      due += 1;
      prevHash = entry.hash;
    }
    return entries;
  };

  return {
    append: (id, entries) =>
      attempt(() => tables.transaction(() => appendEntries(id, entries), { behavior: 'immediate' })),
    since: (id, seq, limit) => attempt(() => tables.transaction(() => page(id, seq, limit))),
    find: (id, entry) =>
      attempt(() => {
        reading.assertKnown(id);
        return reading.find(id, entry);
      }),
    head: (id) =>
      attempt(() => {
        reading.assertKnown(id);
        const head = reading.head(id);
        return head === null ? null : { seq: head.seq, hash: head.hash };
      }),
  };
};
