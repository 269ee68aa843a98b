/**
 * What the tests of accounts share: a server of their own with accounts, and browsers on it whose errors are watched.
 */
import type { Browser, BrowserContextOptions, Locator, Page, WebSocketRoute } from '@playwright/test';
import { DatabaseSync } from 'node:sqlite';
import { databaseFile } from '../../../apps/server/src/db/data-dir.ts';
import { ACCOUNTS, invite, join, type Account, type NewPerson } from '../../support/account.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { enter } from '../entrance.ts';
import { expect, test as base } from '../test.ts';

export { expect };

export const PRIYA: NewPerson = {
  name: 'Priya Nair',
  function: 'QUA',
  email: 'priya.nair@plant.example',
  password: 'sampling plan seven b',
};

/** A server on which nobody has an account yet, and the browsers that are opened on it. */
export class Desk {
  server: TestServer;
  /** What went wrong in any page: errors of scripts, violations of its policy. */
  readonly errors: string[] = [];
  readonly #browser: Browser;

  constructor(server: TestServer, browser: Browser) {
    this.server = server;
    this.#browser = browser;
  }

  /** Another server, on which nobody has an account either, with these settings. */
  async serveWith(env: Readonly<Record<string, string>>): Promise<void> {
    await this.server.stop();
    this.server = await startServer({ builtBoard: true, env });
  }

  /** A browser in which nobody is known. */
  async fresh(options: BrowserContextOptions = {}): Promise<Page> {
    return this.#watched(await (await this.#browser.newContext({ reducedMotion: 'reduce', ...options })).newPage());
  }

  async signedIn(account: Pick<Account, 'cookie'>): Promise<Page> {
    return this.#watched(await enter(this.#browser, this.server, account, { reducedMotion: 'reduce' }));
  }

  async openBoard(page: Page, path: string): Promise<void> {
    await page.goto(`${this.server.url}${path}`);
    await expect(page.locator('[data-region="top"] [data-save="saved"]')).toBeVisible();
  }

  /** Priya has an account and is a contributor of the board. */
  async invitePriya(lena: Account, board: string): Promise<Account> {
    return join(this.server, await invite(this.server, lena.cookie, board), PRIYA);
  }

  /** Everybody here has signed in long ago, and is at work still. */
  longAgo(): void {
    const database = new DatabaseSync(databaseFile(this.server.dataDir), { timeout: 5000 });
    database.exec('update auth_session set proved_at = 0');
    database.close();
  }

  #watched(page: Page): Page {
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) this.errors.push(message.text());
    });
    return page;
  }
}

export const test = base.extend<{ desk: Desk }>({
  desk: async ({ browser }, use) => {
    const desk = new Desk(await startServer({ builtBoard: true, env: ACCOUNTS }), browser);
    await use(desk);
    await desk.server.stop();
    expect(desk.errors, 'errors of scripts, violations of the policy').toEqual([]);
  },
});

// What stands on the pages

export const field = (page: Page | Locator, name: string): Locator => page.getByRole('textbox', { name, exact: true });
export const button = (page: Page | Locator, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
export const part = (page: Page, name: string): Locator => page.getByRole('region', { name });
export const heading = (page: Page, name: string): Locator =>
  page.getByRole('heading', { level: 1, name, exact: true });
/** What the page says at once to whoever does not see it. */
export const alert = (page: Page | Locator): Locator => page.getByRole('alert');

export const fillSignIn = async (
  page: Page | Locator,
  { email, password }: Pick<NewPerson, 'email' | 'password'>,
): Promise<void> => {
  await field(page, 'E-mail').fill(email);
  await field(page, 'Password').fill(password);
  await button(page, 'Sign in').click();
};

/** The way from a page to the server, for requests and sockets alike; ask for it before the page is opened. */
export const networkOf = async (page: Page): Promise<{ cut(): Promise<void>; mend(): Promise<void> }> => {
  const open = new Set<WebSocketRoute>();
  let isCut = false;
  await page.routeWebSocket(/\/sync\//, async (socket) => {
    if (isCut) return socket.close({ code: 1001 });
    open.add(socket);
    socket.connectToServer();
  });
  return {
    cut: async () => {
      isCut = true;
      await page.context().setOffline(true);
      await Promise.all([...open].map((socket) => socket.close({ code: 1001 })));
      open.clear();
    },
    mend: async () => {
      isCut = false;
      await page.context().setOffline(false);
    },
  };
};
/** Priya has an account and is a contributor of the board. */
