/** What was said counts while the wording of which it was said stands: each kind of saying, each field of a wording. */
import { Analyst, decidesClass, SnapshotSource, type Analysis } from '../../../src/index.ts';
import { Bench, type Case, type Edit } from '../bench.ts';
import { plain } from './following.ts';

interface Bound {
  /** The rule that what was said settles or wakes, or the class. */
  readonly of: string;
  /** The board and what is said of it, all of which is bound to the wording then. */
  readonly said: Edit;
  /** Other wordings, by what is different. */
  readonly rewordings: Readonly<Record<string, Edit>>;
  /** What is no part of the wording. */
  readonly keeps?: Readonly<Record<string, Edit>>;
  /** Whether what was said wakes the rule instead of settling it. */
  readonly wakes?: true;
}

const decision = (b: Bench, on: string): Bench =>
  b.add('DEC1', 'decision', { statement: 'Keep MES', rationale: 'Validated as it is' }).say('link', 'DEC1', on);
const DECISION: Bound['rewordings'] = {
  'another statement': (b) => b.set('DEC1', { statement: 'Replace MES at once, without validation' }),
  'another rationale': (b) => b.set('DEC1', { rationale: 'It is cheaper' }),
};
const BESIDE_DECISION: NonNullable<Bound['keeps']> = {
  'its note': (b) => b.write('DEC1', 'note', 'See the minutes'),
  'blanks at the ends': (b) => b.force('DEC1', 'statement', ' Keep MES '),
  'what else it is tied to': (b) => b.say('link', 'DEC1', 'area.requirements'),
};
const risk = (name: string): Bound['rewordings'] => ({
  'another note': (b) => b.write(name, 'note', 'And the line next to it'),
  'a paragraph more': (b) => b.write(name, 'note', 'The press\nThe line'),
  'another duty function': (b) => b.set(name, { dutyFunction: 'IT' }),
});
const besideRisk = (name: string): NonNullable<Bound['keeps']> => ({
  'its ratings and its day': (b) =>
    b.set(name, { severity: 'high', likelihood: 'low', detectability: 'medium', due: '2027-01-01' }),
  'the note of another risk': (b) => b.add('X9', 'risk', { kind: 'other' }).write('X9', 'note', 'Else'),
  'what it is tied to': (b) => b.say('link', name, 'MES'),
});
const assessed =
  (name: string, board: Edit): Edit =>
  (b) => {
    board(b);
    b.write(name, 'note', 'The press');
  };
const onlyWords = (name: string): Bound['rewordings'] => {
  const { 'another duty function': _, ...words } = risk(name);
  return words;
};

export const WORDINGS: readonly Bound[] = [
  {
    of: 'G04',
    said: (b) => b.add('Q1', 'question', { text: 'Who holds the key?', toFunction: 'QUA' }).answer('Q1'),
    rewordings: {
      'another question': (b) => b.set('Q1', { text: 'Who holds which key?' }),
      'put to others': (b) => b.set('Q1', { toFunction: 'IT' }),
      'put to nobody': (b) => b.set('Q1', { toFunction: null }),
    },
    keeps: { 'its day': (b) => b.set('Q1', { due: '2027-01-01' }) },
  },
  {
    of: 'R08',
    said: (b) => decision(b.set('ERP', { plannedAction: 'replace' }), 'ERP').decide('DEC1'),
    rewordings: DECISION,
    keeps: BESIDE_DECISION,
  },
  {
    of: 'G03',
    said: (b) => decision(b.vote('OPS', 'EXEC', '3231 0002 0010'), 'scoping.Q4').decide('DEC1'),
    rewordings: DECISION,
  },
  {
    of: 'R02',
    said: assessed('X1', (b) =>
      b.set('S1', { change: 'modify' }).add('K1', 'constraint', { kind: 'downtime_window' }).say('link', 'K1', 'MES'),
    ),
    rewordings: risk('X1'),
    keeps: besideRisk('X1'),
  },
  {
    of: 'R03',
    said: assessed('X1', (b) => b.voteAll('QUAL', '0000 3231 0010')),
    rewordings: risk('X1'),
    keeps: besideRisk('X1'),
  },
  {
    of: 'R04',
    said: assessed('X6', (b) => b.set('D2', { category: 'batch_record', change: 'modify' })),
    rewordings: onlyWords('X6'),
  },
  {
    of: 'R07',
    said: assessed('X6', (b) => b.vote('OPS', 'EXEC', '3231 0000 0020')),
    rewordings: onlyWords('X6'),
  },
  {
    of: 'G05',
    wakes: true,
    said: (b) => decision(b, 'R1').stance('DEC1', 'QUA', 'dissent', 'no'),
    rewordings: DECISION,
    keeps: BESIDE_DECISION,
  },
  {
    of: 'G05',
    wakes: true,
    said: (b) => decision(b, 'ERP').set('DEC1', { rationale: null }).decide('DEC1'),
    rewordings: { 'another statement': (b) => b.set('DEC1', { statement: 'Keep ERP' }) },
  },
  {
    of: 'JOINT',
    wakes: true,
    said: (b) => decision(b, 'scoping.class').decide('DEC1'),
    rewordings: DECISION,
    keeps: BESIDE_DECISION,
  },
];

const there = ({ findings, classification }: Analysis, { of }: Bound): boolean =>
  of === 'JOINT' ? classification.result === of : findings.some((one) => one.rule === of);
const title = ({ of, wakes }: Bound, why: string): string =>
  `FIN-16 ${of}${wakes ? ' is woken by' : ' is settled by'} what was said, ${why}`;

/** Whether the rule is there before and after an edit: as read afresh, and followed. */
function around(bound: Bound, bind: boolean, edit: Edit): readonly boolean[] {
  const board = new Bench();
  bound.said(board);
  if (bind) board.bind();
  const source = new SnapshotSource(board.doc);
  const analyst = new Analyst(source.snapshot, board.input);
  const before = there(analyst.analysis, bound);
  edit(board);
  analyst.advance(source.snapshot, board.input);
  const after = analyst.analysis;
  source.close();
  const same = JSON.stringify(plain(after)) === JSON.stringify(plain(board.analysis));
  return [before, there(after, bound), same];
}

const cases = (bound: Bound, at: number): readonly Case[] => {
  const said = bound.wakes === true;
  const nth = ` (${at + 1})`;
  return [
    ...Object.entries(bound.rewordings).flatMap(([why, edit]): readonly Case[] => [
      {
        title: title(bound, `until there is ${why}${nth}`),
        actual: () => around(bound, true, edit),
        expected: [said, !said, true],
      },
      {
        title: title(bound, `whatever the wording where it is of any: ${why}${nth}`),
        actual: () => around(bound, false, edit),
        expected: [said, said, true],
      },
    ]),
    ...Object.entries(bound.keeps ?? {}).map(([why, edit]): Case => ({
      title: title(bound, `whatever becomes of ${why}${nth}`),
      actual: () => around(bound, true, edit),
      expected: [said, said, true],
    })),
  ];
};

/** The rules that fire on a board. */
const rules = (edit: Edit): readonly string[] => {
  const board = new Bench();
  edit(board);
  return board.findings.map((one) => one.rule);
};
const ORDER: readonly Case[] = [
  {
    title: 'FIN-16 a wording that comes back has what was said of it',
    actual: () =>
      rules((b) => {
        WORDINGS[0]!.said(b);
        b.bind().set('Q1', { text: 'Else' }).set('Q1', { text: 'Who holds the key?' });
      }),
    expected: [],
  },
  {
    title: 'FIN-16 the last word counts: where it is of another wording, nothing stands',
    actual: () =>
      rules((b) => {
        decision(b.set('ERP', { plannedAction: 'replace' }), 'ERP')
          .decide('DEC1')
          .bind();
        b.set('DEC1', { statement: 'Else' }).decide('DEC1', 'reversed');
        b.input.decisions = [b.input.decisions[0]!, { ...b.input.decisions[1]!, fingerprint: '0'.repeat(64) }];
        b.set('DEC1', { statement: 'Keep MES' });
      }),
    expected: ['R08'],
  },
  {
    title: 'FIN-16 the last answer and the last assessment count, each of its wording',
    actual: () =>
      [0, 1].map((at) =>
        rules((b) => {
          b.add('Q1', 'question', { text: 'Who?' }).answer('Q1').voteAll('QUAL', '0000 3231 0010').bind();
          const [answer, risk] = [b.input.answers[0]!, b.id('X1')];
          const assessment = b.input.assessments.find((one) => one.risk === risk)!;
          const inOrder = <T extends object>(one: T): readonly T[] =>
            at === 0 ? [one, { ...one, fingerprint: '0'.repeat(64) }] : [{ ...one, fingerprint: '0'.repeat(64) }, one];
          b.input.answers = inOrder(answer);
          b.input.assessments = [...b.input.assessments.filter((one) => one.risk !== risk), ...inOrder(assessment)];
        }),
      ),
    expected: [['R03', 'G04'], []],
  },
  {
    title: 'FIN-16 of the stances of a function those of another wording are left out',
    actual: () =>
      rules((b) => {
        decision(b, 'R1').stance('DEC1', 'QUA', 'dissent', 'no').bind();
        b.input.stances = [
          ...b.input.stances,
          { ...b.input.stances[0]!, stance: 'agree', fingerprint: '0'.repeat(64) },
        ];
      }),
    expected: ['G05'],
  },
  {
    title: 'FIN-16 a stance of any wording takes back one of this',
    actual: () =>
      rules((b) => decision(b, 'R1').stance('DEC1', 'QUA', 'dissent', 'no').bind().stance('DEC1', 'QUA', 'agree')),
    expected: [],
  },
];

/** Who makes the class joint. */
const joint = (
  why: string,
  expected: boolean,
  given: { readonly byFacilitator?: boolean },
  on = 'scoping.class',
): Case => ({
  title: `FIN-17 ${why}`,
  actual: () => {
    const b = decision(new Bench(), on).decide('DEC1');
    b.input.decisions = b.input.decisions.map((one) => ({ ...one, ...given }));
    return b.analysis.classification.result === 'JOINT';
  },
  expected,
});
const JOINT: readonly Case[] = [
  joint('a facilitator makes it joint', true, { byFacilitator: true }),
  joint('nobody else makes it joint', false, { byFacilitator: false }),
  joint('whose word it was is not known', true, {}),
  joint('a decision on the purpose makes nothing joint', false, { byFacilitator: true }, 'scoping.P'),
  {
    title: 'FIN-17 what somebody else decided settles what it is about all the same',
    actual: () =>
      rules((b) => {
        decision(b.set('ERP', { plannedAction: 'replace' }), 'ERP').decide('DEC1');
        b.input.decisions = b.input.decisions.map((one) => ({ ...one, byFacilitator: false }));
      }),
    expected: [],
  },
  {
    title: 'FIN-17 a decision is of the class while it is tied to it, and no other is',
    actual: () => {
      const b = decision(new Bench(), 'scoping.class')
        .add('DEC2', 'decision')
        .say('link', 'DEC2', 'scoping.P')
        .add('DEC3', 'decision')
        .say('link', 'DEC3', 'scoping.class')
        .unsay('link', 'DEC3', 'scoping.class');
      return ['DEC1', 'DEC2', 'DEC3'].map((name) => decidesClass(b.snapshot, b.id(name)));
    },
    expected: [true, false, false],
  },
];

export const WORDING_CASES: readonly Case[] = [...WORDINGS.flatMap(cases), ...ORDER, ...JOINT];
