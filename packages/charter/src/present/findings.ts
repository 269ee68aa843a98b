/** Findings as rows: the catalog's sentence with the names of the board in it, typed text kept apart. */
import { segmentsOf, wordOf, type Finding } from '@chartroom/domain';
import type { FindingLine, Ref } from '../model.ts';
import type { Words } from '../words/words.ts';
import type { Block, Line } from './blocks.ts';
import { functionRuns, joined, labelOf, word } from './runs.ts';
import { acceptanceLines } from './said.ts';
import { table, tableOr } from './table.ts';

const named = (ref: Ref, words: Words): Line =>
  ref.entity === 'step' ? [word(`${words.phrases.step} `), ...labelOf(ref, words)] : labelOf(ref, words);

/** The message of a finding. Only what it names comes from the board. */
export const findingLine = (line: FindingLine, words: Words): Line => {
  // The catalog asks for the parts of a finding that a line holds as well.
  const finding = line as unknown as Finding;
  const pattern = words.findings.rules[line.rule].message(finding);
  return segmentsOf(pattern, finding, words.findings).flatMap((segment): Line => {
    if (segment.kind === 'text') return [word(segment.text)];
    const ref = line.names[segment.ref];
    return ref === undefined ? [word(wordOf(segment.ref, words.findings))] : named(ref, words);
  });
};

const functionsLine = (functions: FindingLine['owes'], words: Words): Line =>
  joined(functions.map((fn) => functionRuns(fn, words)));

/** The records that it names, for the reader's way to them; its subjects first. Then what was said of it. */
const evidence = (line: FindingLine): readonly string[] => [
  ...[...new Set([...line.subjects, ...Object.keys(line.names)])].filter(
    (ref) => line.names[ref] !== undefined && line.names[ref].gone === undefined,
  ),
  ...line.acceptances.flatMap((one) => one.evidence),
];

/** By whom and why; functions alone where their words are in no record, as with what a template brings along. */
const acceptedLines = (line: FindingLine, words: Words): readonly Line[] =>
  line.acceptances.length === 0
    ? [functionsLine(line.acceptedBy, words)]
    : line.acceptances.flatMap((one) => acceptanceLines(one, words));

export const openFindingsTable = (lines: readonly FindingLine[], words: Words): Block =>
  tableOr(
    {
      key: 'open-findings',
      caption: words.captions.openFindings,
      columns: [
        [words.columns.rule, 8, 'number'],
        [words.columns.kind, 12],
        [words.columns.finding, 56, 'heading'],
        [words.columns.owedBy, 24],
      ],
      lines,
      cells: (line) => [
        [[word(line.rule)]],
        [[word(words.severities[line.severity])]],
        [findingLine(line, words)],
        [functionsLine(line.owes, words)],
      ],
      evidence,
    },
    words.sentences.noFindings,
  );

const acceptanceTable = (
  key: string,
  caption: string,
  lines: readonly FindingLine[],
  words: Words,
): readonly Block[] =>
  lines.length === 0
    ? []
    : [
        table({
          key,
          caption,
          columns: [
            [words.columns.rule, 8, 'number'],
            [words.columns.finding, 42, 'heading'],
            [words.columns.acceptedBy, 50],
          ],
          lines,
          cells: (line) => [[[word(line.rule)]], [findingLine(line, words)], acceptedLines(line, words)],
          evidence,
        }),
      ];

export const acceptedTable = (lines: readonly FindingLine[], words: Words): readonly Block[] =>
  acceptanceTable('accepted-warnings', words.captions.acceptedWarnings, lines, words);

/** What was accepted, though the finding stays open: not by all three functions, or as it stood before. */
export const openAcceptancesTable = (lines: readonly FindingLine[], words: Words): readonly Block[] =>
  acceptanceTable(
    'open-acceptances',
    words.captions.openAcceptances,
    lines.filter(({ acceptances }) => acceptances.length > 0),
    words,
  );
