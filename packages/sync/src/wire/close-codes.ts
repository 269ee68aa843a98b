/**
 * Every way a connection ends: its code, its meaning and whether trying again can help.
 * The published y-websocket provider treats 4400 to 4499 as final and retries everything else, so permanent
 * refusals stay inside that range and transient ones outside it.
 */
export interface CloseReason {
  readonly code: number;
  readonly name: string;
  readonly meaning: string;
  readonly retry: 'never' | 'backoff' | 'soon';
}

const reason = (code: number, name: string, retry: CloseReason['retry'], meaning: string): CloseReason => ({
  code,
  name,
  retry,
  meaning,
});

export const CLOSE = {
  normal: reason(1000, 'normal', 'never', 'The client left.'),
  restart: reason(1012, 'restart', 'soon', 'The server is restarting; everything acknowledged is stored.'),
  overloaded: reason(1013, 'overloaded', 'backoff', 'Too many frames in too short a time.'),
  tooBig: reason(1009, 'too-big', 'backoff', 'A frame was larger than the limit.'),
  internal: reason(1011, 'internal', 'backoff', 'The board had to be reloaded from the log.'),
  slowConsumer: reason(
    4301,
    'slow-consumer',
    'soon',
    'The connection could not keep up; it is synchronised again from the start.',
  ),
  idle: reason(4302, 'idle', 'soon', 'Nothing was heard for 45 seconds.'),
  storage: reason(4303, 'storage', 'backoff', 'The edit could not be stored; it is kept by the client and sent again.'),
  malformed: reason(4400, 'malformed', 'never', 'A frame could not be decoded or broke the rules of the document.'),
  unauthenticated: reason(4401, 'unauthenticated', 'never', 'The session is not valid any more.'),
  forbidden: reason(4403, 'forbidden', 'never', 'No access to this board.'),
  unknownBoard: reason(4404, 'unknown-board', 'never', 'There is no such board.'),
  readOnly: reason(4405, 'read-only', 'never', 'This connection may read the board but not edit it.'),
  staleEpoch: reason(
    4409,
    'stale-epoch',
    'never',
    'The board was restored or migrated; unsent edits are kept as a draft.',
  ),
  clientIdTaken: reason(4410, 'client-id-taken', 'never', 'The client id belongs to somebody else.'),
  parked: reason(4423, 'parked', 'never', 'The board is out of service until an administrator has looked at it.'),
  /** Reserved: edits are held by the client while the charter is in review. */
  held: reason(4425, 'held-while-in-review', 'never', 'The charter is in review; edits are held.'),
} as const satisfies Record<string, CloseReason>;

export type CloseName = keyof typeof CLOSE;

const BY_CODE: ReadonlyMap<number, CloseReason> = new Map(Object.values(CLOSE).map((entry) => [entry.code, entry]));

/** The table's entry for a code; codes that are not in it are final within 4400 to 4499 and transient elsewhere. */
export function closeReason(code: number): CloseReason {
  const known = BY_CODE.get(code);
  if (known !== undefined) return known;
  if (code >= 4400 && code <= 4499) return reason(code, 'refused', 'never', 'The server refused the connection.');
  return reason(code, 'connection-lost', 'backoff', 'The connection was lost.');
}
