/** Hostile edits, one by one: each is refused or harmless, and the others go on working. */
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { LIMITS } from '../src/limits.ts';
import { REFUSALS, type RefusalCode } from '../src/wire/refusals.ts';
import * as forge from './support/forge.ts';
import {
  ANNA,
  AT,
  BEN,
  expectHarmless,
  expectWorkGoesOn,
  MALLORY,
  siege,
  stateOf,
  type Siege,
} from './support/siege.ts';

let current: Siege | null = null;
afterEach(() => {
  current?.end();
  current = null;
});
const start = async (own: boolean): Promise<Siege> => (current = await siege(own));

const own = (
  structs: readonly forge.Bytes[],
  more: Partial<forge.ForgedSection> = {},
  deletions: forge.ForgedDeletions = [],
): forge.Bytes => forge.editFrame(forge.update([{ client: MALLORY, clock: 0, structs, ...more }], deletions));
const into = (key: string): forge.Hook => ({ root: 'step', key });
const value = (key = 'x'): forge.Bytes => forge.any(into(key), 1);

/** Frames, the code our own client is told, and for a foreign client the name of the close reason when it differs. */
type Attack = readonly [title: string, frames: () => readonly forge.Bytes[], code: RefusalCode];

const ATTACKS: readonly Attack[] = [
  ['a GC struct of huge length under its own client id', () => [own([forge.gc(2 ** 31)])], 'too-large'],
  [
    'a GC struct of huge length at the next clock of somebody else',
    () => [forge.editFrame(forge.update([{ client: ANNA, clock: AT.end, structs: [forge.gc(2 ** 31)] }]))],
    'too-large',
  ],
  [
    'a small GC struct at the next clock of somebody else',
    () => [forge.editFrame(forge.update([{ client: ANNA, clock: AT.end, structs: [forge.gc(5)] }]))],
    'client-id-taken',
  ],
  [
    'a value at the next clock of somebody else',
    () => [forge.editFrame(forge.update([{ client: ANNA, clock: AT.end, structs: [value()] }]))],
    'client-id-taken',
  ],
  [
    'its own value with one relayed for somebody else',
    () => [
      forge.editFrame(
        forge.update([
          { client: MALLORY, clock: 0, structs: [value()] },
          { client: ANNA, clock: AT.end, structs: [value()] },
        ]),
      ),
    ],
    'client-id-taken',
  ],
  [
    'the client id that somebody shows in awareness but has not written with',
    () => [forge.editFrame(forge.update([{ client: BEN, clock: 0, structs: [value()] }]))],
    'client-id-taken',
  ],
  ['advance beyond 31 bits in small steps', () => [own([forge.gc(LIMITS.maxAdvance + 1)])], 'too-large'],
  [
    'a count of 33,000,000 structs in 8 bytes',
    () => [forge.editFrame(Uint8Array.of(1, 0xc0, 0x92, 0xde, 0x0f, 1, 0, 0))],
    'too-large',
  ],
  [
    'a count of sections without sections',
    () => [forge.editFrame(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x0f, 0))],
    'malformed',
  ],
  [
    'a count of deletions without deletions',
    () => [forge.editFrame(Uint8Array.of(0, 0xff, 0xff, 0xff, 0xff, 0x0f))],
    'malformed',
  ],
  [
    'more structs than one edit may hold',
    () => [own(Array.from({ length: LIMITS.maxStructs + 1 }, () => forge.gc(1)))],
    'too-large',
  ],
  ['an unknown root', () => [own([forge.any({ root: 'secrets', key: 'x' }, 1)])], 'unknown-root'],
  [
    '20,000 unknown roots',
    () => [own(Array.from({ length: 20_000 }, (_, index) => forge.any({ root: `${index}`, key: '' }, 1)))],
    'too-large',
  ],
  [
    'maps nested 10,000 deep',
    () => [
      own(
        Array.from({ length: 10_000 }, (_, index) =>
          forge.map(index === 0 ? into('x') : { parent: [MALLORY, index - 1], key: 'x' }),
        ),
      ),
    ],
    'too-large',
  ],
  [
    '5,000 unknown roots',
    () => [own(Array.from({ length: 5_000 }, (_, index) => forge.any({ root: `r${index}`, key: 'x' }, 1)))],
    'unknown-root',
  ],
  ['a root with a name of a kilobyte', () => [own([forge.any({ root: 'r'.repeat(1_024), key: 'x' }, 1)])], 'too-large'],
  ['a root named __proto__', () => [own([forge.any({ root: '__proto__', key: 'x' }, 1)])], 'unknown-root'],
  ['a list item inside a map root', () => [own([forge.any({ root: 'step' }, 1)])], 'wrong-place'],
  ['text inside a map root', () => [own([forge.text(into('x'), 'abc')])], 'wrong-place'],
  ['a key inside a text root', () => [own([forge.any({ root: 'text:s1:note', key: 'x' }, 1)])], 'wrong-place'],
  ['a map inside a text root', () => [own([forge.map({ root: 'text:s1:note' })])], 'wrong-place'],
  ['characters directly inside a text root', () => [own([forge.text({ root: 'text:s1:note' }, 'abc')])], 'wrong-place'],
  ['a node inside a text', () => [own([forge.element({ parent: [ANNA, AT.text] })])], 'wrong-place'],
  [
    'an XML text inside an entity',
    () => [own([forge.xmlText({ parent: [ANNA, AT.entity], key: 'x' })])],
    'wrong-place',
  ],
  ['a parent that is a plain value', () => [own([forge.any({ parent: [ANNA, AT.s1], key: 'x' }, 1)])], 'wrong-place'],
  [
    'origin in one root, right origin in another',
    () => [own([forge.any({ origin: [ANNA, AT.s1], right: [ANNA, AT.mes] }, 1)])],
    'wrong-place',
  ],
  [
    'origin and right origin under two keys of one map',
    () => [own([forge.any({ origin: [ANNA, AT.s1], right: [ANNA, AT.s2] }, 1)])],
    'wrong-place',
  ],
  ['an origin in the future of somebody else', () => [own([forge.any({ origin: [ANNA, AT.end + 5] }, 1)])], 'gap'],
  ['an origin in its own future', () => [own([forge.any({ origin: [MALLORY, 7] }, 1)])], 'gap'],
  ['an origin of nobody', () => [own([forge.any({ origin: [4242, 0] }, 1)])], 'gap'],
  ['an origin that is itself', () => [own([forge.any({ origin: [MALLORY, 0] }, 1)])], 'gap'],
  ['a right origin that is itself', () => [own([forge.any({ right: [MALLORY, 0] }, 1)])], 'gap'],
  ['a parent that is itself', () => [own([forge.map({ parent: [MALLORY, 0], key: 'x' })])], 'gap'],
  [
    'structs of two client ids that wait for each other',
    () => [
      forge.editFrame(
        forge.update([
          { client: MALLORY, clock: 0, structs: [forge.any({ origin: [MALLORY + 1, 0] }, 1)] },
          { client: MALLORY + 1, clock: 0, structs: [forge.any({ origin: [MALLORY, 0] }, 1)] },
        ]),
      ),
    ],
    'gap',
  ],
  ['a clock gap', () => [own([value()], { clock: 3 })], 'gap'],
  ['a skip before its first edit', () => [own([forge.skip(3), value()])], 'gap'],
  [
    'two sections for one client id',
    () => [
      forge.editFrame(
        forge.update([
          { client: MALLORY, clock: 0, structs: [value('a')] },
          { client: MALLORY, clock: 1, structs: [value('b')] },
        ]),
      ),
    ],
    'malformed',
  ],
  ['an empty section', () => [own([], { count: 0 })], 'malformed'],
  ['a GC struct of length 0', () => [own([forge.gc(0)])], 'malformed'],
  ['deleted content of length 0', () => [own([forge.deleted(into('x'), 0)])], 'malformed'],
  ['an empty text', () => [own([forge.text({ parent: [ANNA, AT.text] }, '')])], 'malformed'],
  ['no value at all', () => [own([forge.any(into('x'))])], 'malformed'],
  [
    'a text that is not UTF-8 (a lone surrogate in bytes)',
    () => [own([forge.rawText({ parent: [ANNA, AT.text] }, Uint8Array.of(0xed, 0xa0, 0x80))])],
    'malformed',
  ],
  ['a key of 5,000 bytes', () => [own([forge.any(into('k'.repeat(5_000)), 1)])], 'too-large'],
  ['a value of 100 kB', () => [own([forge.any(into('x'), 'v'.repeat(100_000))])], 'too-large'],
  [
    'JSON nested 10,000 deep',
    () => [
      own([
        forge.rawAny(
          into('x'),
          new Uint8Array(20_001).fill(117).map((_, index) => (index % 2 === 0 ? 117 : 1)),
        ),
      ]),
    ],
    'too-large',
  ],
  [
    'maps nested 5,000 deep',
    () => [
      own(
        Array.from({ length: 5_000 }, (_, index) =>
          forge.map(index === 0 ? into('x') : { parent: [MALLORY, index - 1], key: 'x' }),
        ),
      ),
    ],
    'too-large',
  ],
  [
    'elements nested 5,000 deep',
    () => [
      own(
        Array.from({ length: 5_000 }, (_, index) =>
          forge.element(index === 0 ? { root: 'text:s1:note' } : { parent: [MALLORY, index - 1] }),
        ),
      ),
    ],
    'too-large',
  ],
  ['a subdocument', () => [own([forge.other(into('x'), 9, Uint8Array.of(1, 65, 118, 0))])], 'not-allowed'],
  ['binary content', () => [own([forge.other(into('x'), 3, Uint8Array.of(1, 65))])], 'not-allowed'],
  ['legacy JSON content', () => [own([forge.other(into('x'), 2, Uint8Array.of(1, 1, 49))])], 'not-allowed'],
  [
    'formatting',
    () => [own([forge.other({ parent: [ANNA, AT.text] }, 6, Uint8Array.of(1, 98, 1, 49))])],
    'not-allowed',
  ],
  ['an embed', () => [own([forge.other({ parent: [ANNA, AT.text] }, 5, Uint8Array.of(1, 49))])], 'not-allowed'],
  ['an array as a shared type', () => [own([forge.other(into('x'), 7, Uint8Array.of(0))])], 'not-allowed'],
  ['content of an unknown kind', () => [own([forge.other(into('x'), 17, Uint8Array.of(0))])], 'malformed'],
  ['a big integer, which no JSON can hold', () => [own([forge.any(into('x'), 12n)])], 'not-allowed'],
  ['bytes inside a value', () => [own([forge.any(into('x'), { b: Uint8Array.of(1) })])], 'not-allowed'],
  ['the key __proto__ of a map', () => [own([forge.any(into('__proto__'), 1)])], 'not-allowed'],
  [
    'the key __proto__ inside a value',
    () => [own([forge.any(into('x'), JSON.parse('{"__proto__": {"polluted": true}}'))])],
    'not-allowed',
  ],
  ['deletions of clocks that do not exist', () => [forge.editFrame(forge.update([], [[ANNA, [AT.end, 1]]]))], 'gap'],
  ['deletions that run past the last clock', () => [forge.editFrame(forge.update([], [[ANNA, [0, 2 ** 31]]]))], 'gap'],
  ['deletions of a client id that does not exist', () => [forge.editFrame(forge.update([], [[4242, [0, 1]]]))], 'gap'],
  [
    'deletions at clocks beyond every integer',
    () => [forge.editFrame(Uint8Array.of(0, 1, 1, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 1))],
    'malformed',
  ],
  [
    'two lists of deletions for one client id',
    () => [
      forge.editFrame(
        forge.update(
          [],
          [
            [ANNA, [0, 1]],
            [ANNA, [1, 1]],
          ],
        ),
      ),
    ],
    'malformed',
  ],
  [
    'an update in the V2 encoding',
    () => {
      const doc = new Y.Doc();
      doc.getMap('step').set('x', 1);
      return [forge.editFrame(Y.encodeStateAsUpdateV2(doc))];
    },
    'malformed',
  ],
  ['bytes after the end', () => [forge.editFrame(Uint8Array.of(0, 0, 0))], 'malformed'],
  ['nothing at all', () => [forge.editFrame(new Uint8Array())], 'malformed'],
];

describe('hostile edits of a client that speaks our protocol', () => {
  it.each(ATTACKS)('SYNC-30 refuses %s', async (_, frames, code) => {
    await expectHarmless(await start(true), code, ...frames());
  });
});

describe('hostile edits of a foreign client', () => {
  it.each(ATTACKS)('SYNC-31 closes on %s', async (_, frames, code) => {
    // A gap alone is not held against it: it is asked for what is missing.
    const verdict = code === 'gap' ? null : REFUSALS[code].close.name;
    await expectHarmless(await start(false), verdict, ...frames());
  });
});

describe('hostile edits that need more than one frame', () => {
  it('SYNC-32 drops thousands of clock-gap updates after the first', async () => {
    const under = await start(true);
    const frames = Array.from({ length: 1_500 }, (_, index) => own([value()], { clock: 2 * index + 1 }));
    await expectHarmless(under, 'gap', ...frames);
    expect(under.events.filter(({ kind }) => kind === 'edit-refused')).toHaveLength(1);
  });

  it('SYNC-32 closes a foreign client that goes on sending gaps', async () => {
    const under = await start(false);
    const frames = Array.from({ length: 1_500 }, (_, index) => own([value()], { clock: 2 * index + 1 }));
    await expectHarmless(under, 'malformed', ...frames);
  });

  it('SYNC-32 asks a foreign client for what is missing after a gap, and takes it then', async () => {
    const under = await start(false);
    const doc = new Y.Doc();
    doc.clientID = MALLORY;
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    doc.getMap('step').set('x', 1);
    doc.getMap('step').set('y', 2);
    await under.attack(forge.editFrame(updates[1]!));
    expect(under.heard().map(({ type }) => type)).toEqual(['syncStep1']);
    await under.attack(forge.editFrame(Y.encodeStateAsUpdate(doc)));
    expect(under.ben.doc.getMap('step').toJSON()).toMatchObject({ x: 1, y: 2 });
    expect(under.verdict()).toBeNull();
  });

  it('SYNC-33 cuts a known struct, whatever parent it now claims', async () => {
    const under = await start(true);
    const known = forge.editFrame(
      forge.update([{ client: ANNA, clock: AT.s1, structs: [forge.any({ root: 'system', key: 'stolen' }, 'x')] }]),
    );
    await expectHarmless(under, null, known);
  });

  it('SYNC-33 cuts known structs with origins that would make Yjs throw', async () => {
    const under = await start(true);
    const known = forge.editFrame(
      forge.update([{ client: ANNA, clock: AT.s1, structs: [forge.any({ origin: [ANNA, 9_999] }, 'x')] }]),
    );
    await expectHarmless(under, null, known);
  });

  it('SYNC-34 refuses a 12-byte deletion of a whole board', async () => {
    const under = await start(true);
    const count = LIMITS.maxMapDeletes + 500;
    const edited = under.hub.edit(
      'board-1',
      { id: 'server', kind: 'server', name: 'Server', function: 'IT' },
      (doc) => {
        for (let index = 0; index < count; index++) doc.getMap('role').set(`r${index}`, 1);
      },
    );
    await under.clock.advance(100);
    expect((await edited).kind).toBe('committed');
    const server = [...under.anna.doc.store.clients.keys()].find((client) => client !== ANNA)!;
    const frame = forge.editFrame(forge.update([], [[server, [0, count]]]));
    expect(frame.length).toBeLessThanOrEqual(14);
    await expectHarmless(under, 'mass-delete', frame);
  });

  it('SYNC-34 takes deletions of values that the same edit replaces, however many', async () => {
    const under = await start(true);
    const count = LIMITS.maxMapDeletes + 500;
    const doc = new Y.Doc();
    doc.clientID = MALLORY;
    const fill = (sign: number): void =>
      doc.transact(() => {
        for (let index = 0; index < count; index++) doc.getMap('role').set(`r${index}`, sign);
      });
    fill(1);
    await under.attack(forge.editFrame(Y.encodeStateAsUpdate(doc)));
    const before = Y.encodeStateVector(doc);
    fill(2);
    await under.attack(forge.editFrame(Y.encodeStateAsUpdate(doc, before)));
    expect(under.verdict()).toBeNull();
    expect(under.ben.doc.getMap('role').get('r7')).toBe(2);
  });

  it('SYNC-35 turns writing into a deleted parent into nothing', async () => {
    const under = await start(true);
    under.anna.doc.getMap('step').delete('e1');
    await under.clock.advance(100);
    const before = (await stateOf(under)).content;
    await under.attack(
      own([
        forge.any({ parent: [ANNA, AT.entity], key: 'title' }, 'ghost'),
        forge.any({ origin: [ANNA, AT.title] }, 'ghost'),
      ]),
    );
    expect(under.verdict()).toBeNull();
    expect((await stateOf(under)).content).toEqual(before);
    await expectWorkGoesOn(under);
  });

  it('SYNC-36 takes odd but honest data as plain data', async () => {
    const under = await start(true);
    const odd = {
      constructor: 'c',
      nul: 'a\u0000b',
      rtl: '\u202eevil',
      markup: '<svg onload=alert(1)>',
      formula: '=HYPERLINK("x")',
    };
    await under.attack(own([forge.any(into('constructor'), odd), forge.any(into('toString'), '\ud800 lone')]));
    expect(under.verdict()).toBeNull();
    expect(under.ben.doc.getMap('step').get('constructor')).toEqual(odd);
    expect(under.ben.doc.getMap('step').get('toString')).toBe('\ufffd lone');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    await expectWorkGoesOn(under);
  });

  it('SYNC-37 refuses a frame cut at any byte, and takes the whole', async () => {
    const doc = new Y.Doc();
    doc.clientID = MALLORY;
    doc.getMap('step').set('x', 'value');
    doc.getMap('step').set('y', new Y.Map([['k', 1]]));
    doc.getMap('step').delete('x');
    const frame = forge.editFrame(Y.encodeStateAsUpdate(doc));
    for (let length = 0; length < frame.length; length++) {
      const under = await start(length % 2 === 0);
      await expectHarmless(under, 'malformed', frame.subarray(0, length));
      under.end();
    }
    const under = await start(true);
    await under.attack(frame);
    expect(under.verdict()).toBeNull();
    expect(under.ben.doc.getMap('step').has('y')).toBe(true);
  });

  it('SYNC-37 refuses an update cut at any byte inside an intact frame', async () => {
    const doc = new Y.Doc();
    doc.clientID = MALLORY;
    doc.getMap('step').set('x', 'value');
    doc.getMap('step').delete('x');
    const update = Y.encodeStateAsUpdate(doc);
    for (let length = 0; length < update.length; length++) {
      const under = await start(true);
      await expectHarmless(under, 'malformed', forge.editFrame(update.subarray(0, length)));
      under.end();
    }
  });
});
