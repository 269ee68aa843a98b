/**
 * What the board knows about a process: gaps counted and repaired, an output explained back to its records, today beside
 * what is agreed. Two people look on.
 */
import type { Page } from '@playwright/test';
import { startServer, type TestServer } from '../support/server.ts';
import { visit, type Visitor } from '../support/visitor.ts';
import { enter } from './entrance.ts';
import { expect, test } from './test.ts';

let server: TestServer;
let hana: Visitor;
let ivo: Visitor;
test.beforeAll(async () => {
  server = await startServer({ builtBoard: true });
  hana = await visit(server, 'Hana Kovács', 'QUA');
  ivo = await visit(server, 'Ivo Castellan', 'IT');
});
test.afterAll(async () => server.stop());

const open = async (page: Page, path: string): Promise<void> => {
  await page.goto(`${server.url}${path}`);
  await expect(page.locator('[data-save="saved"]').first()).toBeVisible();
};
const status = (page: Page) => page.locator('[data-region="status"]');
const rows = (page: Page) => page.locator('[data-region="view"] [data-finding]');

test('REASON-1 a gap is counted for everybody, leads to its cause, and one click repairs it, with undo', async ({
  browser,
}) => {
  const board = (await hana.createBoard('Nonconformance from detection to closure', 't2')).id;
  const quality = await enter(browser, server, hana);
  const integration = await enter(browser, server, ivo);
  await open(quality, `/b/${board}/findings`);
  await open(integration, `/b/${board}/map`);
  const conflict = rows(quality).filter({ hasText: 'are both named as system of record for' });
  await expect(conflict).toBeVisible();
  await expect(status(integration)).toContainText('10 blockers');
  await expect(integration.getByRole('button', { name: /^Step 3, System of record, conflict/ })).toBeVisible();

  await test.step('the count of a function leads to what it owes', async () => {
    await status(integration)
      .getByRole('link', { name: /^IT 6|^IT owes 6/ })
      .click();
    await expect(rows(integration).first()).toBeVisible();
    await expect(rows(integration)).toHaveCount(6);
    await open(integration, `/b/${board}/map`);
  });

  await test.step('a fix says what it would do, does it, and everybody sees the gap go', async () => {
    await quality.getByRole('button', { name: 'Explain M02' }).click();
    const keep = quality.getByRole('button', { name: 'Keep MES' });
    await expect(quality.locator('[data-region="view"]')).toContainText(/opens nothing new/);
    await keep.click();
    await expect(conflict).toHaveCount(0);
    await expect(status(quality)).toContainText('9 blockers');
    await expect(status(integration)).toContainText('9 blockers');
    await expect(integration.getByRole('button', { name: /^Step 3, System of record, conflict/ })).toHaveCount(0);
  });

  await test.step('undo brings the gap back', async () => {
    await quality.getByRole('button', { name: 'Undo' }).last().click();
    await expect(conflict).toBeVisible();
    await expect(status(integration)).toContainText('10 blockers');
  });
  await quality.context().close();
  await integration.context().close();
});

test('REASON-2, TUI-1, TUI-11, TUI-12 an output is explained back to its records; its repair closes the gap on map and list', async ({
  browser,
}) => {
  const board = (await hana.createBoard('Laboratory result to certificate of analysis', 't5')).id;
  const page = await enter(browser, server, hana);
  await open(page, `/b/${board}/outputs`);
  await page.getByText('Certificate of analysis', { exact: true }).first().click();
  await page
    .getByRole('button', { name: /^Explain this record/ })
    .first()
    .click();
  const panel = page.locator('[data-region="panel"]');
  await expect(panel).toContainText('Explain R4');
  await expect(panel).toContainText('2 of 3 feeds reach this report.');
  await expect(page).toHaveURL(/explain/);
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /^Map/ }).click();
  await expect(page.getByRole('grid', { name: /^Process map/ })).toBeVisible();
  await expect(page.getByText('Trace of').first()).toBeVisible();
  await expect(page.getByLabel(/on the trace of R4/).first()).toBeVisible();
  await panel.getByRole('button', { name: /^Carry D3 by I3/ }).click();
  await expect(panel).toContainText('3 of 3 feeds reach this report.');

  await test.step('it is not drawn over today, and ends with Esc', async () => {
    await page
      .getByRole('radio', { name: 'Today' })
      .or(page.getByText('Today', { exact: true }))
      .first()
      .click();
    await expect(page.getByText('What is named here is said of today').first()).toBeVisible();
    await expect(page.getByLabel(/on the trace of R4/)).toHaveCount(0);
    await page
      .getByRole('radio', { name: 'To be' })
      .or(page.getByText('To be', { exact: true }))
      .first()
      .click();
    await expect(page.getByLabel(/on the trace of R4/).first()).toBeVisible();
    await page.getByRole('grid', { name: /^Process map/ }).click({ position: { x: 400, y: 20 } });
    await page.keyboard.press('Escape');
    await expect(page.getByLabel(/on the trace of R4/)).toHaveCount(0);
    await expect(page).not.toHaveURL(/explain/);
  });
  await page.context().close();
});

test('REASON-3 today stands beside what is agreed, and the difference says what moves', async ({ browser }) => {
  const board = (await hana.createBoard('In-process checking through lot release', 't1')).id;
  const page = await enter(browser, server, hana);
  await open(page, `/b/${board}/map?state=difference`);
  const view = page.locator('[data-region="view"]');
  await expect(view).toContainText('today not said at 7 steps');
  await view.getByRole('button', { name: 'Today is as agreed' }).first().click();
  await expect(view).not.toContainText('today not said');
  const { doc, client } = ivo.open(board);
  await expect.poll(() => client.state.kind).toBe('synced');
  // Somebody else agrees that the order's record moves from ERP to MES.
  const roles = doc.getMap<number>('role');
  const erp = [...doc.getMap<{ get(key: string): unknown }>('system')].find(([, one]) => one.get('name') === 'ERP')![0];
  const mes = [...doc.getMap<{ get(key: string): unknown }>('system')].find(([, one]) => one.get('name') === 'MES')![0];
  const key = [...roles.keys()].find((one) => one.includes(`|${erp}|record`) && !one.includes('|*|'))!;
  doc.transact(() => {
    roles.set(key, 0);
    roles.set(key.replace(erp, mes), 1);
  });
  await expect(view).toContainText(/1 record moves/);
  await page.getByText('Today', { exact: true }).first().click();
  await expect(page.getByRole('button', { name: /^Step 1, System of record today: ERP/ }).first()).toBeVisible();
  client.destroy();
  await page.context().close();
});

test('REASON-4, TUI-22, TUI-35 what depends on a record is said, and a change is tried before it is made', async ({
  browser,
}) => {
  const board = (await hana.createBoard('In-process checking through lot release', 't1')).id;
  const { doc, client } = ivo.open(board);
  await expect.poll(() => client.state.kind).toBe('synced');
  const i2 = [...doc.getMap<{ get(key: string): unknown }>('interface')].find(([, one]) => one.get('number') === 2)![0];
  client.destroy();
  const page = await enter(browser, server, hana);
  await open(page, `/b/${board}/interfaces?record=interface/${i2}`);
  const panel = page.locator('[data-region="panel"]');
  const blockers = async (): Promise<number> =>
    Number(/(\d+) blockers?/.exec((await status(page).textContent()) ?? '')?.[1] ?? 0);
  await expect.poll(blockers).toBeGreaterThan(0);
  const before = await blockers();

  await panel.getByRole('button', { name: /^What depends on it/ }).click();
  await expect(panel).toContainText(/A change touches output.*R1/);
  await panel.getByRole('button', { name: /^What if/ }).click();
  await panel.getByRole('button', { name: /^I2.* is retired/ }).click();
  await expect(panel).toContainText(/[Oo]pens \d+ blockers?/);
  expect(await blockers()).toBe(before);
  await panel.getByRole('button', { name: 'Do it' }).click();
  await expect.poll(blockers).toBeGreaterThan(before);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect.poll(blockers).toBe(before);
  await page.context().close();
});
