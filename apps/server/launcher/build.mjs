/**
 * Builds the board into `apps/board/build`, when the stamp says that its inputs or its output are not those of the last
 * build. A failed build leaves the last output and its stamp as they are.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './child.mjs';
import { contentFingerprint, filesBelow, shapeFingerprint } from './fingerprint.mjs';
import { exclusively } from './lock.mjs';
import { LaunchFailure, say, seconds } from './messages.mjs';
import { BOARD, BOARD_OUTPUT, ROOT } from './paths.mjs';
import { readStamp, writeStamp } from './stamp.mjs';

const STAMP = 'board';
const NOT_INPUTS = new Set(['build', '.svelte-kit', 'node_modules', 'test', 'SPEC.md']);

/** @param {string} node The Node to build with. */
export async function ensureBuilt(node) {
  if (isBuilt()) return;
  await exclusively(async () => {
    if (isBuilt()) return;
    const inputs = inputFingerprint();
    const startedAtMs = Date.now();
    say('building the board (only when its sources changed)');
    const vite = join(BOARD, 'node_modules', 'vite', 'bin', 'vite.js');
    const ended = await run(node, [vite, 'build'], { cwd: BOARD, capture: true });
    if (ended.signal !== null) throw new LaunchFailure(`Building the board was stopped by ${ended.signal}.`, 130);
    if (ended.code !== 0 || !hasOutput()) {
      process.stderr.write(ended.output);
      throw new LaunchFailure(
        `Building the board failed (exit code ${ended.code}; the lines above say why). Correct what they name in ` +
          'apps/board or packages, then run the same command again. The last good build was left alone.',
      );
    }
    writeStamp(STAMP, `${inputs} ${outputFingerprint()}`);
    say(`board built in ${seconds(startedAtMs)}`);
  });
}

function isBuilt() {
  const stamp = readStamp(STAMP);
  return stamp !== null && hasOutput() && stamp === `${inputFingerprint()} ${outputFingerprint()}`;
}

function hasOutput() {
  return existsSync(BOARD_OUTPUT) && readdirSync(BOARD_OUTPUT).some((name) => name.endsWith('.html'));
}

function outputFingerprint() {
  return shapeFingerprint(filesBelow(BOARD_OUTPUT));
}

function inputFingerprint() {
  const packages = readdirSync(join(ROOT, 'packages')).flatMap((name) => [
    ...filesBelow(join(ROOT, 'packages', name, 'src')),
    ...filesBelow(join(ROOT, 'packages', name, 'package.json')),
  ]);
  return contentFingerprint([
    ...filesBelow(BOARD, NOT_INPUTS).filter((file) => !/\.test\.[jt]s$/.test(file)),
    ...packages,
    join(ROOT, 'apps', 'server', 'src', 'api.ts'),
    join(ROOT, 'pnpm-workspace.yaml'),
    join(ROOT, 'pnpm-lock.yaml'),
  ]);
}
