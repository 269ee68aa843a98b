/**
 * The document of one board between its log and its room: what is applied, what is admitted and on its way to the
 * log, and how both are brought back after a failure. Knows no connections and no frames.
 */
import * as Y from 'yjs';
import type { Limits } from '../limits.ts';
import type { LoadedLog, LoggedUpdate, NewUpdate, RootList } from '../ports.ts';
import { joinUpdates } from '../update/join.ts';
import { Admitter, type Admission, type Admitted, type Author } from './admission.ts';
import { Bindings } from './bindings.ts';
import type { ConnectionId, Ticket } from './effects.ts';
import { FirstSync } from './first-sync.ts';
import { applyUpdate, hasPending, newDocument, replay, type ApplyUpdate } from './replay.ts';

export interface DocumentOptions {
  readonly board: string;
  readonly roots: RootList;
  readonly limits: Limits;
  readonly nowMs: () => number;
  readonly sha256: (bytes: Uint8Array) => string;
  /** For tests of what happens when it fails. */
  readonly apply?: ApplyUpdate;
}

/** Who sent an edit: for a client also the connection and the number of its edit frame there. */
export interface Sender {
  readonly principalId: string;
  readonly sessionId: string;
  readonly connection: ConnectionId | null;
  readonly editFrame: number;
}

/** An edit between admission and commit. */
export interface Staged extends Sender {
  readonly ticket: Ticket;
  readonly admitted: Admitted;
  readonly row: NewUpdate;
}

export type Commit =
  | { readonly kind: 'applied'; readonly staged: Staged }
  /** Not waited for any more; a reload brings it back. */
  | { readonly kind: 'ignored' }
  | { readonly kind: 'broken'; readonly cause: string; readonly staged: Staged | null };

/** What became of the staged edits when the log was read again, and what the log holds beyond the document before. */
export interface Reopened {
  readonly found: readonly { readonly staged: Staged; readonly seq: number; readonly applied: boolean }[];
  readonly lost: readonly Staged[];
  readonly missed: readonly LoggedUpdate[];
  readonly skippedSeqs: readonly number[];
  readonly epochChanged: boolean;
}

/** An update without content. */
const NO_EDIT = Uint8Array.of(0, 0);

export class BoardDocument {
  private readonly options: DocumentOptions;
  private readonly apply: ApplyUpdate;
  private doc!: Y.Doc;
  private admitter!: Admitter;
  private staged: Staged[] = [];
  private nextTicket: Ticket = 1;
  bindings!: Bindings;
  firstSync!: FirstSync;
  epoch = 0;
  /** Of the last applied update. */
  seq = 0;

  constructor(log: LoadedLog, options: DocumentOptions) {
    this.options = options;
    this.apply = options.apply ?? applyUpdate;
    this.open(log);
  }

  get hasStaged(): boolean {
    return this.staged.length > 0;
  }
  /** Of the youngest edit under way; null when there is none. */
  get lastTicket(): Ticket | null {
    return this.staged.at(-1)?.ticket ?? null;
  }

  admit(update: Uint8Array, author: Author): Admission {
    return this.admitter.admit(update, author);
  }

  /** The edit goes to the log as `row`; later updates may build on it. */
  stage(admitted: Admitted, sender: Sender): Staged {
    const { board, nowMs, sha256 } = this.options;
    const { update, clientId, newClientIds } = admitted;
    const { principalId, sessionId } = sender;
    const row = {
      board,
      epoch: this.epoch,
      principalId,
      clientId,
      sessionId,
      receivedAtMs: nowMs(),
      update,
      hash: sha256(update),
      newClientIds,
    };
    const staged = { ...sender, ticket: this.nextTicket++, admitted, row };
    this.admitter.stage(admitted, principalId);
    this.staged.push(staged);
    return staged;
  }

  /** The oldest staged edit is in the log: applies it. After `broken` the document must be reopened. */
  commit(ticket: Ticket, seq: number): Commit {
    const staged = this.staged[0];
    if (staged === undefined || staged.ticket !== ticket) return { kind: 'ignored' };
    if (seq !== this.seq + 1)
      return { kind: 'broken', cause: `the log continues at ${seq} instead of ${this.seq + 1}`, staged: null };
    const { admitted, principalId } = staged;
    try {
      this.admitter.prepare(admitted);
      this.apply(this.doc, admitted.update);
    } catch (error) {
      return {
        kind: 'broken',
        cause: `applying an update threw: ${error instanceof Error ? error.message : 'unknown'}`,
        staged,
      };
    }
    if (hasPending(this.doc)) return { kind: 'broken', cause: 'an update was left pending', staged };
    this.admitter.settle(admitted, principalId);
    this.staged.shift();
    this.seq = seq;
    this.firstSync.invalidate();
    return { kind: 'applied', staged };
  }

  /** Forgets what is staged; returns it. */
  abandon(): readonly Staged[] {
    const { staged } = this;
    this.staged = [];
    this.admitter.abandon();
    return staged;
  }

  /** Starts over from the log. */
  reopen(log: LoadedLog): Reopened {
    const { staged, seq: before, epoch } = this;
    const missed = log.updates.filter((row) => row.seq > before);
    const skippedSeqs = this.open(log);
    const skipped = new Set(skippedSeqs);
    const byHash = new Map(missed.map((row) => [row.hash, row] as const));
    const found: { staged: Staged; seq: number; applied: boolean }[] = [];
    const lost: Staged[] = [];
    for (const entry of staged) {
      const row = byHash.get(entry.row.hash);
      if (row === undefined) lost.push(entry);
      else found.push({ staged: entry, seq: row.seq, applied: !skipped.has(row.seq) });
    }
    this.staged = [];
    return {
      found,
      lost,
      missed: missed.filter((row) => !skipped.has(row.seq)),
      skippedSeqs,
      epochChanged: log.epoch !== epoch,
    };
  }

  /** The update that `edit` makes on a copy, staged edits included, under a client id that nobody has used. */
  editOnCopy(edit: (doc: Y.Doc) => void): Uint8Array {
    const copy = newDocument();
    copy.transact(() => {
      Y.applyUpdate(copy, this.firstSync.update());
      for (const { admitted } of this.staged) Y.applyUpdate(copy, admitted.update);
    });
    while (copy.store.clients.has(copy.clientID) || this.bindings.owner(copy.clientID) !== undefined)
      copy.clientID = new Y.Doc().clientID;
    const updates: Uint8Array[] = [];
    copy.on('update', (update: Uint8Array) => updates.push(update));
    copy.transact(() => edit(copy));
    copy.destroy();
    const [joined = NO_EDIT, ...rest] = joinUpdates(updates);
    // One document made them in a row, so there is nothing between them.
    if (rest.length > 0) throw new Error('The edit does not form one update.');
    return joined;
  }

  /** Lets `reader` see the live document; `wrote` when it did what it must not. */
  view<T>(reader: (doc: Y.Doc, at: { readonly seq: number; readonly epoch: number }) => T): {
    readonly value: T;
    readonly wrote: boolean;
  } {
    let wrote = false;
    const notice = (): void => {
      wrote = true;
    };
    this.doc.on('update', notice);
    try {
      return { value: reader(this.doc, { seq: this.seq, epoch: this.epoch }), wrote };
    } finally {
      this.doc.off('update', notice);
    }
  }

  private open(log: LoadedLog): readonly number[] {
    const { roots, limits } = this.options;
    const { doc, seq, skipped } = replay(log, roots, limits, this.apply);
    const bindings = new Bindings(log.bindings, doc.store.clients.keys());
    if (this.bindings !== undefined) bindings.inherit(this.bindings);
    this.doc = doc;
    this.bindings = bindings;
    this.admitter = new Admitter(doc, roots, bindings, limits);
    this.firstSync = new FirstSync(doc);
    this.epoch = log.epoch;
    this.seq = seq;
    return skipped.map((row) => row.seq);
  }
}
