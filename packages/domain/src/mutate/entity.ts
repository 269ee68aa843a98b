/**
 * What a person can do to a record as a whole and to its fields: create, fill in, delete, restore, merge.
 */
import type * as Y from 'yjs';
import { NUMBER_PREFIX, type EntityKind, type Fields, type SingleKind } from '../schema/fields.ts';
import { entityFields, fieldSpec, readField, singleFields } from '../schema/field-value.ts';
import { rowKey } from '../schema/key.ts';
import { mapRoot } from '../read/root.ts';
import { entityMap } from '../read/writer.ts';
import type { Mutation } from './change.ts';
import { systemIds, type IdSource } from './ids.ts';
import { entitiesIn, leavingOf, standingFor } from './lookup.ts';
import { invalidValue, mutation, refuse, unknownEntity, type Plan, type Write } from './perform.ts';
import { planRow } from './row.ts';
import { endOfSteps } from './step.ts';
import { checkField, checkFields } from './value.ts';

/** The value of one field, or null to clear it. */
export type FieldInput<K extends EntityKind | SingleKind, F extends keyof Fields<K>> = Exclude<
  Fields<K>[F],
  undefined
> | null;

export interface CreateOptions {
  readonly ids?: IdSource;
  /** Entities that the new one is tied to by a link row: a constraint to its system, a question to its step. */
  readonly links?: readonly string[];
  /** Data objects that a new interface carries or that new logic reads. */
  readonly data?: readonly string[];
}

/** The next free number of a kind, over all records that ever had one. */
export function nextNumber(doc: Y.Doc, kind: EntityKind): number {
  return (
    entitiesIn(doc, kind).reduce((highest, entity) => Math.max(highest, Number(entity.fields['number'] ?? 0)), 0) + 1
  );
}

/** Rows that come with a new entity, which the document does not hold yet: checked with the new id taken as known. */
function companionRows(doc: Y.Doc, kind: EntityKind, id: string, options: CreateOptions): Plan {
  const writes: Write[] = [];
  for (const target of options.links ?? []) {
    const plan = planRow(doc, 'link', { from: id, to: target }, 1, [id]);
    if ('refusal' in plan) return plan;
    writes.push(...plan.writes);
  }
  for (const data of options.data ?? []) {
    if (kind !== 'interface' && kind !== 'logic')
      return invalidValue('data', 'only an interface or decision logic carries data');
    const known = standingFor(doc, ['dataObject'], data);
    if (known?.state !== 'live') return unknownEntity('dataObject', data);
    writes.push(
      kind === 'interface'
        ? { kind: 'key', root: 'ifData', key: rowKey('ifData', { interface: id, data: known.id }), value: 1 }
        : { kind: 'key', root: 'logicData', key: rowKey('logicData', { logic: id, data: known.id }), value: 1 },
    );
  }
  return { writes };
}

/** Creates a record; numbered kinds get the next number, a step goes to the end. The new id is `performed.created[0]`. */
export function createEntity<K extends EntityKind>(kind: K, fields: Fields<K>, options: CreateOptions = {}): Mutation {
  return mutation(`create.${kind}`, (doc) => {
    const ids = options.ids ?? systemIds;
    const { order: _, ...input } = fields as Readonly<Record<string, unknown>>;
    const checked = checkFields(doc, kind, input);
    if (!checked.ok) return refuse(checked.refusal);
    const id = ids.next();
    const companions = companionRows(doc, kind, id, options);
    if ('refusal' in companions) return companions;
    const numbered =
      Object.hasOwn(NUMBER_PREFIX, kind) && checked.value['number'] === undefined
        ? { number: nextNumber(doc, kind) }
        : {};
    const placed = kind === 'step' ? endOfSteps(doc, ids.random) : { order: {}, rekeyed: [] };
    const create: Write = {
      kind: 'create',
      entity: kind,
      id,
      fields: { ...placed.order, ...numbered, ...checked.value },
    };
    return { writes: [create, ...placed.rekeyed, ...companions.writes] };
  });
}

/** True when the stored value was written by a later version of the product: it is left alone. */
function isNewer(map: Y.Map<unknown> | null, field: string, fields: ReturnType<typeof entityFields>): boolean {
  const spec = fieldSpec(fields, field);
  return map !== null && spec !== undefined && readField(spec, map.get(field)).kind === 'newer';
}
const NEWER = 'written by a later version of the product; update this one to change it';

/** Fills in or clears one field. A deleted or merged record can be written too: it keeps what it is told. */
export function setField<K extends EntityKind, F extends keyof Fields<K> & string>(
  kind: K,
  id: string,
  field: F,
  value: FieldInput<K, F>,
): Mutation {
  return mutation(`set.${kind}`, (doc) => {
    if (leavingOf(doc, kind, id) === null) return unknownEntity(kind, id);
    if (field === 'order') return invalidValue(field, 'a position changes by moving the step');
    const fields = entityFields(kind);
    const checked = checkField(doc, field, fieldSpec(fields, field), value);
    if (!checked.ok) return refuse(checked.refusal);
    if (isNewer(entityMap(doc, kind, id), field, fields)) return invalidValue(field, NEWER);
    return { writes: [{ kind: 'field', entity: kind, id, field, value: checked.value }] };
  });
}

/** Fills in or clears one field of the board or the process. */
export function setSingleField<K extends SingleKind, F extends keyof Fields<K> & string>(
  kind: K,
  field: F,
  value: FieldInput<K, F>,
): Mutation {
  return mutation(`set.${kind}`, (doc) => {
    const fields = singleFields(kind);
    const checked = checkField(doc, field, fieldSpec(fields, field), value);
    if (!checked.ok) return refuse(checked.refusal);
    if (isNewer(mapRoot(doc, kind), field, fields)) return invalidValue(field, NEWER);
    return { writes: [{ kind: 'key', root: kind, key: field, value: checked.value }] };
  });
}

/** Takes a record off the board; it keeps everything and can be restored. */
export function deleteEntity(kind: EntityKind, id: string, nowMs: () => number = Date.now): Mutation {
  return mutation(`delete.${kind}`, (doc) => {
    const entity = leavingOf(doc, kind, id);
    if (entity === null) return unknownEntity(kind, id);
    return { writes: entity.deleted ? [] : [{ kind: 'field', entity: kind, id, field: 'deletedAt', value: nowMs() }] };
  });
}

/** Brings a deleted record back, with its rows. */
export function restoreEntity(kind: EntityKind, id: string): Mutation {
  return mutation(`restore.${kind}`, (doc) => {
    if (leavingOf(doc, kind, id) === null) return unknownEntity(kind, id);
    return { writes: [{ kind: 'field', entity: kind, id, field: 'deletedAt', value: null }] };
  });
}

/** Says that two records are one: everything said of the loser is from now on said of the winner. */
export function mergeEntities(kind: EntityKind, loser: string, winner: string): Mutation {
  return mutation(`merge.${kind}`, (doc) => {
    const from = standingFor(doc, [kind], loser);
    const into = standingFor(doc, [kind], winner);
    if (from?.state !== 'live') return unknownEntity(kind, loser);
    if (into?.state !== 'live') return unknownEntity(kind, winner);
    if (from.id === into.id) return { writes: [] };
    return { writes: [{ kind: 'field', entity: kind, id: from.id, field: 'mergedInto', value: into.id }] };
  });
}

/** Takes a merge back: the record stands for itself again. */
export function unmergeEntity(kind: EntityKind, id: string): Mutation {
  return mutation(`unmerge.${kind}`, (doc) => {
    if (leavingOf(doc, kind, id) === null) return unknownEntity(kind, id);
    return { writes: [{ kind: 'field', entity: kind, id, field: 'mergedInto', value: null }] };
  });
}
