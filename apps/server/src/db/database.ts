/**
 * Opens the database of a data directory: durability settings, refusal of databases that this version does not know,
 * a copy before pending migrations, the migrations themselves. Knows nothing of what the tables mean.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { type Result, done, refused } from '../refusal.ts';
import { backupDir, databaseFile } from './data-dir.ts';
import * as schema from './schema.ts';
import { messageOf, sqliteCode } from './sqlite-error.ts';

export type Tables = BetterSQLite3Database<typeof schema> & { readonly $client: Database.Database };

export interface OpenDatabase {
  readonly tables: Tables;
  /** The copy that was made before migrating; null when nothing had to be migrated. */
  readonly copy: string | null;
  close(): void;
}

export interface OpenOptions {
  readonly nowMs: number;
  readonly migrationsDir?: string;
  /** How long a statement waits for another process, e.g. the command line, to finish writing. */
  readonly busyTimeoutMs?: number;
}

export const MIGRATIONS_DIR = fileURLToPath(new URL('./migrations', import.meta.url));

/** For each connection, not for the file: without it `INSERT OR REPLACE` removes a row and no trigger hears of it. */
const guard = (database: Database.Database): void => void database.pragma('recursive_triggers = ON');

interface Version {
  readonly applied: number;
  readonly known: number;
}

const unreadable = (file: string, error: unknown) =>
  refused(
    'unreadable-database',
    sqliteCode(error)?.startsWith('SQLITE_BUSY') === true
      ? `The database ${file} is locked by another program (${messageOf(error)}). Close that program and start again.`
      : `The database ${file} cannot be read (${messageOf(error)}). Put a good copy in its place, for example the newest one from the backups directory beside it, or point DATA_DIR elsewhere. Nothing was changed.`,
  );

/** How many migrations the database has had, compared with the ones that this version brings. */
const versionOf = (database: Database.Database, file: string, migrationsDir: string): Result<Version> => {
  const known = readMigrationFiles({ migrationsFolder: migrationsDir });
  const names = new Set(
    database.prepare<[], string>(`select name from sqlite_master where type = 'table'`).pluck().all(),
  );
  if (!names.has('__drizzle_migrations')) {
    return names.size === 0
      ? done({ applied: 0, known: known.length })
      : refused(
          'foreign-database',
          `The database ${file} was not made by Chartroom. Move it away, or point DATA_DIR at another directory. Nothing was changed.`,
        );
  }
  const applied = database
    .prepare<[], string>('select hash from __drizzle_migrations order by created_at')
    .pluck()
    .all();
  if (applied.some((hash, index) => known[index]?.hash !== hash)) {
    return refused(
      'newer-database',
      `The database ${file} was written by another, probably newer version of Chartroom (it has version ${applied.length}; this one knows up to ${known.length}). Start the version that wrote it, or restore a copy from the backups directory. Nothing was changed.`,
    );
  }
  return done({ applied: applied.length, known: known.length });
};

/** Removes what a failed copy left; where even that fails, its name says what it is. */
const discard = (partial: string): void => {
  try {
    rmSync(partial, { force: true });
  } catch {
    // The failure that is reported is the copy's.
  }
};

/** A copy by SQLite's own backup, complete under its final name or not there at all. */
const copyBefore = async (
  database: Database.Database,
  dataDir: string,
  version: number,
  nowMs: number,
): Promise<Result<string>> => {
  const time = new Date(nowMs)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-');
  const target = join(backupDir(dataDir), `chartroom-version-${version}-${time}.db`);
  const partial = `${target}.partial`;
  try {
    mkdirSync(backupDir(dataDir), { recursive: true, mode: 0o750 });
    await database.backup(partial);
    renameSync(partial, target);
    return done(target);
  } catch (error) {
    discard(partial);
    return refused(
      'no-copy',
      `The database has to be migrated, but the copy that is made first could not be written to ${target} (${messageOf(error)}). Make room or give access there. The database was not changed.`,
    );
  }
};

/** All pending migrations in one transaction; answers why it was rolled back, or null. */
const migrateAll = (database: Database.Database, migrationsDir: string): string | null => {
  try {
    migrate(drizzle(database), { migrationsFolder: migrationsDir });
    return null;
  } catch (error) {
    return messageOf(error);
  }
};

const wrap = (database: Database.Database, copy: string | null): OpenDatabase => ({
  tables: drizzle(database, { schema }),
  copy,
  close: () => database.close(),
});

/** Opens for writing, creating and migrating as needed. The caller holds the lock of the data directory. */
export const openDatabase = async (dataDir: string, options: OpenOptions): Promise<Result<OpenDatabase>> => {
  const file = databaseFile(dataDir);
  const migrationsDir = options.migrationsDir ?? MIGRATIONS_DIR;
  let database: Database.Database | null = null;
  try {
    database = new Database(file, { timeout: options.busyTimeoutMs ?? 5000 });
    const version = versionOf(database, file, migrationsDir);
    if (!version.ok) {
      database.close();
      return version;
    }
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    guard(database);
    const { applied, known } = version.value;
    let copy: string | null = null;
    if (applied > 0 && applied < known) {
      const made = await copyBefore(database, dataDir, applied, options.nowMs);
      if (!made.ok) {
        database.close();
        return made;
      }
      copy = made.value;
    }
    if (applied < known) {
      const failure = migrateAll(database, migrationsDir);
      if (failure !== null) {
        database.close();
        return refused(
          'migration-failed',
          `The database ${file} could not be migrated to this version (${failure}). It is as it was${copy === null ? '' : `, and a copy of it is ${copy}`}. Start the version that wrote it, and report this.`,
        );
      }
    }
    return done(wrap(database, copy));
  } catch (error) {
    database?.close();
    if (sqliteCode(error) === null) throw error;
    return unreadable(file, error);
  }
};

/**
 * Opens an existing, migrated database beside a running server, for the command line. `write` allows single
 * statements, which SQLite serialises with the server's.
 */
export const openBeside = (
  dataDir: string,
  access: 'read' | 'write',
  migrationsDir = MIGRATIONS_DIR,
): Result<OpenDatabase> => {
  const file = databaseFile(dataDir);
  if (!existsSync(file))
    return refused(
      'no-database',
      `There is no Chartroom database in ${dataDir}. Start the server once with this DATA_DIR, or point DATA_DIR at the server's data directory.`,
    );
  let database: Database.Database | null = null;
  try {
    database = new Database(file, { readonly: access === 'read', fileMustExist: true, timeout: 5000 });
    const version = versionOf(database, file, migrationsDir);
    const refusal = version.ok
      ? version.value.applied < version.value.known
        ? refused(
            'not-migrated',
            `The database ${file} is of an older version. Start the server once; it makes a copy and migrates it.`,
          )
        : null
      : version;
    if (refusal !== null) {
      database.close();
      return refusal;
    }
    guard(database);
    if (access === 'write') {
      database.pragma('synchronous = FULL');
      database.pragma('foreign_keys = ON');
    }
    return done(wrap(database, null));
  } catch (error) {
    database?.close();
    if (sqliteCode(error) === null) throw error;
    return unreadable(file, error);
  }
};
