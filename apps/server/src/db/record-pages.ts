/**
 * Pages of a record that are never huge, with or without the audit trail: how many entries fit is found by the sizes of
 * their payloads, before any of them is read. Knows kinds by their names alone.
 */
import type { Entry, RecordLog } from '@chartroom/record';
import { and, asc, eq, gt, inArray, max, sql } from 'drizzle-orm';
import type { Tables } from './database.ts';
import { asRecordFailure, toEntry } from './record-log.ts';
import { recordEntry } from './schema.ts';

export interface RecordPages {
  /** After `seq`, in order, at most `limit` and about a megabyte; one if there is one. Rejects with `RecordFailure`. */
  all(board: string, seq: number, limit: number): Promise<readonly Entry[]>;
  /** The same of some kinds. */
  ofKinds(board: string, kinds: readonly string[], seq: number, limit: number): Promise<readonly Entry[]>;
  /** Number of the last entry of some kinds; 0 when there is none. */
  lastOf(board: string, kinds: readonly string[]): Promise<number>;
}

const MOST_BYTES = 1_000_000;

interface Sized {
  readonly seq: number;
  readonly bytes: number;
}

/** As many as fit, one at least. */
const fitting = (sized: readonly Sized[]): readonly number[] => {
  let bytes = 0;
  const over = sized.findIndex((one, at) => (bytes += one.bytes) > MOST_BYTES && at > 0);
  return (over === -1 ? sized : sized.slice(0, over)).map(({ seq }) => seq);
};

export const createRecordPages = (tables: Tables, record: Pick<RecordLog, 'since'>): RecordPages => {
  const size = sql<number>`octet_length(${recordEntry.payload})`;
  const sizes = (board: string, seq: number, limit: number): readonly Sized[] =>
    tables
      .select({ seq: recordEntry.seq, bytes: size })
      .from(recordEntry)
      .where(and(eq(recordEntry.board, board), gt(recordEntry.seq, seq)))
      .orderBy(asc(recordEntry.seq))
      .limit(limit)
      .all();
  /** Found in the index alone, however much of other kinds stands between. */
  const numbers = (board: string, kinds: readonly string[], seq: number, limit: number): readonly number[] =>
    tables
      .select({ seq: recordEntry.seq })
      .from(recordEntry)
      .where(and(eq(recordEntry.board, board), inArray(recordEntry.kind, [...kinds]), gt(recordEntry.seq, seq)))
      // By the plus it is sorted afterwards: in the order of the primary key every entry of the trail would be looked at.
      .orderBy(sql`+${recordEntry.seq}`)
      .limit(limit)
      .all()
      .map((row) => row.seq);
  const numbered = (board: string, seqs: readonly number[]) =>
    and(eq(recordEntry.board, board), inArray(recordEntry.seq, [...seqs]));

  const attempt = async <T>(work: () => T): Promise<T> => {
    try {
      return work();
    } catch (error) {
      throw asRecordFailure(error);
    }
  };

  return {
    all: async (board, seq, limit) => {
      const fit = await attempt(() => fitting(sizes(board, seq, limit)));
      return record.since(board, seq, Math.max(1, fit.length));
    },
    ofKinds: (board, kinds, seq, limit) =>
      attempt(() => {
        const found = numbers(board, kinds, seq, limit);
        const sized = tables
          .select({ seq: recordEntry.seq, bytes: size })
          .from(recordEntry)
          .where(numbered(board, found))
          .orderBy(asc(recordEntry.seq))
          .all();
        return tables
          .select()
          .from(recordEntry)
          .where(numbered(board, fitting(sized)))
          .orderBy(asc(recordEntry.seq))
          .all()
          .map(toEntry);
      }),
    lastOf: (board, kinds) =>
      attempt(() => {
        const last = tables
          .select({ seq: max(recordEntry.seq) })
          .from(recordEntry)
          .where(and(eq(recordEntry.board, board), eq(recordEntry.kind, sql.placeholder('kind'))))
          .prepare();
        return Math.max(0, ...kinds.map((kind) => last.get({ kind })?.seq ?? 0));
      }),
  };
};
