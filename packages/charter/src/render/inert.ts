/**
 * Characters that act instead of being read. In every rendered format they are shown, not obeyed: a text that reorders
 * its neighbours or hides itself has no place in a document that people sign. The JSON keeps what was typed.
 */

/** Bidirectional embeddings, overrides and isolates. */
const BIDI_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/g;
/** C0 and C1 controls but tab and line ends, and the line ends of other systems. */
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;

const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** The same text with acting characters spelled out, e.g. `‹U+202E›`. */
export const inert = (text: string): string =>
  text
    .toWellFormed()
    .replace(BIDI_CONTROLS, (character) => `‹${codePoint(character)}›`)
    .replace(CONTROLS, (character) => `‹${codePoint(character)}›`);
