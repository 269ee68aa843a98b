import { describe, expect, it } from 'vitest';
import { memoryCopy, RecordMemory } from '../src/lib/state/record-copy.ts';
import type { Said } from '../src/lib/state/record-contract.ts';
import { newId } from '../src/lib/state/record-ids.ts';
import type { OpenRecordStore } from '../src/lib/state/record-store.ts';
import { FakeClock, settle } from './support/fake-clock.ts';
import { FakeRecordServer, id, ME, PRIYA } from './support/fake-record-server.ts';
import { Tab } from './support/record-tab.ts';

const comment = (store: OpenRecordStore, name: string): Promise<Said> =>
  store.say('comment', { thread: id('t0'), comment: id(name), body: `It is ${name}.` });
const bodies = (server: FakeRecordServer): readonly string[] =>
  server.entries
    .filter(({ kind, actor }) => kind === 'comment' && actor === ME)
    .map(({ payload }) => (payload as { body: string }).body);
const pending = (store: OpenRecordStore) => store.pending.map(({ payload, state }) => [bodyOf(payload), state]);
const bodyOf = (payload: object): unknown => ('body' in payload ? payload.body : payload);

/** A board with one thread, and a tab on it. */
async function open(memory = new RecordMemory()) {
  const server = new FakeRecordServer();
  server.asks('t0');
  const clock = new FakeClock();
  const tab = new Tab(server, { clock, copy: memoryCopy(memory) });
  await settle();
  return { server, clock, memory, tab, store: tab.store };
}

describe('ids', () => {
  it('BOARD-65 are 26 characters of 128 random bits, as the server makes them', () => {
    expect(newId(new Uint8Array(16))).toBe('0'.repeat(26));
    expect(newId(new Uint8Array(16).fill(255))).toBe(`${'z'.repeat(25)}w`);
    expect(newId(new Uint8Array([0, 68, 50, 20, 199, 66, 84, 182, 53, 207, 132, 101, 58, 86, 215, 198]))).toBe(
      '0123456789abcdefghjkmnpqrr',
    );
    expect(newId()).not.toBe(newId());
    expect(newId()).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
  });
});

describe('saying something', () => {
  it('BOARD-65 shows it at once as pending, and as said when the record has it', async () => {
    const { server, store, tab } = await open();
    tab.connect();
    await settle();
    const said = comment(store, 'b');
    expect(pending(store)).toEqual([['It is b.', 'waiting']]);
    expect(store.unsent).toBe(1);
    expect(await said).toEqual({ ok: true });
    expect(bodies(server)).toEqual(['It is b.']);
    expect(store.thread(id('t0'))?.comments.map(({ body }) => body)).toEqual(['Who?', 'It is b.']);
    expect([store.pending, store.unsent]).toEqual([[], 0]);
  });

  it('BOARD-65 counts what the person said, a reason too, and not what the page notes of edits', async () => {
    const { server, store } = await open();
    server.isUp = false;
    const note = { client: 7, from: 0, to: 1 };
    void store.say('edit', { ...note, purpose: 'Drafting' });
    void store.say('edit', { ...note, by: 'undo' });
    await settle();
    expect([store.pending.length, store.unsent]).toEqual([2, 0]);
    void store.say('edit', { ...note, reason: 'Agreed on Monday' });
    void comment(store, 'b');
    await settle();
    expect([store.pending.length, store.unsent]).toEqual([4, 2]);
  });

  it('BOARD-65 shows it until the record brings it, where the answer comes before what was stored ahead of it', async () => {
    const { server, store, clock } = await open();
    server.changes();
    server.answers('t0', 'a');
    expect(await comment(store, 'b')).toEqual({ ok: true });
    expect([pending(store), store.unsent]).toEqual([[['It is b.', 'waiting']], 0]);
    await clock.advance(1_000);
    expect(store.thread(id('t0'))?.comments).toHaveLength(3);
    expect(store.pending).toEqual([]);
  });

  it('BOARD-65 keeps it while the server is away, counts it, and sends all in the order in which they were said', async () => {
    const { server, store, clock } = await open();
    server.isUp = false;
    const answers = await Promise.all(['a', 'b', 'c'].map((name) => comment(store, name)));
    expect(answers).toEqual([{ ok: 'later' }, { ok: 'later' }, { ok: 'later' }]);
    expect([store.unsent, pending(store).length]).toEqual([3, 3]);
    server.isUp = true;
    await clock.advance(5_000);
    expect(bodies(server)).toEqual(['It is a.', 'It is b.', 'It is c.']);
    expect(store.unsent).toBe(0);
  });

  it('BOARD-65 what was said offline survives a reload, also with the record unread, and goes out first', async () => {
    const { server, store, memory, tab } = await open();
    server.isUp = false;
    await comment(store, 'a');
    await comment(store, 'b');
    tab.close();
    const next = new Tab(server, { copy: memoryCopy(memory) });
    await settle();
    expect(pending(next.store)).toEqual([
      ['It is a.', 'waiting'],
      ['It is b.', 'waiting'],
    ]);
    server.isUp = true;
    void comment(next.store, 'c');
    next.connect();
    await settle();
    expect(bodies(server)).toEqual(['It is a.', 'It is b.', 'It is c.']);
    expect([next.store.pending, memory.commands.size]).toEqual([[], 0]);
  });

  it('BOARD-67 a lost answer stores once, and is seen in the record without asking again', async () => {
    const { server, store, memory, tab } = await open();
    tab.connect();
    await settle();
    server.fates = ['lost'];
    await comment(store, 'a');
    expect(bodies(server)).toEqual(['It is a.']);
    expect([store.pending, store.unsent, memory.commands.size]).toEqual([[], 0, 0]);
    expect(server.arrived).toHaveLength(1);
  });

  it('BOARD-67 a lost answer stores once, also when it is sent again after a reload', async () => {
    const { server, store, memory, tab } = await open();
    server.fates = ['lost'];
    expect(await comment(store, 'a')).toEqual({ ok: 'later' });
    tab.close();
    const next = new Tab(server, { copy: memoryCopy(memory) });
    await settle();
    expect(bodies(server)).toEqual(['It is a.']);
    expect([next.store.pending, memory.commands.size]).toEqual([[], 0]);
    expect(next.store.thread(id('t0'))?.comments).toHaveLength(2);
  });

  it('BOARD-67 two tabs of one person store once each, and what a closed tab left goes out from the other', async () => {
    const { server, memory, store, tab } = await open();
    const other = new Tab(server, { copy: memoryCopy(memory) });
    other.connect();
    await settle();
    server.isUp = false;
    await comment(store, 'a');
    await comment(other.store, 'b');
    other.store.online();
    await settle();
    expect(pending(other.store)).toEqual([
      ['It is a.', 'waiting'],
      ['It is b.', 'waiting'],
    ]);
    server.isUp = true;
    tab.connect();
    other.store.online();
    await settle();
    expect(bodies(server).toSorted()).toEqual(['It is a.', 'It is b.']);
    expect([store.unsent, other.store.unsent, memory.commands.size]).toEqual([0, 0, 0]);
    server.isUp = false;
    await comment(store, 'c');
    tab.close();
    server.isUp = true;
    other.store.online();
    await settle();
    expect(bodies(server)).toContain('It is c.');
    expect(other.store.pending).toEqual([]);
  });

  it('BOARD-67 does not send what another tab has discarded meanwhile', async () => {
    const { server, memory, store } = await open();
    server.isUp = false;
    await comment(store, 'a');
    const other = new Tab(server, { copy: memoryCopy(memory) });
    await settle();
    expect(other.store.pending).toHaveLength(1);
    store.discard(store.pending[0]!.id);
    server.isUp = true;
    other.store.online();
    await settle();
    expect([bodies(server), other.store.pending]).toEqual([[], []]);
  });

  it('BOARD-68 a refused one keeps the reason until it is discarded, and those behind it go on', async () => {
    const { server, store, memory, tab } = await open();
    server.fates = [{ status: 422 }];
    const [first, second] = await Promise.all([comment(store, 'a'), comment(store, 'b')]);
    expect(first).toMatchObject({ ok: false, problem: { status: 422, detail: 'Refused with 422.' } });
    expect(second).toEqual({ ok: true });
    expect(store.unsent).toBe(0);
    tab.close();
    const next = new Tab(server, { copy: memoryCopy(memory) });
    await settle();
    expect(next.store.pending).toMatchObject([{ state: 'refused', problem: { status: 422 } }]);
    next.store.discard(next.store.pending[0]!.id);
    await settle();
    expect([next.store.pending, memory.commands.size, bodies(server)]).toEqual([[], 0, ['It is b.']]);
  });

  it('BOARD-68 sends a refused one again under another id', async () => {
    const { server, store } = await open();
    server.fates = [{ status: 403 }];
    await comment(store, 'a');
    const { id: refused } = store.pending[0]!;
    store.again(refused);
    await settle();
    expect(bodies(server)).toEqual(['It is a.']);
    expect(server.arrived).toHaveLength(2);
    expect(server.arrived[1]).not.toBe(refused);
    expect(store.pending).toEqual([]);
  });

  it.each([401, 408, 429, 500, 507])(
    'BOARD-69 waits and sends it again after %i, which another time may not be',
    async (status) => {
      const { server, store, clock } = await open();
      server.fates = [{ status }];
      expect(await comment(store, 'a')).toEqual({ ok: 'later' });
      expect([bodies(server), store.unsent]).toEqual([[], 1]);
      await clock.advance(10_000);
      expect([bodies(server), store.unsent]).toEqual([['It is a.'], 0]);
    },
  );

  it('BOARD-69 tries as late as the server asks for, and later each time', async () => {
    const { server, store, clock } = await open();
    server.fates = [{ status: 429, retryAfterMs: 7_000 }, 'away', 'away', 'away'];
    void comment(store, 'a');
    await settle();
    const waits = [clock.nextMs!];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await clock.advance(clock.nextMs!);
      waits.push(clock.nextMs!);
    }
    expect(waits[0]).toBe(7_000);
    expect(waits.slice(1)).toEqual(waits.slice(1).toSorted((a, b) => a - b));
    expect(new Set(waits).size).toBe(4);
    expect(waits[3]).toBeLessThanOrEqual(60_000);
  });

  it('BOARD-69 tries at once at a welcome and when the network is back', async () => {
    const { server, store, tab } = await open();
    for (const [name, back] of [
      ['a', () => tab.connect()],
      ['b', () => store.online()],
    ] as const) {
      server.isUp = false;
      await comment(store, name);
      server.isUp = true;
      back();
      await settle();
    }
    expect(bodies(server)).toEqual(['It is a.', 'It is b.']);
  });

  it('BOARD-69 a server that fails over one for good refuses it, so that the others get through', async () => {
    const { server, store, clock } = await open();
    server.fates = [500, 500, 500, 500, 500].map((status) => ({ status }));
    void comment(store, 'a');
    void comment(store, 'b');
    await clock.advance(120_000);
    expect(store.pending).toMatchObject([{ state: 'refused', problem: { status: 500 } }]);
    expect(bodies(server)).toEqual(['It is b.']);
  });

  it('BOARD-65 what somebody else says comes between without touching what waits', async () => {
    const { server, store, tab, clock } = await open();
    tab.connect();
    await settle();
    server.fates = ['away'];
    void comment(store, 'a');
    await settle();
    server.answers('t0', 'hers', PRIYA);
    await settle();
    expect(pending(store)).toEqual([['It is a.', 'waiting']]);
    await clock.advance(5_000);
    expect(store.thread(id('t0'))?.comments.map(({ body }) => body)).toEqual(['Who?', 'We do.', 'It is a.']);
  });
});
