/**
 * Which cited clauses the product may print without a marker: those whose text was checked (DOMAIN sections 0 and 8).
 * Everything else is what the board says, and the site has to confirm it. Never a judgement on whether a rule applies.
 */

/** Clauses checked in the text of the source; deeper paragraphs of a listed clause count as listed. */
const KNOWN_CLAUSES: readonly string[] = [
  '211.22',
  '211.100(a)',
  '211.160(a)',
  '211.188',
  '211.192',
  '13485 4.1.6',
  '13485 8.2.6',
  '11.10(b)',
  '11.10(c)',
  '11.10(e)',
  '11.10(f)',
  '11.10(g)',
  '11.50',
  '11.70',
];

/** Words people put around a clause number. */
const TITLE = /^(?:21\s*cfr(?:\s*part)?|iso)\s*/i;
const SECTION_SIGN = /§+\s*/g;

const isKnown = (clause: string): boolean =>
  KNOWN_CLAUSES.some((known) => clause === known || (clause.startsWith(known) && clause.charAt(known.length) === '('));

/** A citation may name several clauses (`211.22(a) 211.192`, `EU GMP ch.4; 211.188`): all must be known. */
export const isKnownCitation = (text: string): boolean => {
  const parts = text
    .replace(SECTION_SIGN, '')
    .split(/[;,]|\s+(?:and|&)\s+|(?<=[\d)])\s+(?=\d)/)
    .map((part) => part.trim().replace(TITLE, ''))
    .filter((part) => part !== '');
  // `13485 8.2.6` was split at its space: a standard's number belongs to the clause that follows it.
  const clauses = parts.reduce<string[]>((found, part) => {
    const previous = found.at(-1);
    if (previous === '13485') return [...found.slice(0, -1), `13485 ${part}`];
    return [...found, part];
  }, []);
  return clauses.length > 0 && clauses.every(isKnown);
};
