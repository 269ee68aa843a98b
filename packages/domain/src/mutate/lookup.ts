/**
 * What a mutation must know before it writes: whether an entity is there, which one stands for it after a merge, and
 * which rows now say a thing. Reads the document directly, since a mutation acts on what is there, not on a snapshot.
 */
import type * as Y from 'yjs';
import type { EntityKind } from '../schema/fields.ts';
import { namesEntity, partKinds, partSpecs } from '../schema/key.ts';
import type { Parts, RowKind } from '../schema/rows.ts';
import { readEntity, readRow, type RawEntity } from '../read/content.ts';
import { survivorOf } from '../read/merge.ts';
import { mapRoot } from '../read/root.ts';

/** One entity as it stands, or null. */
export function entityIn(doc: Y.Doc, kind: EntityKind, id: string): RawEntity | null {
  const map = mapRoot(doc, kind);
  return map === null ? null : readEntity(kind, map, id).value;
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
    if (entityIn(doc, kind, id) === null) continue;
    const survivor = survivorOf(id, (one) => entityIn(doc, kind, one) ?? undefined);
    return { id: survivor, kind, state: entityIn(doc, kind, survivor)?.deleted === true ? 'deleted' : 'live' };
  }
  return null;
}

/** The parts of a row with merged ids replaced by the surviving ones; unknown ids stay as they are. */
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
  const wanted = Object.entries(where) as readonly [string, string][];
  return [...map.keys()].sort().flatMap((key) => {
    const raw = readRow(kind, map, key).value;
    if (raw === null) return [];
    const parts = resolveParts(doc, kind, raw.parts);
    const values = parts as Readonly<Record<string, string>>;
    return wanted.every(([name, value]) => values[name] === value) ? [{ key, parts }] : [];
  });
}
