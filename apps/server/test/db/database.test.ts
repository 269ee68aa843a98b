import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS_DIR, openBeside, openDatabase } from '../../src/db/database.ts';
import { backupDir, databaseFile } from '../../src/db/data-dir.ts';
import { createStore } from '../../src/db/store.ts';
import { addBareBoards } from '../support/bare-boards.ts';
import { NOW_MS, addBoard, openStore } from '../support/store.ts';
import { tempDir } from '../support/temp-dir.ts';
import { refusalOf, valueOf } from '../support/value-of.ts';

/** The version that this code knows: how many migrations it brings. */
const NOW = readdirSync(MIGRATIONS_DIR).filter((file) => file.endsWith('.sql')).length;

/** The product's migrations and one more, `statement`. */
const withLaterMigration = (statement: string): string => {
  const dir = join(tempDir(), 'migrations');
  cpSync(MIGRATIONS_DIR, dir, { recursive: true });
  const file = join(dir, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(file, 'utf8')) as {
    entries: { idx: number; version: string; when: number; tag: string; breakpoints: boolean }[];
  };
  const last = journal.entries.at(-1);
  if (last === undefined) throw new Error('The journal is empty.');
  journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1, tag: '9999_later' });
  writeFileSync(file, JSON.stringify(journal));
  writeFileSync(join(dir, '9999_later.sql'), statement);
  return dir;
};

/** The product's migrations up to number `last`, as an earlier version brought them. */
const earlierMigrations = (last: number): string => {
  const dir = withLaterMigration('');
  const file = join(dir, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: { idx: number }[] };
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.filter(({ idx }) => idx <= last) }));
  return dir;
};

/** A data directory with one board, closed. */
const filledDir = async (): Promise<string> => {
  const { dataDir, store, database } = await openStore();
  const visitor = await store.principals.create('visitor', { name: 'Petra', function: 'QUA' }, NOW_MS);
  await addBoard(store, visitor);
  database.close();
  return dataDir;
};

describe('database', () => {
  it('SRV-10 opens with WAL, synchronous FULL, foreign keys and recursive triggers', async () => {
    const { database } = await openStore();
    const pragma = (name: string) => database.tables.$client.pragma(name, { simple: true });
    expect([pragma('journal_mode'), pragma('synchronous'), pragma('foreign_keys')]).toEqual(['wal', 2, 1]);
    expect(pragma('recursive_triggers')).toBe(1);
  });

  it('SRV-11 makes no copy for a new database', async () => {
    const { dataDir, database } = await openStore();
    expect(database.copy).toBeNull();
    expect(existsSync(backupDir(dataDir))).toBe(false);
  });

  it('SRV-11 copies an existing database before a pending migration, and the copy opens with the old version', async () => {
    const dataDir = await filledDir();
    const migrated = valueOf(
      await openDatabase(dataDir, {
        nowMs: NOW_MS,
        migrationsDir: withLaterMigration('ALTER TABLE board ADD later text;'),
      }),
    );
    const columns = migrated.tables.$client.pragma('table_info(board)') as { name: string }[];
    migrated.close();
    expect(columns.map(({ name }) => name)).toContain('later');

    expect(readdirSync(backupDir(dataDir))).toEqual([`chartroom-version-${NOW}-2026-11-22T21-30-00Z.db`]);
    expect(migrated.copy).toBe(join(backupDir(dataDir), `chartroom-version-${NOW}-2026-11-22T21-30-00Z.db`));
    const restored = tempDir();
    cpSync(migrated.copy ?? '', databaseFile(restored));
    const { store } = await openStore(restored);
    expect(await store.boards.list()).toHaveLength(1);
  });

  it('SRV-11 a database from before the record is copied and gets one, its boards as they were', async () => {
    const dataDir = tempDir();
    const before = valueOf(await openDatabase(dataDir, { nowMs: NOW_MS, migrationsDir: earlierMigrations(0) }));
    addBareBoards(before, ['one'], ['petra']);
    before.close();
    const { database, store } = await openStore(dataDir);
    expect(database.copy).toBe(join(backupDir(dataDir), 'chartroom-version-1-2026-11-22T21-30-00Z.db'));
    expect(await store.boards.list()).toHaveLength(1);
    expect(await store.record.head('one')).toBeNull();
    const said = { id: '1', kind: 'ready', actor: 'petra', at: '2026-11-22T21:30:00.000Z', payload: { ready: true } };
    expect(await store.record.append('one', [said])).toMatchObject([{ seq: 1 }]);
  });

  it('SRV-11 leaves the database and its rows alone when a migration fails', async () => {
    const dataDir = await filledDir();
    const broken = withLaterMigration(
      'ALTER TABLE board ADD later text;\n--> statement-breakpoint\nALTER TABLE nothing ADD x text;',
    );
    const result = await openDatabase(dataDir, { nowMs: NOW_MS, migrationsDir: broken });
    expect(result).toMatchObject({ ok: false, refusal: { kind: 'migration-failed' } });
    expect(refusalOf(result).message).toContain(join(backupDir(dataDir), `chartroom-version-${NOW}-`));
    const { store, database } = await openStore(dataDir);
    expect(database.copy).toBeNull();
    expect(await store.boards.list()).toHaveLength(1);
  });

  it('SRV-11 does not migrate when the copy cannot be written', async () => {
    const dataDir = await filledDir();
    writeFileSync(backupDir(dataDir), 'in the way');
    const result = await openDatabase(dataDir, {
      nowMs: NOW_MS,
      migrationsDir: withLaterMigration('ALTER TABLE board ADD later text;'),
    });
    expect(result).toMatchObject({ ok: false, refusal: { kind: 'no-copy' } });
    expect((await openStore(dataDir)).database.copy).toBeNull();
  });

  it('SRV-12 refuses a database of a newer version and changes nothing', async () => {
    const dataDir = await filledDir();
    valueOf(
      await openDatabase(dataDir, {
        nowMs: NOW_MS,
        migrationsDir: withLaterMigration('ALTER TABLE board ADD later text;'),
      }),
    ).close();
    const before = readFileSync(databaseFile(dataDir));
    const result = await openDatabase(dataDir, { nowMs: NOW_MS });
    expect(result).toMatchObject({ ok: false, refusal: { kind: 'newer-database' } });
    expect(refusalOf(result).message).toMatch(
      new RegExp(`has version ${NOW + 1}; this one knows up to ${NOW}.*Start the version that wrote it`, 's'),
    );
    expect(readFileSync(databaseFile(dataDir)).equals(before)).toBe(true);
  });

  it('SRV-12 refuses a database that something else made', async () => {
    const dataDir = tempDir();
    const other = new Database(databaseFile(dataDir));
    other.exec('create table invoices (id)');
    other.close();
    expect(await openDatabase(dataDir, { nowMs: NOW_MS })).toMatchObject({
      ok: false,
      refusal: { kind: 'foreign-database' },
    });
  });

  it.each([
    [
      'a file that is no database',
      (file: string) => writeFileSync(file, 'not a database at all, but long enough to have a header of its own'),
    ],
    ['a directory in its place', (file: string) => mkdirSync(file)],
  ])('SRV-13 refuses %s with cause and remedy', async (_what, put) => {
    const dataDir = tempDir();
    put(databaseFile(dataDir));
    const result = await openDatabase(dataDir, { nowMs: NOW_MS });
    expect(result).toMatchObject({ ok: false, refusal: { kind: 'unreadable-database' } });
    expect(refusalOf(result).message).toContain(databaseFile(dataDir));
  });

  it('SRV-14 opens beside a running server for reading, and cannot write there', async () => {
    const { dataDir, store } = await openStore();
    await store.principals.create('visitor', { name: 'Petra', function: 'QUA' }, NOW_MS);
    const beside = valueOf(openBeside(dataDir, 'read'));
    const other = createStore(beside);
    expect(await other.boards.list()).toEqual([]);
    await expect(other.principals.create('visitor', { name: 'Tom', function: 'OPS' }, NOW_MS)).rejects.toThrow(
      /readonly/,
    );
    beside.close();
  });

  it('SRV-14 says so when there is no database, or an older one', async () => {
    const dataDir = await filledDir();
    expect(openBeside(tempDir(), 'read')).toMatchObject({ ok: false, refusal: { kind: 'no-database' } });
    expect(openBeside(dataDir, 'read', withLaterMigration('ALTER TABLE board ADD later text;'))).toMatchObject({
      ok: false,
      refusal: { kind: 'not-migrated' },
    });
  });
});
