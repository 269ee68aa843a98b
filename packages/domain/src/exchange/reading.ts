/** Collects what is wrong with a JSON value while it is read, each fault at its path; reading goes on. */
import { isEntityId } from '../schema/key.ts';
import type { JsonPath } from './json-place.ts';

export interface PlacedFault {
  readonly path: JsonPath;
  readonly message: string;
}

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const LONGEST = 60;
/** A value as it is told in a message. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'an object';
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

export const listed = (values: readonly unknown[]): string => values.join(', ');

export class Reading {
  readonly faults: PlacedFault[] = [];

  fault(path: JsonPath, message: string): void {
    this.faults.push({ path, message });
  }

  /** The object's members; an empty one where it is left out or something else. */
  object(value: unknown, path: JsonPath): JsonObject {
    if (isObject(value)) return value;
    if (value !== undefined) this.fault(path, `${shown(value)} is not an object`);
    return {};
  }

  /** Complains of members that the format does not have. `what` names the thing: "a ballot". */
  only(value: JsonObject, path: JsonPath, names: readonly string[], what: string): void {
    for (const name of Object.keys(value))
      if (!names.includes(name)) this.fault([...path, name], `is not part of ${what}, which has ${listed(names)}`);
  }

  /** The items of a list with their paths; none where it is left out or something else. */
  list(value: unknown, path: JsonPath): readonly (readonly [unknown, JsonPath])[] {
    if (value === undefined) return [];
    if (Array.isArray(value)) return value.map((item: unknown, at) => [item, [...path, at]]);
    this.fault(path, `${shown(value)} is not a list`);
    return [];
  }

  /** One of a closed list; the first value and a fault otherwise. */
  oneOf<T extends string | number | boolean | null>(value: unknown, path: JsonPath, values: readonly T[]): T {
    if ((values as readonly unknown[]).includes(value)) return value as T;
    this.fault(
      path,
      `${value === undefined ? 'is missing; it' : shown(value)} is ${value === undefined ? '' : 'not '}one of ${listed(values)}`,
    );
    return values[0]!;
  }

  text(value: unknown, path: JsonPath): string {
    if (typeof value === 'string') return value;
    this.fault(path, value === undefined ? 'is missing; it is a text' : `${shown(value)} is not a text`);
    return '';
  }

  id(value: unknown, path: JsonPath): string {
    if (isEntityId(value)) return value;
    this.fault(path, value === undefined ? 'is missing; it is an id, a ULID' : `${shown(value)} is not an id, a ULID`);
    return '';
  }
}
