/** The table of signed heads: which records have grown since their last one, and what was signed. */
import type { RecordHead } from '@chartroom/record';
import { and, asc, desc, eq, max } from 'drizzle-orm';
import type { SignedHead } from '../record/signed-head.ts';
import type { Tables } from './database.ts';
import { asRecordFailure } from './record-log.ts';
import { recordEntry, recordHead } from './schema.ts';

export interface Unsigned {
  readonly board: string;
  /** Number of the last entry. */
  readonly seq: number;
  /** The last head that this key has signed; null when there is none. */
  readonly signed: RecordHead | null;
}

export interface RecordHeads {
  /** Boards with entries after the last head that this key has signed. Rejects with `RecordFailure`. */
  unsigned(keyId: string): Promise<readonly Unsigned[]>;
  /** When this key signed last, ISO 8601; null when it never did. */
  lastSignedAt(keyId: string): Promise<string | null>;
  /** Adds a head; one that the same key has signed already stays as it is. Rejects with `RecordFailure`. */
  add(head: SignedHead): Promise<void>;
  /** All signed heads of a board, in order. */
  of(board: string): Promise<readonly SignedHead[]>;
}

export const createRecordHeads = (tables: Tables): RecordHeads => {
  const attempt = async <T>(work: () => T): Promise<T> => {
    try {
      return work();
    } catch (error) {
      throw asRecordFailure(error);
    }
  };
  const signedBy = (board: string, keyId: string): RecordHead | null =>
    tables
      .select({ seq: recordHead.seq, hash: recordHead.hash })
      .from(recordHead)
      .where(and(eq(recordHead.board, board), eq(recordHead.keyId, keyId)))
      .orderBy(desc(recordHead.seq))
      .limit(1)
      .get() ?? null;

  return {
    unsigned: (keyId) =>
      attempt(() =>
        tables
          .select({ board: recordEntry.board, seq: max(recordEntry.seq) })
          .from(recordEntry)
          .groupBy(recordEntry.board)
          .all()
          .map(({ board, seq }) => ({ board, seq: seq ?? 0, signed: signedBy(board, keyId) }))
          .filter(({ seq, signed }) => seq > (signed?.seq ?? 0)),
      ),
    lastSignedAt: (keyId) =>
      attempt(
        () =>
          tables
            .select({ at: max(recordHead.signedAt) })
            .from(recordHead)
            .where(eq(recordHead.keyId, keyId))
            .get()?.at ?? null,
      ),
    add: (head) =>
      attempt(() =>
        tables.transaction(
          () => {
            const { board, seq, hash, signedAt, keyId, signature } = head;
            const known = tables
              .select({ seq: recordHead.seq })
              .from(recordHead)
              .where(and(eq(recordHead.board, board), eq(recordHead.seq, seq), eq(recordHead.keyId, keyId)))
              .get();
            if (known === undefined)
              tables.insert(recordHead).values({ board, seq, hash, signedAt, keyId, signature }).run();
          },
          { behavior: 'immediate' },
        ),
      ),
    of: (board) =>
      attempt(() =>
        tables
          .select()
          .from(recordHead)
          .where(eq(recordHead.board, board))
          .orderBy(asc(recordHead.seq), asc(recordHead.signedAt))
          .all(),
      ),
  };
};
