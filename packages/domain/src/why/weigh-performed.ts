/** Which reason an edit of this screen asks for, from what it touched and the document as it is after it. */
import type * as Y from 'yjs';
import type { Performed } from '../mutate/change.ts';
import { isEntityRoot } from '../trail/change.ts';
import { weighEdit, weighLeaving, weightiest } from './asks-why.ts';
import { boardBefore } from './board-before.ts';
import { boardOfDocument } from './board-of-document.ts';
import type { EntityKind } from '../schema/fields.ts';
import type { Alteration, Weighty } from './weighty.ts';

/** Of a place that it wrote several times what stood there before and what stands there now. */
function alterationsOf({ touched }: Pick<Performed, 'touched'>): readonly Alteration[] {
  const places = new Map<string, Alteration>();
  for (const { root, entity, key, before: old, after } of touched) {
    // A record that was created.
    if (entity === null && isEntityRoot(root)) continue;
    const place = entity === null ? { root, key, field: null } : { root, key: entity, field: key };
    const name = JSON.stringify(Object.values(place));
    places.set(name, { ...place, old: places.has(name) ? places.get(name)?.old : old, new: after });
  }
  return [...places.values()];
}

/** What of an edit that was just made asks for a reason most; null where nothing does. */
export function weighPerformed(performed: Pick<Performed, 'touched'>, doc: Y.Doc): Weighty | null {
  const edit = alterationsOf(performed);
  return weightiest(weighEdit(edit, boardBefore(boardOfDocument(doc), edit)));
}

/** What deleting a record, or merging it into another, would ask a reason for. */
export const asksBeforeLeaving = (doc: Y.Doc, kind: EntityKind, id: string): Weighty | null =>
  weighLeaving(boardOfDocument(doc), kind, id);
