/**
 * What a mutation must know before it writes: whether an entity is there, which one stands for it after a merge, and
 * which rows now say a thing. Reads the document directly, since a mutation acts on what is there, not on a snapshot.
 */
import * as Y from 'yjs';
import type { EntityKind } from '../schema/fields.ts';
import { isEntityId, namesEntity, partKinds, partSpecs } from '../schema/key.ts';
import type { Parts, RowKind } from '../schema/rows.ts';
import { readEntity, readLeaving, readRow, type RawEntity } from '../read/content.ts';
import { survivorOf } from '../read/merge.ts';
import { mapRoot } from '../read/root.ts';

type Leaving = Pick<RawEntity, 'deleted' | 'mergedInto'>;

/** Whether and how an entity is there; null when it is not. */
export function leavingOf(doc: Y.Doc, kind: EntityKind, id: string): Leaving | null {
  const record = isEntityId(id) ? mapRoot(doc, kind)?.get(id) : undefined;
  return record instanceof Y.Map ? readLeaving(record as Y.Map<unknown>) : null;
}

/** All entities of a kind, deleted and merged ones included. */
export function entitiesIn(doc: Y.Doc, kind: EntityKind): readonly RawEntity[] {
  const map = mapRoot(doc, kind);
  if (map === null) return [];
  return [...map.keys()].flatMap((id) => readEntity(kind, map, id).value ?? []);
}

export interface Standing {
  /** The entity that stands for the id now. */
  readonly id: string;
  readonly kind: EntityKind;
  readonly state: 'live' | 'deleted';
}

/** Which entity stands for an id, of the first of `kinds` that has it; null when none does. */
export function standingFor(doc: Y.Doc, kinds: readonly EntityKind[], id: string): Standing | null {
  for (const kind of kinds) {
    const leaving = leavingOf(doc, kind, id);
    if (leaving === null) continue;
    const survivor = leaving.mergedInto === null ? id : survivorOf(id, (one) => leavingOf(doc, kind, one) ?? undefined);
    const deleted = survivor === id ? leaving.deleted : leavingOf(doc, kind, survivor)?.deleted === true;
    return { id: survivor, kind, state: deleted ? 'deleted' : 'live' };
  }
  return null;
}

/** Replaces merged ids in the parts of a row by the surviving ones; unknown ids stay as they are. */
export function resolveParts<K extends RowKind>(
  doc: Y.Doc,
  kind: K,
  parts: Readonly<Record<string, string>>,
): Parts<K> {
  const resolved: Record<string, string> = {};
  for (const spec of partSpecs(kind)) {
    const value = parts[spec.name] ?? '';
    const kinds = partKinds(spec);
    resolved[spec.name] =
      kinds !== null && namesEntity(spec, value) ? (standingFor(doc, kinds, value)?.id ?? value) : value;
  }
  return resolved as Parts<K>;
}

/** True when an entity that a row of this kind can name has been merged: only then can two keys say the same. */
export function hasMerges(doc: Y.Doc, kind: RowKind): boolean {
  const kinds = new Set(partSpecs(kind).flatMap((spec) => partKinds(spec) ?? []));
  for (const one of kinds) {
    for (const id of mapRoot(doc, one)?.keys() ?? [])
      if ((leavingOf(doc, one, id)?.mergedInto ?? null) !== null) return true;
  }
  return false;
}

export interface AssertedRow<K extends RowKind = RowKind> {
  readonly key: string;
  readonly parts: Parts<K>;
}

/** Every asserted row of a kind whose resolved parts agree with `where`; sleeping ones too. In key order. */
export function assertedRows<K extends RowKind>(
  doc: Y.Doc,
  kind: K,
  where: Partial<Parts<K>>,
): readonly AssertedRow<K>[] {
  const map = mapRoot(doc, kind);
  if (map === null) return [];
  const merged = hasMerges(doc, kind);
  const wanted = Object.entries(where) as readonly [string, string][];
  const found: AssertedRow<K>[] = [];
  for (const key of map.keys()) {
    // Without merges every wanted value stands in the key as it is.
    if (!merged && !wanted.every(([, value]) => key.includes(value))) continue;
    const raw = readRow(kind, map, key).value;
    if (raw === null) continue;
    const parts = merged ? resolveParts(doc, kind, raw.parts) : (raw.parts as Parts<K>);
    const values = parts as Readonly<Record<string, string>>;
    if (wanted.every(([name, value]) => values[name] === value)) found.push({ key, parts });
  }
  return found.sort((a, b) => (a.key < b.key ? -1 : 1));
}
