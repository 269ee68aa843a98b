/**
 * An analysis as other programs and people read it: records under the names that the file or the board gives them.
 * `analysisJson` is the stable form for programs, `analysisText` is for a terminal.
 */
import {
  type Analysis,
  type Classification,
  type EntityKind,
  type Finding,
  type RowKind,
  type Severity,
  type SubjectRef,
  ENTITY_KINDS,
  FINDINGS_EN,
  ROW_KINDS,
  tell,
} from '@chartroom/domain';
import type { FileBoard, FileFault } from './board-file.ts';

/** What a record is called, by its address; undefined for what is no record of the board. */
type Names = (ref: SubjectRef) => string | undefined;

const kindsOf = (ref: SubjectRef): readonly [string, string] => {
  const at = ref.indexOf('/');
  return [ref.slice(0, at), ref.slice(at + 1)];
};
const isEntityKind = (kind: string): kind is EntityKind => (ENTITY_KINDS as readonly string[]).includes(kind);
const isRowKind = (kind: string): kind is RowKind => (ROW_KINDS as readonly string[]).includes(kind);

function namesIn({ snapshot, names }: FileBoard): Names {
  const labels = new Map<string, string>();
  for (const kind of ENTITY_KINDS)
    for (const { id, label } of snapshot.entities[kind]) labels.set(`${kind}/${id}`, names.get(id) ?? label);
  return (ref) => labels.get(ref);
}

/** One token for an address: `D3`, `change_control`, `QUA`; an id stays an id where the board has no such record. */
function tokenOf(ref: SubjectRef, names: Names): string {
  const [kind, rest] = kindsOf(ref);
  if (isEntityKind(kind)) return names(ref) ?? rest;
  if (kind === 'area') return rest.replace(/^area\./, '');
  if (kind !== 'row') return rest;
  const [row, key] = kindsOf(rest);
  if (!isRowKind(row)) return rest;
  const tokens = key.split('|').map((part) => ENTITY_KINDS.map((one) => names(`${one}/${part}`)).find(Boolean) ?? part);
  return `${row}/${tokens.join('|')}`;
}

/** A finding as a sentence; a step's number alone would say little. */
function sentence(finding: Finding, names: Names): string {
  const text = tell(finding, FINDINGS_EN, (ref) => {
    const name = names(ref);
    return name !== undefined && ref.startsWith('step/') ? `step ${name}` : name;
  });
  return text.replace(/^step /, 'Step ');
}

function findingJson(finding: Finding, names: Names, hasIds: boolean) {
  const tokens = (refs: readonly SubjectRef[]): readonly string[] => refs.map((ref) => tokenOf(ref, names));
  const details = Object.entries(finding.details).filter(([, refs]) => refs.length > 0);
  return {
    rule: finding.rule,
    severity: finding.severity,
    subjects: tokens(finding.subjects),
    owes: finding.owes,
    ...(details.length === 0
      ? {}
      : { details: Object.fromEntries(details.map(([name, refs]) => [name, tokens(refs)])) }),
    ...(hasIds ? { key: finding.key } : {}),
    fingerprint: finding.fingerprint,
    ...(finding.acceptedBy.length === 0 ? {} : { acceptedBy: finding.acceptedBy }),
    ...(finding.lapsed.length === 0 ? {} : { lapsed: finding.lapsed }),
    message: sentence(finding, names),
  };
}

const classificationJson = (said: Classification) => ({
  result: said.result,
  scores: said.scores,
  purpose: said.purpose,
  base: said.base,
  fired: said.fired,
  map: said.map,
  contested: said.contested,
  split: said.split.map((one) => `${one.question}/${one.function}`),
  provisional: said.provisional,
  medians: Object.fromEntries(said.medians.map((one) => [one.question, one.by])),
  captureChanges: said.captureChanges,
  ruleset: said.ruleset,
});

/** One line of JSON. */
export function analysisJson({ findings, classification }: Analysis, board: FileBoard): string {
  const names = namesIn(board);
  return JSON.stringify({
    findings: findings.map((finding) => findingJson(finding, names, board.hasIds)),
    classification: classificationJson(classification),
  });
}

/** The line of a file that could not be read. */
export const faultsJson = (file: string, faults: readonly FileFault[]): string =>
  JSON.stringify({ error: { file, faults } });

/** `board.txt:2: domain "Z" is not one of X, Q, E, N`. */
export const faultText = (file: string, { line, field, message }: FileFault): string =>
  `${file}${line > 0 ? `:${line}` : ''}: ${field === 'file' ? '' : `${field} `}${message}`;

const GROUPS: readonly (readonly [Severity, string])[] = [
  ['B', 'Blockers'],
  ['W', 'Warnings'],
  ['I', 'Notes'],
];
const CLASS_WORDS = {
  MES_LED: 'MES-led, quality impact',
  QUALITY_LED: 'quality-led, MES impact',
  JOINT: 'governed jointly',
} as const;

const orNone = (items: readonly string[]): string => (items.length === 0 ? 'none' : items.join(', '));

function classificationText(said: Classification): readonly string[] {
  const { E, Q, S } = said.scores;
  const provisional = said.provisional.length === 0 ? '' : `, provisional (${said.provisional.join(', ')})`;
  return [
    `  ${said.result}: ${CLASS_WORDS[said.result]}${provisional}`,
    `  scores E ${E}, Q ${Q}, S ${S}; purpose ${said.purpose}; base ${said.base}; rules ${orNone([...said.fired, ...said.map])}; contested ${orNone(said.contested)}`,
    ...(said.captureChanges ? ['  capture changes: treat recording as joint'] : []),
  ];
}

const NOT_PRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}]/gu;

/** For a person: class, scores and rules, then findings by severity. */
export function analysisText(file: string, { findings, classification }: Analysis, board: FileBoard): string {
  const names = namesIn(board);
  const lines = [file, ...classificationText(classification)];
  for (const [severity, heading] of GROUPS) {
    const group = findings.filter((finding) => finding.severity === severity);
    if (group.length === 0) continue;
    lines.push('', `  ${heading}: ${group.length}`);
    for (const finding of group) {
      const subjects = finding.subjects.map((ref) => tokenOf(ref, names)).join(' / ');
      const accepted = finding.accepted ? ', accepted by all' : '';
      lines.push(
        `    ${finding.rule}  ${subjects === '' ? 'the board' : subjects}  (owed by ${finding.owes.join(', ')}${accepted})`,
        `         ${sentence(finding, names)}`,
      );
    }
  }
  if (findings.length === 0) lines.push('', '  No findings.');
  return lines.map((line) => line.replace(NOT_PRINTABLE, '')).join('\n');
}
