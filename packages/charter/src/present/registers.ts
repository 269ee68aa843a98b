/** Sections 7 and 8 as blocks: the data-object register and the register of regulated outputs. */
import type { ApproverLine, Charter, DataObjectLine, OutputLine } from '../model.ts';
import type { Words } from '../words/words.ts';
import type { Block, Line } from './blocks.ts';
import {
  accountableLines,
  dash,
  gap,
  holder,
  joined,
  labels,
  otherLines,
  several,
  space,
  typed,
  typedLines,
  word,
} from './runs.ts';
import { notes, tableOr, valueLine } from './table.ts';

const dataDetails = (line: DataObjectLine, words: Words): Line => {
  const parts: readonly Line[] = [
    ...(line.regulated === null
      ? [[gap(words.gaps.regulatedNotStated)]]
      : [[word(line.regulated ? words.phrases.regulated : words.phrases.notRegulated, 'muted')]]),
    ...(line.change === null || line.change === 'none' ? [] : [[word(words.changes[line.change], 'muted')]]),
  ];
  return parts.length === 0 ? [gap(words.gaps.notStated)] : joined(parts, ', ', 'muted');
};

/** `today LIMS`, then the system of record to be; gaps and conflicts where they stand. */
const recordLines = (line: DataObjectLine, words: Words): readonly Line[] => {
  const today: readonly Line[] =
    line.asIs.length === 0 ? [] : [[word(`${words.phrases.asIs} `, 'muted'), ...labels(line.asIs, words, 'muted')]];
  const parts: readonly Line[] =
    line.parts.length === 0
      ? []
      : [
          [
            word(`${words.phrases.parts} `, 'muted'),
            ...joined(
              line.parts.map(({ data, systems }): Line => [
                ...labels([data], words, 'muted'),
                space,
                ...(systems.length === 0 ? [gap(words.gaps.noneNamed)] : labels(systems, words, 'muted')),
              ]),
            ),
          ],
        ];
  const toBe: readonly Line[] =
    line.standing === 'none'
      ? [[gap(words.gaps.noneNamed)]]
      : line.standing === 'several'
        ? [several(words.gaps.severalRecords(line.systemsOfRecord.length), line.systemsOfRecord)]
        : [labels(line.systemsOfRecord, words, 'strong')];
  return [...today, ...toBe, ...parts];
};

export const dataObjectBlocks = ({ payload: { dataObjects } }: Charter, words: Words): readonly Block[] => [
  tableOr(
    {
      key: 'data-objects',
      caption: words.captions.dataObjects,
      captionShown: false,
      columns: [
        [words.columns.number, 5, 'number'],
        [words.columns.object, 23, 'heading'],
        [words.columns.category, 16],
        [words.columns.recordMove, 13, 'lead'],
        [words.columns.accountable, 17],
        [words.columns.others, 15],
        [words.columns.criticality, 11],
      ],
      lines: dataObjects,
      cells: (line) => [
        [[typed(line.label)]],
        [...typedLines(line.title, words.gaps.untitled), dataDetails(line, words)],
        [valueLine(line.category, words.categories, words)],
        recordLines(line, words),
        accountableLines(line, words),
        otherLines(line, words),
        line.criticality === null ? dash : [[word(words.criticalities[line.criticality])]],
      ],
      evidence: (line) => line.evidence,
    },
    words.sentences.noDataObjects,
  ),
  ...notes(dataObjects),
];

const citationLines = (line: OutputLine, words: Words): readonly Line[] =>
  line.citations.length === 0
    ? line.relevance === 'required'
      ? [[gap(words.gaps.noCitation)]]
      : []
    : line.citations.map(({ text, standing }): Line => [
        typed(text),
        ...(standing === 'to_confirm' ? [space, word(words.sentences.citationMark)] : []),
      ]);

const feedLines = (line: OutputLine, words: Words): readonly Line[] =>
  line.feeds.length === 0
    ? [[gap(words.gaps.noFeed)]]
    : line.feeds.map(({ system, data }): Line => [...labels([system], words), space, ...labels(data, words, 'muted')]);

const approverLine = (approver: ApproverLine, words: Words): Line => [
  ...holder(approver, words),
  word(', '),
  approver.meaning === null ? gap(words.gaps.noMeaning) : word(words.meanings[approver.meaning]),
];

const outputDetails = (line: OutputLine, words: Words): readonly Line[] => [
  [line.kind === null ? gap(words.gaps.kindNotStated) : word(words.outputKinds[line.kind], 'muted')],
  ...(line.reportLogic === null ? [] : [[word(words.phrases.reportLogic[line.reportLogic], 'muted')]]),
];

export const outputBlocks = ({ payload: { outputs } }: Charter, words: Words): readonly Block[] => [
  tableOr(
    {
      key: 'outputs',
      caption: words.captions.outputs,
      captionShown: false,
      columns: [
        [words.columns.number, 4, 'number'],
        [words.columns.output, 20, 'heading'],
        [words.columns.relevance, 14],
        [words.columns.feeds, 12],
        [words.columns.recordSystem, 9, 'lead'],
        [words.columns.approvers, 16],
        [words.columns.accountable, 14],
        [words.columns.retention, 11],
      ],
      lines: outputs,
      cells: (line) => [
        [[typed(line.label)]],
        [...typedLines(line.title, words.gaps.untitled), ...outputDetails(line, words)],
        [valueLine(line.relevance, words.relevances, words), ...citationLines(line, words)],
        feedLines(line, words),
        [line.recordSystem === null ? [gap(words.gaps.noneNamed)] : labels([line.recordSystem], words, 'strong')],
        line.approvers.length === 0
          ? [[gap(words.gaps.noApprover)]]
          : line.approvers.map((approver) => approverLine(approver, words)),
        accountableLines(line, words),
        typedLines(line.retentionRule, words.gaps.notStated),
      ],
      evidence: (line) => line.evidence,
    },
    words.sentences.noOutputs,
  ),
  ...(outputs.some(({ citations }) => citations.some(({ standing }) => standing === 'to_confirm'))
    ? [
        {
          kind: 'note',
          tone: 'remark',
          runs: [word(`${words.sentences.citationMark} ${words.sentences.toConfirm}`)],
        } as const,
      ]
    : []),
  ...notes(outputs),
];
