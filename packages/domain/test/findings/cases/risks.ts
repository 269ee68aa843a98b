/** R rules on their smallest boards: what must be assessed or decided before the plan may stand. */
import { fires, says, type Bench, type Case } from '../bench.ts';

/** The assessed risk of each kind on the clean board. */
const RISKS = {
  downtime: 'X1',
  integration: 'X2',
  performance: 'X3',
  test_method: 'X4',
  sampling_plan: 'X5',
  batch_record: 'X6',
} as const;
type Kind = keyof typeof RISKS;
/** Nothing said of the clean board's risk of a kind. */
const open = (b: Bench, kind: Kind): Bench => b.unassess(RISKS[kind]);
const constraint = (b: Bench, kind: string, on: string): Bench =>
  b.add('K1', 'constraint', { kind: kind as never }).say('link', 'K1', on);
const decision = (b: Bench, on: string): Bench =>
  b.add('DEC1', 'decision', { rationale: 'So be it' }).say('link', 'DEC1', on);
const replaced = (b: Bench): Bench => b.set('ERP', { plannedAction: 'replace' });
const decided = (b: Bench): Bench => decision(replaced(b), 'ERP').decide('DEC1');

const r01 = fires('R01');
const R01: readonly Case[] = [
  r01(
    'to be replaced although it must stay',
    (b) => constraint(decided(b), 'replacement_not_allowed', 'ERP'),
    'R01 B ERP',
  ),
  r01('to be replaced, and it may', decided),
  r01('another constraint', (b) => constraint(decided(b), 'vendor_lock', 'ERP')),
  r01('the constraint is of another system', (b) => constraint(decided(b), 'replacement_not_allowed', 'QMS')),
  r01('the constraint is of no system', (b) => decided(b).add('K1', 'constraint', { kind: 'replacement_not_allowed' })),
  r01(
    'the tie was drawn the other way',
    (b) => decided(b).add('K1', 'constraint', { kind: 'replacement_not_allowed' }).say('link', 'ERP', 'K1'),
    'R01 B ERP',
  ),
  r01('the constraint is gone', (b) => constraint(decided(b), 'replacement_not_allowed', 'ERP').remove('K1')),
  r01('the tie was taken back', (b) =>
    constraint(decided(b), 'replacement_not_allowed', 'ERP').unsay('link', 'K1', 'ERP'),
  ),
  r01(
    'beside another constraint',
    (b) =>
      constraint(decided(b), 'replacement_not_allowed', 'ERP')
        .add('K2', 'constraint', { kind: 'vendor_lock' })
        .say('link', 'K2', 'ERP'),
    'R01 B ERP',
  ),
  ...(['keep', 'configure', 'upgrade', 'retire', null] as const).map((plannedAction) =>
    r01(`the plan is ${plannedAction}`, (b) =>
      constraint(decided(b), 'replacement_not_allowed', 'ERP').set('ERP', { plannedAction }),
    ),
  ),
];

const r02 = fires('R02');
const changed = (b: Bench): Bench => b.set('S1', { change: 'modify' });
const restricted = (b: Bench, system = 'MES'): Bench => constraint(open(b, 'downtime'), 'downtime_window', system);
const R02: readonly Case[] = [
  r02('a changed step in a system with a window, downtime not assessed', (b) => restricted(changed(b)), 'R02 W S1'),
  r02('downtime assessed', (b) => restricted(changed(b)).assess('X1')),
  ...(['mitigated', 'accepted'] as const).map((state) =>
    r02(`downtime ${state}`, (b) => {
      restricted(changed(b));
      b.input.assessments = [...b.input.assessments, { risk: b.id('X1'), state }];
    }),
  ),
  ...(['QUA', 'IT'] as const).map((dutyFunction) =>
    r02(`assessed, whoever had the duty: ${dutyFunction}`, (b) =>
      restricted(changed(b)).assess('X1').set('X1', { dutyFunction }),
    ),
  ),
  r02('the assessed risk is gone', (b) => restricted(changed(b)).assess('X1').remove('X1'), 'R02 W S1'),
  r02('another risk is assessed', (b) => restricted(changed(b)).assess('X1').set('X1', { kind: 'other' }), 'R02 W S1'),
  r02('one of two downtime risks is assessed', (b) =>
    restricted(changed(b)).add('X7', 'risk', { kind: 'downtime', dutyFunction: 'OPS' }).assess('X7'),
  ),
  ...(['none', null] as const).map((change) =>
    r02(`the step's change is ${change}`, (b) => restricted(changed(b)).set('S1', { change })),
  ),
  ...(['config', 'new', 'retire'] as const).map((change) =>
    r02(`the step's change is ${change}`, (b) => restricted(changed(b)).set('S1', { change }), 'R02 W S1'),
  ),
  r02('another constraint', (b) => constraint(open(changed(b), 'downtime'), 'validated_state', 'MES')),
  r02('the window is of a system that the step does not use', (b) => restricted(changed(b), 'QMS')),
  ...(['collect', 'record', 'review', 'release', 'audit'] as const).map((use) =>
    r02(
      `any role is a use: ${use}`,
      (b) => restricted(changed(b), 'QMS').say('role', 'S1', 'D2', 'QMS', use),
      'R02 W S1',
      // D2 is in MES, so a second place of it is another matter.
    ),
  ),
  r02('a role of today is none', (b) => restricted(changed(b), 'ERP').say('roleAsIs', 'S1', '*', 'ERP', 'review')),
  r02('nor is a role outside any step', (b) => restricted(changed(b), 'ERP').say('role', '*', 'D2', 'ERP', 'review')),
  r02(
    'the window is of a system that is gone',
    (b) => restricted(changed(b), 'ERP').say('role', 'S1', '*', 'ERP', 'audit').remove('ERP'),
    'M10 B K1 ERP',
    'M10 B S1 ERP',
  ),
];

const r03 = fires('R03');
const ledByQuality = (b: Bench): Bench => b.voteAll('QUAL', '0000 3231 0010');
const drivenByQuality = (b: Bench, kind = 'test'): Bench =>
  b.set('S2', { change: 'modify', driver: 'QUA', ...(kind === 'review' ? {} : { kind }) });
const R03: readonly Case[] = [
  r03('led by quality, all assessed', ledByQuality),
  ...(['downtime', 'integration', 'performance'] as const).flatMap((kind) => [
    r03(`led by quality, and ${kind} is open`, (b) => open(ledByQuality(b), kind), `R03 B ${kind}`),
    r03(`led by quality, and nobody entered ${kind}`, (b) => ledByQuality(b).remove(RISKS[kind]), `R03 B ${kind}`),
    ...(['OPS', 'IT'] as const).map((dutyFunction) =>
      r03(`led by quality, ${kind} assessed by ${dutyFunction}`, (b) =>
        ledByQuality(b).remove(RISKS[kind]).add('X7', 'risk', { kind, dutyFunction }).assess('X7'),
      ),
    ),
    ...(['QUA', null] as const).map((dutyFunction) =>
      r03(
        `led by quality, ${kind} assessed by ${dutyFunction}`,
        (b) => ledByQuality(b).set(RISKS[kind], { dutyFunction }),
        `R03 B ${kind}`,
      ),
    ),
  ]),
  r03('led by quality, one of two of a kind assessed', (b) =>
    ledByQuality(b).add('X7', 'risk', { kind: 'downtime', dutyFunction: 'IT' }),
  ),
  r03(
    'led by quality, and three are open: a finding each',
    (b) => open(open(open(ledByQuality(b), 'downtime'), 'integration'), 'performance'),
    'R03 B downtime',
    'R03 B integration',
    'R03 B performance',
  ),
  r03('led by quality, and another kind is open', (b) => open(open(ledByQuality(b), 'test_method'), 'batch_record')),
  r03('led by operations', (b) => open(b, 'downtime')),
  r03('led jointly', (b) => open(b.voteAll('SHARED', '3231 0000 0010'), 'downtime')),
  ...(['execute', 'record', 'test', 'transfer'] as const).map((kind) =>
    r03(
      `quality changes work on the floor: ${kind}`,
      (b) => open(drivenByQuality(b, kind), 'performance'),
      'R03 B performance',
    ),
  ),
  r03('quality changes work on the floor, all assessed', (b) => drivenByQuality(b)),
  ...(['review', 'disposition', 'release'] as const).map((kind) =>
    r03(`quality changes its own work: ${kind}`, (b) => open(drivenByQuality(b, kind), 'performance')),
  ),
  r03('the step is not changed', (b) => open(drivenByQuality(b), 'performance').set('S2', { change: 'none' })),
  ...(['OPS', 'IT', null] as const).map((driver) =>
    r03(`the driver is ${driver}`, (b) => open(drivenByQuality(b), 'performance').set('S2', { driver })),
  ),
  r03('the step is gone', (b) =>
    open(b, 'performance')
      .add('S3', 'step', { title: 'Third', kind: 'test', change: 'new', driver: 'QUA' })
      .remove('S3'),
  ),
];

const r04 = fires('R04');
const ofCategory = (b: Bench, category: string): Bench => b.set('D2', { category, change: 'modify' });
const R04: readonly Case[] = [
  ...(['test_method', 'sampling_plan', 'batch_record'] as const).flatMap((category) => [
    r04(`a changed ${category}, its risk assessed`, (b) => ofCategory(b, category)),
    r04(`a changed ${category}, its risk open`, (b) => open(ofCategory(b, category), category), 'R04 B D2'),
    r04(
      `a changed ${category}, nobody entered the risk`,
      (b) => ofCategory(b, category).remove(RISKS[category]),
      'R04 B D2',
    ),
  ]),
  ...(['OPS', 'IT', null] as const).map((dutyFunction) =>
    r04(`assessed by ${dutyFunction}`, (b) => ofCategory(b, 'batch_record').set('X6', { dutyFunction }), 'R04 B D2'),
  ),
  r04(
    'a risk of another kind is assessed',
    (b) => open(ofCategory(b, 'batch_record'), 'batch_record').assess('X5'),
    'R04 B D2',
  ),
  ...(['none', null] as const).map((change) =>
    r04(`its change is ${change}`, (b) => open(ofCategory(b, 'batch_record'), 'batch_record').set('D2', { change })),
  ),
  ...(['config', 'new', 'retire'] as const).map((change) =>
    r04(
      `its change is ${change}`,
      (b) => open(ofCategory(b, 'batch_record'), 'batch_record').set('D2', { change }),
      'R04 B D2',
    ),
  ),
  ...(['procedure', 'specification', null] as const).map((category) =>
    r04(`category ${category}`, (b) => open(ofCategory(b, 'batch_record'), 'batch_record').set('D2', { category })),
  ),
  r04(
    'one finding a data object',
    (b) => open(ofCategory(b, 'batch_record'), 'batch_record').set('D1', { category: 'batch_record', change: 'new' }),
    'R04 B D1',
    'R04 B D2',
  ),
];

const r05 = fires('R05');
const retiring = (b: Bench): Bench => b.set('MES', { lifecycle: 'retiring' });
const unsupported = (b: Bench): Bench => constraint(b, 'legacy_unsupported', 'MES');
const R05: readonly Case[] = [
  r05('the record is in a system that goes', retiring, 'R05 W D1'),
  r05('the record is in a system that nobody supports', unsupported, 'R05 W D1'),
  ...(['live', 'legacy', 'planned', null] as const).map((lifecycle) =>
    r05(`lifecycle ${lifecycle}`, (b) => (lifecycle === 'live' ? b : b.set('MES', { lifecycle }))),
  ),
  r05('another constraint', (b) => constraint(b, 'long_lifecycle', 'MES')),
  r05(
    'another constraint beside it',
    (b) =>
      constraint(b, 'long_lifecycle', 'MES')
        .add('K2', 'constraint', { kind: 'legacy_unsupported' })
        .say('link', 'K2', 'MES'),
    'R05 W D1',
  ),
  r05('a system that does not hold the record', (b) =>
    constraint(b, 'legacy_unsupported', 'QMS').set('QMS', { lifecycle: 'retiring' }),
  ),
  r05('unregulated data', (b) => retiring(b).set('D1', { regulated: false })),
  r05('it goes, and something was decided of it', (b) => decision(retiring(b), 'MES')),
  r05('nobody supports it, and something was decided of the system', (b) => decision(unsupported(b), 'MES')),
  r05('nobody supports it, and something was decided of that', (b) => decision(unsupported(b), 'K1')),
  r05('the tie was drawn the other way', (b) => unsupported(b).add('DEC1', 'decision').say('link', 'K1', 'DEC1')),
  r05(
    'something was decided of another constraint',
    (b) => decision(unsupported(b).add('K2', 'constraint', { kind: 'vendor_lock' }).say('link', 'K2', 'MES'), 'K2'),
    'R05 W D1',
  ),
  r05('something was decided of another system', (b) => decision(retiring(b), 'ERP'), 'R05 W D1'),
  r05('the decision is gone', (b) => decision(retiring(b), 'MES').remove('DEC1'), 'R05 W D1'),
  r05(
    'one of two systems of record',
    (b) => b.say('role', '*', 'D1', 'ERP', 'record').set('ERP', { lifecycle: 'retiring' }),
    'M02 B D1',
    'R05 W D1',
  ),
];

const r06 = fires('R06');
const R06: readonly Case[] = [
  ...(['no', 'unknown'] as const).map((validated) =>
    r06(`validated: ${validated}`, (b) => b.set('MES', { validated }), 'R06 W D1'),
  ),
  ...(['partly', 'n/a', null] as const).map((validated) =>
    r06(`validated: ${validated}`, (b) => b.set('MES', { validated })),
  ),
  r06('a system that does not hold the record', (b) => b.set('QMS', { validated: 'no' })),
  r06('unregulated data', (b) => b.set('MES', { validated: 'no' }).set('D1', { regulated: false })),
  r06(
    'one of two systems of record',
    (b) => b.say('role', '*', 'D1', 'ERP', 'record').set('ERP', { validated: 'no' }),
    'M02 B D1',
    'R06 W D1',
  ),
];

const r07 = fires('R07');
/** Recording is deliberately changed, in the eyes of one function. */
const recording = (b: Bench, said: 'OPS' | 'QUA' | 'IT', answer: number): Bench =>
  b.vote(said, 'EXEC', `${said === 'QUA' ? '2220' : '3231'} 0000 00${answer}0`);
const R07: readonly Case[] = [
  ...(['OPS', 'QUA', 'IT'] as const).flatMap((said) => [
    r07(`${said} sees recording changed, and both are assessed`, (b) => recording(b, said, 2)),
    r07(
      `${said} sees recording changed, the batch record is open`,
      (b) => open(recording(b, said, 2), 'batch_record'),
      'R07 B batch_record',
    ),
    r07(
      `${said} sees recording changed, integration is open`,
      (b) => open(recording(b, said, 2), 'integration'),
      'R07 B integration',
    ),
  ]),
  r07(
    'a main reason for the work',
    (b) =>
      open(b.vote('OPS', 'EXEC', '3231 0000 0030').vote('QUA', 'EXEC', '2220 0000 0020'), 'integration').vote(
        'IT',
        'EXEC',
        '3231 0000 0020',
      ),
    'R07 B integration',
  ),
  r07('a side effect', (b) => open(recording(b, 'OPS', 1), 'batch_record')),
  r07(
    'both open: a finding each',
    (b) => open(open(recording(b, 'OPS', 2), 'batch_record'), 'integration'),
    'R07 B batch_record',
    'R07 B integration',
  ),
  ...(['OPS', 'IT'] as const).map((dutyFunction) =>
    r07(
      `the batch record assessed by ${dutyFunction}`,
      (b) => recording(b, 'OPS', 2).set('X6', { dutyFunction }),
      'R07 B batch_record',
    ),
  ),
  r07(
    'integration assessed by quality',
    (b) => recording(b, 'OPS', 2).set('X2', { dutyFunction: 'QUA' }),
    'R07 B integration',
  ),
  r07('integration assessed by operations', (b) => recording(b, 'OPS', 2).set('X2', { dutyFunction: 'OPS' })),
  r07('a change of another kind', (b) => open(b.vote('OPS', 'EXEC', '3231 0000 0012'), 'batch_record'), 'G03 W S4'),
];

const r08 = fires('R08');
const R08: readonly Case[] = [
  r08('to be replaced, and nobody decided it', replaced, 'R08 W ERP'),
  r08('agreed', decided),
  r08('a decision is tied to it, but not agreed', (b) => decision(replaced(b), 'ERP'), 'R08 W ERP'),
  r08('agreed and reversed', (b) => decided(b).decide('DEC1', 'reversed'), 'R08 W ERP'),
  r08('reversed and agreed again', (b) => decision(replaced(b), 'ERP').decide('DEC1', 'reversed').decide('DEC1')),
  r08('a decision about another system', (b) => decision(replaced(b), 'MES').decide('DEC1'), 'R08 W ERP'),
  r08('the tie was drawn the other way', (b) =>
    replaced(b).add('DEC1', 'decision', { rationale: 'So be it' }).say('link', 'ERP', 'DEC1').decide('DEC1'),
  ),
  r08('one of two decisions is agreed', (b) =>
    decision(replaced(b), 'ERP')
      .add('DEC2', 'decision', { rationale: 'Yes' })
      .say('link', 'DEC2', 'ERP')
      .decide('DEC2'),
  ),
  r08('the decision is gone', (b) => decided(b).remove('DEC1'), 'R08 W ERP'),
  ...(['configure', 'upgrade', 'retire', null] as const).map((plannedAction) =>
    r08(`the plan is ${plannedAction}`, (b) => b.set('ERP', { plannedAction })),
  ),
];

const STATEMENTS: readonly Case[] = [
  says('R01')(
    'owed by the function of the system owner',
    (b) => constraint(decided(b), 'replacement_not_allowed', 'ERP').set('ERP', { systemOwnerId: 'HK' }),
    'R01 B ERP {} owes QUA, on ERP',
  ),
  says('R01')(
    'owed by IT where nobody owns it',
    (b) => constraint(decided(b), 'replacement_not_allowed', 'ERP').set('ERP', { systemOwnerId: null }),
    'R01 B ERP {} owes IT, on ERP',
  ),
  says('R08')('owed by the function of the process owner', replaced, 'R08 W ERP {} owes OPS, on ERP'),
  says('R08')(
    'owed by IT where its owner is OTHER',
    (b) =>
      replaced(b).add('EX', 'person', { name: 'Extra Person', function: 'OTHER' }).set('ERP', { processOwnerId: 'EX' }),
    'R08 W ERP {} owes IT, on ERP',
  ),
  says('R08')(
    'owed by IT where its owner has no function',
    (b) => replaced(b).add('EX', 'person', { name: 'Extra Person' }).set('ERP', { processOwnerId: 'EX' }),
    'R08 W ERP {} owes IT, on ERP',
  ),
  says('R02')(
    'the systems with a window, owed by the duty',
    (b) =>
      restricted(changed(b), 'MES')
        .say('link', 'K1', 'ERP')
        .say('role', 'S1', '*', 'ERP', 'audit')
        .say('role', 'S1', '*', 'QMS', 'audit')
        .say('link', 'K1', 'D2')
        .set('X1', { dutyFunction: 'IT' }),
    'R02 W S1 {systems: MES ERP} owes IT, on S1',
  ),
  says('R02')(
    'the systems in order, whatever data they are used for',
    (b) =>
      restricted(changed(b), 'QMS')
        .say('link', 'K1', 'ERP')
        .say('role', 'S1', '*', 'ERP', 'audit')
        .say('role', 'S1', 'D2', 'QMS', 'audit'),
    'R02 W S1 {systems: QMS ERP} owes OPS, on S1',
  ),
  says('R02')(
    'owed by operations where nobody has the duty',
    (b) => restricted(changed(b)).remove('X1'),
    'R02 W S1 {systems: MES} owes OPS, on S1',
  ),
  says('R03')(
    'the open risks, owed by their duties, and on them',
    (b) =>
      open(open(ledByQuality(b), 'downtime'), 'integration')
        .add('X7', 'risk', { kind: 'downtime', dutyFunction: 'QUA' })
        .remove('X3'),
    'R03 B downtime {risks: X1 X7} owes OPS QUA, on downtime X1 X7',
    'R03 B integration {risks: X2} owes IT, on integration X2',
    'R03 B performance {risks:} owes IT, on performance',
  ),
  says('R03')(
    'owed by operations and IT where nobody has the duty',
    (b) => ledByQuality(b).remove('X1', 'X2'),
    'R03 B downtime {risks:} owes OPS, on downtime',
    'R03 B integration {risks:} owes IT, on integration',
  ),
  says('R04')(
    'the kind and its risks, owed by quality',
    (b) => open(ofCategory(b, 'batch_record'), 'batch_record').set('X6', { dutyFunction: 'IT' }),
    'R04 B D2 {riskKinds: batch_record; risks: X6} owes QUA, on D2 X6',
  ),
  says('R05')(
    'the systems, owed by the accountable, and on them',
    (b) => retiring(b).say('role', '*', 'D1', 'ERP', 'record'),
    'R05 W D1 {systems: MES} owes OPS, on D1 MES',
  ),
  says('R06')(
    'the systems, owed by the accountable, and on them',
    (b) => b.set('MES', { validated: 'no' }).say('role', '*', 'D1', 'ERP', 'record'),
    'R06 W D1 {systems: MES} owes OPS, on D1 MES',
  ),
  says('R07')(
    'the risks, owed by their duties',
    (b) => open(open(recording(b, 'OPS', 2), 'batch_record'), 'integration').set('X2', { dutyFunction: 'OPS' }),
    'R07 B batch_record {risks: X6} owes QUA, on batch_record X6',
    'R07 B integration {risks: X2} owes OPS, on integration X2',
  ),
  says('R07')(
    'owed by quality and IT where nobody has the duty',
    (b) => recording(b, 'OPS', 2).remove('X2', 'X6'),
    'R07 B batch_record {risks:} owes QUA, on batch_record',
    'R07 B integration {risks:} owes IT, on integration',
  ),
];

export const RISK_CASES: readonly Case[] = [
  ...R01,
  ...R02,
  ...R03,
  ...R04,
  ...R05,
  ...R06,
  ...R07,
  ...R08,
  ...STATEMENTS,
];
