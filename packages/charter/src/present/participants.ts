/** Section 4 as blocks: people named on the board, who takes part, and the signers. */
import type { Charter, MemberLine, PlantFunction, SignerLine } from '../model.ts';
import type { Words } from '../words/words.ts';
import type { Block, Line } from './blocks.ts';
import { functionRuns, gap, joined, mark, personName, space, typed, typedLines, word } from './runs.ts';
import { speakerRuns } from './said.ts';
import { awaiting, tableOr } from './table.ts';

const roleLine = (line: MemberLine, words: Words): Line => [
  word(
    [
      words.roles[line.role],
      ...(line.signer ? [words.phrases.signs] : []),
      ...(line.guest ? [words.phrases.guest] : []),
    ].join(', '),
  ),
];

const functionLine = (fn: PlantFunction | null, discipline: string | null, words: Words): Line => [
  ...(fn === null ? [gap(words.gaps.notStated)] : functionRuns(fn, words)),
  ...(discipline === null ? [] : [word(', ', 'muted'), typed(discipline, 'muted')]),
];

/** As what they take part; the table of members has the names under which they do. */
const takesPart = (tied: readonly MemberLine[], words: Words): readonly Line[] =>
  tied.length === 0 ? [[word(words.phrases.notSaid, 'muted')]] : tied.map((line) => roleLine(line, words));

/** Who of the named people it is, and that their function is another one where it is. */
const namedLines = ({ person, standing }: MemberLine, words: Words): readonly Line[] => {
  if (person === null) return [[word(words.phrases.notSaid, 'muted')]];
  const differs =
    standing !== 'other_function'
      ? []
      : [
          space,
          gap(
            `(${words.gaps.otherFunction(person.function === null ? words.gaps.notStated : words.functionCodes[person.function])})`,
          ),
        ];
  return [[...personName(person, words), ...differs]];
};

const signerLine = ({ function: fn, signers }: SignerLine, words: Words): Line => [
  mark(fn, words),
  space,
  ...signerNames(signers, words),
];

/** The signer; that there is none, or that there are several, where one is right. */
export const signerNames = (signers: SignerLine['signers'], words: Words): Line =>
  signers.length === 0
    ? [gap(words.gaps.noneNamed)]
    : [
        ...(signers.length === 1 ? [] : [gap(`${words.gaps.severalSigners(signers.length)}: `)]),
        ...joined(signers.map((one) => speakerRuns(one, words))),
      ];

export const participantBlocks = ({ payload: { participants } }: Charter, words: Words): readonly Block[] => {
  const { people, members, signers } = participants;
  const tiedTo = Map.groupBy(members, ({ person }) => person?.id);
  return [
    tableOr(
      {
        key: 'people',
        caption: words.captions.people,
        captionShown: members.length > 0,
        columns: [
          [words.columns.name, 24, 'heading'],
          [words.columns.function, 26],
          [words.columns.jobTitle, 26],
          [words.columns.takesPart, 24],
        ],
        lines: people,
        cells: (line) => [
          typedLines(line.name, words.gaps.unnamed),
          [functionLine(line.function, line.discipline, words)],
          typedLines(line.jobTitle, words.gaps.notStated),
          takesPart(tiedTo.get(line.id) ?? [], words),
        ],
        evidence: (line) => [...line.evidence, ...(tiedTo.get(line.id) ?? []).flatMap(({ evidence }) => evidence)],
      },
      words.sentences.noPeople,
    ),
    tableOr(
      {
        key: 'members',
        caption: words.captions.members,
        columns: [
          [words.columns.name, 24, 'heading'],
          [words.columns.function, 26],
          [words.columns.role, 26],
          [words.columns.namedAs, 24],
        ],
        lines: members,
        cells: (line) => [
          [speakerRuns(line.member, words), ...(line.jobTitle === null ? [] : [[typed(line.jobTitle, 'muted')]])],
          [functionLine(line.function, line.discipline, words)],
          [roleLine(line, words)],
          namedLines(line, words),
        ],
        evidence: (line) => [
          ...line.evidence,
          ...(line.person === null || line.person.gone === 'missing' ? [] : [`person/${line.person.id}`]),
        ],
      },
      words.sentences.noMembers,
    ),
    {
      kind: 'paragraph',
      runs: [
        word(words.sentences.signers, 'emphasis'),
        space,
        ...joined(
          signers.map((line) => signerLine(line, words)),
          '; ',
        ),
        word('.'),
      ],
      evidence: signers.flatMap(({ evidence }) => evidence),
    },
    awaiting(words.awaiting.attendance),
  ];
};
