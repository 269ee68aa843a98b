/**
 * The core of one board's room, free of effects: inputs in, effects out. Its one invariant: an update is appended and
 * committed before it is applied, applied before it is acknowledged or shown. Knows no sockets, timers or storage.
 */
import type * as Y from 'yjs';
import type { Limits } from '../limits.ts';
import type { Clock, LoadedLog, Principal, RootList } from '../ports.ts';
import { decodeAwareness } from '../wire/awareness-states.ts';
import { CLOSE, type CloseReason } from '../wire/close-codes.ts';
import { decodeFrame, encodeFrame } from '../wire/frames.ts';
import type { Frame } from '../wire/grammar.ts';
import { REFUSALS, type RefusalCode } from '../wire/refusals.ts';
import { isStateVector } from '../wire/state-vector.ts';
import { BoardDocument, type Sender, type Staged } from './board-document.ts';
import type { Admitted } from './admission.ts';
import type { Connection } from './connection.ts';
import type { BoardState } from './contract.ts';
import type { ConnectionId, Failure, RoomEffect, RoomInput, Ticket } from './effects.ts';
import { Holding } from './holding.ts';
import { Members } from './members.ts';
import type { ApplyUpdate } from './replay.ts';
import { refusalFrame, welcomeFrame } from './room-frames.ts';

export interface RoomOptions {
  readonly board: string;
  readonly roots: RootList;
  readonly documentVersion: number;
  readonly limits: Limits;
  readonly clock: Pick<Clock, 'nowMs' | 'monotonicMs'>;
  readonly sha256: (bytes: Uint8Array) => string;
  /** For tests of what happens when it fails. */
  readonly apply?: ApplyUpdate;
}

export type ServerEdit =
  | { readonly kind: 'staged'; readonly ticket: Ticket }
  | { readonly kind: 'unchanged'; readonly seq: number }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly detail: string };

const CLOSE_FOR_FAILURE: Readonly<Record<Failure, CloseReason>> = {
  'unknown-board': CLOSE.unknownBoard,
  corrupt: CLOSE.parked,
  full: CLOSE.storage,
  unavailable: CLOSE.storage,
  'binding-taken': CLOSE.storage,
  unexpected: CLOSE.storage,
};

export class Room {
  private readonly options: RoomOptions;
  private readonly document: BoardDocument;
  private readonly members: Members;
  private readonly holding: Holding;
  /** The edit that broke the document. */
  private suspect: Ticket | null = null;

  constructor(log: LoadedLog, options: RoomOptions) {
    const { board, limits, clock } = options;
    this.options = options;
    this.holding = new Holding(limits.maxHeldBytes);
    this.document = new BoardDocument(log, { ...options, nowMs: () => clock.nowMs() });
    this.members = new Members({
      board,
      limits,
      monotonicMs: () => clock.monotonicMs(),
      bindings: () => this.document.bindings,
      welcome: (grant) => {
        const { epoch, seq } = this.document;
        return welcomeFrame(grant, { board, documentVersion: options.documentVersion, epoch, seq });
      },
    });
  }

  get connectionCount(): number {
    return this.members.count;
  }
  get isReloading(): boolean {
    return this.holding.isOn;
  }
  /** Nothing is under way. */
  get isQuiet(): boolean {
    return !this.document.hasStaged && !this.holding.isOn;
  }
  present(): readonly Principal[] {
    return this.members.principals();
  }
  read(): BoardState {
    const { seq, epoch, firstSync } = this.document;
    return { seq, epoch, update: firstSync.update() };
  }

  /** Lets `reader` see the live document. When it wrote into it, the effects ask for a reload. */
  view<T>(reader: (doc: Y.Doc, at: { readonly seq: number; readonly epoch: number }) => T): {
    readonly value: T;
    readonly effects: readonly RoomEffect[];
  } {
    const { value, wrote } = this.document.view(reader);
    if (wrote) this.reload('a reader wrote into the document');
    return { value, effects: this.members.takeEffects() };
  }

  /** An edit by the server; exempt from the bounds of size. Not while `isReloading`. */
  edit(
    principal: Principal,
    sessionId: string,
    edit: (doc: Y.Doc) => void,
  ): { readonly outcome: ServerEdit; readonly effects: readonly RoomEffect[] } {
    const admission = this.document.admit(this.document.editOnCopy(edit), { principalId: principal.id, trusted: true });
    const outcome = ((): ServerEdit => {
      switch (admission.kind) {
        case 'nothing-new':
          return { kind: 'unchanged', seq: this.document.seq };
        case 'refused':
          return admission;
        case 'admitted':
          return {
            kind: 'staged',
            ticket: this.append(admission, { principalId: principal.id, sessionId, connection: null, editFrame: 0 }),
          };
      }
    })();
    return { outcome, effects: this.members.takeEffects() };
  }

  handle(input: RoomInput): readonly RoomEffect[] {
    const held = this.holding.take(input);
    if (held === 'passes') this.dispatch(input);
    else if (held === 'full' && input.kind === 'frame') {
      this.withMember(input.connection, (connection) => this.members.close(connection, CLOSE.overloaded));
    }
    return this.members.takeEffects();
  }

  private dispatch(input: RoomInput): void {
    switch (input.kind) {
      case 'connect':
        return this.members.join({ ...input, id: input.connection });
      case 'frame':
        return this.withMember(input.connection, (connection) => this.receive(connection, input.bytes));
      case 'pong':
        return this.withMember(input.connection, (connection) => {
          connection.lastHeardMs = this.options.clock.monotonicMs();
        });
      case 'disconnect':
        return this.withMember(input.connection, (connection) => this.members.left(connection));
      case 'end':
        return this.withMember(input.connection, (connection) => this.members.close(connection, input.reason));
      case 'committed':
        return this.committed(input.commits);
      case 'commit-failed':
        return this.commitFailed(input.failure);
      case 'loaded':
        return this.reloaded(input.log);
      case 'load-failed':
        return this.loadFailed(input.failure);
      case 'record':
        return this.members.sendRecord(input.entries);
      case 'sweep':
        return this.members.sweep();
      case 'awareness-due':
        return this.members.relayAwareness();
    }
  }

  private withMember(id: ConnectionId | null, use: (connection: Connection) => void): void {
    const connection = id === null ? undefined : this.members.get(id);
    if (connection !== undefined) use(connection);
  }

  // -- Frames

  private receive(connection: Connection, bytes: Uint8Array): void {
    const { limits, clock } = this.options;
    const now = clock.monotonicMs();
    connection.lastHeardMs = now;
    if (bytes.length > limits.maxFrameBytes) return this.members.close(connection, CLOSE.tooBig);
    if (!connection.frames.take(1, now) || !connection.bytes.take(bytes.length, now))
      return this.members.close(connection, CLOSE.overloaded);
    const grant = connection.grant();
    if (grant === null) return this.members.close(connection, CLOSE.forbidden);
    const decoded = decodeFrame(bytes);
    switch (decoded.kind) {
      case 'malformed':
        return this.malformed(connection, decoded.detail);
      case 'unknown':
        return this.malformed(connection, `unknown frame type ${decoded.tag}`);
      case 'frame':
        return this.frame(connection, decoded.frame, grant.mayWrite);
    }
  }

  private frame(connection: Connection, frame: Frame, mayWrite: boolean): void {
    switch (frame.type) {
      case 'syncStep1':
        return this.step1(connection, frame.stateVector, mayWrite);
      case 'syncStep2':
      case 'update':
        return this.clientEdit(connection, frame.update, mayWrite);
      case 'awareness': {
        const entries = decodeAwareness(frame.states, this.options.limits.maxAwarenessEntries);
        if (entries === null) return this.malformed(connection, 'unreadable awareness');
        return this.members.acceptStates(connection, entries);
      }
      case 'queryAwareness':
        if (this.paysForSync(connection)) this.members.sendStates(connection);
        return;
      case 'welcome':
      case 'acknowledgement':
      case 'refusal':
      case 'keepAlive':
      case 'record':
        return this.malformed(connection, `a client sent ${frame.type}`);
    }
  }

  private malformed(connection: Connection, detail: string): void {
    this.members.event({ kind: 'frame-malformed', ...this.members.named(connection), detail });
    if (connection.own) this.members.send(connection, refusalFrame(0, 'malformed'));
    this.members.close(connection, CLOSE.malformed);
  }

  private step1(connection: Connection, stateVector: Uint8Array, mayWrite: boolean): void {
    if (!this.paysForSync(connection)) return;
    if (!isStateVector(stateVector, this.options.limits.maxStateVectorEntries))
      return this.malformed(connection, 'unreadable state vector');
    const { firstSync } = this.document;
    this.members.send(connection, firstSync.answer(stateVector));
    if (connection.subscribed) return;
    connection.subscribed = true;
    // Our own client also learns from it whether it has edits that it may not send.
    if (mayWrite || connection.own) this.members.send(connection, firstSync.step1());
  }

  private paysForSync(connection: Connection): boolean {
    const pays = connection.syncSteps.take(1, this.options.clock.monotonicMs());
    if (!pays) this.members.close(connection, CLOSE.overloaded);
    return pays;
  }

  // -- Edits

  private clientEdit(connection: Connection, update: Uint8Array, mayWrite: boolean): void {
    const editFrame = connection.countEdit();
    if (connection.forked) return;
    const principalId = connection.principal.id;
    const admission = this.document.admit(update, { principalId, trusted: false });
    switch (admission.kind) {
      case 'refused':
        return this.refuse(connection, editFrame, admission.code, admission.detail);
      case 'nothing-new': {
        // It may be known from an edit that is not durable yet.
        const last = this.document.lastTicket;
        if (last === null) this.acknowledge(connection);
        else connection.awaits(editFrame, last);
        return;
      }
      case 'admitted': {
        if (!mayWrite) return this.refuse(connection, editFrame, 'read-only', 'an edit without permission to write');
        connection.gapsInARow = 0;
        const sender = { principalId, sessionId: connection.sessionId, connection: connection.id, editFrame };
        connection.awaits(editFrame, this.append(admission, sender));
      }
    }
  }

  private append(admitted: Admitted, sender: Sender): Ticket {
    const { ticket, row } = this.document.stage(admitted, sender);
    this.members.emit({ kind: 'append', ticket, row });
    return ticket;
  }

  private refuse(connection: Connection, editFrame: number, code: RefusalCode, detail: string): void {
    this.members.event({ kind: 'edit-refused', ...this.members.named(connection), code, detail });
    if (!connection.own) return this.refuseForeign(connection, code);
    connection.fork(editFrame);
    this.members.send(connection, refusalFrame(editFrame, code));
  }

  /**
   * A foreign client cannot be told. A gap may be harmless (two tabs of one browser feed each other faster than the
   * server hears of it), so it is asked for what the server lacks, a few times; anything else ends the connection.
   */
  private refuseForeign(connection: Connection, code: RefusalCode): void {
    if (code !== 'gap' || !connection.mayHaveGap()) return this.members.close(connection, REFUSALS[code].close);
    if (this.paysForSync(connection)) this.members.send(connection, this.document.firstSync.step1());
  }

  private acknowledge(connection: Connection): void {
    const upTo = connection.takeAcknowledgement();
    if (upTo !== null && connection.own) {
      this.members.send(connection, encodeFrame({ type: 'acknowledgement', upTo, seq: this.document.seq }));
    }
  }

  private acknowledgeUpTo(ticket: Ticket): void {
    for (const connection of this.members.all()) {
      connection.reached(ticket);
      this.acknowledge(connection);
    }
  }

  private fanOut(update: Uint8Array, except: ConnectionId | null): void {
    let frame: Uint8Array | null = null;
    for (const connection of this.members.all()) {
      if (!connection.subscribed || connection.id === except) continue;
      frame ??= encodeFrame({ type: 'update', update });
      this.members.send(connection, frame);
    }
  }

  // -- Commits

  private committed(commits: readonly { readonly ticket: Ticket; readonly seq: number }[]): void {
    let reached: Ticket | null = null;
    for (const { ticket, seq } of commits) {
      // While the log is loaded again, the reload will find these in it.
      if (this.holding.isOn) break;
      const commit = this.document.commit(ticket, seq);
      if (commit.kind === 'ignored') continue;
      if (commit.kind === 'broken') {
        this.suspect = commit.staged?.ticket ?? null;
        this.reload(commit.cause);
        break;
      }
      const { admitted, connection, principalId } = commit.staged;
      this.fanOut(admitted.update, connection);
      this.members.emit({ kind: 'applied', ticket, seq, principalId });
      reached = ticket;
    }
    if (reached !== null) this.acknowledgeUpTo(reached);
  }

  private commitFailed(failure: Failure): void {
    this.members.emit({ kind: 'withdraw' });
    // The log may hold parts of it, or binds client ids differently: only reading it again tells.
    if (failure === 'unexpected' || failure === 'binding-taken') return this.reload(`an append failed: ${failure}`);
    const everybody = failure === 'unknown-board' || failure === 'corrupt';
    this.lose(this.document.abandon(), failure);
    if (everybody)
      for (const connection of this.members.all()) this.members.close(connection, CLOSE_FOR_FAILURE[failure]);
  }

  /** These edits are not stored: their authors keep them, and send them again when they are back. */
  private lose(lost: readonly Staged[], failure: Failure): void {
    for (const { ticket, connection } of lost) {
      this.members.emit({ kind: 'abandoned', ticket, failure });
      this.withMember(connection, (member) => this.members.close(member, CLOSE_FOR_FAILURE[failure]));
    }
  }

  // -- Loading again

  private reload(cause: string): void {
    if (this.holding.isOn) return;
    this.holding.start();
    this.members.emit({ kind: 'withdraw' });
    this.members.event({ kind: 'room-broken', board: this.options.board, cause });
    this.members.emit({ kind: 'reload' });
  }

  private reloaded(log: LoadedLog): void {
    const { found, lost, missed, skippedSeqs, epochChanged } = this.document.reopen(log);
    this.members.event({ kind: 'room-reloaded', board: this.options.board, skippedSeqs });
    if (epochChanged) for (const connection of this.members.all()) this.members.close(connection, CLOSE.staleEpoch);
    for (const row of missed) this.fanOut(row.update, null);
    for (const { staged, seq, applied } of found) {
      if (applied) this.members.emit({ kind: 'applied', ticket: staged.ticket, seq, principalId: staged.principalId });
      else this.setAside(staged);
    }
    this.lose(lost, 'unexpected');
    // Whoever has an edit that is neither found nor applied is closed by now.
    const last = found.findLast(({ applied }) => applied);
    if (last !== undefined) this.acknowledgeUpTo(last.staged.ticket);
    this.closeSuspect(found.find(({ staged }) => staged.ticket === this.suspect)?.staged);
    this.suspect = null;
    for (const input of this.holding.release()) this.dispatch(input);
  }

  /** The log has the edit, but no document can take it. */
  private setAside(staged: Staged): void {
    this.members.emit({ kind: 'abandoned', ticket: staged.ticket, failure: 'not-applied' });
    this.withMember(staged.connection, (connection) => {
      this.refuse(connection, staged.editFrame, 'not-applied', 'applying it failed');
      this.members.close(connection, CLOSE.malformed);
    });
  }

  private closeSuspect(suspect: Staged | undefined): void {
    if (suspect !== undefined)
      this.withMember(suspect.connection, (connection) => this.members.close(connection, CLOSE.internal));
  }

  private loadFailed(failure: Failure): void {
    const held = this.holding.release();
    this.lose(this.document.abandon(), failure);
    const reason = failure === 'corrupt' || failure === 'unknown-board' ? CLOSE_FOR_FAILURE[failure] : CLOSE.internal;
    for (const connection of this.members.all()) this.members.close(connection, reason);
    for (const input of held)
      if (input.kind === 'connect') this.members.emit({ kind: 'close', connection: input.connection, reason });
  }
}
