/**
 * Makes sure that there is a Chromium for the browser tests, and says where it comes from.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium } from '../support/chromium.ts';
import { ROOT } from '../support/paths.ts';

const attempt = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status ===
  0;

const onDebianAsRoot = (): boolean => process.getuid?.() === 0 && existsSync('/etc/debian_version');

const installWithApt = (): boolean => {
  console.log('No Chromium found; installing the chromium package of Debian with apt-get.');
  return (
    attempt('apt-get', ['update', '-qq']) &&
    attempt('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'])
  );
};

const installWithPlaywright = (): boolean => {
  console.log("No Chromium found; downloading Playwright's own.");
  return attempt(process.execPath, [
    join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js'),
    'install',
    'chromium',
  ]);
};

const whatIsThere = (): string | null => {
  const found = findChromium();
  if (found !== null) return found;
  const own = chromium.executablePath();
  return existsSync(own) ? own : null;
};

const ready =
  whatIsThere() ?? ((onDebianAsRoot() && installWithApt()) || installWithPlaywright() ? whatIsThere() : null);
if (ready === null) {
  console.error(
    'The browser tests need Chromium and none could be installed. Install chromium or google-chrome so that it is on ' +
      'PATH, or set CHROME_PATH to it, and run the tests again.',
  );
  process.exit(1);
}
const { stdout, status } = spawnSync(ready, ['--version'], { encoding: 'utf8' });
console.log(`Using ${ready}: ${status === 0 ? stdout.trim() : 'it does not say its version'}`);
