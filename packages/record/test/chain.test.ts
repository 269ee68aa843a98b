/** Hash, place and verification of entries. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CHAIN_FAULTS,
  chained,
  ChainVerifier,
  entryHash,
  FIRST_PREV_HASH,
  verifyChain,
  type Entry,
  type LocatedFault,
  type RecordHead,
} from '../src/index.ts';
import { seeded, SEED } from './support/random.ts';
import { BOARD, HASH, Pen, randomId, timeAt } from './support/record.ts';
import { randomRecord, WAYS, type Tampered } from './support/tampering.ts';

const json = fc.jsonValue({ maxDepth: 3, stringUnit: 'grapheme' });
const text = fc.string({ unit: 'grapheme', maxLength: 20 });
const unhashed = fc.record({
  board: text,
  seq: fc.integer({ min: 1 }),
  id: text,
  kind: text,
  actor: text,
  at: text,
  payload: json,
  prevHash: text,
});

const headOf = ({ seq, hash }: Entry): RecordHead => ({ seq, hash });
/** Every so many entries, and the last. */
const signedEvery = (record: readonly Entry[], step: number): readonly RecordHead[] =>
  record.filter((entry) => entry.seq % step === 0 || entry.seq === record.length).map(headOf);

/** True where the first thing found is what was done, and names its number. */
function isLocated({ first: expected, alone }: Tampered, faults: readonly LocatedFault[]): boolean {
  const [first] = faults;
  if (first === undefined || !expected.fault.includes(first.fault)) return false;
  if (alone === true && faults.some((one) => one.seq !== expected.seq)) return false;
  // A head signed at the number of something forged tells before its successor does, as the end of a range.
  return first.fault === 'rewritten' && expected.fault.length > 1
    ? first.seq <= expected.seq && first.last >= expected.seq - 1
    : first.seq === expected.seq;
}

describe('hash', () => {
  it('REC-40 depends on every field and on nothing else', () => {
    fc.assert(
      fc.property(unhashed, unhashed, (one, other) => {
        const hash = entryHash(one);
        expect(hash).toMatch(/^[0-9a-f]{64}$/);
        for (const field of Object.keys(one) as (keyof typeof one)[]) {
          const mixed = { ...one, [field]: other[field] };
          expect(entryHash(mixed) === hash, field).toBe(JSON.stringify(one[field]) === JSON.stringify(other[field]));
        }
        expect(entryHash(Object.fromEntries(Object.entries(one).toReversed()) as unknown as Entry)).toBe(hash);
        expect(entryHash({ ...one, hash: 'x', more: 1 } as unknown as Entry)).toBe(hash);
        expect(entryHash({ ...one, payload: JSON.parse(JSON.stringify(one.payload)) })).toBe(hash);
      }),
      { numRuns: 300 },
    );
  });

  it('REC-40 is the same on every machine: a known entry has a known hash', () => {
    const entry = {
      board: 'b',
      seq: 1,
      id: 'i',
      kind: 'k',
      actor: 'a',
      at: timeAt(0),
      payload: { ä: 1 },
      prevHash: '0',
    };
    // SHA-256 of {"actor":"a","at":"2026-11-25T08:00:00.000Z","board":"b","id":"i","kind":"k","payload":{"ä":1},"prevHash":"0","seq":1}
    expect(entryHash(entry)).toBe('0fc481cac07f0032a4937f2faeef102f2594f2a2f00bf9028a29b15b64a5ce08');
  });

  it.each([
    ['no payload', undefined, 'without a payload'],
    ['a lone surrogate', { text: '\uDC00' }, 'Lone surrogate'],
    ['a lone surrogate in a key', { '\uD800': 1 }, 'Lone surrogate'],
    ['NaN', [Number.NaN], 'NaN'],
    ['infinity', { n: Number.NEGATIVE_INFINITY }, 'Infinity'],
  ])('REC-41 %s has no hash', (_, payload, message) => {
    expect(() => chained(BOARD, null, { id: 'i', kind: 'k', actor: 'a', at: timeAt(0), payload })).toThrow(message);
  });
});

describe('place', () => {
  it('REC-42 entries are numbered from 1 and name the one before; identity, time and payload are kept', () => {
    const said = { id: randomId('one'), kind: 'comment', actor: randomId('anna'), at: timeAt(1), payload: { a: [1] } };
    const first = chained(BOARD, null, said);
    expect(first).toEqual({ ...said, board: BOARD, seq: 1, prevHash: FIRST_PREV_HASH, hash: entryHash(first) });
    const second = chained(BOARD, headOf(first), said);
    expect(second).toMatchObject({ seq: 2, prevHash: first.hash });
    expect(second.hash).not.toBe(first.hash);
  });

  it('REC-42 what was given beside the fields of an entry stays out of it', () => {
    const said = {
      id: 'i',
      kind: 'k',
      actor: 'a',
      at: timeAt(1),
      payload: 1,
      board: 'other',
      seq: 7,
      hash: 'x',
      role: 'x',
    };
    expect(Object.keys(chained(BOARD, null, said)).sort()).toEqual(
      ['actor', 'at', 'board', 'hash', 'id', 'kind', 'payload', 'prevHash', 'seq'].sort(),
    );
    expect(chained(BOARD, null, said)).toMatchObject({ board: BOARD, seq: 1 });
  });
});

describe('verification', () => {
  it('REC-43 a record as it was written holds, with all its signed heads', () => {
    const random = seeded(SEED);
    for (let length = 0; length < 40; length += 1) {
      const record = randomRecord(random, length);
      const stored = JSON.parse(JSON.stringify(record)) as readonly Entry[];
      expect(verifyChain(BOARD, stored, record.map(headOf))).toEqual({
        entries: length,
        head: record.length === 0 ? null : headOf(record.at(-1)!),
        faults: [],
      });
    }
  });

  it('REC-43 a record may go on after its last signed head, not end before it', () => {
    const record = randomRecord(seeded(SEED), 9);
    expect(verifyChain(BOARD, record, [headOf(record[4]!)]).faults).toEqual([]);
    expect(verifyChain(BOARD, [], [headOf(record[4]!)]).faults).toEqual([{ fault: 'cut-off', seq: 1, last: 5 }]);
  });

  const MUTATIONS = 12_000;
  it(`REC-44 each of ${MUTATIONS} ways to tamper is found where it was done (seed ${SEED})`, () => {
    const random = seeded(SEED);
    const ways = Object.entries(WAYS);
    const records = Array.from({ length: 250 }, (_, at) => randomRecord(random, 1 + (at % 10)));
    const done = new Map<string, number>();
    const missed: unknown[] = [];
    let total = 0;
    for (let turn = 0; total < MUTATIONS; turn += 1) {
      const [name, way] = ways[turn % ways.length]!;
      const record = random.pick(records);
      const signed = signedEvery(record, 2 + random.int(5));
      const tampered = way(record, random, signed);
      if (tampered === null) continue;
      const { faults } = verifyChain(BOARD, tampered.entries, signed);
      if (!isLocated(tampered, faults)) missed.push({ name, turn, expected: tampered.first, faults, signed });
      done.set(name, (done.get(name) ?? 0) + 1);
      total += 1;
    }
    expect(missed.slice(0, 3)).toEqual([]);
    expect(total).toBe(MUTATIONS);
    expect([...done.keys()].sort()).toEqual(Object.keys(WAYS).sort());
  });

  it('REC-44 one change among two hundred entries is one fault, and the rest is not suspected', () => {
    const record = randomRecord(seeded(SEED), 200);
    const entries = record.with(119, { ...record[119]!, payload: 'else' });
    expect(verifyChain(BOARD, entries, [headOf(record[199]!)]).faults).toEqual([
      { fault: 'changed', seq: 120, last: 120 },
    ]);
    expect(verifyChain(BOARD, record.toSpliced(50, 20), [headOf(record[199]!)]).faults).toEqual([
      { fault: 'missing', seq: 51, last: 70 },
    ]);
  });

  it('REC-44 every kind of fault is found by some of the ways', () => {
    const random = seeded(SEED);
    const found = new Set<string>();
    for (const way of Object.values(WAYS))
      for (let turn = 0; turn < 20; turn += 1) {
        const record = randomRecord(random, 6);
        const signed = signedEvery(record, 3);
        for (const { fault } of verifyChain(BOARD, way(record, random, signed)!.entries, signed).faults)
          found.add(fault);
      }
    expect([...found].sort()).toEqual([...CHAIN_FAULTS].sort());
  });

  it('REC-45 a rehashed record is sound in itself: the signed heads tell, between the last that holds and the first that does not', () => {
    const pen = new Pen();
    for (const said of ['a', 'b', 'c', 'd', 'e', 'f']) pen.writes(randomId('anna'), 'comment', said);
    const other = new Pen();
    for (const said of ['a', 'b', 'c', 'D', 'e', 'f']) other.writes(randomId('anna'), 'comment', said);
    expect(verifyChain(BOARD, other.entries).faults).toEqual([]);
    const heads = [2, 5, 6].map((seq) => headOf(pen.entries[seq - 1]!));
    expect(verifyChain(BOARD, other.entries, heads).faults).toEqual([{ fault: 'rewritten', seq: 3, last: 5 }]);
    expect(verifyChain(BOARD, other.entries, heads.toReversed()).faults).toHaveLength(1);
    const forked = [...pen.entries.map(headOf), { seq: 4, hash: HASH }];
    expect(verifyChain(BOARD, pen.entries, forked).faults).toEqual([{ fault: 'rewritten', seq: 4, last: 4 }]);
  });

  it('REC-46 in pieces it is found as in one, whole or tampered with', () => {
    const random = seeded(SEED + 1);
    for (const way of Object.values(WAYS))
      for (let turn = 0; turn < 12; turn += 1) {
        const record = randomRecord(random, 2 + random.int(12));
        const signed = signedEvery(record, 3);
        const { entries } = way(record, random, signed) ?? { entries: record };
        const verifier = new ChainVerifier(BOARD, signed);
        for (let from = 0; from < entries.length;) {
          const to = from + random.int(4);
          verifier.add(entries.slice(from, to));
          from = to;
        }
        expect(verifier.end()).toEqual(verifyChain(BOARD, entries, signed));
        expect(verifier.end()).toEqual(verifier.end());
      }
  });

  it('REC-47 anything at all is answered, and nothing but an empty list is a record', () => {
    fc.assert(
      fc.property(fc.array(fc.anything({ withNullPrototype: true, withBigInt: true }), { maxLength: 5 }), (entries) => {
        const { faults } = verifyChain(BOARD, entries);
        expect(faults).toHaveLength(entries.length);
        expect(faults.every((one) => one.fault === 'unreadable')).toBe(true);
      }),
      { numRuns: 500 },
    );
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    const [entry] = new Pen().writes('a', 'k', 1).entries;
    for (const payload of [cycle, 10n, { toJSON: () => 1 / 0 }])
      expect(verifyChain(BOARD, [{ ...entry, payload }]).faults).toEqual([{ fault: 'changed', seq: 1, last: 1 }]);
  });
});
