/**
 * What a board needs before it shows anything, and what happens to somebody who is quicker than the rest of its code.
 */
import type { Page } from '@playwright/test';
import { startServer, type TestServer } from '../support/server.ts';
import { visit, type Visitor } from '../support/visitor.ts';
import { enter } from './entrance.ts';
import { Person } from './person.ts';
import { expect, test } from './test.ts';

let server: TestServer;
let hana: Visitor;
let board: string;
test.beforeAll(async () => {
  server = await startServer({ builtBoard: true });
  hana = await visit(server, 'Hana Kovács', 'QUA');
  board = (await hana.createBoard('Lot release', 't1')).id;
});
test.afterAll(async () => server.stop());

const CODE = '**/_app/immutable/**/*.js';
const path = (): string => `/b/${board}/map`;
const namedBy = async (page: string): Promise<readonly string[]> => {
  const answer = await fetch(`${server.url}${page}`);
  return [...(await answer.text()).matchAll(/<link href="([^"]+)"[^>]* rel="modulepreload"/g)].map(
    ([, file = '']) => file,
  );
};

/** A page on which whatever its page does not name stays on its way until it is let through, or fails. */
const slow = async (page: Page): Promise<{ readonly arrive: () => void; readonly fail: () => void }> => {
  const named = new Set(await namedBy(path()));
  type Fate = 'arrives' | 'fails';
  let fate = Promise.withResolvers<Fate>();
  await page.route(CODE, async (route) => {
    const file = new URL(route.request().url()).pathname;
    if (named.has(file)) return route.continue();
    return (await fate.promise) === 'arrives' ? route.continue() : route.abort();
  });
  // Holds for what is on its way and for what is asked for from now on: a file may be asked for by one that came.
  const decide = (how: Fate): void => {
    fate.resolve(how);
    fate = Promise.withResolvers();
    fate.resolve(how);
  };
  return { arrive: () => decide('arrives'), fail: () => decide('fails') };
};
const onItsWay = (page: Page) => page.getByRole('status').filter({ hasText: /^Loading$/ });

test('BOARD-4 the map is shown with the files that its page names and no other', async ({ browser }) => {
  const page = await enter(browser, server, hana);
  await slow(page);
  await page.goto(`${server.url}${path()}`);
  await expect(page.locator('[data-stop^="node/"]').first()).toBeVisible();
  await expect(page.locator('[data-region="status"]')).toContainText(/blocker/);
  await expect(page.locator('[data-save="saved"]').first()).toBeVisible();
});

test('BOARD-6 a menu that is pressed before its code is there shows that it comes, and opens', async ({ browser }) => {
  const page = await enter(browser, server, hana);
  const { arrive } = await slow(page);
  await page.goto(`${server.url}${path()}`);
  const own = page.locator('[data-own]');
  await own.click();
  await expect(own).toHaveAttribute('aria-busy', 'true');
  await expect(onItsWay(page)).toHaveCount(1);
  arrive();
  await expect(page.getByRole('menuitem', { name: 'Inbox' })).toBeVisible();
  await expect(own).toHaveAttribute('aria-expanded', 'true');
  await expect(own).not.toHaveAttribute('aria-busy');
  await expect(onItsWay(page)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(own).toBeFocused();
});

test('BOARD-6 MAP-32 what is typed into a slot before its editor is there is in it', async ({ browser }) => {
  const page = await enter(browser, server, hana);
  const { arrive } = await slow(page);
  await page.goto(`${server.url}${path()}`);
  const slot = new Person(page, 'Hana Kovács').slot(2, 'System of record');
  await slot.focus();
  await page.keyboard.type('mes');
  await expect(onItsWay(page)).toHaveCount(1);
  arrive();
  const editor = page.locator('[data-floating]').getByRole('combobox').first();
  await expect(editor).toBeFocused();
  await expect(editor).toHaveValue('mes');
  await page.keyboard.press('Escape');
  await expect(slot).toBeFocused();
});

test('BOARD-6 what cannot be loaded is said, and works when it is tried again', async ({ browser }) => {
  const page = await enter(browser, server, hana);
  const { arrive, fail } = await slow(page);
  await page.goto(`${server.url}${path()}`);
  const own = page.locator('[data-own]');
  await own.click();
  await expect(onItsWay(page)).toHaveCount(1);
  fail();
  await expect(page.getByText('This part of the page could not be loaded')).toBeVisible();
  await expect(onItsWay(page)).toHaveCount(0);
  await expect(own).not.toHaveAttribute('aria-busy');
  arrive();
  await own.click();
  await expect(page.getByRole('menuitem', { name: 'Inbox' })).toBeVisible();
});

/** The browser loads it while it has nothing else to do, which comes late on a machine that has. */
const codeIsWhole = (page: Page): Promise<void> =>
  expect(page.locator('[data-code="whole"]')).toBeAttached({ timeout: 90_000 });

test('BOARD-5 an open page has all its code when the server goes away', async ({ browser }) => {
  const page = await enter(browser, server, hana);
  await page.goto(`${server.url}${path()}`);
  await expect(page.locator('[data-save="saved"]').first()).toBeVisible();
  await codeIsWhole(page);
  await page.context().setOffline(true);
  const at = new Person(page, 'Hana Kovács');
  for (const view of ['Systems', 'Findings', 'Discuss', 'Owners', 'Map'] as const) await at.goTo(view);
  await at.slot(2, 'System of record').click();
  await expect(page.locator('[data-floating]').getByRole('combobox').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await page.locator('[data-own]').click();
  await page.getByRole('menuitem', { name: 'List of keys' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Undo' }).hover();
  await expect(page.locator('[data-on-tip]')).toBeVisible();
});

/** Files of code that have come to a page from now on. */
const arrivals = (page: Page): ReadonlySet<string> => {
  const files = new Set<string>();
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (response.ok() && pathname.endsWith('.js')) files.add(pathname);
  });
  return files;
};

test('BOARD-5 what could not come while the server was away comes by itself once it is back', async ({ browser }) => {
  const whole = await enter(browser, server, hana);
  const all = arrivals(whole);
  await whole.goto(`${server.url}${path()}`);
  await codeIsWhole(whole);
  await whole.context().close();

  const page = await enter(browser, server, hana);
  const { arrive, fail } = await slow(page);
  fail();
  const here = arrivals(page);
  const failed = page.waitForEvent('requestfailed');
  await page.goto(`${server.url}${path()}`);
  const saved = page.locator('[data-save="saved"]').first();
  await expect(saved).toBeVisible();
  await failed;
  await server.kill();
  await expect(page.locator('[data-save="offline"]').first()).toBeVisible();
  arrive();
  expect(here.size).toBeLessThan(all.size);
  await server.restart();
  await expect(saved).toBeVisible();
  await expect.poll(() => [...all].filter((file) => !here.has(file))).toEqual([]);
  await page.context().setOffline(true);
  const at = new Person(page, 'Hana Kovács');
  for (const view of ['Systems', 'Discuss', 'Map'] as const) await at.goTo(view);
});
