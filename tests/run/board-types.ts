/**
 * Type checks the board: SvelteKit writes its generated types first, then svelte-check reads everything.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../support/paths.ts';

const board = join(ROOT, 'apps', 'board');
const commands = [
  [join(board, 'node_modules', '@sveltejs', 'kit', 'svelte-kit.js'), 'sync'],
  [
    join(ROOT, 'node_modules', 'svelte-check', 'bin', 'svelte-check'),
    '--tsconfig',
    './tsconfig.json',
    '--output',
    'human',
    '--fail-on-warnings',
  ],
];
for (const command of commands) {
  const { status } = spawnSync(process.execPath, command, { cwd: board, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
