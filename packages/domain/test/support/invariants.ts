/** What is true of every document that only mutations have written: each broken invariant as a sentence. */
import * as Y from 'yjs';
import {
  ENTITY_KINDS,
  isEntityId,
  MAP_ROOTS,
  parseRowKey,
  readSnapshot,
  ROW_KINDS,
  ROW_SPECS,
  rowKey,
  TEXT_ROOT_PATTERN,
  type RowKind,
} from '../../src/index.ts';
import { unfrozen } from './board.ts';

const SCALARS = new Set(['string', 'number', 'boolean']);
const isScalar = (value: unknown): boolean => value === null || SCALARS.has(typeof value);
const wellFormed = (value: unknown): boolean => typeof value !== 'string' || value.isWellFormed();

function rowFaults(doc: Y.Doc, kind: RowKind): readonly string[] {
  return [...doc.getMap<unknown>(kind)].flatMap(([key, value]) => {
    const parsed = parseRowKey(kind, key);
    if (parsed.kind !== 'conforming') return [`${kind} ${key}: ${parsed.reason}`];
    const faults: string[] = [];
    if (rowKey(kind, parsed.parts as never) !== key) faults.push(`${kind} ${key} is not its own key`);
    if (!key.isWellFormed()) faults.push(`${kind} ${key} is not well-formed`);
    const fits = value === 0 || (ROW_SPECS[kind].value === 'text' ? typeof value === 'string' : value === 1);
    if (!fits) faults.push(`${kind} ${key} holds ${String(value)}`);
    return faults;
  });
}

function entityFaults(doc: Y.Doc): readonly string[] {
  return ENTITY_KINDS.flatMap((kind) =>
    [...doc.getMap<unknown>(kind)].flatMap(([id, value]) => {
      if (!isEntityId(id) || !(value instanceof Y.Map)) return [`${kind} ${id} is not a record`];
      return [...(value as Y.Map<unknown>)].flatMap(([field, held]) => {
        if (!isScalar(held)) return [`${kind} ${id} ${field} is not a scalar`];
        return wellFormed(held) ? [] : [`${kind} ${id} ${field} is not well-formed`];
      });
    }),
  );
}

export function broken(doc: Y.Doc): readonly string[] {
  const snapshot = readSnapshot(doc);
  const faults: string[] = snapshot.irregular.map((one) => `${one.root} ${one.key}: ${one.reason}`);
  for (const name of doc.share.keys())
    if (!MAP_ROOTS.includes(name) && !TEXT_ROOT_PATTERN.test(name)) faults.push(`unknown root ${name}`);
  faults.push(...entityFaults(doc), ...ROW_KINDS.flatMap((kind) => rowFaults(doc, kind)));
  for (const kind of ENTITY_KINDS) {
    const labels = snapshot.entities[kind].map((entity) => entity.label);
    if (new Set(labels).size !== labels.length) faults.push(`${kind} labels repeat: ${labels.join(' ')}`);
  }
  const orders = snapshot.entities.step.map((step) => step.order ?? '');
  if (orders.some((order) => order === '' || order.length > 64)) faults.push(`order keys: ${orders.join(' ')}`);
  if (orders.some((order, index) => index > 0 && order < orders[index - 1]!))
    faults.push(`steps out of order: ${orders.join(' ')}`);
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) faults.push('structs are pending');
  return [...faults, ...unfrozen(snapshot)];
}
