/**
 * One run over every package but the board, whose tests are compiled by SvelteKit from its own folder. `waiting` holds
 * the tests that mostly wait for real time to pass, `process` those that start real servers and kill them: one file at
 * a time, so that they do not starve each other.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const LONG = '**/test/**/*.long.test.ts';
const root = fileURLToPath(new URL('..', import.meta.url));

export default defineConfig({
  test: {
    root,
    projects: [
      {
        test: {
          name: 'core',
          root,
          include: [
            'packages/*/test/**/*.test.ts',
            'apps/server/test/**/*.test.ts',
            'tests/{support,run}/**/*.test.ts',
          ],
          exclude: [LONG],
          testTimeout: 20_000,
          // Nearly half of the time went into importing the server once for each file; no module here keeps state that
          // a test could leave behind, and those that replace something in the process put it back.
          isolate: false,
        },
      },
      { test: { name: 'waiting', root, include: [LONG], testTimeout: 180_000 } },
      {
        test: {
          name: 'process',
          root,
          include: ['tests/{start,kill}/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
