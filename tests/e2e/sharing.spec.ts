/**
 * Who takes part, at real screens: inviting, coming by a link, roles that change and end while somebody types, signers,
 * workspaces. One server where people sign in; every story has a board of its own.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Locator, Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';
import { ACCOUNTS, invite, join, joinAsGuest, setUp, type Account } from '../support/account.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { enter } from './entrance.ts';
import { Person } from './person.ts';
import { expect, test } from './test.ts';

const STEP = 'Hold and raise out-of-limit exception';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

let server: TestServer;
let lena: Account;
test.beforeAll(async () => {
  server = await startServer({ builtBoard: true, env: ACCOUNTS });
  lena = await setUp(server);
});
test.afterAll(async () => server.stop());

let made = 0;
/** A board of T1 that is Lena's, and somebody with an account on it when asked for. */
const aBoard = async (title = `Lot release, line ${++made}`): Promise<string> =>
  (await lena.createBoard(title, 't1')).id;
const withAccount = async (board: string, name: string, of: 'OPS' | 'QUA' | 'IT'): Promise<Account> => {
  const link = await invite(server, lena.cookie, board, { role: 'contributor' });
  const email = `${name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z]+/gu, '.')}.${++made}@plant.example`;
  return join(server, link, { name, function: of, email, password: 'rain on the sampling port' });
};

const open = async (page: Page, board: string, view = 'map'): Promise<void> => {
  await page.goto(`${server.url}/b/${board}/${view}`);
  await expect(page.locator('[data-region="top"] [data-save]')).not.toHaveAttribute('data-save', 'loading');
};
const panelOf = (page: Page): Locator => page.locator('[data-share-panel]');
const openShare = async (page: Page): Promise<Locator> => {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(panelOf(page).locator('[data-member]').first()).toBeVisible();
  return panelOf(page);
};
const rowOf = (page: Page, name: string): Locator => panelOf(page).locator('[data-member]').filter({ hasText: name });
const setRole = async (page: Page, name: string, role: string): Promise<void> => {
  await rowOf(page, name).getByLabel(`Role of ${name}`).click();
  await page.getByRole('option', { name: new RegExp(`^${role}`) }).click();
};
/** A link of the panel's own making, with what is filled in by itself. */
const makeLink = async (page: Page): Promise<string> => {
  const panel = panelOf(page);
  await panel.getByRole('radio', { name: /^Invitations/ }).click();
  await panel.getByRole('button', { name: 'Make link' }).click();
  return panel.getByRole('textbox', { name: 'Link of the invitation' }).inputValue();
};
const stranger = async (browser: Browser, options: BrowserContextOptions = {}): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url });
  return context.newPage();
};
const comeAsGuest = async (page: Page, link: string, name: string, of: string): Promise<void> => {
  await page.goto(link);
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('group', { name: 'Function' }).getByText(of, { exact: true }).click();
  await page.getByRole('button', { name: 'Join the board' }).click();
  await page.waitForURL(/\/b\/[^/]+\/map/);
};
/** Types into what has the focus, again and again and never faster than a person, until the returned function is called. */
const typeOn = (page: Page, words: string): (() => Promise<void>) => {
  const end = new AbortController();
  const typing = (async () => {
    while (!end.signal.aborted) await page.keyboard.type(words, { delay: 60 });
  })();
  return () => {
    end.abort();
    return typing;
  };
};
const fits = (page: Page): Promise<boolean> => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
const violations = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(AXE);
  const { violations: found } = await page.evaluate(
    (values) =>
      (globalThis as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run({
        runOnly: { type: 'tag', values },
      }),
    WCAG_22_AA,
  );
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
};

test('SHA-30, SHA-31, SHA-22 and SHA-41 a guest comes by a link, is demoted while typing, and loses no word of it', async ({
  browser,
}) => {
  const board = await aBoard();
  const facilitator = await enter(browser, server, lena);
  await open(facilitator, board);
  await openShare(facilitator);
  const link = await makeLink(facilitator);

  const page = await stranger(browser);
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Lot release');
  await expect(page.getByText('Lena Wirth invites you to this board')).toBeVisible();
  await expect(page.getByText('You can edit and comment')).toBeVisible();
  expect(page.url()).toBe(`${server.url}/join`);
  await page.reload();
  await comeAsGuest(page, `${server.url}/join`, 'Eva Varga', 'Quality');
  expect(await page.evaluate(() => sessionStorage.getItem('chartroom.invitation'))).toBe(null);

  const eva = new Person(page, 'Eva Varga');
  await eva.saved();
  await eva.openStep(STEP);
  const title = eva.field('title').getByRole('textbox');
  await panelOf(facilitator)
    .getByRole('radio', { name: /^People/ })
    .click();
  await expect(rowOf(facilitator, 'Eva Varga')).toContainText('guest');
  await expect(rowOf(facilitator, 'Eva Varga')).toContainText('here now');

  // She types without a pause, so that nothing of it is committed.
  await title.focus();
  await page.keyboard.press('End');
  const stop = typeOn(page, ' and tell the shift lead');
  await expect(title).toHaveValue(/and tell the shift lead/);
  await setRole(facilitator, 'Eva Varga', 'Viewer');
  await expect(eva.saveState()).toHaveAttribute('data-save', 'read-only');
  await expect(eva.saveState()).toContainText('your role is viewer, ask Lena Wirth');
  await stop();

  const kept = await title.inputValue();
  expect(kept.startsWith(`${STEP} and tell`)).toBe(true);
  await expect(eva.field('title').getByRole('alert')).toContainText('Not saved.');
  await title.press('Enter');
  await page.getByRole('heading', { level: 1, name: /Process map/ }).click();
  await expect(title).toHaveValue(kept);
  await page.getByRole('button', { name: 'Copy what I typed' }).click();
  await expect(page.getByRole('button', { name: 'Copied' }).first()).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(kept);

  // What Lena does afterwards reaches Eva; nothing of Eva's has reached Lena by then.
  const facilitating = new Person(facilitator, 'Lena Wirth');
  await facilitating.openStep('Sample and test finished product');
  await facilitating.type(facilitating.field('title').getByRole('textbox'), 'Sample and test the product');
  await expect(eva.stepNode('Sample and test the product')).toBeVisible();
  await expect(facilitating.stepNode(STEP)).toBeVisible();
  await expect(facilitating.map.getByText(/and tell/)).toHaveCount(0);

  // The right comes back: the text waits for her word, and is then everybody's.
  await openShare(facilitator);
  await setRole(facilitator, 'Eva Varga', 'Contributor');
  await expect(eva.saveState()).toHaveAttribute('data-save', 'saved');
  const held = page.getByRole('group', { name: 'What you typed' });
  await expect(held).toContainText('Not saved yet');
  await expect(facilitating.map.getByText(/and tell/)).toHaveCount(0);
  await held.getByRole('button', { name: 'Save' }).click();
  await expect(facilitating.map.getByText(/and tell/)).toBeVisible();
  await eva.saved();
  await page.context().close();
  await facilitator.context().close();
});

test('SHA-43 a guest is taken off together with the link by which they could come in again', async ({ browser }) => {
  const board = await aBoard();
  const link = await invite(server, lena.cookie, board, { guests: true });
  const guest = await joinAsGuest(server, link, { name: 'Samuel Osei', function: 'QUA' });
  const theirs = await enter(browser, server, guest);
  await open(theirs, board);
  const facilitator = await enter(browser, server, lena);
  await open(facilitator, board);
  await openShare(facilitator);
  await rowOf(facilitator, 'Samuel Osei')
    .getByRole('button', { name: /^Samuel Osei/ })
    .click();
  await expect(panelOf(facilitator).getByText('can come in again under another name')).toBeVisible();
  await panelOf(facilitator).getByRole('button', { name: 'Remove, and revoke the guest link' }).click();
  await expect(theirs.getByRole('heading', { name: 'This board is not open to you any more' })).toBeVisible();
  const again = await stranger(browser);
  await again.goto(link);
  await expect(again.getByText('was taken back')).toBeVisible();
  await expect(again.getByRole('button', { name: 'Join the board' })).toHaveCount(0);
});

test('SHA-42 and SHA-4 whoever is taken off sees that the board is closed, with what they typed; taking it back opens it again', async ({
  browser,
}) => {
  const board = await aBoard();
  const guest = await joinAsGuest(server, await invite(server, lena.cookie, board, { guests: true }), {
    name: 'Samuel Osei',
    function: 'QUA',
  });
  const page = await enter(browser, server, guest);
  await open(page, board);
  const sam = new Person(page, 'Samuel Osei');
  await sam.openStep(STEP);
  const facilitator = await enter(browser, server, lena);
  await open(facilitator, board);
  await openShare(facilitator);

  const title = sam.field('title').getByRole('textbox');
  await title.focus();
  await page.keyboard.press('End');
  const stop = typeOn(page, ', and never alone');
  await expect(title).toHaveValue(/never alone/);
  await rowOf(facilitator, 'Samuel Osei')
    .getByRole('button', { name: /^Samuel Osei/ })
    .click();
  await panelOf(facilitator).getByRole('button', { name: 'Remove from the board' }).click();

  // While the pointer is on a notice it stays.
  await facilitator.getByRole('log').getByText('Samuel Osei is not on the board any more').hover();

  await expect(page.getByRole('heading', { name: 'This board is not open to you any more' })).toBeVisible();
  await expect(page.getByText('Ask Lena Wirth if this surprises you')).toBeVisible();
  await stop();
  await expect(page.getByRole('textbox').first()).toHaveValue(
    /^Hold and raise out-of-limit exception, and never alone/,
  );
  await expect(page.locator('[data-region="view"]')).toHaveCount(0);
  await expect(rowOf(facilitator, 'Samuel Osei')).toHaveCount(0);
  await expect
    .poll(() => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)))
    .not.toContainEqual(expect.stringContaining(board));
  await page.reload();
  await expect(page.getByText('There is no such board')).toBeVisible();

  await facilitator.getByRole('log').getByRole('button', { name: 'Undo' }).click();
  await expect(rowOf(facilitator, 'Samuel Osei')).toBeVisible();
  await page.reload();
  await sam.saved();
  await expect(sam.stepNode(STEP)).toBeVisible();
  await page.context().close();
  await facilitator.context().close();
});

test('SHA-42 what a browser keeps does not open a board that was closed to the person meanwhile', async ({
  browser,
}) => {
  const board = await aBoard();
  const hana = await withAccount(board, 'Hana Kovács', 'QUA');
  const page = await enter(browser, server, hana);
  await open(page, board);
  const her = new Person(page, 'Hana Kovács');
  await expect(her.stepNode(STEP)).toBeVisible();
  const copies = (): Promise<readonly (string | undefined)[]> =>
    page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  await expect.poll(copies).toContainEqual(expect.stringContaining(board));
  await page.goto(`${server.url}/`);

  const said = await lena.request(`/api/boards/${board}/record`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({
      id: '0123456789abcdefghjkmnpqrt',
      kind: 'member',
      payload: { principal: hana.principalId, name: hana.name, function: 'QUA', role: null, signer: false },
    }),
  });
  expect(said.status).toBe(201);
  await page.goto(`${server.url}/b/${board}/map`);
  await expect(page.getByRole('heading', { name: 'This board is not open to you any more' })).toBeVisible();
  await expect.poll(copies).not.toContainEqual(expect.stringContaining(`${hana.principalId}.${board}`));
  await page.context().close();
});

test('SHA-10, SHA-11 and SHA-6 signers are named at the head of their function, a conflict is settled there', async ({
  browser,
}) => {
  const board = await aBoard();
  const hana = await withAccount(board, 'Hana Kovács', 'QUA');
  const priya = await withAccount(board, 'Priya Nair', 'QUA');
  await joinAsGuest(server, await invite(server, lena.cookie, board, { guests: true }), {
    name: 'Eva Varga',
    function: 'OTHER',
  });
  const page = await enter(browser, server, lena);
  await open(page, board);
  const panel = await openShare(page);

  await panel.getByLabel('Signer for Quality').click();
  await expect(page.getByRole('option')).toHaveText([/Hana Kovács/, /Priya Nair/]);
  await page.getByRole('option', { name: /Hana Kovács/ }).click();
  await expect(rowOf(page, 'Hana Kovács')).toContainText('signs');
  await panel.getByLabel('Signer for Quality').click();
  await page.getByRole('option', { name: /Priya Nair/ }).click();
  await expect(rowOf(page, 'Priya Nair')).toContainText('signs');
  await expect(rowOf(page, 'Hana Kovács')).not.toContainText('signs');

  // By another way than this panel there are two.
  const said = await lena.request(`/api/boards/${board}/record`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({
      id: '0123456789abcdefghjkmnpqrs',
      kind: 'member',
      payload: { principal: hana.principalId, name: hana.name, function: 'QUA', role: 'contributor', signer: true },
    }),
  });
  expect(said.status).toBe(201);
  const conflict = panel.getByRole('group', { name: 'More than one signer for Quality. Keep one.' });
  await conflict.getByRole('button', { name: `Keep ${priya.name}` }).click();
  await expect(conflict).toHaveCount(0);
  await expect(rowOf(page, 'Hana Kovács')).not.toContainText('signs');

  await rowOf(page, 'Eva Varga')
    .getByRole('button', { name: /^Eva Varga/ })
    .click();
  await expect(rowOf(page, 'Eva Varga')).toContainText('A guest never signs');
  await rowOf(page, 'Eva Varga').getByLabel('Role of Eva Varga').click();
  await expect(page.getByRole('option')).toHaveText([/Contributor/, /Commenter/, /Viewer/]);
  await page.keyboard.press('Escape');

  // The only facilitator stays one until there is another; then stepping down is asked, since it cannot be taken back.
  await rowOf(page, 'Lena Wirth')
    .getByRole('button', { name: /^Lena Wirth/ })
    .click();
  await expect(rowOf(page, 'Lena Wirth').getByLabel('Role of Lena Wirth')).toHaveCount(0);
  await expect(rowOf(page, 'Lena Wirth')).toContainText('The only facilitator. Name another one first.');
  await setRole(page, 'Hana Kovács', 'Facilitator');
  await setRole(page, 'Lena Wirth', 'Viewer');
  await page.getByRole('button', { name: 'Become viewer' }).click();
  await expect(page.locator('[data-region="top"] [data-save]')).toContainText('your role is viewer, ask Hana Kovács');
  await expect(panel).toContainText('Only a facilitator says who takes part. Ask Hana Kovács.');
  await expect(panel.getByRole('radio')).toHaveCount(0);
  await page.context().close();
});

test('SHA-15, SHA-16 and SHA-3 a member is tied to the person named on the board', async ({ browser }) => {
  const board = await aBoard();
  const link = await invite(server, lena.cookie, board, { guests: true });
  await joinAsGuest(server, link, { name: 'Hana Kovacs', function: 'IT' });
  const page = await enter(browser, server, lena);
  await open(page, board);
  await openShare(page);
  const hana = rowOf(page, 'Hana Kovacs');
  await hana.getByRole('button', { name: /^Hana Kovacs/ }).click();
  await hana.getByRole('button', { name: 'Yes, the same as Hana Kovács' }).click();
  await expect(hana.getByRole('combobox', { name: 'On the board' })).toHaveValue('Hana Kovács');
  await expect(hana).toContainText('IT as a member, Quality as named on the board');
  await hana.getByLabel('Function').click();
  await page.getByRole('option', { name: 'Quality' }).click();
  await expect(hana).not.toContainText('as named on the board');
  await page.getByRole('log').getByRole('button', { name: 'Undo' }).click();
  await expect(hana).toContainText('IT as a member, Quality as named on the board');

  // Others read the same and change nothing.
  const other = await withAccount(board, 'Marta Lindqvist', 'IT');
  const reading = await enter(browser, server, other);
  await open(reading, board);
  await openShare(reading);
  const seen = rowOf(reading, 'Hana Kovacs');
  await seen.getByRole('button', { name: /^Hana Kovacs/ }).click();
  await expect(seen).toContainText('Hana Kovács');
  await expect(seen).toContainText('Contributor');
  await expect(seen.getByRole('combobox')).toHaveCount(0);
  await expect(seen.getByRole('button', { name: /Remove|Leave/ })).toHaveCount(0);
  await reading.context().close();
  await page.context().close();
});

test('SHA-23, SHA-24 and SHA-32 invitations are listed and revoked, and an ended link says why', async ({
  browser,
}) => {
  const board = await aBoard();
  const link = await invite(server, lena.cookie, board, { guests: true, label: 'Workshop of Thursday', maxUses: 3 });
  const read = await invite(server, lena.cookie, board, { kind: 'read', label: 'Inspection of December' });
  const auditor = await joinAsGuest(server, read, { name: 'Ivo Auditor', function: 'OTHER' });
  const page = await enter(browser, server, lena);
  await open(page, board);
  await openShare(page);
  const panel = panelOf(page);
  await panel.getByRole('radio', { name: /^Invitations/ }).click();
  const row = (label: string): Locator => panel.locator('[data-invitation]').filter({ hasText: label });
  await expect(row('Workshop of Thursday')).toContainText('Contributor, 0 of 3 used');
  await expect(row('Inspection of December')).toContainText('1 came by it');

  const reading = await enter(browser, server, auditor);
  await open(reading, board);
  await expect(reading.locator('[data-region="top"] [data-save]')).toContainText('your role is viewer, ask Lena Wirth');

  await panel.getByRole('button', { name: 'Revoke Workshop of Thursday' }).click();
  await expect(row('Workshop of Thursday')).toContainText('Who came already stays');
  await row('Workshop of Thursday').getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(row('Workshop of Thursday')).toHaveCount(0);
  await panel.getByRole('button', { name: 'Revoke Inspection of December' }).click();
  await expect(row('Inspection of December')).toContainText('the 1 person who came by it loses access at once');
  await row('Inspection of December').getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(reading.getByText('This board is not open to you any more')).toBeVisible();
  await panel.getByRole('button', { name: 'Show 2 ended' }).click();
  await expect(row('Workshop of Thursday')).toContainText('revoked');

  const late = await stranger(browser);
  await late.goto(link);
  await expect(late.getByRole('heading', { name: 'This invitation was taken back' })).toBeVisible();
  await late.goto('about:blank');
  await late.goto(`${server.url}/join#0123456789abcdefghjkmnpq`);
  await expect(late.getByRole('heading', { name: 'This invitation is not known here' })).toBeVisible();
  const bare = await stranger(browser);
  await bare.goto(`${server.url}/join`);
  await expect(bare.getByRole('heading', { name: 'There is no invitation at this address' })).toBeVisible();
  for (const one of [bare, late, reading, page]) await one.context().close();
});

test('SHA-31 and SHA-30 an account is made on the way, or signed in to; whoever is known has one button', async ({
  browser,
}) => {
  const board = await aBoard();
  const link = await invite(server, lena.cookie, board, { role: 'commenter', function: 'IT' });
  const page = await stranger(browser);
  await page.goto(link);
  await expect(page.getByText('This invitation asks for an account')).toBeVisible();
  await page.getByRole('button', { name: 'Make the account and join' }).click();
  await expect(page.getByText('Enter your name')).toBeVisible();
  await page.getByRole('textbox', { name: 'Name' }).fill('Ivo Castellan');
  await page.getByRole('textbox', { name: 'E-mail' }).fill(lena.email);
  await page.getByLabel('Password', { exact: true }).fill('a bridge over the mixer');
  await page.getByRole('button', { name: 'Make the account and join' }).click();
  await expect(page.getByText('There is an account with this address already')).toBeVisible();
  const email = `ivo.${++made}@plant.example`;
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await page.getByRole('button', { name: 'Make the account and join' }).click();
  await page.waitForURL(/\/b\/[^/]+\/map/);
  await expect(page.locator('[data-region="top"] [data-save]')).toContainText('your role is commenter, ask Lena Wirth');
  await page.context().close();

  // Another board, another browser: the link waits while he signs in.
  const second = await invite(server, lena.cookie, await aBoard('Sampling, line 9'), { role: 'contributor' });
  const elsewhere = await stranger(browser);
  await elsewhere.goto(second);
  await elsewhere.getByRole('link', { name: 'Sign in' }).click();
  // The page that it leaves has such fields too.
  await elsewhere.waitForURL(/\/sign-in/);
  await elsewhere.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await elsewhere.getByLabel('Password', { exact: true }).fill('a bridge over the mixer');
  await elsewhere.getByRole('button', { name: 'Sign in', exact: true }).click();
  await elsewhere.getByRole('button', { name: 'Join as Ivo Castellan' }).click();
  await elsewhere.waitForURL(/\/b\/[^/]+\/map/);
  await expect(elsewhere.locator('[data-save="saved"]').first()).toBeVisible();
  await elsewhere.context().close();
});

test('SHA-21, SHA-25 and UI-60 the form says what is wrong; a link is copied where pages may not use the clipboard', async ({
  browser,
}) => {
  const board = await aBoard();
  const page = await enter(browser, server, lena);
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await open(page, board);
  const panel = await openShare(page);
  await panel.getByRole('radio', { name: /^Invitations/ }).click();
  const form = panel.getByRole('form', { name: 'Invite' });
  await form.getByRole('textbox', { name: 'How many' }).fill('many');
  await form.getByRole('button', { name: 'Make link' }).click();
  await expect(form).toContainText('Use a whole number from 1 to 1,000');
  await form.getByText('Read-only', { exact: true }).click();
  await form.getByRole('button', { name: 'Make read-only link' }).click();
  await expect(form).toContainText('Enter what it is for');
  await form.getByText('Mail', { exact: true }).click();
  await expect(form).toContainText('No mail server is set up here');
  await form.getByText('Link', { exact: true }).click();
  await form.getByRole('button', { name: 'Make link' }).click();
  const link = await form.getByRole('textbox', { name: 'Link of the invitation' }).inputValue();
  expect(link).toMatch(new RegExp(`^${server.url}/join#\\w{20,}$`, 'u'));
  await form.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(form.getByRole('button', { name: 'Copied' })).toBeVisible();
  await form.getByRole('textbox', { name: 'Label' }).focus();
  await page.keyboard.press('Control+V');
  await expect(form.getByRole('textbox', { name: 'Label' })).toHaveValue(link);
  await page.context().close();
});

test('SHA-50, SHA-51, SHA-52 and SHA-53 workspaces are made and filled, boards are made in them and taken over', async ({
  browser,
}) => {
  const board = await aBoard();
  const hana = await withAccount(board, 'Hana Kovács', 'QUA');
  const hers = await enter(browser, server, hana);
  await hers.goto(server.url);
  await expect(hers.getByRole('row').filter({ hasText: 'Lot release' }).first()).toContainText('Contributor');
  await expect(hers.getByRole('button', { name: /New board/ })).toHaveAttribute('aria-disabled', 'true');
  await hers.goto(`${server.url}/workspaces`);
  await expect(hers.getByText('Workspaces are for administrators')).toBeVisible();

  const page = await enter(browser, server, lena);
  await page.goto(server.url);
  await page.getByRole('button', { name: 'Workspace: Mill 4' }).click();
  await page.getByRole('menuitem', { name: 'Manage workspaces' }).click();
  await page.getByRole('button', { name: 'New workspace' }).click();
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await expect(page.getByText('Enter a name')).toBeVisible();
  await page.getByRole('textbox', { name: 'Name' }).fill('Plant 2');
  await page.getByRole('button', { name: 'Create workspace' }).click();
  const workspace = page.locator('[data-workspace]').filter({ hasText: 'Plant 2' });
  await workspace.getByRole('textbox', { name: 'Address of an account' }).fill('nobody@plant.example');
  await workspace.getByRole('button', { name: 'Add' }).click();
  await expect(workspace).toContainText('Nobody was added.');
  await workspace.getByRole('textbox', { name: 'Address of an account' }).fill(hana.email);
  await workspace.getByRole('button', { name: 'Add' }).click();
  // Without a mail server nobody has shown whose address it is.
  const asked = page.getByRole('dialog', { name: `Is ${hana.email} whom you mean?` });
  await asked.getByRole('button', { name: 'Cancel' }).click();
  await expect(workspace).toContainText('1 person');
  await workspace.getByRole('button', { name: 'Add' }).click();
  await asked.getByRole('button', { name: 'It is' }).click();
  await expect(workspace).toContainText('2 people');
  await expect(workspace.getByRole('button', { name: 'Remove Lena Wirth' })).toHaveAttribute('aria-disabled', 'true');
  await workspace.getByRole('button', { name: /Rename Plant 2/ }).click();
  await page.keyboard.type('Plant 2, solid dose');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Rename Plant 2, solid dose/ })).toBeVisible();

  // Hana makes a board there, without being asked where: she is in one workspace only.
  await hers.goto(server.url);
  const her = new Person(hers, 'Hana Kovács');
  await her.createBoard('Nonconformance', 'Complaints, line 2');
  await hers.context().close();

  // Lena oversees that workspace: she sees the board in the list, and comes in when she says so.
  await page.goto(server.url);
  const row = page.getByRole('row').filter({ hasText: 'Complaints, line 2' });
  await expect(row.getByRole('link')).toHaveCount(0);
  await page.getByRole('button', { name: 'Workspace: All workspaces' }).click();
  await page.getByRole('menuitem', { name: 'Plant 2, solid dose' }).click();
  await expect(page).toHaveURL(/\?workspace=/);
  await expect(page.getByRole('row').filter({ hasText: 'Lot release' })).toHaveCount(0);
  await page.getByRole('button', { name: 'New board' }).click();
  await expect(page.getByRole('complementary', { name: 'New board' }).getByLabel('Workspace')).toContainText('Plant 2');
  await page.keyboard.press('Escape');
  await row.getByRole('button', { name: 'Take over Complaints, line 2' }).click();
  await row.getByRole('button', { name: 'Take over', exact: true }).click();
  await page.waitForURL(/\/b\/[^/]+\/map/);
  await openShare(page);
  await expect(rowOf(page, 'Lena Wirth')).toContainText('Facilitator');
  await page.context().close();
});

test('SHA-3 and SHA-40 the panel works by keyboard, and on a phone with a role that only reads', async ({
  browser,
}) => {
  const board = await aBoard();
  const link = await invite(server, lena.cookie, board, { guests: true, role: 'viewer' });
  const guest = await joinAsGuest(server, link, { name: 'Eva Varga', function: 'OTHER' });
  const page = await enter(browser, server, lena);
  await open(page, board);
  await page.getByRole('button', { name: 'Share', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Share' })).toBeFocused();
  await expect(page).toHaveURL(/\?share$/);
  await page.keyboard.press('Escape');
  await expect(panelOf(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Share', exact: true })).toBeFocused();
  await page.context().close();

  const small = await enter(browser, server, guest, PHONE);
  await small.goto(`${server.url}/b/${board}/map`);
  await expect(small.locator('[data-region="top"] [data-save]')).toContainText('viewer');
  await small.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'More' }).click();
  await small.getByRole('menuitem', { name: 'Share' }).click();
  await expect(panelOf(small)).toContainText('Only a facilitator says who takes part. Ask Lena Wirth.');
  expect(await fits(small)).toBe(true);
  await panelOf(small).getByRole('button', { name: 'Back' }).click();
  await expect(panelOf(small)).toHaveCount(0);
  await small.context().close();

  const coming = await stranger(browser, PHONE);
  await coming.goto(link);
  await expect(coming.getByRole('button', { name: 'Join the board' })).toBeVisible();
  expect(await fits(coming)).toBe(true);
  await coming.context().close();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`SHA-3 and SHA-31 members, invitations, workspaces and the invitation itself pass axe in ${colorScheme}`, async ({
    browser,
  }) => {
    const board = await aBoard();
    const link = await invite(server, lena.cookie, board, { guests: true, label: 'Inspection' });
    await joinAsGuest(server, link, { name: 'Eva Varga', function: 'OTHER' });
    const page = await enter(browser, server, lena, { colorScheme });
    await page.goto(`${server.url}/b/${board}/map?share`);
    await expect(panelOf(page).locator('[data-member]').first()).toBeVisible();
    await rowOf(page, 'Eva Varga')
      .getByRole('button', { name: /^Eva Varga/ })
      .click();
    expect(await violations(page), 'people').toEqual([]);
    await page.goto(`${server.url}/b/${board}/map?share=invitations`);
    await panelOf(page).getByRole('button', { name: 'Make link' }).click();
    await panelOf(page).getByRole('button', { name: 'Show as code' }).click();
    expect(await violations(page), 'invitations').toEqual([]);
    await page.goto(`${server.url}/workspaces`);
    await page.getByRole('button', { name: /^People of Mill 4/ }).click();
    await expect(page.getByText(lena.email)).toBeVisible();
    expect(await violations(page), 'workspaces').toEqual([]);
    await page.context().close();
    const coming = await stranger(browser, { colorScheme });
    await coming.goto(link);
    await expect(coming.getByRole('button', { name: 'Join the board' })).toBeVisible();
    expect(await violations(coming), 'invitation').toEqual([]);
    await coming.context().close();
  });
