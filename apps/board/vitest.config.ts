import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

/** Logic of the board without a browser, compiled as for one. */
export default defineConfig({
  plugins: [sveltekit()],
  resolve: { conditions: ['browser', 'module', 'import', 'default'] },
  test: { name: 'board', environment: './test/client-environment.ts', include: ['test/**/*.test.ts'] },
});
