/** What the synchronisation says, in the terms of saving, as one reactive value. */
import type { SyncState, Welcome } from '@chartroom/sync/client';
import type { SaveState } from './contract.ts';
import { saveState, type Link } from './save-state.ts';
import { Topics } from './topics.ts';

const SAVE = 'save';

/** The words for a refusal or for a role that may not edit; given by who knows the catalog. */
export type ReasonWords = (code: string, message: string) => string;

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
  #mayWrite = true;
  /** Edits of this visit that are not acknowledged; after a refusal those that never will be. */
  #own = 0;
  /** Edits of earlier visits that wait in the local copy. */
  #carried: number;
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

  /** Why edits are off, in words; null when they are on. */
  get readOnly(): string | null {
    const { save } = this;
    return save.kind === 'read-only' ? save.reason : null;
  }

  /** Set when the server will take nothing more of this document. */
  get refused(): RefusedEdits | null {
    this.#topics.read(SAVE);
    if (this.#sync.kind !== 'refused') return null;
    return { code: this.#sync.refusal.code, message: this.#sync.refusal.message, draft: this.#sync.draft };
  }

  /** Edits that the server has not acknowledged as stored, those of earlier visits included. Not reactive. */
  get unsent(): number {
    return this.#own + this.#carried;
  }

  /** Something can be shown. */
  loaded(): void {
    if (this.#ready) return;
    this.#ready = true;
    this.#derive();
  }

  welcomed(welcome: Welcome): void {
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
        return { kind: 'refused', reason: this.#words(state.refusal.code, state.refusal.message) };
    }
  }

  #derive(): void {
    const mayWrite = this.#mayWrite && this.#sync.kind !== 'read-only';
    const next = saveState({ ready: this.#ready, link: this.#link(), unsent: this.unsent, mayWrite });
    this.#save =
      next.kind === 'read-only' && next.reason === 'role' ? { ...next, reason: this.#words('role', '') } : next;
    this.#topics.changed([SAVE]);
  }
}
