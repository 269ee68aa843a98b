/**
 * Whether a stored value fits a field, and what it is when it does not. Shared by the reader and the mutations, so that
 * what is written is what is read.
 */
import { isOrderKey } from '../order/order-key.ts';
import { ENTITY_FIELDS, SINGLE_FIELDS, type EntityKind, type FieldSpec, type SingleKind } from './fields.ts';
import { isEntityId } from './key.ts';

export type Scalar = string | number | boolean;

export type FieldVerdict =
  | { readonly kind: 'absent' }
  | { readonly kind: 'value'; readonly value: Scalar }
  | { readonly kind: 'nonconforming'; readonly reason: string }
  | { readonly kind: 'newer'; readonly reason: string };

/** The fields of a kind by name, widened: for code that works on any kind. */
export const entityFields = (kind: EntityKind): Readonly<Record<string, FieldSpec>> => ENTITY_FIELDS[kind];
export const singleFields = (kind: SingleKind): Readonly<Record<string, FieldSpec>> => SINGLE_FIELDS[kind];

/** Own property only: a field named `constructor` is unknown like any other. */
export const fieldSpec = (fields: Readonly<Record<string, FieldSpec>>, field: string): FieldSpec | undefined =>
  Object.hasOwn(fields, field) ? fields[field] : undefined;

const ABSENT: FieldVerdict = { kind: 'absent' };
const fits = (value: Scalar): FieldVerdict => ({ kind: 'value', value });
const unfit = (reason: string): FieldVerdict => ({ kind: 'nonconforming', reason });

function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(value);
}

/** Classifies one stored value; null, undefined and '' are absent. */
export function readField(spec: FieldSpec, value: unknown): FieldVerdict {
  if (value === null || value === undefined || value === '') return ABSENT;
  switch (spec.type) {
    case 'text':
      return typeof value === 'string' ? fits(value) : unfit('not a text');
    case 'enum':
      if (typeof value !== 'string') return unfit('not one of the known values');
      return spec.values.includes(value)
        ? fits(value)
        : { kind: 'newer', reason: 'a value that this version does not know' };
    case 'boolean':
      return typeof value === 'boolean' ? fits(value) : unfit('neither yes nor no');
    case 'integer':
      if (typeof value !== 'number' || !Number.isInteger(value)) return unfit('not a whole number');
      return value >= spec.min && value <= spec.max ? fits(value) : unfit(`not between ${spec.min} and ${spec.max}`);
    case 'date':
      return typeof value === 'string' && isDate(value) ? fits(value) : unfit('not a date of the form YYYY-MM-DD');
    case 'order':
      return isOrderKey(value) ? fits(value) : unfit('not an order key');
    case 'reference':
      return isEntityId(value) ? fits(value) : unfit('not an id');
  }
}
