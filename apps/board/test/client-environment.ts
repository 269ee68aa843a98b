import type { Environment } from 'vitest/runtime';

/** Node, with modules compiled as for a browser: Svelte's effects run, and there is no document. */
const environment: Environment = {
  name: 'client',
  viteEnvironment: 'client',
  setup: () => ({ teardown: () => undefined }),
};

export default environment;
