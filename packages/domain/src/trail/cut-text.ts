/**
 * Of a long text the changed part is told, with enough around it to be read: a thousand edits of a long note must not
 * store the note two thousand times. Short texts are told whole.
 */
import type { Cut } from './change.ts';

/** Code units that are told before and after what changed. */
const AROUND = 600;

export interface CutText {
  readonly old: string;
  readonly new: string;
  /** null where both are whole. */
  readonly cut: Cut | null;
}

const isLow = (text: string, at: number): boolean => /[\uDC00-\uDFFF]/.test(text.charAt(at));

/** The changed part of two texts. No character is cut in two. */
export function cutText(before: string, after: string): CutText {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  let first = Math.max(0, head - AROUND);
  if (isLow(before, first) || isLow(after, first)) first -= 1;
  let last = Math.max(0, tail - AROUND);
  if (isLow(before, before.length - last) || isLow(after, after.length - last)) last -= 1;
  if (first <= 0 && last <= 0) return { old: before, new: after, cut: null };
  first = Math.max(0, first);
  last = Math.max(0, last);
  return {
    old: before.slice(first, before.length - last),
    new: after.slice(first, after.length - last),
    cut: { before: first, after: last },
  };
}

/** Texts of at most `most` code units, each a change of its own that follows the one before: first taken out, then put in. */
export function piecesOf({ old, new: now, cut }: CutText, most: number): readonly CutText[] {
  if (old.length <= most && now.length <= most) return [{ old, new: now, cut }];
  const before = cut?.before ?? 0;
  const after = cut?.after ?? 0;
  const taken = slices(old, most);
  const put = slices(now, most);
  let left = old.length;
  const out = taken.map((text) => {
    left -= text.length;
    return { old: text, new: '', cut: { before, after: after + left } };
  });
  let length = 0;
  const into = put.map((text) => {
    const piece = { old: '', new: text, cut: { before: before + length, after } };
    length += text.length;
    return piece;
  });
  return [...out, ...into];
}

function slices(text: string, most: number): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length;) {
    let end = Math.min(text.length, at + most);
    if (end < text.length && isLow(text, end)) end -= 1;
    found.push(text.slice(at, end));
    at = end;
  }
  return found;
}

/** The whole text after a change that was told in part; null where what it took out does not stand there. */
export function pasteText(whole: string, change: CutText): string | null {
  const before = change.cut?.before ?? 0;
  const after = change.cut?.after ?? 0;
  const fits =
    whole.length === before + change.old.length + after &&
    whole.slice(before, before + change.old.length) === change.old;
  return fits ? whole.slice(0, before) + change.new + whole.slice(before + change.old.length) : null;
}
