/** Sections 1 to 3 and 5 as blocks. */
import { QUESTIONS, wordOf } from '@chartroom/domain';
import type { Charter, Classification, ContestedLine, RecordPlacement, Ref, SystemDomain } from '../model.ts';
import type { Words } from '../words/words.ts';
import type { Block, Column, Fact, Line, Row } from './blocks.ts';
import {
  functionRuns,
  gap,
  joined,
  labels,
  mention,
  several,
  space,
  statedParagraphs,
  typed,
  typedLines,
  word,
} from './runs.ts';
import { aboutLines, tableOr, valueLine } from './table.ts';

export const titleFacts = ({ payload, envelope }: Charter, words: Words): readonly Fact[] => {
  const { titleBlock } = payload;
  const stated = (text: string | null): Line => [text === null ? gap(words.gaps.notStated) : typed(text)];
  const regimes = titleBlock.regimes.map(({ regime }): Line => [word(words.regimes[regime])]);
  const { board, process } = titleBlock;
  return [
    {
      term: words.facts.charter,
      value: [
        word(words.facts.charterValue(titleBlock.charterNo, titleBlock.version, words.document.states[envelope.state])),
      ],
      evidence: [],
    },
    { term: words.facts.site, value: stated(titleBlock.site.text), evidence: titleBlock.site.evidence },
    { term: words.facts.effective, value: [word(words.facts.effectiveValue)], evidence: [] },
    {
      term: words.facts.regimes,
      value: regimes.length === 0 ? [gap(words.gaps.noneNamed)] : joined(regimes),
      evidence: titleBlock.regimes.flatMap(({ evidence }) => evidence),
    },
    {
      term: words.facts.supersedes,
      value: [titleBlock.supersedes === null ? word(words.facts.supersedesNone) : typed(titleBlock.supersedes)],
      evidence: [],
    },
    { term: words.facts.composed, value: [word(words.moment(envelope.composedAt))], evidence: [] },
    ...(board.text === null || board.text === process.text
      ? []
      : [{ term: words.facts.board, value: [typed(board.text)], evidence: board.evidence }]),
  ];
};

export const purposeBlocks = ({ payload: { purpose } }: Charter, words: Words): readonly Block[] => [
  { kind: 'paragraph', runs: [word(words.sentences.joint)], evidence: [] },
  ...statedParagraphs(words.sentences.trigger, purpose.trigger, words),
  ...statedParagraphs(words.sentences.endState, purpose.endState, words),
  {
    kind: 'paragraph',
    runs:
      purpose.outputs.length === 0
        ? [gap(words.sentences.noOutputs)]
        : [
            word(words.sentences.outputs, 'emphasis'),
            space,
            ...joined(
              purpose.outputs.map((output) => mention(output, words)),
              '; ',
            ),
            word('.'),
          ],
    evidence: purpose.outputs.map((output) => `output/${output.id}`),
  },
  { kind: 'paragraph', runs: [word(words.sentences.noRegulation)], evidence: [] },
];

export const scopeBlocks = ({ payload: { scope } }: Charter, words: Words): readonly Block[] => [
  ...statedParagraphs(words.sentences.sponsor, scope.sponsor, words),
  ...statedParagraphs(words.sentences.inScope, scope.inScope, words),
  ...statedParagraphs(words.sentences.outOfScope, scope.outOfScope, words),
  tableOr(
    {
      key: 'constraints',
      caption: words.captions.constraints,
      columns: [
        [words.columns.number, 6, 'number'],
        [words.columns.kind, 18, 'heading'],
        [words.columns.constraint, 38],
        [words.columns.about, 18],
        [words.columns.period, 20],
      ],
      lines: scope.constraints,
      cells: (line) => [
        [[typed(line.label)]],
        [valueLine(line.kind, words.constraintKinds, words)],
        [
          ...typedLines(line.detail, words.gaps.notStated),
          ...(line.evidenceRef === null ? [] : typedLines(line.evidenceRef, '', 'muted')),
        ],
        aboutLines(line.about, words),
        [[word(words.phrases.period(line.from, line.to) || '–')]],
      ],
      evidence: (line) => line.evidence,
    },
    words.sentences.noConstraints,
  ),
];

const DOMAIN_ORDER: readonly SystemDomain[] = ['X', 'Q', 'E', 'N'];

/** One row a category, one column a domain; `MES D3, D6` in the cells, what is open in the last column. */
const placementTable = (classification: Classification, words: Words): Block => {
  const all = classification.systemsOfRecord.flatMap(({ placements }) => placements);
  const used = DOMAIN_ORDER.filter((domain) =>
    all.some(({ systems }) => systems.some((system) => (system.domain ?? 'N') === domain)),
  );
  const isOpen = ({ systems, conflict }: RecordPlacement): boolean => systems.length === 0 || conflict;
  const open = all.some(isOpen);
  const shared = Math.max(1, used.length + (open ? 1 : 0));
  const share = Math.floor(80 / shared);
  const rows = classification.systemsOfRecord.map(({ category, placements }): Row => {
    const cell = (domain: SystemDomain): readonly Line[] => {
      const bySystem = new Map<string, { system: Ref; data: Ref[] }>();
      for (const { data, systems } of placements) {
        for (const one of systems.filter((system) => (system.domain ?? 'N') === domain)) {
          const entry = bySystem.get(one.system.id) ?? { system: one.system, data: [] };
          entry.data.push(data);
          bySystem.set(one.system.id, entry);
        }
      }
      const lines = [...bySystem.values()].map(({ system, data }): Line => [
        ...labels([system], words),
        space,
        ...labels(data, words, 'muted'),
      ]);
      return lines.length === 0 ? [[word('–', 'muted')]] : lines;
    };
    const gaps = placements.filter(isOpen).map(({ data, systems }): Line => [
      ...labels([data], words),
      space,
      ...(systems.length === 0
        ? [gap(words.gaps.noneNamed)]
        : several(
            words.gaps.severalRecords(systems.length),
            systems.map(({ system }) => system),
          )),
    ]);
    return {
      cells: [
        [[category === null ? gap(words.gaps.notStated) : word(words.categories[category])]],
        ...used.map(cell),
        ...(open ? [gaps.length === 0 ? [[word('–', 'muted')]] : gaps] : []),
      ],
      evidence: placements.flatMap(({ evidence }) => evidence),
    };
  });
  return {
    kind: 'table',
    key: 'placement',
    caption: words.captions.placement,
    captionShown: true,
    columns: [
      { title: words.columns.category, width: 100 - share * shared, role: 'heading' },
      ...used.map((domain): Column => ({ title: words.domainHeadings[domain], width: share, role: 'text' })),
      ...(open ? [{ title: words.columns.open, width: share, role: 'text' } as const] : []),
    ],
    rows,
  };
};

/** Who answered, what they want first, and their medians in the order of the questionnaire. */
const votesTable = (classification: Classification, words: Words): Block => ({
  kind: 'table',
  key: 'votes',
  caption: words.captions.votes,
  captionShown: true,
  columns: [
    { title: words.columns.function, width: 16, role: 'heading' },
    { title: words.columns.participants, width: 12, role: 'text' },
    { title: words.columns.purpose, width: 12, role: 'text' },
    ...QUESTIONS.map((question): Column => ({ title: question, width: 5, role: 'text' })),
  ],
  rows: classification.votes.map((vote): Row => ({
    cells: [
      [functionRuns(vote.function, words)],
      [[word(words.classification.answered(vote.participants))]],
      [[vote.purpose === null ? word('–', 'muted') : word(words.purposes[vote.purpose])]],
      ...QUESTIONS.map((question): readonly Line[] => {
        const median = vote.medians[question];
        return [[median === undefined ? word('–', 'muted') : word(String(median))]];
      }),
    ],
    evidence: [],
  })),
});

/** The decisions tied to it; one that is not agreed as it is worded settles nothing. */
const settledLines = ({ decisions, agreed }: ContestedLine, words: Words): readonly Line[] =>
  decisions.length === 0
    ? [[gap(words.gaps.noneNamed)]]
    : decisions.map((decision): Line => [
        ...labels([decision], words),
        ...(agreed.includes(decision.id) ? [] : [space, gap(`(${words.gaps.notAgreed})`)]),
      ]);

const contestedTable = (classification: Classification, words: Words): readonly Block[] =>
  classification.contested.length === 0
    ? []
    : [
        tableOr(
          {
            key: 'contested',
            caption: words.captions.contested,
            columns: [
              [words.columns.question, 46, 'heading'],
              [words.functions.OPS, 12],
              [words.functions.QUA, 12],
              [words.functions.IT, 12],
              [words.columns.settledBy, 18],
            ],
            lines: classification.contested,
            cells: (line) => [
              [[word(wordOf(`scoping/${line.question}`, words.findings))]],
              ...(['OPS', 'QUA', 'IT'] as const).map((fn): readonly Line[] => {
                const said = line.by[fn];
                if (said === undefined) return [[word('–', 'muted')]];
                return [[word(typeof said === 'number' ? String(said) : words.purposes[said])]];
              }),
              settledLines(line, words),
            ],
            evidence: (line) => line.evidence,
          },
          '',
        ),
      ];

/** The class, why, and what may still change it. */
const classParagraphs = (classification: Classification, ruleset: number, words: Words): readonly Block[] => {
  const { scores, provisional, votes } = classification;
  const told = words.classification;
  const functions = provisional.filter((reason) => reason !== 'B0').map((fn) => words.functions[fn]);
  const voted = votes.some(({ participants }) => participants > 0);
  return [
    {
      kind: 'paragraph',
      runs: [
        word(`${words.classes[classification.result]}.`, 'strong'),
        space,
        ...(voted
          ? [
              word(`${told.scores(scores.E, scores.Q, scores.S)} `),
              word(told.fired([...classification.fired, ...classification.map], ruleset)),
            ]
          : [word(told.nobodyVoted)]),
        ...(classification.madeJointBy === null
          ? []
          : [space, word(told.madeJoint), space, ...labels([classification.madeJointBy], words), word('.')]),
        ...(classification.captureChanges ? [space, word(told.captureChanges)] : []),
      ],
      evidence: [],
    },
    ...(provisional.length === 0
      ? []
      : [
          {
            kind: 'paragraph',
            runs: [gap(told.provisional(functions, provisional.includes('B0')))],
            evidence: [],
          } as const,
        ]),
  ];
};

export const classificationBlocks = ({ payload }: Charter, words: Words): readonly Block[] => {
  const { classification, ruleset } = payload;
  return [
    ...classParagraphs(classification, ruleset, words),
    ...(classification.votes.some(({ participants }) => participants > 0) ? [votesTable(classification, words)] : []),
    ...contestedTable(classification, words),
    classification.systemsOfRecord.length === 0
      ? { kind: 'note', tone: 'absent', runs: [word(words.sentences.noDataObjects)] }
      : placementTable(classification, words),
  ];
};
