/**
 * Who wrote what stands: the identity of the Yjs item that holds a value. The client id is bound to a person by the
 * server, never here.
 */
import * as Y from 'yjs';
import type { Written } from '../mutate/change.ts';
import { mapRoot } from './root.ts';

/** Identity of the item that holds a key of a map now; null when nothing does. */
export function heldBy(map: Y.Map<unknown>, key: string): Written | null {
  const item = map._map.get(key);
  return item === undefined || item.deleted ? null : { client: item.id.client, clock: item.id.clock };
}

/** The map of one entity, or null when there is none or it is not a map. */
export function entityMap(doc: Y.Doc, kind: string, id: string): Y.Map<unknown> | null {
  const value = mapRoot(doc, kind)?.get(id);
  return value instanceof Y.Map ? (value as Y.Map<unknown>) : null;
}

/**
 * Last writer of a key: of a row or a single's field by root and key, of an entity's field with its id. Without a
 * field the creation of an entity is `lastWriter(doc, kind, id)`. Null where nothing is written.
 */
export function lastWriter(doc: Y.Doc, root: string, key: string, entityId?: string): Written | null {
  const map = entityId === undefined ? mapRoot(doc, root) : entityMap(doc, root, entityId);
  return map === null ? null : heldBy(map, key);
}
