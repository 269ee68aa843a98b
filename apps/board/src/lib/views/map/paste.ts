/** Steps out of pasted text: one a line, without the numbers and bullets that procedures and spreadsheets put before them. Pure. */
const LEAD = /^\s*(?:step\s+\d+[.):]?|\d+(?:\.\d+)*[.):]|\d+(?:\.\d+)+|[-*•–])\s+/iu;

export function linesOf(text: string): readonly string[] {
  return text
    .split(/\r\n|\r|\n/u)
    .map((line) =>
      (line.split('\t').find((cell) => /\p{L}/u.test(cell)) ?? '').replace(LEAD, '').replace(/\s+/gu, ' ').trim(),
    )
    .filter((line) => line !== '');
}
