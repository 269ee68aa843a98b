/** The oracle itself: the worked cases and the expected findings of DOMAIN come out of it, from the text alone. */
import { describe, expect, it } from 'vitest';
import { parseTemplate, templateSource, type TemplateBoard } from '../src/index.ts';
import { mulberry32, randomBoardText } from './support/reference/generate.ts';
import { reference, type ReferenceClassification } from './support/reference/model.ts';

const parsed = (text: string): TemplateBoard => {
  const result = parseTemplate(text);
  if (!result.ok) throw new Error(`${JSON.stringify(result.faults)}\n${text}`);
  return result.board;
};

type Ballot = readonly [by: 'OPS' | 'QUA' | 'IT', purpose: 'EXEC' | 'QUAL' | 'SHARED', answers: string];

/** A board with these ballots and one changed regulated data object for each entry: the domains of its systems of record. */
const worked = (ballots: readonly Ballot[], homes: readonly string[]): ReferenceClassification =>
  reference(
    parsed(
      [
        'TTL|Worked case',
        ...['X', 'Q', 'N'].map((domain) => `SYS|${domain}|other|${domain}|yes`),
        ...homes.map((_, index) => `DAT|D${index + 1}|Object ${index + 1}|other|rc|QUA`),
        ...homes.map((domains, index) => {
          const record = [...domains].join(' ');
          return `STP|${index + 1}|Step ${index + 1}|record|r|none||${record}||QUA||D${index + 1}+`;
        }),
        ...ballots.map((ballot) => `VOT|${ballot.join('|')}`),
      ].join('\n'),
    ),
  ).classification;

const all = (purpose: Ballot[1], answers: readonly [ops: string, qua: string, it: string]): readonly Ballot[] => [
  ['OPS', purpose, answers[0]],
  ['QUA', purpose, answers[1]],
  ['IT', purpose, answers[2]],
];
const CASE_5_OPS: Ballot = ['OPS', 'EXEC', '3321 0000 0010'];

describe('reference: worked cases of the classification', () => {
  it.each<
    readonly [title: string, ballots: readonly Ballot[], homes: readonly string[], expected: ReferenceClassification]
  >([
    [
      '1 all agree on execution, no map',
      all('EXEC', ['3231 0000 0010', '2220 0010 0010', '3231 0000 0010']),
      [],
      {
        result: 'MES_LED',
        scores: { E: 70, Q: 4, S: 7 },
        purpose: 'EXEC',
        base: 'MES_LED',
        fired: [],
        map: [],
        contested: [],
        split: [],
        provisional: [],
      },
    ],
    [
      '2 quality-led, a quarter of the records in execution',
      all('QUAL', ['0102 3210 0011', '0001 3321 0001', '0001 3210 0001']),
      ['Q', 'Q', 'Q', 'X'],
      {
        result: 'QUALITY_LED',
        scores: { E: 11, Q: 63, S: 9 },
        purpose: 'QUAL',
        base: 'QUALITY_LED',
        fired: [],
        map: [],
        contested: [],
        split: [],
        provisional: [],
      },
    ],
    [
      '3 one function says methods change',
      all('EXEC', ['1102 0000 1121', '0101 1010 3311', '1101 0000 1111']),
      ['X', 'X', 'X'],
      {
        result: 'JOINT',
        scores: { E: 26, Q: 7, S: 49 },
        purpose: 'EXEC',
        base: 'JOINT',
        fired: ['T1'],
        map: [],
        contested: ['S1', 'S2'],
        split: [],
        provisional: [],
      },
    ],
    [
      '4 MES-led until exactly 40 % of the records are quality’s',
      all('EXEC', ['3322 0010 1121', '3221 1011 1121', '2322 0010 0111']),
      ['Q', 'Q', 'X', 'X', 'X'],
      {
        result: 'JOINT',
        scores: { E: 80, Q: 17, S: 34 },
        purpose: 'EXEC',
        base: 'MES_LED',
        fired: [],
        map: ['B1'],
        contested: [],
        split: [],
        provisional: [],
      },
    ],
    [
      '5 six from operations weigh no more than two from quality',
      [
        ...Array.from({ length: 6 }, () => CASE_5_OPS),
        ['QUA', 'QUAL', '0001 3332 1111'],
        ['QUA', 'QUAL', '0011 3332 1112'],
        ['IT', 'QUAL', '0001 2221 0001'],
      ],
      ['Q', 'Q', 'Q', 'N'],
      {
        result: 'JOINT',
        scores: { E: 33, Q: 52, S: 18 },
        purpose: 'SHARED',
        base: 'JOINT',
        fired: ['T2'],
        map: [],
        contested: ['P', 'E1', 'E2', 'E3', 'Q1', 'Q2', 'Q3', 'Q4', 'S4'],
        split: [],
        provisional: [],
      },
    ],
    [
      '6 a close score, decided by the map at exactly 80 %',
      [
        ['OPS', 'EXEC', '2211 1121 1011'],
        ['QUA', 'EXEC', '2111 1121 1111'],
        ['IT', 'SHARED', '2211 1121 1011'],
      ],
      ['X', 'X', 'X', 'X', 'Q'],
      {
        result: 'MES_LED',
        scores: { E: 52, Q: 44, S: 27 },
        purpose: 'EXEC',
        base: 'JOINT',
        fired: ['T4'],
        map: ['B3'],
        contested: ['P'],
        split: [],
        provisional: [],
      },
    ],
    [
      '7 records of one object in two domains, IT silent',
      [
        ['OPS', 'EXEC', '3221 0000 0011'],
        ['QUA', 'EXEC', '3221 0000 0010'],
      ],
      ['XQ', 'X', 'X', 'X'],
      {
        result: 'JOINT',
        scores: { E: 72, Q: 0, S: 10 },
        purpose: 'EXEC',
        base: 'MES_LED',
        fired: [],
        map: ['B2'],
        contested: [],
        split: [],
        provisional: ['IT'],
      },
    ],
    [
      '8 a split function, half the map without a home',
      [
        ['OPS', 'QUAL', '0100 2110 1010'],
        ['OPS', 'QUAL', '0100 3210 0010'],
        ['OPS', 'QUAL', '0100 1110 0010'],
        ['OPS', 'EXEC', '0100 3310 0010'],
        ['QUA', 'QUAL', '0001 3321 0110'],
        ['IT', 'QUAL', '0001 2210 0000'],
        ['IT', 'QUAL', '---- ---- ----'],
      ],
      ['Q', 'Q', '', ''],
      {
        result: 'QUALITY_LED',
        scores: { E: 7, Q: 59, S: 8 },
        purpose: 'QUAL',
        base: 'QUALITY_LED',
        fired: [],
        map: ['B0'],
        contested: [],
        split: ['Q1/OPS', 'Q2/OPS'],
        provisional: ['B0'],
      },
    ],
  ])('CLS-1 %s', (_, ballots, homes, expected) => {
    expect(worked(ballots, homes)).toEqual(expected);
  });

  it('CLS-1 seven of ten objects with one home are enough for the map to speak, six are not', () => {
    const ballots = all('EXEC', ['3231 0000 0010', '2220 0010 0010', '3231 0000 0010']);
    const map = (single: number): readonly string[] =>
      worked(
        ballots,
        Array.from({ length: 10 }, (_, index) => (index < single ? 'Q' : '')),
      ).map;
    expect([map(7), map(6)]).toEqual([['B1'], ['B0']]);
  });
});

describe('reference: expected findings of the templates', () => {
  it.each([
    ['t1', 'JOINT', []],
    [
      't2',
      'JOINT',
      ['B M02 D3', 'B M05 D1 PAPER', 'B O07 change_control', 'B R03 downtime', 'W M04 D1', 'W P08 R4', 'W R02 3'],
    ],
    ['t3', 'QUALITY_LED', []],
    [
      't4',
      'JOINT',
      [
        'B I02 I3',
        'B O02 D3',
        'B R07 batch_record',
        'W G03 Q1',
        'W I03 I3',
        'W M08 D6',
        'W M09 I6',
        'W P08 R3',
        'W R06 D6',
      ],
    ],
    ['t5', 'QUALITY_LED', ['B M06 7 D3', 'B P01 R4', 'B P04 R4 ERP D3']],
    [
      't6',
      'JOINT',
      [
        'B M02 D3',
        'B O09 3',
        'B P05 R3',
        'B R01 MES',
        'B R07 batch_record',
        'B R07 integration',
        'W M09 I3',
        'W R08 MES',
      ],
    ],
  ] as const)('FIN-1 %s is %s and finds what DOMAIN expects', (template, expectedClass, expected) => {
    const { findings, classification } = reference(parsed(templateSource(template)!.text));
    expect(classification.result).toBe(expectedClass);
    expect(findings.map(({ rule, severity, subjects }) => [severity, rule, ...subjects].join(' ')).sort()).toEqual(
      expected,
    );
  });

  it('FIN-1 t3 scores 4, 54 and 21; t2 is quality-led until the map speaks', () => {
    expect(reference(parsed(templateSource('t3')!.text)).classification.scores).toEqual({ E: 4, Q: 54, S: 21 });
    expect(reference(parsed(templateSource('t2')!.text)).classification).toMatchObject({
      base: 'QUALITY_LED',
      map: ['B1', 'B2'],
      fired: [],
    });
  });
});

describe('reference: random boards', () => {
  /** Cannot be told in a compact text: dangling rows, decisions, questions, stances, context answers, signers. */
  const RULES = [
    'M01',
    'M02',
    'M03',
    'M04',
    'M05',
    'M06',
    'M07',
    'M08',
    'M09',
    'M11',
    'O01',
    'O02',
    'O03',
    'O04',
    'O05',
    'O06',
    'O07',
    'O08',
    'O09',
    'O10',
    'O11',
    'P01',
    'P02',
    'P03',
    'P04',
    'P05',
    'P06',
    'P07',
    'P08',
    'I01',
    'I02',
    'I03',
    'I04',
    'R01',
    'R02',
    'R03',
    'R04',
    'R05',
    'R06',
    'R07',
    'R08',
    'G02',
    'G03',
    'G07',
    'G08',
  ];
  const BOARDS = 600;
  const drawn = Array.from({ length: BOARDS }, (_, seed) => reference(parsed(randomBoardText(mulberry32(seed)))));

  it('FIN-1 every rule fires on some boards and stays silent on others', () => {
    const rare = RULES.filter((rule) => {
      const count = drawn.filter(({ findings }) => findings.some((finding) => finding.rule === rule)).length;
      return count < BOARDS / 25 || count > BOARDS - BOARDS / 25;
    });
    expect(rare).toEqual([]);
  });

  it('CLS-1 every class, T rule and B rule comes up', () => {
    const seen = new Set(
      drawn.flatMap(({ classification: { result, base, fired, map, provisional } }) => [
        result,
        `${base} before the map`,
        ...fired,
        ...map,
        ...provisional,
      ]),
    );
    const expected = [
      ...['MES_LED', 'QUALITY_LED', 'JOINT'].flatMap((one) => [one, `${one} before the map`]),
      'T1',
      'T2',
      'T3',
      'T4',
      'T5',
      'B0',
      'B1',
      'B2',
      'B3',
      'OPS',
      'QUA',
      'IT',
    ];
    expect(expected.filter((one) => !seen.has(one))).toEqual([]);
  });
});
