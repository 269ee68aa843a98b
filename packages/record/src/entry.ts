/**
 * One entry of the record: what somebody said or did, stamped by the server with identity and time, and chained to the
 * entry before it. Knows no kind; what a payload holds is `kinds/`.
 */

/** What the first entry of a board has in the place of a predecessor's hash. */
export const FIRST_PREV_HASH = '0'.repeat(64);

export interface Entry<P = unknown> {
  readonly board: string;
  /** Position in the board's record, from 1, without gaps. */
  readonly seq: number;
  /** Given by whoever sends the command (128 random bits), so that a retry is harmless. */
  readonly id: string;
  readonly kind: string;
  /** Principal id, from the authenticated connection only. */
  readonly actor: string;
  /** Server time, ISO 8601 UTC with milliseconds. */
  readonly at: string;
  readonly payload: P;
  /** Lower-case hex SHA-256 of the entry before; `FIRST_PREV_HASH` for the first. */
  readonly prevHash: string;
  /** Lower-case hex SHA-256 over the canonical JSON of everything else. */
  readonly hash: string;
}

/** An entry before it has a place. */
export type NewEntry<P = unknown> = Omit<Entry<P>, 'board' | 'seq' | 'prevHash' | 'hash'>;

export interface RecordHead {
  readonly seq: number;
  readonly hash: string;
}

/** Where entries are kept. Every method may take its time; none changes or removes what is there. */
export interface RecordLog {
  /**
   * Adds entries at the end in one transaction. One whose id is on the board already is not added again: the answer
   * holds the entry that is there, or, where kind, actor or payload differ, nothing is added (`conflict`). Rejects with
   * `RecordFailure`, and with `entryHash`'s error on what JSON cannot say.
   */
  append(board: string, entries: readonly NewEntry[]): Promise<readonly Entry[]>;
  /** Entries after `seq`, in order, at most `limit`; their hashes and links hold. */
  since(board: string, seq: number, limit: number): Promise<readonly Entry[]>;
  /** The entry with this id; null when the board has none. */
  find(board: string, id: string): Promise<Entry | null>;
  head(board: string): Promise<RecordHead | null>;
}

/** Storing or reading the record failed; nothing was added. */
export class RecordFailure extends Error {
  override readonly name = 'RecordFailure';
  readonly kind: 'full' | 'corrupt' | 'unavailable' | 'unknown-board' | 'conflict';

  constructor(kind: RecordFailure['kind'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}
