import { LogFailure } from '@chartroom/sync';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/db/update-log.ts';
import { newId } from '../../src/ids.ts';
import { NOW_MS, addBoard, openStore } from '../support/store.ts';

const UPDATE = new Uint8Array([1, 2, 3]);

const setUp = async () => {
  const opened = await openStore();
  const petra = await opened.store.principals.create('visitor', { name: 'Petra', function: 'QUA' }, NOW_MS);
  return { ...opened, petra, board: await addBoard(opened.store, petra) };
};

const update = (board: string, principalId: string, receivedAtMs = NOW_MS + 1) => ({
  board,
  epoch: 1,
  principalId,
  clientId: 9,
  sessionId: 's',
  receivedAtMs,
  update: UPDATE,
  hash: sha256(UPDATE),
  newClientIds: [9],
});

describe('table of boards', () => {
  it('SRV-15 stores a board with its first update or not at all', async () => {
    const { store, petra } = await setUp();
    const id = newId();
    const created = {
      id,
      title: 'x',
      productScope: '',
      steps: 0,
      template: 'blank',
      epoch: 1,
      createdAtMs: NOW_MS,
      createdBy: petra,
    };
    const first = { ...update(id, 'nobody'), clientId: null, newClientIds: [] };
    await expect(store.boards.create(created, first)).rejects.toThrow(LogFailure);
    expect(await store.boards.exists(id)).toBe(false);
    expect(await store.boards.list()).toHaveLength(1);
  });

  it('SRV-15 numbers boards from 1 without gaps, also after a failure', async () => {
    const { store, petra } = await setUp();
    const refusedId = newId();
    await store.boards
      .create(
        {
          id: refusedId,
          title: 'x',
          productScope: '',
          steps: 0,
          template: 'blank',
          epoch: 1,
          createdAtMs: NOW_MS,
          createdBy: petra,
        },
        update(refusedId, 'nobody'),
      )
      .catch(() => {});
    await addBoard(store, petra);
    expect((await store.boards.list()).map(({ number }) => number)).toEqual([2, 1]);
  });

  it('SRV-16 takes the last change from the log: who and when, and nobody for the template alone', async () => {
    const { store, petra, board } = await setUp();
    expect(await store.boards.find(board)).toMatchObject({ lastChangeBy: null, lastChangeAtMs: NOW_MS });
    await store.log.append([update(board, petra.id, NOW_MS + 5000)]);
    expect(await store.boards.find(board)).toMatchObject({
      lastChangeBy: { name: 'Petra', function: 'QUA' },
      lastChangeAtMs: NOW_MS + 5000,
    });
  });

  it('SRV-16 lists the board that changed last first', async () => {
    const { store, petra, board } = await setUp();
    const second = await addBoard(store, petra);
    expect((await store.boards.list()).map(({ id }) => id)).toEqual([second, board]);
    await store.log.append([update(board, petra.id)]);
    expect((await store.boards.list()).map(({ id }) => id)).toEqual([board, second]);
  });

  it('SRV-17 knows boards whose copy is older than their log, and never replaces a later copy', async () => {
    const { store, petra, board } = await setUp();
    expect(await store.boards.outdated()).toEqual([]);
    await store.log.append([update(board, petra.id)]);
    expect(await store.boards.outdated()).toEqual([board]);
    await store.boards.summarise(board, { title: 'Later', productScope: 'p', steps: 4 }, 2);
    await store.boards.summarise(board, { title: 'Earlier', productScope: 'p', steps: 3 }, 1);
    expect(await store.boards.find(board)).toMatchObject({ title: 'Later', steps: 4 });
    expect(await store.boards.outdated()).toEqual([]);
  });

  it('SRV-52 knows who wrote under which client id', async () => {
    const { store, petra, board } = await setUp();
    await store.log.append([update(board, petra.id)]);
    const authors = await store.principals.authorsOf(board);
    expect([...authors].map(([clientId, { name, kind }]) => [clientId, name, kind])).toEqual([
      [7, 'Chartroom', 'server'],
      [9, 'Petra', 'visitor'],
    ]);
  });
});

describe('scrub', () => {
  it('SRV-18 counts what is whole', async () => {
    const { store, petra, board } = await setUp();
    await store.log.append(Array.from({ length: 1200 }, () => update(board, petra.id)));
    expect(await store.scrub()).toEqual({ boards: 1, updates: 1201, bytes: 2 + 1200 * 3, faults: [] });
  });

  it('SRV-18 finds a flipped bit, a missing row and a board without any', async () => {
    const { store, database, petra, board } = await setUp();
    const other = await addBoard(store, petra);
    await store.log.append([update(board, petra.id), update(board, petra.id), update(board, petra.id)]);
    const sql = database.tables.$client;
    sql.prepare(`update update_log set "update" = x'010203ff' where board = ? and seq = 2`).run(board);
    sql.prepare('delete from update_log where board = ? and seq = 3').run(board);
    sql.prepare('delete from update_log where board = ?').run(other);
    const { faults } = await store.scrub();
    expect(faults).toEqual([
      { board, seq: 2, fault: 'hash' },
      { board, seq: 3, fault: 'gap' },
      { board: other, seq: 1, fault: 'empty' },
    ]);
  });
});
