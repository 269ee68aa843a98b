/**
 * A stamp says for which inputs something was last done. It is written only after success, in one rename, so a crash
 * leaves the old one or none.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NOTES } from './paths.mjs';

/**
 * @param {string} name
 * @returns {string | null}
 */
export function readStamp(name) {
  try {
    return readFileSync(join(NOTES, name), 'utf8');
  } catch {
    return null;
  }
}

/**
 * @param {string} name
 * @param {string} value
 */
export function writeStamp(name, value) {
  mkdirSync(NOTES, { recursive: true });
  const draft = join(NOTES, `${name}.${process.pid}`);
  writeFileSync(draft, value);
  renameSync(draft, join(NOTES, name));
}
