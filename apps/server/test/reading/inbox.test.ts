import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InboxItem, InboxShow } from '../../src/api.ts';
import { createInbox, type InboxPage } from '../../src/db/inbox.ts';
import { createReading } from '../../src/db/reading.ts';
import { type Speaker, readerOf, speaker, startDiscussion } from '../support/discussion.ts';

const TODAY = '2026-11-26';
const FUNCTIONS = ['OPS', 'QUA', 'IT'] as const;

const setUp = async () => {
  const [petra, tom, ines] = [speaker('Petra Novak', 'QUA'), speaker('Tom Becker', 'OPS'), speaker('Ines Roth', 'IT')];
  const discussion = await startDiscussion([petra, tom, ines]);
  const { inbox } = discussion.store;
  const counts = (who: Speaker) => inbox.counts(readerOf(who), TODAY);
  const list = async (who: Speaker, show: InboxShow) =>
    (await inbox.page(readerOf(who), { show, before: null, limit: 50 })).items;
  return { ...discussion, petra, tom, ines, counts, list };
};

const titlesOf = (items: readonly InboxItem[]) => items.map(({ title }) => title);

describe('the inbox', () => {
  it('SRV-207 counts unread, concerning, asked and due by board, of boards that are theirs', async () => {
    const { petra, tom, ines, ask, reply, append, makeBoard: make, counts, store } = await setUp();
    const [release, other] = [await make('Lot release', [tom, petra]), await make('Batch record', [tom, petra])];
    const foreign = await make('Not theirs', [tom, ines]);
    await ask(foreign, tom, { to: { function: 'QUA' }, mentions: [{ principal: petra.id }] });
    const first = await ask(release, tom, { to: { function: 'QUA' }, due: TODAY });
    await ask(release, tom, { to: { principal: petra.id }, due: '2026-11-27' });
    await ask(release, tom);
    const claimed = await ask(other, tom, { to: { function: 'QUA' }, due: '2026-11-01' });
    const { comment } = await reply(other, petra, claimed.thread);
    await append(other, petra, 'thread.claim', { thread: claimed.thread, comment });
    await ask(other, petra, { to: { function: 'QUA' } });
    expect(await counts(petra)).toEqual([
      { board: other, title: 'Batch record', unread: 1, concerns: 1, asked: 0, due: 0 },
      { board: release, title: 'Lot release', unread: 3, concerns: 2, asked: 2, due: 1 },
    ]);
    await store.reading.read(release, petra.id, { seqs: [first.seq], upTo: 0 });
    await append(release, tom, 'thread.resolve', { thread: first.thread, outcome: 'answered', text: 'Settled.' });
    await append(other, tom, 'thread.reopen', { thread: claimed.thread, reason: 'Not answered.' });
    expect(await counts(petra)).toMatchObject([
      { asked: 1, due: 1 },
      { unread: 2, concerns: 1, asked: 1, due: 0 },
    ]);
    // Whoever is put out has no inbox of that board any more.
    await append(other, tom, 'member', { principal: petra.id, name: 'P', function: 'QUA', role: null, signer: false });
    expect((await counts(petra)).map(({ board }) => board)).toEqual([release]);
  });

  it('SRV-202 what is muted is counted nowhere, unless it names the person', async () => {
    const { petra, tom, ask, reply, makeBoard: make, counts, list, store } = await setUp();
    const board = await make('Lot release', [tom, petra]);
    const { thread } = await ask(board, tom, { title: 'Muted', to: { function: 'QUA' } });
    await ask(board, tom, { title: 'Heard', anchor: { subject: 'system/1', label: 'MES' } });
    await store.reading.setWatch(board, petra.id, 'step/01ARZ3NDEKTSV4RRFFQ69G5FAV', 'mute', 500);
    expect(await counts(petra)).toMatchObject([{ unread: 1, concerns: 0 }]);
    expect(titlesOf(await list(petra, 'unread'))).toEqual(['Heard']);
    const named = await reply(board, tom, thread, { mentions: [{ principal: petra.id }] });
    expect(await counts(petra)).toMatchObject([{ unread: 2, concerns: 1 }]);
    expect(await list(petra, 'unread')).toMatchObject([
      { title: 'Muted', last: { seq: named.seq }, unread: [named.seq], concerning: 1 },
      { title: 'Heard' },
    ]);
  });

  it('SRV-209 lists what is unread, what concerns, what is asked and all, each with what there is to know', async () => {
    const { petra, tom, ask, reply, append, makeBoard: make, list, store } = await setUp();
    const board = await make('Lot release', [tom, petra]);
    const asked = await ask(board, tom, {
      title: 'Is LIMS the record?',
      kind: 'objection',
      to: { function: 'QUA' },
      due: '2026-11-24',
      anchor: { subject: 'step/01ARZ3NDEKTSV4RRFFQ69G5FAV', field: 'role', label: 'Step 4', quote: 'empty' },
    });
    const closed = await ask(board, tom, { title: 'Closed', to: { function: 'QUA' } });
    await append(board, tom, 'thread.resolve', { thread: closed.thread, outcome: 'withdrawn', text: 'No.' });
    const plain = await ask(board, tom, { title: 'Plain' });
    const more = await reply(board, tom, asked.thread, { body: 'x'.repeat(500) });
    await store.reading.read(board, petra.id, { seqs: [closed.seq, plain.seq], upTo: 0 });
    expect(titlesOf(await list(petra, 'unread'))).toEqual(['Is LIMS the record?']);
    expect(titlesOf(await list(petra, 'concerns'))).toEqual(['Is LIMS the record?', 'Closed']);
    expect(titlesOf(await list(petra, 'asked'))).toEqual(['Is LIMS the record?']);
    expect(titlesOf(await list(petra, 'all'))).toEqual(['Is LIMS the record?', 'Plain', 'Closed']);
    const [item] = await list(petra, 'unread');
    expect(item).toMatchObject({
      board: { id: board, title: 'Lot release' },
      thread: asked.thread,
      kind: 'objection',
      subject: 'step/01ARZ3NDEKTSV4RRFFQ69G5FAV',
      field: 'role',
      label: 'Step 4',
      quote: 'empty',
      author: { id: tom.id, name: 'Tom Becker', function: 'OPS' },
      to: { function: 'QUA', person: null },
      due: '2026-11-24',
      open: true,
      claimed: false,
      messages: 2,
      unread: [asked.seq, more.seq],
      concerns: true,
      concerning: 2,
      why: 'function-asked',
      last: { seq: more.seq, author: { id: tom.id }, excerpt: 'x'.repeat(280) },
    });
    expect((await list(petra, 'all'))[1]).toMatchObject({ unread: [], concerns: false, why: null });
  });

  it('SRV-208 pages come newest first and leave out and repeat nothing, whatever happened where (property)', async () => {
    const { petra, tom, ines, ask, reply, append, makeBoard: make, store, setNow, now } = await setUp();
    const people = [petra, tom, ines];
    const boards: string[] = [];
    for (let at = 0; at < 6; at += 1) boards.push(await make(`Board ${at}`, people));
    const threads: { board: string; thread: string }[] = [];
    /** A list a page at a time, which is the same as at once, newest first. */
    const inPages = async (show: InboxShow, limit: number): Promise<readonly InboxItem[]> => {
      const paged: InboxItem[] = [];
      let before: string | null = null;
      do {
        const page: InboxPage = await store.inbox.page(readerOf(petra), { show, before, limit });
        expect(page.items.length).toBeLessThanOrEqual(limit);
        paged.push(...page.items);
        before = page.next;
      } while (before !== null);
      expect(paged).toEqual((await store.inbox.page(readerOf(petra), { show, before: null, limit: 1000 })).items);
      const times = paged.map(({ at }) => at);
      expect(times).toEqual(times.toSorted().toReversed());
      expect(new Set(paged.map(({ thread }) => thread)).size).toBe(paged.length);
      return paged;
    };
    const act = fc.record({
      board: fc.nat({ max: 5 }),
      who: fc.nat({ max: 2 }),
      what: fc.constantFrom(
        'ask',
        'reply',
        'reply',
        'name',
        'resolve',
        'read',
        'back',
        'still',
        'watch',
        'mute',
        'plain',
      ),
      to: fc.option(fc.constantFrom(...FUNCTIONS)),
      at: fc.nat({ max: 1000 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { minLength: 5, maxLength: 25 }),
        fc.integer({ min: 1, max: 4 }),
        async (acts, limit) => {
          for (const { board: where, who, what, to, at } of acts) {
            const board = boards[where]!;
            const by = people[who]!;
            const known = threads[at % Math.max(1, threads.length)];
            if (what === 'ask')
              threads.push({ board, ...(await ask(board, by, to === null ? {} : { to: { function: to } })) });
            else if (what === 'reply' && known) await reply(known.board, by, known.thread);
            else if (what === 'name' && known)
              await reply(known.board, by, known.thread, { mentions: [{ principal: petra.id }] });
            else if (what === 'watch' || what === 'mute' || what === 'plain')
              await store.reading.setWatch(
                board,
                petra.id,
                at % 2 === 0 ? 'board' : 'step/01ARZ3NDEKTSV4RRFFQ69G5FAV',
                what === 'plain' ? null : what,
                500,
              );
            else if (what === 'resolve' && known)
              await append(known.board, by, 'thread.resolve', { thread: known.thread, outcome: 'done', text: 'Done.' });
            else if (what === 'read')
              await store.reading.read(board, petra.id, { seqs: [at % 60], upTo: at % 7 === 0 ? at % 60 : 0 });
            // Clocks are put back, and stand still.
            else if (what === 'back') setNow(now() - 3 * 3_600_000);
            else if (what === 'still') setNow(now() - 60_000);
          }
          const lists = { unread: await inPages('unread', limit), asked: await inPages('asked', limit) };
          await inPages('concerns', limit);
          expect(await inPages('all', limit)).toHaveLength(threads.length);
          const counts = await store.inbox.counts(readerOf(petra), TODAY);
          expect(counts.reduce((sum, { unread }) => sum + unread, 0)).toBe(
            lists.unread.flatMap(({ unread }) => unread).length,
          );
          expect(counts.reduce((sum, { concerns }) => sum + concerns, 0)).toBe(
            lists.unread.reduce((sum, { concerning }) => sum + concerning, 0),
          );
          expect(counts.reduce((sum, { asked }) => sum + asked, 0)).toBe(
            lists.asked.filter(({ claimed }) => !claimed).length,
          );
          expect(lists.asked.filter(({ open, to }) => !open || to?.function !== 'QUA')).toEqual([]);
          expect(lists.asked.map(({ author }) => author.id)).not.toContain(petra.id);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('SRV-210 looks everything up in an index: no statement reads a whole table', async () => {
    const { database } = await setUp();
    const db = database.tables.$client;
    const statements: string[] = [];
    const listening = new Proxy(db, {
      get: (target, name) =>
        name === 'prepare'
          ? (sql: string) => {
              statements.push(sql);
              return target.prepare(sql);
            }
          : (Reflect.get(target, name, target) as unknown),
    });
    const tables = new Proxy(database.tables, {
      get: (target, name) => (name === '$client' ? listening : (Reflect.get(target, name, target) as unknown)),
    });
    createInbox(tables);
    createReading(tables);
    expect(statements.length).toBeGreaterThan(20);
    // What is computed on the way is small: the reader's own boards and what was found on them.
    const scans = statements.flatMap((sql) =>
      db
        .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(Object.fromEntries([...sql.matchAll(/@(\w+)/g)].map(([, name]) => [name, '[]'])))
        .filter(({ detail }) =>
          /^SCAN (?!CONSTANT|mine|self|found|concerned|concerning|asked|owed|json_each|\(subquery)/.test(detail),
        )
        .map(({ detail }) => `${detail}: ${sql}`),
    );
    expect(scans).toEqual([]);
  });
});
