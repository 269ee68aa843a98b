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

/** Without addresses, which mail programs make links of by themselves: of texts in mails to strangers. */
export const withoutAddresses = (text: string): string =>
  text.replaceAll(/(?:\bhttps?:\/\/|\bwww\.)[^\s"'<>()]*/giu, '…');

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
