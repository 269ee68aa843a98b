/**
 * Whether somebody else has worked on a record since a given moment: on its fields, its long texts, or in rows and
 * references that name it. Taking the record off the board would take that work with it.
 */
import * as Y from 'yjs';
import { ENTITY_KINDS, LONG_TEXTS } from '../schema/fields.ts';
import { ROW_KINDS } from '../schema/rows.ts';
import { parseRowKey } from '../schema/key.ts';
import { textRoot } from '../schema/roots.ts';
import { mapRoot, textFragment } from '../read/root.ts';
import { entityMap } from '../read/writer.ts';
import { textItems } from './rewrite-text.ts';

type Seen = ReadonlyMap<number, number>;

const isNew = (item: Y.Item, seen: Seen, author: number): boolean =>
  item.id.client !== author && item.id.clock + item.length > (seen.get(item.id.client) ?? 0);

/** Client of a new item among what stands in a map, under the keys that count. */
function newIn(
  map: Y.Map<unknown>,
  seen: Seen,
  author: number,
  counts: (key: string, value: unknown) => boolean,
): number | null {
  for (const [key, item] of map._map) {
    if (!item.deleted && isNew(item, seen, author) && counts(key, map.get(key))) return item.id.client;
  }
  return null;
}

const everything = (): boolean => true;

function inRows(doc: Y.Doc, id: string, seen: Seen, author: number): number | null {
  for (const kind of ROW_KINDS) {
    const map = mapRoot(doc, kind);
    if (map === null) continue;
    const found = newIn(map, seen, author, (key, value) => {
      if (value === 0 || value === null || !key.includes(id)) return false;
      const parsed = parseRowKey(kind, key);
      return parsed.kind !== 'conforming' || Object.values(parsed.parts).includes(id);
    });
    if (found !== null) return found;
  }
  return null;
}

/** Fields of other records that name this one. */
function inReferences(doc: Y.Doc, id: string, seen: Seen, author: number): number | null {
  for (const kind of ENTITY_KINDS) {
    const root = mapRoot(doc, kind);
    if (root === null) continue;
    for (const other of root.keys()) {
      const map = other === id ? null : entityMap(doc, kind, other);
      const found = map === null ? null : newIn(map, seen, author, (_, value) => value === id);
      if (found !== null) return found;
    }
  }
  return null;
}

function inTexts(doc: Y.Doc, root: string, id: string, seen: Seen, author: number): number | null {
  const fields = Object.hasOwn(LONG_TEXTS, root) ? LONG_TEXTS[root as keyof typeof LONG_TEXTS] : [];
  for (const field of fields) {
    const name = textRoot(id, field);
    if (!doc.share.has(name)) continue;
    const fragment = textFragment(doc, name);
    const found = fragment === null ? undefined : textItems(fragment).find((item) => isNew(item, seen, author));
    if (found !== undefined) return found.id.client;
  }
  return null;
}

/** A client other than `author` whose work on the record came after `seen`; null when there is none. */
export function foreignWork(doc: Y.Doc, root: string, id: string, seen: Seen, author: number): number | null {
  const fields = entityMap(doc, root, id);
  const inFields = fields === null ? null : newIn(fields, seen, author, everything);
  return (
    inFields ??
    inRows(doc, id, seen, author) ??
    inTexts(doc, root, id, seen, author) ??
    inReferences(doc, id, seen, author)
  );
}
