/** What the synchronisation says, in the terms of saving, as one reactive value. */
import type { SyncState, Welcome } from '@chartroom/sync/client';
import type { SaveState } from './contract.ts';
import { saveState, type Link } from './save-state.ts';
import { Topics } from './topics.ts';

const SAVE = 'save';

/** The words for a refusal, or for a role that may not edit; given by who knows the catalog. */
export interface ReasonWords {
  /** Two or three words after "Read-only". */
  short(code: string): string;
  /** For whoever is about to edit. */
  sentence(code: string): string;
}

export interface RefusedEdits {
  readonly code: string;
  readonly message: string;
  /** The document with what the server will not take, as a Yjs update; null when the server has everything. */
  readonly draft: Uint8Array | null;
}

export class Connection {
  readonly #topics = new Topics();
  readonly #words: ReasonWords;
  #sync: SyncState = { kind: 'connecting', unsent: 0 };
  #ready = false;
  #welcomed = false;
  /** What the server said last, or what is remembered of the person's role. */
  #mayWrite = true;
  #role = 'role';
  /** Edits of this visit that are not acknowledged; after a refusal those that never will be. */
  #own = 0;
  /** Edits of earlier visits that wait in the local copy. */
  #carried: number;
  /** What was said here and is not stored. */
  #said = 0;
  #save: SaveState = { kind: 'loading' };

  constructor(words: ReasonWords, carried: number) {
    this.#words = words;
    this.#carried = carried;
  }

  get save(): SaveState {
    this.#topics.read(SAVE);
    return this.#save;
  }

  get ready(): boolean {
    this.#topics.read(SAVE);
    return this.#ready;
  }

  /** Why edits are off, as a sentence; null when they are on. Also while the server is away: a role does not end with it. */
  get readOnly(): string | null {
    this.#topics.read(SAVE);
    if (this.#sync.kind === 'refused') return this.#words.sentence(this.#sync.refusal.code);
    return this.#mayWrite ? null : this.#words.sentence(this.#role);
  }

  /** Set when the server will take nothing more of this document. */
  get refused(): RefusedEdits | null {
    this.#topics.read(SAVE);
    if (this.#sync.kind !== 'refused') return null;
    return { code: this.#sync.refusal.code, message: this.#sync.refusal.message, draft: this.#sync.draft };
  }

  /** Edits that the server has not acknowledged as stored, those of earlier visits included, and words. Not reactive. */
  get unsent(): number {
    return this.unsentEdits + this.#said;
  }
  get unsentEdits(): number {
    return this.#own + this.#carried;
  }

  /** How many words wait to be stored. */
  said(count: number): void {
    if (count === this.#said) return;
    this.#said = count;
    this.#derive();
  }

  /** What the person's role was last, until the server says it. */
  remembered(role: string, mayWrite: boolean): void {
    if (this.#welcomed || (role === this.#role && mayWrite === this.#mayWrite)) return;
    this.#role = role;
    this.#mayWrite = mayWrite;
    this.#derive();
  }

  /** Something can be shown. */
  loaded(): void {
    if (this.#ready) return;
    this.#ready = true;
    this.#derive();
  }

  welcomed(welcome: Welcome): void {
    this.#welcomed = true;
    this.#role = welcome.role;
    this.#mayWrite = welcome.mayWrite;
    this.#derive();
  }

  /** Returns true when the server has just confirmed that it has everything. */
  heard(state: SyncState): boolean {
    this.#sync = state;
    if (state.kind !== 'refused') this.#own = 'unsent' in state ? state.unsent : 0;
    // A first exchange is complete when edits are only waiting to be acknowledged.
    if (state.kind === 'synced' || state.kind === 'saving' || state.kind === 'read-only') this.#ready = true;
    const complete = state.kind === 'synced';
    if (complete) this.#carried = 0;
    this.#derive();
    return complete;
  }

  #link(): Link {
    const state = this.#sync;
    switch (state.kind) {
      case 'connecting':
        return { kind: 'connecting' };
      case 'synced':
      case 'saving':
      case 'read-only':
        return { kind: 'synced' };
      case 'offline':
        return { kind: 'away', sinceMs: state.sinceMs, retryAtMs: state.retryAtMs };
      case 'refused':
        return { kind: 'refused', reason: this.#words.short(state.refusal.code) };
    }
  }

  #derive(): void {
    const next = saveState({
      ready: this.#ready,
      link: this.#link(),
      unsent: this.unsent,
      mayWrite: this.#mayWrite && this.#sync.kind !== 'read-only',
    });
    this.#save =
      next.kind === 'read-only' && next.reason === 'role' ? { ...next, reason: this.#words.short(this.#role) } : next;
    this.#topics.changed([SAVE]);
  }
}
