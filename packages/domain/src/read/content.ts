/**
 * What stands in the document, record by record, classified: conforming content to build a snapshot from, and the rest
 * as irregular. One function a record, so that an edit re-reads only what it touched. Never throws, writes nothing.
 */
import * as Y from 'yjs';
import type { EntityKind, FieldSpec, SingleKind } from '../schema/fields.ts';
import { entityFields, fieldSpec, readField, singleFields, type Scalar } from '../schema/field-value.ts';
import { isEntityId, parseRowKey } from '../schema/key.ts';
import { META_ROOT, SCHEMA_VERSION } from '../schema/roots.ts';
import { ROW_SPECS, type Parts, type RowKind } from '../schema/rows.ts';
import { plain } from './plain.ts';
import type { Irregular } from './snapshot.ts';

export interface RawEntity {
  readonly id: string;
  readonly fields: Readonly<Record<string, Scalar>>;
  readonly deleted: boolean;
  readonly mergedInto: string | null;
}

export interface RawRow {
  readonly key: string;
  readonly parts: Readonly<Record<string, string>>;
  readonly text: string;
}

/** What one key of a root gave: a value or nothing, and what could not be understood in it. */
export interface Reading<T> {
  readonly value: T | null;
  readonly irregular: readonly Irregular[];
}

const NOTHING: readonly Irregular[] = Object.freeze([]);

function irregular(root: string, key: string, kind: Irregular['kind'], reason: string, value: unknown): Irregular {
  return Object.freeze({ root, key, kind, reason, value: plain(value) });
}

/** The fields of an entity beside those of its kind: how it left the board. */
const DELETED_AT = 'deletedAt';
const MERGED_INTO = 'mergedInto';

interface FieldsReading {
  readonly fields: Readonly<Record<string, Scalar>>;
  readonly faults: readonly Irregular[];
}

function readFields(
  root: string,
  prefix: string,
  specs: Readonly<Record<string, FieldSpec>>,
  map: Y.Map<unknown>,
  skip: readonly string[],
): FieldsReading {
  const fields: Record<string, Scalar> = {};
  const faults: Irregular[] = [];
  // Sorted, so that a record reads the same however its keys arrived.
  for (const field of [...map.keys()].sort()) {
    if (skip.includes(field)) continue;
    const value = map.get(field);
    const spec = fieldSpec(specs, field);
    const verdict =
      spec === undefined
        ? ({ kind: 'newer', reason: 'a field that this version does not know' } as const)
        : readField(spec, value);
    if (verdict.kind === 'value') fields[field] = verdict.value;
    else if (verdict.kind !== 'absent')
      faults.push(irregular(root, prefix + field, verdict.kind, verdict.reason, value));
  }
  return { fields: Object.freeze(fields), faults };
}

/** How a record left the board, without reading its fields. */
export function readLeaving(record: Y.Map<unknown>): Pick<RawEntity, 'deleted' | 'mergedInto'> {
  const deletedAt = record.get(DELETED_AT);
  const target = record.get(MERGED_INTO);
  return {
    deleted: typeof deletedAt === 'number' || typeof deletedAt === 'string',
    mergedInto: isEntityId(target) ? target : null,
  };
}

/** One entity by id. Irregular fields are left out of it and listed under `<id>:<field>`; the entity itself stays. */
export function readEntity(kind: EntityKind, map: Y.Map<unknown>, id: string): Reading<RawEntity> {
  if (!map.has(id)) return { value: null, irregular: NOTHING };
  const value = map.get(id);
  if (!isEntityId(id))
    return { value: null, irregular: [irregular(kind, id, 'nonconforming', 'the id is not a ULID', value)] };
  if (!(value instanceof Y.Map))
    return { value: null, irregular: [irregular(kind, id, 'nonconforming', 'not a record', value)] };
  const record = value as Y.Map<unknown>;
  const { fields, faults } = readFields(kind, `${id}:`, entityFields(kind), record, [DELETED_AT, MERGED_INTO]);
  const all = [...faults];
  const { deleted, mergedInto } = readLeaving(record);
  const deletedAt = record.get(DELETED_AT) ?? null;
  if (deletedAt !== null && !deleted) {
    all.push(irregular(kind, `${id}:${DELETED_AT}`, 'nonconforming', 'not a time', deletedAt));
  }
  const target = record.get(MERGED_INTO) ?? null;
  if (target !== null && mergedInto === null) {
    all.push(irregular(kind, `${id}:${MERGED_INTO}`, 'nonconforming', 'not an id', target));
  }
  return { value: { id, fields, deleted, mergedInto }, irregular: all.length === 0 ? NOTHING : Object.freeze(all) };
}

/** One row by key; null where it is withdrawn or was never asserted. */
export function readRow<K extends RowKind>(kind: K, map: Y.Map<unknown>, key: string): Reading<RawRow> {
  if (!map.has(key)) return { value: null, irregular: NOTHING };
  const value = map.get(key);
  const fault = (verdict: Irregular['kind'], reason: string): Reading<RawRow> => ({
    value: null,
    irregular: [irregular(kind, key, verdict, reason, value)],
  });
  const parsed = parseRowKey(kind, key);
  if (parsed.kind !== 'conforming') return fault(parsed.kind, parsed.reason);
  if (value === 0 || value === null) return { value: null, irregular: NOTHING };
  const text = ROW_SPECS[kind].value === 'text';
  if (text ? typeof value !== 'string' : value !== 1)
    return fault('nonconforming', text ? 'the value is neither a text nor 0' : 'the value is neither 1 nor 0');
  return { value: { key, parts: parsed.parts as Parts<K>, text: text ? (value as string) : '' }, irregular: NOTHING };
}

/** The board's or the process's own fields. */
export function readSingle(
  kind: SingleKind,
  map: Y.Map<unknown>,
): { readonly fields: Readonly<Record<string, Scalar>>; readonly irregular: readonly Irregular[] } {
  const { fields, faults } = readFields(kind, '', singleFields(kind), map, []);
  return { fields, irregular: faults };
}

/** The schema version that the document says it has; 1 where it says nothing. */
export function readSchemaVersion(map: Y.Map<unknown>): {
  readonly version: number;
  readonly irregular: readonly Irregular[];
} {
  const faults: Irregular[] = [];
  let version = SCHEMA_VERSION;
  for (const key of [...map.keys()].sort()) {
    const value = map.get(key);
    if (key !== 'schema')
      faults.push(irregular(META_ROOT, key, 'newer', 'a field that this version does not know', value));
    else if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1) {
      faults.push(irregular(META_ROOT, key, 'nonconforming', 'not a schema version', value));
    } else {
      version = value;
      if (version > SCHEMA_VERSION)
        faults.push(irregular(META_ROOT, key, 'newer', 'written by a later version', value));
    }
  }
  return { version, irregular: faults };
}

export { irregular };
