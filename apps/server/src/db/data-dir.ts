/**
 * The data directory: where everything that the server keeps lies, and whether this process can use it.
 */
import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Result, done, refused } from '../refusal.ts';
import { messageOf } from './sqlite-error.ts';

export const databaseFile = (dataDir: string): string => join(dataDir, 'chartroom.db');
/** The key that signs heads of the record: beside the database, so that no copy of the database holds it. */
export const recordKeyFile = (dataDir: string): string => join(dataDir, 'record-key.pem');
export const backupDir = (dataDir: string): string => join(dataDir, 'backups');

/** What is at `dataDir`, without changing anything. */
export const inspectDataDir = (dataDir: string): Result<'missing' | 'usable'> => {
  try {
    if (!statSync(dataDir).isDirectory())
      return refused(
        'data-dir',
        `DATA_DIR is ${dataDir}, which is a file and not a directory. Point DATA_DIR at a directory, or move the file away.`,
      );
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    return done('usable');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT') return done('missing');
    return refused(
      'data-dir',
      `The data directory ${dataDir} cannot be used (${messageOf(error)}). Give the user that runs Chartroom read and write access to it, or point DATA_DIR elsewhere.`,
    );
  }
};

/** Makes the data directory, with its parents, if it is not there. */
export const makeDataDir = (dataDir: string): Result<true> => {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o750 });
  } catch (error) {
    return refused(
      'data-dir',
      `The data directory ${dataDir} cannot be created (${messageOf(error)}). Create it, or point DATA_DIR at a directory that this user can write.`,
    );
  }
  const state = inspectDataDir(dataDir);
  return state.ok ? done(true) : state;
};
