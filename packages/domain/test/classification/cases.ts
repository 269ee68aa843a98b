/** The classification at its exact thresholds: plain values, so that the mutation test can run them as well. */
import {
  classify,
  countMap,
  type Ballot,
  type Classification,
  type MapCount,
  type Purpose,
  type SystemDomain,
} from '../../src/index.ts';
import { ballot, Bench, type Case, type Edit } from '../findings/bench.ts';

const NOTHING: MapCount = { objects: 0, settled: 0, domains: { X: 0, Q: 0, E: 0, N: 0 }, across: [] };

/** One ballot a function, from one vector or one each; `-` is "don't know", a short vector leaves the rest unanswered. */
const voted = (
  purpose: Purpose | readonly [ops: Purpose | null, qua: Purpose | null, it: Purpose | null],
  digits: string | readonly [ops: string, qua: string, it: string],
): readonly Ballot[] =>
  (['OPS', 'QUA', 'IT'] as const).map((said, at) =>
    ballot(
      said,
      said,
      typeof purpose === 'string' ? purpose : purpose[at]!,
      typeof digits === 'string' ? digits : digits[at]!,
    ),
  );
const participants = (
  said: Ballot['function'],
  purpose: Purpose | null,
  ...digits: readonly string[]
): readonly Ballot[] => digits.map((one, at) => ballot(`${said} ${at}`, said, purpose, one));

type Part = keyof Classification;
/** Named parts of a classification. */
const gives =
  (rule: string) =>
  (why: string, ballots: readonly Ballot[], expected: Partial<Classification>, count: MapCount = NOTHING): Case => ({
    title: `${rule} ${why}`,
    actual: () => {
      const all = classify(ballots, count);
      return Object.fromEntries(Object.keys(expected).map((part) => [part, all[part as Part]]));
    },
    expected,
  });

/** Medians of one question by function, who is split on it and whether it is contested. */
const question =
  (rule: string) =>
  (why: string, one: string, ballots: readonly Ballot[], expected: unknown): Case => ({
    title: `${rule} ${why}`,
    actual: () => {
      const { by, contested, split } = classify(ballots, NOTHING).medians.find((median) => median.question === one)!;
      return { by, contested, split };
    },
    expected,
  });

const cls2 = question('CLS-2');
const scored = gives('CLS-2');
const CLS_2: readonly Case[] = [
  cls2('the middle one of three', 'E1', participants('OPS', null, '3', '0', '1'), {
    by: { OPS: 1 },
    contested: false,
    split: ['OPS'],
  }),
  cls2('the upper one of two in the middle', 'E1', participants('OPS', null, '0', '1'), {
    by: { OPS: 1 },
    contested: false,
    split: [],
  }),
  cls2('the upper of four', 'E1', participants('OPS', null, '3', '1', '0', '2'), {
    by: { OPS: 2 },
    contested: false,
    split: ['OPS'],
  }),
  cls2('"don\'t know" counts for nothing', 'E1', participants('QUA', null, '-', '3', '-', '-'), {
    by: { QUA: 3 },
    contested: false,
    split: [],
  }),
  cls2('nor does a missing answer', 'E2', participants('IT', null, '0', '03', '1'), {
    by: { IT: 3 },
    contested: false,
    split: [],
  }),
  cls2('a question that nobody answered has no median', 'E2', voted('EXEC', '3-'), {
    by: {},
    contested: false,
    split: [],
  }),
  cls2('a split is two apart within a function', 'E1', participants('OPS', null, '1', '3'), {
    by: { OPS: 3 },
    contested: false,
    split: ['OPS'],
  }),
  cls2('one apart is none', 'E1', participants('OPS', null, '1', '2', '2'), {
    by: { OPS: 2 },
    contested: false,
    split: [],
  }),
  cls2('contested is two apart between functions', 'E1', voted('EXEC', ['1', '3', '2']), {
    by: { OPS: 1, QUA: 3, IT: 2 },
    contested: true,
    split: [],
  }),
  cls2('one apart is not contested', 'E1', voted('EXEC', ['1', '2', '2']), {
    by: { OPS: 1, QUA: 2, IT: 2 },
    contested: false,
    split: [],
  }),
  cls2('a function that answered nothing contests nothing', 'E1', voted('EXEC', ['2', '-', '3']), {
    by: { OPS: 2, IT: 3 },
    contested: false,
    split: [],
  }),
  cls2('OTHER has no median', 'E1', [...participants('OTHER', null, '3'), ...participants('OPS', null, '0')], {
    by: { OPS: 0 },
    contested: false,
    split: [],
  }),
  cls2(
    'of several ballots of one participant the last counts',
    'E1',
    [ballot('a', 'OPS', null, '3'), ballot('b', 'OPS', null, '0'), ballot('a', 'OPS', null, '1')],
    { by: { OPS: 1 }, contested: false, split: [] },
  ),
  cls2('also where the function is another', 'E1', [ballot('a', 'OPS', null, '3'), ballot('a', 'IT', null, '1')], {
    by: { IT: 1 },
    contested: false,
    split: [],
  }),
  scored(
    'functions weigh the same, however many took part',
    [
      ...participants('OPS', 'EXEC', ...Array.from({ length: 6 }, () => '3000')),
      ...participants('QUA', 'EXEC', '0000'),
      ...participants('IT', 'EXEC', '0000'),
    ],
    { scores: { E: 11, Q: 0, S: 0 }, participants: { OPS: 6, QUA: 1, IT: 1 } },
  ),
  scored('a function that did not answer a question does not weigh on it', voted('EXEC', ['3000', '-000', '-000']), {
    scores: { E: 33, Q: 0, S: 0 },
  }),
  scored(
    'who is contested and split, in order',
    [
      ...participants('OPS', 'EXEC', '3000 0000 000', '3000 0000 0002'),
      ...participants('QUA', 'QUAL', '1000 0002 0000'),
    ],
    {
      contested: ['P', 'E1', 'Q4', 'S4'],
      split: [],
    },
  ),
  scored(
    'every split by question and function',
    [...participants('OPS', 'EXEC', '30', '10'), ...participants('IT', 'EXEC', '03', '30')],
    {
      split: [
        { question: 'E1', function: 'OPS' },
        { question: 'E1', function: 'IT' },
        { question: 'E2', function: 'IT' },
      ],
      contested: ['E2'],
    },
  ),
];

const cls3 = gives('CLS-3');
/** Each question alone at its height: what it weighs. */
const WEIGHED: readonly (readonly [string, Classification['scores']])[] = [
  ['3000 0000 0000', { E: 33, Q: 0, S: 0 }],
  ['0300 0000 0000', { E: 33, Q: 0, S: 0 }],
  ['0030 0000 0000', { E: 17, Q: 0, S: 0 }],
  ['0003 0000 0000', { E: 17, Q: 0, S: 0 }],
  ['0000 3000 0000', { E: 0, Q: 33, S: 0 }],
  ['0000 0300 0000', { E: 0, Q: 17, S: 0 }],
  ['0000 0030 0000', { E: 0, Q: 33, S: 0 }],
  ['0000 0003 0000', { E: 0, Q: 17, S: 0 }],
  ['0000 0000 3000', { E: 0, Q: 0, S: 30 }],
  ['0000 0000 0300', { E: 0, Q: 0, S: 30 }],
  ['0000 0000 0030', { E: 0, Q: 0, S: 20 }],
  ['0000 0000 0003', { E: 0, Q: 0, S: 20 }],
];
const CLS_3: readonly Case[] = [
  ...WEIGHED.map(([digits, scores]) => cls3(`what a question weighs: ${digits}`, voted('EXEC', digits), { scores })),
  cls3('everything at its height', voted('EXEC', '3333 3333 3333'), { scores: { E: 100, Q: 100, S: 100 } }),
  cls3('an axis without any answer', voted('EXEC', '3333 ---- 3333'), { scores: { E: 100, Q: 0, S: 100 } }),
  cls3('no answer at all', [], { scores: { E: 0, Q: 0, S: 0 } }),
  cls3('a question that nobody answered counts in no sum', voted('EXEC', '3-0-'), { scores: { E: 67, Q: 0, S: 0 } }),
  cls3('half is rounded up', voted('EXEC', ['0-02', '0-01', '----']), { scores: { E: 13, Q: 0, S: 0 } }),
  cls3('half is half, of means in thirds and halves', voted('EXEC', ['-020', '-232', '-3-3']), {
    scores: { E: 63, Q: 0, S: 0 },
  }),
  cls3('half is half, of other means in thirds and halves', voted('EXEC', ['-120', '-330', '-3-1']), {
    scores: { E: 63, Q: 0, S: 0 },
  }),
  cls3('less than half is rounded down', voted('EXEC', '1000'), { scores: { E: 11, Q: 0, S: 0 } }),
  cls3('more than half is rounded up', voted('EXEC', '0001'), { scores: { E: 6, Q: 0, S: 0 } }),
];

const cls4 = gives('CLS-4');
const chosen = (...by: readonly (readonly [Ballot['function'], ...(Purpose | null)[]])[]): readonly Ballot[] =>
  by.flatMap(([said, ...purposes]) => purposes.map((purpose, at) => ballot(`${said} ${at}`, said, purpose, '')));
const CLS_4: readonly Case[] = [
  cls4('what most of a function choose', chosen(['OPS', 'EXEC', 'QUAL', 'EXEC']), { purposes: { OPS: 'EXEC' } }),
  cls4('two of five are most where the others differ', chosen(['OPS', 'SHARED', 'QUAL', 'EXEC', 'EXEC', null]), {
    purposes: { OPS: 'EXEC' },
  }),
  cls4('a tie is shared', chosen(['OPS', 'EXEC', 'QUAL']), { purposes: { OPS: 'SHARED' } }),
  cls4('a tie of three is shared', chosen(['QUA', 'EXEC', 'QUAL', 'SHARED']), { purposes: { QUA: 'SHARED' } }),
  cls4('a tie with shared is shared', chosen(['IT', 'EXEC', 'SHARED']), { purposes: { IT: 'SHARED' } }),
  cls4('who chose nothing does not count', chosen(['OPS', 'QUAL', null, null]), { purposes: { OPS: 'QUAL' } }),
  cls4('a function where nobody chose has none', chosen(['OPS', null]), { purposes: {}, purpose: 'SHARED' }),
  cls4('what both say: work', chosen(['OPS', 'EXEC'], ['QUA', 'EXEC']), { purpose: 'EXEC', contested: [] }),
  cls4('what both say: quality', chosen(['OPS', 'QUAL'], ['QUA', 'QUAL']), { purpose: 'QUAL' }),
  cls4('they differ', chosen(['OPS', 'EXEC'], ['QUA', 'QUAL']), { purpose: 'SHARED', contested: ['P'] }),
  cls4('only operations says', chosen(['OPS', 'EXEC'], ['QUA', null], ['IT', 'QUAL']), {
    purpose: 'EXEC',
    contested: ['P'],
  }),
  cls4('only quality says', chosen(['QUA', 'QUAL'], ['IT', 'EXEC']), { purpose: 'QUAL', contested: ['P'] }),
  cls4('only IT says', chosen(['IT', 'EXEC']), { purpose: 'SHARED', purposes: { IT: 'EXEC' }, contested: [] }),
  cls4('IT decides nothing', chosen(['OPS', 'EXEC'], ['QUA', 'EXEC'], ['IT', 'QUAL']), {
    purpose: 'EXEC',
    contested: ['P'],
  }),
  cls4('OTHER says nothing', chosen(['OPS', 'EXEC'], ['OTHER', 'QUAL']), {
    purpose: 'EXEC',
    purposes: { OPS: 'EXEC' },
    contested: [],
  }),
];

const cls5 = gives('CLS-5');
const HIGH = '3231 0000 0000';
const CLS_5: readonly Case[] = [
  cls5('nothing fires, for the work: led by operations', voted('EXEC', HIGH), {
    fired: [],
    base: 'MES_LED',
    result: 'MES_LED',
  }),
  cls5('nothing fires, for quality: led by quality', voted('QUAL', '0000 3231 0000'), {
    fired: [],
    base: 'QUALITY_LED',
    result: 'QUALITY_LED',
  }),
  ...(['OPS', 'QUA', 'IT'] as const).flatMap((said) =>
    (['2000', '0200', '3000', '0300'] as const).map((shared) =>
      cls5(
        `T1 ${said} answers ${shared}`,
        voted('EXEC', HIGH).map((one) =>
          one.function === said ? ballot(said, said, 'EXEC', `3231 0000 ${shared}`) : one,
        ),
        { fired: ['T1'], base: 'JOINT' },
      ),
    ),
  ),
  cls5('T1 not at one, and not for what is recorded', voted('EXEC', '3231 0000 1133'), { fired: [], base: 'MES_LED' }),
  cls5('T1 not for OTHER', [...voted('EXEC', HIGH), ballot('o', 'OTHER', 'EXEC', '3231 0000 3300')], { fired: [] }),
  cls5('T2 the purpose is shared', voted('SHARED', HIGH), { fired: ['T2'], base: 'JOINT' }),
  cls5('T2 operations and quality differ', voted(['EXEC', 'QUAL', 'EXEC'], HIGH), { fired: ['T2'], base: 'JOINT' }),
  cls5('T3 operations at fifty', voted('QUAL', '3030 3330 0000'), {
    fired: ['T3'],
    base: 'JOINT',
    scores: { E: 50, Q: 83, S: 0 },
  }),
  cls5('T3 quality at fifty', voted('EXEC', '3300 3300 0000'), {
    fired: ['T3'],
    base: 'JOINT',
    scores: { E: 67, Q: 50, S: 0 },
  }),
  cls5(
    'T3 operations at fifty, of means in thirds and halves',
    voted('QUAL', ['-010 3330', '-330 3330', '--32 3330']),
    {
      fired: ['T3'],
      scores: { E: 50, Q: 83, S: 0 },
    },
  ),
  cls5('T3 operations at 49.07', voted('QUAL', ['3021 3330', '3030 3330', '30-0 3330']), {
    fired: [],
    scores: { E: 49, Q: 83, S: 0 },
  }),
  cls5('T3 quality at 49.07', voted('EXEC', ['3330 3201', '3330 3300', '3330 3-00']), {
    fired: [],
    scores: { E: 83, Q: 49, S: 0 },
  }),
  cls5('T3 one below fifty', voted('QUAL', ['3030 3330 0000', '3030 3330 0000', '3020 3330 0000']), {
    fired: [],
    base: 'QUALITY_LED',
    scores: { E: 48, Q: 83, S: 0 },
  }),
  cls5('T3 the other below fifty', voted('EXEC', ['3330 3003 0000', '3330 3003 0000', '3330 3002 0000']), {
    fired: [],
    base: 'MES_LED',
    scores: { E: 83, Q: 48, S: 0 },
  }),
  cls5('T4 exactly fifteen apart: no', voted('EXEC', ['100- 00-0', '100- 00-0', '200- 01-0']), {
    fired: [],
    base: 'MES_LED',
    scores: { E: 18, Q: 3, S: 0 },
  }),
  cls5(
    'T4 less than fifteen apart, though fifteen when rounded',
    voted('EXEC', ['1000 0000', '1000 0000', '2000 0000']),
    { fired: ['T4'], base: 'JOINT', scores: { E: 15, Q: 0, S: 0 } },
  ),
  cls5('T4 exactly fifteen apart the other way: no', voted('QUAL', ['0-00 100-', '0-00 100-', '0-10 200-']), {
    fired: [],
    base: 'QUALITY_LED',
    scores: { E: 3, Q: 18, S: 0 },
  }),
  cls5('T4 less than fifteen apart the other way', voted('QUAL', ['0000 1000', '0000 1000', '0000 2000']), {
    fired: ['T4'],
    base: 'JOINT',
    scores: { E: 0, Q: 15, S: 0 },
  }),
  cls5('T4 not apart at all: T5 is silent', voted('EXEC', '2000 2000'), { fired: ['T4'], base: 'JOINT' }),
  cls5('T4 not apart at all, for quality: T5 is silent', voted('QUAL', '2000 2000'), { fired: ['T4'], base: 'JOINT' }),
  cls5('T5 for the work, and quality is touched more', voted('EXEC', '0000 3231'), { fired: ['T5'], base: 'JOINT' }),
  cls5('T5 for quality, and the work is touched more', voted('QUAL', '3231 0000'), { fired: ['T5'], base: 'JOINT' }),
  cls5('T5 by a hair', voted('EXEC', '1000 1001'), { fired: ['T4', 'T5'], base: 'JOINT' }),
  cls5('T5 by a hair, for quality', voted('QUAL', '1001 1000'), { fired: ['T4', 'T5'], base: 'JOINT' }),
  cls5('T5 not where the purpose is shared', voted('SHARED', '0000 3231'), { fired: ['T2'], base: 'JOINT' }),
  cls5('all that fire, in order', voted(['EXEC', 'QUAL', 'EXEC'], '3333 3333 3000'), {
    fired: ['T1', 'T2', 'T3', 'T4'],
  }),
  cls5('the rule set that decided', [], { ruleset: 1 }),
  cls5('nobody voted', [], {
    fired: ['T2', 'T4'],
    base: 'JOINT',
    result: 'JOINT',
    purpose: 'SHARED',
    contested: [],
    provisional: ['OPS', 'QUA', 'IT'],
  }),
];

/** A map of so many changed regulated objects: those with one system of record by its domain, and the rest. */
const map = (
  domains: Partial<Record<SystemDomain, number>>,
  unsettled = 0,
  across: readonly string[] = [],
): MapCount => {
  const settled = Object.values(domains).reduce((sum, one) => sum + one, 0);
  return { objects: settled + unsettled, settled, domains: { X: 0, Q: 0, E: 0, N: 0, ...domains }, across };
};
const cls6 = gives('CLS-6');
const MES = voted('EXEC', HIGH);
const QUA = voted('QUAL', '0000 3231 0000');
/** Only T4: near each other, for the work, for quality. */
const NEAR_EXEC = voted('EXEC', '2000 1000');
const NEAR_QUAL = voted('QUAL', '1000 2000');
const CLS_6: readonly Case[] = [
  cls6('nothing without changed regulated data', MES, { map: [], result: 'MES_LED' }, map({})),
  cls6('B0 at seventy: no', MES, { map: [], result: 'MES_LED', provisional: [] }, map({ X: 7 }, 3)),
  cls6('B0 below seventy', MES, { map: ['B0'], result: 'MES_LED', provisional: ['B0'] }, map({ X: 69 }, 31)),
  cls6('B0 just below seventy', MES, { map: ['B0'], provisional: ['B0'] }, map({ X: 697 }, 303)),
  cls6('B0 far below', MES, { map: ['B0'], provisional: ['B0'] }, map({}, 1)),
  cls6('B0 stops B1', MES, { map: ['B0'], result: 'MES_LED' }, map({ Q: 6 }, 4)),
  cls6('B0 stops B3', NEAR_EXEC, { map: ['B0'], result: 'JOINT' }, map({ X: 69 }, 31)),
  cls6('B0 does not stop B2', MES, { map: ['B0', 'B2'], result: 'JOINT' }, map({ X: 6 }, 4, ['d'])),
  cls6('B1 at forty', MES, { map: ['B1'], base: 'MES_LED', result: 'JOINT' }, map({ Q: 2, X: 3 })),
  cls6('B1 below forty', MES, { map: [], result: 'MES_LED' }, map({ Q: 39, X: 61 })),
  cls6(
    'B1 of all objects, not only of the settled ones',
    MES,
    { map: [], result: 'MES_LED' },
    map({ Q: 35, X: 45 }, 20),
  ),
  cls6('B1 at forty of all', MES, { map: ['B1'], result: 'JOINT' }, map({ Q: 40, X: 40 }, 20)),
  ...(['X', 'E', 'N'] as const).map((domain) =>
    cls6(`B1 a lead of operations minds no ${domain}`, MES, { map: [], result: 'MES_LED' }, map({ [domain]: 10 })),
  ),
  cls6('B1 mirrored at forty', QUA, { map: ['B1'], base: 'QUALITY_LED', result: 'JOINT' }, map({ X: 2, Q: 3 })),
  cls6('B1 mirrored below forty', QUA, { map: [], result: 'QUALITY_LED' }, map({ X: 39, Q: 61 })),
  ...(['Q', 'E', 'N'] as const).map((domain) =>
    cls6(`B1 a lead of quality minds no ${domain}`, QUA, { map: [], result: 'QUALITY_LED' }, map({ [domain]: 10 })),
  ),
  cls6('B1 not where it is joint already', voted('SHARED', HIGH), { map: [], result: 'JOINT' }, map({ Q: 5, X: 5 })),
  cls6('B2 one object across domains', MES, { map: ['B2'], base: 'MES_LED', result: 'JOINT' }, map({ X: 9 }, 1, ['d'])),
  cls6('B2 beside B1', MES, { map: ['B1', 'B2'], result: 'JOINT' }, map({ X: 5, Q: 4 }, 1, ['d'])),
  cls6(
    'B2 where it is joint already',
    voted('SHARED', HIGH),
    { map: ['B2'], result: 'JOINT' },
    map({ X: 9 }, 1, ['d']),
  ),
  cls6(
    'B3 at eighty',
    NEAR_EXEC,
    { fired: ['T4'], map: ['B3'], base: 'JOINT', result: 'MES_LED' },
    map({ X: 4, Q: 1 }),
  ),
  cls6('B3 below eighty', NEAR_EXEC, { map: [], result: 'JOINT' }, map({ X: 79, Q: 21 })),
  cls6('B3 of all objects', NEAR_EXEC, { map: [], result: 'JOINT' }, map({ X: 79 }, 21)),
  cls6('B3 at eighty of all', NEAR_EXEC, { map: ['B3'], result: 'MES_LED' }, map({ X: 80 }, 20)),
  cls6(
    'B3 for quality at eighty',
    NEAR_QUAL,
    { fired: ['T4'], map: ['B3'], base: 'JOINT', result: 'QUALITY_LED' },
    map({ Q: 4, X: 1 }),
  ),
  cls6('B3 for quality below eighty', NEAR_QUAL, { map: [], result: 'JOINT' }, map({ Q: 79, X: 21 })),
  cls6('B3 for the work, and the records lie with quality', NEAR_EXEC, { map: [], result: 'JOINT' }, map({ Q: 10 })),
  cls6('B3 for quality, and the records lie with the work', NEAR_QUAL, { map: [], result: 'JOINT' }, map({ X: 10 })),
  cls6('B3 not with B2', NEAR_EXEC, { map: ['B2'], result: 'JOINT' }, map({ X: 9 }, 1, ['d'])),
  cls6(
    'B3 not beside another rule',
    voted('EXEC', '1000 1001'),
    { fired: ['T4', 'T5'], map: [], result: 'JOINT' },
    map({ X: 10 }),
  ),
  cls6(
    'B3 not for another rule alone',
    voted('EXEC', '0000 3231'),
    { fired: ['T5'], map: [], result: 'JOINT' },
    map({ X: 10 }),
  ),
  cls6('B3 not where nothing fired', MES, { map: [], result: 'MES_LED' }, map({ X: 10 })),
  {
    title: 'CLS-6 what the map counts: one system, two of one domain, two of two, none',
    actual: () =>
      countMap([
        { id: 'a', domains: ['X'] },
        { id: 'b', domains: ['Q'] },
        { id: 'c', domains: ['Q'] },
        { id: 'd', domains: ['E'] },
        { id: 'e', domains: ['N'] },
        { id: 'f', domains: ['X', 'X'] },
        { id: 'g', domains: ['X', 'Q'] },
        { id: 'h', domains: ['N', 'Q', 'N'] },
        { id: 'i', domains: [] },
      ]),
    expected: { objects: 9, settled: 5, domains: { X: 1, Q: 2, E: 1, N: 1 }, across: ['g', 'h'] },
  },
  { title: 'CLS-6 an empty map', actual: () => countMap([]), expected: NOTHING },
];

/** What the classification of the clean board counts after an edit. */
const counted = (why: string, edit: Edit, expected: Partial<MapCount>): Case => ({
  title: `CLS-6 of the board: ${why}`,
  actual: () => {
    const board = new Bench();
    edit(board);
    const { count } = board.analysis.classification;
    return Object.fromEntries(Object.keys(expected).map((part) => [part, count[part as keyof MapCount]]));
  },
  expected,
});
const BOARD: readonly Case[] = [
  counted('unchanged data is none', () => undefined, { objects: 0 }),
  counted('changed regulated data is', (b) => b.set('D1', { change: 'modify' }), {
    objects: 1,
    settled: 1,
    domains: { X: 1, Q: 0, E: 0, N: 0 },
  }),
  counted('changed unregulated data is not', (b) => b.set('D2', { change: 'modify' }), { objects: 0 }),
  counted('regulated data of which nobody said whether it is changed is not', (b) => b.set('D1', { change: null }), {
    objects: 0,
  }),
  counted('deleted data is not', (b) => b.add('D3', 'dataObject', { change: 'new', regulated: true }).remove('D3'), {
    objects: 0,
  }),
  counted('data without a system of record', (b) => b.add('D3', 'dataObject', { change: 'new', regulated: true }), {
    objects: 1,
    settled: 0,
    across: [],
  }),
  counted('a system of no domain is of none', (b) => b.set('D1', { change: 'new' }).set('MES', { domain: null }), {
    settled: 1,
    domains: { X: 0, Q: 0, E: 0, N: 1 },
  }),
  {
    title: 'CLS-6 of the board: data across domains',
    actual: () => {
      const board = new Bench().set('D1', { change: 'new' }).say('role', '*', 'D1', 'QMS', 'record');
      return board.analysis.classification.count.across.map((one) => one === board.id('D1'));
    },
    expected: [true],
  },
  counted(
    'data in two systems of one domain',
    (b) => b.set('D1', { change: 'new' }).set('ERP', { domain: 'X' }).say('role', '*', 'D1', 'ERP', 'record'),
    { objects: 1, settled: 0, across: [] },
  ),
];

const cls7 = gives('CLS-7');
const TEN = '3231 0000 00--';
const NINE = '3231 0000 0---';
const CLS_7: readonly Case[] = [
  cls7('ten of twelve are enough', voted('EXEC', TEN), { provisional: [] }),
  ...(['OPS', 'QUA', 'IT'] as const).flatMap((said) => [
    cls7(
      `nine are not: ${said}`,
      voted('EXEC', TEN).map((one) => (one.function === said ? ballot(said, said, 'EXEC', NINE) : one)),
      { provisional: [said] },
    ),
    cls7(
      `without a purpose: ${said}`,
      voted('EXEC', TEN).map((one) => (one.function === said ? ballot(said, said, null, HIGH) : one)),
      { provisional: [said] },
    ),
    cls7(
      `nobody of ${said}`,
      voted('EXEC', TEN).filter((one) => one.function !== said),
      { provisional: [said] },
    ),
  ]),
  cls7('a missing answer is none', voted('EXEC', '3231 0000 0'), { provisional: ['OPS', 'QUA', 'IT'] }),
  cls7('one participant of several is enough', [...voted('EXEC', TEN), ...participants('OPS', null, NINE, '')], {
    provisional: [],
  }),
  cls7(
    'purpose and answers of two participants are not',
    [
      ballot('a', 'OPS', 'EXEC', ''),
      ballot('b', 'OPS', null, HIGH),
      ...voted('EXEC', TEN).filter((one) => one.function !== 'OPS'),
    ],
    { provisional: ['OPS'] },
  ),
  cls7('only one function voted', participants('QUA', 'QUAL', '0000 3231 0000'), {
    provisional: ['OPS', 'IT'],
    base: 'QUALITY_LED',
    scores: { E: 0, Q: 83, S: 0 },
    participants: { OPS: 0, QUA: 1, IT: 0 },
  }),
  cls7(
    'the map and a function',
    voted('EXEC', TEN).filter((one) => one.function !== 'IT'),
    { provisional: ['B0', 'IT'] },
    map({}, 1),
  ),
];

/** The class of the clean board after an edit, and by which decision it was made joint. */
const decided = (why: string, edit: Edit, result: string, by: string | null): Case => ({
  title: `CLS-8 ${why}`,
  actual: () => {
    const board = new Bench();
    edit(board);
    const { classification } = board.analysis;
    const { madeJointBy } = classification;
    return [classification.result, madeJointBy === null ? null : madeJointBy === board.id(by ?? 'DEC1')];
  },
  expected: [result, by === null ? null : true],
});
const tied = (b: Bench, on: string): Bench => b.add('DEC1', 'decision', { rationale: 'Both' }).say('link', 'DEC1', on);
const CLS_8: readonly Case[] = [
  decided('an agreed decision makes it joint', (b) => tied(b, 'scoping.class').decide('DEC1'), 'JOINT', 'DEC1'),
  decided(
    'also where quality leads',
    (b) => tied(b, 'scoping.class').decide('DEC1').voteAll('QUAL', '0000 3231 0000'),
    'JOINT',
    'DEC1',
  ),
  decided('nobody agreed', (b) => tied(b, 'scoping.class'), 'MES_LED', null),
  decided('reversed', (b) => tied(b, 'scoping.class').decide('DEC1').decide('DEC1', 'reversed'), 'MES_LED', null),
  decided('about something else', (b) => tied(b, 'scoping.P').decide('DEC1'), 'MES_LED', null),
  decided('deleted', (b) => tied(b, 'scoping.class').decide('DEC1').remove('DEC1'), 'MES_LED', null),
  decided(
    'no decision',
    (b) => b.add('Q1', 'question').say('link', 'Q1', 'scoping.class').decide('Q1'),
    'MES_LED',
    null,
  ),
  decided(
    'the first of two that is agreed',
    (b) => tied(b, 'scoping.class').add('DEC2', 'decision').say('link', 'DEC2', 'scoping.class').decide('DEC2'),
    'JOINT',
    'DEC2',
  ),
  decided(
    'the first of two that are agreed',
    (b) =>
      tied(b, 'scoping.class')
        .decide('DEC1')
        .add('DEC2', 'decision')
        .say('link', 'DEC2', 'scoping.class')
        .decide('DEC2'),
    'JOINT',
    'DEC1',
  ),
  decided('nothing is said where it is joint by itself', (b) => b.voteAll('SHARED', HIGH), 'JOINT', null),
  {
    title: 'CLS-8 base, rules and map stay what they are',
    actual: () => {
      const { base, fired, map: rules, result } = classify(MES, map({ X: 1 }), 'd');
      return { base, fired, rules, result };
    },
    expected: { base: 'MES_LED', fired: [], rules: [], result: 'JOINT' },
  },
];

const cls9 = gives('CLS-9');
const CLS_9: readonly Case[] = [
  cls9('a lead, recording deliberately changed', voted('EXEC', ['3231 0000 0020', HIGH, HIGH]), {
    result: 'MES_LED',
    captureChanges: true,
  }),
  cls9('in the eyes of IT alone', voted('EXEC', [HIGH, HIGH, '3231 0000 0020']), { captureChanges: true }),
  cls9('a lead of quality', voted('QUAL', ['0000 3231 0000', '0000 3231 0030', '0000 3231 0000']), {
    result: 'QUALITY_LED',
    captureChanges: true,
  }),
  cls9('a side effect', voted('EXEC', '3231 0000 0010'), { result: 'MES_LED', captureChanges: false }),
  cls9('another change of what is recorded', voted('EXEC', '3231 0000 1103'), {
    result: 'MES_LED',
    captureChanges: false,
  }),
  cls9('joint by itself', voted('SHARED', '3231 0000 0020'), { result: 'JOINT', captureChanges: false }),
  cls9('joint by the map', voted('EXEC', '3231 0000 0020'), { result: 'JOINT', captureChanges: false }, map({ Q: 1 })),
  {
    title: 'CLS-9 made joint by a decision',
    actual: () => classify(voted('EXEC', '3231 0000 0020'), NOTHING, 'd').captureChanges,
    expected: false,
  },
];

export const CLASSIFICATION_CASES: readonly Case[] = [
  ...CLS_2,
  ...CLS_3,
  ...CLS_4,
  ...CLS_5,
  ...CLS_6,
  ...BOARD,
  ...CLS_7,
  ...CLS_8,
  ...CLS_9,
];
