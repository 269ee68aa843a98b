/** I rules on their smallest boards: whether what an interface does to regulated data is in somebody's validation scope. */
import { fires, says, type Bench, type Case } from '../bench.ts';
import { link } from './master-data.ts';

const unscoped = (b: Bench): Bench => b.unsay('ifScope', 'I1', 'interface');
/** A second interface, with unregulated data, without a fault. */
const second = (b: Bench): Bench => link(b, 'I2', 'MES', 'ERP', 'D2');

const i01 = fires('I01');
const I01: readonly Case[] = [
  i01('carries regulated data in no scope', unscoped, 'I01 B I1'),
  ...(['interface', 'transformation', 'reporting'] as const).map((scope) =>
    i01(`one scope is enough: ${scope}`, (b) => unscoped(b).say('ifScope', 'I1', scope)),
  ),
  i01('not required, for a reason', (b) => unscoped(b).set('I1', { status: 'not_required', rationale: 'read only' })),
  i01('not required, without a reason', (b) => unscoped(b).set('I1', { status: 'not_required' }), 'I01 B I1'),
  i01(
    'not required, for a reason of blanks',
    (b) => unscoped(b).set('I1', { status: 'not_required' }).force('I1', 'rationale', ' '),
    'I01 B I1',
  ),
  ...(['planned', 'validated', null] as const).map((status) =>
    i01(`a reason, but ${status}`, (b) => unscoped(b).set('I1', { status, rationale: 'read only' }), 'I01 B I1'),
  ),
  i01('carries nothing regulated', (b) => second(b).unsay('ifScope', 'I2', 'interface')),
  i01(
    'carries something regulated too',
    (b) => second(b).unsay('ifScope', 'I2', 'interface').say('ifData', 'I2', 'D1'),
    'I01 B I2',
  ),
  i01('carries nothing', (b) => second(b).unsay('ifScope', 'I2', 'interface').unsay('ifData', 'I2', 'D2')),
  i01('is to be retired', (b) =>
    second(b).say('ifData', 'I2', 'D1').unsay('ifScope', 'I2', 'interface').set('I2', { change: 'retire' }),
  ),
  ...(['config', 'modify', 'new', null] as const).map((change) =>
    i01(
      `its change is ${change}`,
      (b) => second(b).say('ifData', 'I2', 'D1').unsay('ifScope', 'I2', 'interface').set('I2', { change }),
      'I01 B I2',
    ),
  ),
  i01('is deleted', (b) => second(b).say('ifData', 'I2', 'D1').unsay('ifScope', 'I2', 'interface').remove('I2')),
];

const i02 = fires('I02');
const I02: readonly Case[] = [
  ...(['unit', 'mapping', 'calculation', 'aggregation'] as const).map((transformation) =>
    i02(
      `converts regulated data outside the scope: ${transformation}`,
      (b) => b.set('I1', { transformation }),
      'I02 B I1',
    ),
  ),
  i02('converts other data: a warning', (b) => second(b).set('I2', { transformation: 'unit' }), 'I02 W I2'),
  i02(
    'converts some regulated data',
    (b) => second(b).set('I2', { transformation: 'unit' }).say('ifData', 'I2', 'D1'),
    'I02 B I2',
  ),
  i02('converts in the scope', (b) => b.set('I1', { transformation: 'unit' }).say('ifScope', 'I1', 'transformation')),
  i02(
    'the scope is the reports',
    (b) => b.set('I1', { transformation: 'unit' }).say('ifScope', 'I1', 'reporting'),
    'I02 B I1',
  ),
  i02('nobody said whether it converts', (b) => b.set('I1', { transformation: null })),
  i02('is to be retired', (b) => second(b).set('I2', { transformation: 'unit', change: 'retire' })),
  i02('is deleted', (b) => second(b).set('I2', { transformation: 'unit' }).remove('I2')),
  i02(
    'not required is no scope',
    (b) => b.set('I1', { transformation: 'unit', status: 'not_required', rationale: 'read only' }),
    'I02 B I1',
  ),
];

const i03 = fires('I03');
const I03: readonly Case[] = [
  i03('nobody reconciles regulated data', (b) => b.set('I1', { reconciliation: 'none' }), 'I03 W I1'),
  i03('nobody said whether', (b) => b.set('I1', { reconciliation: null }), 'I03 W I1'),
  ...(['checksum', 'value'] as const).map((reconciliation) =>
    i03(`reconciled by ${reconciliation}`, (b) => b.set('I1', { reconciliation })),
  ),
  i03('nothing regulated', (b) => second(b).set('I2', { reconciliation: 'none' })),
  i03(
    'something regulated too',
    (b) => second(b).set('I2', { reconciliation: 'none' }).say('ifData', 'I2', 'D1'),
    'I03 W I2',
  ),
  i03('is to be retired', (b) =>
    second(b).say('ifData', 'I2', 'D1').set('I2', { reconciliation: 'none', change: 'retire' }),
  ),
  i03('is deleted', (b) => second(b).say('ifData', 'I2', 'D1').set('I2', { reconciliation: 'none' }).remove('I2')),
];

const i04 = fires('I04');
const moving = (b: Bench): Bench => b.set('D2', { asIsSoR: 'ERP' });
const I04: readonly Case[] = [
  i04('the record moves without a plan', moving, 'I04 W D2'),
  i04('it stays', (b) => b.set('D2', { asIsSoR: 'MES' })),
  i04('nobody said where it is today', (b) => b.set('D1', { change: 'modify' })),
  i04('somebody entered the risk', (b) => moving(b).add('X7', 'risk', { kind: 'data_migration' })),
  i04('the risk is gone', (b) => moving(b).add('X7', 'risk', { kind: 'data_migration' }).remove('X7'), 'I04 W D2'),
  i04('another risk', (b) => moving(b).add('X7', 'risk', { kind: 'data_integrity' }), 'I04 W D2'),
  i04(
    'it stays, and a second comes',
    (b) => b.set('D2', { asIsSoR: 'MES' }).say('role', '*', 'D2', 'ERP', 'record'),
    'I04 W D2',
    'M02 W D2',
  ),
  i04(
    'it had a home, and has none',
    (b) =>
      b.add('D3', 'dataObject', { title: 'Third' }).say('resp', 'D3', 'OPS', 'A', 'AR').set('D3', { asIsSoR: 'ERP' }),
    'I04 W D3',
    'M03 W D3',
  ),
  i04('regulated data too', (b) => b.set('D1', { asIsSoR: 'ERP' }), 'I04 W D1'),
  i04('its home today is merged into the one from now on', (b) => moving(b).merge('ERP', 'MES')),
  i04('the data is gone', (b) =>
    b.add('D3', 'dataObject', { title: 'Third' }).set('D3', { asIsSoR: 'ERP' }).remove('D3'),
  ),
];

const unowned = (b: Bench): Bench => b.unsay('resp', 'I1', 'IT', 'A', 'IC');
const STATEMENTS: readonly Case[] = [
  says('I01')(
    'the regulated data, owed by its accountable',
    (b) => unscoped(b).say('ifData', 'I1', 'D2'),
    'I01 B I1 {data: D1} owes IT, on I1',
  ),
  says('I01')(
    'owed by whoever is accountable',
    (b) => unowned(unscoped(b)).say('resp', 'I1', 'OPS', 'A', 'AR'),
    'I01 B I1 {data: D1} owes OPS, on I1',
  ),
  says('I01')('owed by IT where nobody is', (b) => unowned(unscoped(b)), 'I01 B I1 {data: D1} owes IT, on I1'),
  says('I02')(
    'the regulated data, owed by its accountable',
    (b) =>
      second(b)
        .set('I2', { transformation: 'unit' })
        .set('I1', { transformation: 'unit' })
        .say('ifData', 'I1', 'D2')
        .unsay('resp', 'I2', 'IT', 'A', 'IC')
        .say('resp', 'I2', 'OPS', 'A', 'AR'),
    'I02 B I1 {data: D1} owes IT, on I1',
    'I02 W I2 {data:} owes OPS, on I2',
  ),
  says('I02')(
    'owed by IT where nobody is',
    (b) => unowned(b).set('I1', { transformation: 'unit' }),
    'I02 B I1 {data: D1} owes IT, on I1',
  ),
  says('I03')(
    'the regulated data, owed by its accountable',
    (b) =>
      unowned(b).say('resp', 'I1', 'OPS', 'A', 'AR').set('I1', { reconciliation: 'none' }).say('ifData', 'I1', 'D2'),
    'I03 W I1 {data: D1} owes OPS, on I1',
  ),
  says('I03')(
    'owed by IT where nobody is',
    (b) => unowned(b).set('I1', { reconciliation: 'none' }),
    'I03 W I1 {data: D1} owes IT, on I1',
  ),
  says('I04')(
    'from where to where, owed by the accountable of the data',
    (b) => moving(b).say('role', '*', 'D2', 'QMS', 'record'),
    'I04 W D2 {from: ERP; systems: MES QMS} owes OPS, on D2',
  ),
  says('I04')(
    'owed by quality where nobody is and it is regulated',
    (b) => b.set('D1', { asIsSoR: 'ERP' }).unsay('resp', 'D1', 'OPS', 'A', 'AR'),
    'I04 W D1 {from: ERP; systems: MES} owes QUA, on D1',
  ),
];

export const INTERFACE_CASES: readonly Case[] = [...I01, ...I02, ...I03, ...I04, ...STATEMENTS];
