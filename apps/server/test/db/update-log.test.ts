import type { LogFailure } from '@chartroom/sync';
import { type LogUnderTest, describeUpdateLog } from '@chartroom/sync/contracts';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/db/store.ts';
import { asLogFailure, sha256 } from '../../src/db/update-log.ts';
import { addBareBoards } from '../support/bare-boards.ts';
import { leftBehind } from '../support/left-behind.ts';
import { NOW_MS, type OpenStore, addBoard, openStore } from '../support/store.ts';

interface SqliteLog extends LogUnderTest {
  readonly opened: OpenStore;
}

/** The contract names its principals and wants boards without a first update, which the product never makes. */
const openFor = async (boards: readonly string[]): Promise<SqliteLog> => {
  const opened = await openStore();
  addBareBoards(opened.database, boards, ['principal-1', 'principal-2', 'p']);
  return { log: opened.store.log, opened };
};

describeUpdateLog<SqliteLog>('SQLite', {
  open: openFor,
  reopen: async ({ opened }) => (await openStore(leftBehind(opened.dataDir))).store.log,
  corrupt: async ({ opened }, board, seq) => {
    opened.database.tables.$client
      .prepare(`update update_log set "update" = x'00' where board = ? and seq = ?`)
      .run(board, seq);
  },
});

const kindOf = async (promise: Promise<unknown>): Promise<string> => {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason as LogFailure,
  );
  return error?.kind ?? 'none';
};

const setUp = async (): Promise<OpenStore & { readonly board: string; append(store?: Store): Promise<unknown> }> => {
  const opened = await openStore();
  const petra = await opened.store.principals.create('visitor', { name: 'Petra', function: 'QUA' }, NOW_MS);
  const board = await addBoard(opened.store, petra);
  const update = new Uint8Array(5000).fill(1);
  return {
    ...opened,
    board,
    append: (store = opened.store) =>
      store.log.append([
        {
          board,
          epoch: 1,
          principalId: petra.id,
          clientId: 9,
          sessionId: 's',
          receivedAtMs: NOW_MS,
          update,
          hash: sha256(update),
          newClientIds: [9],
        },
      ]),
  };
};

describe('failures of the update log in SQLite', () => {
  it('SRV-19 keeps the contract of the log: a full disk is `full`, and it goes on when there is room again', async () => {
    const { database, append, store, board } = await setUp();
    const sql = database.tables.$client;
    const pages = sql.pragma('page_count', { simple: true }) as number;
    sql.pragma(`max_page_count = ${pages}`);
    expect(await kindOf(append())).toBe('full');
    sql.pragma('max_page_count = 1000000');
    await append();
    expect((await store.log.load(board)).updates).toHaveLength(2);
  });

  it('SRV-19 a database that takes no writes is `unavailable`', async () => {
    const { database, append } = await setUp();
    database.tables.$client.pragma('query_only = ON');
    expect(await kindOf(append())).toBe('unavailable');
  });

  it('SRV-19 a missing row is `corrupt`', async () => {
    const { database, append, store, board } = await setUp();
    await append();
    await append();
    database.tables.$client.prepare('delete from update_log where board = ? and seq = 2').run(board);
    expect(await kindOf(store.log.load(board))).toBe('corrupt');
  });

  it('SRV-19 leaves errors that are not the storage alone', () => {
    const bug = new TypeError('x');
    expect(asLogFailure(bug)).toBe(bug);
  });
});
