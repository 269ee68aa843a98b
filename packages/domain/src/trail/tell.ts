/** From what differs at a place to what the trail says of it. */
import { kindOfChange, TEXT, type FieldValues, type Place, type TrailChange, type TrailValue } from './change.ts';
import { cutText, piecesOf } from './cut-text.ts';

const textOf = (value: TrailValue): string => (typeof value === 'string' ? value : '');

/** One change, or several that follow each other where a long text has more than `most` code units. */
export function tellValue(place: Place, old: TrailValue, now: TrailValue, most: number): readonly TrailChange[] {
  const { root, key, field } = place;
  const change = kindOfChange(place, old, now);
  if (root !== TEXT) return [{ root, key, ...(field === null ? {} : { field }), change, old, new: now }];
  return piecesOf(cutText(textOf(old), textOf(now)), most).map(({ cut, ...texts }) => ({
    root,
    key,
    change,
    ...texts,
    ...(cut === null ? {} : { cut }),
  }));
}

/** A record that came or went, with its fields. */
export const tellRecord = (
  change: 'created' | 'removed',
  root: string,
  key: string,
  fields: FieldValues,
): TrailChange => ({ root, key, change, old: null, new: null, fields });
