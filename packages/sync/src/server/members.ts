/**
 * The connections of one room: who is here, what is sent to them, who has to go. Collects the room's effects. Knows
 * nothing of documents.
 */
import type { Limits } from '../limits.ts';
import type { Grant, Principal } from '../ports.ts';
import { encodeAwareness, type AwarenessEntry } from '../wire/awareness-states.ts';
import { CLOSE, type CloseReason } from '../wire/close-codes.ts';
import { encodeFrame } from '../wire/frames.ts';
import type { Bindings } from './bindings.ts';
import { Connection, type ConnectionStart } from './connection.ts';
import type { SyncEvent } from './contract.ts';
import type { ConnectionId, RoomEffect } from './effects.ts';
import { Presence } from './presence.ts';

export interface MembersOptions {
  readonly board: string;
  readonly limits: Limits;
  readonly monotonicMs: () => number;
  readonly bindings: () => Bindings;
  /** The frame that tells our own client who and where it is. */
  readonly welcome: (grant: Grant) => Uint8Array;
}

const KEEP_ALIVE = encodeFrame({ type: 'keepAlive' });
/** For a foreign client an awareness message that says nothing. */
const FOREIGN_KEEP_ALIVE = encodeFrame({ type: 'awareness', states: encodeAwareness([]) });

export class Members {
  private readonly options: MembersOptions;
  private readonly connections = new Map<ConnectionId, Connection>();
  private readonly presence: Presence;
  private awarenessAsked = false;
  private effects: RoomEffect[] = [];

  constructor(options: MembersOptions) {
    this.options = options;
    this.presence = new Presence(options.limits.maxAwarenessBytes);
  }

  get count(): number {
    return this.connections.size;
  }
  get(id: ConnectionId): Connection | undefined {
    return this.connections.get(id);
  }
  /** A copy: closing some meanwhile does not disturb the iteration. */
  all(): readonly Connection[] {
    return [...this.connections.values()];
  }
  /** One entry a principal. */
  principals(): readonly Principal[] {
    return [...new Map(this.all().map(({ principal }) => [principal.id, principal] as const)).values()];
  }

  takeEffects(): readonly RoomEffect[] {
    const { effects } = this;
    this.effects = [];
    for (const connection of this.connections.values()) connection.sendingBytes = 0;
    return effects;
  }
  emit(effect: RoomEffect): void {
    this.effects.push(effect);
  }
  event(event: SyncEvent): void {
    this.emit({ kind: 'event', event });
  }
  /** How events name a connection. */
  named(connection: Connection): { readonly board: string; readonly principalId: string; readonly sessionId: string } {
    return { board: this.options.board, principalId: connection.principal.id, sessionId: connection.sessionId };
  }

  join(start: ConnectionStart): void {
    const grant = start.grant();
    if (grant === null) return this.emit({ kind: 'close', connection: start.id, reason: CLOSE.forbidden });
    const connection = new Connection(start, grant, this.options.limits, this.options.monotonicMs());
    this.connections.set(connection.id, connection);
    this.event({ kind: 'connection-opened', ...this.named(connection) });
    if (connection.own) this.send(connection, this.options.welcome(grant));
    if (this.presence.all().length > 0) this.sendStates(connection);
  }

  /** The socket is gone. */
  left(connection: Connection): void {
    this.forget(connection);
    this.event({ kind: 'connection-lost', ...this.named(connection) });
  }

  close(connection: Connection, reason: CloseReason): void {
    if (!this.connections.has(connection.id)) return;
    this.forget(connection);
    this.emit({ kind: 'close', connection: connection.id, reason });
    this.event({ kind: 'connection-closed', ...this.named(connection), code: reason.code, reason: reason.name });
  }

  /** Sends in order; a reader that is too far behind is closed instead, to synchronise again. */
  send(connection: Connection, frame: Uint8Array): void {
    if (!this.connections.has(connection.id)) return;
    const waiting = connection.bufferedBytes() + connection.sendingBytes;
    if (waiting > 0 && waiting + frame.length > this.options.limits.maxBufferedBytes)
      return this.close(connection, CLOSE.slowConsumer);
    connection.sendingBytes += frame.length;
    connection.lastSentMs = this.options.monotonicMs();
    this.emit({ kind: 'send', connection: connection.id, frame });
  }

  /** Foreign clients do not know this frame. */
  sendRecord(entries: Uint8Array): void {
    const frame = encodeFrame({ type: 'record', entries });
    for (const connection of this.all()) if (connection.own) this.send(connection, frame);
  }

  /** Once a second: access revoked or changed, silence, slow readers, signs of life. */
  sweep(): void {
    const now = this.options.monotonicMs();
    for (const connection of this.all()) this.lookAfter(connection, now);
  }

  private lookAfter(connection: Connection, now: number): void {
    const { limits } = this.options;
    const grant = connection.grant();
    if (grant === null) return this.close(connection, CLOSE.forbidden);
    if (now - connection.lastHeardMs >= limits.idleTimeoutMs) return this.close(connection, CLOSE.idle);
    if (connection.bufferedBytes() > limits.maxBufferedBytes) return this.close(connection, CLOSE.slowConsumer);
    if (grant.version !== connection.grantVersion) {
      connection.grantVersion = grant.version;
      connection.principal = grant.principal;
      if (connection.own) this.send(connection, this.options.welcome(grant));
    }
    // Three chances for a pong before the connection counts as dead.
    if (now - Math.max(connection.lastHeardMs, connection.lastPingMs) >= limits.idleTimeoutMs / 3) {
      connection.lastPingMs = now;
      this.emit({ kind: 'ping', connection: connection.id });
    }
    if (now - connection.lastSentMs >= limits.keepAliveMs - limits.sweepMs) {
      this.send(connection, connection.own ? KEEP_ALIVE : FOREIGN_KEEP_ALIVE);
    }
  }

  // -- Awareness

  sendStates(connection: Connection): void {
    this.send(connection, encodeFrame({ type: 'awareness', states: encodeAwareness(this.presence.all()) }));
  }

  acceptStates(connection: Connection, entries: readonly AwarenessEntry[]): void {
    const dropped = this.presence.accept(connection, entries, this.options.bindings());
    if (dropped !== null) this.event({ kind: 'awareness-dropped', ...this.named(connection), detail: dropped });
    this.askForAwareness();
  }

  relayAwareness(): void {
    this.awarenessAsked = false;
    const news = this.presence.takeNews();
    if (news.length === 0) return;
    const frame = encodeFrame({ type: 'awareness', states: encodeAwareness(news) });
    // A client ignores its own state that comes back, since its clock is not ahead: one frame serves all.
    for (const connection of this.all()) {
      if (connection.bufferedBytes() <= this.options.limits.awarenessBufferedBytes) this.send(connection, frame);
    }
  }

  private askForAwareness(): void {
    if (this.awarenessAsked || !this.presence.hasNews) return;
    this.awarenessAsked = true;
    const { awarenessAtOnceConnections, awarenessTickMs } = this.options.limits;
    this.emit({ kind: 'awareness-later', afterMs: this.count <= awarenessAtOnceConnections ? 0 : awarenessTickMs });
  }

  private forget(connection: Connection): void {
    this.connections.delete(connection.id);
    this.presence.leave(connection, this.options.bindings());
    this.askForAwareness();
  }
}
