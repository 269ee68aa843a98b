/** Whether a change still owes a reason: it asks for one, and its author has neither given one nor taken something back by it. Pure. */
import type { Payload } from '../kinds/index.ts';
import type { EditNote } from './notes.ts';

/** Blanks are no reason. */
export const isReason = (reason: string | undefined): boolean => reason !== undefined && reason.trim() !== '';

/** An undo says itself why it was made; a redo does not, since it makes again what asked for a reason. */
export const explains = ({ by, reason }: EditNote): boolean => by === 'undo' || isReason(reason);

/** `note`: what counts for the change (`noteOf`), the change's own words included. */
export const owesReason = ({ asks }: Pick<Payload<'change'>, 'asks'>, note: EditNote): boolean =>
  asks !== undefined && !explains(note);
