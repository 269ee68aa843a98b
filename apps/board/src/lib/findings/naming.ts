/** What findings, fixes and previews call the records they name. Reads the board reactively. */
import {
  FINDINGS_EN,
  segmentsOf,
  tell,
  wordOf,
  type Entity,
  type Finding,
  type FindingWords,
  type Segment,
  type Severity,
  type SubjectRef,
} from '@chartroom/domain';
import { format, kindName, m, term } from '#lib/messages/index.ts';
import { recordName, type NameReader } from '#lib/record/record-name.ts';
import { sentence } from '#lib/record/titles.ts';
import { parseRecord } from '#lib/shell/address.ts';

/** One catalog a language; the board has one language yet. */
export const FINDING_WORDS: FindingWords = FINDINGS_EN;

export const SIGN = { B: 'blocker', W: 'warning', I: 'info' } as const satisfies Record<Severity, string>;

export interface Name {
  /** "D4", "step 3"; empty for what has no number. */
  readonly label: string;
  /** "Out-of-limit exception", "MES"; empty where the label says it all. */
  readonly title: string;
  /** The address of the record; null for what is no record. */
  readonly record: string | null;
}

export function nameOf(board: NameReader, ref: SubjectRef): Name {
  const named = recordName(board, ref, m.findings.fromTo);
  if (named === 'no-record') return { label: '', title: wordOfSubject(ref), record: null };
  if ('gone' in named) return { label: '', title: m.findings.notHere(kindName(named.gone.kind)), record: null };
  const { entity, label, title } = named;
  if (entity.entity !== 'step') return { label, title, record: ref };
  // A step without a title is told by its number alone.
  return { label: m.findings.step(label), title: (entity as Entity<'step'>).title ?? '', record: ref };
}

/** "D4", "step 3", "MES", "Priya Nair", "Quality": as short as it can be said. */
export function shortName(board: NameReader, ref: SubjectRef): string {
  const { label, title } = nameOf(board, ref);
  return label || title;
}

function wordOfSubject(ref: SubjectRef): string {
  const [kind = '', value = ''] = [ref.slice(0, ref.indexOf('/')), ref.slice(ref.indexOf('/') + 1)];
  if (kind === 'meaning' && value !== '-') return term('meaning', value).toLocaleLowerCase();
  return wordOf(ref, FINDING_WORDS);
}

/** The message as parts: words, and the records that it names. */
export const messageOf = (finding: Finding): readonly Segment[] =>
  segmentsOf(FINDING_WORDS.rules[finding.rule].message(finding), finding, FINDING_WORDS);

/** The message as one sentence. */
export const sentenceOf = (board: NameReader, finding: Finding): string =>
  sentence(
    tell(finding, FINDING_WORDS, (ref) => {
      const { label, title } = nameOf(board, ref);
      return [label, title].filter((part) => part !== '').join(' ');
    }),
  );

/** "M02 and R02 for D4": findings in as few words as tell them from others, one phrase a subject. */
export function shortFindings(board: NameReader, findings: readonly Finding[]): readonly string[] {
  const bySubject = Map.groupBy(findings, (one) => subjectWord(board, one));
  return [...bySubject].map(([subject, own]) => {
    const rules = [...new Set(own.map((one) => one.rule))];
    return subject === '' ? format.list(rules) : m.findings.rulesFor(rules, subject);
  });
}
/** A record that is not here yet is what a change on trial would bring. */
function subjectWord(board: NameReader, finding: Finding): string {
  const [first] = finding.subjects;
  if (first === undefined) return '';
  const parsed = parseRecord(first);
  return parsed !== null && board.entity(parsed.kind, parsed.id) === undefined
    ? m.findings.newOne(kindName(parsed.kind))
    : shortName(board, first);
}
