/** The hub around its rooms: loading, eviction, group commit, failures of the log, closing, the server's own edits. */
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { LIMITS } from '../src/limits.ts';
import { LogFailure, type Principal } from '../src/ports.ts';
import { createMemoryLog } from '../src/server/memory-log.ts';
import { decodeFrame, encodeFrame } from '../src/wire/frames.ts';
import { bench, BOARD, connectRaw, content, HeldLog, principal, type RawConnection } from './support/bench.ts';
import { settle } from './support/fake-clock.ts';
import { endEverybody, join } from './support/people.ts';

endEverybody();

const types = (connection: RawConnection): readonly string[] =>
  connection.transport.take().map((bytes) => {
    const decoded = decodeFrame(bytes);
    return decoded.kind === 'frame' ? decoded.frame.type : decoded.kind;
  });
const step1 = encodeFrame({ type: 'syncStep1', stateVector: Uint8Array.of(0) });
const edit = (client: number, key: string): Uint8Array => {
  const doc = new Y.Doc();
  doc.clientID = client;
  doc.getMap('step').set(key, 1);
  return encodeFrame({ type: 'update', update: Y.encodeStateAsUpdate(doc) });
};
const server: Principal = { id: 'server', kind: 'server', name: 'Server', function: 'IT' };
const kindOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'resolved',
    (error: unknown) => (error instanceof LogFailure ? error.kind : String(error)),
  );

describe('rooms', () => {
  it('SYNC-10 loads a board once, however many come at once', async () => {
    const log = createMemoryLog();
    log.create(BOARD);
    let loads = 0;
    const counting = {
      append: log.append.bind(log),
      since: log.since.bind(log),
      load: (board: string) => (loads++, log.load(board)),
    };
    const under = bench({ log: counting });
    const people = [connectRaw(under.hub, 'a'), connectRaw(under.hub, 'b'), connectRaw(under.hub, 'c', false)];
    await Promise.all([under.hub.read(BOARD), under.hub.read(BOARD)]);
    expect(loads).toBe(1);
    expect(under.hub.present(BOARD).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(people.map(({ transport }) => transport.closedWith)).toEqual([null, null, null]);
  });

  it('SYNC-10 keeps frames that come before the board is loaded, in order', async () => {
    const under = bench();
    const early = connectRaw(under.hub, 'a');
    early.receive(step1);
    early.receive(edit(7, 'x'));
    await under.clock.advance(10);
    expect(types(early)).toEqual(['welcome', 'syncStep2', 'syncStep1', 'acknowledgement']);
  });

  it('SYNC-10 forgets a board that nobody uses, and has everything when it is opened again', async () => {
    const under = bench();
    const person = connectRaw(under.hub, 'a');
    person.receive(edit(7, 'x'));
    for (let passedMs = 0; passedMs < LIMITS.evictAfterMs + 5_000; passedMs += 20_000) {
      await under.clock.advance(20_000);
      person.pong();
    }
    expect(under.events.some(({ kind }) => kind === 'room-evicted')).toBe(false);
    person.closed();
    await under.clock.advance(LIMITS.evictAfterMs + 5_000);
    expect(under.events.filter(({ kind }) => kind === 'room-evicted')).toHaveLength(1);
    const { seq, update } = await under.hub.read(BOARD);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, update);
    expect([seq, content(doc)]).toEqual([1, { step: { x: 1 } }]);
    expect(under.events.filter(({ kind }) => kind === 'room-loaded')).toHaveLength(2);
  });

  it('SYNC-11 closes those who ask for an unknown board, a damaged one or one that cannot be read, each with its code', async () => {
    const log = createMemoryLog();
    const failing = {
      append: log.append.bind(log),
      since: log.since.bind(log),
      load: async (board: string) => {
        if (board === 'damaged') throw new LogFailure('corrupt', 'row 3');
        if (board === 'away') throw new LogFailure('unavailable', 'disk');
        return log.load(board);
      },
    };
    const under = bench({ log: failing });
    const names = ['no-such-board', 'damaged', 'away'].map((board) => connectRaw(under.hub, 'a', true, board));
    await under.clock.advance(10);
    expect(names.map(({ transport }) => transport.closedWith?.name)).toEqual(['unknown-board', 'parked', 'internal']);
    expect(await kindOf(under.hub.read('damaged'))).toBe('corrupt');
    expect(await kindOf(under.hub.edit('no-such-board', server, () => {}))).toBe('unknown-board');
  });

  it('SYNC-12 tells a person once, however many tabs', async () => {
    const under = bench();
    connectRaw(under.hub, 'a');
    const second = connectRaw(under.hub, 'a');
    await under.clock.advance(10);
    expect(under.hub.present(BOARD)).toHaveLength(1);
    second.closed();
    expect(under.hub.present(BOARD)).toHaveLength(1);
  });
});

describe('durable before visible', () => {
  it('SYNC-01 appends before it acknowledges or shows, in one transaction for all rooms', async () => {
    const inner = createMemoryLog();
    for (const board of ['one', 'two']) inner.create(board);
    const log = new HeldLog(inner);
    const committed: string[] = [];
    const under = bench({ log, onCommitted: (board, seq, who) => committed.push(`${board} ${seq} ${who}`) });
    const [a, b, other] = [
      connectRaw(under.hub, 'a', true, 'one'),
      connectRaw(under.hub, 'b', true, 'one'),
      connectRaw(under.hub, 'c', true, 'two'),
    ];
    for (const person of [a, b, other]) person.receive(step1);
    await under.clock.advance(10);
    for (const person of [a, b, other]) person.transport.take();

    a.receive(edit(7, 'x'));
    b.receive(edit(8, 'y'));
    other.receive(edit(9, 'z'));
    await under.clock.advance(1_000);
    expect(log.held.map(({ boards }) => boards)).toEqual([['one', 'one', 'two']]);
    expect([a, b, other].map(types)).toEqual([[], [], []]);
    expect((await under.hub.read('one')).seq).toBe(0);

    await log.held[0]!.release();
    await settle();
    expect([a, b, other].map(types)).toEqual([
      ['update', 'acknowledgement'],
      ['update', 'acknowledgement'],
      ['acknowledgement'],
    ]);
    expect(committed).toEqual(['one 1 p-a', 'one 2 p-b', 'two 1 p-c']);
  });

  it('SYNC-01 puts what arrives during a commit into the next, and may build on what is under way', async () => {
    const log = new HeldLog(createMemoryLog());
    log.inner.create(BOARD);
    const under = bench({ log });
    const person = connectRaw(under.hub, 'a');
    const doc = new Y.Doc();
    const frames: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => frames.push(encodeFrame({ type: 'update', update })));
    const entity = new Y.Map<unknown>();
    doc.getMap('step').set('e', entity);
    entity.set('title', 'one');
    entity.set('title', 'two');
    await under.clock.advance(10);
    person.receive(frames[0]!);
    await under.clock.advance(10);
    person.receive(frames[1]!);
    person.receive(frames[2]!);
    await under.clock.advance(10);
    expect(log.held).toHaveLength(1);
    await log.held[0]!.release();
    await under.clock.advance(10);
    expect(log.held.map(({ boards }) => boards.length)).toEqual([1, 2]);
    await log.held[1]!.release();
    await under.clock.advance(10);
    expect(types(person)).toEqual(['welcome', 'acknowledgement', 'acknowledgement']);
  });

  it('SYNC-02 acknowledges what is known already only when that is durable', async () => {
    const log = new HeldLog(createMemoryLog());
    log.inner.create(BOARD);
    const under = bench({ log });
    const [tab, otherTab] = [connectRaw(under.hub, 'a'), connectRaw(under.hub, 'a')];
    await under.clock.advance(10);
    for (const person of [tab, otherTab]) person.transport.take();
    tab.receive(edit(7, 'x'));
    otherTab.receive(edit(7, 'x'));
    await under.clock.advance(10);
    expect([tab, otherTab].map(types)).toEqual([[], []]);
    await log.held[0]!.release();
    await under.clock.advance(10);
    expect([tab, otherTab].map(types)).toEqual([['acknowledgement'], ['acknowledgement']]);
    expect((await log.inner.load(BOARD)).updates).toHaveLength(1);
  });
});

describe('failures of the log', () => {
  it('SYNC-03 leaves an edit that could not be stored with its author, who sends it again', async () => {
    const inner = createMemoryLog();
    inner.create(BOARD);
    let full = false;
    const log = {
      load: inner.load.bind(inner),
      since: inner.since.bind(inner),
      append: async (rows: Parameters<typeof inner.append>[0]) => {
        if (full) throw new LogFailure('full', 'no space left on device');
        return inner.append(rows);
      },
    };
    const under = bench({ log });
    const [a, b] = [join(under, 'a'), join(under, 'b')];
    await under.clock.advance(100);
    full = true;
    a.doc.getMap('step').set('x', 1);
    await under.clock.advance(50);
    expect(a.client.state).toMatchObject({ kind: 'offline', unsent: 1, reason: { name: 'storage' } });
    expect(b.client.state).toEqual({ kind: 'synced' });
    expect(content(b.doc)).toEqual({});
    await under.clock.advance(60_000);
    expect(a.client.state).toMatchObject({ kind: 'offline', unsent: 1 });
    full = false;
    await under.clock.advance(20_000);
    expect(a.client.state).toEqual({ kind: 'synced' });
    expect(content(b.doc)).toEqual({ step: { x: 1 } });
    expect((await inner.load(BOARD)).updates).toHaveLength(1);
  });

  it('SYNC-03 does not let the trouble of one board fail the others', async () => {
    const inner = createMemoryLog();
    for (const board of ['good', 'gone']) inner.create(board);
    const log = {
      load: inner.load.bind(inner),
      since: inner.since.bind(inner),
      append: async (rows: Parameters<typeof inner.append>[0]) => {
        if (rows.some(({ board }) => board === 'gone')) throw new LogFailure('unknown-board', 'deleted meanwhile');
        return inner.append(rows);
      },
    };
    const under = bench({ log });
    const [good, gone] = [connectRaw(under.hub, 'a', true, 'good'), connectRaw(under.hub, 'b', true, 'gone')];
    await under.clock.advance(10);
    good.receive(edit(7, 'x'));
    gone.receive(edit(8, 'x'));
    await under.clock.advance(10);
    expect(types(good)).toEqual(['welcome', 'acknowledgement']);
    expect([good, gone].map(({ transport }) => transport.closedWith?.name ?? null)).toEqual([null, 'unknown-board']);
  });

  it('SYNC-04 finds out by loading again what an append with an unknown outcome has stored', async () => {
    const inner = createMemoryLog();
    inner.create(BOARD);
    let dubious = false;
    const log = {
      load: inner.load.bind(inner),
      since: inner.since.bind(inner),
      append: async (rows: Parameters<typeof inner.append>[0]) => {
        const seqs = await inner.append(rows);
        if (dubious) throw new Error('connection to the database lost after commit');
        return seqs;
      },
    };
    const under = bench({ log });
    const [a, b] = [join(under, 'a'), join(under, 'b')];
    await under.clock.advance(100);
    dubious = true;
    a.doc.getMap('step').set('x', 1);
    await under.clock.advance(10);
    dubious = false;
    await under.clock.advance(100);
    expect(content(b.doc)).toEqual({ step: { x: 1 } });
    expect(a.client.state).toEqual({ kind: 'synced' });
    a.doc.getMap('step').set('x', 2);
    await under.clock.advance(100);
    expect(content(b.doc)).toEqual({ step: { x: 2 } });
    expect((await inner.load(BOARD)).updates).toHaveLength(2);
  });

  it('SYNC-04 loads again when somebody else has written to the log, and shows it', async () => {
    const under = bench();
    const [a, b] = [join(under, 'a'), join(under, 'b')];
    await under.clock.advance(100);
    const foreign = new Y.Doc();
    foreign.getMap('system').set('elsewhere', 1);
    const update = Y.encodeStateAsUpdate(foreign);
    await under.log.append([
      {
        board: BOARD,
        epoch: 1,
        principalId: 'x',
        clientId: foreign.clientID,
        sessionId: 's',
        receivedAtMs: 0,
        update,
        hash: 'h',
        newClientIds: [foreign.clientID],
      },
    ]);
    a.doc.getMap('step').set('x', 1);
    await under.clock.advance(100);
    expect(content(b.doc)).toEqual({ step: { x: 1 }, system: { elsewhere: 1 } });
    expect(a.client.state).toEqual({ kind: 'synced' });
    expect(under.events.some(({ kind }) => kind === 'room-reloaded')).toBe(true);
  });

  it('SYNC-03 parks a board whose log is found damaged', async () => {
    const under = bench({
      log: {
        load: async () => ({ epoch: 1, updates: [], bindings: new Map() }),
        since: async () => [],
        append: async () => Promise.reject(new LogFailure('corrupt', 'page 4')),
      },
    });
    const a = join(under, 'a');
    await under.clock.advance(100);
    a.doc.getMap('step').set('x', 1);
    await under.clock.advance(100);
    expect(a.client.state).toMatchObject({ kind: 'refused', refusal: { code: 'parked' } });
    expect((a.client.state as { draft: Uint8Array }).draft.length).toBeGreaterThan(10);
  });
});

describe('edits by the server', () => {
  it('SYNC-50 stores, applies and shows them like any other, under a fresh client id of that principal', async () => {
    const committed: string[] = [];
    const under = bench({ onCommitted: (board, seq, who) => committed.push(`${board} ${seq} ${who}`) });
    const a = join(under, 'a');
    await under.clock.advance(100);
    const first = under.hub.edit(BOARD, server, (doc) => doc.getMap('step').set('x', 1));
    const second = under.hub.edit(BOARD, principal('b'), (doc) =>
      doc.getMap('step').set('y', doc.getMap('step').get('x')),
    );
    await under.clock.advance(100);
    expect([await first, await second]).toEqual([
      { kind: 'committed', seq: 1 },
      { kind: 'committed', seq: 2 },
    ]);
    expect(content(a.doc)).toEqual({ step: { x: 1, y: 1 } });
    expect(committed).toEqual([`${BOARD} 1 server`, `${BOARD} 2 p-b`]);
    const { updates, bindings } = await under.log.load(BOARD);
    expect(updates.map(({ clientId }) => bindings.get(clientId!))).toEqual(['server', 'p-b']);
  });

  it('SYNC-50 is exempt from the bounds of size, not from those of shape', async () => {
    const under = bench();
    const large = under.hub.edit(BOARD, server, (doc) => {
      for (let index = 0; index < LIMITS.maxStructs * 2; index++)
        doc.getMap('role').set(`key ${index}`, 'x'.repeat(50));
    });
    const wrong = under.hub.edit(BOARD, server, (doc) => void doc.getArray('list').push([1]));
    const nothing = under.hub.edit(BOARD, server, () => {});
    await under.clock.advance(100);
    expect(await large).toEqual({ kind: 'committed', seq: 1 });
    expect(await wrong).toMatchObject({ kind: 'refused', code: 'unknown-root' });
    expect((await nothing).kind).toBe('unchanged');
  });

  it('SYNC-50 rejects when it could not be stored, and when the edit itself throws', async () => {
    const under = bench({
      log: {
        load: async () => ({ epoch: 1, updates: [], bindings: new Map() }),
        since: async () => [],
        append: async () => Promise.reject(new LogFailure('full', 'disk full')),
      },
    });
    const stored = kindOf(under.hub.edit(BOARD, server, (doc) => doc.getMap('step').set('x', 1)));
    const thrown = kindOf(
      under.hub.edit(BOARD, server, () => {
        throw new Error('template');
      }),
    );
    await under.clock.advance(100);
    expect(await stored).toBe('full');
    expect(await thrown).toBe('Error: template');
  });

  it('SYNC-52 tells our own clients about entries of the record, after their welcome, and nobody else', async () => {
    const under = bench();
    const early = connectRaw(under.hub, 'a');
    under.hub.pushRecord(BOARD, Uint8Array.of(1));
    await under.clock.advance(10);
    const foreign = connectRaw(under.hub, 'b', false);
    foreign.receive(step1);
    await under.clock.advance(10);
    const records = (connection: RawConnection): readonly (readonly number[])[] =>
      connection.transport.sent.flatMap((bytes) => {
        const decoded = decodeFrame(bytes);
        return decoded.kind === 'frame' && decoded.frame.type === 'record' ? [[...decoded.frame.entries]] : [];
      });
    under.hub.pushRecord(BOARD, Uint8Array.of(2, 3));
    under.hub.pushRecord('nobody-has-it-open', Uint8Array.of(4));
    await under.clock.advance(10);
    expect(records(early)).toEqual([[1], [2, 3]]);
    expect(types(early).filter((type) => type === 'welcome' || type === 'record')).toEqual([
      'welcome',
      'record',
      'record',
    ]);
    expect(types(foreign)).not.toContain('record');
    expect(under.events.filter(({ kind }) => kind === 'room-loaded')).toHaveLength(1);
  });

  it('SYNC-51 lets a reader see the live document, and throws away one that a reader has written into', async () => {
    const under = bench();
    const a = join(under, 'a');
    await under.clock.advance(100);
    a.doc.getMap('step').set('x', 1);
    await under.clock.advance(100);
    expect(await under.hub.view(BOARD, (doc, { seq }) => [seq, content(doc)])).toEqual([1, { step: { x: 1 } }]);
    await under.hub.view(BOARD, (doc) => doc.getMap('step').set('x', 'by a reader'));
    await under.clock.advance(100);
    expect(await under.hub.view(BOARD, (doc) => content(doc))).toEqual({ step: { x: 1 } });
    a.doc.getMap('step').set('y', 2);
    await under.clock.advance(100);
    expect(a.client.state).toEqual({ kind: 'synced' });
  });
});

describe('closing', () => {
  it('SYNC-13 stores and acknowledges what has arrived, then closes everybody to come back soon', async () => {
    const log = new HeldLog(createMemoryLog());
    log.inner.create(BOARD);
    const under = bench({ log });
    const [a, foreign] = [connectRaw(under.hub, 'a'), connectRaw(under.hub, 'b', false)];
    await under.clock.advance(10);
    a.receive(edit(7, 'x'));
    let closed = false;
    const closing = under.hub.close().then(() => (closed = true));
    a.receive(edit(8, 'too late'));
    await under.clock.advance(100);
    expect(closed).toBe(false);
    await log.held[0]!.release();
    await closing;
    expect(types(a)).toEqual(['welcome', 'acknowledgement']);
    expect([a, foreign].map(({ transport }) => transport.closedWith?.code)).toEqual([1012, 1012]);
    expect((await log.inner.load(BOARD)).updates).toHaveLength(1);
    const late = connectRaw(under.hub, 'c');
    expect(late.transport.closedWith?.code).toBe(1012);
    expect(await kindOf(under.hub.read(BOARD))).toBe('unavailable');
  });

  it('SYNC-13 closes those whose board is still being loaded', async () => {
    const under = bench({ log: { load: () => new Promise(() => {}), since: async () => [], append: async () => [] } });
    const waiting = connectRaw(under.hub, 'a');
    await under.hub.close();
    expect(waiting.transport.closedWith?.code).toBe(1012);
  });
});
