/** Where findings stand: their order, and who has accepted them as they are. */
import type { OwningFunction, RuleId } from '../../../src/index.ts';
import { Bench, type Case, type Edit } from '../bench.ts';

const ALL = ['OPS', 'QUA', 'IT'] as const;
const PAPER: Edit = (b) => b.set('MES', { kind: 'paper' });

/** Functions accept the one finding of a rule as it stands now, or what `as` says of it. */
const accept = (
  b: Bench,
  rule: RuleId,
  by: readonly OwningFunction[],
  as: { readonly rule?: RuleId; readonly key?: string; readonly fingerprint?: string } = {},
): Bench => {
  const { key, fingerprint } = b.only(rule);
  b.input.acceptances = [
    ...b.input.acceptances,
    ...by.map((said) => ({ rule, key, function: said, fingerprint, ...as })),
  ];
  return b;
};

/** Who accepted the one finding of a rule as it stands, who as it stood before, and whether that is enough. */
const stands = (
  rule: RuleId,
  why: string,
  edit: Edit,
  expected: readonly [by: string, lapsed: string, accepted: boolean],
): Case => ({
  title: `FIN-9 ${rule} ${why}`,
  actual: () => {
    const board = new Bench();
    edit(board);
    const { acceptedBy, lapsed, accepted } = board.only(rule);
    return [acceptedBy.join(' '), lapsed.join(' '), accepted];
  },
  expected,
});

const FIN_9: readonly Case[] = [
  stands('M08', 'nobody has accepted it', PAPER, ['', '', false]),
  stands(
    'M08',
    'all three have',
    (b) => {
      PAPER(b);
      accept(b, 'M08', ALL);
    },
    ['OPS QUA IT', '', true],
  ),
  ...ALL.map((missing) =>
    stands(
      'M08',
      `all but ${missing} have`,
      (b) => {
        PAPER(b);
        accept(
          b,
          'M08',
          ALL.filter((one) => one !== missing),
        );
      },
      [ALL.filter((one) => one !== missing).join(' '), '', false],
    ),
  ),
  stands(
    'M08',
    'whoever came first',
    (b) => {
      PAPER(b);
      accept(b, 'M08', ['IT', 'QUA', 'OPS']);
    },
    ['OPS QUA IT', '', true],
  ),
  stands(
    'M08',
    'one accepted another state',
    (b) => {
      PAPER(b);
      accept(accept(b, 'M08', ['OPS', 'QUA']), 'M08', ['IT'], { fingerprint: 'other' });
    },
    ['OPS QUA', 'IT', false],
  ),
  stands(
    'M08',
    'all accepted it as it was before',
    (b) => {
      PAPER(b);
      accept(b, 'M08', ALL).set('MES', { kind: 'spreadsheet' });
    },
    ['', 'OPS QUA IT', false],
  ),
  stands(
    'M08',
    'it is again as it was accepted',
    (b) => {
      PAPER(b);
      accept(b, 'M08', ALL).set('MES', { kind: 'spreadsheet' }).set('MES', { kind: 'paper' });
    },
    ['OPS QUA IT', '', true],
  ),
  stands(
    'M08',
    'accepted again as it is now',
    (b) => {
      PAPER(b);
      accept(accept(b, 'M08', ALL).set('MES', { kind: 'spreadsheet' }), 'M08', ['QUA']);
    },
    ['QUA', 'OPS IT', false],
  ),
  stands(
    'M08',
    'the last acceptance of a function counts',
    (b) => {
      PAPER(b);
      accept(accept(b, 'M08', ALL), 'M08', ['OPS'], { fingerprint: 'other' });
    },
    ['QUA IT', 'OPS', false],
  ),
  stands(
    'M08',
    'an acceptance of another record',
    (b) => {
      PAPER(b);
      accept(b, 'M08', ALL, { key: `M08 dataObject/${b.id('D2')}` });
    },
    ['', '', false],
  ),
  stands(
    'M08',
    'an acceptance of another rule',
    (b) => {
      PAPER(b);
      accept(b, 'M08', ALL, { rule: 'R06' });
    },
    ['', '', false],
  ),
  stands(
    'M05',
    'a blocker cannot be accepted',
    (b) => {
      b.say('role', 'S1', 'D1', 'ERP', 'collect');
      accept(b, 'M05', ALL);
    },
    ['', '', false],
  ),
  stands(
    'M05',
    'nor as it was before',
    (b) => {
      b.say('role', 'S1', 'D1', 'ERP', 'collect');
      accept(b, 'M05', ALL, { fingerprint: 'other' });
    },
    ['', '', false],
  ),
  stands(
    'M11',
    'an info need not be',
    (b) => {
      b.add('E2', 'system', { name: 'erp' });
      accept(b, 'M11', ALL);
    },
    ['', '', false],
  ),
  stands(
    'G04',
    'a question can be accepted as open',
    (b) => {
      b.add('Q1', 'question', { text: 'Who?' });
      accept(b, 'G04', ALL);
    },
    ['OPS QUA IT', '', true],
  ),
  stands(
    'G04',
    'another wording has not been',
    (b) => {
      b.add('Q1', 'question', { text: 'Who?' });
      accept(b, 'G04', ALL).set('Q1', { text: 'What?' });
    },
    ['', 'OPS QUA IT', false],
  ),
  stands(
    'M02',
    'a warning that became a blocker',
    (b) => {
      b.say('role', '*', 'D2', 'ERP', 'record');
      accept(b, 'M02', ALL).set('D2', { regulated: true });
    },
    ['', '', false],
  ),
  stands(
    'M02',
    'where it differs by the data, the warning can',
    (b) => {
      b.say('role', '*', 'D2', 'ERP', 'record');
      accept(b, 'M02', ALL);
    },
    ['OPS QUA IT', '', true],
  ),
];

/** A bit of everything, entered out of order. */
const MIXED: Edit = (b) =>
  b
    .title('MES upgrade')
    .add('E2', 'system', { name: 'ERP' })
    .set('D2', { regulated: true })
    .set('MES', { kind: 'paper', validated: 'no' })
    .set('R1', { kind: 'report' })
    .say('role', '*', 'D2', 'ERP', 'record')
    .say('role', '*', 'D1', 'ERP', 'record')
    .unsay('resp', 'S2', 'QUA', 'A', 'PN')
    .unsay('resp', 'S1', 'OPS', 'A', 'AR')
    .add('Q2', 'question', { text: 'Second' })
    .add('Q1', 'question', { text: 'First' })
    .move('S1', 'S2');
const FIN_6: readonly Case[] = [
  {
    title: 'FIN-6 blockers, warnings, infos; then the catalogue; then the subjects',
    actual: () => {
      const board = new Bench();
      MIXED(board);
      return board.findings.map((one) => board.short(one));
    },
    expected: [
      'M02 B D1',
      'M02 B D2',
      'O01 B S1',
      'O01 B S2',
      'G04 B Q2',
      'G04 B Q1',
      'M08 W D1',
      'M08 W D2',
      'P06 W D2',
      'P08 W R1',
      'R06 W D1',
      'R06 W D2',
      'M11 I ERP E2',
      'G08 I',
    ],
  },
];

const FIN_7: readonly Case[] = [
  {
    title: 'FIN-7 a key is the rule and its subjects, and for a broken link where it is',
    actual: () => {
      const board = new Bench();
      board
        .set('R1', { recordSystemId: 'ERP' })
        .say('role', 'S1', 'D1', 'ERP', 'collect')
        .set('MES', { kind: 'paper' })
        .remove('ERP');
      const name = (key: string): string =>
        ['S1', 'R1', 'D1', 'ERP'].reduce((text, one) => text.replaceAll(board.id(one), one), key);
      return board.findings.map((one) => name(one.key));
    },
    expected: [
      'M10 output/R1 system/ERP field/recordSystemId',
      'M10 step/S1 system/ERP row/role/S1|D1|ERP|collect',
      'M08 dataObject/D1',
    ],
  },
  {
    title: 'FIN-7 a gap keeps its key while it grows and shrinks',
    actual: () => {
      const board = new Bench().say('role', '*', 'D2', 'ERP', 'record');
      const keys = [board.only('M02').key];
      board.say('role', '*', 'D2', 'QMS', 'record').set('D2', { regulated: true, title: 'Other' });
      keys.push(board.only('M02').key);
      return new Set(keys).size;
    },
    expected: 1,
  },
];

const FIN_8: readonly Case[] = [
  {
    title: 'FIN-8 two findings never have the same fingerprint',
    actual: () => {
      const board = new Bench();
      MIXED(board);
      board.unsay('resp', 'R1', 'OPS', 'A', 'AR').unsay('feed', 'R1', 'MES', 'D1');
      const { findings } = board;
      return findings.length - new Set(findings.map((one) => one.fingerprint)).size;
    },
    expected: 0,
  },
];

export const STANDING_CASES: readonly Case[] = [...FIN_8, ...FIN_6, ...FIN_7, ...FIN_9];
