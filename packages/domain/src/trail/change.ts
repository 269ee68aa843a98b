/**
 * What the audit trail says of one change of a document: where, what stood there, what stands there now. Plain values;
 * who and when are the record's to say.
 */
import { ENTITY_KINDS } from '../schema/fields.ts';
import { ROW_KINDS } from '../schema/rows.ts';

/** What stands somewhere: a scalar, or null where nothing does. What is no scalar is told as its JSON text. */
export type TrailValue = string | number | boolean | null;

/** Root of long texts in the trail; their keys are `<owner>:<field>`. */
export const TEXT = 'text';
/** Root and key of the one change that tells what the server seeded a board with. */
export const SEED = { root: 'board', key: 'template' } as const;

/**
 * Where a value stands. Field of a record: its kind, id and field. Row: its kind and key. Field of the board, the process
 * or `meta`: the root twice, and the field. Long text: `text` and `<owner>:<field>`.
 */
export interface Place {
  readonly root: string;
  readonly key: string;
  /** null for rows and long texts. */
  readonly field: string | null;
}

export const TRAIL_CHANGES = [
  'created',
  'set',
  'said',
  'withdrawn',
  'deleted',
  'restored',
  'merged',
  'unmerged',
  'removed',
  'text',
] as const;
export type TrailChangeKind = (typeof TRAIL_CHANGES)[number];

export type FieldValues = readonly (readonly [field: string, value: TrailValue])[];

/** How much of a long text is left out of what is told of it, in UTF-16 code units, the same in old and new. */
export interface Cut {
  readonly before: number;
  readonly after: number;
}

/** What a `change` entry of the record says about the document. */
export interface TrailChange {
  readonly root: string;
  readonly key: string;
  readonly field?: string | undefined;
  readonly change: TrailChangeKind;
  readonly old: TrailValue;
  readonly new: TrailValue;
  /** Of a record that came (`created`) or that somebody took out of the document (`removed`). */
  readonly fields?: FieldValues | undefined;
  /** Of a long text of which only the changed part is told. */
  readonly cut?: Cut | undefined;
}

const ENTITY_ROOTS: ReadonlySet<string> = new Set(ENTITY_KINDS);
const ROW_ROOTS: ReadonlySet<string> = new Set(ROW_KINDS);
export const isEntityRoot = (root: string): boolean => ENTITY_ROOTS.has(root);
export const isRowRoot = (root: string): boolean => ROW_ROOTS.has(root);

/** What to call it when one value takes the place of another. */
export function kindOfChange(place: Place, before: TrailValue, after: TrailValue): TrailChangeKind {
  if (place.root === TEXT) return 'text';
  if (isRowRoot(place.root)) return before === null ? 'said' : after === null ? 'withdrawn' : 'set';
  if (!isEntityRoot(place.root)) return 'set';
  if (place.field === 'mergedInto') return after === null ? 'unmerged' : 'merged';
  if (place.field !== 'deletedAt') return 'set';
  return before === null ? 'deleted' : after === null ? 'restored' : 'set';
}
