/**
 * What the room needs from outside, as asynchronous ports: a durable log of updates, a clock, and the grant that says
 * what a connection may do. No implementation and no domain knowledge here.
 */

/** Who an edit is attributed to. Ids carry 128 random bits. */
export interface Principal {
  readonly id: string;
  readonly kind: 'visitor' | 'user' | 'token' | 'server';
  readonly name: string;
  /** Plant function: OPS, QUA, IT or OTHER; opaque to this package. */
  readonly function: string;
}

/** What a connection may do right now. Read for every frame, never remembered from the handshake. */
export interface Grant {
  readonly principal: Principal;
  readonly role: 'facilitator' | 'contributor' | 'commenter' | 'viewer';
  readonly mayWrite: boolean;
  /** Grows with each change of the grant. */
  readonly version: number;
}

export interface NewUpdate {
  readonly board: string;
  readonly epoch: number;
  readonly principalId: string;
  /** The Yjs client id that wrote most of the update; null when it only deletes. */
  readonly clientId: number | null;
  readonly sessionId: string;
  /** Server time, milliseconds since 1970 UTC. */
  readonly receivedAtMs: number;
  readonly update: Uint8Array;
  /** SHA-256 of `update`, lower-case hex. */
  readonly hash: string;
  /** Client ids that this update uses for the first time on this board; bound to `principalId` in the same transaction. */
  readonly newClientIds: readonly number[];
}

export interface LoggedUpdate extends Omit<NewUpdate, 'newClientIds'> {
  /** Position in the board's log, from 1, without gaps. */
  readonly seq: number;
}

export interface LoadedLog {
  readonly epoch: number;
  readonly updates: readonly LoggedUpdate[];
  /** Client id -> principal id. */
  readonly bindings: ReadonlyMap<number, string>;
}

export interface UpdateLog {
  /**
   * Appends all rows, of one or several boards, in one durable transaction (all or none) and resolves with their
   * sequence numbers in order. Rejects with `LogFailure` when nothing was stored.
   */
  append(rows: readonly NewUpdate[]): Promise<readonly number[]>;
  /** The whole log of a board in order. Rejects with `LogFailure` (`unknown-board`, `corrupt` when a row's hash does not match, `unavailable`). */
  load(board: string): Promise<LoadedLog>;
  /** Rows after `seq`, at most `limit`. */
  since(board: string, seq: number, limit: number): Promise<readonly LoggedUpdate[]>;
}

export class LogFailure extends Error {
  readonly kind: 'unknown-board' | 'corrupt' | 'full' | 'unavailable' | 'binding-taken';
  constructor(kind: LogFailure['kind'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LogFailure';
    this.kind = kind;
  }
}

export interface Clock {
  /** Milliseconds since 1970 UTC. */
  nowMs(): number;
  /** Monotonic milliseconds. */
  monotonicMs(): number;
  /** Runs `task` once after `delayMs`; returns a cancel function. */
  after(delayMs: number, task: () => void): () => void;
}

/** The roots that a document of this kind may have; given by the caller, since this package knows no schema. */
export interface RootList {
  readonly maps: ReadonlySet<string>;
  /** Roots that are XML fragments (long texts). */
  isText(root: string): boolean;
}
