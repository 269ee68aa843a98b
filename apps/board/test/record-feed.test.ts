import { RecordProjector, type Entry, type RecordProjection } from '@chartroom/record';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../src/lib/session/http.ts';
import { memoryCopy, RecordMemory } from '../src/lib/state/record-copy.ts';
import type { OpenRecordStore } from '../src/lib/state/record-store.ts';
import type { RecordResponse } from '@chartroom/server/api';
import { FakeClock, settle } from './support/fake-clock.ts';
import { away, FakeRecordServer, id, ILSE, portOf, PRIYA } from './support/fake-record-server.ts';
import { Tab } from './support/record-tab.ts';

/** What a screen shows of the record, comparable with what the server's entries come to. */
const shown = (store: OpenRecordStore): Omit<RecordProjection, 'recordSeq' | 'groundSeq' | 'unknown'> => ({
  members: store.members,
  former: store.former,
  threads: store.threads,
  verdicts: store.verdicts,
});
function expectWhole(tab: Tab, server: FakeRecordServer): void {
  const { recordSeq: _, groundSeq: _ground, unknown: _unknown, ...whole } = server.projection;
  expect(tab.store.ready).toBe(true);
  expect(shown(tab.store)).toEqual(whole);
  expect([...tab.store.threads.keys()]).toEqual([...whole.threads.keys()]);
  expect(tab.store.recordSeq).toBe(server.entries.length);
}

/** Says something of each sort, with the audit trail between. */
function talk(server: FakeRecordServer, rounds: number): void {
  for (let round = 0; round < rounds; round += 1) {
    server.asks(`t${round}`);
    server.changes();
    server.answers(`t${round}`, `c${round}`);
    server.changes();
  }
}

describe('reading the record', () => {
  it('BOARD-60 shows nothing of it until it was read to its end, page by page, then all of it', async () => {
    const server = new FakeRecordServer();
    server.joins(PRIYA);
    talk(server, 4);
    let open: (() => void)[] = [];
    const page = async (since: number): Promise<Answer<RecordResponse>> => {
      await new Promise<void>((resolve) => open.push(resolve));
      return server.page(since);
    };
    const tab = new Tab(server, { port: portOf(server, page) });
    for (let pages = 0; pages < 2; pages += 1) {
      await settle();
      expect([tab.store.ready, tab.store.threads.size, tab.store.recordSeq]).toEqual([false, 0, 0]);
      for (const answer of open.splice(0)) answer();
    }
    await settle();
    open[0]!();
    open = [];
    await settle();
    expectWhole(tab, server);
    expect(server.asked).toEqual([0, 4, 10]);
  });

  it('BOARD-60 an empty record is read too', async () => {
    const tab = new Tab(new FakeRecordServer());
    await settle();
    expect([tab.store.ready, tab.store.recordSeq, tab.store.failure]).toEqual([true, 0, null]);
  });

  it('BOARD-60 says why it cannot be read, and reads it later', async () => {
    const server = new FakeRecordServer();
    talk(server, 1);
    server.isUp = false;
    const clock = new FakeClock();
    const tab = new Tab(server, { clock });
    await clock.advance(10_000);
    expect([tab.store.ready, tab.store.failure]).toEqual([false, 'unreachable']);
    server.isUp = true;
    await clock.advance(20_000);
    expectWhole(tab, server);
    expect(tab.store.failure).toBeNull();
  });

  it('BOARD-62 pushes carry it on without asking again, the audit trail included', async () => {
    const server = new FakeRecordServer();
    const tab = new Tab(server);
    tab.connect();
    await settle();
    const { length } = server.asked;
    talk(server, 3);
    expectWhole(tab, server);
    expect(server.asked.length).toBe(length);
  });

  it('BOARD-62 asks for what was said while it was not connected, at the next welcome', async () => {
    const server = new FakeRecordServer();
    const tab = new Tab(server);
    tab.connect();
    await settle();
    tab.cut();
    talk(server, 3);
    await settle();
    expect(tab.store.threads.size).toBe(0);
    tab.connect();
    await settle();
    expectWhole(tab, server);
  });

  it('BOARD-62 a push beyond what is known waits for what is missing before it', async () => {
    const server = new FakeRecordServer();
    const clock = new FakeClock();
    const tab = new Tab(server, { clock });
    await settle();
    // The welcome asks as well, and is answered by a server that is behind.
    const behind = server.read(0);
    const read = server.read.bind(server);
    server.read = () => behind;
    server.asks('t0');
    tab.connect();
    await settle();
    server.answers('t0', 'c0');
    await settle();
    expect(tab.store.threads.size).toBe(0);
    server.read = read;
    await clock.advance(2_000);
    expectWhole(tab, server);
  });

  it('BOARD-63 shows what an earlier visit read while the server is away, and asks only for what is new', async () => {
    const server = new FakeRecordServer();
    const memory = new RecordMemory();
    talk(server, 3);
    const first = new Tab(server, { copy: memoryCopy(memory) });
    await settle();
    first.close();
    server.isUp = false;
    const clock = new FakeClock();
    const second = new Tab(server, { copy: memoryCopy(memory), clock });
    await settle();
    expectWhole(second, server);
    expect(second.store.failure).toBe('unreachable');
    talk(server, 1);
    server.isUp = true;
    server.asked.length = 0;
    await clock.advance(5_000);
    expect(server.asked[0]).toBe(12);
    expect(second.store.recordSeq).toBe(16);
  });

  it('BOARD-63 a copy that was not read to its end is gone on with, not shown', async () => {
    const server = new FakeRecordServer();
    const memory = new RecordMemory();
    talk(server, 4);
    const first = new Tab(server, {
      copy: memoryCopy(memory),
      port: portOf(server, async (since) => (since < 6 ? server.page(since) : away)),
    });
    await settle();
    first.close();
    expect(memory.record).toMatchObject({ whole: false });
    const second = new Tab(server, {
      copy: memoryCopy(memory),
      port: portOf(server, async () => away),
    });
    await settle();
    expect([second.store.ready, second.store.threads.size]).toEqual([false, 0]);
    second.close();
    server.asked.length = 0;
    const third = new Tab(server, { copy: memoryCopy(memory) });
    await settle();
    expect(server.asked[0]).toBeGreaterThan(0);
    expectWhole(third, server);
  });

  it.each([
    ['shorter', 4],
    ['as long', 12],
    ['longer', 20],
  ])('BOARD-63 another record on the server (%s) replaces what is known, here and in the copy', async (_, length) => {
    const server = new FakeRecordServer();
    const memory = new RecordMemory();
    talk(server, 3);
    const tab = new Tab(server, { copy: memoryCopy(memory) });
    await settle();
    const restored = new FakeRecordServer();
    for (let at = 0; restored.entries.length < length; at += 1) {
      restored.changes();
      restored.asks(`other${at}`, 'step/2', ILSE);
    }
    server.entries = restored.entries;
    tab.connect();
    await settle();
    expectWhole(tab, server);
    tab.close();
    const next = new Tab(server, {
      copy: memoryCopy(memory),
      port: portOf(server, async () => away),
    });
    await settle();
    expectWhole(next, server);
  });

  it('BOARD-63 a push tells of another record while a page of the former one is on its way', async () => {
    const server = new FakeRecordServer();
    talk(server, 2);
    let answer: (() => void) | null = null;
    const tab = new Tab(server, {
      port: portOf(server, async (since) => {
        const page = server.read(since);
        if (since > 0) await new Promise<void>((resolve) => (answer = resolve));
        return page;
      }),
    });
    await settle();
    answer!();
    await settle();
    tab.connect();
    await settle();
    const other = new FakeRecordServer();
    for (let at = 0; at < 8; at += 1) other.asks(`other${at}`);
    server.entries = other.entries;
    server.asks('pushed');
    answer!();
    for (let turn = 0; turn < 8; turn += 1) {
      await settle();
      (answer as (() => void) | null)?.();
    }
    expectWhole(tab, server);
  });

  it('BOARD-63 a tab that has not heard that the record was replaced does not spoil the copy', async () => {
    const memory = new RecordMemory();
    const old = new FakeRecordServer();
    talk(old, 2);
    const late = new Tab(old, { copy: memoryCopy(memory) });
    late.connect();
    await settle();
    const restored = new FakeRecordServer();
    restored.asks('other');
    const early = new Tab(restored, { copy: memoryCopy(memory) });
    await settle();
    expectWhole(early, restored);
    old.asks('late');
    await settle();
    expect([...memory.entries.values()]).toEqual(restored.entries);
    expect(memory.record?.head.seq).toBe(1);
  });

  type Step =
    | { readonly kind: 'say'; readonly what: number }
    | { readonly kind: 'connect' | 'cut' | 'page' | 'lose' | 'push' | 'reload' | 'tick' }
    | { readonly kind: 'tell'; readonly seq: number };
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('say' as const), what: fc.nat(7) }) },
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constantFrom(
          ...(['connect', 'cut', 'page', 'page', 'page', 'lose', 'push', 'push', 'push', 'reload', 'tick'] as const),
        ),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('tell' as const), seq: fc.nat(40) }) },
  );

  it('BOARD-61 pages, pushes, answers, reconnects and reloads in any order come to the same record', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 80 }), async (steps) => {
        const server = new FakeRecordServer(2);
        const clock = new FakeClock();
        const memory = new RecordMemory();
        // A page is what the server has when it is asked, or when it answers.
        let pages: (() => void)[] = [];
        let number = 0;
        const page = (since: number): Promise<Answer<RecordResponse>> =>
          new Promise((resolve) => {
            const now = server.read(since);
            const late = (number += 1) % 2 === 0;
            pages.push(() => resolve(lost ? away : late ? server.read(since) : now));
          });
        let lost = false;
        const opened = (): Tab =>
          new Tab(server, {
            clock,
            copy: memoryCopy(memory),
            port: portOf(server, page),
          });
        let tab = opened();
        let pushes: (readonly Entry[])[] = [];
        let isUp = false;
        const listen = (entries: readonly Entry[]): void => void pushes.push(entries);
        const push = (entries: readonly Entry[]): void =>
          tab.store.pushed(new TextEncoder().encode(JSON.stringify(entries)));
        const connect = (): void => {
          if (isUp) return;
          isUp = true;
          server.listeners.add(listen);
          tab.store.welcomed({ role: 'contributor' });
        };
        const cut = (): void => {
          isUp = false;
          server.listeners.delete(listen);
          pushes = [];
        };
        let comments = 0;
        const say = [
          () => server.changes(),
          () => server.changes(),
          () => server.asks(`t${comments % 4}`, `step/${comments % 3}`),
          () => server.answers(`t${comments % 4}`, `c${(comments += 1)}`),
          () => server.joins([PRIYA, ILSE][comments % 2]!, { function: comments % 2 ? 'QUA' : 'IT' }),
          () => server.joins(PRIYA, { role: null }),
          () => server.append(ILSE, 'ready', { ready: comments % 2 === 0 }),
          () => server.append(PRIYA, 'reaction', { comment: id('t0'), reaction: 'agree', on: comments % 2 === 0 }),
        ];
        let upTo = 0;
        let steppedBack = 0;
        for (const one of steps) {
          switch (one.kind) {
            case 'say':
              say[one.what]!();
              break;
            case 'connect':
              connect();
              break;
            case 'cut':
              cut();
              break;
            case 'page':
            case 'lose':
              lost = one.kind === 'lose';
              pages.shift()?.();
              break;
            case 'push': {
              const next = pushes.shift();
              if (next !== undefined) push(next);
              break;
            }
            case 'tell': {
              // As the answer to a command: one entry, out of its turn.
              const entry = server.entries[one.seq];
              if (entry !== undefined) tab.store.pushed(new TextEncoder().encode(JSON.stringify([entry])));
              break;
            }
            case 'reload':
              cut();
              tab.close();
              pages = [];
              tab = opened();
              break;
            case 'tick':
              await clock.advance(300);
          }
          await settle();
          if (one.kind !== 'reload' && tab.store.recordSeq < upTo) steppedBack += 1;
          upTo = tab.store.recordSeq;
        }
        cut();
        lost = false;
        connect();
        for (let turn = 0; turn < 400 && (pages.length > 0 || !tab.store.ready || turn < 5); turn += 1) {
          pages.shift()?.();
          await clock.advance(500);
        }
        expectWhole(tab, server);
        expect(steppedBack).toBe(0);
        // What stands in the copy is the same: projected without the server.
        const kept = new RecordProjector().add([...memory.entries.values()]).value;
        expect({ ...kept, recordSeq: 0 }).toEqual({ ...server.projection, recordSeq: 0 });
        tab.close();
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});
