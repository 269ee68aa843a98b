/**
 * The board as one plain, deeply frozen value: what every rule, view, charter and export is computed from.
 * Merges are resolved, withdrawn and dormant rows are left out; nothing that was entered is lost: deleted entities stay
 * in `entities` with their state, and what a reader cannot understand stays in `irregular`.
 */
import type { EntityKind, Fields, SingleKind } from '../schema/fields.ts';
import type { Parts, RowKind } from '../schema/rows.ts';

/** An entity id: a ULID. */
export type EntityId = string;

export type Entity<K extends EntityKind = EntityKind> = Fields<K> & {
  readonly id: EntityId;
  readonly entity: K;
  /** `deleted` can be restored; `merged` points to the surviving entity (cycles resolved to the lowest id). */
  readonly state: 'live' | 'deleted' | 'merged';
  readonly mergedInto?: EntityId;
  /** What people call it in one token: step position, system name, `D4`, `R1`, initials of a person. Unique on the board among its kind. */
  readonly label: string;
};

export interface Row<K extends RowKind = RowKind> {
  readonly row: K;
  /** The key as it stands in the document; for merged rows the lowest of the keys that now say the same. */
  readonly key: string;
  /** Parts by name, merged ids replaced by the surviving id. */
  readonly parts: Parts<K>;
  /** The text of a row kind with `value: 'text'`, else ''. */
  readonly text: string;
  /** Names of parts that point to a missing or deleted entity (rule M10). */
  readonly dangling: readonly string[];
}

/** A record that the reader keeps and shows but does not understand. */
export interface Irregular {
  readonly root: string;
  readonly key: string;
  /** `nonconforming` can be repaired; `newer` was written by a later version and is left alone. */
  readonly kind: 'nonconforming' | 'newer';
  readonly reason: string;
  readonly value: unknown;
}

export interface Snapshot {
  readonly schemaVersion: number;
  readonly board: Fields<'board'>;
  readonly process: Fields<'process'>;
  /** Steps in process order; all other kinds by id (creation order). All states. */
  readonly entities: { readonly [K in EntityKind]: readonly Entity<K>[] };
  /** Asserted, awake rows, by key. */
  readonly rows: { readonly [K in RowKind]: readonly Row<K>[] };
  /** Long texts by `<owner>:<field>`, paragraphs joined by a newline; empty ones left out. */
  readonly texts: Readonly<Record<string, string>>;
  readonly irregular: readonly Irregular[];
}

export type Single<K extends SingleKind> = Fields<K>;

/** The live entities of one kind, in the snapshot's order. */
export const live = <K extends EntityKind>(snapshot: Snapshot, kind: K): readonly Entity<K>[] =>
  (snapshot.entities[kind] as readonly Entity<K>[]).filter((entity) => entity.state === 'live');
