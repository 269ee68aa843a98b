/**
 * Runs the client's core against a real document, socket and clock. The only place where they meet.
 */
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { systemClock } from '../clock.ts';
import type { Clock } from '../ports.ts';
import { SUBPROTOCOL } from '../wire/grammar.ts';
import type { SocketConstructor, SocketLike, SyncClient, SyncClientOptions, SyncState, Welcome } from './contract.ts';
import { ClientCore, type ClientEffect, type ClientInput, type TimerName } from './core.ts';

/** Cursors are sent at once, then at most this often. */
const PRESENCE_EVERY_MS = 33;

/** Begins to synchronise at once. */
export function createSyncClient(options: SyncClientOptions): SyncClient {
  return new RunningClient(options);
}

interface AwarenessChange {
  readonly added: readonly number[];
  readonly updated: readonly number[];
  readonly removed: readonly number[];
}

class RunningClient implements SyncClient {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  private readonly options: SyncClientOptions;
  private readonly clock: Clock;
  private readonly core: ClientCore;
  private readonly timers = new Map<TimerName, () => void>();
  private readonly inputs: ClientInput[] = [];
  private isBusy = false;
  private isDestroyed = false;
  private socket: SocketLike | null = null;
  private flushAsked = false;
  private lastPresenceMs = -PRESENCE_EVERY_MS;
  private cancelPresence: (() => void) | null = null;
  private waiters: (() => void)[] = [];

  constructor(options: SyncClientOptions) {
    this.options = options;
    this.doc = options.doc;
    this.clock = options.clock ?? systemClock;
    this.awareness = new Awareness(options.doc);
    this.core = new ClientCore({
      doc: options.doc,
      clock: this.clock,
      random: options.random ?? Math.random,
      epoch: options.epoch ?? null,
      unsent: options.unsent ?? 0,
    });
    this.doc.on('update', this.onDocUpdate);
    this.awareness.on('update', this.onAwarenessUpdate);
    this.dispatch({ kind: 'start' });
  }

  get state(): SyncState {
    return this.core.state;
  }
  get welcome(): Welcome | null {
    return this.core.welcome;
  }

  retryNow(): void {
    this.dispatch({ kind: 'retry-now' });
  }

  settled(): Promise<void> {
    if (this.isDestroyed || (this.core.isSettled && !this.flushAsked)) return Promise.resolve();
    return new Promise((resolve) => this.waiters.push(resolve));
  }

  destroy(): void {
    if (this.isDestroyed) return;
    // Tells the others that this client is gone, while there still is a connection.
    this.awareness.setLocalState(null);
    this.sendPresence();
    this.isDestroyed = true;
    this.cancelPresence?.();
    this.doc.off('update', this.onDocUpdate);
    this.awareness.off('update', this.onAwarenessUpdate);
    this.awareness.destroy();
    this.dispatch({ kind: 'stop' });
    this.wake();
  }

  private readonly onDocUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin === this) return;
    this.dispatch({ kind: 'edited', update, counted: !(this.options.isLoad?.(origin) ?? false) });
  };

  private readonly onAwarenessUpdate = ({ added, updated, removed }: AwarenessChange, origin: unknown): void => {
    const own = this.awareness.clientID;
    if (origin === this || ![added, updated, removed].some((clients) => clients.includes(own))) return;
    if (this.cancelPresence !== null) return;
    const waitMs = this.lastPresenceMs + PRESENCE_EVERY_MS - this.clock.monotonicMs();
    if (waitMs <= 0) return this.sendPresence();
    this.cancelPresence = this.clock.after(waitMs, () => this.sendPresence());
  };

  private sendPresence(): void {
    this.cancelPresence?.();
    this.cancelPresence = null;
    this.lastPresenceMs = this.clock.monotonicMs();
    if (!this.awareness.meta.has(this.awareness.clientID)) return;
    this.dispatch({ kind: 'presence', states: encodeAwarenessUpdate(this.awareness, [this.awareness.clientID]) });
  }

  /** One input after the other: an observer that edits while an update is applied waits for its turn. */
  private dispatch(input: ClientInput): void {
    this.inputs.push(input);
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      for (let next = this.inputs.shift(); next !== undefined; next = this.inputs.shift()) {
        for (const effect of this.core.handle(next)) this.carryOut(effect);
      }
    } finally {
      this.isBusy = false;
    }
    if (this.core.isSettled && !this.flushAsked) this.wake();
  }

  private carryOut(effect: ClientEffect): void {
    switch (effect.kind) {
      case 'connect':
        return this.connect();
      case 'send':
        return this.socket?.send(effect.frame as Uint8Array<ArrayBuffer>);
      case 'disconnect':
        return this.disconnect();
      case 'apply':
        return guarded(() => Y.applyUpdate(this.doc, effect.update, this));
      case 'apply-awareness':
        return guarded(() => applyAwarenessUpdate(this.awareness, effect.states, this));
      case 'forget-peers':
        return guarded(() => this.forgetPeers());
      case 'announce': {
        const state = this.awareness.getLocalState();
        if (state !== null) this.awareness.setLocalState(state);
        return;
      }
      case 'flush-soon':
        return this.flushSoon();
      case 'timer':
        this.timers.get(effect.timer)?.();
        this.timers.set(
          effect.timer,
          this.clock.after(effect.afterMs, () => this.dispatch({ kind: 'timer', timer: effect.timer })),
        );
        return;
      case 'cancel':
        this.timers.get(effect.timer)?.();
        this.timers.delete(effect.timer);
        return;
      case 'state':
        return guarded(() => this.options.onState?.(effect.state));
      case 'welcome':
        return guarded(() => this.options.onWelcome?.(effect.welcome));
      case 'draft':
        return guarded(() => this.options.onDraft?.(effect.draft, effect.refusal));
      case 'record':
        return guarded(() => this.options.onRecord?.(effect.entries));
    }
  }

  private forgetPeers(): void {
    const others = [...this.awareness.getStates().keys()].filter((client) => client !== this.awareness.clientID);
    removeAwarenessStates(this.awareness, others, this);
    // With the clock remembered, the same state would not be taken when it is sent again after the reconnect.
    for (const client of others) this.awareness.meta.delete(client);
  }

  /** All transactions of one task go into one frame. */
  private flushSoon(): void {
    if (this.flushAsked) return;
    this.flushAsked = true;
    queueMicrotask(() => {
      this.flushAsked = false;
      this.dispatch({ kind: 'flush' });
    });
  }

  private connect(): void {
    const Socket = this.options.WebSocketImpl ?? (globalThis.WebSocket as unknown as SocketConstructor);
    const socket = new Socket(this.options.url, [SUBPROTOCOL, ...(this.options.protocols ?? [])]);
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    // A socket that has been given up may still say something.
    const ifCurrent = (use: () => void) => (): void => {
      if (this.socket === socket) use();
    };
    socket.onopen = ifCurrent(() => this.dispatch({ kind: 'opened' }));
    socket.onmessage = (event) => ifCurrent(() => this.received(event.data))();
    socket.onclose = (event) =>
      ifCurrent(() => {
        this.socket = null;
        this.dispatch({ kind: 'closed', code: event.code });
      })();
    socket.onerror = () => {};
  }

  private received(data: unknown): void {
    if (data instanceof ArrayBuffer) this.dispatch({ kind: 'received', bytes: new Uint8Array(data) });
  }

  private disconnect(): void {
    const { socket } = this;
    this.socket = null;
    socket?.close(1000);
  }

  private wake(): void {
    const { waiters } = this;
    this.waiters = [];
    for (const resolve of waiters) resolve();
  }
}

/** A listener's fault is reported, but must not keep the client from doing its work. */
function guarded(run: () => void): void {
  try {
    run();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
