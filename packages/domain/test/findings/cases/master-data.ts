/** M rules on their smallest boards: where data is captured, held and looked at. */
import { fires, says, type Bench, type Case } from '../bench.ts';

/** A third step, owned, neither regulated nor changed, without any system. */
const plainStep = (b: Bench): Bench =>
  b.add('S3', 'step', { title: 'Talk about it' }).say('resp', 'S3', 'OPS', 'A', 'AR');
/** An unregulated step with a system of record. */
const writingStep = (b: Bench, system: string): Bench => plainStep(b).say('role', 'S3', '*', system, 'record');
/** A data object with an accountable and no system of record. */
const homeless = (b: Bench): Bench => b.add('D3', 'dataObject', { title: 'Third' }).say('resp', 'D3', 'OPS', 'A', 'AR');
/** D2 in MES and ERP; D3, in `system`, is a part of it. */
const withPart = (b: Bench, system: string): Bench =>
  homeless(b).say('role', '*', 'D3', system, 'record').say('role', '*', 'D2', 'ERP', 'record').say('part', 'D3', 'D2');
/** D2 collected in several systems at its one step. */
const collectedIn =
  (...systems: readonly string[]) =>
  (b: Bench): Bench => {
    for (const system of systems) b.say('role', 'S1', 'D2', system, 'collect');
    return b;
  };
/** An interface without a fault that carries one data object. */
export const link = (b: Bench, name: string, from: string, to: string, data: string): Bench =>
  b
    .add(name, 'interface', { mechanism: 'api', transformation: 'none', reconciliation: 'count', change: 'none' })
    .set(name, { fromId: from, toId: to })
    .say('ifData', name, data)
    .say('ifScope', name, 'interface')
    .say('resp', name, 'IT', 'A', 'IC');
/** D1 collected in ERP in the place of MES. */
const elsewhere = (b: Bench): Bench =>
  b.unsay('role', 'S1', '*', 'MES', 'collect').say('role', 'S1', '*', 'ERP', 'collect');
const reviewedIn = (b: Bench, ...systems: readonly string[]): Bench => {
  b.unsay('role', 'S2', '*', 'QMS', 'review');
  for (const system of systems) b.say('role', 'S2', '*', system, 'review');
  return b;
};
const unreviewed = (b: Bench): Bench =>
  b.unsay('role', 'S1', '*', 'MES', 'review').unsay('role', 'S2', '*', 'QMS', 'review');
/** A person beside those of the matrix, who can leave without anything else. */
const visitor = (b: Bench): Bench => b.add('EX', 'person', { name: 'Extra Person', function: 'IT' });
/** Decision logic at an unregulated step, in ERP. */
const logic = (b: Bench): Bench =>
  plainStep(b).add('L1', 'logic', { title: 'Limits' }).set('L1', { stepId: 'S3', systemId: 'ERP' });
const action = (b: Bench): Bench => visitor(b).add('ACT1', 'action', { text: 'Ask' }).set('ACT1', { personId: 'EX' });
/** A data object to be deleted, with a home and an owner. */
const gone = (b: Bench): Bench => b.add('D3', 'dataObject', { title: 'Third' });
const MISSING = '01J00000000000000000000000';

const m01 = fires('M01');
const M01: readonly Case[] = [
  m01('a regulated step without a record row', (b) => b.unsay('role', 'S2', '*', 'QMS', 'record'), 'M01 B S2'),
  m01('a step that is neither regulated nor writes data needs no record', (b) =>
    b.unsay('role', 'S2', '*', 'QMS', 'record').set('S2', { regulated: false }),
  ),
  m01('nor does one of which nobody said whether it is regulated', (b) =>
    b.unsay('role', 'S2', '*', 'QMS', 'record').set('S2', { regulated: null }),
  ),
  ...(['create', 'update', 'decide'] as const).map((use) =>
    m01(
      `an unregulated step that writes data: ${use}`,
      (b) => plainStep(b).say('stepData', 'S3', 'D2', use),
      'M01 B S3',
    ),
  ),
  m01('an unregulated step that uses data needs no record', (b) => plainStep(b).say('stepData', 'S3', 'D2', 'use')),
  m01('a record row that names one data object is one', (b) =>
    b.unsay('role', 'S2', '*', 'QMS', 'record').say('role', 'S2', 'D2', 'QMS', 'record'),
  ),
  ...(['collect', 'review', 'release', 'audit'] as const).map((use) =>
    m01(
      `a system that does not record: ${use}`,
      (b) => b.unsay('role', 'S2', '*', 'QMS', 'record').say('role', 'S2', '*', 'QMS', use),
      'M01 B S2',
    ),
  ),
  m01(
    'a system of record declared outside any step names none for the step',
    (b) => b.unsay('role', 'S2', '*', 'QMS', 'record').say('role', '*', 'D1', 'MES', 'record'),
    'M01 B S2',
  ),
  m01(
    "today's record row counts for today",
    (b) => b.unsay('role', 'S2', '*', 'QMS', 'record').say('roleAsIs', 'S2', '*', 'QMS', 'record'),
    'M01 B S2',
  ),
  m01(
    'a record row of a deleted system',
    (b) => b.unsay('role', 'S2', '*', 'QMS', 'record').say('role', 'S2', '*', 'ERP', 'record').remove('ERP'),
    'M01 B S2',
    'M10 B S2 ERP',
  ),
  m01('a deleted step', (b) => b.unsay('role', 'S2', '*', 'QMS', 'record').remove('S2')),
  m01('a restored step', (b) => b.unsay('role', 'S2', '*', 'QMS', 'record').remove('S2').restore('S2'), 'M01 B S2'),
  m01('the record row of a step merged into it', (b) =>
    plainStep(b)
      .unsay('role', 'S2', '*', 'QMS', 'record')
      .say('role', 'S3', '*', 'QMS', 'record')
      .unsay('resp', 'S3', 'OPS', 'A', 'AR')
      .merge('S3', 'S2'),
  ),
];

const m02 = fires('M02');
const M02: readonly Case[] = [
  m02(
    'regulated data with two systems of record at one step',
    (b) => b.say('role', 'S1', 'D1', 'MES', 'record').say('role', 'S1', 'D1', 'ERP', 'record'),
    'M02 B D1',
  ),
  m02(
    'unregulated data: a warning',
    (b) => b.say('role', 'S1', 'D2', 'MES', 'record').say('role', 'S1', 'D2', 'ERP', 'record'),
    'M02 W D2',
  ),
  m02(
    'one at each of two steps that write it',
    (b) => writingStep(b, 'ERP').say('stepData', 'S3', 'D2', 'update'),
    'M02 W D2',
  ),
  m02('the second at a step that only uses it', (b) => writingStep(b, 'ERP').say('stepData', 'S3', 'D2', 'use')),
  m02('the same system at two steps', (b) => writingStep(b, 'MES').say('stepData', 'S3', 'D2', 'update')),
  m02(
    'a system declared outside any step beside the one at the step',
    (b) => b.say('role', '*', 'D2', 'ERP', 'record'),
    'M02 W D2',
  ),
  m02('the same system declared', (b) => b.say('role', '*', 'D2', 'MES', 'record')),
  m02('a declared system that reviews', (b) => b.say('role', '*', 'D2', 'ERP', 'review')),
  m02('a system declared for all data', (b) => b.say('role', '*', '*', 'ERP', 'record'), 'M02 B D1', 'M02 W D2'),
  m02('a declaration for all data gives way to one for the data object', (b) =>
    b
      .say('role', '*', '*', 'ERP', 'record')
      .say('role', '*', 'D1', 'MES', 'record')
      .say('role', '*', 'D2', 'MES', 'record'),
  ),
  m02('two for all data of the step', (b) => b.say('role', 'S1', '*', 'ERP', 'record'), 'M02 B D1', 'M02 W D2'),
  m02('the row that names the data object stands in the place of the one for all data', (b) =>
    b.say('role', 'S1', 'D2', 'ERP', 'record'),
  ),
  m02('a part explains the second system', (b) => withPart(b, 'ERP')),
  m02(
    'a part with another system explains nothing',
    (b) => withPart(b, 'QMS').say('role', '*', 'D3', 'QMS', 'record'),
    'M02 W D2',
  ),
  m02(
    'the whole is no part of its part',
    (b) => withPart(b, 'ERP').unsay('part', 'D3', 'D2').say('part', 'D2', 'D3'),
    'M02 W D2',
  ),
  m02('a part explains one of three', (b) => withPart(b, 'ERP').say('role', '*', 'D2', 'QMS', 'record'), 'M02 W D2'),
  m02('a deleted part explains nothing', (b) => withPart(b, 'ERP').remove('D3'), 'M02 W D2', 'M10 B D3'),
  m02('two systems of record today, one from now on', (b) =>
    b.say('roleAsIs', 'S1', 'D2', 'MES', 'record').say('roleAsIs', 'S1', 'D2', 'ERP', 'record'),
  ),
  m02(
    'a deleted data object',
    (b) =>
      b
        .add('D3', 'dataObject', { title: 'Gone' })
        .say('role', '*', 'D3', 'ERP', 'record')
        .say('role', '*', 'D3', 'MES', 'record')
        .remove('D3'),
    'M10 B D3',
    'M10 B D3',
  ),
  m02('the second step is deleted', (b) => writingStep(b, 'ERP').say('stepData', 'S3', 'D2', 'update').remove('S3')),
  m02(
    'the second step is restored',
    (b) => writingStep(b, 'ERP').say('stepData', 'S3', 'D2', 'update').remove('S3').restore('S3'),
    'M02 W D2',
  ),
  m02('the two systems are merged', (b) => b.say('role', '*', 'D2', 'ERP', 'record').merge('ERP', 'MES')),
  m02(
    'two data objects with a system each are merged',
    (b) => homeless(b).say('role', '*', 'D3', 'ERP', 'record').merge('D3', 'D2'),
    'M02 W D2',
  ),
];

const m03 = fires('M03');
const M03: readonly Case[] = [
  m03('unregulated data without a system of record: a warning', homeless, 'M03 W D3'),
  m03(
    'regulated data: a blocker, and nobody looks at it or shows it',
    (b) => homeless(b).set('D3', { regulated: true }),
    'M03 B D3',
    'M07 W D3',
    'P06 W D3',
  ),
  m03(
    'a step with a record system only uses it',
    (b) => writingStep(homeless(b), 'MES').say('stepData', 'S3', 'D3', 'use'),
    'M03 W D3',
  ),
  m03('a step with a record system writes it', (b) =>
    writingStep(homeless(b), 'MES').say('stepData', 'S3', 'D3', 'update'),
  ),
  m03('a system is declared', (b) => homeless(b).say('role', '*', 'D3', 'ERP', 'record')),
  m03('a system is declared for all data', (b) => homeless(b).say('role', '*', '*', 'MES', 'record')),
  m03('a declared review system is no home', (b) => homeless(b).say('role', '*', 'D3', 'MES', 'review'), 'M03 W D3'),
  m03('a home today', (b) => homeless(b).say('roleAsIs', '*', 'D3', 'MES', 'record'), 'M03 W D3'),
  m03('deleted data', (b) => homeless(b).remove('D3')),
  m03('data merged into one that has a home', (b) => homeless(b).merge('D3', 'D2')),
];

const m04 = fires('M04');
const M04: readonly Case[] = [
  m04('two systems collect it and nothing joins them', collectedIn('MES', 'ERP'), 'M04 W D2'),
  m04('one collects it', collectedIn('ERP')),
  m04('an interface joins them', (b) => link(collectedIn('MES', 'ERP')(b), 'I2', 'MES', 'ERP', 'D2')),
  m04('an interface joins them the other way', (b) => link(collectedIn('MES', 'ERP')(b), 'I2', 'ERP', 'MES', 'D2')),
  m04('two interfaces join them', (b) =>
    link(link(collectedIn('MES', 'ERP')(b), 'I2', 'MES', 'QMS', 'D2'), 'I3', 'QMS', 'ERP', 'D2'),
  ),
  m04(
    'the interface carries other data',
    (b) => link(collectedIn('MES', 'ERP')(b), 'I2', 'MES', 'ERP', 'D1'),
    'M04 W D2',
  ),
  m04(
    'the interface is to be retired',
    (b) => link(collectedIn('MES', 'ERP')(b), 'I2', 'MES', 'ERP', 'D2').set('I2', { change: 'retire' }),
    'M04 W D2',
  ),
  m04(
    'the interface is deleted',
    (b) => link(collectedIn('MES', 'ERP')(b), 'I2', 'MES', 'ERP', 'D2').remove('I2'),
    'M04 W D2',
  ),
  m04(
    'of three the first is joined to each, the others are not',
    (b) => link(link(collectedIn('MES', 'QMS', 'ERP')(b), 'I2', 'MES', 'QMS', 'D2'), 'I3', 'MES', 'ERP', 'D2'),
    'M04 W D2',
  ),
  m04(
    'of three the second is joined to each, the others are not',
    (b) => link(link(collectedIn('MES', 'QMS', 'ERP')(b), 'I2', 'MES', 'QMS', 'D2'), 'I3', 'ERP', 'QMS', 'D2'),
    'M04 W D2',
  ),
  m04(
    'of three the last is joined to each, the others are not',
    (b) => link(link(collectedIn('MES', 'QMS', 'ERP')(b), 'I2', 'ERP', 'QMS', 'D2'), 'I3', 'ERP', 'MES', 'D2'),
    'M04 W D2',
  ),
  m04('of three each pair is joined', (b) =>
    link(link(collectedIn('MES', 'QMS', 'ERP')(b), 'I2', 'MES', 'QMS', 'D2'), 'I3', 'QMS', 'ERP', 'D2'),
  ),
  m04(
    'one collects at each of two steps that write it',
    (b) => writingStep(b, 'MES').say('role', 'S3', '*', 'ERP', 'collect').say('stepData', 'S3', 'D2', 'update'),
    'M04 W D2',
  ),
  m04('the second collects at a step that only uses it', (b) =>
    writingStep(b, 'MES').say('role', 'S3', '*', 'ERP', 'collect').say('stepData', 'S3', 'D2', 'use'),
  ),
  m04('the second collects other data', (b) =>
    writingStep(b, 'MES').say('role', 'S3', 'D1', 'ERP', 'collect').say('stepData', 'S3', 'D2', 'update'),
  ),
  m04('a second that records or reviews does not collect', (b) =>
    b.say('role', 'S1', 'D2', 'MES', 'record').say('role', 'S1', 'D2', 'ERP', 'review'),
  ),
  m04('the same system at two steps', (b) =>
    writingStep(b, 'MES').say('role', 'S3', '*', 'MES', 'collect').say('stepData', 'S3', 'D2', 'update'),
  ),
  m04(
    'regulated data: a warning too',
    (b) =>
      link(b, 'I2', 'ERP', 'QMS', 'D1')
        .say('role', 'S1', 'D1', 'MES', 'collect')
        .say('role', 'S1', 'D1', 'ERP', 'collect'),
    'M04 W D1',
    'M05 B D1 ERP',
  ),
];

const m05 = fires('M05');
const M05: readonly Case[] = [
  m05('collected in a system from which nothing leads to the record', elsewhere, 'M05 B D1 ERP'),
  m05('an interface leads there', (b) => link(elsewhere(b), 'I2', 'ERP', 'MES', 'D1')),
  m05('two interfaces lead there', (b) => link(link(elsewhere(b), 'I2', 'ERP', 'QMS', 'D1'), 'I3', 'QMS', 'MES', 'D1')),
  m05('the interface leads the other way', (b) => link(elsewhere(b), 'I2', 'MES', 'ERP', 'D1'), 'M05 B D1 ERP'),
  m05('the interface carries other data', (b) => link(elsewhere(b), 'I2', 'ERP', 'MES', 'D2'), 'M05 B D1 ERP'),
  m05(
    'the interface is to be retired',
    (b) => link(elsewhere(b), 'I2', 'ERP', 'MES', 'D1').set('I2', { change: 'retire' }),
    'M05 B D1 ERP',
  ),
  m05('the interface is deleted', (b) => link(elsewhere(b), 'I2', 'ERP', 'MES', 'D1').remove('I2'), 'M05 B D1 ERP'),
  m05(
    'the interface has no end',
    (b) => link(elsewhere(b), 'I2', 'ERP', 'MES', 'D1').set('I2', { toId: null }),
    'M05 B D1 ERP',
  ),
  m05('unregulated data', (b) => elsewhere(b).set('D1', { regulated: false })),
  m05('data of which nobody said whether it is regulated', (b) => elsewhere(b).set('D1', { regulated: null })),
  m05('the step only uses the data', (b) => b.say('role', 'S2', '*', 'ERP', 'collect')),
  ...(['create', 'update', 'decide'] as const).map((use) =>
    m05(
      `the step writes the data: ${use}`,
      (b) =>
        b
          .say('role', 'S2', '*', 'ERP', 'collect')
          .say('role', 'S2', 'D1', 'MES', 'record')
          .say('stepData', 'S2', 'D1', use),
      // QMS, in which step 2 collects too, sends nothing to MES; and neither knows of the other.
      'M04 W D1',
      'M05 B D1 ERP',
      'M05 B D1 QMS',
    ),
  ),
  m05(
    'one of two collecting systems does not reach the record',
    (b) => b.say('role', 'S1', 'D1', 'MES', 'collect').say('role', 'S1', 'D1', 'ERP', 'collect'),
    'M04 W D1',
    'M05 B D1 ERP',
  ),
  m05(
    'it reaches one of two records of the step',
    (b) => b.say('role', 'S1', 'D1', 'MES', 'record').say('role', 'S1', 'D1', 'ERP', 'record'),
    'M02 B D1',
  ),
  m05(
    'it reaches a record, of another step',
    (b) => writingStep(b, 'ERP').say('role', 'S3', '*', 'MES', 'collect').say('stepData', 'S3', 'D1', 'update'),
    'M02 B D1',
    'M05 B D1 MES',
  ),
  m05(
    'it reaches a declared record, while the step names another',
    (b) => b.say('role', '*', 'D1', 'MES', 'record').say('role', 'S1', 'D1', 'ERP', 'record'),
    'M02 B D1',
    'M05 B D1 MES',
  ),
  m05(
    'the step names no record: it reaches a system of record of the data',
    (b) => b.unsay('role', 'S1', '*', 'MES', 'record').say('role', '*', '*', 'MES', 'record'),
    'M01 B S1',
  ),
  m05(
    'the step names no record: it reaches one of several',
    (b) =>
      b
        .unsay('role', 'S1', '*', 'MES', 'record')
        .say('role', '*', '*', 'MES', 'record')
        .say('role', '*', 'D1', 'MES', 'record')
        .say('role', '*', 'D1', 'ERP', 'record'),
    'M01 B S1',
    'M02 B D1',
  ),
  m05(
    'the step names no record: it reaches none of the data',
    (b) => elsewhere(b).unsay('role', 'S1', '*', 'MES', 'record').say('role', '*', '*', 'MES', 'record'),
    'M01 B S1',
    'M05 B D1 ERP',
  ),
  m05(
    'there is no system of record at all',
    (b) => b.unsay('role', 'S1', '*', 'MES', 'record').say('role', '*', 'D2', 'MES', 'record'),
    'M01 B S1',
    'M03 B D1',
    'M05 B D1 MES',
    'M06 B S1 D1',
    'M06 B S2 D1',
  ),
  m05('a row for other data does not collect this', (b) => b.say('role', 'S1', 'D2', 'ERP', 'collect')),
  m05(
    'the row that names the data object stands in the place of the one for all data',
    (b) => b.say('role', 'S1', 'D1', 'ERP', 'collect'),
    'M05 B D1 ERP',
  ),
  m05("today's collecting system", (b) => b.say('roleAsIs', 'S1', 'D1', 'ERP', 'collect')),
  m05(
    'two steps that collect in the same system: one finding',
    (b) =>
      writingStep(elsewhere(b), 'MES').say('role', 'S3', '*', 'ERP', 'collect').say('stepData', 'S3', 'D1', 'update'),
    'M05 B D1 ERP',
  ),
];

const m06 = fires('M06');
const M06: readonly Case[] = [
  m06('looked at in a system that nothing feeds', (b) => reviewedIn(b, 'ERP'), 'M06 B S2 D1'),
  m06('looked at in the system of record', (b) => reviewedIn(b, 'MES')),
  m06('an interface feeds it', (b) => link(reviewedIn(b, 'ERP'), 'I2', 'MES', 'ERP', 'D1')),
  m06('two interfaces feed it', (b) => link(reviewedIn(b, 'ERP'), 'I2', 'QMS', 'ERP', 'D1')),
  m06('the interface leads the other way', (b) => link(reviewedIn(b, 'ERP'), 'I2', 'ERP', 'MES', 'D1'), 'M06 B S2 D1'),
  m06('the interface carries other data', (b) => link(reviewedIn(b, 'ERP'), 'I2', 'MES', 'ERP', 'D2'), 'M06 B S2 D1'),
  m06('the interface is to be retired', (b) => b.set('I1', { change: 'retire' }), 'M06 B S2 D1'),
  m06('one of two review systems is fed', (b) => reviewedIn(b, 'QMS', 'ERP'), 'M06 B S2 D1'),
  ...(['release', 'audit'] as const).map((use) =>
    m06(`a system of ${use} counts as well`, (b) => b.say('role', 'S2', '*', 'ERP', use), 'M06 B S2 D1'),
  ),
  ...(['collect', 'record'] as const).map((use) =>
    m06(`a system of ${use} does not`, (b) => b.say('role', 'S2', '*', 'ERP', use)),
  ),
  m06('one of two systems of record feeds it', (b) => b.say('role', '*', 'D1', 'ERP', 'record'), 'M02 B D1'),
  m06('unregulated data', (b) => reviewedIn(b, 'ERP').set('D1', { regulated: false })),
  m06('the data is not at the step', (b) => reviewedIn(b, 'ERP').unsay('stepData', 'S2', 'D1', 'use')),
  m06(
    'the step writes the data',
    (b) => b.unsay('role', 'S1', '*', 'MES', 'review').say('role', 'S1', '*', 'ERP', 'review'),
    'M06 B S1 D1',
  ),
  m06(
    'the row that names the data object stands in the place of the one for all data',
    (b) => b.say('role', 'S2', 'D1', 'ERP', 'review'),
    'M06 B S2 D1',
  ),
  m06('a row for other data', (b) => b.say('role', 'S2', 'D2', 'ERP', 'review')),
  m06("today's review system", (b) => b.say('roleAsIs', 'S2', 'D1', 'ERP', 'review')),
  m06(
    'two data objects at one step: a finding each',
    (b) =>
      reviewedIn(b, 'ERP')
        .set('D2', { regulated: true })
        .say('stepData', 'S2', 'D2', 'use')
        .say('feed', 'R1', 'MES', 'D2'),
    'M06 B S2 D1',
    'M06 B S2 D2',
  ),
  m06(
    'there is no system of record to come from',
    (b) =>
      b
        .add('D3', 'dataObject', { title: 'Third', regulated: true })
        .say('resp', 'D3', 'OPS', 'A', 'AR')
        .say('feed', 'R1', 'MES', 'D3')
        .say('stepData', 'S2', 'D3', 'use'),
    'M03 B D3',
    'M06 B S2 D3',
  ),
];

const m07 = fires('M07');
const M07: readonly Case[] = [
  m07('no step looks at it', unreviewed, 'M07 W D1'),
  m07('a step that writes it does', (b) => b.unsay('role', 'S2', '*', 'QMS', 'review')),
  m07('a step that uses it does', (b) => b.unsay('role', 'S1', '*', 'MES', 'review')),
  ...(['release', 'audit'] as const).map((use) =>
    m07(`${use} is looking at it`, (b) => unreviewed(b).say('role', 'S2', '*', 'QMS', use)),
  ),
  m07('the step looks at other data', (b) => unreviewed(b).say('role', 'S2', 'D2', 'QMS', 'review'), 'M07 W D1'),
  m07(
    'the step that looks does not have the data',
    (b) =>
      unreviewed(b)
        .add('S3', 'step', { title: 'Elsewhere' })
        .say('resp', 'S3', 'OPS', 'A', 'AR')
        .say('role', 'S3', '*', 'MES', 'review'),
    'M07 W D1',
  ),
  m07('a review declared outside any step', (b) => unreviewed(b).say('role', '*', 'D1', 'QMS', 'review'), 'M07 W D1'),
  m07('looked at today', (b) => unreviewed(b).say('roleAsIs', 'S2', '*', 'QMS', 'review'), 'M07 W D1'),
  ...(['review', 'release', 'audit'] as const).map((use) =>
    m07(`a step that does not list the data names it: ${use}`, (b) =>
      plainStep(unreviewed(b)).say('role', 'S3', 'D1', 'MES', use),
    ),
  ),
  ...(['collect', 'record'] as const).map((use) =>
    m07(
      `a step that does not list the data names it, but does not look: ${use}`,
      (b) => plainStep(unreviewed(b)).say('role', 'S3', 'D1', 'MES', use),
      'M07 W D1',
    ),
  ),
  m07('unregulated data', (b) => unreviewed(b).set('D1', { regulated: false })),
  m07('the step that looks is deleted', (b) => b.unsay('role', 'S1', '*', 'MES', 'review').remove('S2'), 'M07 W D1'),
];

const m08 = fires('M08');
const M08: readonly Case[] = [
  m08('a spreadsheet', (b) => b.set('MES', { kind: 'spreadsheet' }), 'M08 W D1'),
  m08('paper', (b) => b.set('MES', { kind: 'paper' }), 'M08 W D1'),
  m08('no audit trail', (b) => b.set('MES', { auditTrail: 'no' }), 'M08 W D1'),
  m08('another kind of system', (b) => b.set('MES', { kind: 'other' })),
  m08('an unknown audit trail is not a lack', (b) => b.set('MES', { auditTrail: 'unknown' })),
  m08('nor is one of which nobody spoke', (b) => b.set('MES', { auditTrail: null, kind: null })),
  m08('not the system of record', (b) => b.set('QMS', { kind: 'spreadsheet', auditTrail: 'no' })),
  m08('unregulated data', (b) => b.set('D1', { regulated: false }).set('MES', { kind: 'paper' })),
  m08(
    'one of two systems of record',
    (b) => b.say('role', '*', 'D1', 'ERP', 'record').set('ERP', { auditTrail: 'no' }),
    'M02 B D1',
    'M08 W D1',
  ),
];

const m09 = fires('M09');
const M09: readonly Case[] = [
  m09('somebody types it over', (b) => b.set('I1', { mechanism: 'manual' }), 'M09 W I1'),
  m09('it goes on paper', (b) => b.set('I1', { mechanism: 'paper' }), 'M09 W I1'),
  m09('it goes as a file', (b) => b.set('I1', { mechanism: 'file' })),
  m09('nobody said how', (b) => b.set('I1', { mechanism: null })),
  m09('it carries nothing regulated', (b) => link(b, 'I2', 'MES', 'ERP', 'D2').set('I2', { mechanism: 'manual' })),
  m09(
    'it carries something regulated too',
    (b) => link(b, 'I2', 'MES', 'ERP', 'D2').set('I2', { mechanism: 'manual' }).say('ifData', 'I2', 'D1'),
    'M09 W I2',
  ),
  m09('it carries nothing', (b) =>
    link(b, 'I2', 'MES', 'ERP', 'D2').set('I2', { mechanism: 'manual' }).unsay('ifData', 'I2', 'D2'),
  ),
  m09('one that is to be retired', (b) =>
    link(b, 'I2', 'MES', 'ERP', 'D1').set('I2', { mechanism: 'manual', change: 'retire' }),
  ),
  m09('a deleted one', (b) => link(b, 'I2', 'MES', 'ERP', 'D1').set('I2', { mechanism: 'manual' }).remove('I2')),
];

const m10 = fires('M10');
const M10: readonly Case[] = [
  ...(['processOwnerId', 'systemOwnerId'] as const).flatMap((field) => [
    m10(
      `${field} of a system that is gone`,
      (b) =>
        visitor(b)
          .set('ERP', { [field]: 'EX' })
          .remove('EX'),
      'M10 B ERP EX',
    ),
    m10(`${field} of a system`, (b) => visitor(b).set('ERP', { [field]: 'EX' })),
    m10(`${field} of a system that is merged`, (b) =>
      visitor(b)
        .set('ERP', { [field]: 'EX' })
        .merge('EX', 'IC'),
    ),
    m10(`${field} left open`, (b) => b.set('ERP', { [field]: null })),
    m10(`${field} that never was`, (b) => b.force('ERP', field, MISSING), `M10 B ERP person/${MISSING}`),
    m10(`${field} of a deleted system`, (b) =>
      visitor(b)
        .set('ERP', { [field]: 'EX' })
        .remove('EX', 'ERP'),
    ),
  ]),
  m10("today's system of record", (b) => b.set('D2', { asIsSoR: 'ERP' }).remove('ERP'), 'I04 W D2', 'M10 B D2 ERP'),
  m10('the record system of an output', (b) => b.set('R1', { recordSystemId: 'ERP' }).remove('ERP'), 'M10 B R1 ERP'),
  ...(['fromId', 'toId'] as const).map((field) =>
    m10(
      `${field} of an interface`,
      (b) =>
        link(b, 'I2', 'ERP', 'ERP', 'D2')
          .set('I2', { [field === 'toId' ? 'fromId' : 'toId']: 'MES' })
          .remove('ERP'),
      'M10 B I2 ERP',
    ),
  ),
  m10('the step of decision logic', (b) => logic(b).remove('S3'), 'M10 B L1 S3'),
  m10('the system of decision logic', (b) => logic(b).remove('ERP'), 'M10 B L1 ERP'),
  m10('the person of an action', (b) => action(b).remove('EX'), 'M10 B ACT1 EX'),
  m10('the person of an action is on the board', action),
  m10(
    'two fields to the same person: a finding each',
    (b) => visitor(b).set('ERP', { processOwnerId: 'EX', systemOwnerId: 'EX' }).remove('EX'),
    'M10 B ERP EX',
    'M10 B ERP EX',
  ),
  m10(
    'system and data of a role',
    (b) =>
      gone(b)
        .say('role', 'S1', 'D3', 'ERP', 'collect')
        .say('role', 'S1', 'D2', 'ERP', 'review')
        .say('role', 'S2', 'D3', 'QMS', 'review')
        .remove('ERP', 'D3'),
    'M10 B S1 ERP',
    'M10 B S1 D3 ERP',
    'M10 B S2 D3',
  ),
  m10('a role of today', (b) => b.say('roleAsIs', 'S1', '*', 'ERP', 'collect').remove('ERP'), 'M10 B S1 ERP'),
  m10('a role declared outside any step', (b) => b.say('role', '*', 'D1', 'ERP', 'collect').remove('ERP'), 'M10 B ERP'),
  m10('data of a step', (b) => gone(b).say('stepData', 'S1', 'D3', 'use').remove('D3'), 'M10 B S1 D3'),
  m10('a person of a responsibility', (b) => visitor(b).say('resp', 'S1', 'IT', 'C', 'EX').remove('EX'), 'M10 B S1 EX'),
  m10(
    'a person of an area',
    (b) => visitor(b).say('resp', 'area.validation', 'IT', 'C', 'EX').remove('EX'),
    'M10 B validation EX',
  ),
  m10('a responsibility of nobody', (b) => b.say('resp', 'S1', 'IT', 'C', '-')),
  m10(
    'a responsibility for something that never was',
    (b) => b.say('resp', MISSING, 'IT', 'C', '-'),
    `M10 B step/${MISSING}`,
  ),
  m10(
    'a feed from a system that is gone',
    (b) => b.say('feed', 'R1', 'ERP', 'D1').remove('ERP'),
    'M10 B R1 ERP',
    'P03 B R1 ERP',
  ),
  m10('a feed of data that is gone', (b) => gone(b).say('feed', 'R1', 'MES', 'D3').remove('D3'), 'M10 B R1 D3'),
  m10(
    'an approver who is gone',
    (b) => visitor(b).say('approver', 'R1', 'IT', 'EX', 'review').remove('EX'),
    'M10 B R1 EX',
    'P07 B R1 IT EX review',
  ),
  m10('an approver who is nobody', (b) => b.say('approver', 'R1', 'IT', '-', 'review'), 'P07 B R1 IT nobody review'),
  m10('data of an interface', (b) => gone(b).say('ifData', 'I1', 'D3').remove('D3'), 'M10 B I1 D3'),
  m10('the whole of a part', (b) => gone(b).say('part', 'D2', 'D3').remove('D3'), 'M10 B D2 D3'),
  m10('the part of a whole sleeps', (b) => gone(b).say('part', 'D3', 'D2').remove('D3')),
  m10('data of decision logic', (b) => gone(logic(b)).say('logicData', 'L1', 'D3').remove('D3'), 'M10 B L1 D3'),
  m10(
    'a branch to a step that is gone',
    (b) => {
      const one = b.add('S3', 'step', { title: 'Third' }).say('resp', 'S3', 'OPS', 'A', 'AR');
      one.doc.getMap('flow').set(`${b.id('S1')}|${b.id('S3')}`, 'else');
      return one.remove('S3');
    },
    'M10 B S1 S3',
  ),
  m10(
    'a link to something that is gone',
    (b) => b.add('K1', 'constraint').say('link', 'K1', 'ERP').remove('ERP'),
    'M10 B K1 ERP',
  ),
  m10('a link to an area or to a question of the scoping', (b) =>
    b.add('DEC1', 'decision').say('link', 'DEC1', 'area.validation').say('link', 'DEC1', 'scoping.Q1'),
  ),
  m10('a withdrawn row', (b) =>
    b.say('roleAsIs', 'S1', '*', 'ERP', 'collect').unsay('roleAsIs', 'S1', '*', 'ERP', 'collect').remove('ERP'),
  ),
  m10('a row whose owner is deleted sleeps', (b) =>
    b.add('S3', 'step', { title: 'Third' }).say('role', 'S3', '*', 'ERP', 'collect').remove('S3', 'ERP'),
  ),
  m10(
    'it wakes with its owner',
    (b) =>
      b
        .add('S3', 'step', { title: 'Third' })
        .say('resp', 'S3', 'OPS', 'A', 'AR')
        .say('role', 'S3', '*', 'ERP', 'collect')
        .remove('S3', 'ERP')
        .restore('S3'),
    'M10 B S3 ERP',
  ),
  m10('what it points to is restored', (b) =>
    b.say('roleAsIs', 'S1', '*', 'ERP', 'collect').remove('ERP').restore('ERP'),
  ),
  m10('what it points to is merged', (b) => b.say('roleAsIs', 'S1', '*', 'ERP', 'collect').merge('ERP', 'QMS')),
  m10(
    'what it points to is merged into something that is gone',
    (b) =>
      b
        .say('roleAsIs', 'S1', '*', 'ERP', 'collect')
        .add('WMS', 'system', { name: 'WMS' })
        .merge('ERP', 'WMS')
        .remove('WMS'),
    'M10 B S1 WMS',
  ),
];

const m11 = fires('M11');
const M11: readonly Case[] = [
  m11('two people', (b) => b.add('P2', 'person', { name: ' ALMA  reyes ', function: 'OPS' }), 'M11 I AR P2'),
  m11(
    'two steps',
    (b) => b.add('S3', 'step', { title: 'make the LOT' }).say('resp', 'S3', 'OPS', 'A', 'AR'),
    'M11 I S1 S3',
  ),
  m11(
    'two steps, in the order in which they came to the board',
    (b) => b.add('S3', 'step', { title: 'make the LOT' }).say('resp', 'S3', 'OPS', 'A', 'AR').move('S1', 'S3'),
    'M11 I S1 S3',
  ),
  m11('two systems', (b) => b.add('E2', 'system', { name: 'Erp' }), 'M11 I ERP E2'),
  m11(
    'two data objects',
    (b) => homeless(b).set('D3', { title: 'lot values' }).say('role', '*', 'D3', 'MES', 'record'),
    'M11 I D1 D3',
  ),
  m11(
    'two outputs',
    (b) =>
      b
        .add('R2', 'output', { title: 'Lot\u00A0record', kind: 'record', relevance: 'internal' })
        .say('resp', 'R2', 'OPS', 'A', 'AR')
        .say('feed', 'R2', 'MES', 'D1'),
    'M11 I R1 R2',
  ),
  m11('two pieces of decision logic', (b) => logic(b).add('L2', 'logic', { title: 'limits' }), 'M11 I L1 L2'),
  m11(
    'two references',
    (b) => b.add('REF1', 'reference', { title: 'SOP 1' }).add('REF2', 'reference', { title: 'sop 1' }),
    'M11 I REF1 REF2',
  ),
  m11('two decisions have no name', (b) =>
    b.add('DEC1', 'decision', { statement: 'Same' }).add('DEC2', 'decision', { statement: 'Same' }),
  ),
  m11('two constraints have no name', (b) =>
    b.add('K1', 'constraint', { detail: 'Same' }).add('K2', 'constraint', { detail: 'Same' }),
  ),
  m11('an alias is a name of a system', (b) => b.say('alias', 'MES', ' erp'), 'M11 I MES ERP'),
  m11('two aliases', (b) => b.say('alias', 'MES', 'Floor').say('alias', 'ERP', 'floor'), 'M11 I MES ERP'),
  m11(
    'a name and an alias of the same two: one finding',
    (b) => b.add('E2', 'system', { name: 'Erp' }).say('alias', 'ERP', 'SAP').say('alias', 'E2', 'sap'),
    'M11 I ERP E2',
  ),
  m11('an alias like its own name', (b) => b.say('alias', 'MES', 'mes')),
  m11('a withdrawn alias', (b) => b.say('alias', 'MES', 'erp').unsay('alias', 'MES', 'erp')),
  m11(
    'three of a name: one finding',
    (b) => b.add('E2', 'system', { name: 'ERP' }).add('E3', 'system', { name: 'erp' }),
    'M11 I ERP E2 E3',
  ),
  m11(
    'two pairs: two findings',
    (b) => b.add('E2', 'system', { name: 'ERP' }).add('M2', 'system', { name: 'MES' }),
    'M11 I ERP E2',
    'M11 I MES M2',
  ),
  m11('names of different kinds', (b) =>
    b.add('E2', 'system', { name: 'Make the lot' }).add('REF1', 'reference', { title: 'Lot values' }),
  ),
  m11('a letter more', (b) => b.add('E2', 'system', { name: 'ERPS' })),
  m11('an accent counts', (b) => b.add('E2', 'system', { name: '\u00C9RP' })),
  m11(
    'how it was composed does not',
    (b) => b.set('ERP', { name: '\u00C9RP' }).add('E2', 'system', { name: 'e\u0301rp' }),
    'M11 I ERP E2',
  ),
  m11('two without a name', (b) => b.add('E2', 'system').add('E3', 'system')),
  m11('two of blanks', (b) =>
    b.add('E2', 'system').force('E2', 'name', ' ').add('E3', 'system').force('E3', 'name', ''),
  ),
  m11('one is deleted', (b) => b.add('E2', 'system', { name: 'ERP' }).remove('E2')),
  m11('one is merged into the other', (b) => b.add('E2', 'system', { name: 'ERP' }).merge('E2', 'ERP')),
];

const STATEMENTS: readonly Case[] = [
  says('M01')(
    'the data of the step, owed by its accountable',
    (b) => b.unsay('role', 'S2', '*', 'QMS', 'record').say('stepData', 'S2', 'D2', 'use'),
    'M01 B S2 {data: D1 D2} owes QUA, on S2',
  ),
  says('M01')(
    'operations where nobody is accountable',
    (b) => b.unsay('role', 'S2', '*', 'QMS', 'record').unsay('resp', 'S2', 'QUA', 'A', 'PN'),
    'M01 B S2 {data: D1} owes OPS, on S2',
  ),
  says('M02')(
    'the systems, on every step that writes it',
    (b) => writingStep(b, 'ERP').say('stepData', 'S3', 'D2', 'update').say('stepData', 'S2', 'D2', 'use'),
    'M02 W D2 {systems: MES ERP} owes OPS, on D2 S1 S3',
  ),
  says('M02')(
    'what parts do not explain',
    (b) => withPart(b, 'ERP').say('role', '*', 'D2', 'QMS', 'record'),
    'M02 W D2 {systems: MES QMS} owes OPS, on D2 S1',
  ),
  says('M02')(
    'both functions where two are accountable',
    (b) => b.say('role', '*', 'D2', 'ERP', 'record').say('resp', 'D2', 'IT', 'A', 'ML'),
    'M02 W D2 {systems: MES ERP} owes OPS IT, on D2 S1',
  ),
  says('M03')(
    'owed by its accountable, on the steps that write it',
    (b) => plainStep(homeless(b)).say('stepData', 'S3', 'D3', 'create').say('stepData', 'S2', 'D3', 'use'),
    'M03 W D3 {} owes OPS, on D3 S3',
  ),
  says('M03')(
    'quality for regulated data of nobody, operations for the rest',
    (b) => b.add('D3', 'dataObject', { title: 'Third', regulated: true }).add('D4', 'dataObject', { title: 'Fourth' }),
    'M03 B D3 {} owes QUA, on D3',
    'M03 W D4 {} owes OPS, on D4',
  ),
  says('M04')(
    'systems in order, whichever step came first',
    (b) =>
      writingStep(b, 'MES')
        .say('role', 'S1', 'D2', 'ERP', 'collect')
        .say('role', 'S3', 'D2', 'MES', 'collect')
        .say('stepData', 'S3', 'D2', 'update'),
    'M04 W D2 {systems: MES ERP} owes OPS, on D2 S1 S3',
  ),
  says('M04')(
    'all that collect it',
    (b) => collectedIn('MES', 'ERP')(b),
    'M04 W D2 {systems: MES ERP} owes OPS, on D2 S1',
  ),
  says('M05')(
    'steps and targets, owed by IT',
    (b) =>
      writingStep(elsewhere(b), 'MES').say('role', 'S3', '*', 'ERP', 'collect').say('stepData', 'S3', 'D1', 'update'),
    'M05 B D1 ERP {steps: S1 S3; systems: MES} owes IT, on D1 ERP S1 S3',
  ),
  says('M05')(
    'the targets of every step, in order',
    (b) =>
      writingStep(elsewhere(b), 'QMS')
        .say('role', 'S3', '*', 'ERP', 'collect')
        .say('stepData', 'S3', 'D1', 'update')
        .say('role', 'S1', '*', 'QMS', 'record'),
    'M05 B D1 ERP {steps: S1 S3; systems: MES QMS} owes IT, on D1 ERP S1 S3',
  ),
  says('M05')(
    'the targets in order, whichever step came first',
    (b) =>
      writingStep(elsewhere(b), 'MES')
        .unsay('role', 'S1', '*', 'MES', 'record')
        .say('role', 'S1', '*', 'QMS', 'record')
        .say('role', 'S3', '*', 'ERP', 'collect')
        .say('stepData', 'S3', 'D1', 'update'),
    'M05 B D1 ERP {steps: S1 S3; systems: MES QMS} owes IT, on D1 ERP S1 S3',
  ),
  says('M05')(
    'systems in order, whichever step came first',
    (b) =>
      elsewhere(writingStep(b, 'ERP')).say('role', 'S3', '*', 'MES', 'collect').say('stepData', 'S3', 'D1', 'update'),
    'M05 B D1 MES {steps: S3; systems: ERP} owes IT, on D1 MES S3',
    'M05 B D1 ERP {steps: S1; systems: MES} owes IT, on D1 ERP S1',
  ),
  says('M05')(
    'where there is no record to reach, owed by who names it',
    (b) => b.unsay('role', 'S1', '*', 'MES', 'record'),
    'M05 B D1 MES {steps: S1; systems:} owes OPS, on D1 MES S1',
  ),
  says('M06')(
    'what is not fed and from where it should be, owed by IT',
    (b) => b.say('role', 'S2', '*', 'ERP', 'review'),
    'M06 B S2 D1 {systems: ERP; sources: MES} owes IT, on S2 D1',
  ),
  says('M06')(
    'systems in order, whatever they are for',
    (b) =>
      b
        .add('WMS', 'system', { name: 'Warehouse' })
        .say('role', 'S2', '*', 'WMS', 'review')
        .say('role', 'S2', '*', 'ERP', 'audit'),
    'M06 B S2 D1 {systems: ERP WMS; sources: MES} owes IT, on S2 D1',
  ),
  says('M06')(
    'where there is no record to come from, owed by who names it',
    (b) => b.unsay('role', 'S1', '*', 'MES', 'record').unsay('role', 'S1', '*', 'MES', 'review'),
    'M06 B S2 D1 {systems: QMS; sources:} owes OPS, on S2 D1',
  ),
  says('M07')('the steps that have it', unreviewed, 'M07 W D1 {steps: S1 S2} owes OPS, on D1'),
  says('M08')(
    'the weak ones of its systems, and on them',
    (b) => b.say('role', '*', 'D1', 'ERP', 'record').set('ERP', { auditTrail: 'no' }),
    'M08 W D1 {systems: ERP} owes OPS, on D1 ERP',
  ),
  says('M09')(
    'the regulated data',
    (b) => b.set('I1', { mechanism: 'manual' }).say('ifData', 'I1', 'D2'),
    'M09 W I1 {data: D1} owes IT, on I1',
  ),
  says('M09')(
    'owed by its accountable, IT where nobody is',
    (b) =>
      link(
        b.set('I1', { mechanism: 'manual' }).unsay('resp', 'I1', 'IT', 'A', 'IC').say('resp', 'I1', 'OPS', 'A', 'AR'),
        'I2',
        'MES',
        'ERP',
        'D1',
      )
        .set('I2', { mechanism: 'paper' })
        .unsay('resp', 'I2', 'IT', 'A', 'IC'),
    'M09 W I1 {data: D1} owes OPS, on I1',
    'M09 W I2 {data: D1} owes IT, on I2',
  ),
  says('M10')(
    'the field, owed by the accountable, IT where nobody is',
    (b) =>
      b
        .set('R1', { recordSystemId: 'ERP' })
        .set('D2', { asIsSoR: 'ERP' })
        .unsay('resp', 'D2', 'OPS', 'A', 'AR')
        .remove('ERP'),
    'M10 B D2 ERP {field: asIsSoR} owes IT, on D2 ERP',
    'M10 B R1 ERP {field: recordSystemId} owes OPS, on R1 ERP',
  ),
  says('M10')(
    'the row, owed by the accountable of its owner',
    (b) => b.say('roleAsIs', 'S2', '*', 'ERP', 'collect').remove('ERP'),
    'M10 B S2 ERP {row: roleAsIs/S2|*|ERP|collect} owes QUA, on S2 ERP',
  ),
  says('M10')(
    'owed by IT where the row has no owner',
    (b) => b.say('role', '*', 'D1', 'ERP', 'collect').remove('ERP'),
    'M10 B ERP {row: role/*|D1|ERP|collect} owes IT, on ERP',
  ),
  says('M10')(
    'owed by the accountable of an area',
    (b) => visitor(b).say('resp', 'area.validation', 'IT', 'C', 'EX').remove('EX'),
    'M10 B validation EX {row: resp/area.validation|IT|C|EX} owes QUA, on validation EX',
  ),
  says('M11')(
    'owed by the accountable of the first, operations where nobody is',
    (b) => b.add('S3', 'step', { title: 'Look at the lot' }).add('E2', 'system', { name: 'ERP' }),
    'M11 I S2 S3 {} owes QUA, on S2 S3',
    'M11 I ERP E2 {} owes OPS, on ERP E2',
  ),
];

export const MASTER_DATA_CASES: readonly Case[] = [
  ...M01,
  ...M02,
  ...M03,
  ...M04,
  ...M05,
  ...M06,
  ...M07,
  ...M08,
  ...M09,
  ...M10,
  ...M11,
  ...STATEMENTS,
];
