/** Reading, cutting, joining and splitting of updates, compared with Yjs itself. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { LIMITS } from '../src/limits.ts';
import { missingUpdate } from '../src/client/missing.ts';
import { BoardDocument } from '../src/server/board-document.ts';
import { joinUpdates } from '../src/update/join.ts';
import { parseUpdate, UNLIMITED, type ParsedUpdate } from '../src/update/parse.ts';
import { sliceStruct } from '../src/update/slice.ts';
import { FRAME_BOUNDS, splitUpdate } from '../src/update/split.ts';
import { BOARD, content, ROOTS, sha256 } from './support/bench.ts';
import { randomEdit } from './support/edits.ts';
import { update as forge, any, rawAny } from './support/forge.ts';
import { seeded } from './support/random.ts';

const seed = fc.integer({ min: 1, max: 2 ** 31 });
function parsed(bytes: Uint8Array): ParsedUpdate {
  const result = parseUpdate(bytes, UNLIMITED);
  if (result.kind === 'refused') throw new Error(result.detail);
  return result.parsed;
}
/** A document with edits of two client ids that build on each other, and its updates one by one. */
function worked(seedValue: number, edits = 40): { readonly doc: Y.Doc; readonly updates: readonly Uint8Array[] } {
  const random = seeded(seedValue);
  const doc = new Y.Doc();
  doc.clientID = 1 + random.int(1_000);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (let index = 0; index < edits; index++) {
    if (random.chance(0.1)) doc.clientID = 1 + random.int(1_000);
    randomEdit(doc, random);
  }
  return { doc, updates };
}
const loaded = (...updates: readonly Uint8Array[]): Y.Doc => {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
};
const shape = (doc: Y.Doc): unknown => [
  content(doc),
  [...Y.encodeStateVector(doc)],
  doc.store.pendingStructs,
  doc.store.pendingDs,
];

describe('reading', () => {
  it('SYNC-80 sees the same structs and deletions as Yjs', () => {
    fc.assert(
      fc.property(seed, (value) => {
        const bytes = Y.encodeStateAsUpdate(worked(value).doc);
        const theirs = Y.decodeUpdate(bytes);
        const ours = parsed(bytes);
        const name = {
          gc: 'GC',
          skip: 'Skip',
          deleted: 'ContentDeleted',
          string: 'ContentString',
          any: 'ContentAny',
          map: 'ContentType',
          element: 'ContentType',
          text: 'ContentType',
        };
        const structs = ours.sections.flatMap((section) => section.structs);
        expect(structs.map(({ client, clock, length, content: kind }) => [client, clock, length, name[kind]])).toEqual(
          theirs.structs.map((struct) => [
            struct.id.client,
            struct.id.clock,
            struct.length,
            struct instanceof Y.Item ? struct.content.constructor.name : struct.constructor.name,
          ]),
        );
        expect(
          structs
            .filter(({ content: kind }) => kind !== 'gc')
            .map(({ origin, rightOrigin, key }) => [origin, rightOrigin, key]),
        ).toEqual(
          theirs.structs
            .filter((struct) => struct instanceof Y.Item)
            .map(({ origin, rightOrigin, parentSub }) => [
              origin && { ...origin },
              rightOrigin && { ...rightOrigin },
              parentSub,
            ]),
        );
        expect([...ours.deletions]).toEqual(
          [...theirs.ds.clients].map(([client, items]) => [
            client,
            items.map(({ clock, len }) => ({ clock, length: len })),
          ]),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('SYNC-80 refuses by the announced count before it reads, and by each bound', () => {
    const many = forge([{ client: 1, clock: 0, structs: [any({ root: 'step', key: 'a' }, 1)], count: 33_000_000 }]);
    expect(parseUpdate(many, LIMITS)).toMatchObject({ kind: 'refused', code: 'too-large' });
    expect(parseUpdate(many, UNLIMITED)).toMatchObject({ kind: 'refused', code: 'malformed' });
    const manyValues = forge([
      {
        client: 1,
        clock: 0,
        structs: [rawAny({ root: 'step', key: 'a' }, Uint8Array.of(117, 0xff, 0xff, 0xff, 0x7f))],
      },
    ]);
    expect(parseUpdate(manyValues, LIMITS)).toMatchObject({ kind: 'refused', code: 'malformed' });
  });
});

describe('cutting', () => {
  it('SYNC-81 leaves what a receiver lacks, from the middle of a struct on if need be', () => {
    fc.assert(
      fc.property(seed, fc.nat(), (value, at) => {
        const { doc } = worked(value, 15);
        const whole = parsed(Y.encodeStateAsUpdate(doc));
        const structs = whole.sections.flatMap((section) => section.structs).filter(({ length }) => length > 1);
        fc.pre(structs.length > 0);
        const struct = structs[at % structs.length]!;
        const from = 1 + (at % (struct.length - 1));
        const piece = sliceStruct(whole.bytes, struct, from, struct.length);
        const rest = parsed(
          Uint8Array.of(1, ...varUint(1), ...varUint(struct.client), ...varUint(struct.clock + from), ...piece, 0),
        ).sections[0]!.structs[0]!;
        expect([rest.clock, rest.length, rest.content]).toEqual([
          struct.clock + from,
          struct.length - from,
          struct.content,
        ]);
        expect(rest.origin).toEqual(
          struct.content === 'gc' ? null : { client: struct.client, clock: struct.clock + from - 1 },
        );
        expect(rest.rightOrigin).toEqual(struct.rightOrigin);
      }),
      { numRuns: 60 },
    );
  });

  it('SYNC-81 admits an update that repeats half a text and continues it', () => {
    const board = new BoardDocument(
      { epoch: 1, updates: [], bindings: new Map() },
      { board: BOARD, roots: ROOTS, limits: LIMITS, nowMs: () => 0, sha256 },
    );
    const doc = new Y.Doc();
    const text = new Y.XmlText();
    doc.getXmlFragment('text:s1:note').insert(0, [text]);
    const take = (bytes: Uint8Array, seq: number): void => {
      const admission = board.admit(bytes, { principalId: 'p', trusted: false });
      if (admission.kind !== 'admitted') throw new Error(JSON.stringify(admission));
      const { ticket } = board.stage(admission, { principalId: 'p', sessionId: 's', connection: null, editFrame: 0 });
      expect(board.commit(ticket, seq).kind).toBe('applied');
    };
    text.insert(0, 'abc');
    take(Y.encodeStateAsUpdate(doc), 1);
    text.insert(3, 'def🙂');
    take(Y.encodeStateAsUpdate(doc), 2);
    board.view((live) => expect(content(live)).toEqual({ 'text:s1:note': 'abcdef🙂' }));
  });
});

describe('joining', () => {
  it('SYNC-82 joins updates made in a row into one that does the same', () => {
    fc.assert(
      fc.property(seed, (value) => {
        const { doc, updates } = worked(value);
        const joined = joinUpdates(updates);
        expect(joined).toHaveLength(1);
        expect(shape(loaded(...joined))).toEqual(shape(doc));
      }),
      { numRuns: 60 },
    );
  });

  it('SYNC-82 keeps updates apart that repeat or leave out something', () => {
    const { updates } = worked(7);
    const [first, second, third] = updates as [Uint8Array, Uint8Array, Uint8Array];
    expect(joinUpdates([first, first])).toHaveLength(2);
    expect(joinUpdates([first, third, second]).length).toBeGreaterThan(1);
    expect(shape(loaded(...joinUpdates([first, first, second, third, third])))).toEqual(
      shape(loaded(first, second, third)),
    );
    expect(joinUpdates([first, Uint8Array.of(9, 9), second])).toHaveLength(3);
  });
});

describe('splitting', () => {
  it('SYNC-83 splits into parts below the bounds, each applicable after the ones before', () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 1, max: 12 }), (value, maxStructs) => {
        const { doc } = worked(value);
        const bounds = { maxBytes: 400, maxStructs, maxAdvance: 30, maxDeleted: 5 };
        const copy = new Y.Doc();
        for (const part of splitUpdate(parsed(Y.encodeStateAsUpdate(doc)), bounds)) {
          Y.applyUpdate(copy, part);
          expect([copy.store.pendingStructs, copy.store.pendingDs]).toEqual([null, null]);
          const { sections, deletions } = parsed(part);
          expect(sections.reduce((sum, { structs }) => sum + structs.length, 0)).toBeLessThanOrEqual(maxStructs);
          expect([...deletions.values()].flat().reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(5);
        }
        expect(shape(copy)).toEqual(shape(doc));
      }),
      { numRuns: 60 },
    );
  });

  it('SYNC-83 leaves an ordinary edit as it is', () => {
    const { updates } = worked(3);
    for (const update of updates) expect(splitUpdate(parsed(update))[0]).toBe(update);
  });

  it('SYNC-83 cuts a text that is longer than a frame, never inside a character', () => {
    const doc = new Y.Doc();
    const text = new Y.XmlText();
    doc.getXmlFragment('text:s1:note').insert(0, [text]);
    text.insert(0, '🙂x'.repeat(200_000));
    const parts = splitUpdate(parsed(Y.encodeStateAsUpdate(doc)));
    expect(parts.length).toBeGreaterThan(4);
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(FRAME_BOUNDS.maxBytes + 64);
    expect(content(loaded(...parts))).toEqual(content(doc));
  });
});

describe('what a server lacks', () => {
  it('SYNC-84 is nothing when it has all, and otherwise brings it level, without known deletions', () => {
    fc.assert(
      fc.property(seed, (value) => {
        const { doc } = worked(value);
        const server = loaded(Y.encodeStateAsUpdate(doc));
        const step2 = (): Uint8Array => Y.encodeStateAsUpdate(server, Y.encodeStateVector(doc));
        expect(missingUpdate(doc, Y.encodeStateVector(server), step2())).toBeNull();
        doc.getMap('step').set('only', 'here');
        doc.getMap('step').delete('only');
        const missing = missingUpdate(doc, Y.encodeStateVector(server), step2())!;
        expect(missing.length).toBeLessThan(40);
        Y.applyUpdate(server, missing);
        expect(missingUpdate(doc, Y.encodeStateVector(server), step2())).toBeNull();
        expect(shape(server)).toEqual(shape(doc));
      }),
      { numRuns: 60 },
    );
  });
});

function varUint(value: number): readonly number[] {
  const bytes: number[] = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return [...bytes, value];
}
