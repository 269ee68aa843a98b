import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VISIT_MS } from '../../src/db/reading.ts';
import { type Speaker, readerOf, speaker, startDiscussion, unreadOf } from '../support/discussion.ts';
import { NOW_MS } from '../support/store.ts';

const setUp = async () => {
  const [petra, tom, ines] = [speaker('Petra Novak', 'QUA'), speaker('Tom Becker', 'OPS'), speaker('Ines Roth', 'IT')];
  const discussion = await startDiscussion([petra, tom, ines]);
  const board = await discussion.makeBoard('Lot release', [petra, tom]);
  const { reading } = discussion.store;
  const read = (who: Speaker, seqs: readonly number[], upTo = 0, on = board) =>
    reading.read(on, who.id, { seqs, upTo });
  const unread = (who: Speaker, all: readonly number[], on = board) => unreadOf(discussion.store, on, who, all);
  return { ...discussion, board, petra, tom, ines, reading, read, unread };
};

describe('what each has read', () => {
  it('SRV-203 counts what others said and was not read, whichever was read first', async () => {
    const { board, petra, tom, ask, reply, read, unread, reading } = await setUp();
    const first = await ask(board, tom);
    const second = await reply(board, tom, first.thread);
    const own = await reply(board, petra, first.thread);
    const last = await reply(board, tom, first.thread);
    const others = [first.seq, second.seq, last.seq];
    expect(await unread(petra, others)).toEqual(others);
    await read(petra, [last.seq, second.seq]);
    expect(await unread(petra, others)).toEqual([first.seq]);
    await read(petra, [first.seq]);
    expect(await unread(petra, others)).toEqual([]);
    // Nothing has to be kept beside the mark once all before it is read.
    expect(await reading.state(board, petra.id)).toEqual({ upTo: last.seq, read: [] });
    expect(await unread(tom, [own.seq])).toEqual([own.seq]);
  });

  it('SRV-203 passes over numbers that are no message, of another board, own, or to come, and does the same twice', async () => {
    const { board, petra, tom, ask, makeBoard, read, unread, reading, append } = await setUp();
    const elsewhere = await makeBoard('Other', [petra, tom]);
    const there = [await ask(elsewhere, tom), await ask(elsewhere, tom), await ask(elsewhere, tom)];
    const here = await ask(board, tom);
    const ready = await append(board, tom, 'ready', { ready: true });
    await read(petra, [0, 1, ready, 999_999, ...there.map(({ seq }) => seq + 40)]);
    expect((await reading.state(board, petra.id)).read).toEqual([]);
    expect(await unread(petra, [here.seq])).toEqual([here.seq]);
    await read(petra, [here.seq], Number.MAX_SAFE_INTEGER);
    const after = await reading.state(board, petra.id);
    await read(petra, [here.seq], Number.MAX_SAFE_INTEGER);
    expect(await reading.state(board, petra.id)).toEqual(after);
    const next = await ask(board, tom);
    expect(await unread(petra, [here.seq, next.seq])).toEqual([next.seq]);
    const seqs = there.map(({ seq }) => seq);
    expect(await unread(petra, seqs, elsewhere)).toEqual(seqs);
  });

  it('SRV-203 any order of reading comes to what was not read (property)', async () => {
    const { board, petra, tom, ask, reply, store, database, reading } = await setUp();
    const { thread, seq } = await ask(board, tom);
    const messages = [seq];
    const own: number[] = [];
    for (let at = 0; at < 20; at += 1) {
      const by = at % 4 === 0 ? petra : tom;
      const said = await reply(board, by, thread);
      (by === petra ? own : messages).push(said.seq);
    }
    const sql = database.tables.$client;
    const start = sql.prepare<[string], number>('SELECT seq FROM read_mark WHERE principal = ?').pluck();
    const marks = sql.prepare('UPDATE read_mark SET seq = ? WHERE principal = ?');
    const kept = sql.prepare('INSERT INTO unread_before (principal, board, seq) VALUES (?, ?, ?)');
    const first = start.get(petra.id)!;
    const step = fc.record({
      seqs: fc.array(fc.constantFrom(...messages, ...own, 1, 2, 5000), { maxLength: 5 }),
      upTo: fc.option(fc.constantFrom(0, ...messages), { nil: 0, freq: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.nat({ max: messages.length }), async (steps, joined) => {
        // Joined after some of them, of which every third was for her.
        sql.exec('DELETE FROM message_read; DELETE FROM unread_before');
        marks.run(joined === 0 ? first : messages[joined - 1], petra.id);
        const before = messages.slice(0, joined).filter((_, at) => at % 3 === 0);
        for (const one of before) kept.run(petra.id, board, one);
        const model = new Set([...before, ...messages.slice(joined)]);
        for (const { seqs, upTo } of steps) {
          await reading.read(board, petra.id, { seqs, upTo });
          for (const one of model) if (one <= upTo || seqs.includes(one)) model.delete(one);
        }
        const expected = [...model].toSorted((a, b) => a - b);
        expect(await unreadOf(store, board, petra, messages)).toEqual(expected);
        const counts = await store.inbox.counts(readerOf(petra), '2026-11-26');
        expect(counts.map(({ unread }) => unread)).toEqual([expected.length]);
        const page = await store.inbox.page(readerOf(petra), { show: 'unread', before: null, limit: 10 });
        expect(page.items.flatMap((item) => item.unread)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('SRV-204 whoever joins has read what was said before, but for what open threads say to them', async () => {
    const { board, tom, petra, ines, ask, append, join, unread } = await setUp();
    const plain = await ask(board, tom);
    const asked = await ask(board, tom, { to: { function: 'IT' } });
    const closed = await ask(board, tom, { to: { function: 'IT' } });
    await append(board, tom, 'thread.resolve', { thread: closed.thread, outcome: 'withdrawn', text: 'No more.' });
    const named = await ask(board, petra, { mentions: [{ principal: ines.id }] });
    const all = [plain, asked, closed, named].map(({ seq }) => seq);
    await join(board, ines);
    expect(await unread(ines, all)).toEqual([asked.seq, named.seq]);
    const later = await ask(board, tom);
    expect(await unread(ines, [...all, later.seq])).toEqual([asked.seq, named.seq, later.seq]);
    // Being named a member again is not joining.
    await join(board, ines, { role: 'viewer' });
    expect(await unread(ines, [...all, later.seq])).toEqual([asked.seq, named.seq, later.seq]);
  });

  it('SRV-204 an account goes on where its visitor had read', async () => {
    const { board, tom, ask, join, read, unread, database, addPrincipal } = await setUp();
    const guest = speaker('Ines Roth', 'IT');
    const account = speaker('Ines Roth', 'IT');
    addPrincipal(guest);
    addPrincipal(account);
    await join(board, guest, { guest: true });
    const [one, two] = [await ask(board, tom), await ask(board, tom)];
    const own = await ask(board, guest);
    const three = await ask(board, tom);
    await read(guest, [two!.seq]);
    database.tables.$client.prepare('UPDATE principal SET linked_to = ? WHERE id = ?').run(account.id, guest.id);
    await join(board, account);
    const all = [one!, two!, own, three].map(({ seq }) => seq);
    expect(await unread(account, all)).toEqual([one!.seq, three.seq]);
  });

  it('SRV-204 looking at a board for the first time is joining where nobody is named a member', async () => {
    const { board, tom, ines, ask, reading, unread } = await setUp();
    const plain = await ask(board, tom);
    const asked = await ask(board, tom, { to: { function: 'IT' } });
    await reading.arrive(board, ines.id, 'IT');
    const later = await ask(board, tom);
    await reading.arrive(board, ines.id, 'IT');
    expect(await unread(ines, [plain.seq, asked.seq, later.seq])).toEqual([asked.seq, later.seq]);
  });
});

describe('where somebody left a board', () => {
  const at = (minutes: number, recordSeq: number) => ({
    atMs: NOW_MS + minutes * 60_000,
    recordSeq,
    docSeq: recordSeq,
  });

  it('SRV-211 is kept until the visit in progress is half an hour old, whatever is reloaded', async () => {
    const { board, petra, reading } = await setUp();
    const left = async (minutes: number) =>
      (await reading.lastVisit(board, petra.id, NOW_MS + minutes * 60_000))?.recordSeq ?? null;
    const visit = (minutes: number, seq: number) => reading.visit(board, petra.id, at(minutes, seq));
    expect(await left(0)).toBeNull();
    await visit(1, 5);
    await visit(9, 7);
    expect(await left(10)).toBeNull();
    // The next day.
    expect(await left(600)).toBe(7);
    await visit(601, 20);
    await visit(611, 24);
    expect(await left(612)).toBe(7);
    expect(await left(630)).toBe(7);
    expect(await left(632)).toBe(24);
    await visit(632, 30);
    expect(await left(633)).toBe(24);
    expect(VISIT_MS).toBe(30 * 60_000);
  });

  it('SRV-211 a clock that was put back makes no visit endless', async () => {
    const { board, petra, reading } = await setUp();
    await reading.visit(board, petra.id, at(10_000, 5));
    expect((await reading.lastVisit(board, petra.id, NOW_MS))?.recordSeq).toBe(5);
    await reading.visit(board, petra.id, at(1, 8));
    expect((await reading.lastVisit(board, petra.id, NOW_MS + 40 * 60_000))?.recordSeq).toBe(8);
  });
});
