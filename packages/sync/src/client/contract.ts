/**
 * What a screen or a script sees of the synchronisation of one document. Runs in browsers and Node.
 */
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { Clock } from '../ports.ts';
import type { CloseReason } from '../wire/close-codes.ts';
import type { RefusalCode } from '../wire/refusals.ts';

/** What the server says of this connection: at its start and again whenever the grant changes. */
export interface Welcome {
  readonly board: string;
  readonly principal: { readonly id: string; readonly kind: string; readonly name: string; readonly function: string };
  readonly role: string;
  readonly mayWrite: boolean;
  readonly protocolVersion: number;
  readonly documentVersion: number;
  readonly epoch: number;
  /** Of the last update in the log when the welcome was sent. */
  readonly seq: number;
}

/** `unsent` counts local transactions that are not yet acknowledged as durable. */
export type SyncState =
  /** Never synchronised yet. */
  | { readonly kind: 'connecting'; readonly unsent: number }
  /** Everything here is stored on the server, and everything there is here. */
  | { readonly kind: 'synced' }
  | { readonly kind: 'saving'; readonly unsent: number }
  /**
   * `retryAtMs` is null while an attempt runs, and after the reason `unauthenticated`, when it waits for `retryNow`;
   * `reason` is null when the network gave none.
   */
  | {
      readonly kind: 'offline';
      readonly unsent: number;
      readonly sinceMs: number;
      readonly retryAtMs: number | null;
      readonly reason: CloseReason | null;
    }
  | { readonly kind: 'read-only'; readonly reason: string }
  /** Final: this document will not be synchronised any more. `draft` holds it when it has edits that the server lacks. */
  | { readonly kind: 'refused'; readonly refusal: Refused; readonly draft: Uint8Array | null };

export interface Refused {
  /** A code of an edit's refusal, or the name of the close reason. */
  readonly code: RefusalCode | (string & {});
  /** For people: what happened. */
  readonly message: string;
}

export interface SocketLike {
  binaryType: string;
  readonly protocol: string;
  onopen: ((event: unknown) => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: { readonly code: number }) => void) | null;
  onerror: ((event: unknown) => void) | null;
  send(bytes: Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
}
export type SocketConstructor = new (url: string, protocols: string[]) => SocketLike;

export interface SyncClientOptions {
  /** `ws://host/sync/<board>` */
  readonly url: string;
  readonly doc: Y.Doc;
  /** Asked for beside `chartroom.v1`, e.g. `chartroom.token.<secret>`. */
  readonly protocols?: readonly string[];
  /** Default: the global WebSocket. */
  readonly WebSocketImpl?: SocketConstructor;
  readonly clock?: Clock;
  /** Uniform in [0, 1); for the jitter of reconnects. */
  readonly random?: () => number;
  /** Epoch that the local copy was made in; null or absent when there is none. Another epoch on the server refuses this document. */
  readonly epoch?: number | null;
  /** Transactions with such an origin are loaded, not made: they are sent if the server lacks them, but not counted. */
  readonly isLoad?: (origin: unknown) => boolean;
  /** Local transactions of earlier sessions that the document holds and that were not acknowledged then, as the last state said. */
  readonly unsent?: number;
  readonly onState?: (state: SyncState) => void;
  readonly onWelcome?: (welcome: Welcome) => void;
  /** The document with edits that the server will not take, as a Yjs update: offer it for download, then start afresh with a new document. */
  readonly onDraft?: (draft: Uint8Array, refusal: Refused) => void;
  /** Entries of the record that were stored since the welcome, as a JSON array in UTF-8; earlier ones are asked for elsewhere. */
  readonly onRecord?: (entries: Uint8Array) => void;
}

export interface SyncClient {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly state: SyncState;
  readonly welcome: Welcome | null;
  /** Try now, e.g. on the browser's `online` event. Does nothing when connected or refused. */
  retryNow(): void;
  /** Resolves when everything local is acknowledged, or when the client is refused or destroyed. */
  settled(): Promise<void>;
  /** Says goodbye and stops for good. The document stays. */
  destroy(): void;
}
