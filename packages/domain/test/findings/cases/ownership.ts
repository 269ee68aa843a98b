/** O rules on their smallest boards: who answers, who may refuse, who does the work. */
import { fires, says, type Bench, type Case } from '../bench.ts';

const AREAS = ['requirements', 'data_models', 'validation', 'change_control'] as const;
type Short = (typeof AREAS)[number];

/** The accountable of each owned record of the clean board. */
const OWNERS = [
  ['S2', 'QUA', 'PN'],
  ['D2', 'OPS', 'AR'],
  ['R1', 'OPS', 'AR'],
  ['I1', 'IT', 'IC'],
] as const;

/** An interface that is changed. */
const changedInterface = (b: Bench): Bench => b.set('I1', { change: 'modify' });
/** A class that operations and quality lead together: everybody shares the purpose. */
const joint = (b: Bench): Bench => b.voteAll('SHARED', '3231 0000 0010');
/** Decision logic, which nobody has to own. */
const logic = (b: Bench): Bench => b.add('L1', 'logic', { title: 'Limits' });
/** Puts other codes of one function in the place of those in a cell. */
const cell = (b: Bench, area: Short, said: 'OPS' | 'QUA' | 'IT', ...codes: readonly string[]): Bench => {
  for (const row of b.snapshot.rows.resp)
    if (row.parts.subject === `area.${area}` && row.parts.function === said)
      b.unsay('resp', `area.${area}`, said, row.parts.code, row.parts.person);
  for (const one of codes) b.say('resp', `area.${area}`, said, ...(one.split(':') as [string, string]));
  return b;
};
/** A second output, for the plant only, so that the first can go. */
const internal = (b: Bench): Bench =>
  b
    .add('R2', 'output', { title: 'Second', kind: 'record', relevance: 'internal' })
    .say('feed', 'R2', 'MES', 'D1')
    .say('resp', 'R2', 'OPS', 'A', 'AR');

const guest = (b: Bench): Bench => b.add('EX', 'person', { name: 'Extra Person', function: 'OPS' });
/** A second interface, which carries nothing. */
const second = (b: Bench): Bench =>
  b
    .add('I2', 'interface', { mechanism: 'api' })
    .set('I2', { fromId: 'MES', toId: 'ERP' })
    .say('resp', 'I2', 'IT', 'A', 'IC');
/** Quality without a say: its A, where it holds it, goes to IT. */
const silenced = (b: Bench, area: Short, code = 'C'): Bench => {
  cell(b, area, 'QUA', `${code}:PN`);
  if (area === 'validation' || area === 'data_models') b.say('resp', `area.${area}`, 'IT', 'A', 'ML');
  return b;
};
const byOperations = (b: Bench): Bench => b.set('S1', { change: 'modify', driver: 'OPS' });
const withoutQuality = (b: Bench): Bench => b.unsay('resp', 'S1', 'QUA', 'C', 'PN');
/** Quality changes step 2, made one of the floor. */
const byQuality = (kind: string) => (b: Bench) =>
  b.set('S2', { change: 'modify', driver: 'QUA', ...(kind === 'review' ? {} : { kind }) });
const withoutOperations = (b: Bench): Bench => b.unsay('resp', 'S2', 'OPS', 'C', 'AR');
/** Cells that can be emptied without anything else. */
const EMPTY = [
  ['data_models', 'OPS'],
  ['data_models', 'IT'],
  ['requirements', 'IT'],
  ['validation', 'IT'],
  ['change_control', 'IT'],
  ['validation', 'OPS'],
] as const;

const o01 = fires('O01');
const O01: readonly Case[] = [
  ...OWNERS.map(([name, said, person]) =>
    o01(`nobody is accountable of ${name}`, (b) => b.unsay('resp', name, said, 'A', person), `O01 B ${name}`),
  ),
  ...(['R', 'C', 'V', 'I'] as const).map((code) =>
    o01(
      `a ${code} is no A`,
      (b) => b.unsay('resp', 'D2', 'OPS', 'A', 'AR').say('resp', 'D2', 'OPS', code, 'AR'),
      'O01 B D2',
    ),
  ),
  o01('decision logic needs none', logic),
  o01('a system needs none', (b) => b.add('WMS', 'system', { name: 'Warehouse' })),
  o01('a deleted record', (b) => b.add('S3', 'step', { title: 'Third' }).remove('S3')),
  o01(
    'a function without a person is said to be accountable',
    (b) => b.unsay('resp', 'D2', 'OPS', 'A', 'AR').say('resp', 'D2', 'OPS', 'A', '-'),
    'O03 B D2 OPS A',
  ),
  o01(
    'its accountable is deleted: somebody is still named',
    (b) => guest(b).unsay('resp', 'D2', 'OPS', 'A', 'AR').say('resp', 'D2', 'OPS', 'A', 'EX').remove('EX'),
    'M10 B D2 EX',
    'O03 B D2 OPS A',
  ),
  o01(
    'the accountable of the whole board is none of the record',
    (b) => b.unsay('resp', 'D2', 'OPS', 'A', 'AR').say('resp', 'D1', 'QUA', 'V', 'PN'),
    'O01 B D2',
  ),
];

const o02 = fires('O02');
const O02: readonly Case[] = [
  ...OWNERS.map(([name, said]) =>
    o02(
      `two functions are accountable of ${name}`,
      (b) => b.say('resp', name, said === 'QUA' ? 'OPS' : 'QUA', 'A', said === 'QUA' ? 'AR' : 'PN'),
      `O02 B ${name}`,
    ),
  ),
  o02('two persons of one function', (b) => b.say('resp', 'D2', 'OPS', 'A', 'TB'), 'O02 B D2'),
  o02('a person and nobody', (b) => b.say('resp', 'D2', 'OPS', 'A', '-'), 'O02 B D2', 'O03 B D2 OPS A'),
  o02('three', (b) => b.say('resp', 'D2', 'OPS', 'A', 'TB').say('resp', 'D2', 'QUA', 'A', 'PN'), 'O02 B D2'),
  o02(
    'of decision logic',
    (b) => logic(b).say('resp', 'L1', 'OPS', 'A', 'AR').say('resp', 'L1', 'QUA', 'A', 'PN'),
    'O02 B L1',
  ),
  o02('one of decision logic', (b) => logic(b).say('resp', 'L1', 'OPS', 'A', 'AR')),
  ...(['R', 'C', 'V', 'I'] as const).map((code) =>
    o02(`an A and a ${code}`, (b) => b.say('resp', 'D2', 'QUA', code, 'PN')),
  ),
  o02('the second was withdrawn', (b) => b.say('resp', 'D2', 'QUA', 'A', 'PN').unsay('resp', 'D2', 'QUA', 'A', 'PN')),
  o02('the two persons are one', (b) => guest(b).say('resp', 'D2', 'OPS', 'A', 'EX').merge('EX', 'AR')),
  o02(
    'of an area it is another rule',
    (b) => b.say('resp', 'area.requirements', 'OPS', 'A', 'TB'),
    'O04 B requirements',
  ),
];

const o03 = fires('O03');
const O03: readonly Case[] = [
  ...OWNERS.flatMap(([name, said, person]) => [
    o03(
      `the A of ${name} is nobody`,
      (b) => b.unsay('resp', name, said, 'A', person).say('resp', name, said, 'A', '-'),
      `O03 B ${name} ${said} A`,
    ),
    o03(`the V of ${name} is nobody`, (b) => b.say('resp', name, 'QUA', 'V', '-'), `O03 B ${name} QUA V`),
  ]),
  o03('the A of decision logic is nobody', (b) => logic(b).say('resp', 'L1', 'OPS', 'A', '-'), 'O03 B L1 OPS A'),
  o03('the V of decision logic is nobody', (b) => logic(b).say('resp', 'L1', 'OPS', 'V', '-'), 'O03 B L1 OPS V'),
  ...AREAS.map((area) =>
    o03(
      `the V of the area ${area} is nobody`,
      (b) => b.say('resp', `area.${area}`, 'IT', 'V', '-'),
      `O03 B ${area} IT V`,
    ),
  ),
  o03('the A of an area is nobody', (b) => cell(b, 'requirements', 'OPS', 'A:-'), 'O03 B requirements OPS A'),
  ...(['R', 'C', 'I'] as const).map((code) =>
    o03(`a ${code} needs no person`, (b) => b.say('resp', 'D2', 'QUA', code, '-')),
  ),
  o03('a person of another function', (b) => b.say('resp', 'D2', 'QUA', 'V', 'AR'), 'O03 B D2 QUA V'),
  o03('a person of that function', (b) => b.say('resp', 'D2', 'QUA', 'V', 'PN')),
  o03(
    'a person whose function nobody gave',
    (b) => b.add('EX', 'person', { name: 'Extra Person' }).say('resp', 'D2', 'QUA', 'V', 'EX'),
    'O03 B D2 QUA V',
  ),
  o03(
    'a deleted person',
    (b) => guest(b).say('resp', 'D2', 'OPS', 'V', 'EX').remove('EX'),
    'M10 B D2 EX',
    'O03 B D2 OPS V',
  ),
  o03('a restored person', (b) => guest(b).say('resp', 'D2', 'OPS', 'V', 'EX').remove('EX').restore('EX')),
  o03('a person merged into one of the function', (b) =>
    guest(b).say('resp', 'D2', 'OPS', 'V', 'EX').merge('EX', 'AR'),
  ),
  o03(
    'OTHER can neither answer nor refuse',
    (b) =>
      b
        .add('EX', 'person', { name: 'Extra Person', function: 'OTHER' })
        .say('resp', 'D1', 'OTHER', 'V', 'EX')
        .unsay('resp', 'D2', 'OPS', 'A', 'AR')
        .say('resp', 'D2', 'OTHER', 'A', 'EX'),
    'O03 B D1 OTHER V',
    'O03 B D2 OTHER A',
  ),
  o03('OTHER does and is asked', (b) => b.say('resp', 'D1', 'OTHER', 'R', '-').say('resp', 'D2', 'OTHER', 'C', '-')),
  o03(
    'one finding a function and code',
    (b) => b.say('resp', 'D2', 'QUA', 'V', '-').say('resp', 'D2', 'QUA', 'V', 'AR').say('resp', 'D2', 'IT', 'V', '-'),
    'O03 B D2 IT V',
    'O03 B D2 QUA V',
  ),
];

const o04 = fires('O04');
const O04: readonly Case[] = [
  o04('requirements without an A', (b) => cell(b, 'requirements', 'OPS', 'V:AR'), 'O04 B requirements'),
  o04('data models without an A', (b) => cell(b, 'data_models', 'QUA', 'V:HK'), 'O04 B data_models'),
  o04('validation without an A', (b) => cell(b, 'validation', 'QUA', 'V:PN'), 'O04 B validation'),
  o04('change control without an A', (b) => cell(b, 'change_control', 'OPS', 'V:AR'), 'O04 B change_control'),
  ...AREAS.map((area) => o04(`two of ${area}`, (b) => b.say('resp', `area.${area}`, 'IT', 'A', 'ML'), `O04 B ${area}`)),
  o04('two persons of one function', (b) => b.say('resp', 'area.requirements', 'OPS', 'A', 'TB'), 'O04 B requirements'),
  o04(
    'three',
    (b) => b.say('resp', 'area.requirements', 'OPS', 'A', 'TB').say('resp', 'area.requirements', 'IT', 'A', 'ML'),
    'O04 B requirements',
  ),
  o04('one, of another function', (b) => cell(cell(b, 'requirements', 'OPS', 'V:AR'), 'requirements', 'IT', 'A:ML')),
];

const o05 = fires('O05');
const O05: readonly Case[] = [
  ...(['requirements', 'validation', 'change_control'] as const).map((area) =>
    o05(`quality has no say in ${area}`, (b) => silenced(b, area), `O05 B ${area}`),
  ),
  o05('data models need none', (b) => silenced(b, 'data_models')),
  ...(['R', 'I'] as const).map((code) =>
    o05(`a ${code} is no say`, (b) => silenced(b, 'requirements', code), 'O05 B requirements'),
  ),
  o05('an A is one', (b) => cell(cell(b, 'requirements', 'OPS', 'V:AR'), 'requirements', 'QUA', 'A:PN')),
  o05('a V beside something else', (b) => b.say('resp', 'area.requirements', 'QUA', 'R', 'SO')),
  o05(
    'the V of somebody else is none',
    (b) => silenced(b, 'requirements').say('resp', 'area.requirements', 'OPS', 'V', 'AR'),
    'O05 B requirements',
  ),
  o05('the only output is for the plant', (b) => silenced(internal(b), 'requirements').remove('R1'), 'G07 B'),
  o05('one of two outputs is regulated', (b) => silenced(internal(b), 'requirements'), 'O05 B requirements'),
  ...(['supports', 'contract', null] as const).map((relevance) =>
    o05(
      `an output with relevance ${relevance} is regulated`,
      (b) => silenced(b, 'requirements').set('R1', { relevance }),
      'O05 B requirements',
    ),
  ),
];

const o06 = fires('O06');
const O06: readonly Case[] = [
  o06('joint, and both have a say everywhere', joint),
  ...(['requirements', 'change_control'] as const).flatMap((area) => [
    o06(
      `joint, and quality has no say in ${area}`,
      (b) => silenced(joint(b), area),
      `O05 B ${area}`,
      `O06 B ${area} QUA`,
    ),
    o06(
      `joint, and operations has no say in ${area}`,
      (b) => cell(joint(b), area, 'OPS', 'R:AR').say('resp', `area.${area}`, 'IT', 'A', 'ML'),
      `O06 B ${area} OPS`,
    ),
  ]),
  o06(
    'joint, and quality has no say in data models',
    (b) => silenced(joint(b), 'data_models'),
    'O06 B data_models QUA',
  ),
  o06(
    'joint, and quality has no say in validation',
    (b) => silenced(joint(b), 'validation'),
    'O05 B validation',
    'O06 B validation QUA',
  ),
  ...(['data_models', 'validation'] as const).map((area) =>
    o06(`joint, and operations has no say in ${area}`, (b) => cell(joint(b), area, 'OPS', 'R:TB'), `O06 B ${area} OPS`),
  ),
  ...(['C', 'I'] as const).map((code) =>
    o06(
      `joint: a ${code} is no say`,
      (b) => cell(joint(b), 'data_models', 'OPS', `${code}:TB`),
      'O06 B data_models OPS',
    ),
  ),
  o06('joint: IT need have none', (b) => cell(joint(b), 'data_models', 'IT', 'C:ML')),
  o06('joint: an A is a say', (b) => cell(cell(joint(b), 'data_models', 'OPS', 'A:AR'), 'data_models', 'QUA', 'V:HK')),
  o06('led by operations', (b) => cell(b, 'data_models', 'OPS', 'R:TB')),
  o06('led by quality', (b) => cell(b.voteAll('QUAL', '0000 3231 0010'), 'data_models', 'OPS', 'R:TB')),
  o06(
    'made joint by a decision',
    (b) =>
      cell(b, 'data_models', 'OPS', 'R:TB')
        .add('DEC1', 'decision', { rationale: 'Both' })
        .say('link', 'DEC1', 'scoping.class')
        .decide('DEC1'),
    'O06 B data_models OPS',
  ),
];

const o07 = fires('O07');
const O07: readonly Case[] = [
  o07('an interface is changed, and IT works everywhere', changedInterface),
  ...(['data_models', 'validation', 'change_control'] as const).map((area) =>
    o07(
      `an interface is changed, and IT does not work on ${area}`,
      (b) => cell(changedInterface(b), area, 'IT', 'C:ML'),
      `O07 B ${area}`,
    ),
  ),
  o07('requirements need no work of IT', (b) => cell(changedInterface(b), 'requirements', 'IT', 'I:ML')),
  ...(['V', 'I'] as const).map((code) =>
    o07(`${code} is no work`, (b) => cell(changedInterface(b), 'data_models', 'IT', `${code}:ML`), 'O07 B data_models'),
  ),
  o07('to answer for it is', (b) =>
    cell(cell(changedInterface(b), 'data_models', 'IT', 'A:ML'), 'data_models', 'QUA', 'V:HK'),
  ),
  o07('no interface is changed', (b) => cell(b, 'data_models', 'IT', 'C:ML')),
  o07('nobody said whether it is changed', (b) => cell(b, 'data_models', 'IT', 'C:ML').set('I1', { change: null })),
  ...(['config', 'new', 'retire'] as const).map((change) =>
    o07(
      `a change is ${change}`,
      (b) => cell(second(b), 'data_models', 'IT', 'C:ML').set('I2', { change }),
      'O07 B data_models',
    ),
  ),
  o07('the changed one is deleted', (b) =>
    cell(second(b), 'data_models', 'IT', 'C:ML').set('I2', { change: 'new' }).remove('I2'),
  ),
  o07('a changed step or system is none', (b) =>
    cell(b, 'data_models', 'IT', 'C:ML').set('S1', { change: 'modify', driver: 'OPS' }),
  ),
];

const o08 = fires('O08');
const O08: readonly Case[] = [
  o08('the accountable refuses', (b) => b.say('resp', 'area.validation', 'QUA', 'V', 'SO'), 'O08 W validation SO'),
  o08('who does it refuses', (b) => b.say('resp', 'area.validation', 'OPS', 'V', 'TB'), 'O08 W validation TB'),
  ...(['C', 'I'] as const).map((code) =>
    o08(`who is told or asked may refuse: ${code}`, (b) => b.say('resp', 'area.validation', 'QUA', code, 'PN')),
  ),
  o08('two people of one function', (b) => b.say('resp', 'area.validation', 'QUA', 'R', 'HK')),
  ...(['requirements', 'data_models', 'change_control'] as const).map((area) =>
    o08(`in ${area} nobody minds`, (b) =>
      b.say('resp', `area.${area}`, 'QUA', 'V', 'HK').say('resp', `area.${area}`, 'QUA', 'R', 'HK'),
    ),
  ),
  o08(
    'nobody is not one person',
    (b) => b.say('resp', 'area.validation', 'IT', 'R', '-').say('resp', 'area.validation', 'IT', 'V', '-'),
    'O03 B validation IT V',
  ),
  o08(
    'two who do both: a finding each',
    (b) => b.say('resp', 'area.validation', 'QUA', 'V', 'SO').say('resp', 'area.validation', 'OPS', 'V', 'TB'),
    'O08 W validation SO',
    'O08 W validation TB',
  ),
  o08(
    'one person under two functions',
    (b) => b.say('resp', 'area.validation', 'IT', 'R', 'PN'),
    'O08 W validation PN',
  ),
];

const o09 = fires('O09');
const O09: readonly Case[] = [
  o09('operations changes a regulated step without quality', (b) => withoutQuality(byOperations(b)), 'O09 B S1'),
  o09('with quality', byOperations),
  ...(['A', 'R', 'V', 'I'] as const).map((code) =>
    o09(
      `any part of quality will do: ${code}`,
      (b) => withoutQuality(byOperations(b)).say('resp', 'S1', 'QUA', code, 'PN'),
      ...(code === 'A' ? ['O02 B S1'] : []),
    ),
  ),
  o09('a part of IT will not', (b) => withoutQuality(byOperations(b)).say('resp', 'S1', 'IT', 'C', 'ML'), 'O09 B S1'),
  o09('the step is not changed', (b) => withoutQuality(byOperations(b)).set('S1', { change: 'none' })),
  o09('nobody said whether it is changed', (b) => withoutQuality(byOperations(b)).set('S1', { change: null })),
  ...(['config', 'new', 'retire'] as const).map((change) =>
    o09(`a change is ${change}`, (b) => withoutQuality(byOperations(b)).set('S1', { change }), 'O09 B S1'),
  ),
  ...(['QUA', 'IT', null] as const).map((driver) =>
    o09(`the driver is ${driver}`, (b) => withoutQuality(byOperations(b)).set('S1', { driver })),
  ),
  ...([false, null] as const).map((regulated) =>
    o09(`regulated is ${regulated}`, (b) => withoutQuality(byOperations(b)).set('S1', { regulated })),
  ),
];

const o10 = fires('O10');
const O10: readonly Case[] = [
  ...(['execute', 'record', 'test', 'transfer'] as const).map((kind) =>
    o10(
      `quality changes work on the floor without operations: ${kind}`,
      (b) => withoutOperations(byQuality(kind)(b)),
      'O10 B S2',
    ),
  ),
  ...(['review', 'disposition', 'release'] as const).map((kind) =>
    o10(`its own work it may: ${kind}`, (b) => withoutOperations(byQuality(kind)(b))),
  ),
  o10('a step of no kind', (b) => withoutOperations(byQuality('execute')(b)).set('S2', { kind: null })),
  o10('with operations', byQuality('execute')),
  ...(['R', 'V', 'I'] as const).map((code) =>
    o10(`any part of operations will do: ${code}`, (b) =>
      withoutOperations(byQuality('test')(b)).say('resp', 'S2', 'OPS', code, 'AR'),
    ),
  ),
  o10(
    'a part of IT will not',
    (b) => withoutOperations(byQuality('test')(b)).say('resp', 'S2', 'IT', 'C', 'ML'),
    'O10 B S2',
  ),
  ...(['none', null] as const).map((change) =>
    o10(`the change is ${change}`, (b) => withoutOperations(byQuality('test')(b)).set('S2', { change })),
  ),
  ...(['OPS', 'IT', null] as const).map((driver) =>
    o10(`the driver is ${driver}`, (b) => withoutOperations(byQuality('test')(b)).set('S2', { driver })),
  ),
  o10(
    'whether it is regulated does not matter',
    (b) => withoutOperations(byQuality('test')(b)).set('S2', { regulated: false }),
    'O10 B S2',
  ),
];

const o11 = fires('O11');
const O11: readonly Case[] = [
  ...EMPTY.map(([area, said]) =>
    o11(`an empty cell: ${area} ${said}`, (b) => cell(b, area, said), `O11 W ${area} ${said}`),
  ),
  o11(
    'quality empty in data models',
    (b) => cell(b, 'data_models', 'QUA').say('resp', 'area.data_models', 'IT', 'A', 'ML'),
    'O11 W data_models QUA',
  ),
  o11('a reason stands in it', (b) => cell(b, 'data_models', 'OPS').note('area.data_models', 'OPS', 'has no model')),
  o11(
    'a reason of blanks',
    (b) => cell(b, 'data_models', 'OPS').note('area.data_models', 'OPS', '  '),
    'O11 W data_models OPS',
  ),
  o11(
    'a reason in the cell of another function',
    (b) => cell(b, 'data_models', 'OPS').note('area.data_models', 'IT', 'why'),
    'O11 W data_models OPS',
  ),
  o11(
    'a reason in the cell of another area',
    (b) => cell(b, 'data_models', 'OPS').note('area.validation', 'OPS', 'why'),
    'O11 W data_models OPS',
  ),
  ...(['R', 'C', 'I', 'V'] as const).map((code) =>
    o11(`any code is a part: ${code}`, (b) => cell(b, 'data_models', 'OPS', `${code}:AR`)),
  ),
  o11('a part without a person', (b) => cell(b, 'data_models', 'OPS', 'C:-')),
  o11(
    'the part of OTHER is none of operations',
    (b) => cell(b, 'data_models', 'OPS').say('resp', 'area.data_models', 'OTHER', 'C', '-'),
    'O11 W data_models OPS',
  ),
];

const STATEMENTS: readonly Case[] = [
  ...(
    [
      ['S2', 'OPS'],
      ['D2', 'QUA'],
      ['R1', 'QUA'],
      ['I1', 'IT'],
    ] as const
  ).map(([name, owes]) =>
    says('O01')(
      `who names the accountable of ${name}`,
      (b) =>
        b.unsay(
          'resp',
          ...(OWNERS.find((one) => one[0] === name)!.toSpliced(2, 0, 'A' as never) as readonly string[] as [
            string,
            string,
            string,
            string,
          ]),
        ),
      `O01 B ${name} {} owes ${owes}, on ${name}`,
    ),
  ),
  says('O02')(
    'functions and persons, owed by all of them',
    (b) =>
      b.say('resp', 'D2', 'QUA', 'A', 'PN').say('resp', 'D2', 'QUA', 'A', 'HK').say('resp', 'D2', 'OPS', 'A', 'PN'),
    'O02 B D2 {functions: OPS QUA; persons: AR PN HK} owes OPS QUA, on D2',
  ),
  says('O02')(
    'persons in order, whatever their function',
    (b) => b.say('resp', 'D2', 'IT', 'A', 'ML'),
    'O02 B D2 {functions: OPS IT; persons: AR ML} owes OPS IT, on D2',
  ),
  says('O02')(
    'owed by the one function of two persons',
    (b) => b.say('resp', 'S2', 'QUA', 'A', 'HK'),
    'O02 B S2 {functions: QUA; persons: PN HK} owes QUA, on S2',
  ),
  says('O02')(
    'owed by operations where no function can be accountable',
    (b) =>
      b
        .unsay('resp', 'D2', 'OPS', 'A', 'AR')
        .say('resp', 'D2', 'OTHER', 'A', 'AR')
        .say('resp', 'D2', 'OTHER', 'A', 'TB'),
    'O02 B D2 {functions:; persons: AR TB} owes OPS, on D2',
  ),
  says('O03')(
    'whom it names, owed by the function',
    (b) => b.say('resp', 'D2', 'QUA', 'V', 'AR').say('resp', 'D2', 'IT', 'V', '-'),
    'O03 B D2 IT V {persons:} owes IT, on D2 IT V',
    'O03 B D2 QUA V {persons: AR} owes QUA, on D2 QUA V',
  ),
  says('O03')(
    'owed by operations where it is OTHER',
    (b) => b.say('resp', 'D2', 'OTHER', 'V', 'AR'),
    'O03 B D2 OTHER V {persons: AR} owes OPS, on D2 OTHER V',
  ),
  says('O03')(
    'of an area',
    (b) => b.say('resp', 'area.data_models', 'IT', 'V', '-'),
    'O03 B data_models IT V {persons:} owes IT, on data_models IT V',
  ),
  says('O04')(
    'the functions, owed by them',
    (b) => b.say('resp', 'area.requirements', 'IT', 'A', 'ML').say('resp', 'area.requirements', 'IT', 'A', 'IC'),
    'O04 B requirements {functions: OPS IT} owes OPS IT, on requirements',
  ),
  says('O04')(
    'owed by the one function of two persons',
    (b) => b.say('resp', 'area.validation', 'QUA', 'A', 'HK'),
    'O04 B validation {functions: QUA} owes QUA, on validation',
  ),
  says('O04')(
    'owed by all where nobody is',
    (b) => cell(b, 'requirements', 'OPS', 'V:AR'),
    'O04 B requirements {functions:} owes OPS QUA IT, on requirements',
  ),
  says('O05')('owed by quality', (b) => silenced(b, 'requirements'), 'O05 B requirements {} owes QUA, on requirements'),
  says('O06')(
    'owed by the function',
    (b) => silenced(cell(joint(b), 'data_models', 'OPS', 'R:TB'), 'data_models'),
    'O06 B data_models OPS {} owes OPS, on data_models OPS',
    'O06 B data_models QUA {} owes QUA, on data_models QUA',
  ),
  says('O07')(
    'owed by IT',
    (b) => cell(changedInterface(b), 'data_models', 'IT', 'C:ML'),
    'O07 B data_models {} owes IT, on data_models',
  ),
  says('O08')(
    'owed by the function that refuses, in the order of the people',
    (b) =>
      b
        .say('resp', 'area.validation', 'QUA', 'V', 'SO')
        .say('resp', 'area.validation', 'IT', 'V', 'IC')
        .say('resp', 'area.validation', 'OPS', 'V', 'TB'),
    'O08 W validation TB {} owes OPS, on validation TB',
    'O08 W validation SO {} owes QUA, on validation SO',
    'O08 W validation IC {} owes IT, on validation IC',
  ),
  says('O08')(
    'owed by quality where it is OTHER',
    (b) => b.say('resp', 'area.validation', 'OTHER', 'V', 'TB').unsay('resp', 'area.validation', 'OPS', 'V', 'AR'),
    'O08 W validation TB {} owes QUA, on validation TB',
  ),
  says('O09')('owed by quality', (b) => withoutQuality(byOperations(b)), 'O09 B S1 {} owes QUA, on S1'),
  says('O10')('owed by operations', (b) => withoutOperations(byQuality('test')(b)), 'O10 B S2 {} owes OPS, on S2'),
  says('O11')(
    'owed by the function',
    (b) => cell(b, 'data_models', 'IT'),
    'O11 W data_models IT {} owes IT, on data_models IT',
  ),
];

export const OWNERSHIP_CASES: readonly Case[] = [
  ...O01,
  ...O02,
  ...O03,
  ...O04,
  ...O05,
  ...O06,
  ...O07,
  ...O08,
  ...O09,
  ...O10,
  ...O11,
  ...STATEMENTS,
];
