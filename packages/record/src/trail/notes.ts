/**
 * What somebody said about own edits, joined to the changes that the server derived: by the items of the document, so
 * that a note finds exactly the change it is about, whichever of the two came first. Pure.
 */
import type { Payload } from '../kinds/index.ts';
import type { EDIT_SOURCES } from '../kinds/names.ts';

/** How, why and when a change was made, in its author's words: claims, unlike who and when received. */
export interface EditNote {
  readonly by?: (typeof EDIT_SOURCES)[number] | undefined;
  readonly reason?: string | undefined;
  /** What the sitting was for: no reason, but what is known where none was given. */
  readonly purpose?: string | undefined;
  /** ISO 8601. */
  readonly claimedAt?: string | undefined;
}

/** A note with who gave it. */
export interface GivenNote {
  readonly actor: string;
  readonly payload: Payload<'edit'>;
}

type Told = Pick<Payload<'change'>, 'item' | 'by' | 'reason' | 'purpose' | 'claimedAt'>;

/** Whether a note is about a change: its author's own, and the item that the change ended with or the number it was told under. */
export const isAbout = (
  { actor: by, payload }: GivenNote,
  { item }: Pick<Told, 'item'>,
  actor: string,
  seq: number | null = null,
): boolean => {
  if (by !== actor) return false;
  const { client, from, to, entry } = payload;
  if (entry !== undefined) return entry === seq;
  return item !== undefined && client === item.client && from! <= item.to && item.to <= to!;
};

const said = ({ by, reason, purpose, claimedAt }: EditNote): EditNote => ({
  ...(by === undefined ? {} : { by }),
  ...(reason === undefined ? {} : { reason }),
  ...(purpose === undefined ? {} : { purpose }),
  ...(claimedAt === undefined ? {} : { claimedAt }),
});

/**
 * What counts for a change of `actor`: what stands in it, and over that the last word of each note about it, in order. `seq`
 * is its number, once it is told.
 */
export const noteOf = (change: Told, actor: string, notes: readonly GivenNote[], seq: number | null = null): EditNote =>
  notes
    .filter((note) => isAbout(note, change, actor, seq))
    .reduce<EditNote>((all, { payload }) => ({ ...all, ...said(payload) }), said(change));
