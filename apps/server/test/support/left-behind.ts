/** What a killed process leaves: the files of its database as they are, nothing closed, in a directory of their own. */
import { cpSync, existsSync } from 'node:fs';
import { databaseFile } from '../../src/db/data-dir.ts';
import { tempDir } from './temp-dir.ts';

export const leftBehind = (dataDir: string): string => {
  const left = tempDir();
  for (const suffix of ['', '-wal']) {
    const file = databaseFile(dataDir) + suffix;
    if (existsSync(file)) cpSync(file, databaseFile(left) + suffix);
  }
  return left;
};
