import { flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';
import { memoryCopy, RecordMemory } from '../src/lib/state/record-copy.ts';
import type { RecordServer } from '../src/lib/state/record-server.ts';
import { settle } from './support/fake-clock.ts';
import { away, FakeRecordServer, id, ILSE, ME, portOf, PRIYA } from './support/fake-record-server.ts';
import { me, Tab } from './support/record-tab.ts';

async function open(prepare: (server: FakeRecordServer) => void = () => undefined) {
  const server = new FakeRecordServer();
  prepare(server);
  const tab = new Tab(server);
  tab.connect();
  await settle();
  return { server, tab, store: tab.store };
}

/** Counts the runs of one effect a reader. */
function counting(readers: Readonly<Record<string, () => unknown>>) {
  const runs: Record<string, number> = {};
  const stop = $effect.root(() => {
    for (const [name, read] of Object.entries(readers))
      $effect(() => {
        read();
        runs[name] = (runs[name] ?? 0) + 1;
      });
  });
  flushSync();
  for (const name of Object.keys(runs)) runs[name] = 0;
  return {
    stop,
    /** Who ran since it was asked last. */
    woken(): readonly string[] {
      flushSync();
      const names = Object.keys(runs).filter((name) => runs[name]! > 0);
      for (const name of Object.keys(runs)) runs[name] = 0;
      return names;
    },
  };
}

describe('waking', () => {
  it('BOARD-64 a word in one thread wakes who reads that thread, its subject or the list, and nobody else', async () => {
    const { server, store } = await open((one) => {
      one.joins(PRIYA, { function: 'QUA' });
      one.asks('t0', 'step/1');
      one.asks('t1', 'step/2');
    });
    const count = counting({
      thread: () => store.thread(id('t0')),
      otherThread: () => store.thread(id('t1')),
      on: () => store.threadsOn('step/1'),
      otherOn: () => store.threadsOn('step/2'),
      list: () => store.threads,
      seq: () => store.recordSeq,
      members: () => store.members,
      member: () => store.member(PRIYA),
      who: () => store.who(PRIYA),
      verdicts: () => store.verdicts,
      standing: () => store.standing,
      pending: () => store.pending,
      state: () => [store.ready, store.failure],
    });
    server.answers('t0', 'c0');
    expect(count.woken()).toEqual(['thread', 'on', 'list', 'seq']);
    server.append(PRIYA, 'ready', { ready: true });
    expect(count.woken()).toEqual(['seq', 'verdicts']);
    server.changes();
    expect(count.woken()).toEqual(['seq']);
    server.joins(ILSE, { function: 'IT' });
    expect(count.woken()).toEqual(['seq', 'members', 'standing']);
    server.joins(PRIYA, { function: 'QUA', name: 'Priya N' });
    expect(count.woken()).toEqual(['seq', 'members', 'member', 'who', 'standing']);
    void store.say('ready', { ready: true });
    expect(count.woken()).toEqual(['pending']);
    count.stop();
  });

  it('BOARD-64 one effect runs for each of 200 words among 200 threads that each somebody reads', async () => {
    const { server, store } = await open((one) => {
      for (let at = 0; at < 200; at += 1) one.asks(`t${at}`, `step/${at}`);
    });
    let runs = 0;
    const stop = $effect.root(() => {
      for (let at = 0; at < 200; at += 1)
        $effect(() => {
          void store.thread(id(`t${at}`));
          runs += 1;
        });
    });
    flushSync();
    runs = 0;
    for (let at = 0; at < 200; at += 1) {
      server.answers(`t${at}`, `c${at}`);
      flushSync();
    }
    expect(runs).toBe(200);
    stop();
  });

  it('BOARD-64 threads on a subject stand in the order in which they began, and the list stays while none changes', async () => {
    const { server, store } = await open((one) => {
      one.asks('t1', 'step/1');
      one.asks('t0', 'step/1');
      one.asks('t2', 'step/2');
    });
    const before = store.threadsOn('step/1');
    expect(before.map((thread) => thread.id)).toEqual([id('t1'), id('t0')]);
    server.answers('t2', 'c2');
    expect(store.threadsOn('step/1')).toBe(before);
    server.answers('t0', 'c0');
    expect(store.threadsOn('step/1')[0]).toBe(before[0]);
    expect(store.threadsOn('step/1')[1]).not.toBe(before[1]);
    expect(store.threadsOn('step/3')).toEqual([]);
  });
});

describe('who somebody is', () => {
  it('BOARD-71 is what the record says, and before it says anything what the connection says', async () => {
    const { server, tab, store } = await open();
    expect(store.standing).toEqual({ role: 'contributor', function: 'OPS', signer: false, guest: false });
    expect([store.may('decide'), store.may('manage-members')]).toEqual([{ ok: true }, { ok: false, because: 'role' }]);
    server.joins(ME, { role: 'commenter', function: 'OPS', signer: true });
    expect(store.standing).toMatchObject({ role: 'commenter', signer: true });
    expect([store.may('accept'), store.may('decide')]).toEqual([{ ok: true }, { ok: false, because: 'role' }]);
    server.joins(ME, { role: null });
    expect([store.standing, store.may('read')]).toEqual([null, { ok: false, because: 'not-a-member' }]);
    tab.close();
  });

  it('BOARD-71 nothing is called forbidden before anything is known of the person', async () => {
    const server = new FakeRecordServer();
    server.isUp = false;
    const tab = new Tab(server);
    await settle();
    expect([tab.store.standing, tab.store.may('decide')]).toEqual([null, { ok: true }]);
  });

  it('BOARD-71 members and those who left have their names; nobody else has one', async () => {
    const { server, store } = await open((one) => one.joins(PRIYA, { name: 'Priya Nair', function: 'QUA' }));
    expect(store.who(PRIYA)).toEqual({ id: PRIYA, name: 'Priya Nair', function: 'QUA', kind: 'user' });
    expect([store.who(ME), store.who(ILSE)]).toEqual([me, undefined]);
    server.joins(ILSE, { name: 'Ilse Krüger', function: 'IT', guest: true });
    expect(store.who(ILSE)?.kind).toBe('visitor');
    server.joins(ILSE, { role: null });
    expect([store.member(ILSE), store.who(ILSE)?.name, store.former.size]).toEqual([undefined, 'Ilse Krüger', 1]);
  });
});

describe('the rules', () => {
  it('BOARD-70 hear what people said, list by list, and nothing of what is only talk', async () => {
    const { server, tab } = await open();
    const before = tab.input;
    server.asks('t0');
    server.changes();
    expect(tab.input).toBe(before);
    server.append(PRIYA, 'assess', { risk: '01', state: 'assessed', rationale: 'Two hours' });
    expect(tab.input.assessments).toEqual([{ risk: '01', state: 'assessed' }]);
    const { assessments } = tab.input;
    server.joins(ILSE, { function: 'IT', signer: true });
    expect(tab.input.members).toEqual([{ principal: ILSE, function: 'IT', signer: true }]);
    expect(tab.input.assessments).toBe(assessments);
  });

  it('BOARD-70 hear it from the copy of this browser as well', async () => {
    const server = new FakeRecordServer();
    server.append(PRIYA, 'answer', { question: '01', text: 'We do.' });
    const memory = new RecordMemory();
    const first = new Tab(server, { copy: memoryCopy(memory) });
    await settle();
    first.close();
    server.isUp = false;
    const second = new Tab(server, { copy: memoryCopy(memory) });
    await settle();
    expect(second.input.answers).toEqual([{ question: '01' }]);
  });
});

describe('a record that takes more than a page', () => {
  /** Pages of words come when the test lets them; what findings stand on comes at once. */
  const openLong = async () => {
    const server = new FakeRecordServer(3);
    server.joins(PRIYA, { function: 'QUA', name: 'Priya Nair' });
    for (let at = 0; at < 8; at += 1) server.asks(`t${at}`);
    server.joins(ME, { role: 'commenter' });
    server.append(PRIYA, 'answer', { question: '01', text: 'We do.' });
    const waiting: (() => void)[] = [];
    const later: RecordServer['page'] = (since) =>
      since === 0
        ? server.page(since)
        : new Promise((resolve) => waiting.push(() => void server.page(since).then(resolve)));
    const tab = new Tab(server, { port: portOf(server, later) });
    tab.connect();
    await settle();
    const finish = async (): Promise<void> => {
      for (let turn = waiting.shift(); turn !== undefined; turn = waiting.shift()) {
        turn();
        await settle();
      }
    };
    return { server, tab, store: tab.store, finish };
  };

  it('BOARD-80 says who one is and what the functions said before all words are there, and goes on in it', async () => {
    const { server, tab, store, finish } = await openLong();
    expect([store.ready, store.threads.size, store.recordSeq]).toEqual([false, 0, 0]);
    expect(store.standing?.role).toBe('commenter');
    expect(store.who(PRIYA)?.name).toBe('Priya Nair');
    expect(tab.input.answers).toEqual([{ question: '01' }]);
    server.append(PRIYA, 'answer', { question: '02', text: 'We do, too.' });
    server.joins(ME, { role: 'contributor' });
    expect(tab.input.answers).toEqual([{ question: '01' }, { question: '02' }]);
    expect(store.standing?.role).toBe('contributor');
    const { verdicts } = store;
    await finish();
    expect([store.ready, store.threads.size]).toEqual([true, 8]);
    expect(store.verdicts).toEqual(verdicts);
    expect({ members: store.members, threads: store.threads }).toEqual({
      members: server.projection.members,
      threads: server.projection.threads,
    });
  });

  it('BOARD-80 is not asked for where one page is all, nor with a copy that was read to its end', async () => {
    const server = new FakeRecordServer(3);
    for (let at = 0; at < 3; at += 1) server.asks(`t${at}`);
    const asked: number[] = [];
    const port = portOf(
      server,
      (since) => server.page(since),
      (since) => {
        asked.push(since);
        return server.ground(since);
      },
    );
    const memory = new RecordMemory();
    const first = new Tab(server, { port, copy: memoryCopy(memory) });
    await settle();
    expect(first.store.ready).toBe(true);
    first.close();
    for (let at = 3; at < 9; at += 1) server.asks(`t${at}`);
    const second = new Tab(server, { port, copy: memoryCopy(memory) });
    await settle();
    expect([second.store.ready, second.store.threads.size]).toEqual([true, 9]);
    expect(asked).toEqual([]);
  });

  it('BOARD-60, BOARD-80 where it cannot be read nothing is shown, and the record comes all the same', async () => {
    const server = new FakeRecordServer(3);
    for (let at = 0; at < 7; at += 1) server.asks(`t${at}`);
    const port = portOf(
      server,
      (since) => server.page(since),
      async () => away,
    );
    const tab = new Tab(server, { port });
    await settle();
    expect([tab.store.ready, tab.store.threads.size, tab.store.failure]).toEqual([true, 7, null]);
  });
});
