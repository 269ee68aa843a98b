/** Findings as rows: the catalog's sentence with the names of the board in it, typed text kept apart. */
import { segmentsOf, wordOf, type Finding } from '@chartroom/domain';
import type { FindingLine, Ref } from '../model.ts';
import type { Words } from '../words/words.ts';
import type { Block, Line } from './blocks.ts';
import { functionRuns, joined, labelOf, word } from './runs.ts';
import { tableOr } from './table.ts';

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

/** The records that it names, for the reader's way to them; its subjects first. */
const evidence = (line: FindingLine): readonly string[] =>
  [...new Set([...line.subjects, ...Object.keys(line.names)])].filter(
    (ref) => line.names[ref] !== undefined && line.names[ref].gone === undefined,
  );

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

export const acceptedTable = (lines: readonly FindingLine[], words: Words): readonly Block[] =>
  lines.length === 0
    ? []
    : [
        tableOr(
          {
            key: 'accepted-warnings',
            caption: words.captions.acceptedWarnings,
            columns: [
              [words.columns.rule, 8, 'number'],
              [words.columns.finding, 62, 'heading'],
              [words.columns.acceptedBy, 30],
            ],
            lines,
            cells: (line) => [[[word(line.rule)]], [findingLine(line, words)], [functionsLine(line.acceptedBy, words)]],
            evidence,
          },
          '',
        ),
        { kind: 'note', tone: 'awaiting', runs: [word(words.awaiting.acceptanceReasons)] },
      ];
