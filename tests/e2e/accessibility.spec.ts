/**
 * Every view of a filled board before axe-core, in light and dark and on a phone, and its width at 390 px.
 */
import type { Page } from '@playwright/test';
import { startServer, type TestServer } from '../support/server.ts';
import { visit, type Visitor } from '../support/visitor.ts';
import { violations } from './axe.ts';
import { enter } from './entrance.ts';
import { expect, test } from './test.ts';

const VIEWS = [
  'map',
  'systems',
  'data',
  'outputs',
  'interfaces',
  'owners',
  'people',
  'process',
  'findings',
  'discussion',
  'charter',
] as const;

// What is wrong stands in the message; recording every page would take longer than looking at it.
test.use({ trace: 'off' });

let server: TestServer;
let visitor: Visitor;
let board: string;
test.beforeAll(async () => {
  server = await startServer({ builtBoard: true });
  visitor = await visit(server, 'Lena Wirth', 'OPS');
  board = (await visitor.createBoard('In-process checking through lot release', 't1')).id;
});
test.afterAll(async () => server.stop());

/** Home, then every view, each once it shows the board. */
const eachPage = async (page: Page, look: (name: string) => Promise<void>): Promise<void> => {
  await page.goto(`${server.url}/`);
  await expect(page.getByRole('link', { name: /In-process checking through lot release/ }).first()).toBeVisible();
  await look('home');
  for (const view of VIEWS) {
    await page.goto(`${server.url}/b/${board}/${view}`);
    await expect(page.locator('[data-save="saved"]').first()).toBeVisible();
    await expect(page.locator('[data-region="view"]')).toContainText(SHOWN[view]);
    await look(view);
  }
};
/** A word of the template that stands in the view once it is drawn. */
const SHOWN: Readonly<Record<(typeof VIEWS)[number], RegExp>> = {
  map: /Release order and effective limits to line/,
  systems: /LIMS/,
  data: /Batch production record/,
  outputs: /record/i,
  interfaces: /MES/,
  owners: /Hana Kovács/,
  people: /Hana Kovács/,
  process: /Framing/,
  findings: /Name one signer/,
  discussion: /Nobody has asked anything yet/,
  charter: /Release order and effective limits to line/,
};

test('ACCESS-1 no view violates WCAG 2.2 A and AA as axe-core sees it, in light and dark', async ({ browser }) => {
  const page = await enter(browser, server, visitor, { reducedMotion: 'reduce', colorScheme: 'light' });
  const found: string[] = [];
  await eachPage(page, async (view) => {
    found.push(...(await violations(page)).map((one) => `${view}: ${one}`));
    // Only colours differ in the dark.
    await page.emulateMedia({ colorScheme: 'dark' });
    found.push(...(await violations(page, ['color-contrast'])).map((one) => `${view} in the dark: ${one}`));
    await page.emulateMedia({ colorScheme: 'light' });
  });
  expect(found).toEqual([]);
  // The check is alive: it sees a button without a name.
  await page.evaluate(() => document.querySelector('main')!.append(document.createElement('button')));
  expect((await violations(page)).map((one) => one.split(':')[0])).toEqual(['button-name']);
  await page.context().close();
});

test('ACCESS-1, ACCESS-2 on a phone no view violates WCAG 2.2 A and AA, and none scrolls sideways at 390 px', async ({
  browser,
}) => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const page = await enter(browser, server, visitor, { reducedMotion: 'reduce', ...phone });
  const found: string[] = [];
  await eachPage(page, async (view) => {
    const px = await page.evaluate(() => Math.max(document.documentElement.scrollWidth, innerWidth));
    if (px > 390) found.push(`${view}: ${px} px wide`);
    found.push(...(await violations(page)).map((one) => `${view}: ${one}`));
  });
  expect(found).toEqual([]);
  await page.context().close();
});
