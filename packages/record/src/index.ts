/**
 * The record: what people said, decided and signed, as ordered, hash-chained entries that only the server writes.
 * So far only the port and the shape of an entry; kinds, projections and `may` come with the record itself.
 */
export interface Entry {
  readonly board: string;
  /** Position in the board's record, from 1, without gaps. */
  readonly seq: number;
  readonly id: string;
  readonly kind: string;
  /** Principal id, from the authenticated connection only. */
  readonly actor: string;
  /** Server time, ISO 8601 UTC. */
  readonly at: string;
  readonly payload: unknown;
  /** Lower-case hex SHA-256. */
  readonly prevHash: string;
  readonly hash: string;
}

export interface RecordLog {
  append(board: string, entry: Omit<Entry, 'board' | 'seq' | 'prevHash' | 'hash'>): Promise<Entry>;
  since(board: string, seq: number, limit: number): Promise<readonly Entry[]>;
  head(board: string): Promise<{ readonly seq: number; readonly hash: string } | null>;
}

/** What the charter takes from the record. Until a record exists every part of it is null: not known, never invented. */
export interface RecordProjection {
  readonly recordSeq: number;
}
