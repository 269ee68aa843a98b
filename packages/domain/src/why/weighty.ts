/** What a change may touch of which a reason is asked (DOMAIN section 7, "Why"); the first that applies is said. */
export const WEIGHTIES = ['output', 'record', 'accountable', 'regulated'] as const;
/**
 * `regulated`: a regulated step or data object, or an interface that carries regulated data. `record`: what is the system
 * of record. `accountable`: who is accountable. `output`: an output, what feeds it, who approves it, what rule it serves.
 */
export type Weighty = (typeof WEIGHTIES)[number];

/** One place that an edit changed, by its root and key; `field` is null for rows. 0 is a row that was withdrawn. */
export interface Alteration {
  readonly root: string;
  readonly key: string;
  readonly field: string | null;
  /** What stood there before; nothing where it is null, undefined or ''. */
  readonly old: unknown;
  readonly new: unknown;
}

/** A board, as far as the rule asks about it. Deleted and merged records are in it, and rows that sleep. */
export interface Board {
  /** The value of a field; null or undefined where there is none. */
  field(kind: string, id: string, field: string): unknown;
  has(kind: string, id: string): boolean;
  ids(kind: string): Iterable<string>;
  /** Keys of the rows of a kind that are said. */
  rows(kind: string): Iterable<string>;
}

export const isSaid = (value: unknown): boolean => value !== null && value !== undefined && value !== '' && value !== 0;
