/**
 * The core of our own client, free of effects: what happens goes in, what is to be done comes out. It reads the
 * document but never writes it. Knows no sockets and no timers.
 */
import * as Y from 'yjs';
import type { Clock } from '../ports.ts';
import { CLOSE, closeReason, type CloseReason } from '../wire/close-codes.ts';
import { decodeFrame, encodeFrame } from '../wire/frames.ts';
import { PROTOCOL_VERSION, type Frame, type FrameOf } from '../wire/grammar.ts';
import { retryDelayMs } from './backoff.ts';
import type { Refused, SyncState, Welcome } from './contract.ts';
import { missingUpdate } from './missing.ts';
import { Outbox } from './outbox.ts';

export type TimerName = 'retry' | 'attempt' | 'silence';

export type ClientInput =
  | { readonly kind: 'start' }
  | { readonly kind: 'opened' }
  | { readonly kind: 'received'; readonly bytes: Uint8Array }
  | { readonly kind: 'closed'; readonly code: number }
  /** A transaction on the document that did not come from the server. */
  | { readonly kind: 'edited'; readonly update: Uint8Array; readonly counted: boolean }
  /** The end of the burst for which `flush-soon` asked. */
  | { readonly kind: 'flush' }
  /** The own awareness state, encoded. */
  | { readonly kind: 'presence'; readonly states: Uint8Array }
  | { readonly kind: 'timer'; readonly timer: TimerName }
  | { readonly kind: 'retry-now' }
  | { readonly kind: 'stop' };

export type ClientEffect =
  | { readonly kind: 'connect' }
  | { readonly kind: 'send'; readonly frame: Uint8Array }
  /** Closes the socket; no `closed` comes for it. */
  | { readonly kind: 'disconnect' }
  | { readonly kind: 'apply'; readonly update: Uint8Array }
  | { readonly kind: 'apply-awareness'; readonly states: Uint8Array }
  /** Others are out of sight. */
  | { readonly kind: 'forget-peers' }
  /** Hand in the own awareness state anew, with a higher clock. */
  | { readonly kind: 'announce' }
  | { readonly kind: 'flush-soon' }
  | { readonly kind: 'timer'; readonly timer: TimerName; readonly afterMs: number }
  | { readonly kind: 'cancel'; readonly timer: TimerName }
  | { readonly kind: 'state'; readonly state: SyncState }
  | { readonly kind: 'welcome'; readonly welcome: Welcome }
  | { readonly kind: 'draft'; readonly draft: Uint8Array; readonly refusal: Refused }
  | { readonly kind: 'record'; readonly entries: Uint8Array };

export interface CoreOptions {
  readonly doc: Y.Doc;
  readonly clock: Pick<Clock, 'nowMs' | 'monotonicMs'>;
  readonly random: () => number;
  readonly epoch: number | null;
  readonly unsent: number;
}

/** Time for a handshake. */
const ATTEMPT_MS = 10_000;
/** The server says something each 20 s. */
const SILENCE_MS = 35_000;
const SILENCE_CHECK_MS = 5_000;
/** Peers forget a state after 30 s; a sleeping tab renews it when the server wakes it. */
const RENEW_MS = 15_000;

type Phase = 'new' | 'waiting' | 'connecting' | 'syncing' | 'online' | 'ended';

export class ClientCore {
  private readonly options: CoreOptions;
  private readonly outbox: Outbox;
  private phase: Phase = 'new';
  private epoch: number | null;
  private attempts = 0;
  private offlineSinceMs: number | null = null;
  private retryAtMs: number | null = null;
  private lastReason: CloseReason | null = null;
  private lastHeardMs = 0;
  private lastPresenceMs = 0;
  /** Sync step 2 of this connection, until the server's step 1 has been answered. */
  private serverUpdate: Uint8Array | null = null;
  /** The document holds something that this connection's sync step 2 may not have brought. */
  private hasOwn = false;
  private effects: ClientEffect[] = [];
  welcome: Welcome | null = null;
  state: SyncState;

  constructor(options: CoreOptions) {
    this.options = options;
    this.epoch = options.epoch;
    this.outbox = new Outbox(options.unsent);
    this.state = { kind: 'connecting', unsent: options.unsent };
  }

  /** Everything local is on the server, or never will be. */
  get isSettled(): boolean {
    return this.phase === 'ended' || (this.phase === 'online' && this.outbox.isEmpty);
  }

  handle(input: ClientInput): readonly ClientEffect[] {
    if (this.phase !== 'ended') {
      this.dispatch(input);
      this.updateState();
    }
    const { effects } = this;
    this.effects = [];
    return effects;
  }

  private dispatch(input: ClientInput): void {
    switch (input.kind) {
      case 'start':
        return this.connect();
      case 'opened':
        return this.opened();
      case 'received':
        return this.received(input.bytes);
      case 'closed':
        return this.lost(closeReason(input.code));
      case 'edited':
        return this.edited(input.update, input.counted);
      case 'flush':
        return this.flush();
      case 'presence':
        return this.presence(input.states);
      case 'timer':
        return this.timer(input.timer);
      case 'retry-now':
        if (this.phase === 'waiting') this.connect();
        return;
      case 'stop':
        this.flush();
        this.disconnect();
        this.phase = 'ended';
    }
  }

  // -- Connection

  private connect(): void {
    this.emit({ kind: 'cancel', timer: 'retry' });
    this.phase = 'connecting';
    this.retryAtMs = null;
    this.emit({ kind: 'timer', timer: 'attempt', afterMs: ATTEMPT_MS });
    this.emit({ kind: 'connect' });
  }

  private opened(): void {
    this.phase = 'syncing';
    this.emit({ kind: 'cancel', timer: 'attempt' });
    this.lastHeardMs = this.options.clock.monotonicMs();
    this.emit({ kind: 'timer', timer: 'silence', afterMs: SILENCE_CHECK_MS });
    this.outbox.restart();
    this.serverUpdate = null;
    this.send({ type: 'syncStep1', stateVector: Y.encodeStateVector(this.options.doc) });
    this.emit({ kind: 'announce' });
  }

  private lost(reason: CloseReason): void {
    this.disconnect();
    const { clock, random } = this.options;
    // Whoever signs in again goes on with the same document: it is kept until that is asked for.
    if (reason.code === CLOSE.unauthenticated.code) {
      this.wait(reason);
      this.retryAtMs = null;
      return;
    }
    if (reason.retry === 'never')
      return this.refuse({ code: reason.name, message: reason.meaning }, this.outbox.unsent > 0);
    this.attempts++;
    const delayMs = retryDelayMs(reason.retry, this.attempts, random());
    this.wait(reason);
    this.retryAtMs = clock.nowMs() + delayMs;
    this.emit({ kind: 'timer', timer: 'retry', afterMs: delayMs });
  }

  private wait(reason: CloseReason): void {
    this.phase = 'waiting';
    this.lastReason = reason;
    this.offlineSinceMs ??= this.options.clock.nowMs();
  }

  private disconnect(): void {
    for (const timer of ['retry', 'attempt', 'silence'] as const) this.emit({ kind: 'cancel', timer });
    this.emit({ kind: 'disconnect' });
    this.emit({ kind: 'forget-peers' });
  }

  private timer(timer: TimerName): void {
    switch (timer) {
      case 'retry':
        if (this.phase === 'waiting') this.connect();
        return;
      case 'attempt':
        if (this.phase === 'connecting') this.lost(closeReason(1006));
        return;
      case 'silence':
        if (this.phase !== 'syncing' && this.phase !== 'online') return;
        if (this.options.clock.monotonicMs() - this.lastHeardMs >= SILENCE_MS) return this.lost(closeReason(1006));
        return this.emit({ kind: 'timer', timer: 'silence', afterMs: SILENCE_CHECK_MS });
    }
  }

  // -- Frames

  private received(bytes: Uint8Array): void {
    const now = this.options.clock.monotonicMs();
    this.lastHeardMs = now;
    const decoded = decodeFrame(bytes);
    if (decoded.kind === 'malformed') return this.lost(closeReason(1002));
    // A newer server may say more than this client knows.
    if (decoded.kind === 'unknown') return;
    this.frame(decoded.frame);
    const isUp = this.phase === 'syncing' || this.phase === 'online';
    if (isUp && now - this.lastPresenceMs >= RENEW_MS) this.emit({ kind: 'announce' });
  }

  private frame(frame: Frame): void {
    switch (frame.type) {
      case 'welcome':
        return this.welcomed(frame);
      case 'syncStep2':
        this.hasOwn ||= this.options.doc.store.clients.size > 0;
        this.serverUpdate ??= frame.update;
        return this.emit({ kind: 'apply', update: frame.update });
      case 'update':
        return this.emit({ kind: 'apply', update: frame.update });
      case 'syncStep1':
        return this.answer(frame.stateVector);
      case 'acknowledgement':
        return this.outbox.acknowledge(frame.upTo);
      case 'refusal':
        return this.refuse({ code: frame.code, message: frame.message }, true);
      case 'awareness':
        return this.emit({ kind: 'apply-awareness', states: frame.states });
      case 'queryAwareness':
        return this.emit({ kind: 'announce' });
      case 'record':
        return this.emit({ kind: 'record', entries: frame.entries });
      case 'keepAlive':
        return;
    }
  }

  private welcomed(frame: FrameOf<'welcome'>): void {
    const { principalId, principalKind, principalName, principalFunction, type: _, ...rest } = frame;
    if (frame.protocolVersion !== PROTOCOL_VERSION) {
      return this.refuse(
        { code: 'protocol', message: 'This page is of another version than the server; load it again.' },
        this.outbox.unsent > 0,
      );
    }
    if (this.epoch !== null && this.epoch !== frame.epoch) {
      const { name, meaning } = CLOSE.staleEpoch;
      return this.refuse({ code: name, message: meaning }, this.options.doc.store.clients.size > 0);
    }
    this.epoch = frame.epoch;
    this.welcome = {
      ...rest,
      principal: { id: principalId, kind: principalKind, name: principalName, function: principalFunction },
    };
    this.emit({ kind: 'welcome', welcome: this.welcome });
  }

  /** The server has sent all it has and says where it stands: it gets what it lacks, and from then on every edit. */
  private answer(stateVector: Uint8Array): void {
    if (this.phase !== 'syncing' || this.serverUpdate === null || this.welcome === null)
      return this.lost(closeReason(1002));
    const missing = this.hasOwn ? missingUpdate(this.options.doc, stateVector, this.serverUpdate) : null;
    this.serverUpdate = null;
    if (missing !== null && !this.welcome.mayWrite) return this.refuseReadOnly();
    this.phase = 'online';
    this.attempts = 0;
    this.offlineSinceMs = null;
    this.lastReason = null;
    this.sendAll(this.outbox.cover(missing));
  }

  // -- Edits and presence

  private edited(update: Uint8Array, counted: boolean): void {
    this.hasOwn = true;
    this.outbox.add(update, counted);
    if (this.phase !== 'online') return;
    if (this.welcome?.mayWrite === false) return this.refuseReadOnly();
    this.emit({ kind: 'flush-soon' });
  }

  private flush(): void {
    if (this.phase === 'online') this.sendAll(this.outbox.flush());
  }

  private presence(states: Uint8Array): void {
    this.lastPresenceMs = this.options.clock.monotonicMs();
    if (this.phase === 'syncing' || this.phase === 'online') this.send({ type: 'awareness', states });
  }

  // -- The end

  private refuseReadOnly(): void {
    this.refuse({ code: 'read-only', message: CLOSE.readOnly.meaning }, true);
  }

  private refuse(refusal: Refused, hasDraft: boolean): void {
    this.disconnect();
    this.phase = 'ended';
    const draft = hasDraft ? Y.encodeStateAsUpdate(this.options.doc) : null;
    this.setState({ kind: 'refused', refusal, draft });
    if (draft !== null) this.emit({ kind: 'draft', draft, refusal });
  }

  // -- State

  private updateState(): void {
    if (this.phase === 'ended') return;
    const state = this.currentState();
    if (!sameState(state, this.state)) this.setState(state);
  }

  private setState(state: SyncState): void {
    this.state = state;
    this.emit({ kind: 'state', state });
  }

  private currentState(): SyncState {
    const { unsent } = this.outbox;
    if (this.phase === 'online') {
      // Edits under way when the grant ended are acknowledged or refused; until then nothing is known.
      if (unsent > 0) return { kind: 'saving', unsent };
      return this.welcome?.mayWrite === false
        ? { kind: 'read-only', reason: CLOSE.readOnly.meaning }
        : { kind: 'synced' };
    }
    if (this.offlineSinceMs === null) return { kind: 'connecting', unsent };
    return {
      kind: 'offline',
      unsent,
      sinceMs: this.offlineSinceMs,
      retryAtMs: this.retryAtMs,
      reason: this.lastReason,
    };
  }

  private send(frame: Frame): void {
    this.emit({ kind: 'send', frame: encodeFrame(frame) });
  }
  private sendAll(frames: readonly Uint8Array[]): void {
    for (const frame of frames) this.emit({ kind: 'send', frame });
  }
  private emit(effect: ClientEffect): void {
    this.effects.push(effect);
  }
}

const sameState = (a: SyncState, b: SyncState): boolean => {
  const keys = Object.keys(a) as (keyof SyncState)[];
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
};
