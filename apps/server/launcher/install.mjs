/**
 * Brings the dependencies, when the stamp says that they are not those of this checkout. Only this step needs the
 * package registry.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './child.mjs';
import { contentFingerprint } from './fingerprint.mjs';
import { exclusively } from './lock.mjs';
import { LaunchFailure, say, seconds } from './messages.mjs';
import { MODULES, ROOT } from './paths.mjs';
import { readStamp, writeStamp } from './stamp.mjs';

const PNPM = 'pnpm@12.21.0';
const STAMP = 'install';
/** What of a package.json decides what gets installed; a changed script does not need the registry. */
const DEPENDENCY_FIELDS = [
  'name',
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
  'bin',
];

export async function ensureInstalled() {
  if (isInstalled()) return;
  await exclusively(async () => {
    if (isInstalled()) return;
    const inputs = fingerprint();
    const startedAtMs = Date.now();
    say(`installing dependencies with ${PNPM} (needs the npm registry, the first time only)`);
    const windows = process.platform === 'win32';
    const ended = await run(
      windows ? 'npx.cmd' : 'npx',
      ['--yes', PNPM, 'install', '--frozen-lockfile', '--config.confirm-modules-purge=false'],
      { cwd: ROOT, env: installEnvironment(), aside: true, shell: windows },
    ).catch((error) => ({ code: 1, signal: null, output: String(error) }));
    if (ended.signal !== null) throw new LaunchFailure(`Installing was stopped by ${ended.signal}.`, 130);
    if (ended.code !== 0) {
      throw new LaunchFailure(
        `Installing the dependencies failed (exit code ${ended.code}; the lines above say why). The first run downloads ` +
          'them from the npm registry: check that this machine reaches it (npm ping), then run the same command again. ' +
          'What was already downloaded is kept.',
      );
    }
    writeStamp(STAMP, inputs);
    say(`dependencies installed in ${seconds(startedAtMs)}`);
  });
}

function isInstalled() {
  return (
    existsSync(join(MODULES, '.modules.yaml')) &&
    workspaces().every((folder) => !hasDependencies(folder) || existsSync(join(folder, 'node_modules'))) &&
    readStamp(STAMP) === fingerprint()
  );
}

function fingerprint() {
  const files = ['pnpm-lock.yaml', 'pnpm-workspace.yaml'].map((name) => join(ROOT, name));
  const manifests = [ROOT, ...workspaces()].map((folder) => {
    const manifest = manifestOf(folder);
    return JSON.stringify(DEPENDENCY_FIELDS.map((field) => manifest[field] ?? null));
  });
  return contentFingerprint(files, [process.platform, process.arch, ...manifests]);
}

/** @returns {string[]} The folders of the workspace's packages. */
export function workspaces() {
  const groups = ['apps', 'packages'].flatMap((group) =>
    readdirSync(join(ROOT, group), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(ROOT, group, entry.name)),
  );
  return [...groups, join(ROOT, 'tests')].filter((folder) => existsSync(join(folder, 'package.json')));
}

/** @param {string} folder */
function hasDependencies(folder) {
  const manifest = manifestOf(folder);
  return Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).length > 0;
}

/** @param {string} folder */
function manifestOf(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/** npm passes its own settings down as variables that pnpm would take for its own; the registry is the one to keep. */
function installEnvironment() {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('npm_') || name.toLowerCase().startsWith('npm_config_registry'),
  );
  return Object.fromEntries(kept);
}
