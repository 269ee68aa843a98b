/**
 * The test of every browser spec: a browser is shared by all of them, so whatever a test opened in it is closed when
 * the test ends. A page left open keeps trying to reach a server that has gone, and slows those that follow.
 */
import { test as base } from '@playwright/test';

export { expect } from '@playwright/test';

export const test = base.extend<{ closesItsPages: void }>({
  closesItsPages: [
    async ({ browser }, use) => {
      const before = new Set(browser.contexts());
      await use();
      for (const context of browser.contexts()) if (!before.has(context)) await context.close();
    },
    { auto: true },
  ],
});
