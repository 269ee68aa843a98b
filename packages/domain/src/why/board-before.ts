/** A board as it stood before an edit: what stands now, with what the edit changed put back. */
import { isEntityRoot } from '../trail/change.ts';
import { isSaid, type Alteration, type Board } from './weighty.ts';

/** A record that the edit created stands in it too: nothing that stood before refers to it. */
export function boardBefore(now: Board, edit: readonly Alteration[]): Board {
  const records = new Map<string, Map<string, unknown>>();
  const rows = new Map<string, Map<string, boolean>>();
  const within = <V>(of: Map<string, Map<string, V>>, name: string): Map<string, V> => {
    const known = of.get(name) ?? new Map<string, V>();
    of.set(name, known);
    return known;
  };
  // Of several touches of one place the first says what stood there.
  const first = <V>(of: Map<string, V>, name: string, value: V): void => void (of.has(name) || of.set(name, value));
  const recordOf = (kind: string, id: string): string => `${kind}/${id}`;
  for (const { root, key, field, old } of edit) {
    if (field !== null && isEntityRoot(root)) first(within(records, recordOf(root, key)), field, old);
    else if (field === null) first(within(rows, root), key, isSaid(old));
  }
  return {
    field: (kind, id, field) => {
      const touched = records.get(recordOf(kind, id));
      return touched?.has(field) === true ? touched.get(field) : now.field(kind, id, field);
    },
    // One that was taken out of the document has its fields in the edit.
    has: (kind, id) => now.has(kind, id) || records.has(recordOf(kind, id)),
    ids: (kind) => now.ids(kind),
    *rows(kind) {
      const touched = rows.get(kind);
      for (const key of now.rows(kind)) if (touched?.has(key) !== true) yield key;
      for (const [key, wasSaid] of touched ?? []) if (wasSaid) yield key;
    },
  };
}
