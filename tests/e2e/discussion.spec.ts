/** Threads between functions in real browsers: two people at once, hostile texts, viewers, the connection, many threads. */
import { assignSystemRole, deleteEntity, readSnapshot } from '@chartroom/domain';
import type { Payload } from '@chartroom/record';
import type { Browser, BrowserContextOptions, Locator, Page } from '@playwright/test';
import type { RecordResponse } from '@chartroom/server/api';
import { randomBytes } from 'node:crypto';
import { startServer, type TestServer } from '../support/server.ts';
import { visit, type Visitor } from '../support/visitor.ts';
import { violations } from './axe.ts';
import { enter } from './entrance.ts';
import { Person } from './person.ts';
import { expect, test } from './test.ts';

let server: TestServer;
let lena: Visitor;
let priya: Visitor;
let board: string;
test.beforeEach(async () => {
  server = await startServer({ builtBoard: true });
  lena = await visit(server, 'Lena Wirth', 'OPS');
  priya = await visit(server, 'Priya Nair', 'QUA');
  board = (await lena.createBoard('In-process checking through lot release', 't1')).id;
});
test.afterEach(() => server.stop());

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const newId = (): string => `0${[...randomBytes(25)].map((byte) => ALPHABET[byte & 31]).join('')}`;
type Kind = 'thread' | 'comment' | 'thread.resolve' | 'member';
const say = async <K extends Kind>(who: Visitor, kind: K, payload: Payload<K>): Promise<void> => {
  const answer = await who.request(`/api/boards/${board}/record`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: newId(), kind, payload }),
  });
  if (!answer.ok) throw new Error(`${kind}: ${answer.status} ${await answer.text()}`);
};
const begin = async (who: Visitor, part: Partial<Payload<'thread'>> = {}): Promise<string> => {
  const thread = newId();
  await say(who, 'thread', {
    thread,
    anchor: { subject: 'process/title', label: 'The whole board' },
    kind: 'question',
    title: 'Who counts?',
    body: 'Which of them?',
    ...part,
  });
  return thread;
};

/** What the document says now, and a way to change it beside the browsers. */
const edit = async (change: (doc: ReturnType<Visitor['open']>['doc']) => void): Promise<void> => {
  const { doc, client } = lena.open(board);
  await expect.poll(() => readSnapshot(doc).entities.step.length).toBe(7);
  change(doc);
  await expect.poll(() => client.state.kind).toBe('synced');
  client.destroy();
};
const idOf = async (kind: 'step' | 'system', label: string): Promise<string> => {
  let id = '';
  await edit((doc) => {
    id = (readSnapshot(doc).entities[kind] as readonly { id: string; label: string }[]).find(
      (one) => one.label === label,
    )!.id;
  });
  return id;
};

const at = async (
  browser: Browser,
  who: Visitor,
  path: string,
  options: BrowserContextOptions = {},
): Promise<{ readonly page: Page; readonly person: Person }> => {
  const page = await enter(browser, server, who, { reducedMotion: 'reduce', ...options });
  const person = new Person(page, who.name);
  page.on('pageerror', (error) => person.errors.push(error.message));
  page.on('console', (message) => {
    if (
      message.type() === 'error' &&
      !/ERR_INTERNET_DISCONNECTED|WebSocket|Failed to load resource/.test(message.text())
    )
      person.errors.push(message.text());
  });
  await page.goto(`${server.url}/b/${board}/${path}`);
  await expect(page.locator('[data-said="read"]')).toBeAttached();
  return { page, person };
};
const thread = (page: Page): Locator => page.locator('section[data-thread]');
const rows = (page: Page): Locator => page.locator('[data-thread-row]');
const reply = (page: Page): Locator => thread(page).getByRole('textbox', { name: 'Reply' });
const unread = (page: Page): Locator => page.locator('#rail-discussion-unread');

test('DIS-1, DIS-2, DIS-4, DIS-14, DIS-25, DIS-30 a thread begun at a field names a function, is unread there, and is read when seen', async ({
  browser,
}) => {
  const mine = await at(browser, lena, 'map');
  const theirs = await at(browser, priya, 'map');
  await mine.person.openStep('Hold and raise out-of-limit exception');
  await mine.page.keyboard.press('Escape');
  await mine.page.keyboard.press('c');
  await expect(mine.page).toHaveURL(/thread=new/);
  const writing = mine.page.getByRole('region', { name: 'Begin a thread' });
  await writing.getByRole('combobox', { name: 'Field' }).click();
  await mine.page.getByRole('option', { name: 'System of record' }).click();
  await expect(writing.getByText('System of record: QMS')).toBeVisible();
  await writing.getByRole('textbox', { name: 'Title' }).fill('Which one counts?');
  const body = writing.getByRole('textbox', { name: 'Text' });
  await body.pressSequentially('If the numbers differ, @Qua');
  await expect(mine.page.getByRole('listbox', { name: 'People and functions' })).toBeVisible();
  await body.press('Enter');
  await expect(body).toHaveValue('If the numbers differ, @Quality ');
  await body.press('Control+Enter');
  await expect(mine.page.getByRole('region', { name: 'Discussion' }).getByText('Which one counts?')).toBeVisible();

  // At the step, in the rail and in the list, told apart as concerning them.
  await expect(theirs.person.map.getByLabel(/^Step 3 of 7.*1 thread, 1 unread, it concerns you/)).toBeAttached();
  await expect(unread(theirs.page)).toHaveText('1 unread, it concerns you');
  await expect(unread(mine.page)).toHaveCount(0);
  await theirs.person.goTo('Discuss');
  await expect(rows(theirs.page)).toHaveAccessibleName(
    /^1 unread, it concerns you, Question, Which one counts\?, Step 3, system of record, by Lena Wirth, to Quality, 1 message$/,
  );
  await rows(theirs.page).click();
  await expect(thread(theirs.page).getByText('System of record: QMS')).toBeVisible();
  await expect(thread(theirs.page).locator('[data-mention="QUA"]')).toHaveText('Quality');
  await expect(unread(theirs.page)).toHaveCount(0);
  // Also for the next visit.
  await expect
    .poll(async () => ((await (await priya.request(`/api/boards/${board}/reading`)).json()) as { upTo: number }).upTo)
    .toBeGreaterThan(0);
  await theirs.page.goto(`${server.url}/b/${board}/map`);
  await expect(theirs.person.map.getByLabel(/^Step 3 of 7.*1 thread(,|$)/)).toBeAttached();
  await expect(unread(theirs.page)).toHaveCount(0);
  expect([mine.person.errors, theirs.person.errors]).toEqual([[], []]);
  await mine.page.context().close();
  await theirs.page.context().close();
});

test('DIS-44 a thread that lacks its title or its text says so where sending was tried, and goes to what is missing', async ({
  browser,
}) => {
  const { page, person } = await at(browser, lena, 'discussion?thread=new');
  const writing = page.getByRole('region', { name: 'Begin a thread' });
  const title = writing.getByRole('textbox', { name: 'Title' });
  const body = writing.getByRole('textbox', { name: 'Text' });
  await expect(title).toBeFocused();
  await title.pressSequentially('Who is told?');
  await title.press('Control+Enter');
  await expect(writing.getByRole('status').filter({ hasText: 'Write something first' })).toBeVisible();
  await expect(body).toBeFocused();
  await title.fill('');
  await title.press('Enter');
  await expect(body).toBeFocused();
  await body.pressSequentially('When a result is out of limits.');
  await body.press('Control+Enter');
  await expect(writing.getByRole('status').filter({ hasText: 'Give it a title first' })).toBeVisible();
  await expect(title).toBeFocused();
  await title.pressSequentially('Who is told?');
  await title.press('Control+Enter');
  await expect(thread(page).getByText('When a result is out of limits.')).toBeVisible();
  expect(person.errors).toEqual([]);
});

test('DIS-50, DIS-51, DIS-52 a reply appears for the other, the thread becomes a decision record and is opened again', async ({
  browser,
}) => {
  const step = await idOf('step', '3');
  const id = await begin(lena, {
    anchor: { subject: `step/${step}`, field: 'role.record', label: 'Step 3', quote: 'QMS' },
    to: { function: 'QUA' },
    title: 'Which one counts?',
  });
  const mine = await at(browser, lena, `discussion?thread=${id}`);
  const theirs = await at(browser, priya, `discussion?thread=${id}`);
  await expect(thread(mine.page).getByText('You close it')).toBeVisible();
  await reply(theirs.page).fill('QMS counts: the exception is **reviewed** there.');
  await theirs.page.getByRole('button', { name: 'Reply', exact: true }).click();
  await theirs.page.getByRole('menuitem', { name: 'Reply as the answer' }).click();
  await theirs.page.getByRole('button', { name: /^Answer Ctrl/ }).click();
  await expect(reply(theirs.page)).toHaveValue('');
  await expect(thread(mine.page).getByText('reviewed', { exact: true })).toBeVisible();
  await expect(thread(mine.page).locator('[aria-live="polite"]')).toHaveText(
    'Priya Nair replied: QMS counts: the exception is reviewed there.',
  );
  await expect(thread(mine.page).getByText(/^Priya Nair calls this the answer/)).toBeVisible();
  await expect(rows(mine.page)).toContainText('answered, Lena to close');

  // Somebody puts their own words right; the earlier ones stay.
  await theirs.page.getByRole('button', { name: 'Actions of the message by Priya Nair' }).click();
  await theirs.page.getByRole('menuitem', { name: 'Edit' }).click();
  await thread(theirs.page).getByRole('textbox', { name: 'Edit' }).fill('QMS counts.');
  await theirs.page.keyboard.press('Control+Enter');
  await expect(thread(mine.page).getByText('QMS counts.', { exact: true })).toBeVisible();
  await thread(mine.page)
    .getByRole('button', { name: /^edited, show the earlier wording/ })
    .click();
  await expect(thread(mine.page).getByText('reviewed', { exact: true })).toBeVisible();
  await mine.page.getByRole('article', { name: /^Priya Nair/ }).hover();
  await mine.page
    .getByRole('article', { name: /^Priya Nair/ })
    .getByRole('button', { name: 'React' })
    .click();
  await mine.page.getByRole('menuitem', { name: 'Thanks' }).click();
  await expect(thread(theirs.page).getByRole('button', { name: 'Thanks: Lena Wirth' })).toBeVisible();

  await thread(mine.page).getByRole('button', { name: 'Close', exact: true }).click();
  await mine.page.getByRole('button', { name: /^Close the thread/ }).click();
  await expect(mine.page.getByRole('alert').filter({ hasText: 'Say in a sentence how it ended' })).toBeVisible();
  await mine.page.getByRole('textbox', { name: 'In one sentence' }).fill('QMS is the record of exceptions.');
  await mine.page.getByRole('checkbox', { name: 'Keep it as a decision record' }).click();
  await mine.page.getByRole('button', { name: /^Close the thread/ }).click();
  const ending = thread(theirs.page).locator('[data-outcome="answered"]');
  await expect(ending).toContainText('QMS is the record of exceptions.');
  await ending.getByRole('link', { name: 'Decision DEC1' }).click();
  await expect(theirs.person.field('statement').getByRole('textbox')).toHaveValue('QMS is the record of exceptions.');
  await expect(theirs.person.panel.getByText('Hold and raise out-of-limit exception')).toBeVisible();

  await theirs.page.goBack();
  await thread(theirs.page).getByRole('button', { name: 'Reopen' }).click();
  await theirs.page.getByRole('textbox', { name: 'Reason' }).fill('MES keeps a copy after all.');
  await theirs.page.keyboard.press('Control+Enter');
  await expect(thread(mine.page).getByText('You close it')).toBeVisible();
  await expect(thread(mine.page).locator('[data-outcome]')).toHaveCount(0);
  expect([mine.person.errors, theirs.person.errors]).toEqual([[], []]);
  await mine.page.context().close();
  await theirs.page.context().close();
});

test('DIS-60, DIS-61, DIS-62, DIS-64 a proposal says what it clears, is applied with one key, and can be taken back', async ({
  browser,
}) => {
  const [step, mes] = [await idOf('step', '3'), await idOf('system', 'MES')];
  await edit((doc) => assignSystemRole({ step, data: '*', system: mes, use: 'record' })(doc));
  const id = await begin(lena, {
    anchor: { subject: `step/${step}`, field: 'role.record', label: 'Step 3', quote: 'MES, QMS' },
    to: { function: 'OPS' },
    title: 'Which one counts?',
  });
  const theirs = await at(browser, priya, `discussion?thread=${id}`);
  await reply(theirs.page).fill('QMS counts.');
  await theirs.page.getByRole('button', { name: 'Propose' }).click();
  const change = theirs.page.getByRole('group', { name: 'Which change' });
  await change.getByRole('button', { name: 'Remove MES' }).click();
  await expect(thread(theirs.page).getByText('System of record, step 3')).toBeVisible();
  await theirs.page.getByRole('button', { name: /^Send/ }).click();

  const mine = await at(browser, lena, `discussion?thread=${id}`);
  const card = thread(mine.page).locator('[data-proposal]');
  await expect(card).toContainText('Clears “Conflicting master data” for D4');
  await expect(card).toContainText('Opens nothing new');
  await mine.page.keyboard.press('a');
  await expect(card).toContainText('Applied by Lena Wirth');
  await expect(thread(theirs.page).locator('[data-proposal]')).toContainText('Applied by Lena Wirth');
  const standing = async (): Promise<readonly string[]> => {
    let systems: readonly string[] = [];
    await edit((doc) => {
      const { rows: all, entities } = readSnapshot(doc);
      systems = all.role
        .filter(({ parts }) => parts.step === step && parts.use === 'record')
        .map(({ parts }) => entities.system.find((one) => one.id === parts.system)!.label);
    });
    return systems;
  };
  expect(await standing()).toEqual(['QMS']);
  await mine.page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(card).toContainText('It does not stand on the board any more');
  expect([...(await standing())].sort()).toEqual(['MES', 'QMS']);
  await card.getByRole('button', { name: 'Apply again' }).click();
  await expect(card.getByRole('button', { name: 'Apply again' })).toHaveCount(0);
  expect(await standing()).toEqual(['QMS']);

  // A second one, which is overtaken before anybody applies it.
  await reply(theirs.page).fill('Then so.');
  await theirs.page.getByRole('button', { name: 'Propose' }).click();
  await change.getByRole('button', { name: 'Remove QMS' }).click();
  await theirs.page.getByRole('button', { name: /^Send/ }).click();
  const second = thread(mine.page).locator('[data-proposal]').last();
  await expect(second.getByRole('button', { name: /^Apply/ })).not.toHaveAttribute('aria-disabled', 'true');
  const erp = await idOf('system', 'ERP');
  await edit((doc) => assignSystemRole({ step, data: '*', system: erp, use: 'record' })(doc));
  await expect(second).toContainText(/Cannot be applied as it was meant: .* says .*ERP.* now/);
  await expect(second.getByRole('button', { name: /^Apply/ })).toHaveAttribute('aria-disabled', 'true');
  expect([mine.person.errors, theirs.person.errors]).toEqual([[], []]);
  await mine.page.context().close();
  await theirs.page.context().close();
});

test('DIS-63 a repair of a finding is proposed instead of applied, to whoever owes it', async ({ browser }) => {
  const [step, mes] = [await idOf('step', '3'), await idOf('system', 'MES')];
  await edit((doc) => assignSystemRole({ step, data: '*', system: mes, use: 'record' })(doc));
  const { page, person } = await at(browser, lena, 'findings');
  const row = page.locator('[data-finding^="M02"]').first();
  await row.getByRole('button', { name: /^Explain/ }).click();
  await row.getByRole('button', { name: 'Propose instead' }).first().click();
  await expect(page).toHaveURL(/discussion\?record=step.*thread=new/);
  const writing = page.getByRole('region', { name: 'Begin a thread' });
  await expect(writing.getByRole('textbox', { name: 'Title' })).toHaveValue(/^System of record/);
  await writing.getByRole('textbox', { name: 'Text' }).fill('Agreed in the meeting.');
  await page.keyboard.press('Control+Enter');
  await expect(thread(page).locator('[data-proposal]')).toContainText('Clears “Conflicting master data” for D4');
  await expect(thread(page).getByRole('heading', { level: 2 })).toHaveText(/^System of record/);
  expect(person.errors).toEqual([]);
  await page.context().close();
});

test('DIS-20, DIS-21, DIS-22, DIS-23, DIS-24 hostile texts are harmless wherever they are shown', async ({
  browser,
}) => {
  const HOSTILE = [
    '<svg onload="window.hit=1"><img src=x onerror="window.hit=1"><script>window.hit=1</script>',
    '[click](javascript:window.hit=1) <javascript:window.hit=1> [data](data:text/html,<script>window.hit=1</script>)',
    '![pixel](http://169.254.169.254/latest/meta-data) [there](//evil.test) [user](https://plant.test@evil.test)',
    `${'> '.repeat(4000)}deep`,
    `${'*a '.repeat(1500)}${'a*'.repeat(1500)}`,
    'invoice\u202Efdp.exe ]]> =HYPERLINK("http://evil.test") @SUM(1)',
    '[[ok]](https://docs.test/sop?a=1&b=2 "title") and `code <b>`',
  ];
  const id = await begin(priya, {
    title: '<img src=x onerror=window.hit=1> \u202Egpj.exe',
    body: HOSTILE[0]!,
    anchor: {
      subject: 'process/title',
      field: 'title',
      label: '<b>label</b>\u202E',
      quote: '<svg onload=window.hit=1>',
    },
  });
  for (const body of HOSTILE.slice(1)) await say(priya, 'comment', { thread: id, comment: newId(), body });
  const asked: string[] = [];
  const { page, person } = await at(browser, lena, 'discussion');
  page.on('request', (request) => asked.push(new URL(request.url()).origin));
  page.on('dialog', (dialog) => void dialog.dismiss());
  await expect(rows(page)).toContainText('[U+202E]');
  await rows(page).click();
  await expect(thread(page).getByRole('article')).toHaveCount(HOSTILE.length);
  await expect(thread(page).getByText('U+202E', { exact: true }).first()).toBeVisible();
  expect(await page.evaluate(() => (globalThis as { hit?: number }).hit)).toBeUndefined();
  const drawn = await thread(page).evaluate((section) => ({
    links: [...section.querySelectorAll('.messages a')].map((link) => [
      link.getAttribute('href'),
      link.getAttribute('rel'),
      link.getAttribute('target'),
    ]),
    foreign: section.querySelectorAll('.words :is(img, svg:not(.mark), script, iframe, style, object)').length,
    handlers: [...section.querySelectorAll('.words *')].filter((element) =>
      element.getAttributeNames().some((name) => name.startsWith('on') || name === 'style'),
    ).length,
  }));
  expect(drawn.foreign + drawn.handlers).toBe(0);
  expect(drawn.links).toEqual([
    ['http://169.254.169.254/latest/meta-data', 'noopener noreferrer nofollow', '_blank'],
    ['http://evil.test/', 'noopener noreferrer nofollow', '_blank'],
    ['https://docs.test/sop?a=1&b=2', 'noopener noreferrer nofollow', '_blank'],
  ]);
  expect(new Set(asked)).toEqual(new Set([server.url]));
  expect(person.errors).toEqual([]);
  await page.context().close();
});

test('DIS-10, DIS-11, DIS-15 filters, keys and links of the list; an unknown thread says so', async ({ browser }) => {
  const first = await begin(priya, { title: 'First', to: { function: 'OPS' } });
  await begin(priya, { title: 'Second' });
  const closed = await begin(priya, { title: 'Closed one' });
  await say(priya, 'thread.resolve', { thread: closed, outcome: 'withdrawn', text: 'Not needed.' });
  const comment = newId();
  for (let at = 0; at < 12; at += 1)
    await say(priya, 'comment', {
      thread: first,
      comment: at === 3 ? comment : newId(),
      body: `Message ${at}\n\nwith\n\nlines`,
    });
  const { page, person } = await at(browser, lena, 'discussion');
  await expect(rows(page)).toContainText(['First', 'Second']);
  await page.getByRole('radio', { name: /^Asked of operations/ }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(page).toHaveURL(/show=asked/);
  await page.getByRole('radio', { name: 'Closed' }).click();
  await expect(rows(page)).toContainText(['Closed one']);
  await page.getByRole('radio', { name: /^All/ }).click();
  await rows(page).first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(rows(page).nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(thread(page).getByRole('heading', { level: 2 })).toHaveText('Second');
  // Under the hand the list keeps its order, and what is new waits.
  await say(priya, 'comment', { thread: closed, comment: newId(), body: 'Late.' });
  await begin(priya, { title: 'Third' });
  await expect(page.getByRole('button', { name: 'Show 1 new thread' })).toBeVisible();
  await expect(rows(page)).toContainText(['First', 'Second']);
  await page.getByRole('button', { name: 'Show 1 new thread' }).click();
  await expect(rows(page).first()).toContainText('Third');

  await page.goto(`${server.url}/b/${board}/discussion?thread=${first}&comment=${comment}`);
  const meant = page.locator(`[data-message="${comment}"]`);
  await expect(meant).toBeFocused();
  await expect(meant).toBeInViewport();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.keyboard.press('l');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
  await page.goto(`${server.url}/b/${board}/discussion?thread=${newId()}`);
  await expect(page.getByText(/^There is no such thread on this board/)).toBeVisible();
  expect(person.errors).toEqual([]);
  await page.context().close();
});

test('DIS-31 a thread outlives its record, says so and offers to bring it back', async ({ browser }) => {
  const step = await idOf('step', '4');
  const id = await begin(lena, {
    anchor: { subject: `step/${step}`, field: 'role.record', label: 'Step 4, Sample and test', quote: 'LIMS' },
  });
  const { page, person } = await at(browser, lena, `discussion?thread=${id}`);
  await expect(page.getByRole('link', { name: 'Show on map' })).toBeVisible();
  await edit((doc) => deleteEntity('step', step)(doc));
  await expect(page.getByText('This step was deleted after the thread began.')).toBeVisible();
  await expect(thread(page).getByText('System of record: LIMS')).toBeVisible();
  await page.getByRole('button', { name: 'Restore it' }).click();
  await expect(page.getByRole('link', { name: 'Show on map' })).toBeVisible();
  expect(person.errors).toEqual([]);
  await page.context().close();
});

test('DIS-43 a viewer reads, and is told why not more', async ({ browser }) => {
  const id = await begin(lena);
  await begin(priya);
  await say(lena, 'member', {
    principal: priya.principalId,
    name: priya.name,
    function: 'QUA',
    role: 'viewer',
    signer: false,
  });
  const { page, person } = await at(browser, priya, `discussion?thread=${id}`);
  await expect(thread(page).getByText(/^Your role is viewer/)).toBeVisible();
  await expect(reply(page)).toHaveCount(0);
  await page.keyboard.press('c');
  await expect(page).not.toHaveURL(/thread=new/);
  await expect(page.getByRole('button', { name: /^Thread C/ })).toHaveAttribute('aria-disabled', 'true');
  expect(person.errors).toEqual([]);
  await page.context().close();
});

test('DIS-40, DIS-41, DIS-42 what is typed outlives a reload, what is said offline waits and is sent, what is refused stays', async ({
  browser,
}) => {
  const id = await begin(lena);
  await begin(priya);
  const { page } = await at(browser, priya, `discussion?thread=${id}`);
  await reply(page).fill('Half a sen');
  await expect(thread(page).getByText('draft kept')).toBeVisible();
  await page.reload();
  await expect(reply(page)).toHaveValue('Half a sen');
  await page.context().setOffline(true);
  await reply(page).fill('Half a sentence, now whole.');
  await page.keyboard.press('Control+Enter');
  const message = thread(page).getByRole('article').filter({ hasText: 'now whole' });
  await expect(message.getByRole('status')).toHaveText(/Waits for the connection|Sending/);
  await page.context().setOffline(false);
  await expect(message.getByRole('status')).toHaveCount(0);
  await expect(message).toHaveCount(1);
  await expect(reply(page)).toHaveValue('');

  // Demoted while away: it is refused, and stays with its reason.
  await page.context().setOffline(true);
  await reply(page).fill('Too late.');
  await page.keyboard.press('Control+Enter');
  await say(lena, 'member', {
    principal: priya.principalId,
    name: priya.name,
    function: 'QUA',
    role: 'viewer',
    signer: false,
  });
  await page.context().setOffline(false);
  const late = thread(page).getByRole('article').filter({ hasText: 'Too late.' });
  await expect(late.getByRole('status')).toContainText('Not sent: Your role on this board does not allow it.');
  await late.getByRole('button', { name: 'Discard' }).click();
  await expect(late).toHaveCount(0);
  await page.context().close();
});

test('DIS-13 of a thousand threads those in view are drawn', async ({ browser }) => {
  const COUNT = 1_000;
  const entries = Array.from({ length: COUNT }, (_, at) => ({
    board,
    seq: at + 1,
    id: newId(),
    kind: 'thread',
    actor: lena.principalId,
    at: new Date(Date.UTC(2026, 10, 20, 8, 0, at)).toISOString(),
    payload: {
      thread: newId(),
      anchor: { subject: 'process/title', label: 'The whole board' },
      kind: 'question',
      title: `Thread number ${at + 1}`,
      body: 'Well?',
    },
    prevHash: 'a'.repeat(64),
    hash: 'b'.repeat(64),
  }));
  const head = { seq: COUNT, hash: 'b'.repeat(64) };
  const page = await enter(browser, server, lena, { reducedMotion: 'reduce' });
  await page.route(/\/api\/boards\/[^/]+\/record\?/, async (route) => {
    const since = Number(new URL(route.request().url()).searchParams.get('since'));
    const limit = Number(new URL(route.request().url()).searchParams.get('limit') ?? 1_000);
    const body: RecordResponse = {
      entries: entries.slice(since, since + limit),
      head,
      lastSaid: COUNT,
    } as RecordResponse;
    await route.fulfill({ json: body });
  });
  await page.goto(`${server.url}/b/${board}/discussion`);
  await expect(rows(page).first()).toContainText(`Thread number ${COUNT}`);
  expect(await rows(page).count()).toBeLessThan(60);
  await rows(page).first().focus();
  await page.keyboard.press('End');
  await expect(rows(page).filter({ hasText: /^.*Thread number 1(?!\d)/ })).toBeFocused();
  expect(await rows(page).count()).toBeLessThan(60);
  await expect(page.getByRole('listitem').last()).toHaveAttribute('aria-setsize', String(COUNT));
  await page.context().close();
});

test('DIS-70 a record refers to documents elsewhere, by web addresses only', async ({ browser }) => {
  const step = await idOf('step', '3');
  const { page, person } = await at(browser, lena, `map?record=step/${step}`);
  const section = page.getByRole('region', { name: 'References' });
  await section.getByRole('button', { name: 'Add a reference' }).click();
  await section.getByRole('textbox', { name: 'Number' }).fill('SOP-0042');
  await section.getByRole('textbox', { name: 'Title' }).fill('Handling of exceptions');
  await section.getByRole('textbox', { name: 'Address' }).fill('javascript:alert(1)');
  await section.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(section.getByText('Enter an address that begins with http:// or https://')).toBeVisible();
  await section.getByRole('textbox', { name: 'Address' }).fill('https://docs.test/sop-0042');
  await section.getByRole('button', { name: 'Add', exact: true }).click();
  const link = section.getByRole('link', { name: 'Open Handling of exceptions' });
  await expect(link).toHaveAttribute('href', 'https://docs.test/sop-0042');
  await expect(link).toHaveAttribute('rel', /noopener/);
  await expect(section.getByText('SOP-0042')).toBeVisible();
  await section.getByRole('button', { name: /^Remove the reference Handling/ }).click();
  await expect(section.getByText('No document referred to')).toBeVisible();
  expect(person.errors).toEqual([]);
  await page.context().close();
});

test('DIS-15 on a phone the list leads to the thread, with the composer at the thumb', async ({ browser }) => {
  await begin(priya, { title: 'On the phone' });
  const { page, person } = await at(browser, lena, 'discussion', {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await rows(page).tap();
  await expect(thread(page)).toBeVisible();
  await expect(rows(page)).toHaveCount(0);
  const box = (await reply(page).boundingBox())!;
  expect(box.y).toBeGreaterThan(600);
  await reply(page).fill('From the line.');
  await page.getByRole('button', { name: 'Send' }).tap();
  await expect(thread(page).getByText('From the line.')).toBeVisible();
  await page.getByRole('button', { name: 'Back' }).tap();
  await expect(rows(page)).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(person.errors).toEqual([]);
  await page.context().close();
});

test('ACCESS-1, ACCESS-2 a thread with a proposal, how it ended, and a new one break no rule, on a screen and a phone', async ({
  browser,
}) => {
  const [step, mes] = [await idOf('step', '3'), await idOf('system', 'MES')];
  const change = {
    summary: 'System of record, step 3: QMS to MES',
    mutations: [{ name: 'setSystemRole', arguments: { step, data: '*', use: 'record', systems: [mes] } }],
  };
  const anchor = { subject: `step/${step}`, field: 'role.record', label: 'Step 3', quote: 'QMS' };
  const id = await begin(priya, {
    anchor,
    to: { function: 'OPS' },
    due: '2026-01-01',
    body: 'See @Operations.\n\n> said\n\n- one',
    mentions: [{ function: 'OPS' }],
  });
  await say(priya, 'comment', { thread: id, comment: newId(), body: 'So `then`.', change });
  const closed = await begin(priya, { anchor, title: 'Closed one' });
  await say(priya, 'thread.resolve', { thread: closed, outcome: 'answered', text: 'So.' });
  const found: string[] = [];
  for (const options of [
    { viewport: { width: 1440, height: 900 } },
    { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  ]) {
    const { page } = await at(browser, lena, `discussion?thread=${id}`, options);
    for (const path of [
      `discussion?thread=${id}`,
      `discussion?thread=${closed}`,
      'discussion',
      `discussion?record=step/${step}&field=role.record&thread=new`,
      `map?record=step/${step}`,
    ]) {
      await page.goto(`${server.url}/b/${board}/${path}`);
      await expect(page.locator('[data-said="read"]')).toBeAttached();
      await expect(page.getByText(/Who counts\?|Closed one|New thread on/).first()).toBeVisible();
      const where = `${path} at ${options.viewport.width}`;
      found.push(...(await violations(page)).map((one) => `${where}: ${one}`));
      await page.emulateMedia({ colorScheme: 'dark' });
      found.push(...(await violations(page, ['color-contrast'])).map((one) => `${where} in the dark: ${one}`));
      await page.emulateMedia({ colorScheme: 'light' });
      const px = await page.evaluate(() => document.documentElement.scrollWidth);
      if (px > options.viewport.width) found.push(`${where}: ${px} px wide`);
    }
    await page.context().close();
  }
  expect(found).toEqual([]);
});
