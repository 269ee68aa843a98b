/** A document as the rule asks about it, read where it is asked and no further. */
import * as Y from 'yjs';
import { mapRoot } from '../read/root.ts';
import { isSaid, type Board } from './weighty.ts';

export const boardOfDocument = (doc: Y.Doc): Board => ({
  field: (kind, id, field) => {
    const record = mapRoot(doc, kind)?.get(id);
    return record instanceof Y.Map ? (record as Y.Map<unknown>).get(field) : undefined;
  },
  has: (kind, id) => mapRoot(doc, kind)?.has(id) === true,
  ids: (kind) => mapRoot(doc, kind)?.keys() ?? [],
  *rows(kind) {
    for (const [key, value] of mapRoot(doc, kind)?.entries() ?? []) if (isSaid(value)) yield key;
  },
});
