/** Section 12 as blocks: each decision with its outcome, then dissent and the other stances, in the words of whoever took them. */
import type { Charter, DecisionLine, StanceLine } from '../model.ts';
import type { Words } from '../words/words.ts';
import type { Block, Line } from './blocks.ts';
import { gap, typed, typedLines, word } from './runs.ts';
import { saidByLine, saidByLines, wordingLines } from './said.ts';
import { aboutLines, notes, table, tableOr } from './table.ts';

const outcomeLines = ({ decided }: DecisionLine, words: Words): readonly Line[] => {
  if (decided === null) return [[gap(words.gaps.notDecided)]];
  const state = words.outcomes[decided.state];
  return [
    // What was said of another wording is no outcome of this one.
    [decided.wording === 'earlier' ? gap(`${state}, ${words.gaps.earlierWording}`) : word(state, 'strong')],
    ...(decided.reason === null ? [] : typedLines(decided.reason, '')),
    saidByLine(decided, words),
  ];
};

interface Taken {
  readonly decision: DecisionLine;
  readonly stance: StanceLine;
}

const reasonLines = ({ stance }: Taken, words: Words): readonly Line[] => [
  ...wordingLines(stance.wording, words),
  ...typedLines(stance.reason, words.gaps.noReason),
];
const evidence = ({ decision, stance }: Taken): readonly string[] => [
  ...stance.evidence,
  ...decision.evidence.slice(0, 1),
];

const dissentTable = (dissents: readonly Taken[], words: Words): Block =>
  tableOr(
    {
      key: 'dissent',
      caption: words.captions.dissent,
      columns: [
        [words.columns.number, 8, 'number'],
        [words.columns.saidBy, 24, 'heading'],
        [words.columns.inWords, 68],
      ],
      lines: dissents,
      cells: (taken) => [[[typed(taken.decision.label)]], saidByLines(taken.stance, words), reasonLines(taken, words)],
      evidence,
    },
    words.sentences.noDissent,
  );

const stanceTable = (stances: readonly Taken[], words: Words): readonly Block[] =>
  stances.length === 0
    ? []
    : [
        table({
          key: 'stances',
          caption: words.captions.stances,
          columns: [
            [words.columns.number, 8, 'number'],
            [words.columns.saidBy, 24, 'heading'],
            [words.columns.stance, 14],
            [words.columns.inWords, 54],
          ],
          lines: stances,
          cells: (taken) => [
            [[typed(taken.decision.label)]],
            saidByLines(taken.stance, words),
            [[word(words.stances[taken.stance.stance])]],
            // Whoever agrees needs no reason.
            taken.stance.reason === null && taken.stance.wording !== 'earlier'
              ? [[word('–', 'muted')]]
              : taken.stance.reason === null
                ? wordingLines(taken.stance.wording, words)
                : reasonLines(taken, words),
          ],
          evidence,
        }),
      ];

export const decisionBlocks = ({ payload: { decisions } }: Charter, words: Words): readonly Block[] => {
  const taken = decisions.decisions.flatMap((decision) =>
    decision.stances.map((stance): Taken => ({ decision, stance })),
  );
  const dissents = taken.filter(({ stance }) => stance.stance === 'dissent');
  const others = taken.filter(({ stance }) => stance.stance !== 'dissent');
  return [
    tableOr(
      {
        key: 'decisions',
        caption: words.captions.decisions,
        captionShown: false,
        columns: [
          [words.columns.number, 8, 'number'],
          [words.columns.statement, 29, 'heading'],
          [words.columns.rationale, 27],
          [words.columns.about, 12],
          [words.columns.outcome, 24],
        ],
        lines: decisions.decisions,
        cells: (line) => [
          [[typed(line.label)]],
          typedLines(line.statement, words.gaps.notStated),
          typedLines(line.rationale, words.gaps.notStated),
          aboutLines(line.about, words),
          outcomeLines(line, words),
        ],
        evidence: (line) => [...line.evidence, ...(line.decided?.evidence ?? [])],
      },
      words.sentences.noDecisions,
    ),
    ...(decisions.decisions.length === 0
      ? []
      : taken.length === 0
        ? [{ kind: 'note', tone: 'absent', runs: [word(words.sentences.noStances)] } as const]
        : [dissentTable(dissents, words), ...stanceTable(others, words)]),
    ...notes(decisions.decisions),
  ];
};
