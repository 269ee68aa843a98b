/**
 * What every section is composed from: the snapshot, its relations, and ways to mention an entity, a person or a row
 * with its evidence. Pure; the order of everything that leaves here is fixed and independent of any locale.
 */
import { live, LONG_TEXTS, relate } from '@chartroom/domain';
import type { Analysis, Entity, EntityKind, Relations, Row, RowKind, SingleKind, Snapshot } from '@chartroom/domain';
import type { Evidence, Holding, PersonRef, PlantFunction, Ref, Stated } from '../model.ts';

export interface Source {
  readonly snapshot: Snapshot;
  readonly analysis: Analysis;
  readonly relations: Relations;
  /** As it is today. */
  readonly today: Relations;
  /** Live entities in the snapshot's order. */
  live<K extends EntityKind>(kind: K): readonly Entity<K>[];
  /** The entity, a merged one replaced by its survivor; undefined when the document never held it. */
  find<K extends EntityKind>(kind: K, id: string): Entity<K> | undefined;
  /** True for a kind of record, so that its id can be mentioned. */
  isKind(kind: string): boolean;
  ref(kind: EntityKind, id: string): Ref;
  refOrNull(kind: EntityKind, id: string | undefined): Ref | null;
  person(id: string | undefined): PersonRef | null;
  /** Who a row names for a function, and whether that name stands. `-` is nobody. */
  holding(fn: PlantFunction, personId: string, evidence: Evidence): Holding;
  /** Everything tied to an entity, in either direction. */
  about(id: string): readonly Ref[];
  /** Rows of one kind whose part has this value, in the snapshot's order. */
  rows<K extends RowKind>(kind: K, part: keyof Row<K>['parts'] & string, value: string): readonly Row<K>[];
  /** The rows that tie it. */
  links(id: string): readonly Row<'link'>[];
  note(id: string): string | null;
  single(kind: SingleKind, field: string): Stated;
}

/** Code-unit order: the same on every machine. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** As people count: `D2` before `D10`, `211.22` before `211.188`; what is no number by code unit. */
export const byNumber = (a: string, b: string): number => {
  const partsA = a.split(DIGITS);
  const partsB = b.split(DIGITS);
  for (const [index, partA] of partsA.entries()) {
    const partB = partsB[index];
    if (partB === undefined) return 1;
    // Odd parts are the numbers between the texts.
    const order = (index % 2 === 1 ? Number(partA) - Number(partB) : 0) || byCodeUnit(partA, partB);
    if (order !== 0) return order;
  }
  return partsA.length - partsB.length;
};
const DIGITS = /(\d+)/;

export const byLabel = (a: Ref, b: Ref): number => byNumber(a.label, b.label) || byCodeUnit(a.id, b.id);

export const entityAddress = (kind: EntityKind, id: string): string => `${kind}/${id}`;
/** What identifies a row of any kind. */
export type Addressed = Pick<Row, 'row' | 'key'>;

export const rowAddress = (row: Addressed): string => `${row.row}/${row.key}`;
export const rowAddresses = (rows: readonly Addressed[]): Evidence =>
  [...new Set(rows.map(rowAddress))].sort(byCodeUnit);

/** An entity's address followed by those of its rows. */
export const evidenceOf = (kind: EntityKind, id: string, rows: readonly Addressed[] = []): Evidence => [
  entityAddress(kind, id),
  ...rowAddresses(rows),
];

/** Keeps the first of each id, in order. */
export const distinct = (refs: readonly Ref[]): readonly Ref[] => [
  ...new Map(refs.map((ref) => [ref.id, ref])).values(),
];

/** An empty or blank text says nothing. */
export const said = (text: string | undefined): string | null =>
  text === undefined || text.trim() === '' ? null : text;

const LONG_FIELDS: readonly string[] = LONG_TEXTS.process;

type AnyEntity = { [K in EntityKind]: Entity<K> }[EntityKind];

/** What stands beside the label; kinds whose label is their name have none. */
const titleOf = (entity: AnyEntity): string | null => {
  switch (entity.entity) {
    case 'step':
    case 'dataObject':
    case 'output':
    case 'logic':
    case 'reference':
      return said(entity.title);
    case 'decision':
    case 'criterion':
      return said(entity.statement);
    case 'question':
    case 'action':
      return said(entity.text);
    case 'constraint':
      return said(entity.detail);
    case 'person':
    case 'system':
    case 'interface':
    case 'risk':
      return null;
  }
};

export const source = (snapshot: Snapshot, relations: Relations, analysis: Analysis): Source => {
  const kinds = Object.keys(snapshot.entities) as readonly EntityKind[];
  const byId = new Map<string, AnyEntity>();
  const kindOf = new Map<string, EntityKind>();
  for (const kind of kinds) {
    for (const entity of snapshot.entities[kind]) {
      byId.set(`${kind}/${entity.id}`, entity);
      kindOf.set(entity.id, kind);
    }
  }

  const find = <K extends EntityKind>(kind: K, id: string): Entity<K> | undefined => {
    const seen = new Set<string>();
    let at = byId.get(`${kind}/${id}`);
    while (at?.state === 'merged' && at.mergedInto !== undefined && !seen.has(at.id)) {
      seen.add(at.id);
      at = byId.get(`${kind}/${at.mergedInto}`) ?? at;
    }
    return at as Entity<K> | undefined;
  };

  const ref = (kind: EntityKind, id: string): Ref => {
    const entity: AnyEntity | undefined = find(kind, id) as AnyEntity | undefined;
    if (entity === undefined) return { entity: kind, id, label: '?', title: null, gone: 'missing' };
    const mention = { entity: kind, id: entity.id, label: entity.label, title: titleOf(entity) };
    return entity.state === 'live' ? mention : { ...mention, gone: 'deleted' };
  };

  const person = (id: string | undefined): PersonRef | null => {
    if (id === undefined || id === '-' || id === '') return null;
    const entity = find('person', id);
    if (entity === undefined) return { id, name: null, function: null, jobTitle: null, gone: 'missing' };
    const mention = {
      id: entity.id,
      name: said(entity.name),
      function: entity.function ?? null,
      jobTitle: said(entity.jobTitle),
    };
    return entity.state === 'live' ? mention : { ...mention, gone: 'deleted' };
  };

  const indexes = new Map<string, Map<string, Row[]>>();
  const rows = <K extends RowKind>(kind: K, part: keyof Row<K>['parts'] & string, value: string): readonly Row<K>[] => {
    const name = `${kind}.${part}`;
    let index = indexes.get(name);
    if (index === undefined) {
      index = Map.groupBy(
        snapshot.rows[kind] as readonly Row[],
        (row) => (row.parts as Readonly<Record<string, string>>)[part] ?? '',
      );
      indexes.set(name, index);
    }
    return (index.get(value) ?? []) as unknown as readonly Row<K>[];
  };

  /** A link may name an area or a scoping question instead of a record. */
  const mentionOf = (id: string): Ref => {
    const kind = kindOf.get(id);
    if (kind === undefined && id.includes('.'))
      return { entity: 'subject', id, label: id.slice(id.indexOf('.') + 1).replaceAll('_', ' '), title: null };
    return ref(kind ?? 'reference', id);
  };

  const links = (id: string): readonly Row<'link'>[] => [
    ...new Set([...rows('link', 'from', id), ...rows('link', 'to', id)]),
  ];

  return {
    snapshot,
    relations,
    today: relate(snapshot, 'as-is'),
    analysis,
    isKind: (kind) => Object.hasOwn(snapshot.entities, kind),
    live: (kind) => live(snapshot, kind),
    find,
    ref,
    refOrNull: (kind, id) => (id === undefined ? null : ref(kind, id)),
    person,
    holding: (fn, personId, evidence) => {
      const named = person(personId);
      const standing =
        named === null
          ? 'nobody'
          : named.gone !== undefined
            ? 'gone'
            : named.function === fn
              ? 'named'
              : 'other_function';
      return { function: fn, person: named, standing, evidence };
    },
    about: (id) =>
      distinct(
        links(id)
          .map(({ parts }) => (parts.from === id ? parts.to : parts.from))
          .map((other) => mentionOf(other)),
      ).toSorted((a, b) => byCodeUnit(a.entity, b.entity) || byLabel(a, b)),
    rows,
    links,
    note: (id) => said(snapshot.texts[`${id}:note`]),
    single: (kind, field) => {
      if (kind === 'process' && LONG_FIELDS.includes(field)) {
        return { text: said(snapshot.texts[`process:${field}`]), evidence: [`text/process:${field}`] };
      }
      const fields: Readonly<Record<string, unknown>> = snapshot[kind];
      const value = fields[field];
      return { text: said(typeof value === 'string' ? value : undefined), evidence: [`${kind}/${field}`] };
    },
  };
};
