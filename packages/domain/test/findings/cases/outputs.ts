/** P rules on their smallest boards: what must be shown, what feeds it, who signs it. */
import { fires, says, type Bench, type Case } from '../bench.ts';
import { link } from './master-data.ts';

/** A second output, for the plant only, without a fault. */
const second = (b: Bench): Bench =>
  b
    .add('R2', 'output', { title: 'Second', kind: 'record', relevance: 'internal' })
    .say('feed', 'R2', 'MES', 'D1')
    .say('resp', 'R2', 'OPS', 'A', 'AR');
const guest = (b: Bench): Bench => b.add('EX', 'person', { name: 'Extra Person', function: 'QUA' });
/** D3 with a system of record and an owner. */
const third = (b: Bench, system: string): Bench =>
  b
    .add('D3', 'dataObject', { title: 'Third' })
    .say('resp', 'D3', 'OPS', 'A', 'AR')
    .say('role', '*', 'D3', system, 'record');

const p01 = fires('P01');
const unapproved = (b: Bench): Bench => b.unsay('approver', 'R1', 'QUA', 'PN', 'approval');
const P01: readonly Case[] = [
  p01('nobody approves', unapproved, 'P01 B R1'),
  ...(
    [
      ['OPS', 'AR'],
      ['IT', 'ML'],
    ] as const
  ).map(([said, person]) =>
    p01(`${said} approves`, (b) => unapproved(b).say('approver', 'R1', said, person, 'approval'), 'P01 B R1'),
  ),
  p01('quality approves beside operations', (b) => b.say('approver', 'R1', 'OPS', 'AR', 'review')),
  p01('quality has another meaning', (b) => unapproved(b).say('approver', 'R1', 'QUA', 'HK', 'authorship')),
  p01(
    'quality approves, but nobody of it is named',
    (b) => unapproved(b).say('approver', 'R1', 'QUA', '-', 'approval'),
    'P07 B R1 QUA nobody approval',
  ),
  p01(
    'quality approves another output',
    (b) => second(unapproved(b)).say('approver', 'R2', 'QUA', 'PN', 'approval'),
    'P01 B R1',
  ),
  p01('an output for the plant', second),
  ...(['supports', 'contract', null] as const).map((relevance) =>
    p01(`an output with relevance ${relevance}`, (b) => second(b).set('R2', { relevance }), 'P01 B R2'),
  ),
  p01('a deleted output', (b) => second(b).set('R2', { relevance: 'contract' }).remove('R2')),
];

const p02 = fires('P02');
const unfed = (b: Bench): Bench => second(b).unsay('feed', 'R2', 'MES', 'D1');
const P02: readonly Case[] = [
  p02('an output without a feed', unfed, 'P02 B R2'),
  p02('an output with one', second),
  p02('a feed of unregulated data', (b) => unfed(b).say('feed', 'R2', 'MES', 'D2')),
  p02(
    'a feed from a system that is gone',
    (b) => unfed(b).say('feed', 'R2', 'ERP', 'D1').remove('ERP'),
    'M10 B R2 ERP',
    'P03 B R2 ERP',
  ),
  p02('a deleted output', (b) => unfed(b).remove('R2')),
];

const p03 = fires('P03');
const P03: readonly Case[] = [
  p03(
    'fed by a system without role and interface',
    (b) => b.say('feed', 'R1', 'ERP', 'D2'),
    'P03 B R1 ERP',
    'P04 B R1 ERP D2',
  ),
  p03('the system is gone', (b) => b.say('feed', 'R1', 'ERP', 'D2').remove('ERP'), 'M10 B R1 ERP', 'P03 B R1 ERP'),
  p03(
    'the system is gone, an interface still leads from it',
    (b) => link(b, 'I2', 'ERP', 'MES', 'D2').say('feed', 'R1', 'ERP', 'D2').remove('ERP'),
    'M10 B I2 ERP',
    'M10 B R1 ERP',
    'P03 B R1 ERP',
  ),
  ...(['collect', 'record', 'review', 'release', 'audit'] as const).map((use) =>
    p03(
      `the system has a role at a step: ${use}`,
      (b) => third(b, 'MES').say('role', 'S2', 'D3', 'ERP', use).say('feed', 'R1', 'ERP', 'D3'),
      'P04 B R1 ERP D3',
    ),
  ),
  p03('it is declared a system of record', (b) => third(b, 'ERP').say('feed', 'R1', 'ERP', 'D3')),
  p03(
    'it had a role at a step that is gone',
    (b) =>
      third(b, 'MES')
        .add('S3', 'step', { title: 'Third' })
        .say('role', 'S3', '*', 'ERP', 'review')
        .remove('S3')
        .say('feed', 'R1', 'ERP', 'D3'),
    'P03 B R1 ERP',
    'P04 B R1 ERP D3',
  ),
  p03(
    'it has a role today',
    (b) => b.say('roleAsIs', 'S2', '*', 'ERP', 'review').say('feed', 'R1', 'ERP', 'D2'),
    'P03 B R1 ERP',
    'P04 B R1 ERP D2',
  ),
  p03('an interface leads to it', (b) => link(b, 'I2', 'MES', 'ERP', 'D2').say('feed', 'R1', 'ERP', 'D2')),
  p03(
    'an interface leads from it',
    (b) => link(b, 'I2', 'ERP', 'MES', 'D2').say('feed', 'R1', 'ERP', 'D2'),
    'P04 B R1 ERP D2',
  ),
  p03(
    'an interface that is gone leads to it',
    (b) => link(b, 'I2', 'MES', 'ERP', 'D2').remove('I2').say('feed', 'R1', 'ERP', 'D2'),
    'P03 B R1 ERP',
    'P04 B R1 ERP D2',
  ),
  p03(
    'one finding a system',
    (b) => b.say('feed', 'R1', 'ERP', 'D2').say('feed', 'R1', 'ERP', 'D1'),
    'P03 B R1 ERP',
    'P04 B R1 ERP D1',
    'P04 B R1 ERP D2',
  ),
  p03(
    'two systems: a finding each',
    (b) => b.add('WMS', 'system', { name: 'Warehouse' }).say('feed', 'R1', 'ERP', 'D2').say('feed', 'R1', 'WMS', 'D2'),
    'P03 B R1 ERP',
    'P03 B R1 WMS',
    'P04 B R1 ERP D2',
    'P04 B R1 WMS D2',
  ),
  p03('the system is merged into one on the map', (b) => b.say('feed', 'R1', 'ERP', 'D2').merge('ERP', 'MES')),
];

const p04 = fires('P04');
const P04: readonly Case[] = [
  p04('fed from the system of record', (b) => b.say('feed', 'R1', 'MES', 'D2')),
  p04('fed from a copy that is fed', (b) => b.say('feed', 'R1', 'QMS', 'D1')),
  p04('fed from a copy that nothing feeds with this data', (b) => b.say('feed', 'R1', 'QMS', 'D2'), 'P04 B R1 QMS D2'),
  p04('two interfaces feed it', (b) => link(b, 'I2', 'QMS', 'ERP', 'D1').say('feed', 'R1', 'ERP', 'D1')),
  p04(
    'the interface leads the other way',
    (b) => link(b, 'I2', 'QMS', 'MES', 'D2').say('feed', 'R1', 'QMS', 'D2'),
    'P04 B R1 QMS D2',
  ),
  p04(
    'the interface is to be retired',
    (b) => link(b, 'I2', 'MES', 'QMS', 'D2').set('I2', { change: 'retire' }).say('feed', 'R1', 'QMS', 'D2'),
    'P04 B R1 QMS D2',
  ),
  p04(
    'one of two systems of record feeds it',
    (b) => b.say('role', '*', 'D1', 'ERP', 'record').say('feed', 'R1', 'QMS', 'D1'),
    'M02 B D1',
  ),
  p04('one of two feeds', (b) => second(b).say('feed', 'R2', 'QMS', 'D2'), 'P04 B R2 QMS D2'),
  p04(
    'no system of record to come from',
    (b) => third(b, 'MES').unsay('role', '*', 'D3', 'MES', 'record').say('feed', 'R1', 'QMS', 'D3'),
    'M03 W D3',
  ),
  p04(
    'the data is gone',
    (b) => third(b, 'MES').say('feed', 'R1', 'QMS', 'D3').unsay('role', '*', 'D3', 'MES', 'record').remove('D3'),
    'M10 B R1 D3',
  ),
  p04('an output for the plant too', (b) => second(b).say('feed', 'R2', 'QMS', 'D2'), 'P04 B R2 QMS D2'),
];

const p05 = fires('P05');
const uncited = (b: Bench): Bench => b.unsay('citation', 'R1', '211.188');
const P05: readonly Case[] = [
  p05('required and no rule cited', uncited, 'P05 B R1'),
  ...(['supports', 'contract', null] as const).map((relevance) =>
    p05(`relevance ${relevance} needs no citation`, (b) => uncited(b).set('R1', { relevance })),
  ),
  p05('a citation of another output', (b) => second(uncited(b)).say('citation', 'R2', '211.188'), 'P05 B R1'),
  p05('two citations', (b) => b.say('citation', 'R1', '211.192')),
  p05('for the plant', second),
];

const p06 = fires('P06');
const P06: readonly Case[] = [
  p06('regulated data in no feed', (b) => b.set('D2', { regulated: true }), 'P06 W D2'),
  p06('unregulated data in no feed', (b) =>
    b.set('D1', { regulated: false }).unsay('feed', 'R1', 'MES', 'D1').say('feed', 'R1', 'MES', 'D2'),
  ),
  p06('in the feed of an output for the plant', (b) =>
    second(b).set('D2', { regulated: true }).say('feed', 'R2', 'MES', 'D2'),
  ),
  p06(
    'its output is gone',
    (b) => second(b).set('D2', { regulated: true }).say('feed', 'R2', 'MES', 'D2').remove('R2'),
    'P06 W D2',
  ),
  p06(
    'its feed comes from a system that is gone',
    (b) => b.set('D2', { regulated: true }).say('feed', 'R1', 'ERP', 'D2').remove('ERP'),
    'M10 B R1 ERP',
    'P03 B R1 ERP',
    'P06 W D2',
  ),
];

const p07 = fires('P07');
const approver = (b: Bench, said: string, person: string, meaning: string): Bench =>
  b.say('approver', 'R1', said, person, meaning);
const P07: readonly Case[] = [
  p07('nobody is named', (b) => approver(b, 'OPS', '-', 'review'), 'P07 B R1 OPS nobody review'),
  p07('a person of another function', (b) => approver(b, 'OPS', 'ML', 'review'), 'P07 B R1 OPS ML review'),
  p07('a person of that function', (b) => approver(b, 'OPS', 'AR', 'review')),
  p07('no meaning', (b) => approver(b, 'OPS', 'AR', '-'), 'P07 B R1 OPS AR -'),
  p07('neither', (b) => approver(b, 'OPS', '-', '-'), 'P07 B R1 OPS nobody -'),
  p07(
    'a deleted person',
    (b) => approver(guest(b), 'QUA', 'EX', 'review').remove('EX'),
    'M10 B R1 EX',
    'P07 B R1 QUA EX review',
  ),
  p07('a merged person', (b) => approver(guest(b), 'QUA', 'EX', 'review').merge('EX', 'HK')),
  p07('OTHER may sign', (b) =>
    approver(b.add('OT', 'person', { name: 'Other Person', function: 'OTHER' }), 'OTHER', 'OT', 'review'),
  ),
  p07('of an output for the plant', (b) => second(b).say('approver', 'R2', 'IT', 'ML', '-'), 'P07 B R2 IT ML -'),
  p07(
    'two of them: a finding each',
    (b) => approver(approver(b, 'OPS', 'AR', '-'), 'IT', 'ML', '-'),
    'P07 B R1 IT ML -',
    'P07 B R1 OPS AR -',
  ),
  p07('the output is gone', (b) => second(b).say('approver', 'R2', 'IT', 'ML', '-').remove('R2')),
];

const p08 = fires('P08');
const P08: readonly Case[] = [
  p08('a report of whose logic nobody spoke', (b) => b.set('R1', { kind: 'report' }), 'P08 W R1'),
  ...(['in_scope', 'not_applicable'] as const).map((reportLogic) =>
    p08(`its logic is ${reportLogic}`, (b) => b.set('R1', { kind: 'report', reportLogic })),
  ),
  p08('an approval', (b) => b.set('R1', { kind: 'approval' })),
  p08('of no kind', (b) => b.set('R1', { kind: null })),
  p08('a report for the plant', (b) => second(b).set('R2', { kind: 'report' }), 'P08 W R2'),
];

const unowned = (b: Bench): Bench => b.unsay('resp', 'R1', 'OPS', 'A', 'AR');
const STATEMENTS: readonly Case[] = [
  says('P01')('owed by quality', unapproved, 'P01 B R1 {} owes QUA, on R1'),
  says('P02')('owed by its accountable', unfed, 'P02 B R2 {} owes OPS, on R2'),
  says('P02')(
    'owed by quality where nobody is',
    (b) => unfed(b).unsay('resp', 'R2', 'OPS', 'A', 'AR'),
    'P02 B R2 {} owes QUA, on R2',
  ),
  says('P03')(
    'owed by its accountable, the systems in order',
    (b) => b.add('WMS', 'system', { name: 'Warehouse' }).say('feed', 'R1', 'WMS', 'D1').say('feed', 'R1', 'ERP', 'D2'),
    'P03 B R1 ERP {} owes OPS, on R1 ERP',
    'P03 B R1 WMS {} owes OPS, on R1 WMS',
  ),
  says('P03')(
    'owed by quality where nobody is',
    (b) => unowned(b).say('feed', 'R1', 'ERP', 'D2'),
    'P03 B R1 ERP {} owes QUA, on R1 ERP',
  ),
  says('P04')(
    'where the data is at home, owed by IT',
    (b) => b.say('role', '*', 'D2', 'ERP', 'record').say('feed', 'R1', 'QMS', 'D2'),
    'P04 B R1 QMS D2 {sources: MES ERP} owes IT, on R1 QMS D2',
  ),
  says('P05')('owed by its accountable', uncited, 'P05 B R1 {} owes OPS, on R1'),
  says('P05')('owed by quality where nobody is', (b) => unowned(uncited(b)), 'P05 B R1 {} owes QUA, on R1'),
  says('P06')(
    'owed by the accountable of the data',
    (b) => b.set('D2', { regulated: true }),
    'P06 W D2 {} owes OPS, on D2',
  ),
  says('P06')(
    'owed by quality where nobody is',
    (b) => b.set('D2', { regulated: true }).unsay('resp', 'D2', 'OPS', 'A', 'AR'),
    'P06 W D2 {} owes QUA, on D2',
  ),
  says('P07')(
    'what is lacking, owed by the function',
    (b) => approver(approver(approver(b, 'OPS', '-', '-'), 'IT', 'ML', '-'), 'OTHER', '-', 'review'),
    'P07 B R1 IT ML - {lacks: meaning} owes IT, on R1 IT ML -',
    'P07 B R1 OPS nobody - {lacks: person meaning} owes OPS, on R1 OPS nobody -',
    'P07 B R1 OTHER nobody review {lacks: person} owes QUA, on R1 OTHER nobody review',
  ),
  says('P08')('owed by its accountable', (b) => b.set('R1', { kind: 'report' }), 'P08 W R1 {} owes OPS, on R1'),
  says('P08')(
    'owed by quality where nobody is',
    (b) => unowned(b).set('R1', { kind: 'report' }),
    'P08 W R1 {} owes QUA, on R1',
  ),
];

export const OUTPUT_CASES: readonly Case[] = [
  ...P01,
  ...P02,
  ...P03,
  ...P04,
  ...P05,
  ...P06,
  ...P07,
  ...P08,
  ...STATEMENTS,
];
