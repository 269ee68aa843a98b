/**
 * How every mutation runs: it plans its writes without touching the document, or refuses; then all writes happen in one
 * transaction, only where the value differs. The one place that writes to shared types.
 */
import * as Y from 'yjs';
import { ENTITY_FIELDS, type EntityKind } from '../schema/fields.ts';
import type { Scalar } from '../schema/field-value.ts';
import { longText } from '../read/long-text.ts';
import { mapRoot, textFragment } from '../read/root.ts';
import { entityMap, heldBy } from '../read/writer.ts';
import { LOCAL_ORIGIN, type Mutation, type Outcome, type Refusal, type Touched } from './change.ts';
import { lastTextItem, rewriteText } from './rewrite-text.ts';

export type Stored = Scalar | null;

export type Write =
  /** A new entity, whole. */
  | {
      readonly kind: 'create';
      readonly entity: EntityKind;
      readonly id: string;
      readonly fields: Readonly<Record<string, Scalar>>;
    }
  /** A key inside an entity. */
  | {
      readonly kind: 'field';
      readonly entity: EntityKind;
      readonly id: string;
      readonly field: string;
      readonly value: Stored;
    }
  /** A key of a root of scalars: a row, the board, the process. */
  | { readonly kind: 'key'; readonly root: string; readonly key: string; readonly value: Stored }
  /** A whole long text. */
  | { readonly kind: 'text'; readonly root: string; readonly text: string };

export type Plan = { readonly refusal: Refusal } | { readonly writes: readonly Write[] };

export const refuse = (refusal: Refusal): Plan => ({ refusal });
export const unknownEntity = (entity: string, id: string): Plan => refuse({ kind: 'unknown-entity', entity, id });
export const invalidValue = (field: string, reason: string): Plan => refuse({ kind: 'invalid-value', field, reason });

/** What undo can bring back of a stored value: the value itself, or undefined for what a field or row never holds. */
const scalarOf = (value: unknown): Scalar | null | undefined =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : undefined;

/** Writes one key unless the value stands there already; null when nothing was written. */
export function setKey(
  map: Y.Map<unknown>,
  root: string,
  entity: string | null,
  key: string,
  value: Stored,
): Touched | null {
  const before = scalarOf(map.get(key));
  if (map.has(key) ? before === value : value === null) return null;
  const replaced = heldBy(map, key);
  map.set(key, value);
  return { root, entity, key, before, after: value, written: heldBy(map, key)!, replaced };
}

function apply(doc: Y.Doc, write: Write): Touched | null {
  switch (write.kind) {
    case 'create': {
      const root = mapRoot(doc, write.entity)!;
      const record = new Y.Map<unknown>(Object.entries(write.fields));
      root.set(write.id, record);
      return {
        root: write.entity,
        entity: null,
        key: write.id,
        before: undefined,
        after: write.fields,
        written: heldBy(root, write.id)!,
        replaced: null,
      };
    }
    case 'field': {
      const record = entityMap(doc, write.entity, write.id);
      return record === null ? null : setKey(record, write.entity, write.id, write.field, write.value);
    }
    case 'key':
      return setKey(mapRoot(doc, write.root)!, write.root, null, write.key, write.value);
    case 'text': {
      const fragment = textFragment(doc, write.root)!;
      const before = longText(fragment);
      if (before === write.text) return null;
      const replaced = lastTextItem(fragment);
      rewriteText(fragment, write.text);
      const written = lastTextItem(fragment) ?? { client: doc.clientID, clock: -1 };
      return { root: write.root, entity: null, key: '', before, after: write.text, written, replaced };
    }
  }
}

/** Client id -> next clock, of everything that has arrived. */
export function stateVector(doc: Y.Doc): ReadonlyMap<number, number> {
  return Y.decodeStateVector(Y.encodeStateVector(doc));
}

const rootOf = (write: Write): string =>
  write.kind === 'create' || write.kind === 'field' ? write.entity : write.root;

/** Runs planned writes as one transaction. Refuses when nothing would change. */
export function perform(doc: Y.Doc, name: string, writes: readonly Write[]): Outcome {
  for (const write of writes) {
    const root = rootOf(write);
    const usable = write.kind === 'text' ? textFragment(doc, root) : mapRoot(doc, root);
    if (usable === null)
      return {
        ok: false,
        refusal: {
          kind: 'invalid-value',
          field: root,
          reason: 'this part of the board cannot be read; restore an earlier version',
        },
      };
  }
  const touched: Touched[] = [];
  const created: string[] = [];
  doc.transact(() => {
    for (const write of writes) {
      const done = apply(doc, write);
      if (done === null) continue;
      touched.push(done);
      if (write.kind === 'create') created.push(write.id);
    }
  }, LOCAL_ORIGIN);
  if (touched.length === 0) return { ok: false, refusal: { kind: 'unchanged' } };
  return { ok: true, performed: { name, touched, created, seen: stateVector(doc) } };
}

/** Makes a mutation of a plan. The plan reads the document as it is when the mutation runs. */
export function mutation(name: string, plan: (doc: Y.Doc) => Plan): Mutation {
  return (doc) => {
    const planned = plan(doc);
    return 'refusal' in planned ? { ok: false, refusal: planned.refusal } : perform(doc, name, planned.writes);
  };
}

/** True for a root that holds entities. */
export const isEntityKind = (root: string): root is EntityKind => Object.hasOwn(ENTITY_FIELDS, root);

/**
 * Several mutations as one transaction and one entry of the history. What is refused is left out; when everything is,
 * the first refusal that is not `unchanged` is the answer.
 */
export function together(name: string, mutations: readonly Mutation[]): Mutation {
  return (doc) => {
    const outcomes: Outcome[] = [];
    doc.transact(() => {
      for (const run of mutations) outcomes.push(run(doc));
    }, LOCAL_ORIGIN);
    const performed = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.performed] : []));
    if (performed.length > 0) {
      return {
        ok: true,
        performed: {
          name,
          touched: performed.flatMap((one) => one.touched),
          created: performed.flatMap((one) => one.created),
          seen: stateVector(doc),
        },
      };
    }
    const refusals = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.refusal]));
    return { ok: false, refusal: refusals.find((refusal) => refusal.kind !== 'unchanged') ?? { kind: 'unchanged' } };
  };
}
