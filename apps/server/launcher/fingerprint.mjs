/**
 * Fingerprints of sets of files, by which the launcher knows whether an install or a build is still good.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { ROOT } from './paths.mjs';

/**
 * All files below `folder`, or the file itself; nothing when it does not exist.
 * @param {string} folder
 * @param {ReadonlySet<string>} [skip] Names of files and folders to leave out, at any depth.
 * @returns {string[]} Absolute paths.
 */
export function filesBelow(folder, skip = new Set()) {
  if (!existsSync(folder)) return [];
  if (statSync(folder).isFile()) return [folder];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !skip.has(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path, skip) : entry.isFile() ? [path] : [];
    });
}

/**
 * @param {readonly string[]} files Absolute paths.
 * @param {readonly string[]} [also] Other facts that count, e.g. the platform.
 * @returns {string} SHA-256 over names and contents, hex; the same on every platform and in every folder.
 */
export function contentFingerprint(files, also = []) {
  const hash = createHash('sha256');
  for (const fact of also) hash.update(`${fact}\0`);
  for (const file of [...files].sort()) {
    const content = readFileSync(file);
    hash.update(`${portable(file)}\0${content.length}\0`);
    hash.update(content);
  }
  return hash.digest('hex');
}

/**
 * @param {readonly string[]} files Absolute paths.
 * @returns {string} SHA-256 over names and sizes, hex: enough to see that an output was touched.
 */
export function shapeFingerprint(files) {
  const hash = createHash('sha256');
  for (const file of [...files].sort()) hash.update(`${portable(file)}\0${statSync(file).size}\0`);
  return hash.digest('hex');
}

/** @param {string} file */
function portable(file) {
  return relative(ROOT, file).split(sep).join('/');
}
