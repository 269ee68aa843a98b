/** Sections 11, 13, 14, 16 and 17 as blocks: duties, open items, change control, revisions and the integrity annex. */
import type { Charter, DutyLine, QuestionLine } from '../model.ts';
import type { Words } from '../words/words.ts';
import type { Block, Line } from './blocks.ts';
import { acceptedTable, openAcceptancesTable, openFindingsTable } from './findings.ts';
import { dash, functionRuns, gap, joined, personOr, typed, typedLines, word } from './runs.ts';
import { saidByLine, wordingLines } from './said.ts';
import { aboutLines, awaiting, notes, table, tableOr, valueLine } from './table.ts';

const functionLine = (fn: DutyLine['dutyFunction'], words: Words): Line =>
  fn === null ? [gap(words.gaps.notStated)] : functionRuns(fn, words);

const dueLine = (due: string | null, words: Words): Line => [
  due === null ? gap(words.gaps.notStated) : word(words.day(due)),
];

const ratingLine = (line: DutyLine, words: Words): Line =>
  line.severity === null && line.likelihood === null && line.detectability === null
    ? [word('–', 'muted')]
    : joined(
        [line.severity, line.likelihood, line.detectability].map((level): Line => [
          word(level === null ? '–' : words.criticalities[level]),
        ]),
      );

/** Result and residual risk, the reason verbatim, and whose word it is. */
const assessmentLines = ({ assessment }: DutyLine, words: Words): readonly Line[] =>
  assessment === null
    ? [[gap(words.gaps.notAssessed)]]
    : [
        ...wordingLines(assessment.wording, words),
        [
          word(words.assessments[assessment.state], 'strong'),
          word(
            `, ${words.phrases.residual} ${assessment.residual === null ? words.gaps.notStated : words.criticalities[assessment.residual]}`,
          ),
        ],
        ...typedLines(assessment.rationale, words.gaps.noReason),
        saidByLine(assessment, words),
      ];

const answerLines = ({ answer }: QuestionLine, words: Words): readonly Line[] =>
  answer === null
    ? [[gap(words.gaps.notAnswered)]]
    : [
        ...wordingLines(answer.wording, words),
        ...typedLines(answer.text, words.gaps.notAnswered),
        saidByLine(answer, words),
      ];

export const dutyBlocks = ({ payload: { impactDuties } }: Charter, words: Words): readonly Block[] => [
  tableOr(
    {
      key: 'duties',
      caption: words.captions.duties,
      captionShown: false,
      columns: [
        [words.columns.number, 5, 'number'],
        [words.columns.kind, 13, 'heading'],
        [words.columns.duty, 14],
        [words.columns.about, 10],
        [words.columns.rating, 15],
        [words.columns.due, 9],
        [words.columns.assessment, 34],
      ],
      lines: impactDuties.duties,
      cells: (line) => [
        [[typed(line.label)]],
        [valueLine(line.kind, words.riskKinds, words)],
        [functionLine(line.dutyFunction, words)],
        aboutLines(line.about, words),
        [ratingLine(line, words)],
        line.due === null ? dash : [dueLine(line.due, words)],
        assessmentLines(line, words),
      ],
      evidence: (line) => [...line.evidence, ...(line.assessment?.evidence ?? [])],
    },
    words.sentences.noDuties,
  ),
  ...notes(impactDuties.duties),
];

export const openItemBlocks = ({ payload: { openItems, findings } }: Charter, words: Words): readonly Block[] => [
  ...acceptedTable(findings.accepted, words),
  openFindingsTable(findings.open, words),
  ...openAcceptancesTable(findings.open, words),
  tableOr(
    {
      key: 'questions',
      caption: words.captions.questions,
      columns: [
        [words.columns.number, 7, 'number'],
        [words.columns.question, 27, 'heading'],
        [words.columns.toFunction, 14],
        [words.columns.about, 11],
        [words.columns.due, 9],
        [words.columns.answer, 32],
      ],
      lines: openItems.questions,
      cells: (line) => [
        [[typed(line.label)]],
        typedLines(line.text, words.gaps.notStated),
        [functionLine(line.toFunction, words)],
        aboutLines(line.about, words),
        [dueLine(line.due, words)],
        answerLines(line, words),
      ],
      evidence: (line) => [...line.evidence, ...(line.answer?.evidence ?? [])],
    },
    words.sentences.noQuestions,
  ),
  tableOr(
    {
      key: 'actions',
      caption: words.captions.actions,
      columns: [
        [words.columns.number, 8, 'number'],
        [words.columns.action, 40, 'heading'],
        [words.columns.person, 20],
        [words.columns.about, 18],
        [words.columns.due, 14],
      ],
      lines: openItems.actions,
      cells: (line) => [
        [[typed(line.label)]],
        typedLines(line.text, words.gaps.notStated),
        [personOr(line.person, words.gaps.nobodyNamed, words)],
        aboutLines(line.about, words),
        line.due === null ? dash : [dueLine(line.due, words)],
      ],
      evidence: (line) => line.evidence,
    },
    words.sentences.noActions,
  ),
  ...(openItems.irregular.length === 0
    ? []
    : [
        table({
          key: 'irregular',
          caption: words.captions.irregular,
          columns: [
            [words.columns.place, 15, 'heading'],
            [words.columns.key, 30],
            [words.columns.reason, 35],
            [words.columns.statusAlone, 20],
          ],
          lines: openItems.irregular,
          cells: (line) => [
            [[typed(line.root)]],
            [[typed(line.key, 'code')]],
            [[typed(line.reason)]],
            [[word(words.irregularKinds[line.kind])]],
          ],
          evidence: () => [],
        }),
      ]),
];

export const changeControlBlocks = ({ payload }: Charter, words: Words): readonly Block[] => {
  const { changeControl, titleBlock } = payload;
  const triggers = changeControl.triggers.map((trigger) => words.triggers[trigger]).join(', ');
  return [
    {
      kind: 'paragraph',
      runs: [
        word(`${words.sentences.revises} ${triggers}. `),
        word(`${words.sentences.reviewWithin(changeControl.reviewWithinMonths)} `),
        word(words.sentences.cite(titleBlock.charterNo)),
      ],
      evidence: [],
    },
    tableOr(
      {
        key: 'references',
        caption: words.captions.references,
        columns: [
          [words.columns.number, 8, 'number'],
          [words.columns.document, 36, 'heading'],
          [words.columns.docNumber, 18],
          [words.columns.address, 24],
          [words.columns.about, 14],
        ],
        lines: changeControl.references,
        cells: (line) => [
          [[typed(line.label)]],
          typedLines(line.title, words.gaps.untitled),
          typedLines(line.docNumber, words.gaps.notStated),
          line.url === null ? dash : [[typed(line.url)]],
          aboutLines(line.about, words),
        ],
        evidence: (line) => line.evidence,
      },
      words.sentences.noReferences,
    ),
  ];
};

/** Eight digits a group, so that two people can compare a hash by eye. */
export const hashGroups = (hash: string): readonly string[] => hash.match(/.{1,8}/g) ?? [];

export const revisionBlocks = (words: Words): readonly Block[] => [awaiting(words.awaiting.revisionHistory)];

export const integrityBlocks = ({ payload, envelope }: Charter, words: Words): readonly Block[] => [
  { kind: 'paragraph', runs: [word(words.sentences.integrity)], evidence: [] },
  { kind: 'paragraph', runs: [word(words.sentences.verify)], evidence: [] },
  {
    kind: 'facts',
    caption: words.captions.integrity,
    facts: [
      {
        term: words.facts.payload,
        value: [word(words.facts.payloadValue(envelope.integrity.payloadBytes, payload.ruleset))],
        evidence: [],
      },
      {
        term: words.facts.hash,
        value: [word(hashGroups(envelope.integrity.payloadHash).join(' '), 'code')],
        evidence: [],
      },
      {
        term: words.facts.takenAt,
        value: [word(words.facts.takenAtValue(payload.docSeq, payload.recordSeq))],
        evidence: [],
      },
      { term: words.facts.boardId, value: [typed(envelope.boardId, 'code')], evidence: [] },
      {
        term: words.facts.findings,
        value: [
          word(
            words.facts.findingsValue(
              payload.findings.open.filter((line) => line.severity === 'B').length,
              payload.findings.open.filter((line) => line.severity === 'W').length,
              payload.findings.open.filter((line) => line.severity === 'I').length,
              payload.findings.accepted.length,
            ),
          ),
        ],
        evidence: [],
      },
      { term: words.facts.auditTrail, value: [word(words.awaiting.auditTrail, 'emphasis')], evidence: [] },
    ],
  },
];
