/**
 * The named roots of a document as the types they should be. A root that somebody made something else is null, never an
 * exception. Reading a root writes nothing.
 */
import * as Y from 'yjs';
import { MAP_ROOTS, TEXT_ROOT_PATTERN } from '../schema/roots.ts';

/** Any shared type, whatever its events. */
type AnyType = Pick<Y.AbstractType<unknown>, '_start' | '_map'>;

const mayBe = (doc: Y.Doc, name: string, type: unknown): boolean => {
  const existing = doc.share.get(name);
  return existing === undefined || existing.constructor === type || existing.constructor === Y.AbstractType;
};

export const mapRoot = (doc: Y.Doc, name: string): Y.Map<unknown> | null =>
  mayBe(doc, name, Y.Map) ? doc.getMap<unknown>(name) : null;

export const textFragment = (doc: Y.Doc, name: string): Y.XmlFragment | null =>
  mayBe(doc, name, Y.XmlFragment) ? doc.getXmlFragment(name) : null;

const KNOWN = new Set(MAP_ROOTS);
export const isMapRoot = (name: string): boolean => KNOWN.has(name);
export const isTextRoot = (name: string): boolean => TEXT_ROOT_PATTERN.test(name);

/** True when the list part of a type holds something that is not deleted: a map root should have none. */
export function holdsList(type: AnyType): boolean {
  for (let item = type._start; item !== null; item = item.right) if (!item.deleted) return true;
  return false;
}

/** True when anything was ever put into the root and still stands. */
export function holdsAnything(type: AnyType): boolean {
  for (const item of type._map.values()) if (!item.deleted) return true;
  return holdsList(type);
}
