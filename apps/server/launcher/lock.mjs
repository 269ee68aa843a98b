/**
 * One launcher at a time installs or builds. The lock is a file that names its holder, who touches it every second: a
 * holder that has died does not block anybody, even where its process id was given to somebody else.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from './messages.mjs';
import { NOTES } from './paths.mjs';

const RETRY_MS = 200;
const TOUCH_MS = 1_000;
const STALE_MS = 15_000;
const FILE = join(NOTES, 'lock');

/**
 * Runs `work` while no other launcher runs its own.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function exclusively(work) {
  let told = false;
  while (!take(FILE)) {
    const holder = holderOf(FILE);
    if (holder !== null && isGone(holder)) {
      putAside(holder);
      continue;
    }
    if (holder !== null && !told) say(`process ${holder} is installing or building here; waiting for it`);
    told ||= holder !== null;
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
  const release = () => {
    if (holderOf(FILE) === process.pid) rmSync(FILE, { force: true });
  };
  const touch = setInterval(() => {
    if (holderOf(FILE) === process.pid) utimesSync(FILE, new Date(), new Date());
  }, TOUCH_MS);
  touch.unref();
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(touch);
    process.off('exit', release);
    release();
  }
}

/**
 * Makes the file unless there is one.
 * @param {string} file
 */
function take(file) {
  mkdirSync(NOTES, { recursive: true });
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * @param {string} file
 * @returns {number | null} Null when there is no file or it is just being written.
 */
function holderOf(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

/** @param {number} holder */
function isGone(holder) {
  if (holder === process.pid) return true;
  try {
    process.kill(holder, 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH') return true;
  }
  const age = Date.now() - (statSync(FILE, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  return age > STALE_MS;
}

/**
 * Takes the file of a holder that is gone out of the way, by a rename, so that of several who noticed only one does;
 * whoever caught a fresh lock instead puts it back.
 * @param {number} gone
 */
function putAside(gone) {
  const aside = `${FILE}.${process.pid}`;
  try {
    renameSync(FILE, aside);
  } catch {
    return;
  }
  const caught = holderOf(aside);
  if (caught !== null && caught !== gone) {
    renameSync(aside, FILE);
    return;
  }
  rmSync(aside, { force: true });
}
