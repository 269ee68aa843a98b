/**
 * The contract of every mutation: one transaction, one origin, only the touched keys; and its inverse, so that undo
 * brings the old value back only where the current value is still the one this mutation wrote.
 */
import type * as Y from 'yjs';

/** Yjs transaction origin of local edits. */
export const LOCAL_ORIGIN: unique symbol = Symbol('chartroom.local');

/** Identity of one stored value: the Yjs item that holds it. */
export interface Written {
  readonly client: number;
  readonly clock: number;
}

/** One touched key. `root` is the map root; `entity` the entity's id when the key lies inside an entity. */
export interface Touched {
  readonly root: string;
  readonly entity: string | null;
  readonly key: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly written: Written;
  /** Identity of the value that was replaced; null when nothing stood there. An undo makes its own item stand for it. */
  readonly replaced: Written | null;
}

/** What a mutation did: what undo needs, and what a history can say. Plain data. */
export interface Performed {
  /** Name of the mutation, e.g. `assignSystemRole`; the board's catalog has its wording. */
  readonly name: string;
  readonly touched: readonly Touched[];
  /** Ids of entities that this mutation created; undo deletes them softly. */
  readonly created: readonly string[];
  /** State vector of the document when it was done: what anybody wrote past it, the author had not seen. */
  readonly seen: ReadonlyMap<number, number>;
}

export type Refusal =
  | { readonly kind: 'unknown-entity'; readonly entity: string; readonly id: string }
  | { readonly kind: 'invalid-value'; readonly field: string; readonly reason: string }
  | { readonly kind: 'unchanged' };

export type Outcome =
  { readonly ok: true; readonly performed: Performed } | { readonly ok: false; readonly refusal: Refusal };

/** What undo could not take back, because somebody has changed it since. */
export interface Kept {
  readonly root: string;
  readonly entity: string | null;
  readonly key: string;
  /** Yjs client id of the later writer. */
  readonly changedBy: number;
}

export interface Undone {
  /** What was done to undo, itself undoable: redo is the undo of this. */
  readonly performed: Performed;
  readonly kept: readonly Kept[];
}

/** A mutation bound to its arguments. */
export type Mutation = (doc: Y.Doc) => Outcome;
