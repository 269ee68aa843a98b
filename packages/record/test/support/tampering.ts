/**
 * Ways to tamper with a record that was signed at some of its heads and at its last, and where each must be found. A way
 * answers null where the record is too short for it.
 */
import { chained, type ChainFault, type Entry, type RecordHead } from '../../src/index.ts';
import type { Random } from './random.ts';
import { BOARD, Pen, randomId } from './record.ts';

export interface Tampered {
  readonly entries: readonly unknown[];
  /** The first thing found: an exact number, or a range that must hold the place. */
  readonly first: { readonly fault: readonly ChainFault[]; readonly seq: number };
  /** True where every fault must be at that number. */
  readonly alone?: boolean;
}
export type Way = (record: readonly Entry[], random: Random, signed: readonly RecordHead[]) => Tampered | null;

const OTHER_HASH = 'cd'.repeat(32);
const TEXTS = ['', 'Ä', 'ground truth', '\u202Eevil', '<svg onload=alert(1)>', '🙂', '__proto__', 'ok\nok'];

const randomPayload = (random: Random): unknown => ({
  text: random.pick(TEXTS),
  number: random.int(1000) / 8,
  list: Array.from({ length: random.int(3) }, () => random.pick(TEXTS)),
  nested: { on: random.chance(0.5), none: null },
});

/** A record of random payloads; its kinds do not matter to the chain. */
export function randomRecord(random: Random, length: number, board = BOARD): readonly Entry[] {
  const pen = new Pen(board);
  for (let left = length; left > 0; left -= 1)
    pen.writes(randomId(random.pick(['anna', 'bert', 'carla'])), random.pick(['comment', 'x']), randomPayload(random));
  return pen.entries;
}

/** The entry at its place, said differently and hashed anew. */
const forged = (entry: Entry, board = entry.board): Entry =>
  chained(board, { seq: entry.seq - 1, hash: entry.prevHash }, { ...entry, payload: { forged: entry.payload } });

/** Entries chained anew after the ones before them. */
function rechained(before: readonly Entry[], tail: readonly Entry[]): readonly Entry[] {
  const all = [...before];
  for (const entry of tail) all.push(chained(entry.board, all.at(-1) ?? null, entry));
  return all;
}

const at = (fault: ChainFault | readonly ChainFault[], seq: number): Tampered['first'] => ({
  fault: typeof fault === 'string' ? [fault] : fault,
  seq,
});

const update =
  (change: (entry: Entry, random: Random) => Record<string, unknown>): Way =>
  (record, random) => {
    const index = random.int(record.length);
    const entries = record.with(index, change(record[index]!, random) as unknown as Entry);
    return { entries, first: at(['changed', 'unreadable'], index + 1), alone: true };
  };

const oneOf =
  <T>(field: keyof Entry, values: (entry: Entry) => readonly T[]): Way =>
  (record, random, signed) =>
    update((entry) => ({ ...entry, [field]: random.pick(values(entry)) }))(record, random, signed);

/** Rehashing what comes after leaves a sound chain: only a signed head tells, and only up to the next one. */
const rewritten = (entries: readonly Entry[], from: number, signed: readonly RecordHead[]): Tampered => {
  const next = signed.find((head) => head.seq >= from && head.seq <= entries.length);
  const held = signed.findLast((head) => head.seq < from)?.seq ?? 0;
  return {
    entries,
    first: next === undefined ? at('cut-off', entries.length + 1) : at('rewritten', held + 1),
  };
};

export const WAYS: Readonly<Record<string, Way>> = {
  'update board': oneOf('board', (entry) => [`${entry.board}x`, '', randomId('other'), null]),
  'update seq': oneOf('seq', ({ seq }) => [seq + 1, seq - 1, seq + 7, -seq, seq + 0.5, String(seq), NaN, 2 ** 53]),
  'update id': oneOf('id', ({ id }) => [`${id}x`, '', id.toUpperCase(), 7]),
  'update kind': oneOf('kind', ({ kind }) => [`${kind}.edit`, '', null]),
  'update actor': oneOf('actor', ({ actor }) => [randomId('mallory'), actor.slice(1), undefined]),
  'update at': oneOf('at', (entry) => [entry.at.replace('2026', '2025'), '', `${entry.at} `, 0]),
  'update prevHash': oneOf('prevHash', () => [OTHER_HASH, '', OTHER_HASH.toUpperCase(), null]),
  'update hash': oneOf('hash', ({ hash }) => [OTHER_HASH, '', hash.toUpperCase(), `${hash} `, null]),
  'update payload': oneOf('payload', ({ payload }) => [
    null,
    [payload],
    'x',
    { ...(payload as object), text: 'something else' },
    { ...(payload as object), nested: { on: 'true', none: null } },
    { ...(payload as object), nested: { on: true, none: undefined } },
    { ...(payload as object), more: '' },
    { ...(payload as object), text: '\uD800' },
  ]),
  'one character of the payload': update((entry, random) => {
    const text = JSON.stringify(entry.payload);
    const digits = [...text.matchAll(/\d/g)].map((match) => match.index);
    const place = random.pick(digits);
    return {
      ...entry,
      payload: JSON.parse(text.slice(0, place) + ((Number(text[place]) + 1) % 10 || 1) + text.slice(place + 1)),
    };
  }),
  'add a field': update((entry, random) => ({ ...entry, [random.pick(['note', 'Hash', 'signature'])]: 'x' })),
  'remove a field': update((entry, random) => {
    const gone = random.pick(Object.keys(entry));
    return Object.fromEntries(Object.entries(entry).filter(([key]) => key !== gone));
  }),
  'put something else in its place': (record, random) => {
    const index = random.int(record.length);
    const entries = (record as readonly unknown[]).with(index, random.pick([null, undefined, 7, 'x', [], {}]));
    return { entries, first: at('unreadable', index + 1), alone: true };
  },
  'delete one': (record, random) => {
    const index = random.int(record.length);
    const last = index === record.length - 1;
    return { entries: record.toSpliced(index, 1), first: at(last ? 'cut-off' : 'missing', index + 1), alone: true };
  },
  'delete several': (record, random) => {
    if (record.length < 3) return null;
    const index = random.int(record.length - 2);
    return { entries: record.toSpliced(index, 2), first: at('missing', index + 1), alone: true };
  },
  'truncate the tail': (record, random) => {
    const kept = random.int(record.length);
    return { entries: record.slice(0, kept), first: at('cut-off', kept + 1), alone: true };
  },
  swap: (record, random) => {
    if (record.length < 2) return null;
    const one = random.int(record.length - 1);
    const other = one + 1 + random.int(record.length - one - 1);
    return {
      entries: record.with(one, record[other]!).with(other, record[one]!),
      first: at('missing', one + 1),
    };
  },
  duplicate: (record, random) => {
    const index = random.int(record.length);
    const place = index + 1 + random.int(record.length - index);
    return { entries: record.toSpliced(place, 0, record[index]!), first: at('reordered', index + 1), alone: true };
  },
  'insert a forged one, hashed': (record, random) => {
    const index = random.int(record.length);
    const { seq } = record[index]!;
    return { entries: record.toSpliced(index, 0, forged(record[index]!)), first: at(['reordered', 'rewritten'], seq) };
  },
  'insert one that is not hashed': (record, random) => {
    const index = random.int(record.length + 1);
    const model = record[Math.min(index, record.length - 1)]!;
    return {
      entries: record.toSpliced(index, 0, { ...model, seq: index + 1, id: randomId('new') }),
      first: at('changed', index + 1),
    };
  },
  'insert one and count on': (record, random) => {
    const index = random.int(record.length);
    const counted = record.slice(index).map((entry) => ({ ...entry, seq: entry.seq + 1 }));
    const entries = [...record.slice(0, index), forged(record[index]!), ...counted];
    // What was inserted is sound; where it does not belong shows at the next, or at a head signed at its number.
    return { entries, first: at(['changed', 'rewritten'], index + 2) };
  },
  'insert one of another board': (record, random) => {
    const foreign = randomRecord(random, record.length, randomId('other'));
    const index = random.int(record.length + 1);
    return { entries: record.toSpliced(index, 0, random.pick(foreign)), first: at('foreign', index + 1) };
  },
  'replace by one of another board': (record, random) => {
    const index = random.int(record.length);
    const foreign = randomRecord(random, record.length, randomId('other'));
    return { entries: record.with(index, foreign[index]!), first: at('foreign', index + 1) };
  },
  'replace one, hashed': (record, random) => {
    if (record.length < 2) return null;
    const index = random.int(record.length - 1);
    return { entries: record.with(index, forged(record[index]!)), first: at(['unlinked', 'rewritten'], index + 2) };
  },
  'replace one and rehash the tail': (record, random, signed) => {
    const index = random.int(record.length);
    const tail = record.slice(index).with(0, forged(record[index]!));
    return rewritten(rechained(record.slice(0, index), tail), index + 1, signed);
  },
  'delete one and rehash the tail': (record, random, signed) => {
    const index = random.int(record.length);
    return rewritten(rechained(record.slice(0, index), record.slice(index + 1)), index + 1, signed);
  },
  'insert one and rehash the tail': (record, random, signed) => {
    const index = random.int(record.length);
    const tail = [forged(record[index]!), ...record.slice(index)];
    return rewritten(rechained(record.slice(0, index), tail), index + 1, signed);
  },
  'swap two and rehash the tail': (record, random, signed) => {
    if (record.length < 2) return null;
    const index = random.int(record.length - 1);
    const [one, other] = [record[index]!, record[index + 1]!];
    const tail = [other, one, ...record.slice(index + 2)];
    return rewritten(rechained(record.slice(0, index), tail), index + 1, signed);
  },
};
