/**
 * The wire as a byte grammar: every frame is its tag (unsigned varints) and then its fields in this order, nothing
 * after them. `uint` is a lib0 varint, `bool` one varint 0 or 1, `string` UTF-8 and `bytes` raw, both with a varint
 * length before them. Tags 0, 1 and 3 are y-websocket's; tags from 64 on are ours and never reach a foreign client.
 */
export type FieldType = 'uint' | 'bool' | 'string' | 'bytes';

export interface FrameSpec {
  readonly tag: readonly number[];
  readonly from: 'both' | 'server';
  /** `own`: only between this server and clients that agreed on the subprotocol. */
  readonly audience: 'any' | 'own';
  readonly fields: Readonly<Record<string, FieldType>>;
}

/** Grows whenever the grammar changes; a test holds the hash of each version. */
export const PROTOCOL_VERSION = 1;
/** The WebSocket subprotocol of our own client. */
export const SUBPROTOCOL = 'chartroom.v1';

export const GRAMMAR = {
  /** "This is what I have; send me the rest." */
  syncStep1: { tag: [0, 0], from: 'both', audience: 'any', fields: { stateVector: 'bytes' } },
  /** The answer to a step 1; from a client it is an edit. */
  syncStep2: { tag: [0, 1], from: 'both', audience: 'any', fields: { update: 'bytes' } },
  /** An edit. */
  update: { tag: [0, 2], from: 'both', audience: 'any', fields: { update: 'bytes' } },
  /** States of client ids: count, then for each client id, clock and JSON. */
  awareness: { tag: [1], from: 'both', audience: 'any', fields: { states: 'bytes' } },
  queryAwareness: { tag: [3], from: 'both', audience: 'any', fields: {} },

  /** Who and where the client is; first frame of a connection, repeated when the grant changes. */
  welcome: {
    tag: [64],
    from: 'server',
    audience: 'own',
    fields: {
      board: 'string',
      principalId: 'string',
      principalKind: 'string',
      principalName: 'string',
      principalFunction: 'string',
      role: 'string',
      mayWrite: 'bool',
      protocolVersion: 'uint',
      documentVersion: 'uint',
      epoch: 'uint',
      seq: 'uint',
    },
  },
  /** The first `upTo` edit frames (steps 2 and updates) of this connection are durable; the log stands at `seq`. */
  acknowledgement: { tag: [65], from: 'server', audience: 'own', fields: { upTo: 'uint', seq: 'uint' } },
  /** The `frame`-th edit frame of this connection was not taken, and none after it will be; 0 when it was no edit. */
  refusal: { tag: [66], from: 'server', audience: 'own', fields: { frame: 'uint', code: 'string', message: 'string' } },
  keepAlive: { tag: [67], from: 'server', audience: 'own', fields: {} },
  /** Entries of the board's record as they are stored, from the welcome on: a JSON array in UTF-8, opaque to this package. */
  record: { tag: [68], from: 'server', audience: 'own', fields: { entries: 'bytes' } },
} as const satisfies Record<string, FrameSpec>;

export type FrameType = keyof typeof GRAMMAR;
interface Values {
  readonly uint: number;
  readonly bool: boolean;
  readonly string: string;
  readonly bytes: Uint8Array;
}
export type FrameOf<T extends FrameType> = { readonly type: T } & {
  readonly [F in keyof (typeof GRAMMAR)[T]['fields']]: (typeof GRAMMAR)[T]['fields'][F] extends FieldType
    ? Values[(typeof GRAMMAR)[T]['fields'][F]]
    : never;
};
export type Frame = { [T in FrameType]: FrameOf<T> }[FrameType];
