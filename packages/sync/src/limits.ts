/**
 * Every bound of the wire and of a room in one table, with its unit and its reason. A frame over a bound is refused
 * before anything is allocated for it; our own client splits its work to stay below.
 */
export const LIMITS = {
  /** Bytes of one WebSocket message from a client; the server sets `maxPayload` of `ws` to this. */
  maxFrameBytes: 256 * 1024,
  /** Structs in one update: about what 256 KB of small records holds; more would stall the event loop over 50 ms. */
  maxStructs: 8_000,
  /** Clock units (values, UTF-16 units of text, or deleted ones) that one update may add in all. */
  maxAdvance: 1_000_000,
  /** Highest clock of a client id: beyond 31 bits some encoders of Yjs lose precision. */
  maxClock: 2 ** 31 - 1,
  /** UTF-8 bytes of a root's name. */
  maxRootBytes: 128,
  /** UTF-8 bytes of a map key; row keys may end in a sentence. */
  maxKeyBytes: 4_096,
  /** Encoded bytes of one map value. */
  maxValueBytes: 64 * 1024,
  /** UTF-8 bytes of an XML node name. */
  maxNodeNameBytes: 64,
  /** Levels of arrays and objects inside one map value. */
  maxValueDepth: 16,
  /** Levels of shared types below a root; Yjs recurses over them when it deletes. */
  maxTypeDepth: 32,
  /** Text roots of one board. */
  maxTextRoots: 20_000,
  /** Live map values that one update may delete without replacing them: no single frame empties a board. */
  maxMapDeletes: 2_000,
  /** Units of text that one update may delete, nested ones counted once a level. */
  maxTextDeletes: 400_000,
  /** Entries of a state vector: one for each client id that ever wrote. */
  maxStateVectorEntries: 20_000,
  /** UTF-8 bytes of one awareness state before the server stamps it. */
  maxAwarenessBytes: 2_048,
  /** Entries of one awareness message; the published provider repeats those of others. */
  maxAwarenessEntries: 1_000,

  /** Token buckets of one connection: what it may burst, and what it regains each second. */
  byteBurst: 8 * 1024 * 1024,
  bytesPerSecond: 2 * 1024 * 1024,
  frameBurst: 2_000,
  framesPerSecond: 1_000,
  /** Sync steps 1 and awareness queries: each may cost the whole board. */
  syncStepBurst: 10,
  syncStepsPerSecond: 1,

  /** Bytes waiting for a slow reader before it is closed and synchronised again. */
  maxBufferedBytes: 4 * 1024 * 1024,
  /** Bytes waiting for a reader above which it gets no awareness: presence is what it can miss. */
  awarenessBufferedBytes: 256 * 1024,
  /** Bytes that a connection may send while its board is still loading. */
  maxWaitingBytes: 2 * 1024 * 1024,
  /** Bytes that all connections of a room may send while its log is read again. */
  maxHeldBytes: 16 * 1024 * 1024,
  /** The published provider gives up after 30 s without a message. */
  keepAliveMs: 20_000,
  /** A connection of which nothing was heard, not even a pong, is closed. */
  idleTimeoutMs: 45_000,
  /** A room without connections is forgotten after this. */
  evictAfterMs: 60_000,
  /** Rooms up to this many connections relay awareness at once, larger ones each `awarenessTickMs`. */
  awarenessAtOnceConnections: 15,
  awarenessTickMs: 40,
  /** How often connections are looked over: revoked within a second. */
  sweepMs: 1_000,
} as const;

export type Limits = { readonly [K in keyof typeof LIMITS]: number };
