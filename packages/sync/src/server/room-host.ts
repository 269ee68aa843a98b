/**
 * Runs one room: loads it, feeds it, and carries out what it wants done. The only place where a room meets sockets,
 * timers and the log.
 */
import type * as Y from 'yjs';
import type { Limits } from '../limits.ts';
import { LogFailure, type Grant, type Principal } from '../ports.ts';
import { CLOSE, type CloseReason } from '../wire/close-codes.ts';
import type { BoardState, EditOutcome, HubOptions, Transport } from './contract.ts';
import type { ConnectionId, Failure, RoomEffect, RoomInput, Ticket } from './effects.ts';
import { failureOf, type Appender, type GroupCommit } from './group-commit.ts';
import { Room } from './room.ts';

/** A connection as its room's host sees it. */
export interface Guest {
  readonly id: ConnectionId;
  readonly sessionId: string;
  readonly own: boolean;
  readonly grant: () => Grant | null;
  readonly transport: Transport;
}

export interface HostOptions extends HubOptions {
  readonly limits: Limits;
  readonly defer: (task: () => void) => void;
  readonly commits: GroupCommit;
  /** The room cannot go on; the next one who asks loads it anew. */
  readonly onGone: () => void;
}

interface PendingEdit {
  readonly resolve: (outcome: EditOutcome) => void;
  readonly reject: (failure: LogFailure) => void;
}

export class RoomHost implements Appender {
  readonly board: string;
  private readonly options: HostOptions;
  private readonly guests = new Map<ConnectionId, Guest>();
  /** Inputs of guests who came before the room was loaded. */
  private early: RoomInput[] = [];
  private room: Room | null = null;
  private gone: LogFailure | null = null;
  private loading: Promise<void>;
  private readonly edits = new Map<Ticket, PendingEdit>();
  private readonly effects: RoomEffect[] = [];
  private running = false;
  private lastUsedMs: number;

  constructor(board: string, options: HostOptions) {
    this.board = board;
    this.options = options;
    this.lastUsedMs = options.clock.monotonicMs();
    this.loading = this.load((log) => {
      this.room = new Room(log, { ...options, board });
      const { early } = this;
      this.early = [];
      for (const input of early) this.deliver(input);
    });
  }

  // -- Connections

  admit(guest: Guest): void {
    const { id, sessionId, own, grant, transport } = guest;
    this.guests.set(id, guest);
    this.deliver({
      kind: 'connect',
      connection: id,
      sessionId,
      own,
      grant,
      bufferedBytes: () => transport.bufferedBytes(),
    });
  }

  deliver(input: RoomInput): void {
    if (this.gone !== null) return;
    if (this.room === null) {
      this.early.push(input);
      return;
    }
    this.lastUsedMs = this.options.clock.monotonicMs();
    this.run(this.room.handle(input));
  }

  get isLoading(): boolean {
    return this.room === null;
  }

  /** Ends everybody, those who still wait for the room included. */
  endAll(reason: CloseReason): void {
    for (const { id, transport } of this.guests.values()) {
      if (this.room === null) transport.close(reason);
      else this.deliver({ kind: 'end', connection: id, reason });
    }
    if (this.room === null) this.early = [];
  }

  sweep(): void {
    if (this.room === null) return;
    // A sweep is no use of the room.
    this.run(this.room.handle({ kind: 'sweep' }));
  }

  canBeEvicted(nowMs: number): boolean {
    const { room } = this;
    return (
      room !== null &&
      room.connectionCount === 0 &&
      room.isQuiet &&
      this.edits.size === 0 &&
      nowMs - this.lastUsedMs >= this.options.limits.evictAfterMs
    );
  }

  // -- The server's own business

  present(): readonly Principal[] {
    return this.room?.present() ?? [];
  }

  async read(): Promise<BoardState> {
    return (await this.ready()).read();
  }

  async view<T>(reader: (doc: Y.Doc, at: { readonly seq: number; readonly epoch: number }) => T): Promise<T> {
    const { value, effects } = (await this.ready()).view(reader);
    this.run(effects);
    return value;
  }

  async edit(principal: Principal, edit: (doc: Y.Doc) => void): Promise<EditOutcome> {
    const room = await this.ready();
    const { outcome, effects } = room.edit(principal, this.options.sessionIds(), edit);
    const done =
      outcome.kind === 'staged'
        ? new Promise<EditOutcome>((resolve, reject) => this.edits.set(outcome.ticket, { resolve, reject }))
        : Promise.resolve(outcome);
    this.run(effects);
    return done;
  }

  /** The room, loaded and not loading again. Rejects with `LogFailure`. */
  private async ready(): Promise<Room> {
    for (;;) {
      this.lastUsedMs = this.options.clock.monotonicMs();
      await this.loading;
      if (this.gone !== null) throw this.gone;
      if (this.room !== null && !this.room.isReloading) return this.room;
    }
  }

  // -- Loading

  private async load(use: (log: Awaited<ReturnType<HubOptions['log']['load']>>) => void): Promise<void> {
    const { log: updateLog, clock, logger } = this.options;
    const startMs = clock.monotonicMs();
    try {
      const log = await updateLog.load(this.board);
      use(log);
      logger({
        kind: 'room-loaded',
        board: this.board,
        updates: log.updates.length,
        tookMs: clock.monotonicMs() - startMs,
      });
    } catch (error) {
      this.fail(failureOf(error), error instanceof Error ? error : new Error(String(error)));
    }
  }

  private fail(failure: Failure, cause: Error): void {
    this.options.logger({ kind: 'load-failed', board: this.board, failure, detail: cause.message });
    if (this.room !== null) this.run(this.room.handle({ kind: 'load-failed', failure }));
    this.gone =
      cause instanceof LogFailure
        ? cause
        : new LogFailure('unavailable', `The board ${this.board} could not be loaded.`, { cause });
    const reason =
      failure === 'unknown-board' ? CLOSE.unknownBoard : failure === 'corrupt' ? CLOSE.parked : CLOSE.internal;
    for (const { transport } of this.guests.values()) transport.close(reason);
    this.guests.clear();
    for (const { reject } of this.edits.values()) reject(this.gone);
    this.edits.clear();
    this.options.onGone();
  }

  private reload(): void {
    this.loading = this.options.commits.settled().then(() => this.load((log) => this.deliver({ kind: 'loaded', log })));
  }

  // -- Effects

  /** Carries effects out in order; those that come up meanwhile wait for their turn. */
  private run(effects: readonly RoomEffect[]): void {
    this.effects.push(...effects);
    if (this.running) return;
    this.running = true;
    try {
      for (let effect = this.effects.shift(); effect !== undefined; effect = this.effects.shift())
        this.carryOut(effect);
    } finally {
      this.running = false;
    }
  }

  private carryOut(effect: RoomEffect): void {
    const { options } = this;
    switch (effect.kind) {
      case 'send':
        return this.guests.get(effect.connection)?.transport.send(effect.frame);
      case 'ping':
        return this.guests.get(effect.connection)?.transport.ping();
      case 'close': {
        const guest = this.guests.get(effect.connection);
        this.guests.delete(effect.connection);
        return guest?.transport.close(effect.reason);
      }
      case 'append':
        return options.commits.add(this, effect.ticket, effect.row);
      case 'withdraw':
        return options.commits.withdraw(this);
      case 'reload':
        return this.reload();
      case 'applied':
        return this.applied(effect.ticket, effect.seq, effect.principalId);
      case 'abandoned':
        return this.abandoned(effect.ticket, effect.failure);
      case 'awareness-later': {
        const due = (): void => this.deliver({ kind: 'awareness-due' });
        if (effect.afterMs === 0) options.defer(due);
        else options.clock.after(effect.afterMs, due);
        return;
      }
      case 'event':
        return options.logger(effect.event);
    }
  }

  private applied(ticket: Ticket, seq: number, principalId: string): void {
    this.edits.get(ticket)?.resolve({ kind: 'committed', seq });
    this.edits.delete(ticket);
    try {
      this.options.onCommitted?.(this.board, seq, principalId);
    } catch (error) {
      // A listener's fault must not keep the edit from the people in the room.
      this.options.logger({
        kind: 'callback-failed',
        board: this.board,
        detail: error instanceof Error ? error.message : String(error),
      });
    }
  }

  private abandoned(ticket: Ticket, failure: Failure | 'not-applied'): void {
    const kind = failure === 'unexpected' || failure === 'not-applied' ? 'unavailable' : failure;
    this.edits
      .get(ticket)
      ?.reject(new LogFailure(kind, `The edit of board ${this.board} was not stored (${failure}).`));
    this.edits.delete(ticket);
  }
}
