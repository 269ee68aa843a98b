/** The one way in which a payload is written down, so that the same content has the same bytes wherever it is stored. */
import canonicalize from 'canonicalize';
import type { NewEntry } from './entry.ts';

/**
 * RFC 8785 text of a JSON value. Throws on what JSON cannot say: a lone surrogate, NaN, an infinite number, a cycle,
 * `undefined` as the whole value.
 */
export function canonicalJson(value: unknown): string {
  const text = value === undefined ? undefined : canonicalize(value);
  if (text === undefined) throw new Error('Only a JSON value has a canonical form');
  return text;
}

type Content = Pick<NewEntry, 'kind' | 'actor' | 'payload'>;

/** Whether two entries with one id say the same; a retry comes later, so time does not count. */
export const sameContent = (a: Content, b: Content): boolean =>
  a.kind === b.kind && a.actor === b.actor && canonicalJson(a.payload) === canonicalJson(b.payload);
