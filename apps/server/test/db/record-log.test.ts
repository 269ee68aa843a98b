import { type RecordFailure, type NewEntry } from '@chartroom/record';
import { type RecordLogUnderTest, describeRecordLog } from '@chartroom/record/contracts';
import { describe, expect, it } from 'vitest';
import { asRecordFailure } from '../../src/db/record-log.ts';
import { openBeside } from '../../src/db/database.ts';
import { addBareBoards } from '../support/bare-boards.ts';
import { leftBehind } from '../support/left-behind.ts';
import { type OpenStore, openStore } from '../support/store.ts';
import { withoutTriggers } from '../support/tamper.ts';
import { valueOf } from '../support/value-of.ts';

interface SqliteRecord extends RecordLogUnderTest {
  readonly opened: OpenStore;
}

describeRecordLog<SqliteRecord>('SQLite', {
  open: async (boards, actors) => {
    const opened = await openStore();
    addBareBoards(opened.database, boards, actors as readonly [string, ...string[]]);
    return { log: opened.store.record, opened };
  },
  reopen: async ({ opened }) => (await openStore(leftBehind(opened.dataDir))).store.record,
  corrupt: async ({ opened }, board, seq) =>
    withoutTriggers(
      opened.database.tables.$client,
      `update record_entry set payload = '{"x":1}' where board = '${board}' and seq = ${seq}`,
    ),
});

const said = (id: string): NewEntry => ({
  id,
  kind: 'answer',
  actor: 'a',
  at: '2026-11-22T21:30:00.000Z',
  payload: id,
});

const setUp = async (): Promise<OpenStore> => {
  const opened = await openStore();
  addBareBoards(opened.database, ['one', 'two'], ['a', 'b']);
  await opened.store.record.append('one', [said('1'), said('2'), said('3')]);
  return opened;
};

const kindOf = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'none',
    (error: RecordFailure) => error.kind,
  );

const COLUMNS = 'board, seq, id, kind, actor, at, payload, prev_hash, hash';

describe('the record in SQLite', () => {
  it('SRV-112 keeps the contract of the record: a full disk is `full`, a database that takes no writes `unavailable`', async () => {
    const { database, store } = await setUp();
    const sql = database.tables.$client;
    sql.pragma(`max_page_count = ${sql.pragma('page_count', { simple: true }) as number}`);
    const long = { ...said('long'), payload: 'x'.repeat(100_000) };
    expect(await kindOf(store.record.append('one', [said('4'), long]))).toBe('full');
    sql.pragma('max_page_count = 1000000');
    expect(await store.record.head('one')).toMatchObject({ seq: 3 });
    sql.pragma('query_only = ON');
    expect(await kindOf(store.record.append('one', [said('4')]))).toBe('unavailable');
    const bug = new TypeError('x');
    expect(asRecordFailure(bug)).toBe(bug);
  });

  it('SRV-112 an actor that the server does not know says nothing', async () => {
    const { store } = await setUp();
    expect(await kindOf(store.record.append('one', [{ ...said('4'), actor: 'nobody' }]))).toBe('unavailable');
  });

  it('SRV-112 is `corrupt` where an entry is missing or does not follow the one before', async () => {
    const { store, database } = await setUp();
    withoutTriggers(database.tables.$client, `delete from record_entry where board = 'one' and seq = 2`);
    for (const since of [0, 1, 2]) expect(await kindOf(store.record.since('one', since, 10))).toBe('corrupt');
  });

  it.each([
    ['UPDATE of an entry', `update record_entry set actor = 'b' where seq = 2`, /never changed/],
    ['UPDATE that changes nothing', `update record_entry set seq = seq`, /never changed/],
    ['UPDATE OR REPLACE', `update or replace record_entry set seq = 1 where seq = 2`, /never changed/],
    ['DELETE of an entry', `delete from record_entry where seq = 3`, /never removed/],
    ['DELETE of all', `delete from record_entry`, /never removed/],
    ['DELETE of the board', `delete from board where id = 'one'`, /FOREIGN KEY/],
    [
      'INSERT OR REPLACE by number',
      `insert or replace into record_entry select board, seq, 'x', kind, 'b', at, payload, prev_hash, hash from record_entry where seq = 2`,
      /only added at its end/,
    ],
    [
      'INSERT OR REPLACE by id',
      `insert or replace into record_entry select board, 4, id, kind, 'b', at, payload, (select hash from record_entry where seq = 3), hash from record_entry where seq = 2`,
      /only added at its end, once/,
    ],
    [
      'INSERT OR REPLACE by rowid',
      `insert or replace into record_entry (rowid, ${COLUMNS}) select rowid, board, 4, 'new', kind, 'b', at, payload, (select hash from record_entry where seq = 3), hash from record_entry where seq = 2`,
      /never removed/,
    ],
    [
      'upsert',
      `insert into record_entry select * from record_entry where seq = 3 on conflict do update set actor = 'b'`,
      /only added at its end/,
    ],
    [
      'INSERT out of order',
      `insert into record_entry select board, 9, 'x', kind, actor, at, payload, hash, hash from record_entry where seq = 3`,
      /only added at its end/,
    ],
    [
      'INSERT that names another predecessor',
      `insert into record_entry select board, 4, 'x', kind, actor, at, payload, prev_hash, hash from record_entry where seq = 3`,
      /only added at its end/,
    ],
    ['UPDATE of a signed head', `update record_head set signature = 'x'`, /never changed/],
    ['DELETE of a signed head', `delete from record_head`, /never removed/],
    [
      'INSERT OR REPLACE of a signed head',
      `insert or replace into record_head select board, seq, 'other', signed_at, key_id, signature from record_head`,
      /never replaced/,
    ],
  ])('SRV-113 plain SQL is refused: %s', async (_what, statement, message) => {
    const { dataDir, database, store } = await setUp();
    const sql = database.tables.$client;
    sql.exec(`insert into record_head values ('one', 3, 'hash', 'at', 'key', 'signature')`);
    const before = [sql.prepare('select * from record_entry').all(), sql.prepare('select * from record_head').all()];
    expect(() => sql.exec(statement)).toThrow(message);
    const beside = valueOf(openBeside(dataDir, 'write'));
    expect(() => beside.tables.$client.exec(statement)).toThrow(message);
    beside.close();
    expect([sql.prepare('select * from record_entry').all(), sql.prepare('select * from record_head').all()]).toEqual(
      before,
    );
    expect(await store.record.since('one', 0, 10)).toHaveLength(3);
  });
});
