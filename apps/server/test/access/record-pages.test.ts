import { createEntity, readSnapshot, setField } from '@chartroom/domain';
import { COMMAND_KINDS, type Entry, TRAIL_KINDS } from '@chartroom/record';
import { describe, expect, it } from 'vitest';
import type { RecordResponse } from '../../src/api.ts';
import { createRecordPages } from '../../src/db/record-pages.ts';
import { newId } from '../../src/ids.ts';
import { startWithBoard } from '../support/board-people.ts';
import { openOwnClient } from '../support/own-client.ts';
import { PATIENT } from '../support/poll.ts';
import { addBoard, NOW_MS, openStore } from '../support/store.ts';

const AT = new Date(NOW_MS).toISOString();

/** A record of many entries, most of them of the trail, some very long. */
const longRecord = async () => {
  const { store, database } = await openStore();
  const petra = await store.principals.create('visitor', { name: 'Petra', function: 'QUA' }, NOW_MS);
  const board = await addBoard(store, petra);
  const entries = Array.from({ length: 60 }, (_, n) => {
    const isSaid = n % 5 === 4;
    const text = 'x'.repeat(n % 10 === 9 ? 250_000 : 10);
    return {
      id: newId(),
      kind: isSaid ? 'ready' : n % 2 === 0 ? 'change' : 'access',
      actor: petra.id,
      at: AT,
      payload: { ready: true, note: text },
    };
  });
  await store.record.append(board, entries);
  return { store, board, pages: createRecordPages(database.tables, store.record) };
};
const bytes = (entries: readonly Entry[]): number =>
  entries.reduce((sum, { payload }) => sum + JSON.stringify(payload).length, 0);

describe('pages of a record', () => {
  it('SRV-176 each holds as much as fits, one entry at least, and together they are the whole record', async () => {
    const { store, board, pages } = await longRecord();
    for (const [page, whole] of [
      [(since: number) => pages.all(board, since, 1000), await store.record.since(board, 0, 1000)],
      [
        (since: number) => pages.ofKinds(board, COMMAND_KINDS, since, 1000),
        (await store.record.since(board, 0, 1000)).filter(({ kind }) => kind === 'ready'),
      ],
    ] as const) {
      const read: Entry[] = [];
      let count = 0;
      for (;;) {
        const entries = await page(read.at(-1)?.seq ?? 0);
        if (entries.length === 0) break;
        count += 1;
        expect(entries.length === 1 || bytes(entries) <= 1_000_000).toBe(true);
        read.push(...entries);
      }
      expect(read).toEqual(whole);
      expect(count).toBeGreaterThan(1);
    }
    expect((await pages.all(board, 3, 2)).map(({ seq }) => seq)).toEqual([4, 5]);
    expect((await pages.ofKinds(board, COMMAND_KINDS, 3, 2)).map(({ seq }) => seq)).toEqual([5, 10]);
    expect(await pages.lastOf(board, COMMAND_KINDS)).toBe(60);
    expect(await pages.lastOf(board, ['comment'])).toBe(0);
    await expect(pages.all('nothing', 0, 10)).rejects.toMatchObject({ kind: 'unknown-board' });
  });

  it('SRV-176 one entry over the bound is given alone', async () => {
    const { store, board, pages } = await longRecord();
    const payload = { note: 'y'.repeat(1_500_000) };
    const server = await store.principals.server(NOW_MS);
    await store.record.append(board, [{ id: newId(), kind: 'change', actor: server.id, at: AT, payload }]);
    expect((await pages.all(board, 60, 1000)).map(({ seq }) => seq)).toEqual([61]);
    expect((await pages.all(board, 59, 1000)).map(({ seq }) => seq)).toEqual([60]);
  });

  it('SRV-176 what people say is asked for without the audit trail, with the number of the last of it', async () => {
    const { server, lena, board } = await startWithBoard();
    const { doc, client } = openOwnClient(server.origin, board, lena.cookie());
    await expect.poll(() => client.state.kind, PATIENT).toBe('synced');
    expect((await lena.say(board, 'ready', { ready: true })).status).toBe(201);
    createEntity('system', { name: 'MES' })(doc);
    setField('system', readSnapshot(doc).entities.system.at(-1)?.id ?? '', 'name', 'MES 2')(doc);
    await client.settled();
    expect((await lena.ask(`/api/boards/${board}/charter?download=1&format=md`)).status).toBe(200);
    const record = async (query: string) =>
      (await (await lena.ask(`/api/boards/${board}/record${query}`)).json()) as RecordResponse;
    const said = await record('?said=1');
    expect(said.entries.map(({ kind }) => kind)).toEqual(['member', 'ready']);
    expect(said.lastSaid).toBe(said.entries.at(-1)?.seq);
    expect(said.head?.seq).toBeGreaterThan(said.lastSaid);
    expect(await record(`?said=1&since=${said.lastSaid}`)).toMatchObject({ entries: [], lastSaid: said.lastSaid });
    const ground = await record('?said=ground');
    expect(ground.entries.map(({ kind }) => kind)).toEqual(['member', 'ready']);
    expect(
      (
        await lena.say(board, 'thread', {
          thread: newId(),
          anchor: { subject: 'process/title', label: 'Title of the process' },
          kind: 'question',
          title: 'Which record counts?',
          body: 'If the numbers differ, which one counts?',
        })
      ).status,
    ).toBe(201);
    expect(await record('?said=ground')).toMatchObject({ entries: ground.entries, lastSaid: ground.lastSaid });
    expect((await record('?said=1')).lastSaid).toBeGreaterThan(ground.lastSaid);
    const all = await record('');
    expect(all.entries.some(({ kind }) => TRAIL_KINDS.some((trail) => trail === kind))).toBe(true);
    expect(all.entries.map(({ seq }) => seq)).toEqual(all.entries.map((_, at) => at + 1));
  }, 60_000);
});
