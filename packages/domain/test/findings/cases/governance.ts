/** G rules on their smallest boards: who signs, what it is, what is disagreed on. */
import { fires, says, type Bench, type Case } from '../bench.ts';

/** An output for the plant only, without a fault. */
const internal = (b: Bench): Bench =>
  b
    .add('R2', 'output', { title: 'Second', kind: 'record', relevance: 'internal' })
    .say('feed', 'R2', 'MES', 'D1')
    .say('resp', 'R2', 'OPS', 'A', 'AR');

const g01 = fires('G01');
const member = (b: Bench, principal: string, said: 'OPS' | 'QUA' | 'IT' | 'OTHER', signer: boolean): Bench => {
  b.input.members = [...b.input.members, { principal, function: said, signer }];
  return b;
};
/** The signer of a function only takes part. */
const unsigned = (b: Bench, said: 'OPS' | 'QUA' | 'IT'): Bench => {
  b.input.members = b.input.members.map((one) =>
    one.function === said ? Object.assign({}, one, { signer: false }) : one,
  );
  return b;
};
const G01: readonly Case[] = [
  ...(['OPS', 'QUA', 'IT'] as const).flatMap((said) => [
    g01(`nobody signs for ${said}`, (b) => unsigned(b, said), `G01 B ${said}`),
    g01(`two sign for ${said}`, (b) => member(b, 'new', said, true), `G01 B ${said}`),
    g01(`another takes part for ${said}`, (b) => member(b, 'new', said, false)),
  ]),
  g01('somebody signs for OTHER', (b) => member(b, 'new', 'OTHER', true)),
  g01('a signer of OTHER is none of operations', (b) => member(unsigned(b, 'OPS'), 'new', 'OTHER', true), 'G01 B OPS'),
  g01(
    'nobody is a member',
    (b) => {
      b.input.members = [];
    },
    'G01 B IT',
    'G01 B OPS',
    'G01 B QUA',
  ),
  g01('the same member is entered again', (b) => member(b, 'AR', 'OPS', true)),
  g01('of two entries of a member the last counts', (b) => member(b, 'AR', 'OPS', false), 'G01 B OPS'),
];

const g02 = fires('G02');
const G02: readonly Case[] = [
  ...(['OPS', 'QUA', 'IT'] as const).map((said) =>
    g02(
      `${said} did not vote`,
      (b) => {
        b.input.ballots = b.input.ballots.filter((one) => one.function !== said);
      },
      'G02 B',
    ),
  ),
  g02(
    'the map is scattered',
    (b) =>
      b
        .set('D1', { change: 'new' })
        .say('role', '*', 'D1', 'MES', 'record')
        .say('role', '*', 'D1', 'ERP', 'record')
        .set('ERP', { domain: 'X' }),
    'G02 B',
    'M02 B D1',
  ),
  g02('nine answers of twelve', (b) => b.vote('IT', 'EXEC', '3231 0000 0---'), 'G02 B'),
  g02('ten answers of twelve', (b) => b.vote('IT', 'EXEC', '3231 0000 00--')),
];

const g03 = fires('G03');
/** Operations and quality are two apart on Q4. */
const apart = (b: Bench): Bench => b.vote('OPS', 'EXEC', '3231 0002 0010');
const settle = (b: Bench, on: string): Bench =>
  b.add('DEC1', 'decision', { rationale: 'So be it' }).say('link', 'DEC1', on);
const G03: readonly Case[] = [
  g03('two apart', apart, 'G03 W Q4'),
  g03('one apart', (b) => b.vote('OPS', 'EXEC', '3231 0001 0010')),
  g03('an agreed decision settles it', (b) => settle(apart(b), 'scoping.Q4').decide('DEC1')),
  g03('a decision that nobody agreed does not', (b) => settle(apart(b), 'scoping.Q4'), 'G03 W Q4'),
  g03(
    'a reversed decision does not',
    (b) => settle(apart(b), 'scoping.Q4').decide('DEC1').decide('DEC1', 'reversed'),
    'G03 W Q4',
  ),
  ...(['scoping.Q3', 'scoping.P', 'area.validation'] as const).map((on) =>
    g03(`a decision on ${on} does not`, (b) => settle(apart(b), on).decide('DEC1'), 'G03 W Q4'),
  ),
  g03(
    'a decision that is gone does not',
    (b) => settle(apart(b), 'scoping.Q4').decide('DEC1').remove('DEC1'),
    'G03 W Q4',
  ),
  g03('the purpose counts too', (b) => b.vote('IT', 'QUAL', '3231 0000 0010'), 'G03 W P'),
  g03('the purpose is settled', (b) => settle(b.vote('IT', 'QUAL', '3231 0000 0010'), 'scoping.P').decide('DEC1')),
  g03('one finding a question', (b) => b.vote('IT', 'QUAL', '3231 0020 0010'), 'G03 W P', 'G03 W Q3'),
  g03('of OTHER it does not matter', (b) => b.vote('OTHER', 'QUAL', '0000 3333 3333')),
];

const g04 = fires('G04');
const asked = (b: Bench): Bench =>
  b.add('Q1', 'question', { text: 'Who holds the key?', toFunction: 'QUA', due: '2026-12-01' });
const G04: readonly Case[] = [
  g04('a question is open', asked, 'G04 B Q1'),
  g04('it is answered', (b) => asked(b).answer('Q1')),
  g04('another is answered', (b) => asked(b).add('Q2', 'question').answer('Q2'), 'G04 B Q1'),
  g04('it is gone', (b) => asked(b).remove('Q1')),
  g04('two are open', (b) => asked(b).add('Q2', 'question'), 'G04 B Q1', 'G04 B Q2'),
];

const g05 = fires('G05');
const decision = (b: Bench, fields: { readonly rationale?: string } = { rationale: 'So be it' }): Bench =>
  b.add('DEC1', 'decision', fields);
const G05: readonly Case[] = [
  g05('agreed without a rationale', (b) => decision(b, {}).decide('DEC1'), 'G05 B DEC1'),
  g05('agreed with one of blanks', (b) => decision(b).force('DEC1', 'rationale', '  ').decide('DEC1'), 'G05 B DEC1'),
  g05('agreed with one', (b) => decision(b).decide('DEC1')),
  g05('not agreed yet', (b) => decision(b, {})),
  g05('agreed and reversed', (b) => decision(b, {}).decide('DEC1').decide('DEC1', 'reversed')),
  g05('reversed and agreed', (b) => decision(b, {}).decide('DEC1', 'reversed').decide('DEC1'), 'G05 B DEC1'),
  ...(['OPS', 'QUA', 'IT', 'OTHER'] as const).flatMap((said) => [
    g05(`${said} dissents without a reason`, (b) => decision(b).stance('DEC1', said, 'dissent'), 'G05 B DEC1'),
    g05(`${said} dissents for a reason, on nothing of quality`, (b) =>
      decision(b).stance('DEC1', said, 'dissent', 'too soon'),
    ),
  ]),
  g05('a reason of blanks', (b) => decision(b).stance('DEC1', 'OPS', 'dissent', ' '), 'G05 B DEC1'),
  ...(['agree', 'abstain'] as const).map((stance) =>
    g05(`${stance} needs no reason`, (b) => decision(b).say('link', 'DEC1', 'R1').stance('DEC1', 'QUA', stance)),
  ),
  g05('the last stance of a function counts', (b) =>
    decision(b).stance('DEC1', 'OPS', 'dissent').stance('DEC1', 'OPS', 'agree'),
  ),
  g05(
    'the last stance of a function counts, the other way',
    (b) => decision(b).stance('DEC1', 'OPS', 'agree').stance('DEC1', 'OPS', 'dissent'),
    'G05 B DEC1',
  ),
  g05(
    'a stance of another function takes nothing back',
    (b) => decision(b).stance('DEC1', 'OPS', 'dissent').stance('DEC1', 'IT', 'agree'),
    'G05 B DEC1',
  ),
  g05('a stance on another decision', (b) =>
    decision(b).add('DEC2', 'decision').remove('DEC2').stance('DEC2', 'OPS', 'dissent'),
  ),
  g05(
    'quality dissents on a regulated output',
    (b) => decision(b).say('link', 'DEC1', 'R1').stance('DEC1', 'QUA', 'dissent', 'no'),
    'G05 B DEC1',
  ),
  g05(
    'quality dissents on the validation area',
    (b) => decision(b).say('link', 'DEC1', 'area.validation').stance('DEC1', 'QUA', 'dissent', 'no'),
    'G05 B DEC1',
  ),
  g05(
    'quality dissents on an acceptance criterion',
    (b) => decision(b).add('V1', 'criterion').say('link', 'DEC1', 'V1').stance('DEC1', 'QUA', 'dissent', 'no'),
    'G05 B DEC1',
  ),
  g05(
    'the tie was drawn the other way',
    (b) =>
      decision(b)
        .add('V1', 'criterion')
        .say('link', 'V1', 'DEC1')
        .say('link', 'R1', 'DEC1')
        .stance('DEC1', 'QUA', 'dissent', 'no'),
    'G05 B DEC1',
  ),
  ...(['area.requirements', 'area.change_control', 'S1', 'D1'] as const).map((on) =>
    g05(`quality dissents on ${on}`, (b) => decision(b).say('link', 'DEC1', on).stance('DEC1', 'QUA', 'dissent', 'no')),
  ),
  g05('quality dissents on an output for the plant', (b) =>
    internal(decision(b)).say('link', 'DEC1', 'R2').stance('DEC1', 'QUA', 'dissent', 'no'),
  ),
  g05(
    'quality dissents on one of several',
    (b) =>
      internal(decision(b)).say('link', 'DEC1', 'R2').say('link', 'DEC1', 'R1').stance('DEC1', 'QUA', 'dissent', 'no'),
    'G05 B DEC1',
  ),
  ...(['OPS', 'IT'] as const).map((said) =>
    g05(`${said} dissents on the validation area, for a reason`, (b) =>
      decision(b).say('link', 'DEC1', 'area.validation').stance('DEC1', said, 'dissent', 'no'),
    ),
  ),
  g05('the decision is gone', (b) => decision(b, {}).decide('DEC1').remove('DEC1')),
];

const g06 = fires('G06');
const unvalidated = (b: Bench): Bench =>
  b.set('MES', { validated: 'partly' }).set('QMS', { validated: 'partly' }).set('ERP', { validated: 'partly' });
const has = (kind: string) => (b: Bench) => b.add('K1', 'constraint', { kind: kind as never });
/** What on the map stands for each question of the context, and the nearest that does not. */
const MAPPED = [
  ['K1', (b: Bench) => b.set('MES', { validated: 'no' }).set('D1', { regulated: false }), unvalidated],
  ['K2', has('replacement_not_allowed'), has('long_lifecycle')],
  ['K3', has('downtime_window'), has('validated_state')],
  ['K4', (b: Bench) => b.set('I1', { change: 'new' }), (b: Bench) => b],
  [
    'K5',
    (b: Bench) => b.add('X7', 'risk', { kind: 'data_migration' }),
    (b: Bench) => b.add('X7', 'risk', { kind: 'data_integrity' }),
  ],
  ['K6', has('shared_sites'), has('validation_budget')],
  ['K7', has('vendor_lock'), has('legacy_unsupported')],
] as const;
const G06: readonly Case[] = [
  ...MAPPED.flatMap(([question, mapped, unmapped]) => [
    g06(`${question} yes, and it is on the map`, (b) => mapped(b).context({ [question]: 'yes' })),
    g06(
      `${question} yes, and it is not on the map`,
      (b) => unmapped(b).context({ [question]: 'yes' }),
      `G06 W ${question}`,
    ),
    g06(`${question} no, and it is not on the map`, (b) => unmapped(b).context({ [question]: 'no' })),
    g06(
      `${question} unknown, whatever is on the map`,
      (b) => mapped(b).context({ [question]: 'unknown' }),
      `G06 W ${question}`,
    ),
  ]),
  g06('what stood for it is gone', (b) => has('vendor_lock')(b).remove('K1').context({ K7: 'yes' }), 'G06 W K7'),
  g06('one of several constraints stands for it', (b) =>
    has('vendor_lock')(b).add('K2', 'constraint', { kind: 'shared_sites' }).context({ K7: 'yes', K6: 'yes' }),
  ),
  g06('one says yes, another no', (b) => b.context({ K7: 'yes' }).context({ K7: 'no' }, 'QUA'), 'G06 W K7'),
  g06('one says yes, another does not know, and it is on the map', (b) =>
    has('vendor_lock')(b).context({ K7: 'yes' }).context({ K7: 'unknown' }, 'QUA'),
  ),
  g06(
    'one says no, another does not know',
    (b) => b.context({ K7: 'no' }).context({ K7: 'unknown' }, 'QUA'),
    'G06 W K7',
  ),
  g06('two questions: a finding each', (b) => b.context({ K7: 'yes', K6: 'unknown' }), 'G06 W K6', 'G06 W K7'),
  g06('OTHER is a participant', (b) => b.vote('OTHER', null, '', { K7: 'yes' }), 'G06 W K7'),
  g06('of two ballots of one participant the last counts', (b) => {
    b.context({ K7: 'yes' });
    const first = b.input.ballots.find((one) => one.function === 'OPS')!;
    b.input.ballots = [...b.input.ballots, Object.assign({}, first, { context: { K7: 'no' } })];
  }),
];

const g07 = fires('G07');
const G07: readonly Case[] = [
  g07(
    'no step',
    (b) => b.say('role', '*', '*', 'MES', 'record').remove('S1', 'S2').set('D1', { regulated: false }),
    'G07 B',
  ),
  g07('no output', (b) => b.remove('R1').set('D1', { regulated: false }), 'G07 B'),
  g07('an output for the plant only', (b) => internal(b).remove('R1'), 'G07 B'),
  g07('an output of which nobody said for whom', (b) => b.set('R1', { relevance: null })),
  g07('one step', (b) => b.remove('S2')),
];

const g08 = fires('G08');
const G08: readonly Case[] = [
  ...[
    'MES',
    'ERP',
    'QMS',
    'LIMS',
    'PLM',
    'EDMS',
    'SCADA',
    'PLC',
    'historian',
    'SPC',
    'CDS',
    'EMS',
    'instrument',
    'CMMS',
    'WMS',
    'middleware',
    'spreadsheet',
    'paper',
  ].map((kind) => g08(`a system in the title: ${kind}`, (b) => b.title(`New ${kind} for line 1`), 'G08 I')),
  ...['upgrade', 'Upgrades', 'implementation', 'Implementations', 'rollout', 'roll-out', 'ROLLOUTS'].map((word) =>
    g08(`a project in the title: ${word}`, (b) => b.title(`Plant-wide ${word}`), 'G08 I'),
  ),
  g08('in any case, beside a sign', (b) => b.title('Making lots (mes)'), 'G08 I'),
  g08('as the whole title', (b) => b.title('MES'), 'G08 I'),
  g08('in the middle of a word', (b) => b.title('Gemstones, mesh and paperless upgraded work')),
  g08('beside a digit or a letter of another script', (b) => b.title('MES2 and ÄMES')),
  g08('the word other', (b) => b.title('Some other work')),
  g08('no title at all', (b) => b.title('').title('', 'board')),
  g08("the board's title where the process has none", (b) => b.title('').title('MES upgrade', 'board'), 'G08 I'),
  g08("the process's own before the board's", (b) => b.title('MES upgrade', 'board')),
];

const STATEMENTS: readonly Case[] = [
  says('G01')('owed by the function', (b) => unsigned(b, 'QUA'), 'G01 B QUA {} owes QUA, on QUA'),
  says('G02')(
    'the functions, owed by them',
    (b) => {
      b.input.ballots = b.input.ballots.filter((one) => one.function === 'QUA');
    },
    'G02 B {functions: OPS IT; reasons:} owes OPS IT, on ',
  ),
  says('G02')(
    'the scattered map, owed by all',
    (b) => {
      b.set('D1', { change: 'new' }).say('role', '*', 'D1', 'ERP', 'record').input.ballots = b.input.ballots.filter(
        (one) => one.function !== 'IT',
      );
    },
    'G02 B {functions: IT; reasons: B0} owes OPS QUA IT, on ',
  ),
  says('G03')('owed by those at the ends', (b) => apart(b), 'G03 W Q4 {} owes OPS QUA IT, on Q4'),
  says('G03')(
    'owed by the two ends, not by who is between',
    (b) => apart(b).vote('IT', 'EXEC', '3231 0001 0010'),
    'G03 W Q4 {} owes OPS QUA, on Q4',
  ),
  says('G03')(
    'the lower end may be last',
    (b) => b.vote('OPS', 'EXEC', '3231 0001 0010').vote('QUA', 'EXEC', '2220 0002 0010'),
    'G03 W Q4 {} owes QUA IT, on Q4',
  ),
  says('G03')(
    'of two functions that answered',
    (b) => apart(b).vote('IT', 'EXEC', '3231 000- 0010'),
    'G03 W Q4 {} owes OPS QUA, on Q4',
  ),
  says('G03')(
    'the purpose: owed by all who chose',
    (b) => b.vote('IT', null, '3231 0000 0010').vote('OPS', 'QUAL', '3231 0000 0010'),
    'G03 W P {} owes OPS QUA, on P',
  ),
  says('G04')('owed by whom it is put to', asked, 'G04 B Q1 {} owes QUA, on Q1'),
  says('G04')(
    'owed by operations where it is put to nobody',
    (b) => asked(b).set('Q1', { toFunction: null }),
    'G04 B Q1 {} owes OPS, on Q1',
  ),
  says('G05')(
    'the missing rationale, owed by operations',
    (b) => decision(b, {}).decide('DEC1'),
    'G05 B DEC1 {lacks: rationale; blocks:; functions:} owes OPS, on DEC1',
  ),
  says('G05')(
    'the missing reason, owed by who dissents',
    (b) =>
      decision(b)
        .stance('DEC1', 'IT', 'dissent')
        .stance('DEC1', 'OPS', 'dissent')
        .stance('DEC1', 'QUA', 'dissent', 'no'),
    'G05 B DEC1 {lacks: reason; blocks:; functions: OPS IT} owes OPS IT, on DEC1',
  ),
  says('G05')(
    'the dissent of quality that blocks, whatever its reason',
    (b) => decision(b).say('link', 'DEC1', 'R1').stance('DEC1', 'QUA', 'dissent', 'no'),
    'G05 B DEC1 {lacks:; blocks: QUA; functions: QUA} owes QUA, on DEC1',
  ),
  says('G05')(
    'the dissent that blocks, and what else is missing',
    (b) =>
      decision(b, {})
        .decide('DEC1')
        .say('link', 'DEC1', 'R1')
        .stance('DEC1', 'QUA', 'dissent')
        .stance('DEC1', 'IT', 'dissent'),
    'G05 B DEC1 {lacks: rationale reason; blocks: QUA; functions: QUA IT} owes QUA IT, on DEC1',
  ),
  says('G05')(
    'owed by operations where only OTHER has no reason',
    (b) => decision(b).stance('DEC1', 'OTHER', 'dissent'),
    'G05 B DEC1 {lacks: reason; blocks:; functions:} owes OPS, on DEC1',
  ),
  says('G06')('owed by the one who says so', (b) => b.context({ K7: 'yes' }), 'G06 W K7 {} owes OPS, on K7'),
  says('G06')(
    'owed by all who say so',
    (b) => b.context({ K7: 'yes' }, 'QUA').context({ K7: 'yes' }, 'IT').context({ K7: 'no' }, 'OPS'),
    'G06 W K7 {} owes QUA IT, on K7',
  ),
  says('G06')(
    'owed by all where only OTHER says so',
    (b) => b.vote('OTHER', null, '', { K7: 'yes' }),
    'G06 W K7 {} owes OPS QUA IT, on K7',
  ),
  says('G07')('no step, owed by operations', (b) => b.remove('S1', 'S2'), 'G07 B {lacks: step} owes OPS, on '),
  says('G07')('no output, owed by quality', (b) => b.remove('R1'), 'G07 B {lacks: output} owes QUA, on '),
  says('G07')('neither', (b) => b.remove('R1', 'S1', 'S2'), 'G07 B {lacks: step output} owes OPS QUA, on '),
  says('G08')('owed by operations', (b) => b.title('MES upgrade'), 'G08 I {} owes OPS, on '),
];

const g09 = fires('G09');
/** Who takes part as somebody named on the board. */
const as = (
  b: Bench,
  principal: string,
  said: 'OPS' | 'QUA' | 'IT' | 'OTHER',
  person: string,
  signer = false,
): Bench => {
  b.input.members = [
    ...b.input.members.filter((one) => one.principal !== principal),
    { principal, function: said, signer, person: b.id(person) },
  ];
  return b;
};
const G09: readonly Case[] = [
  ...(['OPS', 'IT', 'OTHER'] as const).map((said) =>
    g09(`a member for ${said} is somebody of quality`, (b) => as(b, 'new', said, 'HK'), 'G09 W HK'),
  ),
  g09('a member is somebody of the same function', (b) => as(b, 'new', 'QUA', 'HK')),
  g09('a member is nobody in particular', (b) => member(b, 'new', 'IT', false)),
  g09('the signer is somebody of another function', (b) => as(b, 'AR', 'OPS', 'HK', true), 'G09 B HK'),
  g09('the signer is somebody of the same function', (b) => as(b, 'AR', 'OPS', 'AR', true)),
  g09('of two entries of a member the last counts', (b) => {
    const { members } = as(b, 'new', 'IT', 'HK').input;
    b.input.members = [...members, { ...members.at(-1)!, function: 'QUA' }];
  }),
  g09(
    'the person is of another function now',
    (b) => as(b, 'new', 'QUA', 'HK').set('HK', { function: 'OTHER' }),
    'G09 W HK',
    'O03 B data_models QUA A',
  ),
  g09('the person has no function', (b) => as(b.add('P9', 'person', { name: 'Pia' }), 'new', 'QUA', 'P9')),
  g09('the person is gone', (b) =>
    as(b.add('P9', 'person', { name: 'Pia', function: 'IT' }), 'new', 'QUA', 'P9').remove('P9'),
  ),
  g09(
    'two are the same person, one for another function',
    (b) => as(as(b, 'a', 'QUA', 'HK'), 'b', 'IT', 'HK'),
    'G09 W HK',
  ),
  g09('two persons: a finding each', (b) => as(as(b, 'a', 'IT', 'HK'), 'b', 'IT', 'TB'), 'G09 W HK', 'G09 W TB'),
  says('G09')(
    'owed by whom the member takes part for',
    (b) => as(b, 'new', 'IT', 'HK'),
    'G09 W HK {named: QUA; functions: IT} owes IT, on HK',
  ),
  says('G09')(
    'owed by the function of the person where the member takes part for OTHER',
    (b) => as(b, 'new', 'OTHER', 'HK'),
    'G09 W HK {named: QUA; functions: OTHER} owes QUA, on HK',
  ),
  says('G09')(
    'of several, each function, owed by each',
    (b) => as(as(b, 'one', 'IT', 'HK'), 'two', 'OPS', 'HK'),
    'G09 W HK {named: QUA; functions: OPS IT} owes OPS IT, on HK',
  ),
  says('G09')(
    'of a signer, what is signed for',
    (b) => as(as(b, 'AR', 'OPS', 'HK', true), 'new', 'IT', 'HK'),
    'G09 B HK {named: QUA; functions: OPS} owes OPS, on HK',
  ),
];

export const GOVERNANCE_CASES: readonly Case[] = [
  ...G01,
  ...G02,
  ...G03,
  ...G04,
  ...G05,
  ...G06,
  ...G07,
  ...G08,
  ...G09,
  ...STATEMENTS,
];
