/** A hub on a fake clock, with people who connect to it in memory. */
import { createHash } from 'node:crypto';
import type * as Y from 'yjs';
import type { Grant, Principal, RootList, UpdateLog } from '../../src/ports.ts';
import type { Hub, HubConnection, HubOptions, SyncEvent, Transport } from '../../src/server/contract.ts';
import { createHub } from '../../src/server/hub.ts';
import { createMemoryLog, type MemoryLog } from '../../src/server/memory-log.ts';
import type { CloseReason } from '../../src/wire/close-codes.ts';
import { FakeClock } from './fake-clock.ts';

export const BOARD = 'board-1';
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const ROOTS: RootList = {
  maps: new Set(['meta', 'step', 'system', 'role']),
  isText: (root) => /^text:[a-z0-9]{1,8}:note$/.test(root),
};

export const principal = (name: string): Principal => ({ id: `p-${name}`, kind: 'visitor', name, function: 'OPS' });
export const grantOf = (who: Principal, more: Partial<Grant> = {}): Grant => ({
  principal: who,
  role: 'contributor',
  mayWrite: true,
  version: 1,
  ...more,
});

/** The server's end of a connection, recorded. */
export class RecordingTransport implements Transport {
  readonly sent: Uint8Array[] = [];
  closedWith: CloseReason | null = null;
  pings = 0;
  buffered = 0;
  send(frame: Uint8Array): void {
    this.sent.push(frame);
  }
  close(reason: CloseReason): void {
    this.closedWith ??= reason;
  }
  ping(): void {
    this.pings++;
  }
  bufferedBytes(): number {
    return this.buffered;
  }
  take(): readonly Uint8Array[] {
    return this.sent.splice(0);
  }
}

export interface Bench {
  readonly hub: Hub;
  readonly clock: FakeClock;
  readonly log: MemoryLog;
  readonly events: SyncEvent[];
}

export function bench(
  more: Partial<HubOptions> = {},
  log: MemoryLog = createMemoryLog(),
  clock = new FakeClock(),
): Bench {
  log.create(BOARD);
  const events: SyncEvent[] = [];
  let sessions = 0;
  const hub = createHub({
    log,
    clock,
    roots: ROOTS,
    documentVersion: 1,
    sha256,
    sessionIds: () => `s-${++sessions}`,
    logger: (event) => events.push(event),
    ...more,
  });
  return { hub, clock, log, events };
}

export interface RawConnection extends HubConnection {
  readonly transport: RecordingTransport;
}
export function connectRaw(hub: Hub, who: string | (() => Grant | null), own = true, board = BOARD): RawConnection {
  const transport = new RecordingTransport();
  const grant = typeof who === 'string' ? () => grantOf(principal(who)) : who;
  const connection = hub.connect({ board, grant, subprotocol: own ? 'chartroom.v1' : null, transport });
  return Object.assign(connection, { transport });
}

/** A log whose appends wait until the test lets them go or fail. */
export class HeldLog implements UpdateLog {
  readonly inner: MemoryLog;
  readonly held: { readonly boards: readonly string[]; release: () => Promise<void>; fail: (error: Error) => void }[] =
    [];
  constructor(inner: MemoryLog) {
    this.inner = inner;
  }
  append(rows: Parameters<UpdateLog['append']>[0]): Promise<readonly number[]> {
    return new Promise((resolve, reject) => {
      this.held.push({
        boards: rows.map(({ board }) => board),
        release: async () => resolve(await this.inner.append(rows)),
        fail: reject,
      });
    });
  }
  load(board: string): ReturnType<UpdateLog['load']> {
    return this.inner.load(board);
  }
  since(board: string, seq: number, limit: number): ReturnType<UpdateLog['since']> {
    return this.inner.since(board, seq, limit);
  }
}

/** The content of a document as plain data. */
export function content(doc: Y.Doc): unknown {
  const maps = [...ROOTS.maps].map((name) => [name, doc.getMap(name).toJSON()] as const);
  const texts = [...doc.share.keys()].filter((name) => ROOTS.isText(name)).sort();
  return {
    ...Object.fromEntries(maps.filter(([, value]) => Object.keys(value).length > 0)),
    ...Object.fromEntries(
      texts.map((name) => [name, doc.getXmlFragment(name).toString()] as const).filter(([, text]) => text !== ''),
    ),
  };
}
