/** What binds an acceptance: the fingerprint of each warning changes with the inputs of its condition and with nothing else. */
import * as Y from 'yjs';
import { analyse, readSnapshot, SnapshotSource } from '../../../src/index.ts';
import { replicaOf } from '../../support/board.ts';
import { Bench, type Case, type Edit } from '../bench.ts';
import { link } from './master-data.ts';

export interface Bound {
  readonly rule: string;
  /** Which of several ways in which it fires. */
  readonly way?: string;
  /** What makes it fire, once. */
  readonly fires: Edit;
  /** What changes the condition, while the gap stays the same one. */
  readonly changes: Readonly<Record<string, Edit>>;
  /** What this rule in particular does not look at. */
  readonly keeps?: Readonly<Record<string, Edit>>;
}

const collected = (b: Bench): Bench =>
  b.say('role', 'S1', 'D2', 'MES', 'collect').say('role', 'S1', 'D2', 'ERP', 'collect');
const homeless = (b: Bench): Bench => b.add('D3', 'dataObject', { title: 'Third' }).say('resp', 'D3', 'OPS', 'A', 'AR');
const window = (b: Bench): Bench =>
  b
    .unassess('X1')
    .set('S1', { change: 'modify' })
    .add('K1', 'constraint', { kind: 'downtime_window' })
    .say('link', 'K1', 'MES');
const second = (b: Bench): Bench => link(b, 'I2', 'MES', 'ERP', 'D2').set('I2', { transformation: 'unit' });
const both = (b: Bench): Bench => b.set('D2', { regulated: true }).say('feed', 'R1', 'MES', 'D2');

/** A member who takes part as HK, who is of quality. */
const tied = (b: Bench, principal: string, said: 'OPS' | 'QUA' | 'IT'): Bench => {
  b.input.members = [
    ...b.input.members.filter((one) => one.principal !== principal),
    { principal, function: said, signer: false, person: b.id('HK') },
  ];
  return b;
};

export const BOUND: readonly Bound[] = [
  {
    rule: 'M02',
    fires: (b) => b.say('role', '*', 'D2', 'ERP', 'record'),
    changes: {
      'a third system': (b) => b.say('role', '*', 'D2', 'QMS', 'record'),
      'another system': (b) => b.unsay('role', '*', 'D2', 'ERP', 'record').say('role', '*', 'D2', 'QMS', 'record'),
      'regulated now': both,
    },
    keeps: { 'a second statement of the same': (b) => b.say('role', 'S1', 'D2', 'MES', 'record') },
  },
  {
    rule: 'M03',
    fires: homeless,
    changes: { 'regulated now': (b) => b.set('D3', { regulated: true }) },
    keeps: { 'a step writes it': (b) => b.add('S3', 'step', { title: 'Third' }).say('stepData', 'S3', 'D3', 'create') },
  },
  {
    rule: 'M04',
    fires: collected,
    changes: {
      'a third system': (b) => b.say('role', 'S1', 'D2', 'QMS', 'collect'),
      'another system': (b) => b.unsay('role', 'S1', 'D2', 'ERP', 'collect').say('role', 'S1', 'D2', 'QMS', 'collect'),
    },
  },
  {
    rule: 'M04',
    way: 'of three systems',
    fires: (b) => collected(b).say('role', 'S1', 'D2', 'QMS', 'collect'),
    changes: {
      'one pair of three is joined': (b) => link(b, 'I2', 'MES', 'ERP', 'D2'),
      'another pair of three is joined': (b) => link(b, 'I2', 'ERP', 'QMS', 'D2'),
    },
    keeps: { 'an interface with other data': (b) => link(b, 'I2', 'MES', 'ERP', 'D1') },
  },
  {
    rule: 'M07',
    fires: (b) => b.unsay('role', 'S1', '*', 'MES', 'review').unsay('role', 'S2', '*', 'QMS', 'review'),
    changes: { 'one step less': (b) => b.unsay('stepData', 'S2', 'D1', 'use') },
  },
  {
    rule: 'M08',
    fires: (b) => b.set('MES', { kind: 'spreadsheet' }),
    changes: {
      'paper in the place of a spreadsheet': (b) => b.set('MES', { kind: 'paper' }),
      'no audit trail either': (b) => b.set('MES', { auditTrail: 'no' }),
      'a second weak system': (b) => b.say('role', '*', 'D1', 'ERP', 'record').set('ERP', { auditTrail: 'no' }),
    },
    keeps: { 'a second system, not weak': (b) => b.say('role', '*', 'D1', 'ERP', 'record') },
  },
  {
    rule: 'M09',
    fires: (b) => b.set('I1', { mechanism: 'manual' }),
    changes: {
      'on paper now': (b) => b.set('I1', { mechanism: 'paper' }),
      'more regulated data': (b) => both(b).say('ifData', 'I1', 'D2'),
    },
    keeps: { 'unregulated data as well': (b) => b.say('ifData', 'I1', 'D2') },
  },
  {
    rule: 'O08',
    fires: (b) => b.say('resp', 'area.validation', 'QUA', 'V', 'SO'),
    changes: {
      'does it instead of answering for it': (b) =>
        b.unsay('resp', 'area.validation', 'QUA', 'A', 'SO').say('resp', 'area.validation', 'QUA', 'R', 'SO'),
      'does it as well': (b) => b.say('resp', 'area.validation', 'QUA', 'R', 'SO'),
    },
    keeps: { 'somebody else does it too': (b) => b.say('resp', 'area.validation', 'QUA', 'R', 'HK') },
  },
  {
    rule: 'O11',
    fires: (b) => b.unsay('resp', 'area.data_models', 'OPS', 'V', 'AR'),
    changes: {},
    keeps: { 'the part of another function': (b) => b.say('resp', 'area.data_models', 'QUA', 'C', 'PN') },
  },
  { rule: 'P06', fires: (b) => b.set('D2', { regulated: true }), changes: {} },
  {
    rule: 'P08',
    fires: (b) => b.set('R1', { kind: 'report' }),
    changes: {},
    keeps: { 'another relevance': (b) => b.set('R1', { relevance: 'contract' }) },
  },
  {
    rule: 'I02',
    fires: second,
    changes: {
      'another conversion': (b) => b.set('I2', { transformation: 'mapping' }),
      'regulated now': (b) => b.say('ifData', 'I2', 'D1'),
    },
    keeps: {
      'more unregulated data': (b) => homeless(b).say('role', '*', 'D3', 'MES', 'record').say('ifData', 'I2', 'D3'),
    },
  },
  {
    rule: 'I03',
    fires: (b) => b.set('I1', { reconciliation: 'none' }),
    changes: { 'more regulated data': (b) => both(b).say('ifData', 'I1', 'D2') },
  },
  {
    rule: 'I04',
    fires: (b) => b.set('D2', { asIsSoR: 'ERP' }),
    changes: {
      'it moves from elsewhere': (b) => b.set('D2', { asIsSoR: 'QMS' }),
      'it moves elsewhere': (b) => b.say('role', 'S1', 'D2', 'QMS', 'record'),
      'it moves to two': (b) => b.say('role', '*', 'D2', 'QMS', 'record'),
    },
    keeps: { 'the kind of its change': (b) => b.set('D2', { change: 'new' }) },
  },
  {
    rule: 'R02',
    fires: window,
    changes: {
      'a second system with a window': (b) => b.say('link', 'K1', 'ERP').say('role', 'S1', '*', 'ERP', 'audit'),
    },
    keeps: { 'a second risk, open': (b) => b.add('X7', 'risk', { kind: 'downtime', dutyFunction: 'OPS' }) },
  },
  {
    rule: 'R05',
    fires: (b) => b.set('MES', { lifecycle: 'retiring' }),
    changes: {
      'and nobody supports it': (b) =>
        b.add('K1', 'constraint', { kind: 'legacy_unsupported' }).say('link', 'K1', 'MES'),
      'it stays, but nobody supports it': (b) =>
        b
          .set('MES', { lifecycle: 'live' })
          .add('K1', 'constraint', { kind: 'legacy_unsupported' })
          .say('link', 'K1', 'MES'),
      'a second system that goes': (b) =>
        b.say('role', '*', 'D1', 'ERP', 'record').set('ERP', { lifecycle: 'retiring' }),
    },
    keeps: { 'another constraint': (b) => b.add('K1', 'constraint', { kind: 'vendor_lock' }).say('link', 'K1', 'MES') },
  },
  {
    rule: 'R05',
    way: 'of a system that goes and that nobody supports',
    fires: (b) =>
      b
        .set('MES', { lifecycle: 'retiring' })
        .add('K1', 'constraint', { kind: 'legacy_unsupported' })
        .say('link', 'K1', 'MES'),
    changes: {
      'it stays': (b) => b.set('MES', { lifecycle: 'live' }),
      'somebody supports it': (b) => b.unsay('link', 'K1', 'MES'),
    },
  },
  {
    rule: 'R05',
    way: 'of a system that nobody supports, for two reasons',
    fires: (b) =>
      b
        .add('K1', 'constraint', { kind: 'legacy_unsupported' })
        .add('K2', 'constraint', { kind: 'legacy_unsupported' })
        .say('link', 'K1', 'MES')
        .say('link', 'K2', 'MES'),
    changes: { 'for one': (b) => b.unsay('link', 'K1', 'MES') },
    keeps: { 'the way in which a tie was drawn': (b) => b.unsay('link', 'K1', 'MES').say('link', 'MES', 'K1') },
  },
  {
    rule: 'R06',
    fires: (b) => b.set('MES', { validated: 'no' }),
    changes: {
      'nobody knows now': (b) => b.set('MES', { validated: 'unknown' }),
      'a second system': (b) => b.say('role', '*', 'D1', 'ERP', 'record').set('ERP', { validated: 'no' }),
    },
  },
  {
    rule: 'R08',
    fires: (b) => b.set('ERP', { plannedAction: 'replace' }),
    changes: {},
    keeps: { 'its lifecycle': (b) => b.set('ERP', { lifecycle: 'legacy' }) },
  },
  {
    rule: 'G03',
    fires: (b) => b.vote('OPS', 'EXEC', '3231 0002 0010'),
    changes: {
      'another median': (b) => b.vote('OPS', 'EXEC', '3231 0003 0010'),
      'the median of another function': (b) => b.vote('IT', 'EXEC', '3231 0001 0010'),
      'a function less': (b) => b.vote('IT', 'EXEC', '3231 000- 0010'),
    },
    keeps: {
      'a ballot that moves no median': (b) => b.vote('OTHER', 'QUAL', '0000 3333 0000'),
      'another question': (b) => b.vote('IT', 'EXEC', '2231 0000 0010'),
    },
  },
  {
    rule: 'G03',
    way: 'of the purpose',
    fires: (b) => b.vote('IT', 'QUAL', '3231 0000 0010'),
    changes: { 'another purpose': (b) => b.vote('IT', 'SHARED', '3231 0000 0010') },
  },
  {
    rule: 'G04',
    fires: (b) => b.add('Q1', 'question', { text: 'Who?', toFunction: 'QUA', due: '2026-12-01' }),
    changes: {
      'another question': (b) => b.set('Q1', { text: 'Where?' }),
      'put to others': (b) => b.set('Q1', { toFunction: 'IT' }),
      'due later': (b) => b.set('Q1', { due: '2027-01-01' }),
    },
  },
  {
    rule: 'G06',
    fires: (b) => b.context({ K7: 'yes' }),
    changes: { 'nobody knows': (b) => b.context({ K7: 'unknown' }) },
    keeps: { 'another function says so too': (b) => b.context({ K7: 'yes' }, 'QUA') },
  },
  {
    rule: 'G09',
    fires: (b) => tied(b, 'a', 'IT'),
    changes: {
      'for another function': (b) => tied(b, 'a', 'OPS'),
      'somebody else too': (b) => tied(b, 'b', 'IT'),
      'another member': (b) => tied(tied(b, 'a', 'QUA'), 'b', 'IT'),
      'the person is of another function now': (b) =>
        b.unsay('resp', 'area.data_models', 'QUA', 'A', 'HK').set('HK', { function: 'OTHER' }),
    },
    keeps: { 'somebody of the same function too': (b) => tied(b, 'b', 'QUA') },
  },
  {
    rule: 'G09',
    way: 'of two members',
    fires: (b) => tied(tied(b, 'b', 'IT'), 'a', 'OPS'),
    changes: { 'of one': (b) => tied(b, 'a', 'QUA') },
    keeps: { 'in which order they came': (b) => tied(b, 'b', 'IT') },
  },
];

/** What none of the conditions looks at. */
export const UNRELATED: Readonly<Record<string, Edit>> = {
  'titles and names': (b) =>
    b
      .set('S1', { title: 'Make it' })
      .set('D1', { title: 'Values' })
      .set('D2', { title: 'Note' })
      .set('MES', { name: 'Floor' })
      .set('ERP', { name: 'Office' })
      .set('R1', { title: 'Record' })
      .title('Making and looking'),
  'the order of steps': (b) => b.move('S1', 'S2'),
  'the numbers of data objects': (b) => b.set('D1', { number: 90 }).set('D2', { number: 80 }),
  'who answers for it': (b) =>
    b
      .unsay('resp', 'D1', 'OPS', 'A', 'AR')
      .say('resp', 'D1', 'QUA', 'A', 'PN')
      .unsay('resp', 'D2', 'OPS', 'A', 'AR')
      .say('resp', 'D2', 'QUA', 'A', 'PN'),
  'other records': (b) =>
    b
      .add('S9', 'step', { title: 'Else' })
      .add('WMS', 'system', { name: 'Else' })
      .add('D9', 'dataObject', { title: 'Else' })
      .add('X9', 'risk', { kind: 'other' }),
  'what was said about other things': (b) =>
    b.assess('X6').add('DEC9', 'decision', { rationale: 'Else' }).decide('DEC9').stance('DEC9', 'OPS', 'agree').input
      .members.length,
  'deleted and restored': (b) =>
    b.remove('MES', 'D1', 'S1', 'I1').restore('MES').restore('D1').restore('S1').restore('I1'),
};

const label = ({ rule, way }: Bound): string => `FIN-8 ${rule}${way === undefined ? '' : ` ${way}`}`;
const rebound = (bound: Bound, edit: Edit): readonly [key: boolean, fingerprint: boolean] => {
  const board = new Bench();
  bound.fires(board);
  const before = board.only(bound.rule);
  edit(board);
  const after = board.findings.find((one) => one.key === before.key);
  return [after !== undefined, after?.fingerprint === before.fingerprint];
};

/** Blockers have one too: what was told of them is told anew when it is different. */
export const BLOCKING: readonly Bound[] = [
  {
    rule: 'G01',
    fires: (b) => signers(b, 0),
    changes: { 'two of them now': (b) => signers(b, 2), 'three of them now': (b) => signers(b, 3) },
  },
  {
    rule: 'O04',
    fires: (b) => b.say('resp', 'area.requirements', 'OPS', 'A', 'TB'),
    changes: {
      'a third person of the function': (b) => b.say('resp', 'area.requirements', 'OPS', 'A', '-'),
      'another function': (b) => b.say('resp', 'area.requirements', 'IT', 'A', 'ML'),
    },
  },
  {
    rule: 'M05',
    fires: (b) => b.say('role', 'S1', 'D1', 'ERP', 'collect'),
    changes: { 'a second target': (b) => b.say('role', 'S1', '*', 'QMS', 'record') },
  },
  {
    rule: 'G08',
    fires: (b) => b.title('MES upgrade'),
    changes: { 'another title': (b) => b.title('ERP upgrade') },
  },
];
/** So many people of operations who sign. */
const signers = (b: Bench, count: number): Bench => {
  b.input.members = [
    ...b.input.members.filter((one) => one.function !== 'OPS'),
    ...Array.from({ length: count }, (_, at) => ({ principal: `p${at}`, function: 'OPS' as const, signer: true })),
  ];
  return b;
};

const BLOCKING_CASES: readonly Case[] = BLOCKING.flatMap((bound) =>
  Object.entries(bound.changes).map(([why, edit]) => ({
    title: `${label(bound)} is bound to its condition: ${why}`,
    actual: () => rebound(bound, edit),
    expected: [true, false],
  })),
);

const ACCEPTABLE_CASES: readonly Case[] = BOUND.flatMap((bound) => [
  ...Object.entries(bound.changes).map(([why, edit]) => ({
    title: `${label(bound)} is bound to its condition: ${why}`,
    actual: () => rebound(bound, edit),
    expected: [true, false],
  })),
  ...Object.entries({ ...UNRELATED, ...bound.keeps }).map(([why, edit]) => ({
    title: `${label(bound)} is bound to nothing else: ${why}`,
    actual: () => rebound(bound, edit),
    expected: [true, true],
  })),
  {
    title: `${label(bound)} is the same on another replica, however it was read there`,
    actual: () => {
      const board = new Bench();
      bound.fires(board);
      const { key, fingerprint } = board.only(bound.rule);
      const replica = new Y.Doc();
      const source = new SnapshotSource(replica);
      Y.applyUpdate(replica, Y.encodeStateAsUpdate(board.doc));
      const there = [source.snapshot, readSnapshot(replicaOf(board.doc, 9))].map(
        (snapshot) => analyse(snapshot, board.input).findings.find((one) => one.key === key)?.fingerprint,
      );
      return [/^[0-9a-f]{64}$/.test(fingerprint), ...there.map((one) => one === fingerprint)];
    },
    expected: [true, true, true],
  },
]);

export const FINGERPRINT_CASES: readonly Case[] = [...ACCEPTABLE_CASES, ...BLOCKING_CASES];
