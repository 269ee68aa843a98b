/** Values of a query string: what fits is read, what does not is refused with what is allowed. */
import type { Context } from 'hono';
import { ProblemError } from './problem.ts';

const refused = (name: string, text: string, allowed: string): ProblemError =>
  new ProblemError('invalid-query', `${name} is ${JSON.stringify(text.slice(0, 64))}. Give ${allowed}.`);

/** A whole number within bounds; `unset` when it is not given. */
export const count = (c: Context, name: string, least: number, most: number, unset: number): number => {
  const text = c.req.query(name);
  if (text === undefined) return unset;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : -1;
  if (value < least || value > most) throw refused(name, text, `a whole number from ${least} to ${most}`);
  return value;
};

const ISO = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** A day (its beginning in UTC) or a moment, as milliseconds since 1970 UTC; undefined when it is not given. */
export const moment = (c: Context, name: string): number | undefined => {
  const text = c.req.query(name);
  if (text === undefined) return undefined;
  const value = ISO.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(value))
    throw refused(name, text, 'a day (2026-11-26) or a moment with its zone (2026-11-26T08:30:00Z)');
  return value;
};

/** A text up to a length; undefined when it is not given. */
export const text = (c: Context, name: string, most: number): string | undefined => {
  const value = c.req.query(name);
  if (value !== undefined && value.length > most) throw refused(name, value, `at most ${most} characters`);
  return value;
};

/** Values parted by commas, each of them allowed; undefined when it is not given. */
export const list = (
  c: Context,
  name: string,
  isAllowed: (value: string) => boolean,
  allowed: string,
): readonly string[] | undefined => {
  const given = c.req.query(name);
  if (given === undefined) return undefined;
  const values = given.split(',');
  if (values.length > 100 || !values.every(isAllowed)) throw refused(name, given, allowed);
  return values;
};
