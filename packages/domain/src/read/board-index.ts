/**
 * The records and rows of a snapshot by what the relations and rules ask for. One index for both ways of reading: over
 * one snapshot, or following a board, where each look-up is a cell that says when its answer changed.
 */
import { sameList, type Cell, type Graph } from '../derive/graph.ts';
import { ENTITY_KINDS, type EntityKind } from '../schema/fields.ts';
import { ROW_KINDS, type Parts, type RowKind } from '../schema/rows.ts';
import type { Entity, EntityId, Row, Snapshot } from './snapshot.ts';

export const NONE: readonly never[] = Object.freeze([]);
/** All the step's data in a role row; all steps where a system of record is declared outside any step. */
export const ALL = '*';

interface IndexSpec<K extends RowKind> {
  readonly row: K;
  readonly by: (parts: Parts<K>) => string;
  /** Rows that point to something missing or deleted are kept too. */
  readonly dangling?: true;
}
const by = <K extends RowKind>(row: K, part: keyof Parts<K>, dangling?: true): IndexSpec<K> => ({
  row,
  by: (parts) => parts[part] as string,
  ...(dangling ? { dangling } : {}),
});

const INDEXES = {
  roleByStep: by('role', 'step'),
  roleBySystem: by('role', 'system'),
  roleByData: by('role', 'data'),
  asIsByStep: by('roleAsIs', 'step'),
  asIsBySystem: by('roleAsIs', 'system'),
  stepDataByStep: by('stepData', 'step'),
  stepDataByData: by('stepData', 'data'),
  partByWhole: by('part', 'whole'),
  respBySubject: by('resp', 'subject', true),
  respByPerson: by('resp', 'person'),
  respNoteByArea: by('respNote', 'area'),
  dataByInterface: by('ifData', 'interface'),
  interfaceByData: by('ifData', 'data'),
  scopeByInterface: by('ifScope', 'interface'),
  feedByOutput: by('feed', 'output', true),
  feedByData: by('feed', 'data'),
  feedBySystem: by('feed', 'system'),
  approverByOutput: by('approver', 'output', true),
  citationByOutput: by('citation', 'output'),
  aliasBySystem: by('alias', 'system'),
  linkByFrom: by('link', 'from'),
  linkByTo: by('link', 'to'),
  logicByData: by('logicData', 'data'),
} as const;
type Indexes = typeof INDEXES;
export type IndexName = keyof Indexes;
type IndexedRow<N extends IndexName> = Indexes[N] extends IndexSpec<infer K> ? Row<K> : never;

const INDEX_NAMES = Object.keys(INDEXES) as readonly IndexName[];

type Groups = ReadonlyMap<string, readonly Row[]>;

function group(rows: readonly Row[], spec: IndexSpec<RowKind>): Groups {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    if (row.dangling.length > 0 && spec.dangling !== true) continue;
    const key = spec.by(row.parts as never);
    const list = groups.get(key);
    if (list === undefined) groups.set(key, [row]);
    else list.push(row);
  }
  return groups;
}

interface LiveKind {
  readonly byId: ReadonlyMap<EntityId, Entity>;
  readonly ids: readonly EntityId[];
  /** Whatever became of them. */
  readonly kept: ReadonlySet<EntityId>;
}

function liveOf(entities: readonly Entity[]): LiveKind {
  const live = entities.filter((entity) => entity.state === 'live');
  return {
    byId: new Map(live.map((entity) => [entity.id, entity])),
    ids: live.map((entity) => entity.id),
    kept: new Set(entities.map((entity) => entity.id)),
  };
}

export class BoardIndex {
  readonly #graph: Graph | null;
  #snapshot: Snapshot;
  readonly #groups = new Map<IndexName, Groups>();
  readonly #kinds = new Map<EntityKind, LiveKind>();
  readonly #dangling = new Map<RowKind, readonly Row[]>();
  readonly #cells = new Map<string, Map<string, Cell>>();

  /** With a graph the index can be moved on to later snapshots of the same board. */
  constructor(snapshot: Snapshot, graph: Graph | null = null) {
    this.#snapshot = snapshot;
    this.#graph = graph;
  }

  #track(family: string, key: string): void {
    const graph = this.#graph;
    if (graph === null || graph.active === null) return;
    let cells = this.#cells.get(family);
    if (cells === undefined) this.#cells.set(family, (cells = new Map()));
    let cell = cells.get(key);
    if (cell === undefined) cells.set(key, (cell = graph.cell()));
    cell.track();
  }

  #kind(kind: EntityKind): LiveKind {
    let known = this.#kinds.get(kind);
    if (known === undefined) this.#kinds.set(kind, (known = liveOf(this.#snapshot.entities[kind])));
    return known;
  }

  #group(name: IndexName): Groups {
    let known = this.#groups.get(name);
    if (known === undefined) {
      const spec = INDEXES[name] as IndexSpec<RowKind>;
      this.#groups.set(name, (known = group(this.#snapshot.rows[spec.row] as readonly Row[], spec)));
    }
    return known;
  }

  /** A live record; undefined for one that is not on the board. */
  entity<K extends EntityKind>(kind: K, id: EntityId): Entity<K> | undefined {
    this.#track(kind, id);
    return this.#kind(kind).byId.get(id) as Entity<K> | undefined;
  }

  /** True for a record that is on the board or has left it; false for one that never was. */
  keeps(kind: EntityKind, id: EntityId): boolean {
    this.#track(`kept ${kind}`, id);
    return this.#kind(kind).kept.has(id);
  }

  /** Ids of the live records of a kind in the snapshot's order; wakes on order and membership only. */
  ids(kind: EntityKind): readonly EntityId[] {
    this.#track('ids', kind);
    return this.#kind(kind).ids;
  }

  /** Rows of an index under a key, in key order. */
  rows<N extends IndexName>(name: N, key: string): readonly IndexedRow<N>[] {
    this.#track(name, key);
    return (this.#group(name).get(key) ?? NONE) as readonly IndexedRow<N>[];
  }

  /** True when an index has any row at all. */
  any(name: IndexName): boolean {
    this.#track('any', name);
    return this.#group(name).size > 0;
  }

  /** Rows of a kind that point to something missing or deleted. */
  dangling(kind: RowKind): readonly Row[] {
    this.#track('dangling', kind);
    let known = this.#dangling.get(kind);
    if (known === undefined) {
      known = (this.#snapshot.rows[kind] as readonly Row[]).filter((row) => row.dangling.length > 0);
      this.#dangling.set(kind, known);
    }
    return known;
  }

  single<K extends 'board' | 'process'>(kind: K): Snapshot[K] {
    this.#track('single', kind);
    return this.#snapshot[kind];
  }

  #changed(family: string, key: string): void {
    this.#cells.get(family)?.get(key)?.changed();
  }

  /** Moves on to a later snapshot and wakes what read anything that is different there. */
  advance(next: Snapshot): void {
    const previous = this.#snapshot;
    this.#snapshot = next;
    for (const kind of ENTITY_KINDS) if (next.entities[kind] !== previous.entities[kind]) this.#advanceKind(kind);
    for (const name of INDEX_NAMES) {
      const { row } = INDEXES[name];
      if (next.rows[row] !== previous.rows[row]) this.#advanceIndex(name);
    }
    for (const kind of ROW_KINDS) {
      if (next.rows[kind] === previous.rows[kind]) continue;
      const before = this.#dangling.get(kind);
      this.#dangling.delete(kind);
      if (before !== undefined && !sameList(before, this.dangling(kind))) this.#changed('dangling', kind);
    }
    for (const kind of ['board', 'process'] as const) if (next[kind] !== previous[kind]) this.#changed('single', kind);
  }

  #advanceKind(kind: EntityKind): void {
    const before = this.#kinds.get(kind);
    if (before === undefined) return;
    const after = liveOf(this.#snapshot.entities[kind]);
    this.#kinds.set(kind, after);
    const cells = this.#cells.get(kind);
    if (cells !== undefined)
      for (const [id, cell] of cells) if (before.byId.get(id) !== after.byId.get(id)) cell.changed();
    for (const [id, cell] of this.#cells.get(`kept ${kind}`) ?? [])
      if (before.kept.has(id) !== after.kept.has(id)) cell.changed();
    if (!sameList(before.ids, after.ids)) this.#changed('ids', kind);
  }

  #advanceIndex(name: IndexName): void {
    const before = this.#groups.get(name);
    if (before === undefined) return;
    this.#groups.delete(name);
    const after = this.#group(name);
    const cells = this.#cells.get(name);
    if (cells !== undefined)
      for (const [key, cell] of cells) if (!sameList(before.get(key) ?? NONE, after.get(key) ?? NONE)) cell.changed();
    if (before.size > 0 !== after.size > 0) this.#changed('any', name);
  }
}
