/** Findings on screen in a real browser: counts that lead, signs, addresses, keys. */
import type { Page } from '@playwright/test';
import { startServer, type TestServer } from '../support/server.ts';
import { visit, type Visitor } from '../support/visitor.ts';
import { enter } from './entrance.ts';
import { expect, test } from './test.ts';

let server: TestServer;
let visitor: Visitor;
let board: string;
let page: Page;
test.beforeEach(async ({ browser }) => {
  server = await startServer({ builtBoard: true });
  visitor = await visit(server, 'Lena Wirth', 'OPS');
  board = (await visitor.createBoard('First article and as-built genealogy', 't6')).id;
  page = await enter(browser, server, visitor, { reducedMotion: 'reduce' });
});
test.afterEach(async () => {
  await page.context().close();
  await server.stop();
});

const open = async (view: string): Promise<void> => {
  await page.goto(`${server.url}/b/${board}/${view}`);
  await expect(page.locator('[data-save="saved"]').first()).toBeVisible();
};
const readiness = () => page.locator('footer[data-region="status"]');
const rows = () => page.locator('[data-findings-list] [data-finding]');

test('FUI-13, FUI-11, FUI-14 every count leads to what it counts, and next goes from place to place', async () => {
  await open('map');
  const said = await readiness()
    .getByRole('link', { name: /blockers$/ })
    .innerText();
  await readiness()
    .getByRole('link', { name: /blockers$/ })
    .click();
  await expect(rows()).toHaveCount(Number.parseInt(said, 10));
  for (const name of ['Operations', 'Quality', 'IT']) {
    const link = readiness().getByRole('link', { name: new RegExp(`^${name}`) });
    const owed = Number.parseInt((await link.innerText()).replace(/\D+/gu, ''), 10);
    await link.click();
    await expect(rows()).toHaveCount(owed);
  }
  await readiness()
    .getByRole('link', { name: /warnings?$/ })
    .click();
  await expect(page).toHaveURL(/show=warnings/);
  await open('findings?show=mine');
  const first = readiness().getByRole('button', { name: /^Next blocker/ });
  await first.click();
  await expect(page).toHaveURL(/\/map\?record=step\/.*field=role\.record&finding=M02/);
  await first.click();
  await expect(page).toHaveURL(/finding=O09/);
});

test('FUI-2, FUI-3, FUI-4 a sign leads to the finding at its record, a link opens it in the list, today has none', async () => {
  await open('map');
  const sign = page.getByRole('button', { name: /^Show 2 findings: .*system of record for D3/ }).first();
  await sign.click();
  await expect(page).toHaveURL(/record=step\/.*finding=M02/);
  const key = new URL(page.url()).searchParams.get('finding')!;
  const inPanel = page.locator(`[data-record] [data-finding="${key}"]`);
  await expect(inPanel.getByText('Keep one; the others hold copies.')).toBeVisible();
  await open(`findings?finding=${encodeURIComponent(key)}`);
  await expect(page.locator(`[data-findings-list] [data-finding="${key}"]`).getByText('What to do')).toBeVisible();
  // What a link says that is no finding any more opens nothing.
  await open('findings?finding=M99');
  await expect(page.getByText('What to do')).toHaveCount(0);
  await open('owners');
  await open('map?state=as-is');
  await expect(page.getByRole('grid').first()).toBeVisible();
  await expect(page.locator('[data-region="view"] [data-sign]')).toHaveCount(0);
});

test('FUI-23, FUI-31, FUI-32 the list works from the keyboard: explain, apply, undo', async () => {
  await open('findings');
  await expect(rows().first()).toBeVisible();
  const count = await rows().count();
  const links = page.locator('[data-findings-list] .jump');
  await links.first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(links.nth(1)).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('e');
  await expect(page.getByText(/^Clears M02 for D3/).first()).toBeVisible();
  await page.keyboard.press('a');
  const notice = page.getByText(/^Kept \w+ as record of D3$/);
  await expect(notice).toBeVisible();
  await expect(rows().filter({ hasText: 'M02' })).toHaveCount(0);
  await expect(links.first()).toBeFocused();
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await expect(rows()).toHaveCount(count);
  await links.first().focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/map\?record=step/);
});
