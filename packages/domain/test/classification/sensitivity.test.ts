/** Sensitivity against trying every single change with `classify`, and on the worked cases of DOMAIN section 3. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ANSWERS,
  classify,
  countMap,
  DOMAINS,
  PURPOSES,
  QUESTIONS,
  sensitivityOf,
  type Answer,
  type Ballot,
  type PlacedObject,
  type Purpose,
  type Sensitivity,
  type SystemDomain,
} from '../../src/index.ts';

const FUNCTIONS = ['OPS', 'QUA', 'IT', 'OTHER'] as const;

/** Everything that one change would make of it, by trying it. */
function bruteForce(ballots: readonly Ballot[], placed: readonly PlacedObject[], joint: string | null): Sensitivity {
  const classOf = (with_: readonly Ballot[], on: readonly PlacedObject[]) =>
    classify(with_, countMap(on), joint).result;
  const result = classOf(ballots, placed);
  const last = new Map(ballots.map((one) => [one.participant, one]));
  const voters = [...last.values()]
    .filter((one) => one.function !== 'OTHER')
    .sort(
      (a, b) =>
        FUNCTIONS.indexOf(a.function) - FUNCTIONS.indexOf(b.function) || (a.participant < b.participant ? -1 : 1),
    );
  const instead = (voter: Ballot, now: Ballot) =>
    classOf(
      ballots.map((one) => (one === voter ? now : one)),
      placed,
    );
  const answers = voters.flatMap((voter) =>
    QUESTIONS.flatMap((question) =>
      [...ANSWERS, null].flatMap((to) => {
        const from = voter.answers[question] ?? null;
        if (from === to) return [];
        const then = instead(voter, { ...voter, answers: { ...voter.answers, [question]: to } });
        const said = voter.function as 'OPS';
        return then === result
          ? []
          : [{ participant: voter.participant, function: said, question, from, to, result: then }];
      }),
    ),
  );
  const purposes = voters.flatMap((voter) =>
    PURPOSES.flatMap((to) => {
      if (to === voter.purpose) return [];
      const then = instead(voter, { ...voter, purpose: to });
      const said = voter.function as 'OPS';
      return then === result
        ? []
        : [{ participant: voter.participant, function: said, from: voter.purpose, to, result: then }];
    }),
  );
  const map = placed.flatMap((object, at) => {
    const settled = object.domains.length === 1;
    const moved = DOMAINS.flatMap((to) => {
      if (settled && object.domains[0] === to) return [];
      const then = classOf(ballots, placed.with(at, { ...object, domains: [to] }));
      return then === result
        ? []
        : [{ data: object.id, change: settled ? ('moves' as const) : ('settles' as const), to, result: then }];
    });
    const without = classOf(ballots, placed.toSpliced(at, 1));
    return [...moved, ...(without === result ? [] : [{ data: object.id, change: 'leaves' as const, result: without }])];
  });
  return { result, firm: answers.length + purposes.length + map.length === 0, answers, purposes, map };
}

const answer: fc.Arbitrary<Answer | null | undefined> = fc.constantFrom(0, 0, 1, 1, 2, 3, null, undefined);
/** Answers of people who mean the floor, the quality unit, or anything; wild ones are mostly joint whatever changes. */
const LEANINGS: readonly (readonly [Purpose, readonly Answer[]])[] = [
  ['EXEC', [3, 2, 2, 1, 0, 0, 1, 0, 1, 1, 1, 0]],
  ['EXEC', [2, 2, 1, 1, 1, 1, 2, 1, 1, 0, 1, 1]],
  ['QUAL', [0, 1, 0, 1, 2, 2, 2, 1, 0, 0, 1, 1]],
];
const answersOf = (leaning: readonly Answer[] | null): fc.Arbitrary<Ballot['answers']> =>
  fc
    .tuple(
      ...QUESTIONS.map((question, at) =>
        fc.tuple(
          fc.constant(question),
          leaning === null
            ? answer
            : fc.oneof({ weight: 9, arbitrary: fc.constant(leaning[at]) }, { weight: 1, arbitrary: answer }),
        ),
      ),
    )
    .map((list) => Object.fromEntries(list.filter(([, said]) => said !== undefined)) as Ballot['answers']);
const ballot = (participants: number, leaning: (typeof LEANINGS)[number] | null = null): fc.Arbitrary<Ballot> =>
  fc.record({
    participant: fc.nat(participants).map((at) => `p${at}`),
    function: fc.constantFrom(...FUNCTIONS),
    purpose: fc.oneof(
      { weight: leaning === null ? 0 : 9, arbitrary: fc.constant(leaning?.[0] ?? null) },
      { weight: 1, arbitrary: fc.constantFrom<(Purpose | null)[]>('EXEC', 'QUAL', 'SHARED', null) },
    ),
    answers: answersOf(leaning?.[1] ?? null),
  });
const ballots: fc.Arbitrary<readonly Ballot[]> = fc
  .constantFrom(null, ...LEANINGS)
  .chain((leaning) => fc.array(ballot(7, leaning), { maxLength: 8 }));
const placed: fc.Arbitrary<readonly PlacedObject[]> = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom<SystemDomain[][]>(['X'], ['X'], ['Q'], ['E'], ['N']) },
      { weight: 1, arbitrary: fc.array(fc.constantFrom<SystemDomain[]>('X', 'Q', 'E', 'N'), { maxLength: 2 }) },
    ),
    { maxLength: 8 },
  )
  .map((list) => list.map((domains, at) => ({ id: `D${at}`, domains })));

const voted = (said: Ballot['function'], purpose: Purpose, digits: string, at: number): Ballot => ({
  participant: `${said}${at}`,
  function: said,
  purpose,
  answers: Object.fromEntries(
    [...digits.replaceAll(' ', '')].map((digit, index) => [QUESTIONS[index]!, digit === '-' ? null : Number(digit)]),
  ) as Ballot['answers'],
});
const objects = (...domains: readonly SystemDomain[][]): readonly PlacedObject[] =>
  domains.map((one, at) => ({ id: `D${at + 1}`, domains: one }));

/** `OPS1 S1 1>2 JOINT` */
const told = (one: Sensitivity): readonly string[] => [
  ...one.answers.map(
    (flip) => `${flip.participant} ${flip.question} ${flip.from ?? '-'}>${flip.to ?? '-'} ${flip.result}`,
  ),
  ...one.purposes.map((flip) => `${flip.participant} P ${flip.from ?? '-'}>${flip.to} ${flip.result}`),
  ...one.map.map(
    (flip) => `${flip.data} ${flip.change}${flip.change === 'leaves' ? '' : ` ${flip.to}`} ${flip.result}`,
  ),
];

describe('sensitivity', () => {
  it('CLS-10 lists what trying every single change lists', () => {
    const seen = { answers: 0, purposes: 0, map: 0, firm: 0 };
    fc.assert(
      fc.property(ballots, placed, fc.constantFrom(null, null, null, 'a decision'), (said, on, joint) => {
        const got = sensitivityOf(said, on, joint);
        expect(got).toEqual(bruteForce(said, on, joint));
        seen.answers += got.answers.length;
        seen.purposes += got.purposes.length;
        seen.map += got.map.length;
        if (got.firm) seen.firm += 1;
      }),
      { numRuns: 150 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
  });

  it('CLS-10 case 6: MES-led by B3 at 80%, which hangs on one record and on little else', () => {
    const said = [
      voted('OPS', 'EXEC', '2211 1121 1011', 1),
      voted('QUA', 'EXEC', '2111 1121 1111', 1),
      voted('IT', 'SHARED', '2211 1121 1011', 1),
    ];
    const got = sensitivityOf(said, objects(['X'], ['X'], ['X'], ['X'], ['Q']));
    expect(got.result).toBe('MES_LED');
    expect(told({ ...got, answers: [], purposes: [] })).toEqual(
      ['D1', 'D2', 'D3', 'D4'].flatMap((data) => [
        `${data} moves Q JOINT`,
        `${data} moves E JOINT`,
        `${data} moves N JOINT`,
        `${data} leaves JOINT`,
      ]),
    );
    // Quality alone can make it joint by a purpose; IT decides none.
    expect(told({ ...got, answers: [], map: [] })).toEqual([
      'OPS1 P EXEC>QUAL JOINT',
      'OPS1 P EXEC>SHARED JOINT',
      'QUA1 P EXEC>QUAL JOINT',
      'QUA1 P EXEC>SHARED JOINT',
    ]);
    expect(told(got)).toContain('OPS1 S1 1>2 JOINT');
    expect(got).toEqual(bruteForce(said, objects(['X'], ['X'], ['X'], ['X'], ['Q']), null));
  });

  it('CLS-10 case 4: joint by B1 at exactly 40%, so that one record of quality’s less gives MES-led', () => {
    const said = [
      voted('OPS', 'EXEC', '3322 0010 1121', 1),
      voted('QUA', 'EXEC', '3221 1011 1121', 1),
      voted('IT', 'EXEC', '2322 0010 0111', 1),
    ];
    const got = sensitivityOf(said, objects(['Q'], ['Q'], ['X'], ['X'], ['X']));
    expect(got.result).toBe('JOINT');
    expect(told({ ...got, answers: [], purposes: [] })).toEqual([
      'D1 moves X MES_LED',
      'D1 moves E MES_LED',
      'D1 moves N MES_LED',
      'D1 leaves MES_LED',
      'D2 moves X MES_LED',
      'D2 moves E MES_LED',
      'D2 moves N MES_LED',
      'D2 leaves MES_LED',
    ]);
    expect([got.answers, got.purposes]).toEqual([[], []]);
  });

  it('CLS-10 case 3: S1 and S2 both say joint, so no single answer undoes it; case 7: settling the split record does', () => {
    const three = sensitivityOf(
      [
        voted('OPS', 'EXEC', '1102 0000 1121', 1),
        voted('QUA', 'EXEC', '0101 1010 3311', 1),
        voted('IT', 'EXEC', '1101 0000 1111', 1),
      ],
      objects(['X'], ['X'], ['X']),
    );
    expect(three).toMatchObject({ result: 'JOINT', firm: true });
    const seven = sensitivityOf(
      [voted('OPS', 'EXEC', '3221 0000 0011', 1), voted('QUA', 'EXEC', '3221 0000 0010', 1)],
      objects(['X', 'Q'], ['X'], ['X'], ['X']),
    );
    expect(told(seven)).toEqual([
      'D1 settles X MES_LED',
      'D1 settles Q MES_LED',
      'D1 settles E MES_LED',
      'D1 settles N MES_LED',
      'D1 leaves MES_LED',
    ]);
  });

  it('CLS-10 a class that a decision made joint is firm', () => {
    const got = sensitivityOf([voted('OPS', 'EXEC', '3231 0000 0010', 1)], [], 'a decision');
    expect(got).toEqual({ result: 'JOINT', firm: true, answers: [], purposes: [], map: [] });
  });

  it('CLS-10 the same for the same ballots in another order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(ballot(30), { maxLength: 8, selector: (one) => one.participant }),
        placed,
        (said, on) => {
          expect(sensitivityOf(said.toReversed(), on)).toEqual(sensitivityOf(said, on));
        },
      ),
      { numRuns: 30 },
    );
  });
});
