/** A browser in which a visitor is already known, so that a page opens without asking who is there. */
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import type { TestServer } from '../support/server.ts';
import type { Visitor } from '../support/visitor.ts';

/** A new page in a context of its own; close it with `page.context().close()`. */
export const enter = async (
  browser: Browser,
  server: Pick<TestServer, 'url'>,
  visitor: Pick<Visitor, 'cookie'>,
  options: BrowserContextOptions = {},
): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  await context.addCookies(
    visitor.cookie.split('; ').map((pair) => {
      const at = pair.indexOf('=');
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url: server.url };
    }),
  );
  return context.newPage();
};
