/**
 * The shape of a catalog of findings: what each rule says, and on what it rests. A second language is another value of
 * this type; a missing rule does not compile.
 *
 * Texts are patterns: `{0}` is the first subject, `{systems}` a list of details. What they name stays an address until
 * it is shown, so that a screen can link it and a renderer can escape it.
 */
import type { Finding, RuleId, SubjectRef } from '../finding.ts';

export interface Basis {
  /** The clause, e.g. `21 CFR 211.192`; our own words for practice that no clause demands. */
  readonly clause: string;
  /** What it asks, in our own words. */
  readonly says: string;
  /** True where the text was not checked: the site has to confirm that the clause says so and applies. */
  readonly confirm: boolean;
}

export interface RuleWords {
  /** What is wrong, in a few words: the heading of a group. */
  readonly title: string;
  /** What is wrong here, naming the records. */
  readonly message: (finding: Finding) => string;
  /** What to do about it, in the imperative. */
  readonly todo: string;
  readonly basis: readonly Basis[];
}

export type FindingWords = {
  /** BCP 47. */
  readonly lang: string;
  /** Joins a list: "MES and QMS". */
  readonly list: (words: readonly string[]) => string;
  /** What stands between the items of a list of `count`, after the item at `index`. */
  readonly between: (index: number, count: number) => string;
  readonly rules: Readonly<Record<RuleId, RuleWords>>;
  /** Subjects that are no records: areas, functions, codes, kinds of risk, questions. */
  readonly terms: Readonly<Record<string, string>>;
};

export type Segment =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'ref'; readonly ref: SubjectRef };

const PLACEHOLDER = /\{([a-zA-Z]+|\d)\}/g;

/** A pattern with its places filled by the addresses of a finding. */
export function segmentsOf(pattern: string, finding: Finding, words: FindingWords): readonly Segment[] {
  const segments: Segment[] = [];
  const text = (said: string): void => {
    if (said !== '') segments.push({ kind: 'text', text: said });
  };
  let at = 0;
  for (const match of pattern.matchAll(PLACEHOLDER)) {
    text(pattern.slice(at, match.index));
    at = match.index + match[0].length;
    const name = match[1]!;
    const one = /^\d$/.test(name) ? finding.subjects[Number(name)] : undefined;
    const many = one === undefined ? (finding.details[name] ?? []) : [one];
    for (const [index, ref] of many.entries()) {
      if (index > 0) text(words.between(index - 1, many.length));
      segments.push({ kind: 'ref', ref });
    }
  }
  text(pattern.slice(at));
  return segments;
}

/** A finding as one sentence; `nameOf` says what a record is called. */
export function tell(finding: Finding, words: FindingWords, nameOf: (ref: SubjectRef) => string | undefined): string {
  return segmentsOf(words.rules[finding.rule].message(finding), finding, words)
    .map((segment) => (segment.kind === 'text' ? segment.text : (nameOf(segment.ref) ?? wordOf(segment.ref, words))))
    .join('');
}

/** The word for a subject that is no record; what stands after the slash where there is none. */
export const wordOf = (ref: SubjectRef, words: FindingWords): string =>
  words.terms[ref] ?? ref.slice(ref.indexOf('/') + 1);
