/** WebSockets between our clients and a hub, in memory, each way with a delay on the fake clock. */
import type { SocketConstructor, SocketLike } from '../../src/client/contract.ts';
import type { Clock, Grant } from '../../src/ports.ts';
import type { Hub, HubConnection } from '../../src/server/contract.ts';
import type { CloseReason } from '../../src/wire/close-codes.ts';
import { SUBPROTOCOL } from '../../src/wire/grammar.ts';

export interface WireOptions {
  /** Null when the server is down. */
  readonly hub: () => Hub | null;
  readonly clock: Clock;
  readonly grant: () => Grant | null;
  readonly board: string;
  readonly delayMs?: () => number;
  /** Sees every frame; `from` is the sender. */
  readonly tap?: (from: 'client' | 'server', frame: Uint8Array) => void;
}

export interface Wire {
  readonly Socket: SocketConstructor;
  /** Cuts the open connection, as a broken network does, or with a code; nothing under way arrives. */
  cut(code?: number): void;
  /** From now on nothing arrives in either direction, and nobody is told. */
  freeze(): void;
  readonly isOpen: boolean;
}

interface Link {
  cut(code: number): void;
  frozen: boolean;
  open: boolean;
}

export function createWire({ hub, clock, grant, board, delayMs = () => 0, tap }: WireOptions): Wire {
  let current: Link | null = null;

  class MemorySocket implements SocketLike {
    binaryType = 'arraybuffer';
    protocol = SUBPROTOCOL;
    onopen: SocketLike['onopen'] = null;
    onmessage: SocketLike['onmessage'] = null;
    onclose: SocketLike['onclose'] = null;
    onerror: SocketLike['onerror'] = null;
    private server: HubConnection | null = null;
    private state: 'connecting' | 'open' | 'closed' = 'connecting';
    /** Nothing under way arrives any more. */
    private lost = false;
    private readonly link: Link;
    /** Delays never let one frame overtake another. */
    private readonly lastAtMs = { up: 0, down: 0 };

    constructor() {
      const link: Link = { cut: (code) => this.finish(code), frozen: false, open: false };
      this.link = link;
      current = link;
      this.later('down', () => this.open());
    }

    private later(way: 'up' | 'down', task: () => void): void {
      const at = Math.max(this.lastAtMs[way], clock.monotonicMs() + delayMs());
      this.lastAtMs[way] = at;
      clock.after(at - clock.monotonicMs(), () => {
        if (!this.link.frozen && (this.state !== 'closed' || (way === 'up' && !this.lost))) task();
      });
    }

    private open(): void {
      const target = hub();
      if (target === null) return this.finish(1006);
      this.state = 'open';
      this.link.open = true;
      this.onopen?.({});
      this.server = target.connect({
        board,
        grant,
        subprotocol: SUBPROTOCOL,
        transport: {
          send: (frame) => {
            tap?.('server', frame);
            this.later('down', () => this.onmessage?.({ data: new Uint8Array(frame).buffer }));
          },
          close: (reason: CloseReason) => this.later('down', () => this.finish(reason.code)),
          ping: () => this.later('down', () => this.later('up', () => this.server?.pong())),
          bufferedBytes: () => 0,
        },
      });
    }

    private finish(code: number): void {
      if (this.state === 'closed') return;
      this.state = 'closed';
      this.lost = true;
      this.link.open = false;
      this.server?.closed();
      this.onclose?.({ code });
    }

    send(bytes: Uint8Array): void {
      if (this.state !== 'open') return;
      tap?.('client', bytes);
      const copy = new Uint8Array(bytes);
      this.later('up', () => this.server?.receive(copy));
    }

    close(): void {
      if (this.state === 'closed') return;
      this.state = 'closed';
      this.link.open = false;
      // What was sent before still arrives.
      const at = Math.max(this.lastAtMs.up, clock.monotonicMs());
      clock.after(at - clock.monotonicMs(), () => this.server?.closed());
    }
  }

  return {
    Socket: MemorySocket as unknown as SocketConstructor,
    cut: (code = 1006) => current?.cut(code),
    freeze: () => {
      if (current !== null) current.frozen = true;
    },
    get isOpen() {
      return current?.open ?? false;
    },
  };
}
