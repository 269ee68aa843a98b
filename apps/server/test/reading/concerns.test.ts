import { describe, expect, it } from 'vitest';
import { projectAll } from '@chartroom/record';
import { type Speaker, speaker, startDiscussion } from '../support/discussion.ts';

const STEP = 'step/01ARZ3NDEKTSV4RRFFQ69G5FAV';
const OTHER_STEP = 'step/01ARZ3NDEKTSV4RRFFQ69G5FAW';

const setUp = async () => {
  const [petra, priya, tom, ines] = [
    speaker('Petra Novak', 'QUA'),
    speaker('Priya Nair', 'QUA'),
    speaker('Tom Becker', 'OPS'),
    speaker('Ines Roth', 'IT'),
  ];
  const discussion = await startDiscussion([petra, priya, tom, ines]);
  const board = await discussion.makeBoard('Lot release', [petra, priya, tom, ines]);
  const { reading } = discussion.store;
  const concerns = async (who: Speaker) =>
    (await reading.concerns(board, who.id, who.function)).map(({ seq, why }) => [seq, why] as const);
  const watch = (who: Speaker, subject: string, level: 'watch' | 'mute' | null) =>
    reading.setWatch(board, who.id, subject, level, 500);
  return { ...discussion, board, petra, priya, tom, ines, concerns, watch };
};

describe('what concerns whom', () => {
  it('SRV-201 a mention of a person or a function does, and its author never', async () => {
    const { board, petra, priya, tom, ines, ask, reply, concerns } = await setUp();
    const { thread, seq } = await ask(board, tom, { mentions: [{ function: 'QUA' }, { principal: ines.id }] });
    expect(await concerns(petra)).toEqual([[seq, 'function-named']]);
    expect(await concerns(priya)).toEqual([[seq, 'function-named']]);
    expect(await concerns(ines)).toEqual([[seq, 'named']]);
    expect(await concerns(tom)).toEqual([]);
    // A person of a function is meant alone, and nobody by themselves.
    const own = await reply(board, petra, thread, {
      mentions: [{ function: 'QUA', principal: priya.id }, { principal: petra.id }],
    });
    expect(await concerns(priya)).toEqual([
      [seq, 'function-named'],
      [own.seq, 'named'],
    ]);
    expect(await concerns(petra)).toEqual([[seq, 'function-named']]);
  });

  it('SRV-201 everything in a thread concerns whom it asks, and the replies whoever spoke before', async () => {
    const { board, petra, tom, ines, ask, reply, concerns } = await setUp();
    const { thread, seq } = await ask(board, tom, { to: { function: 'QUA' } });
    const answer = await reply(board, petra, thread);
    const aside = await reply(board, ines, thread);
    expect(await concerns(petra)).toEqual([
      [seq, 'function-asked'],
      [aside.seq, 'function-asked'],
    ]);
    expect(await concerns(tom)).toEqual([
      [answer.seq, 'spoke'],
      [aside.seq, 'spoke'],
    ]);
    // Ines spoke last: what was said before is no reply to her.
    expect(await concerns(ines)).toEqual([]);
    const last = await reply(board, tom, thread);
    expect(await concerns(ines)).toEqual([[last.seq, 'spoke']]);
  });

  it('SRV-201 follows an edit of the mentions and of whom the thread asks', async () => {
    const { board, petra, tom, ines, ask, append, reply, concerns } = await setUp();
    const { thread, seq } = await ask(board, tom, { to: { function: 'QUA' }, mentions: [{ principal: ines.id }] });
    await append(board, tom, 'comment.edit', { comment: thread, body: 'Again.', mentions: [] });
    expect(await concerns(ines)).toEqual([]);
    await append(board, tom, 'thread.edit', { thread, to: { principal: ines.id } });
    expect(await concerns(ines)).toEqual([[seq, 'asked']]);
    expect(await concerns(petra)).toEqual([]);
    const more = await reply(board, tom, thread);
    expect(await concerns(ines)).toEqual([
      [seq, 'asked'],
      [more.seq, 'asked'],
    ]);
    await append(board, tom, 'thread.edit', { thread, to: null });
    expect(await concerns(ines)).toEqual([]);
  });

  it('SRV-202 all of a watched record does; of a muted one only what names the person', async () => {
    const { board, petra, tom, ines, ask, reply, concerns, watch } = await setUp();
    const here = await ask(board, tom, { to: { function: 'QUA' } });
    const there = await ask(board, tom, { anchor: { subject: OTHER_STEP, label: 'Step 4' } });
    expect(await concerns(ines)).toEqual([]);
    await watch(ines, OTHER_STEP, 'watch');
    expect(await concerns(ines)).toEqual([[there.seq, 'watched']]);
    await watch(petra, STEP, 'mute');
    expect(await concerns(petra)).toEqual([]);
    const named = await reply(board, tom, here.thread, { mentions: [{ principal: petra.id }] });
    await reply(board, tom, here.thread, { mentions: [{ function: 'QUA' }] });
    expect(await concerns(petra)).toEqual([[named.seq, 'named']]);
    await watch(petra, STEP, null);
    expect((await concerns(petra)).map(([seq]) => seq)).toHaveLength(3);
  });

  it('SRV-202 what is said of a record outweighs what is said of the board', async () => {
    const { board, tom, ines, ask, concerns, watch } = await setUp();
    const here = await ask(board, tom);
    const there = await ask(board, tom, { anchor: { subject: OTHER_STEP, label: 'Step 4' }, to: { function: 'IT' } });
    await watch(ines, 'board', 'watch');
    await watch(ines, OTHER_STEP, 'mute');
    expect(await concerns(ines)).toEqual([[here.seq, 'watched']]);
    await watch(ines, 'board', 'mute');
    await watch(ines, OTHER_STEP, 'watch');
    expect(await concerns(ines)).toEqual([[there.seq, 'function-asked']]);
  });

  it('SRV-200 entries about nothing, and ids that are taken, change nothing, as in the projection', async () => {
    const { database, store, board, petra, tom, ask, reply, append } = await setUp();
    const { thread } = await ask(board, tom);
    const { comment } = await reply(board, petra, thread);
    await append(board, tom, 'comment.edit', { comment, body: 'Never said.' });
    await ask(board, petra, { thread: comment, title: 'Taken' });
    await reply(board, petra, 'nothing');
    await append(board, petra, 'comment', { thread, comment, body: 'Twice.' });
    await append(board, petra, 'thread.claim', { thread, comment: 'nothing' });
    await append(board, petra, 'thread.resolve', { thread: 'nothing', outcome: 'done', text: 'x' });
    // Of a version to come.
    await append(board, petra, 'comment', { thread, comment: 7, words: [] });
    const record = projectAll(await store.record.since(board, 0, 1000));
    const all = <T>(sql: string): readonly T[] => database.tables.$client.prepare<unknown[], T>(sql).all();
    const messages = all<{ thread: string; comment: string; excerpt: string }>(
      'SELECT thread, comment, excerpt FROM message',
    );
    expect(messages).toEqual(
      [...record.threads.values()].flatMap((one) =>
        one.comments.slice(0, 2).map(({ id, body }) => ({ thread: one.id, comment: id, excerpt: body })),
      ),
    );
    expect(messages).toHaveLength(2);
    expect(all('SELECT thread, open, claimed FROM thread_index')).toEqual([{ thread, open: 1, claimed: 0 }]);
  });

  it('SRV-200 a record from before the copy is caught up with to the same tables', async () => {
    const { database, store, board, petra, tom, ines, ask, reply, append } = await setUp();
    const { thread } = await ask(board, tom, { to: { function: 'QUA' } });
    const { comment } = await reply(board, petra, thread, { mentions: [{ principal: ines.id }] });
    await append(board, petra, 'thread.claim', { thread, comment });
    await append(board, tom, 'thread.resolve', { thread, outcome: 'answered', text: 'Settled.' });
    const sql = database.tables.$client;
    const tables = ['thread_index', 'message', 'message_for', 'read_mark', 'unread_before'];
    const dump = () => tables.map((table) => sql.prepare(`SELECT * FROM ${table} ORDER BY 1, 2, 3`).all());
    const before = dump();
    expect(before.map((rows) => rows.length)).toEqual([1, 2, expect.any(Number), 4, 0]);
    const others = [
      'board_member',
      'trail_subject',
      'trail_entry',
      'edit_note',
      'entry_note',
      'owed_reason',
      'record_index_mark',
    ];
    for (const table of [...tables, ...others]) sql.exec(`DELETE FROM ${table}`);
    expect(await store.catchUpIndexes()).toEqual([]);
    expect(dump()).toEqual(before);
  });
});
