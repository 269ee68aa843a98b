/** The wire: grammar and version, frames there and back, close codes. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import * as decoding from 'lib0/decoding';
import { describe, expect, it } from 'vitest';
import { readSyncMessage, writeSyncStep1, writeUpdate } from 'y-protocols/sync';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { CLOSE, closeReason } from '../src/wire/close-codes.ts';
import { decodeAwareness, encodeAwareness } from '../src/wire/awareness-states.ts';
import { decodeFrame, encodeFrame } from '../src/wire/frames.ts';
import { GRAMMAR, PROTOCOL_VERSION, type FieldType, type Frame, type FrameSpec } from '../src/wire/grammar.ts';
import { REFUSALS } from '../src/wire/refusals.ts';

/**
 * One line a version, never changed afterwards: when the grammar changes, raise PROTOCOL_VERSION and add a line.
 * 1: the y-websocket messages; welcome, acknowledgement, refusal, keep-alive, record.
 */
const GRAMMARS: Readonly<Record<number, string>> = {
  1: '9b5e2f028d1921e2304f9bce78ac71e24c132592bb242afe3d974a554c24111f',
};

const value: Readonly<Record<FieldType, fc.Arbitrary<unknown>>> = {
  uint: fc.maxSafeNat(),
  bool: fc.boolean(),
  string: fc.string({ unit: 'grapheme' }),
  bytes: fc.uint8Array({ maxLength: 200 }),
};
const frames: fc.Arbitrary<Frame> = fc.oneof(
  ...Object.entries(GRAMMAR as Readonly<Record<string, FrameSpec>>).map(([type, { fields }]) =>
    fc
      .record({
        type: fc.constant(type),
        ...Object.fromEntries(Object.entries(fields).map(([name, kind]) => [name, value[kind]])),
      })
      .map((frame) => frame as unknown as Frame),
  ),
);
const plain = (frame: unknown): unknown =>
  JSON.parse(JSON.stringify(frame, (_, entry: unknown) => (entry instanceof Uint8Array ? [...entry] : entry)));

describe('the grammar', () => {
  it('SYNC-70 does not change without a new protocol version', () => {
    const hash = createHash('sha256').update(JSON.stringify(GRAMMAR)).digest('hex');
    expect(GRAMMARS[PROTOCOL_VERSION]).toBe(hash);
  });

  it('SYNC-70 has no two frames with one tag, and none of ours among those a foreign client knows', () => {
    const specs: readonly FrameSpec[] = Object.values(GRAMMAR);
    expect(new Set(specs.map(({ tag }) => tag.join('.'))).size).toBe(specs.length);
    for (const { tag, audience } of specs) expect(tag[0]! >= 64).toBe(audience === 'own');
  });
});

describe('frames', () => {
  it('SYNC-71 survive encoding and decoding', () => {
    fc.assert(
      fc.property(frames, (frame) => {
        const decoded = decodeFrame(encodeFrame(frame));
        expect(plain(decoded)).toEqual({ kind: 'frame', frame: plain(frame) });
      }),
    );
  });

  it('SYNC-71 decode to a value from any bytes, without throwing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(['frame', 'unknown', 'malformed']).toContain(decodeFrame(bytes).kind);
      }),
      { numRuns: 5_000 },
    );
  });

  it('SYNC-71 are malformed when cut anywhere or followed by anything', () => {
    fc.assert(
      fc.property(frames, fc.double({ min: 0, max: 0.999, noNaN: true }), (frame, at) => {
        const bytes = encodeFrame(frame);
        expect(decodeFrame(bytes.subarray(0, Math.floor(bytes.length * at))).kind).not.toBe('frame');
        expect(decodeFrame(Uint8Array.of(...bytes, 0)).kind).not.toBe('frame');
      }),
    );
  });

  it('SYNC-71 are those of the y-websocket protocol', () => {
    const doc = new Y.Doc();
    doc.getMap('step').set('a', 1);
    const theirs = (write: (encoder: encoding.Encoder) => void): Uint8Array => {
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, 0);
      write(encoder);
      return encoding.toUint8Array(encoder);
    };
    const update = Y.encodeStateAsUpdate(doc);
    expect(encodeFrame({ type: 'update', update })).toEqual(theirs((encoder) => writeUpdate(encoder, update)));
    expect(encodeFrame({ type: 'syncStep1', stateVector: Y.encodeStateVector(doc) })).toEqual(
      theirs((encoder) => writeSyncStep1(encoder, doc)),
    );
    const reader = decoding.createDecoder(encodeFrame({ type: 'syncStep2', update }));
    expect(decoding.readVarUint(reader)).toBe(0);
    const copy = new Y.Doc();
    readSyncMessage(reader, encoding.createEncoder(), copy, null);
    expect(copy.getMap('step').toJSON()).toEqual({ a: 1 });
  });

  it('SYNC-71 carry awareness states there and back', () => {
    const entry = fc.record({ client: fc.maxSafeNat(), clock: fc.maxSafeNat(), json: fc.json() });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 20 }), (entries) => {
        expect(decodeAwareness(encodeAwareness(entries), 20)).toEqual(entries);
      }),
    );
    expect(
      decodeAwareness(
        encodeAwareness([
          { client: 1, clock: 1, json: '{}' },
          { client: 2, clock: 1, json: '{}' },
        ]),
        1,
      ),
    ).toBeNull();
  });
});

describe('close codes', () => {
  it('SYNC-72 are final exactly where the published provider takes them as final', () => {
    for (const { code, retry } of Object.values(CLOSE).filter(({ code }) => code !== CLOSE.normal.code)) {
      expect(retry === 'never', `${code}`).toBe(code >= 4400 && code < 4500);
    }
    expect(new Set(Object.values(CLOSE).map(({ code }) => code)).size).toBe(Object.keys(CLOSE).length);
  });

  it('SYNC-72 have a meaning also when they are not in the table', () => {
    expect(closeReason(4409)).toBe(CLOSE.staleEpoch);
    expect(closeReason(4499).retry).toBe('never');
    for (const code of [1001, 1006, 3000, 4500, 4999]) expect(closeReason(code).retry).toBe('backoff');
  });

  it('SYNC-72 end a foreign client for good when its edit is refused', () => {
    for (const { close } of Object.values(REFUSALS)) expect(close.retry).toBe('never');
  });
});
