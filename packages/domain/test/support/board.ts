/** Small boards for the tests: ids by a seed, records by their labels. */
import * as Y from 'yjs';
import {
  readSnapshot,
  seededIds,
  seedTemplate,
  type Entity,
  type EntityKind,
  type IdSource,
  type Mutation,
  type Performed,
  type Refusal,
  type Snapshot,
  type TemplateId,
} from '../../src/index.ts';

export const seeded = (template: TemplateId, client = 1): Y.Doc => {
  const doc = new Y.Doc();
  doc.clientID = client;
  const outcome = seedTemplate(doc, template, { ids: seededIds(7) });
  if (!outcome.ok) throw new Error(`seed refused: ${JSON.stringify(outcome.refusal)}`);
  return doc;
};

/** A second replica of a document, under its own client id. */
export const replicaOf = (doc: Y.Doc, client: number): Y.Doc => {
  const replica = new Y.Doc();
  replica.clientID = client;
  Y.applyUpdate(replica, Y.encodeStateAsUpdate(doc));
  return replica;
};

/** Brings several replicas to the same state. */
export const exchange = (...docs: readonly Y.Doc[]): void => {
  for (let round = 0; round < 2; round += 1) {
    for (const from of docs)
      for (const to of docs) if (from !== to) Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
  }
};

export const done = (doc: Y.Doc, mutation: Mutation): Performed => {
  const outcome = mutation(doc);
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.refusal)}`);
  return outcome.performed;
};

export const refused = (doc: Y.Doc, mutation: Mutation): Refusal => {
  const outcome = mutation(doc);
  if (outcome.ok) throw new Error(`not refused: ${outcome.performed.name}`);
  return outcome.refusal;
};

/** Creates and answers the new id. */
export const made = (doc: Y.Doc, mutation: Mutation): string => done(doc, mutation).created[0]!;

export const labelled = <K extends EntityKind>(source: Y.Doc | Snapshot, kind: K, label: string): Entity<K> => {
  const snapshot = source instanceof Y.Doc ? readSnapshot(source) : source;
  const found = (snapshot.entities[kind] as readonly Entity<K>[]).find((entity) => entity.label === label);
  if (found === undefined) throw new Error(`no ${kind} ${label}`);
  return found;
};

export const id = (source: Y.Doc | Snapshot, kind: EntityKind, label: string): string =>
  labelled(source, kind, label).id;

export const ids = (seed: number): IdSource => seededIds(seed, 1_800_000_000_000 + seed * 1_000_000);

/** Every object reachable from a value that is not frozen, by path: empty for a deeply frozen value. */
export const unfrozen = (value: unknown, path = '$'): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, item]) => unfrozen(item, `${path}.${key}`));
  return Object.isFrozen(value) ? inner : [path, ...inner];
};
