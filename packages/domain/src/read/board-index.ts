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
/** Family of the cells of long texts; no kind of record is called so. */
const TEXT = 'text';

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

/** By key of the index; a list is replaced, never written to. */
type Groups = Map<string, readonly Row[]>;

const takes = (row: Row, spec: IndexSpec<RowKind>): boolean => row.dangling.length === 0 || spec.dangling === true;
const keyIn = (row: Row, spec: IndexSpec<RowKind>): string => spec.by(row.parts as never);

function group(rows: readonly Row[], spec: IndexSpec<RowKind>): Groups {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    if (!takes(row, spec)) continue;
    const key = keyIn(row, spec);
    const list = groups.get(key);
    if (list === undefined) groups.set(key, [row]);
    else list.push(row);
  }
  return groups;
}

interface LiveKind {
  readonly byId: Map<EntityId, Entity>;
  readonly ids: readonly EntityId[];
  /** Whatever became of them. */
  readonly kept: Set<EntityId>;
}

const liveIds = (entities: readonly Entity[]): readonly EntityId[] =>
  entities.flatMap((entity) => (entity.state === 'live' ? [entity.id] : []));

function liveOf(entities: readonly Entity[]): LiveKind {
  const live = entities.filter((entity) => entity.state === 'live');
  return {
    byId: new Map(live.map((entity) => [entity.id, entity])),
    ids: live.map((entity) => entity.id),
    kept: new Set(entities.map((entity) => entity.id)),
  };
}

interface Difference<T> {
  readonly gone: readonly T[];
  readonly come: readonly T[];
}

/** What differs between two lists whose items keep their identity while they are the same: the part between equal ends. */
function difference<T>(before: readonly T[], after: readonly T[]): Difference<T> {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const [gone, come] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
  if (gone.length === 0 || come.length === 0) return { gone, come };
  const [were, are] = [new Set(gone), new Set(come)];
  return { gone: gone.filter((item) => !are.has(item)), come: come.filter((item) => !were.has(item)) };
}

/** A step's label is its position: whoever needs that reads `ids`, so the steps behind an inserted one stay as they were. */
function sameButLabel(a: Entity | undefined, b: Entity | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  const [one, other] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>];
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length && names.every((name) => name === 'label' || one[name] === other[name])
  );
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

  /** A long text by `<owner>:<field>`; '' where none is. */
  text(key: string): string {
    this.#track(TEXT, key);
    return this.#snapshot.texts[key] ?? '';
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
    for (const kind of ENTITY_KINDS)
      if (next.entities[kind] !== previous.entities[kind]) this.#advanceKind(kind, previous.entities[kind]);
    const changed = new Map<RowKind, Difference<Row>>();
    for (const kind of ROW_KINDS) {
      const [before, after] = [previous.rows[kind] as readonly Row[], next.rows[kind] as readonly Row[]];
      if (before !== after) changed.set(kind, difference(before, after));
    }
    this.#advanceTexts(previous);
    if (changed.size === 0) return this.#advanceSingles(previous);
    for (const name of INDEX_NAMES) {
      const rows = changed.get(INDEXES[name].row);
      if (rows !== undefined) this.#advanceIndex(name, rows);
    }
    for (const [kind, { gone, come }] of changed) {
      if (![...gone, ...come].some((row) => row.dangling.length > 0)) continue;
      this.#dangling.delete(kind);
      this.#changed('dangling', kind);
    }
    this.#advanceSingles(previous);
  }

  /** Only texts that somebody read: there may be many, and typing touches one. */
  #advanceTexts({ texts }: Snapshot): void {
    const next = this.#snapshot.texts;
    if (next === texts) return;
    for (const [key, cell] of this.#cells.get(TEXT) ?? []) if (next[key] !== texts[key]) cell.changed();
  }

  #advanceSingles(previous: Snapshot): void {
    const next = this.#snapshot;
    for (const kind of ['board', 'process'] as const) if (next[kind] !== previous[kind]) this.#changed('single', kind);
  }

  #advanceKind(kind: EntityKind, previous: readonly Entity[]): void {
    const known = this.#kinds.get(kind);
    if (known === undefined) return;
    const entities: readonly Entity[] = this.#snapshot.entities[kind];
    const { gone, come } = difference(previous, entities);
    const same = kind === 'step' ? sameButLabel : Object.is;
    const now = new Map<EntityId, Entity | null>(gone.map((entity) => [entity.id, null]));
    for (const entity of come) now.set(entity.id, entity);
    for (const [id, entity] of now) {
      const [was, is] = [known.byId.get(id), entity?.state === 'live' ? entity : undefined];
      if (is === undefined) known.byId.delete(id);
      else known.byId.set(id, is);
      if (!same(was, is)) this.#changed(kind, id);
      if (known.kept.has(id) === (entity !== null)) continue;
      if (entity === null) known.kept.delete(id);
      else known.kept.add(id);
      this.#changed(`kept ${kind}`, id);
    }
    const ids = liveIds(entities);
    if (sameList(known.ids, ids)) return;
    this.#kinds.set(kind, { ...known, ids });
    this.#changed('ids', kind);
  }

  #advanceIndex(name: IndexName, { gone, come }: Difference<Row>): void {
    const groups = this.#groups.get(name);
    if (groups === undefined) return;
    const spec = INDEXES[name] as IndexSpec<RowKind>;
    const left = new Set(gone);
    const touched = new Set<string>();
    for (const row of [...gone, ...come]) if (takes(row, spec)) touched.add(keyIn(row, spec));
    const added = Map.groupBy(
      come.filter((row) => takes(row, spec)),
      (row) => keyIn(row, spec),
    );
    for (const key of touched) {
      const kept = (groups.get(key) ?? NONE).filter((row) => !left.has(row));
      // In key order, as the snapshot has them.
      const list = [...kept, ...(added.get(key) ?? NONE)].sort((a, b) => (a.key < b.key ? -1 : 1));
      if (list.length === 0) groups.delete(key);
      else groups.set(key, list);
      this.#changed(name, key);
    }
  }
}
