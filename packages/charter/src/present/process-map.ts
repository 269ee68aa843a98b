/** Section 6 as blocks: steps, missing paths, branches, systems. */
import type { Charter, MissingPath, RoleGroup, StepLine, SystemLine } from '../model.ts';
import type { Words } from '../words/words.ts';
import type { Block, Line } from './blocks.ts';
import {
  accountableLines,
  dash,
  gap,
  joined,
  labels,
  mention,
  otherLines,
  personOr,
  several,
  typed,
  typedLines,
  word,
} from './runs.ts';
import { notes, table, tableOr, valueLine } from './table.ts';

const dataSuffix = (group: RoleGroup, words: Words): Line =>
  group.data.length === 0 ? [] : [word(' '), ...labels(group.data, words, 'muted')];

/** Which of review, release and audit, where it is not simply review. */
const useSuffix = (uses: RoleGroup['systems'][number]['uses'], words: Words): Line =>
  uses.every((use) => use === 'review' || use === 'collect' || use === 'record')
    ? []
    : [word(` (${uses.map((use) => words.phrases.forUse[use]).join(', ')})`, 'muted')];

const groupLine = (group: RoleGroup, style: 'plain' | 'strong', words: Words): Line => {
  const systems = group.conflict
    ? several(
        words.gaps.severalRecords(group.systems.length),
        group.systems.map(({ system }) => system),
      )
    : joined(
        group.systems.map(({ system, uses }): Line => [...labels([system], words, style), ...useSuffix(uses, words)]),
      );
  return [...systems, ...dataSuffix(group, words)];
};

const roleLines = (groups: readonly RoleGroup[], style: 'plain' | 'strong', words: Words): readonly Line[] =>
  groups.length === 0 ? dash : groups.map((group) => groupLine(group, style, words));

/** `test, regulated`, then `in D2; out D3, D6`. */
const stepDetails = (step: StepLine, words: Words): readonly Line[] => {
  const kind: Line = [
    step.kind === null ? gap(words.gaps.kindNotStated) : word(words.stepKinds[step.kind], 'muted'),
    ...(step.regulated === true ? [word(`, ${words.phrases.regulated}`, 'muted')] : []),
    ...(step.regulated === null ? [word(', ', 'muted'), gap(words.gaps.regulatedNotStated)] : []),
  ];
  const flows: readonly Line[] = [
    ...(step.dataIn.length === 0
      ? []
      : [[word(`${words.phrases.dataIn} `, 'muted'), ...labels(step.dataIn, words, 'muted')]]),
    ...(step.dataOut.length === 0
      ? []
      : [
          [
            word(`${words.phrases.dataOut} `, 'muted'),
            ...labels(
              step.dataOut.map(({ data }) => data),
              words,
              'muted',
            ),
          ],
        ]),
  ];
  return [kind, ...(flows.length === 0 ? [] : [joined(flows, '; ', 'muted')])];
};

export const changeLine = (change: StepLine['change'], driver: StepLine['driver'], words: Words): Line => {
  if (change === null) return [gap(words.gaps.notStated)];
  if (change === 'none') return [word(words.changes.none)];
  return [
    word(`${words.changes[change]}, `),
    driver === null ? gap(words.gaps.noDriver) : word(words.functionCodes[driver]),
  ];
};

const pathLine = (path: MissingPath, step: StepLine, words: Words) => ({
  runs: [
    word(`${words.columns.step} ${step.position}: `),
    ...labels([path.data], words),
    word(` ${words.phrases.noPath} `),
    ...labels([path.from], words),
    word(` ${words.phrases.asIsTo} `),
    ...labels([path.to], words),
    word(`, ${words.phrases.neededFor} ${words.phrases.pathPurpose[path.purpose]}.`),
  ],
  evidence: [`step/${step.id}`, `dataObject/${path.data.id}`],
});

const missingPathBlocks = (steps: readonly StepLine[], words: Words): readonly Block[] => {
  const items = steps.flatMap((step) => step.missingPaths.map((path) => pathLine(path, step, words)));
  return items.length === 0
    ? []
    : [
        { kind: 'paragraph', runs: [gap(words.captions.missingPaths)], evidence: [] },
        { kind: 'list', items },
      ];
};

const systemCells = (line: SystemLine, words: Words): readonly (readonly Line[])[] => [
  [
    ...typedLines(line.name, words.gaps.unnamed),
    ...(line.aliases.length === 0
      ? []
      : [
          [
            word(`${words.phrases.alsoCalled} `, 'muted'),
            ...joined(line.aliases.map((name): Line => [typed(name, 'muted')])),
          ],
        ]),
  ],
  [valueLine(line.kind, words.systemKinds, words)],
  [valueLine(line.domain, words.domains, words)],
  [
    valueLine(line.validated, words.phrases.validated, words),
    valueLine(line.auditTrail, words.phrases.auditTrail, words),
  ],
  [
    joined([
      valueLine(line.lifecycle, words.lifecycles, words),
      valueLine(line.plannedAction, words.plannedActions, words),
    ]),
  ],
  [personOr(line.processOwner, words.gaps.nobodyNamed, words)],
  [personOr(line.systemOwner, words.gaps.nobodyNamed, words)],
];

export const processMapBlocks = ({ payload: { processMap } }: Charter, words: Words): readonly Block[] => [
  tableOr(
    {
      key: 'steps',
      caption: words.captions.steps,
      captionShown: false,
      columns: [
        [words.columns.number, 3, 'number'],
        [words.columns.step, 24, 'heading'],
        [words.columns.collects, 10],
        [words.columns.record, 11, 'lead'],
        [words.columns.review, 11],
        [words.columns.accountable, 15],
        [words.columns.others, 13],
        [words.columns.change, 13],
      ],
      lines: processMap.steps,
      cells: (step) => [
        [[word(String(step.position))]],
        [...typedLines(step.title, words.gaps.untitled), ...stepDetails(step, words)],
        roleLines(step.collects, 'plain', words),
        step.recordMissing ? [[gap(words.gaps.noneNamed)]] : roleLines(step.record, 'strong', words),
        roleLines(step.review, 'plain', words),
        accountableLines(step, words),
        otherLines(step, words),
        [changeLine(step.change, step.driver, words)],
      ],
      evidence: (step) => step.evidence,
    },
    words.sentences.noSteps,
  ),
  ...missingPathBlocks(processMap.steps, words),
  ...notes(
    processMap.steps.map((step) => ({
      label: `${words.columns.step} ${step.position}`,
      note: step.note,
      evidence: [`step/${step.id}`],
    })),
  ),
  ...(processMap.branches.length === 0
    ? []
    : [
        table({
          key: 'branches',
          caption: words.captions.branches,
          columns: [
            [words.columns.from, 30, 'heading'],
            [words.columns.to, 30],
            [words.columns.condition, 40],
          ],
          lines: processMap.branches,
          cells: (branch) => [
            [mention(branch.from, words)],
            [mention(branch.to, words)],
            branch.condition === null ? dash : typedLines(branch.condition, ''),
          ],
          evidence: (branch) => branch.evidence,
        }),
      ]),
  ...(processMap.systems.length === 0
    ? []
    : [
        table({
          key: 'systems',
          caption: words.captions.systems,
          columns: [
            [words.columns.system, 12, 'heading'],
            [words.columns.kind, 11],
            [words.columns.domain, 12],
            [words.columns.validated, 17],
            [words.columns.lifecycle, 14],
            [words.columns.processOwner, 17],
            [words.columns.systemOwner, 17],
          ],
          lines: processMap.systems,
          cells: (line) => systemCells(line, words),
          evidence: (line) => line.evidence,
        }),
        ...notes(
          processMap.systems.map((line) => ({
            label: line.name ?? words.gaps.unnamed,
            note: line.note,
            evidence: [`system/${line.id}`],
          })),
        ),
      ]),
];
