/** Saying verdicts where findings are shown, in real browsers: seen by the others at once, kept while the server is away. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { addLink, createEntity, readSnapshot, replaceLongText } from '@chartroom/domain';
import type { Browser, Locator, Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { startServer, type TestServer } from '../support/server.ts';
import { visit, type Visitor } from '../support/visitor.ts';
import { enter } from './entrance.ts';
import { expect, test } from './test.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let server: TestServer;
let lena: Visitor;
let board: string;
const pages: Page[] = [];
/** Errors of scripts and violations of the policy of any page. */
let errors: string[] = [];

test.beforeEach(async () => {
  errors = [];
  server = await startServer({ builtBoard: true });
  lena = await visit(server, 'Lena Wirth', 'OPS');
  board = (await lena.createBoard('First article and as-built genealogy', 't6')).id;
});
test.afterEach(async () => {
  for (const page of pages.splice(0)) await page.context().close();
  await server.stop();
  expect(errors).toEqual([]);
});

const screen = async (
  browser: Browser,
  visitor: Visitor,
  path: string,
  viewport = { width: 1440, height: 900 },
): Promise<Page> => {
  const page = await enter(browser, server, visitor, { reducedMotion: 'reduce', viewport });
  pages.push(page);
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) errors.push(message.text());
  });
  await page.goto(`${server.url}/b/${board}/${path}`);
  await ready(page);
  return page;
};
const ready = async (page: Page): Promise<void> => {
  await expect(page.locator('[data-save="saved"]').first()).toBeVisible();
  await expect(page.locator('[data-said="read"]')).toBeVisible();
};
const say = async (visitor: Visitor, id: string, kind: string, payload: object): Promise<void> => {
  const answer = await visitor.request(`/api/boards/${board}/record`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: id.padEnd(26, '0'), kind, payload }),
  });
  expect(answer.status, await answer.text()).toBeLessThan(300);
};
/** Puts something on the board as a program does; its id. */
const create = async (kind: 'question' | 'risk' | 'decision', fields: object): Promise<string> => {
  const { doc, client } = lena.open(board);
  await expect.poll(() => client.state.kind).toBe('synced');
  createEntity(kind, fields as never)(doc);
  await client.settled();
  const id = readSnapshot(doc).entities[kind].at(-1)!.id;
  client.destroy();
  return id;
};
/** What is wrong with a part of the page for those who do not see it. */
const axe = async (page: Page, part: string): Promise<readonly string[]> => {
  await page.evaluate(AXE);
  const found = await page.evaluate(
    async (within) =>
      (await (window as unknown as { axe: { run(context: string): Promise<AxeResults> } }).axe.run(within)).violations,
    part,
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
};
const acceptance = (page: Page): Locator => page.getByRole('region', { name: 'Acceptance' });
const accepts = (row: Locator, functionName: string): Locator =>
  row.getByRole('listitem').filter({ hasText: functionName });

test('BOARD-70, BOARD-73 a warning is accepted by the three functions, each sees it live, and it stops to count', async ({
  browser,
}) => {
  const priya = await visit(server, 'Priya Nair', 'QUA');
  const ilse = await visit(server, 'Ilse Krüger', 'IT');
  const [operations, quality] = [
    await screen(browser, lena, 'findings?show=warnings'),
    await screen(browser, priya, 'findings?show=warnings'),
  ];
  const row = (page: Page): Locator => page.locator('[data-findings-list] [data-finding^="R08"]').first();
  for (const page of [operations, quality]) await row(page).getByRole('button', { name: 'Explain R08' }).click();
  const warnings = (page: Page): Locator =>
    page.locator('footer[data-region="status"]').getByRole('link', { name: /warnings?$/ });
  const before = Number.parseInt(await warnings(operations).innerText(), 10);

  const opener = acceptance(operations).getByRole('button', { name: 'Accept for operations' });
  await opener.focus();
  await operations.keyboard.press('Enter');
  const form = operations.getByRole('form', { name: 'Accept for operations' });
  const reason = form.getByRole('textbox', { name: 'Reason' });
  await expect(reason).toBeFocused();
  await form.getByRole('button', { name: 'Accept for operations' }).click();
  await expect(form).toContainText('Enter a reason');
  await expect(reason).toBeFocused();
  // What is typed is no key of the list around it.
  await reason.pressSequentially('as agreed, e.g. until Easter');
  expect(await axe(operations, '.explanation')).toEqual([]);
  await operations.keyboard.press('Control+Enter');
  await expect(accepts(acceptance(operations), 'Operations')).toContainText('as agreed, e.g. until Easter');
  await expect(opener).toHaveCount(0);

  await expect(accepts(acceptance(quality), 'Operations')).toContainText('Lena Wirth');
  await acceptance(quality).getByRole('button', { name: 'Accept for quality' }).click();
  await quality.getByRole('textbox', { name: 'Reason' }).fill('Covered by the plan');
  await quality.getByLabel('Until').fill('2027-03-01');
  await quality.getByRole('form').getByRole('button', { name: 'Accept for quality' }).click();
  await expect(accepts(acceptance(operations), 'Quality')).toContainText('until 1 Mar 2027');
  expect(Number.parseInt(await warnings(operations).innerText(), 10)).toBe(before);

  const information = await screen(browser, ilse, 'findings?show=warnings');
  await row(information).getByRole('button', { name: 'Explain R08' }).click();
  await acceptance(information).getByRole('button', { name: 'Accept for IT' }).click();
  await information.getByRole('textbox', { name: 'Reason' }).fill('It stays');
  await information.keyboard.press('Control+Enter');
  for (const page of [operations, quality])
    await expect.poll(async () => Number.parseInt(await warnings(page).innerText(), 10)).toBe(before - 1);
  await expect(operations.locator('footer[data-region="status"]')).toContainText('1 accepted');
});

test('BOARD-65, BOARD-78 what is said while the server is away waits, counts as unsent, survives the page and is sent', async ({
  browser,
}) => {
  const risk = await create('risk', { kind: 'downtime', dutyFunction: 'OPS' });
  const page = await screen(browser, lena, `process?record=risk/${risk}`);
  // The code of the panel arrives after the board.
  await expect(page.getByRole('button', { name: 'Assess', exact: true })).toBeVisible();
  await server.kill();
  await expect(page.locator('[data-region="top"] [data-save="offline"]')).toBeVisible();
  await page.getByRole('button', { name: 'Assess', exact: true }).click();
  const form = page.getByRole('form', { name: 'Assess' });
  await form.getByRole('radio', { name: 'Mitigated' }).click();
  await form.getByRole('textbox', { name: 'Rationale' }).fill('A second line stands by.');
  await form.getByRole('button', { name: 'Assess' }).click();
  const section = page.getByRole('region', { name: 'Assessment', exact: true });
  await expect(section).toContainText('Waiting to be sent');
  await expect(page.locator('[data-region="top"] [data-save]')).toContainText('Offline, 1 unsent');

  const context = page.context();
  await page.close();
  await server.restart();
  const again = await context.newPage();
  await again.goto(`${server.url}/b/${board}/process?record=risk/${risk}`);
  await ready(again);
  await expect(again.getByRole('region', { name: 'Assessment', exact: true })).toContainText('Mitigated');
  await expect(again.getByRole('region', { name: 'Assessment', exact: true })).toContainText('Lena Wirth');
  await expect(again.getByText('Waiting to be sent')).toHaveCount(0);
});

test('BOARD-74 an assessment of a risk that is described anew says so, and is made again', async ({ browser }) => {
  const risk = await create('risk', { kind: 'downtime', dutyFunction: 'OPS' });
  const page = await screen(browser, lena, `process?record=risk/${risk}`);
  const section = page.getByRole('region', { name: 'Assessment', exact: true });
  const assess = async (opener: string, rationale: string): Promise<void> => {
    await section.getByRole('button', { name: opener, exact: true }).click();
    await section.getByRole('textbox', { name: 'Rationale' }).fill(rationale);
    await page.keyboard.press('Control+Enter');
    await expect(section).toContainText(rationale);
  };
  await assess('Assess', 'The press stands still for two hours.');
  await expect(section).not.toContainText('The wording has changed');
  const { doc, client } = lena.open(board);
  await expect.poll(() => client.state.kind).toBe('synced');
  replaceLongText(risk, 'note', 'The press and the line behind it.')(doc);
  await client.settled();
  client.destroy();
  await expect(section).toContainText('The wording has changed since Lena Wirth assessed it. Assess it again.');
  await assess('Assess again', 'Both stand still for two hours.');
  await expect(section).not.toContainText('The wording has changed');
});

test('BOARD-81 an answer that was begun outlives its panel and the page, and is gone once it was said', async ({
  browser,
}) => {
  const question = await create('question', { text: 'Who reviews?', toFunction: 'QUA', due: '2026-12-01' });
  const priya = await visit(server, 'Priya Nair', 'QUA');
  const page = await screen(browser, priya, `process?record=question/${question}`);
  const panel = page.getByRole('region', { name: 'Answer' });
  const opener = panel.getByRole('button', { name: 'Answer', exact: true });
  await opener.click();
  await page.getByRole('textbox', { name: 'Answer' }).fill('Quality, each');
  await page.goto(`${server.url}/b/${board}/process`);
  await ready(page);
  await page.goto(`${server.url}/b/${board}/process?record=question/${question}`);
  await expect(panel).toContainText('What you typed is kept');
  await opener.click();
  const text = page.getByRole('textbox', { name: 'Answer' });
  await expect(text).toHaveValue('Quality, each');
  await text.press('End');
  await text.pressSequentially(' Friday.');
  await page.keyboard.press('Control+Enter');
  await expect(panel).toContainText('Quality, each Friday.');
  await panel.getByRole('button', { name: 'Answer anew' }).click();
  await expect(text).toHaveValue('');
});

test('BOARD-78 what the server does not take says so with its sentence, and is sent again or given up', async ({
  browser,
}) => {
  const question = await create('question', { text: 'Who reviews?', toFunction: 'QUA', due: '2026-12-01' });
  const priya = await visit(server, 'Priya Nair', 'QUA');
  await say(priya, 'a', 'ready', { ready: true });
  const page = await screen(browser, priya, `process?record=question/${question}`);
  await page.getByRole('button', { name: 'Answer', exact: true }).click();
  await page.getByRole('textbox', { name: 'Answer' }).fill('We do.');
  await say(lena, 'b', 'member', {
    principal: priya.principalId,
    name: 'Priya Nair',
    function: 'QUA',
    role: 'viewer',
    signer: false,
  });
  await expect(page.locator('[data-region="top"] [data-save]')).toContainText(/Read-only.*viewer/);
  const form = page.getByRole('form', { name: 'Answer' });
  await form.getByRole('button', { name: 'Answer' }).click();
  await expect(form.getByRole('alert')).toContainText('Your role on this board does not allow it');
  await expect(form.getByRole('textbox')).toHaveValue('We do.');
  await page.keyboard.press('Escape');
  const off = page.getByRole('region', { name: 'Answer' }).getByRole('button', { name: /^Answer/ });
  await expect(off).toHaveAttribute('aria-disabled', 'true');
  await expect(off).toContainText('Your role on this board does not allow it');
});

test('BOARD-75 a question shows its answer with who gave it to everybody, is settled, and is open again in other words', async ({
  browser,
}) => {
  const question = await create('question', { text: 'Who reviews?', toFunction: 'QUA', due: '2026-12-01' });
  const priya = await visit(server, 'Priya Nair', 'QUA');
  const operations = await screen(browser, lena, `process?record=question/${question}`);
  const quality = await screen(browser, priya, `process?record=question/${question}`);
  const findings = operations.locator('[data-record] [data-field="findings"] [data-finding^="G04"]');
  await expect(findings).toHaveCount(1);
  await quality.getByRole('button', { name: 'Answer', exact: true }).click();
  await quality.getByRole('textbox', { name: 'Answer' }).fill('We do, <b>each</b> Friday.');
  await quality.getByRole('form').getByRole('button', { name: 'Answer' }).click();
  const answer = operations.getByRole('region', { name: 'Answer' });
  await expect(answer).toContainText('We do, <b>each</b> Friday.');
  await expect(answer).toContainText('Priya Nair, today');
  await expect(findings).toHaveCount(0);
  // Another wording is another question.
  const text = operations.locator('[data-field="text"]').first().getByRole('textbox');
  await text.fill('Who reviews each week?');
  await text.press('Enter');
  const again = quality.getByRole('region', { name: 'Answer' });
  await expect(again).toContainText('The wording has changed since Priya Nair answered. Answer again.');
  await expect(findings).toHaveCount(1);
  await again.getByRole('button', { name: 'Answer anew' }).click();
  await quality.getByRole('textbox', { name: 'Answer' }).fill('We still do.');
  await quality.keyboard.press('Control+Enter');
  await expect(again).not.toContainText('The wording has changed');
  await expect(findings).toHaveCount(0);
});

test('BOARD-76 people take stances on a decision, a dissent with its reason, and it is recorded as agreed', async ({
  browser,
}) => {
  const decision = await create('decision', { statement: 'Keep paper', rationale: 'Until the new line stands' });
  const priya = await visit(server, 'Priya Nair', 'QUA');
  const operations = await screen(browser, lena, `process?record=decision/${decision}`);
  const quality = await screen(browser, priya, `process?record=decision/${decision}`);
  const agreement = (page: Page): Locator => page.getByRole('region', { name: 'Agreement' });
  await agreement(operations).getByRole('button', { name: 'Agree', exact: true }).click();
  await expect(agreement(quality).getByRole('listitem')).toContainText('agrees');
  await agreement(quality).getByRole('button', { name: 'Dissent' }).click();
  const form = quality.getByRole('form', { name: 'Dissent' });
  await form.getByRole('button', { name: 'Dissent' }).click();
  await expect(form).toContainText('Enter a reason');
  await form.getByRole('textbox', { name: 'Reason' }).fill('Paper gets lost.');
  await form.getByRole('button', { name: 'Dissent' }).click();
  await expect(agreement(operations).getByRole('listitem').filter({ hasText: 'Priya Nair' })).toContainText(
    /dissents\s+Paper gets lost\./,
  );
  await agreement(operations).getByRole('button', { name: 'Decide' }).click();
  await operations.getByRole('form', { name: 'Decide' }).getByRole('button', { name: 'Record as agreed' }).click();
  await expect(agreement(quality)).toContainText('Agreed');
  // Another wording is another decision.
  const statement = operations.locator('[data-field="statement"]').first().getByRole('textbox');
  await statement.fill('Keep paper for a year');
  await statement.press('Enter');
  await expect(agreement(quality)).toContainText('The wording has changed since it was agreed.');
  await expect(agreement(quality)).toContainText('of an earlier wording');
});

test('BOARD-76 a decision on the class is offered to a facilitator, and everybody else is told why not', async ({
  browser,
}) => {
  const decision = await create('decision', { statement: 'Govern it jointly', rationale: 'Both record' });
  const { doc, client } = lena.open(board);
  await expect.poll(() => client.state.kind).toBe('synced');
  addLink({ from: decision, to: 'scoping.class' })(doc);
  await client.settled();
  client.destroy();
  const priya = await visit(server, 'Priya Nair', 'QUA');
  const operations = await screen(browser, lena, `process?record=decision/${decision}`);
  const quality = await screen(browser, priya, `process?record=decision/${decision}`);
  const decide = (page: Page): Locator =>
    page.getByRole('region', { name: 'Agreement' }).getByRole('button', { name: /^Decide/ });
  await expect(decide(quality)).toHaveAttribute('aria-disabled', 'true');
  await expect(decide(quality)).toContainText('Only a facilitator decides on the class');
  await decide(operations).click();
  await operations.getByRole('form', { name: 'Decide' }).getByRole('button', { name: 'Record as agreed' }).click();
  await expect(quality.getByRole('region', { name: 'Agreement' })).toContainText('Agreed');
});

test('BOARD-79 the page of a board carries no validator', async ({ browser }) => {
  const page = await enter(browser, server, lena);
  pages.push(page);
  const scripts = new Set<string>();
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.add(response.url());
  });
  await page.goto(`${server.url}/b/${board}/findings`);
  await ready(page);
  const code = await Promise.all([...scripts].map(async (url) => (await fetch(url)).text()));
  expect(code.length).toBeGreaterThan(10);
  expect(code.filter((text) => /ZodError|_zod\b/.test(text))).toEqual([]);
});

test('BOARD-77 a function declares itself ready until a day, everybody sees it, and takes it back', async ({
  browser,
}) => {
  const priya = await visit(server, 'Priya Nair', 'QUA');
  const operations = await screen(browser, lena, 'findings');
  const quality = await screen(browser, priya, 'findings');
  const strip = (page: Page): Locator => page.getByRole('region', { name: 'Ready for review' });
  await strip(quality).getByRole('button', { name: 'Quality is ready' }).click();
  await quality.getByRole('textbox', { name: /^Note/ }).fill('After the audit');
  await quality.getByLabel(/^Until/).fill('2099-01-31');
  await quality.getByRole('form').getByRole('button', { name: 'Quality is ready' }).click();
  await expect(strip(operations).getByRole('listitem').filter({ hasText: 'Quality' })).toContainText(
    /ready until 31 Jan 2099.*Priya Nair.*After the audit/,
  );
  await expect(
    operations.locator('footer[data-region="status"]').getByRole('link', { name: /^Quality.*ready/ }),
  ).toBeVisible();
  expect(await axe(operations, 'section.ready')).toEqual([]);
  await strip(quality).getByRole('button', { name: 'Take back' }).click();
  await expect(strip(operations).getByRole('listitem').filter({ hasText: 'Quality' })).toContainText('not ready');
});

test('BOARD-66, BOARD-72 somebody who becomes a reader goes on reading live, edits that came too late are set aside, and edits again later', async ({
  browser,
}) => {
  const priya = await visit(server, 'Priya Nair', 'QUA');
  await say(priya, 'a', 'ready', { ready: true });
  const page = await screen(browser, priya, 'systems');
  const role = async (id: string, to: string): Promise<void> =>
    say(lena, id, 'member', {
      principal: priya.principalId,
      name: 'Priya Nair',
      function: 'QUA',
      role: to,
      signer: false,
    });
  const state = page.locator('[data-region="top"] [data-save]');
  await role('b', 'commenter');
  await expect(state).toContainText(/Read-only.*commenter/);
  const { doc, client } = lena.open(board);
  await expect.poll(() => client.state.kind).toBe('synced');
  createEntity('system', { name: 'Weighbridge' })(doc);
  await client.settled();
  client.destroy();
  await expect(page.getByText('Weighbridge')).toBeVisible();
  await role('c', 'contributor');
  await expect(state).toHaveAttribute('data-save', 'saved');

  // Edits that are made while the server is away, by somebody who is a reader when it is back.
  await server.kill();
  await expect(page.locator('[data-region="top"] [data-save="offline"]')).toBeVisible();
  const box = page.getByRole('textbox', { name: /new system|add.*system/i }).first();
  await box.fill('Too late');
  await box.press('Enter');
  await expect(state).toContainText('unsent');
  await page.context().setOffline(true);
  await server.restart();
  await role('d', 'viewer');
  await page.context().setOffline(false);
  await expect(state).toContainText(/Read-only.*viewer/, { timeout: 20_000 });
  await expect(page.getByText('Edits of', { exact: false })).toContainText('kept in this browser');
  await expect(page.getByText('Too late')).toHaveCount(0);
  await expect(page.getByText('Weighbridge')).toBeVisible();
});
