/**
 * What the process that owns the sockets gives to the hub and gets from it. No socket library, no storage and no
 * domain knowledge here.
 */
import type * as Y from 'yjs';
import type { Limits } from '../limits.ts';
import type { Clock, Grant, LogFailure, Principal, RootList, UpdateLog } from '../ports.ts';
import type { CloseReason } from '../wire/close-codes.ts';
import type { RefusalCode } from '../wire/refusals.ts';

/** One open socket. No method may throw; all are harmless after the socket has closed. */
export interface Transport {
  /** Sends one binary message. The bytes may be shared with other connections: never write into them. */
  send(frame: Uint8Array): void;
  /** Closes with this code and name; frees the socket within a second even if the other side is silent. */
  close(reason: CloseReason): void;
  /** Sends a WebSocket ping; its pong comes back through `HubConnection.pong`. */
  ping(): void;
  /** Bytes handed to `send` that have not left the process. */
  bufferedBytes(): number;
}

export interface ConnectRequest {
  readonly board: string;
  /** Called for every frame and once a second; null means that access has been revoked. */
  readonly grant: () => Grant | null;
  /** What the handshake agreed on: `chartroom.v1` for our own client, anything else speaks the y-websocket protocol only. */
  readonly subprotocol: string | null;
  readonly transport: Transport;
}

export interface HubConnection {
  readonly sessionId: string;
  /** One binary message from the socket, at most `maxFrameBytes`. */
  receive(frame: Uint8Array): void;
  /** A pong (or ping) arrived. */
  pong(): void;
  /** The socket is gone. */
  closed(): void;
  /** Ends this connection from the server's side, e.g. after sign-out. */
  end(reason: CloseReason): void;
}

export type SyncEvent =
  | { readonly kind: 'room-loaded'; readonly board: string; readonly updates: number; readonly tookMs: number }
  | { readonly kind: 'room-evicted'; readonly board: string }
  | { readonly kind: 'room-reloaded'; readonly board: string; readonly skippedSeqs: readonly number[] }
  | { readonly kind: 'callback-failed'; readonly board: string; readonly detail: string }
  | { readonly kind: 'room-broken'; readonly board: string; readonly cause: string }
  | {
      readonly kind: 'load-failed';
      readonly board: string;
      readonly failure: LogFailure['kind'] | 'unexpected';
      readonly detail: string;
    }
  | {
      readonly kind: 'append-failed';
      readonly boards: readonly string[];
      readonly failure: LogFailure['kind'] | 'unexpected';
      readonly detail: string;
    }
  | {
      readonly kind: 'edit-refused';
      readonly board: string;
      readonly principalId: string;
      readonly sessionId: string;
      readonly code: RefusalCode;
      readonly detail: string;
    }
  | {
      readonly kind: 'frame-malformed';
      readonly board: string;
      readonly principalId: string;
      readonly sessionId: string;
      readonly detail: string;
    }
  | {
      readonly kind: 'awareness-dropped';
      readonly board: string;
      readonly principalId: string;
      readonly sessionId: string;
      readonly detail: string;
    }
  | {
      readonly kind: 'connection-opened' | 'connection-lost';
      readonly board: string;
      readonly principalId: string;
      readonly sessionId: string;
    }
  | {
      readonly kind: 'connection-closed';
      readonly board: string;
      readonly principalId: string;
      readonly sessionId: string;
      readonly code: number;
      readonly reason: string;
    };

export interface HubOptions {
  readonly log: UpdateLog;
  readonly clock: Clock;
  /** The roots that a document may have. */
  readonly roots: RootList;
  /** Version of the document's schema, told to our own client in the welcome. */
  readonly documentVersion: number;
  /** SHA-256 as lower-case hex. */
  readonly sha256: (bytes: Uint8Array) => string;
  /** A new session id with 128 random bits. */
  readonly sessionIds: () => string;
  readonly logger: (event: SyncEvent) => void;
  /** After an edit is durable and applied; in order of `seq` for each board. */
  readonly onCommitted?: (board: string, seq: number, principalId: string) => void;
  /** Runs a task after the current burst of input, so that one commit holds all of it: `setImmediate` in Node. Default: `clock.after(0)`. */
  readonly defer?: (task: () => void) => void;
  readonly limits?: Partial<Limits>;
}

export interface BoardState {
  readonly seq: number;
  readonly epoch: number;
  /** The whole document as one Yjs update (V1). */
  readonly update: Uint8Array;
}

export type EditOutcome =
  | { readonly kind: 'committed'; readonly seq: number }
  | { readonly kind: 'unchanged'; readonly seq: number }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly detail: string };

export interface Hub {
  /** Never throws and never waits: frames received while the board loads are kept in order. An unknown board closes with its code. */
  connect(request: ConnectRequest): HubConnection;
  /**
   * An edit by the server on behalf of a principal, as one update under a fresh client id, through the same
   * append, apply and fan-out. `edit` runs on a scratch copy. Exempt from the bounds of size, not from those of shape.
   * Rejects with `LogFailure` when it could not be stored.
   */
  edit(board: string, principal: Principal, edit: (doc: Y.Doc) => void): Promise<EditOutcome>;
  /** The committed document and the sequence number that it stands at. Rejects with `LogFailure`. */
  read(board: string): Promise<BoardState>;
  /** Like `read` without a copy: `reader` sees the live document, must be synchronous and must not write, observe or keep it. */
  view<T>(board: string, reader: (doc: Y.Doc, at: { readonly seq: number; readonly epoch: number }) => T): Promise<T>;
  /**
   * Tells our own clients on this board about entries of its record, as a JSON array in UTF-8; foreign ones hear nothing.
   * The entries must be durable. Connections that still wait for the board get them after their welcome.
   */
  pushRecord(board: string, entries: Uint8Array): void;
  /** One entry a principal with an open connection. */
  present(board: string): readonly Principal[];
  /** Stops accepting, stores and acknowledges what has arrived, closes everybody with `restart`. */
  close(): Promise<void>;
}
