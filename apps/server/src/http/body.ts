/** Reads a JSON body against a schema; every way it can be wrong is a problem that names the field and the remedy. */
import type { Context } from 'hono';
import { z } from 'zod';
import { ProblemError, type ProblemKind } from './problem.ts';

export const BODY_LIMIT_BYTES = 64 * 1024;

const pointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** The value, or the part of the body at `within`, as the schema has it; else a problem that names every field. */
export const fit = <T>(
  c: Context,
  schema: z.ZodType<T>,
  value: unknown,
  kind: ProblemKind = 'invalid-body',
  within: readonly PropertyKey[] = [],
): T => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = Object.fromEntries(
    parsed.error.issues.map((issue) => [pointer([...within, ...issue.path]), sentence(issue.message)]),
  );
  const said = Object.entries(errors).map(([path, message]) => `${path === '' ? 'body' : path.slice(1)}: ${message}`);
  throw new ProblemError(kind, `The body of ${c.req.method} ${c.req.path} does not fit. ${said.join(' ')}`, { errors });
};

export const readBody = async <T>(c: Context, schema: z.ZodType<T>): Promise<T> => {
  const type = c.req.header('content-type') ?? '';
  if (!/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type)) {
    throw new ProblemError(
      'unsupported-media-type',
      `The content type is ${type === '' ? 'missing' : JSON.stringify(type)}. Send the body as application/json.`,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await c.req.arrayBuffer()));
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof TypeError)) throw error;
    throw new ProblemError(
      'malformed-json',
      `The body of ${c.req.method} ${c.req.path} is not JSON in UTF-8 (${error.message}). Send one JSON object.`,
    );
  }
  return fit(c, schema, value);
};

const INVISIBLE = /[\p{Cc}\p{Cs}\u{2028}\u{2029}\u{202A}-\u{202E}\u{2066}-\u{2069}]/u;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** One line of text for people: trimmed, 1 to `most` characters, none of them control or direction characters. */
export const line = (what: string, most: number) =>
  z
    .string({ error: `Give ${what} as text.` })
    .transform((value) => value.trim())
    .refine((value) => VISIBLE.test(value), { error: `Give ${what}.`, abort: true })
    .refine((value) => [...value].length <= most, { error: `Give ${what} in at most ${most} characters.`, abort: true })
    .refine((value) => !INVISIBLE.test(value) && value.isWellFormed(), {
      error: `Leave control characters out of ${what}.`,
    });
