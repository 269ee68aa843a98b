/** Hostile behaviour of a connection beyond its edits: floods, state vectors, awareness, frames that are none. */
import * as encoding from 'lib0/encoding';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { LIMITS } from '../src/limits.ts';
import { encodeFrame } from '../src/wire/frames.ts';
import { connectRaw } from './support/bench.ts';
import { awarenessFrame, editFrame, gc, update } from './support/forge.ts';
import { ANNA, BEN, expectHarmless, expectWorkGoesOn, MALLORY, siege, type Siege } from './support/siege.ts';

let current: Siege | null = null;
afterEach(() => {
  current?.end();
  current = null;
});
const start = async (own: boolean): Promise<Siege> => (current = await siege(own));
const step1 = encodeFrame({ type: 'syncStep1', stateVector: Uint8Array.of(0) });
const bothKinds = [
  ['our client', true],
  ['a foreign client', false],
] as const;
/** Our client is told first, then closed. */
const malformed = 'malformed';

describe.each(bothKinds)('hostile connections of %s', (_, own) => {
  it('SYNC-40 ends a flood of sync steps 1 before it costs anything', async () => {
    const under = await start(own);
    await under.attack(...Array.from({ length: 5_000 }, () => step1));
    expect(under.heard().length).toBeLessThanOrEqual(LIMITS.syncStepBurst);
    expect(under.verdict()).toBe('overloaded');
    await expectWorkGoesOn(under);
  });

  it('SYNC-40 ends a flood of awareness queries', async () => {
    const under = await start(own);
    await expectHarmless(
      under,
      'overloaded',
      ...Array.from({ length: 100 }, () => encodeFrame({ type: 'queryAwareness' })),
    );
  });

  it('SYNC-40 ends a flood of frames and of bytes', async () => {
    const under = await start(own);
    await expectHarmless(
      under,
      'overloaded',
      ...Array.from({ length: LIMITS.frameBurst + 10 }, () => editFrame(Uint8Array.of(0, 0))),
    );
    under.end();
    const again = await start(own);
    const big = awarenessFrame({ client: MALLORY, clock: 1, json: `"${'x'.repeat(200_000)}"` });
    await expectHarmless(again, 'overloaded', ...Array.from({ length: 60 }, () => big));
  });

  it('SYNC-41 refuses a state vector of 100,000 clients, an untrue count and a doubled client', async () => {
    const vector = (count: number, entries: number): Uint8Array => {
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, count);
      for (let index = 0; index < entries; index++) {
        encoding.writeVarUint(encoder, index % 64);
        encoding.writeVarUint(encoder, 1);
      }
      return encoding.toUint8Array(encoder);
    };
    for (const stateVector of [vector(100_000, 100_000), vector(1_000_000, 1), vector(65, 65), Uint8Array.of(0, 7)]) {
      const under = await start(own);
      await expectHarmless(under, malformed, encodeFrame({ type: 'syncStep1', stateVector }));
      under.end();
    }
  });

  it('SYNC-41 answers a state vector ahead of the document with nothing new', async () => {
    const under = await start(own);
    const ahead = Y.encodeStateVector(new Map([[ANNA, 1_000_000]]));
    await expectHarmless(under, null, encodeFrame({ type: 'syncStep1', stateVector: ahead }));
  });

  it('SYNC-42 closes on frames that are none', async () => {
    const frames = [
      [],
      [9],
      [0],
      [0, 7],
      [0, 0],
      [2, 0],
      [64],
      [65, 1, 1],
      [66, 0, 0, 0],
      [67],
      [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    ];
    for (const bytes of frames) {
      const under = await start(own);
      await expectHarmless(under, malformed, Uint8Array.from(bytes));
      expect(under.mallory.transport.closedWith?.name).toBe('malformed');
      under.end();
    }
  });

  it('SYNC-42 closes on a frame over the limit', async () => {
    const under = await start(own);
    await expectHarmless(under, 'too-big', new Uint8Array(LIMITS.maxFrameBytes + 1));
  });

  it('SYNC-43 ignores awareness for the client id of somebody else, and null evictions', async () => {
    const under = await start(own);
    under.anna.awareness.setLocalState({ place: 'step/1' });
    await under.clock.advance(100);
    const before = under.ben.awareness.getStates().get(ANNA);
    expect(before).toMatchObject({ place: 'step/1', user: { id: 'p-anna' } });
    await under.attack(
      awarenessFrame({ client: MALLORY, clock: 1, json: '{"place":"mine"}' }),
      awarenessFrame({ client: ANNA, clock: 999, json: '{"place":"forged"}' }),
      awarenessFrame({ client: ANNA, clock: 1_000, json: 'null' }),
      awarenessFrame(
        { client: BEN, clock: 1_000, json: 'null' },
        { client: MALLORY, clock: 2, json: '{"place":"moved"}' },
      ),
    );
    expect(under.ben.awareness.getStates().get(ANNA)).toEqual(before);
    expect(under.ben.awareness.getStates().get(MALLORY)).toMatchObject({ place: 'moved', user: { id: 'p-mallory' } });
    expect(under.anna.awareness.getStates().has(BEN)).toBe(true);
    expect(under.verdict()).toBeNull();
  });

  it('SYNC-43 lets a connection have one client id in awareness, no ghosts', async () => {
    const under = await start(own);
    await under.attack(
      ...Array.from({ length: 500 }, (_, index) => awarenessFrame({ client: MALLORY + index, clock: 1, json: '{}' })),
    );
    const ids = [...under.anna.awareness.getStates().keys()].sort((a, b) => a - b);
    expect(ids).toEqual([ANNA, BEN, MALLORY].sort((a, b) => a - b));
  });

  it('SYNC-43 writes the identity itself, whatever the state claims', async () => {
    const under = await start(own);
    await under.attack(
      awarenessFrame({
        client: MALLORY,
        clock: 1,
        json: '{"user":{"id":"p-anna","name":"Anna","function":"QUA"},"__proto__":{"x":1}}',
      }),
    );
    expect(under.anna.awareness.getStates().get(MALLORY)?.['user']).toEqual({
      id: 'p-mallory',
      name: 'mallory',
      function: 'OPS',
    });
  });

  it('SYNC-43 drops a state over 2 KB and one that is no object', async () => {
    const under = await start(own);
    for (const json of [
      `{"a":"${'x'.repeat(LIMITS.maxAwarenessBytes)}"}`,
      `{"a":"${'é'.repeat(1_500)}"}`,
      '[1]',
      '7',
      '{',
      '"text"',
    ]) {
      await under.attack(awarenessFrame({ client: MALLORY, clock: 1, json }));
    }
    expect(under.anna.awareness.getStates().has(MALLORY)).toBe(false);
    expect(under.events.filter(({ kind }) => kind === 'awareness-dropped')).toHaveLength(6);
    expect(under.verdict()).toBeNull();
    await expectWorkGoesOn(under);
  });

  it('SYNC-43 closes on awareness that is unreadable or has an untrue count', async () => {
    for (const states of [
      Uint8Array.of(),
      Uint8Array.of(0xff, 0xff, 0xff, 0x0f),
      Uint8Array.of(1, 1, 1, 200),
      Uint8Array.of(0, 0),
    ]) {
      const under = await start(own);
      await expectHarmless(under, malformed, encodeFrame({ type: 'awareness', states }));
      under.end();
    }
  });

  it('SYNC-43 closes on a state of a megabyte', async () => {
    const under = await start(own);
    await expectHarmless(
      under,
      'too-big',
      awarenessFrame({ client: MALLORY, clock: 1, json: `"${'x'.repeat(1_000_000)}"` }),
    );
  });

  it('SYNC-44 keeps the client id of somebody who is present from being taken', async () => {
    const under = await start(own);
    // Ben is present but has not written yet.
    await under.attack(editFrame(update([{ client: BEN, clock: 0, structs: [gc(1)] }])));
    expect(under.verdict()).toMatch(/client-id-taken/);
    under.ben.doc.getMap('step').set('s2', 'by ben');
    await under.clock.advance(100);
    expect(under.anna.doc.getMap('step').get('s2')).toBe('by ben');
    expect(under.ben.state).toEqual({ kind: 'synced' });
  });

  it('SYNC-44 keeps a client id that was written with from being shown in awareness by another', async () => {
    const under = await start(own);
    under.anna.destroy();
    await under.clock.advance(100);
    await under.attack(awarenessFrame({ client: ANNA, clock: 50, json: '{"place":"forged"}' }));
    expect(under.ben.awareness.getStates().has(ANNA)).toBe(false);
  });
});

describe('presence over several connections', () => {
  it('SYNC-45 gives a client id to the new connection of the same person while the old one is still there', async () => {
    const under = await start(true);
    await under.attack(awarenessFrame({ client: MALLORY, clock: 3, json: '{"n":1}' }));
    const second = connectRaw(under.hub, 'mallory');
    second.receive(awarenessFrame({ client: MALLORY, clock: 4, json: '{"n":2}' }));
    await under.clock.advance(100);
    expect(under.anna.awareness.getStates().get(MALLORY)).toMatchObject({ n: 2 });
    // The old connection no longer takes the state away.
    under.mallory.closed();
    await under.clock.advance(100);
    expect(under.anna.awareness.getStates().get(MALLORY)).toMatchObject({ n: 2 });
    second.closed();
    await under.clock.advance(100);
    expect(under.anna.awareness.getStates().has(MALLORY)).toBe(false);
  });
});
