/**
 * Where things are. The launcher is plain JavaScript for Node 20 on every platform: it runs before anything is
 * installed, so it imports nothing but Node's own modules.
 */
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
export const MODULES = join(ROOT, 'node_modules');
/** The launcher's own notes: stamps and the lock. Removing node_modules removes them, which is what makes them safe. */
export const NOTES = join(MODULES, '.chartroom');
/** Where Node keeps compiled sources between runs: a server starts in half the time. */
export const COMPILE_CACHE = join(NOTES, 'compile-cache');
export const BOARD = join(ROOT, 'apps', 'board');
export const BOARD_OUTPUT = join(BOARD, 'build');
export const SERVER_MAIN = join(ROOT, 'apps', 'server', 'src', 'main.ts');
export const CLI_MAIN = join(ROOT, 'apps', 'server', 'src', 'cli', 'main.ts');
export const TEST_MAIN = join(ROOT, 'tests', 'run', 'main.ts');
export const BENCH_MAIN = join(ROOT, 'tests', 'bench', 'main.ts');
export const PARENT_WATCH = join(ROOT, 'apps', 'server', 'launcher', 'parent-watch.mjs');
