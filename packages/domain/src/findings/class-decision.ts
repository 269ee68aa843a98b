/**
 * The one decision that overrides the class: DOMAIN section 3 lets a facilitator, and nobody else, make an initiative
 * joint, by an agreed decision that is tied to the class.
 */
import type { EntityId, Snapshot } from '../read/snapshot.ts';
import { SCOPING_SUBJECTS } from '../schema/scoping.ts';

/** What such a decision is tied to. */
export const CLASS_SUBJECT = SCOPING_SUBJECTS[0];

/** True for a decision that is tied to the class. */
export const decidesClass = (
  { rows }: { readonly rows: Pick<Snapshot['rows'], 'link'> },
  decision: EntityId,
): boolean => rows.link.some(({ parts: { from, to } }) => from === decision && to === CLASS_SUBJECT);
