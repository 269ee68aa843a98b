/** Our client: an honest state, nothing lost over reconnects, refusals that are shown and survived. */
import { describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { retryDelayMs } from '../src/client/backoff.ts';
import { LIMITS } from '../src/limits.ts';
import type { Grant } from '../src/ports.ts';
import { createMemoryLog } from '../src/server/memory-log.ts';
import { CLOSE } from '../src/wire/close-codes.ts';
import { decodeFrame } from '../src/wire/frames.ts';
import { bench, BOARD, content, grantOf, HeldLog, principal, ROOTS } from './support/bench.ts';
import { settle } from './support/fake-clock.ts';
import { endEverybody, join } from './support/people.ts';

endEverybody();
const step = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('step');
const kinds = (states: readonly { readonly kind: string }[]): readonly string[] => states.map(({ kind }) => kind);

describe('the state', () => {
  it('SYNC-90 is saving until the edit is durable, and counts transactions', async () => {
    const log = new HeldLog(createMemoryLog());
    log.inner.create(BOARD);
    const under = bench({ log });
    const a = join(under, 'a');
    expect(a.client.state).toEqual({ kind: 'connecting', unsent: 0 });
    await under.clock.advance(100);
    expect(a.client.state).toEqual({ kind: 'synced' });
    step(a.doc).set('x', 1);
    a.doc.transact(() => {
      step(a.doc).set('y', 1);
      step(a.doc).set('z', 1);
    });
    await under.clock.advance(1_000);
    expect(a.client.state).toEqual({ kind: 'saving', unsent: 2 });
    await log.held[0]!.release();
    await under.clock.advance(10);
    expect(a.client.state).toEqual({ kind: 'synced' });
  });

  it('SYNC-90 welcomes with who and where the client is', async () => {
    const under = bench();
    const a = join(under, 'anna');
    await under.clock.advance(100);
    expect(a.welcomes).toEqual([
      {
        board: BOARD,
        principal: { id: 'p-anna', kind: 'visitor', name: 'anna', function: 'OPS' },
        role: 'contributor',
        mayWrite: true,
        protocolVersion: 1,
        documentVersion: 1,
        epoch: 1,
        seq: 0,
      },
    ]);
    expect(a.client.welcome).toEqual(a.welcomes[0]);
  });

  it('SYNC-91 counts what is unsent while offline and says when it will try again', async () => {
    const under = bench();
    let isUp = true;
    const a = join(under, 'a', { hub: () => (isUp ? under.hub : null) });
    const b = join(under, 'b');
    await under.clock.advance(100);
    isUp = false;
    a.wire.cut();
    step(a.doc).set('x', 1);
    step(a.doc).set('y', 2);
    expect(a.client.state).toMatchObject({ kind: 'offline', unsent: 2, sinceMs: under.clock.nowMs() });
    const { retryAtMs } = a.client.state as { readonly retryAtMs: number };
    expect(retryAtMs).toBeGreaterThan(under.clock.nowMs());
    await under.clock.advance(30_000);
    expect(a.client.state).toMatchObject({ kind: 'offline', unsent: 2 });
    isUp = true;
    await under.clock.advance(10_000);
    expect(a.client.state).toEqual({ kind: 'synced' });
    expect(content(b.doc)).toEqual({ step: { x: 1, y: 2 } });
  });

  it('SYNC-91 keeps counting an edit that was sent when the connection broke, and sends it again', async () => {
    const log = new HeldLog(createMemoryLog());
    log.inner.create(BOARD);
    const under = bench({ log });
    const a = join(under, 'a');
    await under.clock.advance(100);
    step(a.doc).set('x', 1);
    await under.clock.advance(10);
    a.wire.cut();
    expect(a.client.state).toMatchObject({ kind: 'offline', unsent: 1 });
    // The server stores it meanwhile: after the reconnect nothing is left to send, and nothing is stored twice.
    await log.held[0]!.release();
    await under.clock.advance(5_000);
    expect(a.client.state).toEqual({ kind: 'synced' });
    expect((await log.inner.load(BOARD)).updates).toHaveLength(1);
  });

  it('SYNC-91 tries at once when told that the network is back', async () => {
    const under = bench();
    let isUp = false;
    const a = join(under, 'a', { hub: () => (isUp ? under.hub : null) });
    await under.clock.advance(120_000);
    isUp = true;
    a.client.retryNow();
    await under.clock.advance(10);
    expect(a.client.state).toEqual({ kind: 'synced' });
  });

  it('SYNC-91 goes on counting what an earlier session left unsent', async () => {
    const under = bench();
    let isUp = false;
    const doc = new Y.Doc();
    step(doc).set('typed before the page was closed', 1);
    const a = join(under, 'a', { doc, hub: () => (isUp ? under.hub : null), client: { unsent: 3 } });
    expect(a.client.state).toEqual({ kind: 'connecting', unsent: 3 });
    await under.clock.advance(1_000);
    expect(a.client.state).toMatchObject({ kind: 'offline', unsent: 3 });
    isUp = true;
    await under.clock.advance(10_000);
    expect(a.client.state).toEqual({ kind: 'synced' });
    expect(await under.hub.view(BOARD, content)).toEqual({ step: { 'typed before the page was closed': 1 } });
  });

  it('SYNC-92 notices a connection that has gone silent, and comes back', async () => {
    const under = bench();
    const a = join(under, 'a');
    await under.clock.advance(100);
    await under.clock.advance(300_000);
    expect(kinds(a.states)).toEqual(['synced']);
    a.wire.freeze();
    step(a.doc).set('x', 1);
    await under.clock.advance(10_000);
    expect(a.client.state).toMatchObject({ kind: 'saving', unsent: 1 });
    await under.clock.advance(35_000);
    expect(a.client.state).toEqual({ kind: 'synced' });
    expect(await under.hub.view(BOARD, content)).toEqual({ step: { x: 1 } });
  });

  it('SYNC-92 gives up a handshake that does not come to an end', async () => {
    const under = bench();
    let delayMs = 1_000_000;
    const a = join(under, 'a', { wire: { delayMs: () => delayMs } });
    await under.clock.advance(9_000);
    delayMs = 0;
    await under.clock.advance(5_000);
    expect(a.client.state).toEqual({ kind: 'synced' });
  });

  it('SYNC-93 waits longer after each failure, with jitter, and at most eight seconds', () => {
    const delays = [1, 2, 3, 4, 5, 6, 20].map((attempt) => [
      retryDelayMs('backoff', attempt, 0),
      retryDelayMs('backoff', attempt, 1),
    ]);
    expect(delays).toEqual([
      [125, 250],
      [250, 500],
      [500, 1_000],
      [1_000, 2_000],
      [2_000, 4_000],
      [4_000, 8_000],
      [4_000, 8_000],
    ]);
    expect([retryDelayMs('soon', 1, 0), retryDelayMs('soon', 1, 1), retryDelayMs('soon', 4, 1)]).toEqual([
      100, 600, 2_000,
    ]);
  });

  it('SYNC-93 comes back soon after a restart', async () => {
    const first = bench();
    let hub = first.hub;
    const a = join(first, 'a', { hub: () => hub });
    await first.clock.advance(100);
    step(a.doc).set('x', 1);
    await first.clock.advance(100);
    await first.hub.close();
    hub = bench({}, first.log.copy(), first.clock).hub;
    step(a.doc).set('y', 2);
    await first.clock.advance(1_000);
    expect(a.client.state).toEqual({ kind: 'synced' });
    expect(await hub.view(BOARD, content)).toEqual({ step: { x: 1, y: 2 } });
  });
});

describe('what is sent', () => {
  it('SYNC-94 puts all transactions of one task into one frame', async () => {
    const under = bench();
    const edits: string[] = [];
    const tap = (from: string, bytes: Uint8Array): void => {
      const decoded = decodeFrame(bytes);
      if (from === 'client' && decoded.kind === 'frame' && /update|syncStep2/.test(decoded.frame.type))
        edits.push(decoded.frame.type);
    };
    const a = join(under, 'a', { wire: { tap } });
    await under.clock.advance(100);
    for (let index = 0; index < 50; index++) step(a.doc).set(`k${index}`, index);
    await under.clock.advance(10);
    step(a.doc).set('last', 1);
    await under.clock.advance(10);
    expect(edits).toEqual(['update', 'update']);
    expect(a.client.state).toEqual({ kind: 'synced' });
  });

  it('SYNC-94 sends nothing back of what the server knows, however much was deleted', async () => {
    const under = bench();
    const frames: Uint8Array[] = [];
    const a = join(under, 'a', { wire: { tap: (from, bytes) => void (from === 'client' && frames.push(bytes)) } });
    await under.clock.advance(100);
    for (let index = 0; index < 100; index++) step(a.doc).set('k', index);
    await under.clock.advance(100);
    frames.length = 0;
    a.wire.cut();
    await under.clock.advance(5_000);
    expect(a.client.state).toEqual({ kind: 'synced' });
    const sent = frames
      .map(decodeFrame)
      .map((decoded) => (decoded.kind === 'frame' ? decoded.frame.type : decoded.kind));
    expect(sent.filter((type) => type !== 'awareness')).toEqual(['syncStep1']);
  });

  it('SYNC-95 gets days of offline work through: thousands of records, a long text, many deletions', async () => {
    const under = bench();
    let isUp = true;
    const sizes: number[] = [];
    const a = join(under, 'a', {
      hub: () => (isUp ? under.hub : null),
      wire: { tap: (from, bytes) => void (from === 'client' && sizes.push(bytes.length)) },
    });
    const b = join(under, 'b');
    await under.clock.advance(100);
    const rows = a.doc.getMap('role');
    a.doc.transact(() => {
      for (let index = 0; index < 3_000; index++) rows.set(`kept ${index}`, 1);
    });
    await under.clock.advance(100);
    isUp = false;
    a.wire.cut();
    for (let index = 0; index < 1_500; index++) {
      const record = new Y.Map<unknown>();
      step(a.doc).set(`record ${index}`, record);
      for (const field of ['title', 'kind', 'order', 'note'])
        record.set(field, `${field} of record ${index} `.repeat(4));
      record.set('title', 'renamed');
    }
    for (let index = 0; index < 3_000; index++) {
      if (index % 3 === 0) rows.delete(`kept ${index}`);
      else rows.set(`kept ${index}`, 0);
    }
    const text = new Y.XmlText();
    a.doc.getXmlFragment('text:s1:note').insert(0, [text]);
    text.insert(0, 'Chargenprotokoll '.repeat(12_000));
    expect(a.client.state).toMatchObject({ kind: 'offline' });
    sizes.length = 0;
    isUp = true;
    await under.clock.advance(20_000);
    expect(a.client.state).toEqual({ kind: 'synced' });
    expect(content(b.doc)).toEqual(content(a.doc));
    expect(Math.max(...sizes)).toBeLessThan(LIMITS.maxFrameBytes);
    expect(sizes.length).toBeGreaterThan(5);
    expect(under.events.filter(({ kind }) => kind === 'edit-refused')).toEqual([]);
  }, 60_000);

  it('SYNC-95 sends what a local copy holds and the server lacks, and is not synced before that is durable', async () => {
    const under = bench();
    const copy = new Y.Doc();
    step(copy).set('from another day', 1);
    const load = Symbol('load');
    const a = join(under, 'a', { client: { isLoad: (origin) => origin === load } });
    Y.applyUpdate(a.doc, Y.encodeStateAsUpdate(copy), load);
    expect(a.client.state).toEqual({ kind: 'connecting', unsent: 0 });
    await under.clock.advance(100);
    expect(await under.hub.view(BOARD, content)).toEqual({ step: { 'from another day': 1 } });
    const later = new Y.Doc();
    step(later).set('and one more', 1);
    Y.applyUpdate(a.doc, Y.encodeStateAsUpdate(later), load);
    await under.clock.advance(100);
    expect(await under.hub.view(BOARD, content)).toEqual({ step: { 'from another day': 1, 'and one more': 1 } });
    expect(kinds(a.states)).toEqual(['saving', 'synced', 'saving', 'synced']);
  });

  it('SYNC-96 survives an observer that edits, and one that throws, while an update is applied', async () => {
    const under = bench();
    const [a, b] = [join(under, 'a'), join(under, 'b')];
    await under.clock.advance(100);
    step(b.doc).observe(() => {
      if (!step(b.doc).has('answer')) step(b.doc).set('answer', 1);
    });
    step(b.doc).observe(() => {
      throw new Error('a fault on the screen');
    });
    const reported: unknown[] = [];
    const report = (error: unknown): void => void reported.push(error);
    const others = process.rawListeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', report);
    try {
      step(a.doc).set('question', 1);
      await under.clock.advance(100);
    } finally {
      process.off('uncaughtException', report);
      for (const listener of others) process.on('uncaughtException', listener as (error: Error) => void);
    }
    expect(reported.length).toBeGreaterThan(0);
    expect(content(a.doc)).toEqual({ step: { question: 1, answer: 1 } });
    expect([a.client.state, b.client.state]).toEqual([{ kind: 'synced' }, { kind: 'synced' }]);
  });

  it('SYNC-97 settles when all is acknowledged', async () => {
    const log = new HeldLog(createMemoryLog());
    log.inner.create(BOARD);
    const under = bench({ log });
    const a = join(under, 'a');
    await under.clock.advance(100);
    await a.client.settled();
    const done = vi.fn<() => void>();
    step(a.doc).set('x', 1);
    void a.client.settled().then(done);
    await under.clock.advance(1_000);
    expect(done).not.toHaveBeenCalled();
    await log.held[0]!.release();
    await under.clock.advance(10);
    expect(done).toHaveBeenCalledOnce();
  });

  it('SYNC-97 sends what is left and says goodbye when it is destroyed', async () => {
    const under = bench();
    const [a, b] = [join(under, 'a'), join(under, 'b')];
    await under.clock.advance(100);
    a.client.awareness.setLocalState({ at: 'step/1' });
    await under.clock.advance(100);
    expect(b.client.awareness.getStates().get(a.doc.clientID)).toMatchObject({ at: 'step/1', user: { name: 'a' } });
    step(a.doc).set('last words', 1);
    a.client.destroy();
    await under.clock.advance(100);
    expect(content(b.doc)).toEqual({ step: { 'last words': 1 } });
    expect(b.client.awareness.getStates().has(a.doc.clientID)).toBe(false);
    expect(under.hub.present(BOARD).map(({ name }) => name)).toEqual(['b']);
    await under.clock.advance(60_000);
    expect(under.hub.present(BOARD).map(({ name }) => name)).toEqual(['b']);
  });
});

describe('refusals', () => {
  it('SYNC-98 keeps the document as a draft when an edit is refused, and a fresh start works', async () => {
    const under = bench();
    const [a, b] = [join(under, 'a'), join(under, 'b')];
    await under.clock.advance(100);
    a.doc.getMap('not a root').set('x', 1);
    await under.clock.advance(100);
    expect(a.client.state).toMatchObject({ kind: 'refused', refusal: { code: 'unknown-root' } });
    expect(a.drafts).toHaveLength(1);
    const draft = new Y.Doc();
    Y.applyUpdate(draft, a.drafts[0]!.draft);
    expect(draft.getMap('not a root').toJSON()).toEqual({ x: 1 });
    const fresh = join(under, 'a');
    await under.clock.advance(100);
    step(fresh.doc).set('again', 1);
    await under.clock.advance(100);
    expect(content(b.doc)).toEqual({ step: { again: 1 } });
    // The refused client is silent from then on.
    step(a.doc).set('more', 1);
    await under.clock.advance(60_000);
    expect(content(b.doc)).toEqual({ step: { again: 1 } });
  });

  it('SYNC-98 refuses a document of another lineage before anything of it is sent', async () => {
    const under = bench();
    const doc = new Y.Doc();
    step(doc).set('old', 1);
    const a = join(under, 'a', { doc, client: { epoch: 7 } });
    await under.clock.advance(100);
    expect(a.client.state).toMatchObject({ kind: 'refused', refusal: { code: 'stale-epoch' } });
    expect(a.drafts).toHaveLength(1);
    expect(await under.hub.view(BOARD, content)).toEqual({});
  });

  it('SYNC-98 refuses to go on when the board was restored while the client was away', async () => {
    const under = bench();
    let hub = under.hub;
    const a = join(under, 'a', { hub: () => hub });
    await under.clock.advance(100);
    const restored = createMemoryLog();
    restored.create(BOARD, 2);
    hub = bench({}, restored, under.clock).hub;
    a.wire.cut();
    step(a.doc).set('offline', 1);
    await under.clock.advance(5_000);
    expect(a.client.state).toMatchObject({ kind: 'refused', refusal: { code: 'stale-epoch' } });
    expect(a.drafts).toHaveLength(1);
  });

  it('SYNC-99 reads only, says why, and follows a change of the grant in both directions', async () => {
    const under = bench();
    let grant: Grant = grantOf(principal('a'));
    const a = join(under, 'a', { grant: () => grant });
    const b = join(under, 'b');
    await under.clock.advance(100);
    grant = { ...grant, role: 'viewer', mayWrite: false, version: 2 };
    await under.clock.advance(2_000);
    expect(a.client.state).toEqual({ kind: 'read-only', reason: expect.stringContaining('read') as string });
    step(b.doc).set('x', 1);
    await under.clock.advance(100);
    expect(content(a.doc)).toEqual({ step: { x: 1 } });
    grant = { ...grant, role: 'contributor', mayWrite: true, version: 3 };
    await under.clock.advance(2_000);
    expect(a.client.state).toEqual({ kind: 'synced' });
    step(a.doc).set('y', 1);
    await under.clock.advance(100);
    expect(content(b.doc)).toEqual({ step: { x: 1, y: 1 } });
  });

  it('SYNC-99 counts an edit that was under way when the grant ended until it is durable, then reads on', async () => {
    const log = new HeldLog(createMemoryLog());
    log.inner.create(BOARD);
    const under = bench({ log });
    let grant: Grant = grantOf(principal('a'));
    const a = join(under, 'a', { grant: () => grant });
    await under.clock.advance(100);
    step(a.doc).set('x', 1);
    await under.clock.advance(10);
    grant = { ...grant, role: 'viewer', mayWrite: false, version: 2 };
    await under.clock.advance(2_000);
    expect(a.client.welcome?.mayWrite).toBe(false);
    expect(a.client.state).toEqual({ kind: 'saving', unsent: 1 });
    await log.held[0]!.release();
    await under.clock.advance(10);
    expect(a.client.state).toMatchObject({ kind: 'read-only' });
    expect(a.drafts).toEqual([]);
  });
  it('SYNC-99 keeps as a draft what was edited offline by somebody who may no longer write', async () => {
    const under = bench();
    let grant: Grant = grantOf(principal('a'));
    const a = join(under, 'a', { grant: () => grant });
    await under.clock.advance(100);
    a.wire.cut();
    step(a.doc).set('x', 1);
    grant = { ...grant, role: 'viewer', mayWrite: false, version: 2 };
    await under.clock.advance(5_000);
    expect(a.client.state).toMatchObject({ kind: 'refused', refusal: { code: 'read-only' } });
    expect(a.drafts).toHaveLength(1);
    expect(await under.hub.view(BOARD, content)).toEqual({});
  });

  it('SYNC-99 ends for good on a close code that is final, with a draft only when something is unsent', async () => {
    const under = bench();
    let grant: Grant | null = grantOf(principal('a'));
    const a = join(under, 'a', { grant: () => grant });
    await under.clock.advance(100);
    grant = null;
    await under.clock.advance(1_500);
    expect(a.client.state).toEqual({
      kind: 'refused',
      refusal: { code: 'forbidden', message: 'No access to this board.' },
      draft: null,
    });
    expect(a.drafts).toEqual([]);
    await under.clock.advance(60_000);
    expect(under.hub.present(BOARD)).toEqual([]);
  });

  it('SYNC-99 keeps its edits when the session is over, and goes on when it is asked to', async () => {
    const under = bench();
    const [a, b] = [join(under, 'a'), join(under, 'b')];
    await under.clock.advance(100);
    a.wire.cut(CLOSE.unauthenticated.code);
    step(a.doc).set('x', 1);
    const waiting = { kind: 'offline', unsent: 1, retryAtMs: null, reason: CLOSE.unauthenticated };
    expect(a.client.state).toMatchObject(waiting);
    await under.clock.advance(600_000);
    expect(a.client.state).toMatchObject(waiting);
    expect(content(b.doc)).toEqual({});
    a.client.retryNow();
    await under.clock.advance(100);
    expect(a.client.state).toEqual({ kind: 'synced' });
    expect(content(b.doc)).toEqual({ step: { x: 1 } });
    expect(a.drafts).toEqual([]);
  });
});

describe('presence', () => {
  it('SYNC-45 shows a person again at once after a reconnect', async () => {
    const under = bench();
    const [a, b] = [join(under, 'a'), join(under, 'b')];
    a.client.awareness.setLocalState({ at: 'x' });
    await under.clock.advance(100);
    a.wire.cut();
    await under.clock.advance(50);
    expect(b.client.awareness.getStates().has(a.doc.clientID)).toBe(false);
    await under.clock.advance(2_000);
    expect(b.client.awareness.getStates().get(a.doc.clientID)).toMatchObject({ at: 'x' });
    expect(a.client.awareness.getStates().has(b.doc.clientID)).toBe(true);
  });

  it('SYNC-46 coalesces what changes faster than others can see, and ends with the last', async () => {
    const under = bench();
    let relayed = 0;
    const a = join(under, 'a');
    const b = join(under, 'b', {
      wire: {
        tap: (from, bytes) => {
          const decoded = decodeFrame(bytes);
          if (from === 'server' && decoded.kind === 'frame' && decoded.frame.type === 'awareness') relayed++;
        },
      },
    });
    await under.clock.advance(100);
    relayed = 0;
    for (let index = 0; index < 100; index++) {
      a.client.awareness.setLocalState({ x: index });
      await under.clock.advance(10);
    }
    await under.clock.advance(100);
    expect(relayed).toBeLessThanOrEqual(35);
    expect(b.client.awareness.getStates().get(a.doc.clientID)).toMatchObject({ x: 99 });
  });

  it('SYNC-46 relays to a large room once a tick', async () => {
    const under = bench({ limits: { awarenessAtOnceConnections: 2 } });
    const people = ['a', 'b', 'c', 'd'].map((name) => join(under, name));
    await under.clock.advance(100);
    for (const { client } of people) client.awareness.setLocalState({ x: 1 });
    await under.clock.advance(5);
    expect(people[0]!.client.awareness.getStates().get(people[1]!.doc.clientID)).not.toMatchObject({ x: 1 });
    await under.clock.advance(LIMITS.awarenessTickMs + 40);
    expect(people[0]!.client.awareness.getStates().get(people[1]!.doc.clientID)).toMatchObject({ x: 1 });
  });
});

describe('the list of roots', () => {
  it('SYNC-20 is asked for texts by name and for maps by list', async () => {
    const asked: string[] = [];
    const under = bench({ roots: { maps: ROOTS.maps, isText: (name) => (asked.push(name), ROOTS.isText(name)) } });
    const a = join(under, 'a');
    await under.clock.advance(100);
    a.doc.getXmlFragment('text:s9:note').insert(0, [new Y.XmlElement('paragraph')]);
    await under.clock.advance(100);
    await settle();
    expect(asked).toContain('text:s9:note');
    expect(a.client.state).toEqual({ kind: 'synced' });
  });
});
