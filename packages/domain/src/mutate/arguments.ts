/**
 * Reads the arguments of a named mutation from plain data that somebody else wrote. Never throws; what a later version
 * may have written is told apart from what is wrong.
 */
import type { Scalar } from '../schema/field-value.ts';

/** What an argument can be: a scalar, a list of scalars, or named ones of these. */
export type Argument = Scalar | null | readonly (Scalar | null)[] | Readonly<Record<string, FlatArgument>>;
type FlatArgument = Scalar | null | readonly (Scalar | null)[];
export type Arguments = Readonly<Record<string, Argument>>;

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: 'newer' | 'malformed'; readonly argument: string };

/** Reads one value; undefined for one that is left out. */
export type Reader<T> = (value: unknown) => { readonly value: T } | 'newer' | 'malformed';

const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const text: Reader<string> = (value) => (typeof value === 'string' ? { value } : 'malformed');
export const flag: Reader<boolean> = (value) => (typeof value === 'boolean' ? { value } : 'malformed');
export const scalar: Reader<Scalar | null> = (value) => (value === null || isScalar(value) ? { value } : 'malformed');
/** A word of a list; one that is on no list may come from a later version. */
export const oneOf =
  <const V extends readonly string[]>(values: V): Reader<V[number]> =>
  (value) =>
    typeof value !== 'string' ? 'malformed' : values.includes(value) ? { value } : 'newer';
export const texts: Reader<readonly string[]> = (value) =>
  Array.isArray(value) && value.every((one) => typeof one === 'string') ? { value } : 'malformed';
/** Fields of a record by name. */
export const scalars: Reader<Readonly<Record<string, Scalar>>> = (value) =>
  isPlain(value) && Object.values(value).every(isScalar)
    ? { value: value as Readonly<Record<string, Scalar>> }
    : 'malformed';
export const nullable =
  <T>(reader: Reader<T>): Reader<T | null> =>
  (value) =>
    value === null ? { value: null } : reader(value);
export const optional =
  <T>(reader: Reader<T>): Reader<T | undefined> =>
  (value) =>
    value === undefined ? { value: undefined } : reader(value);

export type Readers = Readonly<Record<string, Reader<unknown>>>;
type Valued<R> = R extends Reader<infer T> ? T : never;
type OptionalKeys<S> = { [K in keyof S]: undefined extends Valued<S[K]> ? K : never }[keyof S];
/** The arguments that readers give, by name. */
export type ReadBy<S extends Readers> = {
  readonly [K in Exclude<keyof S, OptionalKeys<S>>]: Valued<S[K]>;
} & { readonly [K in OptionalKeys<S>]?: Exclude<Valued<S[K]>, undefined> };

/** All arguments by their readers. An argument that has no reader was added by a later version. */
export function readArguments<S extends Readers>(readers: S, given: unknown): Read<ReadBy<S>> {
  if (!isPlain(given)) return { ok: false, fault: 'malformed', argument: '' };
  for (const name of Object.keys(given))
    if (!Object.hasOwn(readers, name)) return { ok: false, fault: 'newer', argument: name };
  const values: Record<string, unknown> = {};
  for (const [name, reader] of Object.entries(readers)) {
    const read = reader(Object.hasOwn(given, name) ? given[name] : undefined);
    if (typeof read === 'string') return { ok: false, fault: read, argument: name };
    if (read.value !== undefined) values[name] = read.value;
  }
  return { ok: true, value: values as ReadBy<S> };
}
