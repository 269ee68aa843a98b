/**
 * The codec of row keys: parts by name to one flat key and back. Never throws; a key that this version cannot read is
 * classified, since a later version may have written it.
 */
import type { EntityKind } from './fields.ts';
import { KEY_SEPARATOR, ROW_SPECS, type PartSpec, type Parts, type RowKind, type RowSpec } from './rows.ts';

const ENTITY_ID = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/** True for a ULID, the one form of an entity id. */
export const isEntityId = (value: unknown): value is string => typeof value === 'string' && ENTITY_ID.test(value);

/** The parts of a row kind, widened: for code that works on any kind. */
export const partSpecs = (kind: RowKind): readonly PartSpec[] => (ROW_SPECS[kind] as RowSpec).parts;

/** Kinds of entity that a part may name, or null where it never names one. */
export const partKinds = (spec: PartSpec): readonly EntityKind[] | null =>
  spec.type === 'id' || spec.type === 'subject' ? spec.kinds : null;

/** True when the part's value names an entity rather than a wildcard, an area or a word. */
export function namesEntity(spec: PartSpec, value: string): boolean {
  if (spec.type === 'id') return value !== spec.wildcard;
  return spec.type === 'subject' && !spec.values.includes(value);
}

export function rowKey<K extends RowKind>(kind: K, parts: Parts<K>): string {
  const values = parts as Readonly<Record<string, string>>;
  return partSpecs(kind)
    .map((spec) => values[spec.name] ?? '')
    .join(KEY_SEPARATOR);
}

export type ParsedKey<K extends RowKind = RowKind> =
  | { readonly kind: 'conforming'; readonly parts: Parts<K> }
  | { readonly kind: 'nonconforming'; readonly reason: string }
  | { readonly kind: 'newer'; readonly reason: string };

const CONFORMING = { kind: 'conforming' } as const;
type PartVerdict = typeof CONFORMING | { readonly kind: 'nonconforming' | 'newer'; readonly reason: string };

function checkPart(spec: PartSpec, value: string): PartVerdict {
  switch (spec.type) {
    case 'enum':
      if (spec.values.includes(value) || value === spec.wildcard) return CONFORMING;
      return value === ''
        ? { kind: 'nonconforming', reason: `part "${spec.name}" is empty` }
        : { kind: 'newer', reason: `part "${spec.name}" has a value that this version does not know` };
    case 'id':
      if (value === spec.wildcard || isEntityId(value)) return CONFORMING;
      return { kind: 'nonconforming', reason: `part "${spec.name}" is not an id` };
    case 'subject':
      if (spec.values.includes(value) || isEntityId(value)) return CONFORMING;
      return { kind: 'nonconforming', reason: `part "${spec.name}" is neither an id nor a responsibility area` };
    case 'text':
      return value === '' ? { kind: 'nonconforming', reason: `part "${spec.name}" is empty` } : CONFORMING;
  }
}

/** Reads a key of a row kind; a text part comes last and takes the rest of the key, separators included. */
export function parseRowKey<K extends RowKind>(kind: K, key: string): ParsedKey<K> {
  const specs = partSpecs(kind);
  const pieces = key.split(KEY_SEPARATOR);
  const takesRest = specs.at(-1)?.type === 'text';
  if (pieces.length < specs.length || (pieces.length > specs.length && !takesRest)) {
    return { kind: 'nonconforming', reason: `the key has ${pieces.length} parts instead of ${specs.length}` };
  }
  if (takesRest) pieces.push(pieces.splice(specs.length - 1).join(KEY_SEPARATOR));
  const parts: Record<string, string> = {};
  let newer: string | null = null;
  for (const [index, spec] of specs.entries()) {
    const value = pieces[index]!;
    const verdict = checkPart(spec, value);
    if (verdict.kind === 'nonconforming') return { kind: 'nonconforming', reason: verdict.reason };
    if (verdict.kind === 'newer') newer ??= verdict.reason;
    parts[spec.name] = value;
  }
  if (newer !== null) return { kind: 'newer', reason: newer };
  return { kind: 'conforming', parts: Object.freeze(parts) as Parts<K> };
}
