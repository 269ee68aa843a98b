/**
 * The language of the room's core: what can happen to a room, and what it wants done. All plain data, so that a
 * conversation can be replayed and read.
 */
import type { Grant, LoadedLog, LogFailure, NewUpdate } from '../ports.ts';
import type { CloseReason } from '../wire/close-codes.ts';
import type { SyncEvent } from './contract.ts';

/** Number of a connection within its hub. */
export type ConnectionId = number;
/** Number of an append within its room; grows. */
export type Ticket = number;

/** Why the log did not do as asked. */
export type Failure = LogFailure['kind'] | 'unexpected';

export type RoomInput =
  | {
      readonly kind: 'connect';
      readonly connection: ConnectionId;
      readonly sessionId: string;
      /** Speaks our own protocol. */
      readonly own: boolean;
      readonly grant: () => Grant | null;
      readonly bufferedBytes: () => number;
    }
  | { readonly kind: 'frame'; readonly connection: ConnectionId; readonly bytes: Uint8Array }
  | { readonly kind: 'pong'; readonly connection: ConnectionId }
  /** The socket is gone. */
  | { readonly kind: 'disconnect'; readonly connection: ConnectionId }
  /** The server ends a connection. */
  | { readonly kind: 'end'; readonly connection: ConnectionId; readonly reason: CloseReason }
  /** Appends in the order in which they were asked for, with the log's sequence numbers. */
  | { readonly kind: 'committed'; readonly commits: readonly { readonly ticket: Ticket; readonly seq: number }[] }
  /** Nothing of what is staged will be committed; after `unexpected` parts of it may be in the log all the same. */
  | { readonly kind: 'commit-failed'; readonly failure: Failure }
  /** The log as asked for by `reload`. */
  | { readonly kind: 'loaded'; readonly log: LoadedLog }
  | { readonly kind: 'load-failed'; readonly failure: Failure }
  /** Durable entries of the board's record, for our own clients. */
  | { readonly kind: 'record'; readonly entries: Uint8Array }
  /** Once a second. */
  | { readonly kind: 'sweep' }
  /** The delay asked for by `awareness-later` is over. */
  | { readonly kind: 'awareness-due' };

export type RoomEffect =
  | { readonly kind: 'send'; readonly connection: ConnectionId; readonly frame: Uint8Array }
  | { readonly kind: 'close'; readonly connection: ConnectionId; readonly reason: CloseReason }
  | { readonly kind: 'ping'; readonly connection: ConnectionId }
  | { readonly kind: 'append'; readonly ticket: Ticket; readonly row: NewUpdate }
  /** Committed and applied. */
  | { readonly kind: 'applied'; readonly ticket: Ticket; readonly seq: number; readonly principalId: string }
  /** Will never be applied. */
  | {
      readonly kind: 'abandoned';
      readonly ticket: Ticket;
      readonly failure: Failure | 'not-applied';
    }
  /** Appends that were not begun must not be any more. */
  | { readonly kind: 'withdraw' }
  /** The document cannot be trusted any more: once no append is under way, load the log and hand it in as `loaded`. */
  | { readonly kind: 'reload' }
  | { readonly kind: 'awareness-later'; readonly afterMs: number }
  | { readonly kind: 'event'; readonly event: SyncEvent };
