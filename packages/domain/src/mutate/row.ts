/**
 * Assertion rows, for any row kind: say it, take it back. A row is one flat key; saying it again sets the same key.
 */
import type * as Y from 'yjs';
import { compareText } from '../order/order-key.ts';
import { namesEntity, parseRowKey, partKinds, partSpecs, rowKey } from '../schema/key.ts';
import { ROW_SPECS, type Parts, type RowKind } from '../schema/rows.ts';
import { mapRoot } from '../read/root.ts';
import type { Mutation } from './change.ts';
import { assertedRows, hasMerges, resolveParts, standingFor } from './lookup.ts';
import { invalidValue, mutation, refuse, unknownEntity, type Plan } from './perform.ts';
import { cleanText, LIMITS } from './value.ts';

/**
 * Plans an assertion. Ids must be of live entities (merged ones are replaced by their survivor) or among `created`:
 * ids that the same mutation is about to create.
 */
export function planRow<K extends RowKind>(
  doc: Y.Doc,
  kind: K,
  parts: Parts<K>,
  value: 1 | string,
  created: readonly string[] = [],
): Plan {
  const resolved: Record<string, string> = {};
  for (const spec of partSpecs(kind)) {
    const given = (parts as Readonly<Record<string, string>>)[spec.name] ?? '';
    const kinds = partKinds(spec);
    if (kinds !== null && namesEntity(spec, given) && !created.includes(given)) {
      const standing = standingFor(doc, kinds, given);
      if (standing?.state !== 'live') return unknownEntity(kinds[0] ?? spec.name, given);
      resolved[spec.name] = standing.id;
      continue;
    }
    const text = cleanText(spec.name, given, LIMITS.keyText);
    if (!text.ok) return refuse(text.refusal);
    resolved[spec.name] = spec.type === 'text' ? text.value.replaceAll(/\s+/gu, ' ') : text.value;
  }
  const key = rowKey(kind, resolved as Parts<K>);
  const parsed = parseRowKey(kind, key);
  if (parsed.kind !== 'conforming') return invalidValue(kind, parsed.reason);
  const text = typeof value === 'string' ? cleanText(kind, value, LIMITS.fieldText) : null;
  if (text !== null && !text.ok) return refuse(text.refusal);
  const stored = text === null ? 1 : text.value;
  if (mapRoot(doc, kind)?.get(key) === stored) return { writes: [] };
  if (!hasMerges(doc, kind)) return { writes: [{ kind: 'key', root: kind, key, value: stored }] };
  // After a merge another key may say it already; of several, readers take the lowest.
  const said = assertedRows(doc, kind, resolved as Partial<Parts<K>>)
    .map((row) => row.key)
    .sort(compareText)[0];
  if (stored === 1 && said !== undefined) return { writes: [] };
  return { writes: [{ kind: 'key', root: kind, key: said !== undefined && said < key ? said : key, value: stored }] };
}

/** Plans the withdrawal of every key that says this, also in the names of merged records. */
export function planWithdrawal<K extends RowKind>(doc: Y.Doc, kind: K, where: Partial<Parts<K>>): Plan {
  const known = resolveKnown(doc, kind, where);
  return { writes: assertedRows(doc, kind, known).map(({ key }) => ({ kind: 'key', root: kind, key, value: 0 })) };
}

function resolveKnown<K extends RowKind>(doc: Y.Doc, kind: K, where: Partial<Parts<K>>): Partial<Parts<K>> {
  const names = Object.keys(where);
  const resolved = resolveParts(doc, kind, where as Readonly<Record<string, string>>) as Readonly<
    Record<string, string>
  >;
  return Object.fromEntries(names.map((name) => [name, resolved[name]])) as Partial<Parts<K>>;
}

/** Says a row of a kind without a text. The named mutations are built from this; use them where there is one. */
export const assertRow = <K extends RowKind>(name: string, kind: K, parts: Parts<K>): Mutation =>
  mutation(name, (doc) =>
    ROW_SPECS[kind].value === 'flag' ? planRow(doc, kind, parts, 1) : invalidValue(kind, 'this row holds a text'),
  );

/** Says a row that holds a text; null or '' withdraws it. */
export const assertText = <K extends RowKind>(name: string, kind: K, parts: Parts<K>, text: string | null): Mutation =>
  mutation(name, (doc) =>
    text === null
      ? planWithdrawal(doc, kind, { ...parts } as unknown as Partial<Parts<K>>)
      : planRow(doc, kind, parts, text),
  );

/** Takes rows back: all that agree with the parts given. */
export const withdrawRows = <K extends RowKind>(name: string, kind: K, where: Partial<Parts<K>>): Mutation =>
  mutation(name, (doc) => planWithdrawal(doc, kind, where));

/** Takes back one row by its key as the snapshot shows it, with every other key that says the same. */
export function withdrawRow(kind: RowKind, key: string): Mutation {
  return mutation(`withdraw.${kind}`, (doc) => {
    const parsed = parseRowKey(kind, key);
    return parsed.kind === 'conforming' ? planWithdrawal(doc, kind, parsed.parts) : invalidValue(kind, parsed.reason);
  });
}
