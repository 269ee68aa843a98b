/**
 * The exported form of a board: one JSON value that holds what a snapshot holds, and optionally what people said about
 * it. Written here, read by `read-board.ts`; the format is this package's own, so that every program reads the same board.
 */
import type { AnalysisInput } from '../findings/input.ts';
import type { EntityId, Snapshot } from '../read/snapshot.ts';
import { ENTITY_KINDS, type EntityKind, type Fields } from '../schema/fields.ts';
import { ROW_KINDS, ROW_SPECS, type RowKind } from '../schema/rows.ts';

export const BOARD_FORMAT = 'chartroom.board';
export const BOARD_VERSION = 1;

/** A record: its fields by name beside what says who it is and whether it is on the board. */
export type EntityJson<K extends EntityKind = EntityKind> = Fields<K> & {
  readonly id: EntityId;
  /** What people call it. Written as information; a reader makes labels anew. */
  readonly label?: string;
  readonly deleted?: true;
  readonly mergedInto?: EntityId;
};

export interface RowJson {
  /** Parts joined by `|`, as in the document. */
  readonly key: string;
  /** Of kinds of row that hold a text. */
  readonly text?: string;
}

export interface BoardJson {
  readonly format: typeof BOARD_FORMAT;
  readonly version: typeof BOARD_VERSION;
  readonly board: Fields<'board'>;
  readonly process: Fields<'process'>;
  /** Kinds without records are left out. */
  readonly entities: { readonly [K in EntityKind]?: readonly EntityJson<K>[] };
  /** Asserted, awake rows. Kinds without rows are left out. */
  readonly rows: { readonly [K in RowKind]?: readonly RowJson[] };
  /** Long texts by `<owner>:<field>`, paragraphs joined by a newline. */
  readonly texts: Readonly<Record<string, string>>;
  /** What people said; lists of which nothing is there are left out. */
  readonly input?: Partial<AnalysisInput>;
}

const filled = (lists: readonly (readonly [string, readonly unknown[]])[]): Record<string, readonly unknown[]> =>
  Object.fromEntries(lists.filter(([, list]) => list.length > 0));

/** The exported form. What the snapshot lists as irregular, and rows that sleep, are not part of it. */
export function boardJson(snapshot: Snapshot, input?: AnalysisInput): BoardJson {
  const entities = ENTITY_KINDS.map((kind) => {
    const list = snapshot.entities[kind].map((one) => {
      const { id, label, entity: _, state, mergedInto, ...fields } = one;
      const left = {
        ...(state === 'deleted' ? { deleted: true } : {}),
        ...(mergedInto === undefined ? {} : { mergedInto }),
      };
      return { id, label, ...fields, ...left };
    });
    return [kind, list] as const;
  });
  const rows = ROW_KINDS.map((kind) => {
    const holdsText = ROW_SPECS[kind].value === 'text';
    return [kind, snapshot.rows[kind].map(({ key, text }) => (holdsText ? { key, text } : { key }))] as const;
  });
  const said = filled(Object.entries(input ?? {}));
  return {
    format: BOARD_FORMAT,
    version: BOARD_VERSION,
    board: snapshot.board,
    process: snapshot.process,
    entities: filled(entities) as BoardJson['entities'],
    rows: filled(rows) as BoardJson['rows'],
    texts: snapshot.texts,
    ...(Object.keys(said).length === 0 ? {} : { input: said as Partial<AnalysisInput> }),
  };
}
