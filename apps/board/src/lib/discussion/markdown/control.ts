/** Characters that turn the direction of what stands after them: made visible, so that a text cannot pose as another. */
const TURNS = /[\u202A-\u202E\u2066-\u2069]/gu;

const codeOf = (character: string): string =>
  `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;

/** The text in pieces; odd ones are codes of such characters. */
export function aroundControls(text: string): readonly string[] {
  const pieces: string[] = [];
  let at = 0;
  for (const found of text.matchAll(TURNS)) {
    pieces.push(text.slice(at, found.index), codeOf(found[0]));
    at = found.index + found[0].length;
  }
  return [...pieces, text.slice(at)];
}

/** For a title or a quote, which is one line of text. */
export const visible = (text: string): string => text.replace(TURNS, (one) => `[${codeOf(one)}]`);
