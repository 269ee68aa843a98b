/** Sections 9 and 10 as blocks: the matrix with its acceptance criteria, interfaces and decision logic. */
import type { Charter, InterfaceLine, LogicLine, MatrixCell, MatrixRow } from '../model.ts';
import type { Words } from '../words/words.ts';
import type { Block, Line } from './blocks.ts';
import { accountableLines, dash, gap, holder, labels, mention, otherLines, typed, typedLines, word } from './runs.ts';
import { aboutLines, awaiting, notes, table, tableOr, valueLine } from './table.ts';

const cellLines = (cell: MatrixCell, words: Words): readonly Line[] => {
  const note = cell.note === null ? [] : typedLines(cell.note, '', 'emphasis');
  if (cell.holdings.length === 0) return note.length > 0 ? note : [[gap(words.gaps.noPart)]];
  return [
    ...cell.holdings.map((line): Line => [
      word(line.code, line.code === 'A' || line.code === 'V' ? 'strong' : 'plain'),
      word(' '),
      ...holder(line, words),
    ]),
    ...note,
  ];
};

/** The area, and how many are accountable where it is not exactly one. */
const areaLines = (row: MatrixRow, words: Words): readonly Line[] => {
  const accountable = row.cells.flatMap((cell) => cell.holdings.filter((line) => line.code === 'A')).length;
  return [
    [word(words.areas[row.area])],
    ...(accountable === 1 ? [] : [[gap(words.gaps.accountableCount(accountable))]]),
  ];
};

export const responsibilityBlocks = ({ payload: { responsibilities } }: Charter, words: Words): readonly Block[] => {
  const functions = responsibilities.matrix[0]?.cells.map((cell) => cell.function) ?? [];
  const share = Math.floor(80 / Math.max(1, functions.length));
  return [
    table({
      key: 'matrix',
      caption: words.captions.matrix,
      captionShown: false,
      columns: [
        [words.columns.area, 100 - share * functions.length, 'heading'],
        ...functions.map((fn) => [words.functions[fn], share] as const),
      ],
      lines: responsibilities.matrix,
      cells: (row) => [areaLines(row, words), ...row.cells.map((cell) => cellLines(cell, words))],
      evidence: (row) => row.cells.flatMap((cell) => cell.evidence),
    }),
    { kind: 'note', tone: 'remark', runs: [word(words.sentences.codes)] },
    tableOr(
      {
        key: 'criteria',
        caption: words.captions.criteria,
        columns: [
          [words.columns.number, 7, 'number'],
          [words.columns.statement, 45, 'heading'],
          [words.columns.method, 30],
          [words.columns.about, 18],
        ],
        lines: responsibilities.criteria,
        cells: (line) => [
          [[typed(line.label)]],
          typedLines(line.statement, words.gaps.notStated),
          typedLines(line.method, words.gaps.notStated),
          aboutLines(line.about, words),
        ],
        evidence: (line) => line.evidence,
      },
      words.sentences.noCriteria,
    ),
    ...(responsibilities.criteria.length === 0 ? [] : [awaiting(words.awaiting.acceptance)]),
  ];
};

/** In scope, or that nothing is; where the board says that no validation is needed, that and the reason. */
const scopeLines = (line: InterfaceLine, words: Words): readonly Line[] =>
  line.scopes.length === 0
    ? [line.status === 'not_required' ? [word(words.validationStates.not_required)] : [gap(words.gaps.noScope)]]
    : [[word(line.scopes.map((scope) => words.scopes[scope]).join(', '))]];

const statusLines = (line: InterfaceLine, words: Words): readonly Line[] => [
  valueLine(line.status, words.validationStates, words),
  line.change === 'none' ? [word(words.phrases.unchanged)] : valueLine(line.change, words.changes, words),
];

const interfaceTable = (key: string, caption: string, lines: readonly InterfaceLine[], words: Words) => ({
  key,
  caption,
  columns: [
    [words.columns.number, 4, 'number'],
    [words.columns.interface, 13, 'heading'],
    [words.columns.carried, 9],
    [words.columns.mechanism, 16],
    [words.columns.scope, 15],
    [words.columns.reconciliation, 15],
    [words.columns.accountable, 15],
    [words.columns.status, 13],
  ] as const,
  lines,
  cells: (line: InterfaceLine): readonly (readonly Line[])[] => [
    [[typed(line.label)]],
    [
      [
        ...(line.from === null ? [gap(words.gaps.notStated)] : labels([line.from], words)),
        word(` ${words.phrases.asIsTo} `),
        ...(line.to === null ? [gap(words.gaps.notStated)] : labels([line.to], words)),
      ],
    ],
    [line.data.length === 0 ? [gap(words.gaps.noneNamed)] : labels(line.data, words)],
    [valueLine(line.mechanism, words.mechanisms, words), valueLine(line.transformation, words.transformations, words)],
    scopeLines(line, words),
    [valueLine(line.reconciliation, words.reconciliations, words)],
    accountableLines(line, words),
    statusLines(line, words),
  ],
  evidence: (line: InterfaceLine) => line.evidence,
});

/** What a register column has no room for: other parts, reason, what happens on error, free notes. */
const remarks = (lines: readonly InterfaceLine[], words: Words): readonly Block[] => {
  const item = (line: InterfaceLine, lead: string, text: string | null) =>
    text === null
      ? []
      : [{ runs: [typed(line.label, 'strong'), word(`: ${lead} `), typed(text)], evidence: [`interface/${line.id}`] }];
  const items = lines.flatMap((line) => [
    ...item(line, words.phrases.rationale, line.rationale),
    ...item(line, words.phrases.errorHandling, line.errorHandling),
  ]);
  return [...(items.length === 0 ? [] : [{ kind: 'list', items } as const]), ...notes(lines)];
};

const logicCells = (line: LogicLine, words: Words): readonly (readonly Line[])[] => [
  [[typed(line.label)]],
  typedLines(line.title, words.gaps.untitled),
  [line.step === null ? [gap(words.gaps.notStated)] : mention(line.step, words)],
  [line.system === null ? [gap(words.gaps.notStated)] : labels([line.system], words, 'strong')],
  line.data.length === 0 ? dash : [labels(line.data, words)],
  [...accountableLines(line, words), ...(line.others.length === 0 ? [] : otherLines(line, words))],
  [valueLine(line.status, words.validationStates, words)],
];

export const interfaceBlocks = ({ payload: { interfaces } }: Charter, words: Words): readonly Block[] => [
  tableOr(
    { ...interfaceTable('interfaces', words.captions.interfaces, interfaces.interfaces, words), captionShown: false },
    words.sentences.noInterfaces,
  ),
  ...remarks(interfaces.interfaces, words),
  ...(interfaces.removed.length === 0
    ? []
    : [
        table(interfaceTable('removed', words.captions.removed, interfaces.removed, words)),
        ...remarks(interfaces.removed, words),
      ]),
  tableOr(
    {
      key: 'logic',
      caption: words.captions.logic,
      columns: [
        [words.columns.number, 5, 'number'],
        [words.columns.rule, 25, 'heading'],
        [words.columns.step, 20],
        [words.columns.runsIn, 10, 'lead'],
        [words.columns.data, 10],
        [words.columns.accountable, 17],
        [words.columns.statusAlone, 13],
      ],
      lines: interfaces.logic,
      cells: (line) => logicCells(line, words),
      evidence: (line) => line.evidence,
    },
    words.sentences.noLogic,
  ),
];
