/**
 * One server a data directory. The lock is an exclusive SQLite transaction on a file of its own, held for as long as
 * the process lives: the operating system releases it however the process ends, SIGKILL included. A small readable
 * file beside it says who holds it; that file alone means nothing.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { type Result, done, refused } from '../refusal.ts';
import { messageOf, sqliteCode } from './sqlite-error.ts';

export interface DataLock {
  release(): void;
}

const Holder = z.object({ pid: z.number(), host: z.string(), startedAt: z.string() });
export type LockHolder = z.infer<typeof Holder>;

const lockFile = (dataDir: string): string => join(dataDir, 'lock.db');
export const holderFile = (dataDir: string): string => join(dataDir, 'lock.json');

/** Who wrote the readable file last; null when there is none or it says nothing. */
export const readHolder = (dataDir: string): LockHolder | null => {
  try {
    return Holder.parse(JSON.parse(readFileSync(holderFile(dataDir), 'utf8')));
  } catch {
    return null;
  }
};

export const acquireLock = (dataDir: string, nowMs: number): Result<DataLock> => {
  let database: Database.Database;
  try {
    database = new Database(lockFile(dataDir), { timeout: 0 });
  } catch (error) {
    return refused(
      'data-dir',
      `The lock file in ${dataDir} cannot be opened (${messageOf(error)}). Give the user that runs Chartroom write access to the data directory.`,
    );
  }
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY') !== true)
      return refused(
        'data-dir',
        `The lock file in ${dataDir} cannot be locked (${messageOf(error)}). Remove lock.db from it when no Chartroom server uses it, or point DATA_DIR elsewhere.`,
      );
    const holder = readHolder(dataDir);
    const who =
      holder === null
        ? 'another process'
        : `process ${holder.pid} on ${holder.host}, running since ${holder.startedAt}`;
    return refused(
      'locked',
      `The data directory ${dataDir} is in use by ${who}. Stop that server first, or point DATA_DIR at another directory.`,
    );
  }
  const holder: LockHolder = { pid: process.pid, host: hostname(), startedAt: new Date(nowMs).toISOString() };
  writeFileSync(holderFile(dataDir), `${JSON.stringify(holder)}\n`);
  return done({
    release: () => {
      rmSync(holderFile(dataDir), { force: true });
      database.close();
    },
  });
};
