/** Text in mails: one line for headers, escaped for HTML. Nothing in it is obeyed. */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** Control and direction characters end lines, and headers; they become blanks. */
export const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\u{2028}\u{2029}\u{202A}-\u{202E}\u{2066}-\u{2069}]+/gu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim();

/** Up to where an address goes on that has begun. */
const REST = String.raw`[^\s"'<>()]`;
/** With a scheme, of a share, or a number with a port or a path. */
const PLAIN = new RegExp(
  [
    String.raw`[a-z0-9+.-]{0,20}:\/\/${REST}*`,
    String.raw`\b(?:mailto|tel|sms|javascript|data):${REST}+`,
    String.raw`\\\\${REST}+`,
    String.raw`(?<![\p{L}\p{N}.])(?:\d{1,3}\.){3}\d{1,3}[:/]${REST}*`,
  ].join('|'),
  'giu',
);
/** What a mail program may pass over where it looks for an address: no width, or a break that is allowed there. */
const THIN = String.raw`\u00AD\u200B-\u200D\u2060\uFEFF`;
const ALL_THIN = new RegExp(`[${THIN}]+`, 'gu');
/** Also those that a browser takes for one. */
const DOTS = String.raw`.\u3002\uFF0E\uFF61`;
const DOT = new RegExp(`[${DOTS}]`, 'u');
const NAME = new RegExp(String.raw`[\p{L}\p{M}\p{N}_@${DOTS}${THIN}-]+`, 'gu');
/** As domains end, in letters; so "11.50", "v1.2" and "e.g." are none. */
const ENDING = /^(?:xn--[a-z0-9-]+|[\p{L}\p{M}]{2,})(?![\p{L}\p{M}\p{N}])/iu;

const isDomain = (name: string): boolean => {
  const labels = name.replaceAll(ALL_THIN, '').split(DOT);
  return labels.some((label, at) => at > 0 && labels[at - 1] !== '' && ENDING.test(label));
};

/** Without addresses, which mail programs make links of by themselves: of texts in mails to strangers. */
export const withoutAddresses = (text: string): string =>
  text
    .replaceAll(PLAIN, '…')
    .replaceAll(NAME, (name) => (isDomain(name) ? `…${/\.*$/u.exec(name)?.[0] ?? ''}` : name))
    .replaceAll(new RegExp(`…[:/?#]${REST}+`, 'gu'), '…');

/** Of a text that somebody typed, as it may stand in a mail to somebody who has not asked for it. */
export const typed = (text: string): string => withoutAddresses(oneLine(text));

/** At most `most` characters, the last of them a sign that there is more. */
export const shortened = (text: string, most: number): string => {
  const characters = [...text];
  return characters.length <= most
    ? text
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
};
