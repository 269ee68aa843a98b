/** The audit trail on screen, in real browsers: filled while people edit, chosen from, explained, taken along. */
import { readFileSync } from 'node:fs';
import { readSnapshot } from '@chartroom/domain';
import type { ChangesResponse } from '@chartroom/server/api';
import type { Browser, Page } from '@playwright/test';
import { startServer, type TestServer } from '../support/server.ts';
import { visit, type Visitor } from '../support/visitor.ts';
import { violations } from './axe.ts';
import { enter } from './entrance.ts';
import { expect, test } from './test.ts';

/** Changes are told five seconds after they began. */
const TOLD = { timeout: 30_000 };

let server: TestServer;
let priya: Visitor;
let board: string;
/** Addresses of the steps, in their order. */
let steps: readonly string[];
let outputs: readonly string[];
const pages: Page[] = [];
let errors: string[] = [];

test.beforeEach(async () => {
  errors = [];
  server = await startServer({ builtBoard: true });
  priya = await visit(server, 'Priya Nair', 'QUA');
  board = (await priya.createBoard('In-process checking through lot release', 't1')).id;
  const { doc, client } = priya.open(board);
  await expect.poll(() => client.state.kind).toBe('synced');
  const { entities } = readSnapshot(doc);
  steps = entities.step.map(({ id }) => `step/${id}`);
  outputs = entities.output.map(({ id }) => `output/${id}`);
  client.destroy();
});
test.afterEach(async () => {
  for (const page of pages.splice(0)) await page.context().close();
  await server.stop();
  expect(errors).toEqual([]);
});

const open = async (browser: Browser, visitor: Visitor, path: string, width = 1440): Promise<Page> => {
  const page = await enter(browser, server, visitor, { reducedMotion: 'reduce', viewport: { width, height: 900 } });
  pages.push(page);
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) errors.push(message.text());
  });
  await page.goto(`${server.url}/b/${board}/${path}`);
  await expect(page.locator('[data-save="saved"]').first()).toBeVisible();
  return page;
};
const lines = (page: Page) => page.locator('[data-history] [data-entry]');
const line = (page: Page, words: string | RegExp) => lines(page).filter({ hasText: words }).first();
const titleOf = async (page: Page, record: string, title: string): Promise<void> => {
  await page.goto(`${server.url}/b/${board}/map?record=${record}`);
  const field = page.locator('[data-record] [data-field="title"]').first().getByRole('textbox');
  await field.fill(title);
  await field.press('Enter');
  await expect(page.locator('[data-save="saved"]').first()).toBeVisible();
};

test('HIS-12 the history fills while people edit, is narrowed by who, what and words, and leads to the record', async ({
  browser,
}) => {
  const tom = await visit(server, 'Tomás Brandt', 'OPS');
  const history = await open(browser, priya, 'history');
  await expect(line(history, /^.*started the board from the template/)).toBeVisible();
  const toms = await open(browser, tom, 'map');
  await titleOf(toms, steps[2]!, 'Hold the line');
  await expect(line(history, 'set title of step 3 to “Hold the line”')).toBeVisible(TOLD);
  const writer = await open(browser, priya, 'map');
  await titleOf(writer, steps[3]!, 'Test in the laboratory');
  await expect(line(history, 'Test in the laboratory')).toBeVisible(TOLD);

  const filters = history.getByRole('search');
  await filters.getByRole('button', { name: 'Who' }).click();
  await history
    .getByRole('menuitem', { name: 'Tomás Brandt' })
    .or(history.getByText('Tomás Brandt').last())
    .first()
    .click();
  await expect(lines(history)).toHaveCount(1);
  await expect(history).toHaveURL(/show=who/);
  await filters.getByRole('button', { name: 'Show everything' }).click();
  await filters.getByRole('searchbox').fill('LABORATORY');
  // Another filter, set before the words are looked for, takes nothing of what was typed.
  await filters.getByRole('button', { name: /^Reason owed/ }).click();
  await expect(history).toHaveURL(/owed.*words/);
  await expect(filters.getByRole('searchbox')).toHaveValue('LABORATORY');
  await expect(lines(history)).toHaveCount(1);
  await expect(line(history, 'Test in the laboratory')).toBeVisible();
  await filters.getByRole('searchbox').fill('no such words');
  await expect(history.getByText('No entry fits these filters.')).toBeVisible();
  await filters.getByRole('button', { name: 'Show everything' }).click();

  // Keys go from line to line; Enter opens the record.
  await line(history, 'Hold the line').locator('.jump').focus();
  await history.keyboard.press('Home');
  await history.keyboard.press('ArrowDown');
  await history.keyboard.press('Enter');
  await expect(history.locator('[data-record]')).toBeVisible();
});

test('HIS-12 HIS-11 beside a record stands who touched it last; its author says why, nobody else can', async ({
  browser,
}) => {
  const record = steps[2]!;
  const page = await open(browser, priya, `map?record=${record}`);
  const panel = page.locator('[data-record] [data-field="history"]');
  await expect(panel).toContainText('Not changed since the board was started');
  await titleOf(page, record, 'Hold the line');
  await expect(panel).toContainText('Priya Nair set title of step 3', TOLD);
  await panel.getByRole('button', { name: 'Show changes' }).click();
  await panel.locator('[data-entry]').hover();
  await panel.getByRole('button', { name: 'Say why' }).click();
  const dialog = page.getByRole('dialog', { name: 'Why was this changed?' });
  await dialog.getByRole('button', { name: 'Save reason' }).click();
  await expect(dialog.getByText('Give a reason; it stands in the history.')).toBeVisible();
  await dialog.getByRole('textbox').fill('Agreed with quality');
  await dialog.getByRole('button', { name: 'Save reason' }).click();
  await expect(panel).toContainText('Agreed with quality');
  await panel.getByRole('link', { name: 'All in the history' }).click();
  await expect(line(page, 'Agreed with quality')).toBeVisible();
  await expect(lines(page)).toHaveCount(1);

  const tom = await visit(server, 'Tomás Brandt', 'OPS');
  const other = await open(browser, tom, 'history');
  await expect(line(other, 'Agreed with quality')).toBeVisible();
  await expect(other.getByRole('button', { name: 'Say why' })).toHaveCount(0);
});

test('HIS-12 a regulated step waits for its reason before it is deleted', async ({ browser }) => {
  const page = await open(browser, priya, `map?record=${steps[2]}`);
  const remove = async (): Promise<void> => {
    await page
      .locator('[data-record]')
      .getByRole('button', { name: /^Actions|^More/ })
      .click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
  };
  await remove();
  const dialog = page.getByRole('dialog', { name: /^Delete / });
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.locator('[data-record]')).toBeVisible();
  await remove();
  await dialog.getByRole('textbox').fill('Done by step 4');
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.locator('[data-record]')).toHaveCount(0);
  await page.goto(`${server.url}/b/${board}/history`);
  await expect(line(page, /deleted step x1/)).toContainText('Done by step 4', TOLD);
});

test('HIS-16 what an edit owes shows in the history and the to-do, and its author gives it there by keyboard', async ({
  browser,
}) => {
  const page = await open(browser, priya, 'map');
  await titleOf(page, steps[2]!, 'Hold the line');
  // The notice asks and is ignored: nothing is lost.
  await expect(page.getByText('Something regulated was changed.')).toBeVisible();
  await titleOf(page, steps[3]!, 'Test in the laboratory');
  // What they were for is said a moment later, and where the page went before, by the next one.
  const explained = async (): Promise<number> => {
    const answer = await page.request.get(`${server.url}/api/boards/${board}/changes?owed=1`);
    const { changes, notes } = (await answer.json()) as Pick<ChangesResponse, 'changes' | 'notes'>;
    return changes.filter(({ seq }) => notes[seq]?.purpose ?? notes[seq]?.reason).length;
  };
  await expect.poll(explained, TOLD).toBe(2);

  const views = page.getByRole('navigation', { name: 'Views' });
  await page.goto(`${server.url}/b/${board}/todo`);
  const duty = page.getByRole('link', { name: 'State why: 2 changes' });
  await expect(duty).toBeVisible(TOLD);
  await expect(page.getByText('You owe 2 reasons').first()).toBeVisible();
  await page
    .getByRole('button', { name: /^Quality/ })
    .or(page.getByRole('radio', { name: /^Quality/ }))
    .first()
    .click();
  await expect(page.getByRole('link', { name: 'State why: 2 changes' })).toBeVisible();
  await page.goto(`${server.url}/b/${board}/todo`);
  await duty.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/show=who(?::|%3A)\w+(?:,|%2C)owed/);
  await expect(lines(page)).toHaveCount(2);
  await expect(line(page, 'Hold the line')).toContainText('Reason owed: regulated item');
  await expect(line(page, 'Test in the laboratory')).toContainText('Drafting');

  // One after the other, without a mouse.
  const dialog = page.getByRole('dialog', { name: 'Why was this changed?' });
  await line(page, 'Test in the laboratory').getByRole('button', { name: 'Say why' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByText('Give a reason; it stands in the history.')).toBeVisible();
  await page.keyboard.type('Agreed with the laboratory');
  await page.keyboard.press('Control+Enter');
  await expect(lines(page)).toHaveCount(1, TOLD);
  await expect(line(page, 'Hold the line').getByRole('button', { name: 'Say why' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Shorter');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('No entry fits these filters.')).toBeVisible(TOLD);
  await expect(page.locator('[data-history]')).toBeFocused();
  const filters = page.getByRole('search');
  await filters.getByRole('button', { name: 'Show everything' }).click();
  await expect(line(page, 'Hold the line')).toContainText('Shorter');
  await expect(line(page, 'Hold the line')).not.toContainText('Reason owed');
  await expect(filters.getByRole('button', { name: /^Reason owed/ })).toHaveCount(0);
  await views.getByRole('link', { name: /^To do/ }).click();
  await expect(page.getByRole('link', { name: /^State why/ })).toHaveCount(0);
});

test('HIS-16 HIS-7 what owes a reason is seen by others and on a phone; a merge and a system of record ask before', async ({
  browser,
}) => {
  const page = await open(browser, priya, 'map');
  await titleOf(page, steps[2]!, 'Hold the line');
  await page.goto(`${server.url}/b/${board}/history`);
  const filters = page.getByRole('search');
  await expect(filters.getByRole('button', { name: 'Reason owed 1' })).toBeVisible(TOLD);
  await filters.getByRole('button', { name: 'Reason owed 1' }).click();
  await expect(page).toHaveURL(/show=owed/);
  await expect(lines(page)).toHaveCount(1);
  await page.goto(`${server.url}/`);

  const tom = await visit(server, 'Tomás Brandt', 'OPS');
  for (const theme of ['light', 'dark'] as const) {
    const phone = await open(browser, tom, 'history?show=owed:reason', 390);
    await phone.emulateMedia({ colorScheme: theme });
    await expect(line(phone, 'Hold the line')).toContainText('Reason owed: regulated item');
    await expect(phone.getByRole('button', { name: 'Say why' })).toHaveCount(0);
    expect(await violations(phone)).toEqual([]);
    expect(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  }

  // Delete in the grid of systems, by key; and a merge in the panel.
  await page.goto(`${server.url}/b/${board}/systems`);
  await page
    .getByRole('rowheader')
    .filter({ hasText: 'MES' })
    .or(page.locator('[data-cell$="|name"]', { hasText: 'MES' }))
    .first()
    .click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Delete');
  const dialog = page.getByRole('dialog', { name: 'Delete MES?' });
  await expect(dialog).toContainText('It is a system of record');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('rowheader').filter({ hasText: 'MES' }).first()).toBeVisible();

  await page.goto(`${server.url}/b/${board}/outputs?record=${outputs[0]}`);
  const panel = page.locator('[data-record]');
  await panel.getByRole('button', { name: /^Actions|^More/ }).click();
  await page.getByRole('menuitem', { name: 'Merge into' }).click();
  await page.keyboard.type('Lot release');
  await page.keyboard.press('Enter');
  const merge = page.getByRole('dialog', { name: /^Merge .* into Lot release or rejection\?$/ });
  await expect(merge).toContainText('It is an output of the process');
  await merge.getByRole('textbox').fill('They are one');
  await merge.getByRole('button', { name: 'Merge', exact: true }).click();
  await page.goto(`${server.url}/b/${board}/history`);
  await expect(line(page, 'They are one')).toBeVisible(TOLD);
  await expect(line(page, 'They are one')).not.toContainText('Reason owed');
});

test('HIS-9 undo inside a long text says so in the history', async ({ browser }) => {
  const page = await open(browser, priya, `map?record=${steps[2]}`);
  const note = page.locator('[data-record] [data-field="note"]').first().getByRole('textbox');
  /** Changes of long texts that are told; the panel stays open, since leaving it forgets what can be undone. */
  const told = async (): Promise<number> => {
    const answer = await page.request.get(`${server.url}/api/boards/${board}/changes?root=text`);
    return ((await answer.json()) as { readonly changes: readonly unknown[] }).changes.length;
  };
  await note.click();
  await page.keyboard.type('Raised at the line');
  await expect.poll(told, TOLD).toBe(1);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await expect(note).toHaveText('');
  await expect.poll(told, TOLD).toBe(2);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(note).toHaveText('Raised at the line');
  await expect.poll(told, TOLD).toBe(3);
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'History' }).click();
  await expect(lines(page).filter({ hasText: 'Raised at the line' })).toHaveCount(3);
  await expect(lines(page).filter({ hasText: 'by undo' })).toHaveCount(1);
  await expect(line(page, 'by undo')).toContainText('note of step 3');
});

test('HIS-12 HIS-10 what was made offline says so, and the history is taken along as files', async ({ browser }) => {
  const page = await open(browser, priya, `map?record=${steps[2]}`);
  const field = page.locator('[data-record] [data-field="title"]').first().getByRole('textbox');
  await expect(field).toBeVisible();
  await server.kill('SIGKILL');
  await expect(page.locator('[data-save="offline"]').first()).toBeVisible();
  const made = Date.now();
  await field.fill('Held offline');
  await field.press('Enter');
  // The server stays away for longer than a slow connection would.
  await expect(async () => expect(Date.now()).toBeGreaterThan(made + 6_000)).toPass(TOLD);
  await server.restart();
  await expect(page.locator('[data-save="saved"]').first()).toBeVisible({ timeout: 60_000 });
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'History' }).click();
  await expect(line(page, 'Held offline')).toContainText(/made offline .* received/, TOLD);

  for (const [name, begins] of [
    ['As a table (CSV)', '\uFEFFentry,received (UTC)'],
    ['With its chain of hashes (JSON)', '{"board"'],
  ] as const) {
    await page.getByRole('button', { name: 'Export' }).click();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name }).click()]);
    expect(file.suggestedFilename()).toMatch(/^JOC-0001-audit-trail\.(?:csv|json)$/);
    const text = readFileSync(await file.path(), 'utf8');
    expect(text.startsWith(begins)).toBe(true);
    expect(text).toContain('Held offline');
  }
});

test('HIS-12 the history breaks no rule of WCAG 2.2 that axe-core can see, in light, in dark and on a phone', async ({
  browser,
}) => {
  for (const [width, theme] of [
    [1440, 'light'],
    [1440, 'dark'],
    [390, 'light'],
  ] as const) {
    const page = await open(browser, priya, 'history', width);
    await page.emulateMedia({ colorScheme: theme });
    await expect(line(page, 'started the board')).toBeVisible();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  }
});
