/**
 * One launcher at a time installs or builds. The lock is a file that names its holder; a holder that has died does
 * not block anybody.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from './messages.mjs';
import { NOTES } from './paths.mjs';

const RETRY_MS = 200;
const FILE = join(NOTES, 'lock');

/**
 * Runs `work` while no other launcher runs its own.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function exclusively(work) {
  let told = false;
  for (;;) {
    mkdirSync(NOTES, { recursive: true });
    try {
      writeFileSync(FILE, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    const holder = holderOf();
    if (holder === null) continue;
    if (!alive(holder)) {
      rmSync(FILE, { force: true });
      continue;
    }
    if (!told) say(`process ${holder} is installing or building here; waiting for it`);
    told = true;
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
  const release = () => {
    if (holderOf() === process.pid) rmSync(FILE, { force: true });
  };
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/** @returns {number | null} Null when the lock was released or is just being written. */
function holderOf() {
  try {
    const pid = Number(readFileSync(FILE, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

/** @param {number} pid */
function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
