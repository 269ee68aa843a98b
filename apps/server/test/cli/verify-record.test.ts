import { chained, type Entry, type NewEntry } from '@chartroom/record';
import { systemClock } from '@chartroom/sync';
import Database from 'better-sqlite3';
import { generateKeyPairSync } from 'node:crypto';
import { cpSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../../src/cli/program.ts';
import { databaseFile, recordKeyFile } from '../../src/db/data-dir.ts';
import { headKeyOf } from '../../src/record/head-key.ts';
import { createHeadSigner } from '../../src/record/head-signer.ts';
import { addBareBoards } from '../support/bare-boards.ts';
import { openStore } from '../support/store.ts';
import { startTestServer } from '../support/server.ts';
import { withoutTriggers } from '../support/tamper.ts';
import { tempDir } from '../support/temp-dir.ts';
import { valueOf } from '../support/value-of.ts';

const run = async (dataDir: string, ...args: readonly string[]) => {
  const said = { stdout: '', stderr: '' };
  const code = await runCommand(['verify-record', ...args], {
    env: { DATA_DIR: dataDir },
    cwd: dataDir,
    in: () => Promise.resolve(new Uint8Array()),
    out: (text) => void (said.stdout += text),
    err: (text) => void (said.stderr += text),
  });
  return { code, ...said };
};

const said = (id: string, actor = 'a'): NewEntry => ({
  id,
  kind: 'answer',
  actor,
  at: '2026-11-22T21:30:00.000Z',
  payload: { question: 'q', text: `words of ${id}` },
});
const ids = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `${from + index}`);

/** Two boards of eight entries each, signed at entry five. Everything is closed. */
const recorded = async (): Promise<string> => {
  const { dataDir, database, store } = await openStore();
  addBareBoards(database, ['one', 'two'], ['a', 'b']);
  const key = valueOf(headKeyOf(dataDir));
  const signer = createHeadSigner(
    { record: store.record, heads: store.heads, key, clock: systemClock },
    pino({ level: 'silent' }),
  );
  for (const board of ['one', 'two'])
    await store.record.append(
      board,
      ids(1, 5).map((id) => said(id)),
    );
  await signer.sign();
  for (const board of ['one', 'two'])
    await store.record.append(
      board,
      ids(6, 8).map((id) => said(id)),
    );
  database.close();
  return dataDir;
};

const entriesOf = (sql: Database.Database, board: string): readonly Entry[] =>
  sql
    .prepare<[string], Record<string, unknown>>('select * from record_entry where board = ? order by seq')
    .all(board)
    .map(
      ({ prev_hash, payload, ...row }) =>
        ({ ...row, prevHash: prev_hash, payload: JSON.parse(payload as string) }) as unknown as Entry,
    );

/** Writes entries over the ones that are there, in the one way in which the server would have written them. */
const overwrite = (sql: Database.Database, entries: readonly Entry[]): void => {
  const put = sql.prepare('insert or replace into record_entry values (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  for (const { board, seq, id, kind, actor, at, payload, prevHash, hash } of entries)
    put.run(board, seq, id, kind, actor, at, JSON.stringify(payload), prevHash, hash);
};

/** Forges entry `seq` and gives it and everything after it new hashes, up to `last`. */
const rehash = (sql: Database.Database, seq: number, last: number): void => {
  const entries = entriesOf(sql, 'one');
  let head: Entry | null = entries[seq - 2] ?? null;
  const forged = entries.slice(seq - 1, last).map((entry) => {
    head = chained('one', head, entry.seq === seq ? { ...entry, payload: { question: 'q', text: 'forged' } } : entry);
    return head;
  });
  overwrite(sql, forged);
};

const inOne = (where: string): string => `where board = 'one' and ${where}`;

const TAMPERINGS: readonly (readonly [string, string | ((sql: Database.Database) => void), readonly string[]])[] = [
  [
    'a changed payload',
    `update record_entry set payload = replace(payload, 'words', 'lies') ${inOne('seq = 3')}`,
    ['entry 3 was changed: its content does not match its hash.'],
  ],
  [
    'a payload written in another way',
    `update record_entry set payload = replace(payload, ',', ', ') ${inOne('seq = 3')}`,
    ['entry 3 was changed: its content does not match its hash.'],
  ],
  [
    'a payload that is no JSON',
    `update record_entry set payload = '{' ${inOne('seq = 3')}`,
    ['entry 3 was changed: its content does not match its hash.'],
  ],
  [
    'another actor',
    `update record_entry set actor = 'b' ${inOne('seq = 4')}`,
    ['entry 4 was changed: its content does not match its hash.'],
  ],
  [
    'another time',
    `update record_entry set at = '2026-11-21T21:30:00.000Z' ${inOne('seq = 8')}`,
    ['entry 8 was changed: its content does not match its hash.'],
  ],
  ['an entry taken out', `delete from record_entry ${inOne('seq = 3')}`, ['entry 3 is missing.']],
  ['entries taken out', `delete from record_entry ${inOne('seq in (3, 4)')}`, ['entries 3 to 4 are missing.']],
  ['the first entry taken out', `delete from record_entry ${inOne('seq = 1')}`, ['entry 1 is missing.']],
  [
    'the end cut off',
    `delete from record_entry ${inOne('seq >= 4')}`,
    [
      'entries 4 to 5 were cut off: the record was signed up to 5.',
      'entries 6 to 8 were cut off: an index of this database names the record up to 8.',
    ],
  ],
  [
    'all of it cut off',
    `delete from record_entry where board = 'one'`,
    [
      'entries 1 to 5 were cut off: the record was signed up to 5.',
      'entries 6 to 8 were cut off: an index of this database names the record up to 8.',
    ],
  ],
  [
    'what came after the last signed head cut off',
    `delete from record_entry ${inOne('seq >= 7')}`,
    ['entries 7 to 8 were cut off: an index of this database names the record up to 8.'],
  ],
  [
    'the last entry cut off',
    `delete from record_entry ${inOne('seq = 8')}`,
    ['entry 8 was cut off: an index of this database names the record up to 8.'],
  ],
  [
    'two entries that have changed places',
    `update record_entry set seq = -1 ${inOne('seq = 3')};
     update record_entry set seq = 3 ${inOne('seq = 4')};
     update record_entry set seq = 4 ${inOne('seq = -1')}`,
    [
      'entry 3 was changed: its content does not match its hash.',
      'entry 4 was changed: its content does not match its hash.',
      'entry 5 does not follow entry 4: one of the two was replaced.',
    ],
  ],
  [
    'an entry taken out and the rest renumbered',
    `delete from record_entry ${inOne('seq = 7')}; update record_entry set seq = 7 ${inOne('seq = 8')}`,
    [
      'entry 7 was changed: its content does not match its hash.',
      'entry 8 was cut off: an index of this database names the record up to 8.',
    ],
  ],
  [
    'an entry replaced by a sound one',
    (sql) => rehash(sql, 7, 7),
    ['entry 8 does not follow entry 7: one of the two was replaced.'],
  ],
  [
    'a forged hash with everything after it made to fit',
    (sql) => rehash(sql, 3, 8),
    ['entries 1 to 5: not what was signed; the record was rewritten here.'],
  ],
  [
    'a signature that was changed',
    `update record_head set signature = iif(substr(signature, 1, 1) = 'A', 'B', 'A') || substr(signature, 2)
     where board = 'one'`,
    ['the signed head of entry 5 was changed: its signature does not hold.'],
  ],
  [
    'a signature with something behind it',
    `update record_head set signature = signature || ' ' where board = 'one'`,
    ['the signed head of entry 5 was changed: its signature does not hold.'],
  ],
  [
    'a signed head made to fit what was forged',
    (sql) => {
      rehash(sql, 3, 8);
      sql.exec(
        `update record_head set hash = (select hash from record_entry e where e.board = record_head.board and e.seq = record_head.seq)`,
      );
    },
    ['the signed head of entry 5 was changed: its signature does not hold.'],
  ],
  [
    'a signed head of another key',
    `update record_head set key_id = '0123' where board = 'one'`,
    [
      'the signed head of entry 5 was signed with the key 0123, which is not known here. Give its public key with --trust.',
    ],
  ],
];

describe('chartroom verify-record', () => {
  it('SRV-116 counts and ends with 0 when everything holds, for all boards or one', async () => {
    const dataDir = await recorded();
    expect(await run(dataDir, 'all')).toEqual({
      code: 0,
      stdout: `Read 16 entries and 2 signed heads of 2 boards in ${dataDir}. Every hash, link and signature holds. 6 of them came after the last signed head.\n`,
      stderr: '',
    });
    for (const board of ['one', '1'])
      expect(await run(dataDir, board)).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('Read 8 entries and 1 signed heads of 1 boards'),
      });
    expect(await run(dataDir, '9')).toMatchObject({ code: 2, stderr: expect.stringContaining('There is no board 9') });
  });

  it.each(TAMPERINGS)(
    'SRV-117 locates %s, and says nothing against the other board',
    async (_what, change, expected) => {
      const dataDir = tempDir();
      cpSync(await recorded(), dataDir, { recursive: true });
      const sql = new Database(databaseFile(dataDir));
      sql.pragma('foreign_keys = OFF');
      withoutTriggers(sql, change);
      sql.close();
      const { code, stdout } = await run(dataDir, 'all');
      expect(code).toBe(1);
      const faults = stdout.split('\n').filter((line) => line.startsWith('Board '));
      expect(faults).toEqual(expected.map((fault) => `Board one: ${fault}`));
      expect(await run(dataDir, 'one')).toMatchObject({ code: 1 });
    },
  );

  it('SRV-117 locates an entry that was moved to another board, and a board that is gone', async () => {
    const dataDir = await recorded();
    const sql = new Database(databaseFile(dataDir));
    sql.pragma('foreign_keys = OFF');
    withoutTriggers(
      sql,
      `update record_entry set board = 'two', seq = 9, id = 'x' ${inOne('seq = 8')}; delete from board where id = 'one'`,
    );
    sql.close();
    const { code, stdout } = await run(dataDir, 'all');
    expect(code).toBe(1);
    expect(stdout).toContain('Board two: entry 9 was changed');
    expect(stdout).toContain('Board one: the board itself is missing.');
  });

  it('SRV-117 says so when the triggers that guard the record are gone, or do something else', async () => {
    const dataDir = await recorded();
    const sql = new Database(databaseFile(dataDir));
    sql.exec(
      `drop trigger record_entry_never_removed; drop trigger record_head_never_changed;
       create trigger record_head_never_changed before update on record_head begin select 1; end`,
    );
    sql.close();
    const { code, stdout } = await run(dataDir);
    expect(code).toBe(1);
    expect(stdout.match(/lacks the trigger \w+/g)).toEqual([
      'lacks the trigger record_entry_never_removed',
      'lacks the trigger record_head_never_changed',
    ]);
  });

  it('SRV-118 signs on demand what holds, once, and nothing where something was changed', async () => {
    const dataDir = await recorded();
    const signed = await run(dataDir, 'all', '--sign');
    expect(signed).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/Signed heads: 2, .*\nBoard one: entry 8, /),
    });
    expect(await run(dataDir)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/ and 4 signed heads .*holds\.\n$/),
    });
    expect(await run(dataDir, '--sign')).toMatchObject({ code: 0, stdout: expect.stringContaining('Signed heads: 0') });
    const sql = new Database(databaseFile(dataDir));
    withoutTriggers(sql, `delete from record_entry ${inOne('seq = 2')}`);
    sql.close();
    expect(await run(dataDir, '--sign')).toMatchObject({
      code: 1,
      stdout: expect.not.stringContaining('Signed heads'),
    });
  });

  it('SRV-115 the public key is printed, verifies elsewhere, and another one does not', async () => {
    const dataDir = await recorded();
    const { code, stdout: pem } = await run(dataDir, '--public-key');
    expect([code, pem.split('\n')[0]]).toEqual([0, '-----BEGIN PUBLIC KEY-----']);
    const elsewhere = tempDir();
    cpSync(databaseFile(dataDir), databaseFile(elsewhere));
    writeFileSync(join(elsewhere, 'kept.pem'), pem);
    expect(await run(elsewhere)).toMatchObject({ code: 1, stdout: expect.stringContaining('which is not known here') });
    expect(await run(elsewhere, '--trust', 'kept.pem')).toMatchObject({ code: 0 });

    const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' });
    writeFileSync(join(elsewhere, 'other.pem'), other);
    expect(await run(elsewhere, '--trust', 'other.pem')).toMatchObject({ code: 1 });
    expect(await run(elsewhere, 'all', '--trust', 'other.pem', '--trust', 'kept.pem')).toMatchObject({ code: 0 });
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' });
    for (const text of ['no key', rsa]) {
      writeFileSync(join(elsewhere, 'bad.pem'), text);
      expect(await run(elsewhere, '--trust', 'bad.pem')).toMatchObject({ code: 2, stdout: '' });
    }
  });

  it('SRV-112 no charter is composed from a record that was changed', async () => {
    const server = await startTestServer();
    await server.create(await server.visit());
    await server.stop();
    expect(await run(server.dataDir)).toMatchObject({ code: 0 });
    const sql = new Database(databaseFile(server.dataDir));
    withoutTriggers(sql, `update record_entry set at = '2026-01-01T00:00:00.000Z'`);
    sql.close();
    const said = { out: '', err: '' };
    const code = await runCommand(['charter', '1'], {
      env: { DATA_DIR: server.dataDir },
      cwd: server.dataDir,
      in: () => Promise.resolve(new Uint8Array()),
      out: (text) => void (said.out += text),
      err: (text) => void (said.err += text),
    });
    expect([code, said.out]).toEqual([1, '']);
    expect(said.err).toMatch(/The record of board .* cannot be read: .*chartroom verify-record says more\.\n$/);
  });

  it('SRV-114 the key is made at the first start, for its user alone, kept, and its damage stops the next start', async () => {
    const server = await startTestServer();
    const file = recordKeyFile(server.dataDir);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const made = readFileSync(file, 'utf8');
    await server.stop();
    const again = await startTestServer({ DATA_DIR: server.dataDir });
    await again.stop();
    expect(readFileSync(file, 'utf8')).toBe(made);
    expect(readFileSync(databaseFile(server.dataDir)).includes(made.split('\n')[1] ?? '')).toBe(false);
    writeFileSync(file, 'damaged');
    await expect(startTestServer({ DATA_DIR: server.dataDir })).rejects.toThrow(/record-key: .*put back a copy/);
    rmSync(file);
    await (await startTestServer({ DATA_DIR: server.dataDir })).stop();
  });
});
