/** The key that signs heads, in its own file of the data directory, readable by the server's user alone. */
import { generateKeyPairSync } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { recordKeyFile } from '../db/data-dir.ts';
import { messageOf } from '../db/sqlite-error.ts';
import { newId } from '../ids.ts';
import { type Result, done, refused } from '../refusal.ts';
import { type HeadKey, readHeadKey } from './signed-head.ts';

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : null);

/** The key of this data directory; null when it has none yet. */
export const findHeadKey = (dataDir: string): Result<HeadKey | null> => {
  const file = recordKeyFile(dataDir);
  try {
    return done(readHeadKey(readFileSync(file, 'utf8')));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return done(null);
    return refused(
      'record-key',
      `The key that signs the record, ${file}, cannot be read (${messageOf(error)}). Give the user that runs Chartroom read access to it, or put back a copy. Without it, move it away: the next start makes a new one, and what the old one signed is then verified with its public key.`,
    );
  }
};

/** The key of this data directory, made when it has none. A key that another process made meanwhile is taken. */
export const headKeyOf = (dataDir: string): Result<HeadKey> => {
  const known = findHeadKey(dataDir);
  if (!known.ok) return known;
  if (known.value !== null) return done(known.value);
  const file = recordKeyFile(dataDir);
  const partial = `${file}.${newId()}.partial`;
  try {
    const { privateKey } = generateKeyPairSync('ed25519');
    const descriptor = openSync(partial, 'wx', 0o600);
    try {
      writeFileSync(descriptor, privateKey.export({ type: 'pkcs8', format: 'pem' }));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    try {
      linkSync(partial, file);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  } catch (error) {
    return refused(
      'record-key',
      `The key that signs the record cannot be written to ${file} (${messageOf(error)}). Make room or give access there.`,
    );
  } finally {
    rmSync(partial, { force: true });
  }
  const made = findHeadKey(dataDir);
  if (!made.ok) return made;
  return made.value === null
    ? refused('record-key', `The key that signs the record is not at ${file}.`)
    : done(made.value);
};
