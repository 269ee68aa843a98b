/**
 * Which Node runs the product: the one that the install brought along, or else the one that runs the launcher when it
 * is new enough.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchFailure } from './messages.mjs';
import { MODULES } from './paths.mjs';

/** The first version that runs TypeScript sources without a flag. */
const OLDEST = { major: 22, minor: 18 };
const ADVISED = '24.21.0';

/** @param {string} version e.g. `20.20.2`; @returns {boolean} */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor);
}

/** Whether the install brings a Node for this machine. */
function brings() {
  return process.platform === 'linux' && (process.arch === 'x64' || process.arch === 'arm64');
}

/** Fails before anything is downloaded when no Node could be found afterwards. */
export function requireSomeNode() {
  if (!brings() && !isNewEnough(process.versions.node)) throw tooOld();
}

/** @returns {string} The path of the Node to run. */
export function findNode() {
  const bundled = join(MODULES, `node-linux-${process.arch}`, 'bin', 'node');
  if (brings() && existsSync(bundled)) {
    // It needs glibc; where it cannot run (musl), the machine's own Node has to do.
    const probe = spawnSync(bundled, ['--version'], { encoding: 'utf8' });
    if (probe.status === 0) return bundled;
  }
  if (isNewEnough(process.versions.node)) return process.execPath;
  throw tooOld();
}

function tooOld() {
  return new LaunchFailure(
    `Node ${process.versions.node} on ${process.platform} ${process.arch} cannot run Chartroom. ` +
      `Install Node ${ADVISED} (or any from ${OLDEST.major}.${OLDEST.minor}) from https://nodejs.org and run the command again.`,
  );
}
