import type { ReadingBody, ReadingResponse, WatchBody } from '@chartroom/server/api';
import { flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';
import { concerns } from '../../src/lib/reading/concern.ts';
import { ReadingMemory } from '../../src/lib/reading/reading-memory.ts';
import { Reading, RETRY_MS } from '../../src/lib/reading/reading.svelte.ts';
import type { ReadingServer } from '../../src/lib/reading/reading-server.ts';
import type { Memory } from '../../src/lib/state/remembered.ts';
import { unreadByView } from '../../src/lib/discussion/unread-by-view.ts';
import { id, MARTA, ME, PRIYA, TestRecord } from '../discussion/record.svelte.ts';

const NOTHING: ReadingResponse = { upTo: 0, read: [], concerns: [], watches: {}, lastVisit: null };
const me = { id: ME, function: 'OPS' } as const;

class TestServer implements ReadingServer {
  away = false;
  refuses = false;
  answer: ReadingResponse = NOTHING;
  readonly marks: ReadingBody[] = [];
  readonly watched: WatchBody[] = [];
  #failure() {
    return this.away
      ? ({ ok: false, failure: { kind: 'unreachable' } } as const)
      : ({
          ok: false,
          failure: { kind: 'refused', problem: { type: '', title: 'No', status: 403, detail: 'No' } },
        } as const);
  }
  async load() {
    return this.away ? this.#failure() : ({ ok: true, value: this.answer } as const);
  }
  async mark(body: ReadingBody) {
    if (this.away) return this.#failure();
    this.marks.push(body);
    return this.refuses ? this.#failure() : ({ ok: true, value: undefined } as const);
  }
  async watch(body: WatchBody) {
    if (this.away || this.refuses) return this.#failure();
    this.watched.push(body);
    return { ok: true, value: undefined } as const;
  }
}

class TestMemory implements Memory {
  readonly #items = new Map<string, string>();
  full = false;
  get length() {
    return this.#items.size;
  }
  key = (index: number) => [...this.#items.keys()][index] ?? null;
  getItem = (key: string) => this.#items.get(key) ?? null;
  setItem = (key: string, value: string) => {
    if (this.full) throw new Error('full');
    this.#items.set(key, value);
  };
  removeItem = (key: string) => void this.#items.delete(key);
}

function open(options: { record?: TestRecord; server?: TestServer; memory?: TestMemory } = {}) {
  const { record = new TestRecord(), server = new TestServer(), memory = new TestMemory() } = options;
  const tasks: { readonly ms: number; readonly task: () => void }[] = [];
  const reading = new Reading({
    record,
    me: () => me,
    server,
    memory: new ReadingMemory(memory, ME, 'B1'),
    after: (ms, task) => {
      const entry = { ms, task };
      tasks.push(entry);
      return () => void tasks.splice(tasks.indexOf(entry), tasks.includes(entry) ? 1 : 0);
    },
  });
  /** Lets the time pass that the next task waits for, and what it begins end. */
  const pass = async (): Promise<number | undefined> => {
    const next = tasks.shift();
    next?.task();
    await settled();
    return next?.ms;
  };
  return { record, server, memory, reading, pass };
}
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

describe('what is unread', () => {
  it('DIS-1 is what others said after what was read, and nothing until that is known', async () => {
    const { record, server, reading } = open();
    record.begin(PRIYA, id(1));
    record.begin(ME, id(2));
    const last = record.reply(PRIYA, id(2), id(3));
    server.answer = { ...NOTHING, upTo: record.of(id(1)).comments[0]!.seq };
    expect([reading.ready, reading.total.count]).toEqual([false, 0]);
    await reading.refresh();
    expect(reading.ready).toBe(true);
    expect(reading.unreadIn(record.of(id(1)))).toEqual({ count: 0, concerns: 0 });
    expect(reading.unreadMessages(record.of(id(2))).map((message) => message.seq)).toEqual([last]);
    expect(reading.total).toEqual({ count: 1, concerns: 1 });
    reading.close();
  });

  it('DIS-1 an edit, a reaction or a claim by somebody else is nothing to be read', async () => {
    const { record, server, reading } = open();
    const first = record.begin(PRIYA, id(1));
    server.answer = { ...NOTHING, upTo: first };
    await reading.refresh();
    record.say(PRIYA, 'comment.edit', { comment: id(1), body: 'Better said.' });
    record.say(PRIYA, 'reaction', { comment: id(1), reaction: 'seen', on: true });
    expect(reading.total.count).toBe(0);
    reading.close();
  });

  it('DIS-4 rolls up from field to record, view and board, and follows what comes', async () => {
    const { record, reading } = open();
    await reading.refresh();
    const counts: number[] = [];
    const stop = $effect.root(() => {
      $effect(() => void counts.push(reading.total.count));
    });
    flushSync();
    record.begin(PRIYA, id(1), { anchor: { subject: 'step/S1', field: 'role.record', label: 'Step 1' } });
    record.begin(PRIYA, id(2), { anchor: { subject: 'step/S1', label: 'Step 1' } });
    record.begin(MARTA, id(3), { anchor: { subject: 'system/Y1', label: 'MES' }, mentions: [{ principal: ME }] });
    flushSync();
    expect(counts).toEqual([0, 3]);
    expect(reading.unreadOn('step/S1', 'role.record')).toEqual({ count: 1, concerns: 0 });
    expect(reading.unreadOn('step/S1')).toEqual({ count: 2, concerns: 0 });
    const byView = unreadByView(record.threads.values(), (thread) => reading.unreadIn(thread));
    expect(Object.fromEntries(byView)).toEqual({
      map: { count: 2, concerns: 0 },
      systems: { count: 1, concerns: 1 },
      discussion: { count: 3, concerns: 1 },
    });
    stop();
    reading.close();
  });

  it('DIS-4 a thread in which nothing happened is not counted again', async () => {
    const { record, reading } = open();
    await reading.refresh();
    record.begin(PRIYA, id(1));
    const before = reading.unreadMessages(record.of(id(1)));
    record.begin(PRIYA, id(2));
    expect(reading.unreadMessages(record.of(id(1)))).toBe(before);
    reading.close();
  });
});

describe('what concerns somebody', () => {
  const record = new TestRecord();
  record.begin(PRIYA, id(1));
  record.reply(MARTA, id(1), id(2), { mentions: [{ principal: ME }] });
  record.reply(MARTA, id(1), id(3), { mentions: [{ function: 'OPS' }] });
  record.reply(MARTA, id(1), id(4), { mentions: [{ principal: PRIYA, function: 'OPS' }] });
  record.reply(ME, id(1), id(5), { mentions: [{ principal: ME }] });
  record.reply(MARTA, id(1), id(6));
  record.begin(PRIYA, id(7), { to: { function: 'OPS' } });
  record.begin(PRIYA, id(8), { to: { function: 'OPS', principal: MARTA } });
  const said = (thread: string, level: 'watch' | 'mute' | null = null) =>
    Object.fromEntries(
      record
        .of(thread)
        .comments.map((message) => [Number(message.id), concerns(record.of(thread), message, me, level)]),
    );

  it('DIS-5 is what names or asks them or their function, and what follows their own words', () => {
    // The first was said before they said anything; the fourth names another person of the function.
    expect(said(id(1))).toEqual({ 1: false, 2: true, 3: true, 4: false, 5: false, 6: true });
    expect([said(id(7)), said(id(8))]).toEqual([{ 7: true }, { 8: false }]);
  });

  it('DIS-5 watching a record adds the rest, muting leaves what names them', () => {
    expect(said(id(1), 'watch')).toEqual({ 1: true, 2: true, 3: true, 4: true, 5: false, 6: true });
    expect(said(id(1), 'mute')).toEqual({ 1: false, 2: true, 3: false, 4: false, 5: false, 6: false });
    expect(said(id(7), 'mute')).toEqual({ 7: false });
  });

  it('DIS-5 a muted record counts what names them alone, at once, and is taken back where the server refuses', async () => {
    const { reading, server } = open({ record });
    server.answer = { ...NOTHING, concerns: [...record.of(id(1)).comments].map((message) => message.seq) };
    await reading.refresh();
    expect(reading.unreadIn(record.of(id(1))).count).toBe(5);
    expect(await reading.watch('step/S1', 'mute')).toBe(true);
    expect(server.watched).toEqual([{ subject: 'step/S1', level: 'mute' }]);
    expect(reading.unreadIn(record.of(id(1)))).toEqual({ count: 1, concerns: 1 });
    server.refuses = true;
    expect(await reading.watch('step/S1', null)).toBe(false);
    expect(reading.levelOf('step/S1')).toBe('mute');
    expect(await reading.watch('board', 'watch')).toBe(false);
    expect(reading.levelOf('step/S2')).toBeNull();
    reading.close();
  });
});

describe('marks', () => {
  it('DIS-3 go out together, and a message is marked once', async () => {
    const { record, server, reading, pass } = open();
    await reading.refresh();
    const seqs = [record.begin(PRIYA, id(1)), record.reply(PRIYA, id(1), id(2))];
    reading.markRead([seqs[0]!]);
    reading.markRead(seqs);
    reading.markRead(seqs);
    expect(reading.total.count).toBe(0);
    await pass();
    expect(server.marks).toEqual([{ read: seqs }]);
    expect(await pass()).toBeUndefined();
    reading.close();
  });

  it('DIS-3 are kept in this browser while the server is away, and sent when it is back', async () => {
    const record = new TestRecord();
    const memory = new TestMemory();
    const seq = record.begin(PRIYA, id(1));
    const first = open({ record, memory });
    await first.reading.refresh();
    first.server.away = true;
    first.reading.markRead([seq]);
    await first.pass();
    expect(first.server.marks).toEqual([]);
    first.reading.close();
    // Another visit, before the server has answered: what was read is still read.
    const second = open({ record, memory });
    expect([second.reading.ready, second.reading.total.count]).toEqual([true, 0]);
    await second.reading.refresh();
    expect(second.server.marks).toEqual([{ read: [seq] }]);
    expect(second.reading.total.count).toBe(0);
    second.reading.close();
  });

  it('DIS-3 go out at once when the board is left, or not looked at any more', async () => {
    for (const leave of ['close', 'flush'] as const) {
      const { record, server, reading, pass } = open();
      await reading.refresh();
      const seq = record.begin(PRIYA, id(1));
      reading.markRead([seq]);
      reading[leave]();
      expect(server.marks).toEqual([{ read: [seq] }]);
      reading[leave]();
      await settled();
      expect(await pass()).toBeUndefined();
      expect(server.marks).toHaveLength(1);
      reading.close();
    }
  });

  it('DIS-3 are tried again after a while, and not again when they were refused', async () => {
    const { record, server, reading, pass } = open();
    await reading.refresh();
    server.away = true;
    reading.markRead([record.begin(PRIYA, id(1))]);
    await pass();
    server.away = false;
    server.refuses = true;
    expect(await pass()).toBe(RETRY_MS);
    expect(server.marks).toHaveLength(1);
    expect(await pass()).toBeUndefined();
    reading.close();
  });

  it('DIS-3 storage that is full costs what is kept, and nothing else', async () => {
    const memory = new TestMemory();
    memory.full = true;
    const { record, server, reading, pass } = open({ memory });
    await reading.refresh();
    reading.markRead([record.begin(PRIYA, id(1))]);
    await pass();
    expect(server.marks).toHaveLength(1);
    reading.close();
  });

  it('DIS-6 nothing that was read becomes unread by an answer that was asked for before', async () => {
    const { record, server, reading } = open();
    await reading.refresh();
    const seq = record.begin(PRIYA, id(1));
    const asked = reading.refresh();
    reading.markRead([seq]);
    server.answer = NOTHING;
    await asked;
    expect(reading.total.count).toBe(0);
    reading.close();
  });

  it('DIS-6 what another tab has read is read here', async () => {
    const record = new TestRecord();
    const memory = new TestMemory();
    const seq = record.begin(PRIYA, id(1));
    const [here, there] = [open({ record, memory }), open({ record, memory })];
    await here.reading.refresh();
    await there.reading.refresh();
    there.reading.markRead([seq]);
    here.reading.heard(new ReadingMemory(memory, ME, 'B1').read());
    expect(here.reading.total.count).toBe(0);
    here.reading.heard(null);
    expect(here.reading.total.count).toBe(0);
    here.reading.close();
    there.reading.close();
  });

  it('DIS-7 marking all reads everything that was said so far, and nothing that comes later', async () => {
    const { record, server, reading, pass } = open();
    await reading.refresh();
    record.begin(PRIYA, id(1));
    const last = record.reply(PRIYA, id(1), id(2));
    record.say(PRIYA, 'reaction', { comment: id(1), reaction: 'seen', on: true });
    reading.markAllRead();
    expect(reading.total.count).toBe(0);
    await pass();
    expect(server.marks).toEqual([{ upTo: last }]);
    record.reply(PRIYA, id(1), id(3));
    expect(reading.total.count).toBe(1);
    reading.close();
  });
});

describe('what a browser remembers of reading', () => {
  it.each(['', 'null', '[]', '{"upTo":"3"}', '{"upTo":1,"read":["x"],"watches":{},"unsent":{}}', '{'])(
    'DIS-3 nonsense is nothing: %s',
    (text) => {
      const memory = new TestMemory();
      memory.setItem(`chartroom.reading.${ME}.B1`, text);
      expect(new ReadingMemory(memory, ME, 'B1').read()).toBeNull();
      expect(new ReadingMemory(null, ME, 'B1').read()).toBeNull();
    },
  );
});
