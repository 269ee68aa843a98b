/**
 * The inbox in browsers: three functions write to each other on two boards while nobody else is there, and each finds what
 * is theirs, above the boards, in the inbox, and on the board since they were there last.
 */
import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { InboxCountsResponse } from '@chartroom/server/api';
import { openBeside } from '../../apps/server/src/db/database.ts';
import { createSettings } from '../../apps/server/src/db/settings.ts';
import { createUnsubscribing } from '../../apps/server/src/mail/unsubscribe.ts';
import { type Account, ACCOUNTS, invite, join, setUp } from '../support/account.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { anHourPasses } from '../support/visits.ts';
import { violations } from './axe.ts';
import { enter } from './entrance.ts';
import { expect, test } from './test.ts';

const PASSWORD = 'slow water under the bridge';
const MAIL = { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'Chartroom <chartroom@plant.example>' };
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const newId = (): string => `0${Array.from(randomBytes(25), (byte) => ALPHABET[byte & 31]).join('')}`;
const post = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** Lena (operations) made two boards; Priya (quality) and Marta (IT) take part in both. */
const start = async () => {
  const server = await startServer({ builtBoard: true, env: { ...ACCOUNTS, ...MAIL } });
  const lena = await setUp(server);
  const release = (await lena.createBoard('Lot release', 't1')).id;
  const closure = (await lena.createBoard('Nonconformance', 't2')).id;
  const member = async (name: string, fn: 'QUA' | 'IT'): Promise<Account> => {
    const email = `${fn.toLowerCase()}@plant.example`;
    const first = await invite(server, lena.cookie, release, { function: fn });
    const who = await join(server, first, { name, function: fn, email, password: PASSWORD });
    const second = new URL(await invite(server, lena.cookie, closure, { function: fn })).hash.slice(1);
    expect((await who.request('/api/invitations/redeem', post({ secret: second }))).ok).toBe(true);
    return who;
  };
  const [priya, marta] = [await member('Priya Nair', 'QUA'), await member('Marta Lindqvist', 'IT')];
  const say = async (who: Account, board: string, kind: string, payload: object): Promise<void> => {
    const answer = await who.request(`/api/boards/${board}/record`, post({ id: newId(), kind, payload }));
    expect([answer.status, answer.ok ? '' : await answer.text()]).toEqual([201, '']);
  };
  const ask = async (who: Account, board: string, title: string, more: object = {}): Promise<string> => {
    const thread = newId();
    const anchor = { subject: 'process/title', label: 'Title of the process', quote: 'Lot release' };
    await say(who, board, 'thread', { thread, anchor, kind: 'question', title, body: `${title} In full.`, ...more });
    return thread;
  };
  const counts = async (who: Account): Promise<InboxCountsResponse> =>
    (await (await who.request('/api/inbox/counts')).json()) as InboxCountsResponse;
  return { server, lena, priya, marta, release, closure, say, ask, counts };
};

/** What the page's own policy or a script complains about. */
const complaints = (page: Page): string[] => {
  const said: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') said.push(message.text());
  });
  page.on('pageerror', (error) => said.push(String(error)));
  return said;
};
const row = (page: Page, title: string) => page.getByRole('link', { name: new RegExp(title) });

test.describe('the inbox', () => {
  let server: TestServer;
  test.afterEach(() => server.stop());

  test('INB-10 INB-2 each function finds above the boards and in the inbox what is theirs', async ({ browser }) => {
    const all = await start();
    const { lena, priya, marta, release, closure, say, ask } = all;
    server = all.server;
    const mes = await ask(lena, release, 'Which record counts?', { to: { function: 'QUA' }, due: '2026-01-02' });
    await say(marta, release, 'comment', { thread: mes, comment: newId(), body: 'I3 carries it already.' });
    await ask(lena, closure, 'Who closes it?', { mentions: [{ principal: priya.principalId }] });
    await ask(marta, closure, 'For nobody');
    await say(priya, release, 'comment', { thread: mes, comment: newId(), body: 'QMS counts.' });
    await ask(priya, release, 'Can the clock drift?', { to: { function: 'IT' } });

    for (const [who, cards, titles] of [
      [
        priya,
        ['4 unread in 2 boards', '3 concern you', '1 asked of quality'],
        ['For nobody', 'Who closes it', 'Which record'],
      ],
      [
        marta,
        ['4 unread in 2 boards', '2 concern you', '1 asked of IT'],
        ['Can the clock', 'Which record', 'Who closes it'],
      ],
      [
        lena,
        ['4 unread in 2 boards', '2 concern you', 'Nothing asked of operations'],
        ['Can the clock', 'Which record', 'For nobody'],
      ],
    ] as const) {
      const page = await enter(browser, server, who);
      const said = complaints(page);
      await page.goto(server.url);
      const links = page.getByRole('navigation', { name: 'What waits for you' }).getByRole('link');
      await expect(links).toHaveText(cards.map((words) => new RegExp(words.replace(' in ', '\\s+in '))));
      await links.first().click();
      await expect(page).toHaveURL(/\/inbox$/);
      for (const title of titles) await expect(row(page, title)).toBeVisible();
      expect(said).toEqual([]);
      await page.context().close();
    }

    const page = await enter(browser, server, priya);
    await page.goto(server.url);
    const unread = page.getByRole('row', { name: /Lot release/ }).getByRole('link', { name: /unread/ });
    await expect(unread).toHaveText(/2 unread, 2 concern you/);
    await expect(unread).toHaveAttribute('href', `/b/${release}/discussion?show=unread`);
    await page.goto(`${server.url}/inbox`);
    await expect(row(page, 'Which record')).toHaveAccessibleName(
      /^2 unread, 2 concern you, Question, Which record counts\?, Title of the process, asks your function, Marta Lindqvist: I3 carries it already\., to Quality, was due 2 Jan, 3 messages$/,
    );
    await expect(row(page, 'For nobody')).toHaveAccessibleName(/^1 unread, Question/);
    await page.getByRole('radio', { name: /Asked of quality/ }).click();
    await expect(page).toHaveURL(/show=asked/);
    await expect(row(page, 'Which record')).toBeVisible();
    await expect(row(page, 'Who closes it')).toHaveCount(0);
    await page.getByRole('radio', { name: /Concerns me/ }).click();
    await expect(row(page, 'Who closes it')).toBeVisible();
    await expect(row(page, 'For nobody')).toHaveCount(0);
    await page.goBack();
    await expect(row(page, 'Who closes it')).toHaveCount(0);
    await page.context().close();
  });

  test('INB-6 is read from the keyboard, and what was read stays in its place', async ({ browser }) => {
    const all = await start();
    const { lena, priya, release, ask, counts } = all;
    server = all.server;
    for (const title of ['First', 'Second', 'Third']) await ask(lena, release, title, { to: { function: 'QUA' } });
    const page = await enter(browser, server, priya);
    await page.goto(`${server.url}/inbox`);
    await expect(row(page, 'First')).toBeVisible();
    await page.keyboard.press('j');
    await expect(row(page, 'Third')).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(row(page, 'Second')).toBeFocused();
    await page.keyboard.press('e');
    await expect(page.getByRole('radio', { name: /^Unread/ })).toHaveText(/2/);
    await expect(row(page, 'Second')).toBeFocused();
    await expect(row(page, 'Second')).toHaveAccessibleName(/^Question/);
    await expect.poll(async () => (await counts(priya)).unread).toBe(2);
    await page.keyboard.press('k');
    await expect(row(page, 'Third')).toBeFocused();
    await page.keyboard.press('End');
    await expect(row(page, 'First')).toBeFocused();
    await page.getByRole('button', { name: /Mark “Third” read/ }).click();
    await expect.poll(async () => (await counts(priya)).unread).toBe(1);
    await row(page, 'First').focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`/b/${release}/discussion\\?thread=`));
    await expect(page.getByText('First In full.').first()).toBeVisible();
    await page.goto(`${server.url}/inbox`);
    await expect(row(page, 'Second')).toHaveCount(0);
    await page.context().close();
  });

  test('INB-7 tells nothing there from a server that is away, and takes back what it did not take', async ({
    browser,
  }) => {
    const all = await start();
    const { lena, priya, release, ask } = all;
    server = all.server;
    const page = await enter(browser, server, priya);
    await page.goto(`${server.url}/inbox`);
    await expect(page.getByText('You have read everything.')).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await ask(lena, release, 'Which record counts?', { to: { function: 'QUA' } });
    await page.reload();
    await expect(row(page, 'Which record')).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.context().setOffline(true);
    await page.getByRole('button', { name: /^Mark “Which record/ }).click();
    await expect(page.getByText(/was not marked read\. The server does not answer\./)).toBeVisible();
    await expect(row(page, 'Which record')).toHaveAccessibleName(/^1 unread/);
    await page.getByRole('radio', { name: 'All' }).click();
    await expect(page.getByRole('alert').getByText('The inbox could not be read')).toBeVisible();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(row(page, 'Which record')).toBeVisible();
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  test('INB-8 says when mail comes; the link in a mail ends it without signing in', async ({ browser }) => {
    const all = await start();
    const { priya } = all;
    server = all.server;
    const page = await enter(browser, server, priya);
    await page.goto(`${server.url}/inbox`);
    await page.getByRole('button', { name: 'Mail: in the morning' }).click();
    await page.getByRole('menuitem', { name: /^At once/ }).click();
    await expect(page.getByRole('button', { name: 'Mail: at once' })).toBeVisible();
    const when = async (): Promise<unknown> => (await (await priya.request('/api/me/mail')).json()) as unknown;
    await expect.poll(when).toMatchObject({ when: 'once', email: 'qua@plant.example' });

    const stranger = await (await browser.newContext()).newPage();
    const said = complaints(stranger);
    await stranger.goto(`${server.url}${await unsubscribePath(server.dataDir, priya.principalId)}`);
    await stranger.getByRole('button', { name: 'No more mail' }).click();
    await expect(stranger.getByRole('heading', { name: 'You get no more mail about what is new' })).toBeVisible();
    expect(said).toEqual([]);
    expect(await when()).toMatchObject({ when: 'never' });
    await stranger.context().close();
    await page.context().close();
  });

  test('INB-20 INB-21 a board says what is new since somebody was there, and leads to it', async ({ browser }) => {
    const all = await start();
    const { lena, priya, release, ask } = all;
    server = all.server;
    const open = async (): Promise<Page> => {
      const page = await enter(browser, server, priya);
      await page.goto(`${server.url}/b/${release}/map`);
      await expect(page.getByRole('grid', { name: /^Process map/ })).toBeVisible();
      return page;
    };
    const strip = (page: Page) => page.getByRole('region', { name: /^Since you were here/ });
    // What was new is not forgotten by the visit in which it is seen.
    const visit = (): Promise<Response> => priya.request(`/api/boards/${release}/visit`, { method: 'POST' });
    await visit();
    const first = await open();
    await expect(strip(first)).toHaveCount(0);
    await first.context().close();
    anHourPasses(server);
    await ask(lena, release, 'Which record counts?', { to: { function: 'QUA' }, due: '2026-01-02' });
    await ask(lena, release, 'And the copy?');
    const page = await open();
    await expect(strip(page)).toContainText('1 asks quality, 2 new messages');
    await strip(page).getByRole('button', { name: 'Show' }).click();
    await expect(strip(page).getByRole('listitem')).toHaveText([
      /Lena Wirth asks “Which record counts\?”\s+was due 2 Jan/,
    ]);
    expect(await violations(page)).toEqual([]);
    await strip(page)
      .getByRole('link', { name: /Which record/ })
      .click();
    await expect(page).toHaveURL(/\/discussion\?thread=/);
    await strip(page).getByRole('button', { name: 'Dismiss what is new' }).click();
    await expect(strip(page)).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: 'Discussion' }).first()).toBeVisible();
    await expect(strip(page)).toHaveCount(0);
    await page.context().close();
  });
});

/** The path that mails to somebody carry, made of the key in the data directory as the server makes it. */
const unsubscribePath = async (dataDir: string, principal: string): Promise<string> => {
  const database = openBeside(dataDir, 'write');
  if (!database.ok) throw new Error(database.refusal.message);
  const path = createUnsubscribing(await createSettings(database.value.tables).cookieKey()).pathFor(principal);
  database.value.close();
  return path;
};
