/**
 * From what a person or program gives to what is stored: well-formed Unicode (a lone surrogate would differ between
 * replicas), trimmed, within the limits, of the field's type, and naming only entities that are there.
 */
import type * as Y from 'yjs';
import type { EntityKind, FieldSpec } from '../schema/fields.ts';
import { entityFields, fieldSpec, readField, type Scalar } from '../schema/field-value.ts';
import { standingFor } from './lookup.ts';
import type { Refusal } from './change.ts';
import type { Stored } from './perform.ts';

/** Lengths in UTF-16 code units, below what a server admits. */
export const LIMITS = { fieldText: 4000, keyText: 500, longText: 50_000 } as const;

export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

const accept = <T>(value: T): Checked<T> => ({ ok: true, value });
const invalid = (field: string, reason: string): Checked<never> => ({
  ok: false,
  refusal: { kind: 'invalid-value', field, reason },
});

/** A text as it is stored; refused when it is too long. */
export function cleanText(field: string, text: string, limit: number): Checked<string> {
  const clean = text.toWellFormed().trim();
  return clean.length > limit ? invalid(field, `longer than ${limit} characters; shorten it`) : accept(clean);
}

/** A field's value as it is stored; null and '' clear the field. */
export function checkField(doc: Y.Doc, field: string, spec: FieldSpec | undefined, value: unknown): Checked<Stored> {
  if (spec === undefined) return invalid(field, 'no such field');
  let given = value;
  if (typeof given === 'string') {
    const text = cleanText(field, given, LIMITS.fieldText);
    if (!text.ok) return text;
    given = text.value;
  }
  const verdict = readField(spec, given);
  switch (verdict.kind) {
    case 'absent':
      return accept(null);
    case 'newer':
      return invalid(field, 'not one of the known values');
    case 'nonconforming':
      return invalid(field, verdict.reason);
    case 'value':
      return spec.type === 'reference'
        ? checkReference(doc, spec.to as EntityKind, verdict.value)
        : accept(verdict.value);
  }
}

function checkReference(doc: Y.Doc, kind: EntityKind, id: Scalar): Checked<Stored> {
  const standing = standingFor(doc, [kind], String(id));
  return standing?.state === 'live'
    ? accept(standing.id)
    : { ok: false, refusal: { kind: 'unknown-entity', entity: kind, id: String(id) } };
}

/** Fields as they are stored; absent ones left out. */
export function checkFields(
  doc: Y.Doc,
  kind: EntityKind,
  input: Readonly<Record<string, unknown>>,
): Checked<Record<string, Scalar>> {
  const fields: Record<string, Scalar> = {};
  for (const [field, value] of Object.entries(input)) {
    const checked = checkField(doc, field, fieldSpec(entityFields(kind), field), value);
    if (!checked.ok) return checked;
    if (checked.value !== null) fields[field] = checked.value;
  }
  return { ok: true, value: fields };
}
