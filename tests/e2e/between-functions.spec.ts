/**
 * How three functions settle a question without ever being there together: operations asks, quality proposes, IT answers,
 * operations decides. Each comes with an account and a browser of their own, which is shut before the next one comes;
 * after each visit the numbers of all three are told.
 */
import { assignSystemRole, deleteEntity, type EntityId, readSnapshot, withdrawSystemRole } from '@chartroom/domain';
import type { Browser, BrowserContext, Locator, Page } from '@playwright/test';
import type { InboxCountsResponse } from '@chartroom/server/api';
import { type Account, ACCOUNTS, invite, join, setUp } from '../support/account.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { anHourPasses } from '../support/visits.ts';
import { Person } from './person.ts';
import { expect, test } from './test.ts';

const HOLD = 'Hold and raise out-of-limit exception';
const RUN = 'Run and record in-process checks';
const TEN_MINUTES_MS = 10 * 60_000;
const A_WEEK_MS = 7 * 86_400_000;

/** Somebody with an account, and with a browser that keeps between visits what browsers keep. */
class Colleague {
  readonly account: Account;
  #kept: Awaited<ReturnType<BrowserContext['storageState']>> | undefined;

  constructor(account: Account) {
    this.account = account;
  }

  /** Opens the browser at the list of boards, signs in where nobody is, and shuts it when `visit` is through. */
  async comes(browser: Browser, visit: (person: Person) => Promise<void>): Promise<void> {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
      ...(this.#kept === undefined ? {} : { storageState: this.#kept }),
    });
    const page = await context.newPage();
    await page.clock.install();
    page.on('domcontentloaded', () => visiting.delete(page));
    page.on('response', (answer) => {
      if (answer.url().endsWith(`/api/boards/${board}/since`)) visiting.add(page);
    });
    const person = new Person(page, this.account.name);
    page.on('pageerror', (error) => person.errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.text().includes('Content Security Policy'))
        person.errors.push(message.text());
    });
    await page.goto(server.url);
    if (this.#kept === undefined) {
      await page.getByRole('textbox', { name: 'E-mail' }).fill(this.account.email);
      await page.getByRole('textbox', { name: 'Password' }).fill(this.account.password);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    }
    await expect(page.getByRole('button', { name: new RegExp(`^You: ${this.account.name}`) })).toBeVisible();
    await visit(person);
    expect(person.errors, 'errors of scripts, violations of the policy').toEqual([]);
    this.#kept = await context.storageState({ indexedDB: true });
    await context.close();
  }

  /** What the server counts for them, over all boards and on the one that there is. */
  async counts(): Promise<Counts> {
    const answer = await this.account.request('/api/inbox/counts');
    const { unread, concerns, asked, boards } = (await answer.json()) as InboxCountsResponse;
    expect(boards).toEqual([expect.objectContaining({ board, unread, concerns, asked })]);
    return { unread, concerns, asked };
  }
}
type Counts = Pick<InboxCountsResponse, 'unread' | 'concerns' | 'asked'>;

let server: TestServer;
let board: string;
/** Pages on which a visit is counted: with the code that asks what is new, which comes after the first screen. */
const visiting = new WeakSet<Page>();
let lena: Colleague;
let priya: Colleague;
let marta: Colleague;
test.beforeEach(async () => {
  server = await startServer({ builtBoard: true, env: ACCOUNTS });
  const first = await setUp(server);
  board = (await first.createBoard('Lot release', 't1')).id;
  const member = async (name: string, fn: 'QUA' | 'IT', password: string): Promise<Colleague> => {
    const url = await invite(server, first.cookie, board, { function: fn });
    const email = `${fn.toLowerCase()}@plant.example`;
    return new Colleague(await join(server, url, { name, function: fn, email, password }));
  };
  lena = new Colleague(first);
  priya = await member('Priya Nair', 'QUA', 'sampling plan seven b');
  marta = await member('Marta Lindqvist', 'IT', 'rain on the server roof');
  // The question that the board itself asks: two systems of record.
  await edit((doc) => assignSystemRole(recordOfHold(doc, 'MES'))(doc));
});
test.afterEach(() => server.stop());

/** What is unread for each, what of it concerns them, and how many threads ask them or their function. */
const numbers = async (expected: Readonly<Record<'lena' | 'priya' | 'marta', readonly [number, number, number]>>) => {
  const told = ([unread, concerns, asked]: readonly [number, number, number]): Counts => ({ unread, concerns, asked });
  await expect
    .poll(async () => ({ lena: await lena.counts(), priya: await priya.counts(), marta: await marta.counts() }))
    .toEqual({ lena: told(expected.lena), priya: told(expected.priya), marta: told(expected.marta) });
};

// The board beside the browsers

type Document = ReturnType<Account['open']>['doc'];
const edit = async (change: (doc: Document) => void): Promise<void> => {
  const { doc, client } = lena.account.open(board);
  await expect.poll(() => readSnapshot(doc).entities.system.length).toBeGreaterThan(0);
  change(doc);
  await expect.poll(() => client.state.kind).toBe('synced');
  client.destroy();
};
const stepOfHold = (doc: Document): EntityId =>
  readSnapshot(doc).entities.step.find(({ label }) => label === '3')!.id as EntityId;
const recordOfHold = (doc: Document, label: string) => {
  const system = readSnapshot(doc).entities.system.find((one) => one.label === label)!.id as EntityId;
  return { step: stepOfHold(doc), data: '*', system, use: 'record' } as const;
};
const systemsOfHold = async (): Promise<readonly string[]> => {
  let labels: readonly string[] = [];
  await edit((doc) => {
    const { rows, entities } = readSnapshot(doc);
    const step = stepOfHold(doc);
    labels = rows.role
      .filter(({ parts }) => parts.step === step && parts.use === 'record')
      .map(({ parts }) => entities.system.find(({ id }) => id === parts.system)!.label);
  });
  return labels.toSorted();
};

// Above the boards, and in the inbox

const cards = (page: Page): Locator =>
  page.getByRole('navigation', { name: 'What waits for you' }).getByRole('link').locator('b');
const goHome = (page: Page): Promise<void> => page.locator('[data-region="top"]').getByRole('link').first().click();
const openInbox = async (page: Page): Promise<void> => {
  await page.getByRole('navigation', { name: 'What waits for you' }).getByRole('link').first().click();
  await expect(page).toHaveURL(/\/inbox$/);
};
const filter = (page: Page, name: RegExp): Locator => page.getByRole('radio', { name });
const inboxRow = (page: Page, title: string): Locator => page.locator('[data-inbox-row]').filter({ hasText: title });

// On the board

const openBoard = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: 'Lot release', exact: true }).click();
  await expect(page.locator('[data-said="read"]')).toBeAttached();
};
const unreadIn = (page: Page, view: 'map' | 'interfaces' | 'discussion'): Locator =>
  page.locator(`#rail-${view}-unread`);
const since = (page: Page): Locator => page.getByRole('region', { name: /^Since you were here/ });
const row = (page: Page, title: string): Locator => page.locator('[data-thread-row]').filter({ hasText: title });
const thread = (page: Page): Locator => page.locator('section[data-thread]');
const messages = (page: Page): Locator => thread(page).getByRole('article');
/** The thread that is open has been before the eyes for long enough; so much is left elsewhere. */
const hasRead = async (page: Page, left: string | null): Promise<void> =>
  left === null
    ? expect(unreadIn(page, 'discussion')).toHaveCount(0)
    : expect(unreadIn(page, 'discussion')).toHaveText(left);

interface Asking {
  readonly title: string;
  readonly body: string;
  readonly field?: string;
  readonly asks?: string;
  readonly due?: string;
  /** Named at the beginning of the text. */
  readonly names?: string;
}
/** Begins a thread at what is selected, in the panel beside the view. */
const begin = async ({ page }: Person, { title, body, field, asks, due, names }: Asking): Promise<void> => {
  await page.keyboard.press('c');
  const writing = page.getByRole('region', { name: 'Begin a thread' });
  await expect(writing.getByRole('textbox', { name: 'Title' })).toBeFocused();
  if (field !== undefined) {
    await writing.getByRole('combobox', { name: 'Field' }).click();
    await page.getByRole('option', { name: field, exact: true }).click();
  }
  if (asks !== undefined) {
    await writing.getByRole('combobox', { name: 'Asks' }).fill(asks);
    await page.keyboard.press('Enter');
  }
  if (due !== undefined) await writing.getByLabel('Due').fill(due);
  await writing.getByRole('textbox', { name: 'Title' }).fill(title);
  const text = writing.getByRole('textbox', { name: 'Text' });
  if (names !== undefined) {
    await text.pressSequentially(`@${names.slice(0, 4)}`);
    await expect(page.getByRole('option', { name: names })).toBeVisible();
    await text.press('Enter');
    await expect(text).toHaveValue(`@${names} `);
  }
  await text.fill(`${await text.inputValue()}${body}`);
  await expect(writing.getByRole('button', { name: 'Begin', exact: true })).toBeInViewport({ ratio: 1 });
  await writing.getByRole('button', { name: 'Begin', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Discussion' }).getByText(title)).toBeVisible();
};
const reply = async (page: Page, body: string, how: 'Send' | 'Answer' = 'Send'): Promise<void> => {
  if (how === 'Answer') {
    await thread(page).getByRole('button', { name: 'Reply', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Reply as the answer' }).click();
  }
  await thread(page).getByRole('textbox', { name: 'Reply' }).fill(body);
  await thread(page)
    .getByRole('button', { name: `${how} Ctrl Enter` })
    .click();
  await expect(messages(page).last()).toContainText(body.replaceAll('@', ''));
  await expect(
    messages(page)
      .last()
      .getByText(/^(Sending|Waits for)/),
  ).toHaveCount(0);
};
const close = async (page: Page, outcome: string, words: string, decision = false): Promise<void> => {
  const form = page.getByRole('form', { name: 'How does it end' });
  await form.getByRole('radio', { name: outcome }).click();
  await form.getByRole('textbox', { name: 'In one sentence' }).fill(words);
  if (decision) await form.getByRole('checkbox', { name: 'Keep it as a decision record' }).click();
  await form.getByRole('button', { name: /^Close the thread/ }).click();
  await expect(thread(page).locator('[data-outcome]')).toContainText(words);
};
/** Stays for ten minutes, which the server notes as a visit (again, where the first minute is over already), and leaves. */
const leave = async (page: Page): Promise<void> => {
  await expect.poll(() => visiting.has(page)).toBe(true);
  const told = page.waitForResponse((answer) => answer.url().endsWith(`/api/boards/${board}/visit`));
  await page.clock.fastForward(TEN_MINUTES_MS);
  expect((await told).status()).toBe(204);
};

test('STORY-3, DIS-4, DIS-5, DIS-51, INB-1, INB-10, INB-20 three functions who are never there together settle a question, and each finds what is theirs', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  await test.step('operations asks quality at a field, and names somebody of IT elsewhere', async () => {
    await lena.comes(browser, async (person) => {
      const { page } = person;
      await expect(cards(page)).toHaveText([
        'Nothing unread',
        'Nothing new concerns you',
        'Nothing asked of operations',
      ]);
      await openBoard(page);
      await person.openStep(HOLD);
      await page.keyboard.press('Escape');
      await begin(person, {
        title: 'Which number counts?',
        body: 'Two systems claim the exception.',
        field: 'System of record',
        asks: 'Quality',
        due: new Date(Date.now() + A_WEEK_MS).toISOString().slice(0, 10),
      });
      await person.openStep(RUN);
      await page.keyboard.press('Escape');
      await begin(person, { title: 'Clock of the line', names: 'Marta Lindqvist', body: 'can it drift?' });
      await leave(page);
    });
    await numbers({ lena: [0, 0, 0], priya: [2, 1, 1], marta: [2, 1, 0] });
  });

  await test.step('quality finds one question asked, reads, asks IT in turn and proposes a change', async () => {
    await priya.comes(browser, async (person) => {
      const { page } = person;
      await expect(cards(page)).toHaveText(['2 unread', '1 concerns you', '1 asked of quality']);
      await expect(page.getByRole('row', { name: /^Lot release/ }).getByRole('link', { name: /unread/ })).toHaveText(
        /2 unread, 1 concerns you/,
      );
      await openInbox(page);
      await expect(filter(page, /^Unread/)).toHaveText(/2$/);
      await expect(filter(page, /^Concerns me/)).toHaveText(/1$/);
      await expect(filter(page, /^Asked of quality/)).toHaveText(/1$/);
      await expect(inboxRow(page, 'Which number')).toHaveAccessibleName(
        /^1 unread, 1 concerns you, Question, Which number counts\?, Step 3.*, system of record, asks your function, Lena Wirth: Two systems claim the exception\., to Quality, due .*, 1 message$/,
      );
      await expect(inboxRow(page, 'Which number')).toContainText('MES, QMS');
      await expect(inboxRow(page, 'Clock of')).toHaveAccessibleName(/^1 unread, Question/);

      await openBoard(page);
      await expect(unreadIn(page, 'discussion')).toHaveText('2 unread, 1 concerns you');
      await expect(unreadIn(page, 'map')).toHaveText('2 unread, 1 concerns you');
      await expect(person.map.getByLabel(/^Step 3 of 7.*1 thread, 1 unread, it concerns you/)).toBeAttached();
      await expect(person.map.getByLabel(/^Step 2 of 7.*1 thread, 1 unread(?!, it)/)).toBeAttached();
      await person.openStep(HOLD);
      await person.panel.getByRole('button', { name: 'Show 1 thread, 1 unread, it concerns you' }).click();
      await expect(thread(page).getByText('System of record: MES, QMS')).toBeVisible();
      await hasRead(page, '1 unread');
      await reply(page, 'QMS counts, where the exception is reviewed. @IT does I3 carry its number?');
      await thread(page).getByRole('button', { name: 'Propose' }).click();
      await page.getByRole('group', { name: 'Which change' }).getByRole('button', { name: 'Remove MES' }).click();
      await reply(page, 'Then MES is no record of it.');
      await expect(thread(page).locator('[data-proposal]')).toContainText('Clears “Conflicting master data” for D4');
      await row(page, 'Clock of').click();
      await hasRead(page, null);

      await person.goTo('Interfaces');
      await page.getByRole('row', { name: /^I3/ }).getByText('I3', { exact: true }).click();
      await expect(person.panel).toBeVisible();
      await begin(person, { title: 'Alarm when I3 stands still', body: 'Who is woken?', asks: 'Marta' });
      await leave(page);
    });
    await numbers({ lena: [3, 2, 0], priya: [0, 0, 1], marta: [5, 3, 1] });
  });

  await test.step('IT finds what both have said, answers, assents, and mutes a step', async () => {
    await marta.comes(browser, async (person) => {
      const { page } = person;
      await expect(cards(page)).toHaveText(['5 unread', '3 concern you', '1 asked of IT']);
      await openInbox(page);
      await expect(inboxRow(page, 'Which number')).toHaveAccessibleName(
        /^3 unread, 1 concerns you.*names your function, Priya Nair: Then MES/,
      );
      await expect(inboxRow(page, 'Clock of')).toHaveAccessibleName(/^1 unread, 1 concerns you.*names you, Lena Wirth/);
      await expect(inboxRow(page, 'Alarm when')).toHaveAccessibleName(/^1 unread, 1 concerns you.*asks you.*to you/);
      await filter(page, /^Asked of IT/).click();
      await expect(page.locator('[data-inbox-row]')).toHaveCount(1);
      await openBoard(page);
      await person.goTo('Interfaces');
      await expect(unreadIn(page, 'interfaces')).toHaveText('1 unread, it concerns you');
      await expect(page.locator('[data-unread]')).toHaveText(['1 unread, it concerns you']);
      await expect(page.getByRole('row', { name: /^I3 1 unread/ })).toBeVisible();
      await person.goTo('Discuss');
      await row(page, 'Alarm when').click();
      await hasRead(page, '4 unread, 2 concern you');
      await expect(unreadIn(page, 'interfaces')).toHaveCount(0);
      await expect(unreadIn(page, 'map')).toHaveText('4 unread, 2 concern you');
      await expect(filter(page, /^Asked of IT/)).toHaveText(/1$/);
      await reply(page, 'The data centre, at once.', 'Answer');
      await expect(thread(page).getByText(/^Marta Lindqvist calls this the answer/)).toBeVisible();
      await expect(filter(page, /^Asked of IT/)).toHaveText(/0$/);

      await row(page, 'Which number').click();
      await expect(thread(page).getByRole('separator')).toHaveText('3 new');
      await hasRead(page, '1 unread, it concerns you');
      await reply(page, 'I3 carries it.');
      const proposal = messages(page).filter({ has: page.locator('[data-proposal]') });
      await proposal.hover();
      await proposal.getByRole('button', { name: 'React' }).click();
      await page.getByRole('menuitem', { name: 'Agree' }).click();
      await expect(proposal.getByRole('button', { name: 'Agree: Marta Lindqvist' })).toBeVisible();

      await row(page, 'Clock of').click();
      await hasRead(page, null);
      await page.getByRole('button', { name: 'what concerns me' }).click();
      await page.getByRole('menuitem', { name: 'Only what names me' }).click();
      await expect(page.getByRole('button', { name: 'only what names me' })).toBeVisible();
      await leave(page);
    });
    await numbers({ lena: [5, 3, 0], priya: [2, 2, 1], marta: [0, 0, 0] });
  });

  await test.step('operations finds the answers, applies what was proposed and closes with a decision', async () => {
    anHourPasses(server);
    await lena.comes(browser, async (person) => {
      const { page } = person;
      await expect(cards(page)).toHaveText(['5 unread', '3 concern you', 'Nothing asked of operations']);
      await openInbox(page);
      await expect(inboxRow(page, 'Which number')).toHaveAccessibleName(
        /^3 unread, 3 concern you.*you spoke here, Marta Lindqvist: I3 carries it/,
      );
      await expect(inboxRow(page, 'Alarm when')).toHaveAccessibleName(/^2 unread, Question.*answered, to be closed/);
      await openBoard(page);
      await expect(since(page)).toContainText(/: 5 new messages\s+Show/);
      await since(page).getByRole('button', { name: 'Show' }).click();
      await expect(since(page).getByRole('listitem')).toContainText([
        'Marta Lindqvist replied in “Which number counts?”',
      ]);
      await since(page)
        .getByRole('link', { name: /Which number/ })
        .click();
      await hasRead(page, '2 unread');
      const card = thread(page).locator('[data-proposal]');
      await expect(card).toContainText('Opens nothing new');
      await card.getByRole('button', { name: /^Apply/ }).click();
      await expect(card).toContainText('Applied by Lena Wirth');
      await expect(card).not.toContainText('It does not stand on the board any more');
      await card.getByRole('button', { name: 'Close the thread' }).click();
      await close(page, 'Answered', 'The number of QMS counts.', true);
      await expect(thread(page).getByRole('link', { name: 'Decision DEC1' })).toBeVisible();
      await row(page, 'Clock of').click();
      await reply(page, 'It is set each night.');
      await leave(page);
    });
    expect(await systemsOfHold()).toEqual(['QMS']);
    await numbers({ lena: [2, 0, 0], priya: [3, 2, 0], marta: [0, 0, 0] });
  });

  await test.step('quality sees how it ended, closes what it had asked, and has nothing left', async () => {
    anHourPasses(server);
    await priya.comes(browser, async (person) => {
      const { page } = person;
      await expect(cards(page)).toHaveText(['3 unread', '2 concern you', 'Nothing asked of quality']);
      await openBoard(page);
      await expect(since(page)).toContainText(/3 new messages/);
      await since(page).getByRole('button', { name: 'Show' }).click();
      await expect(since(page).getByRole('listitem').nth(1)).toContainText(
        'Marta Lindqvist replied in “Alarm when I3 stands still”',
      );
      await expect(since(page).getByRole('listitem').first()).toHaveText(
        /^Lena Wirth closed “Which number counts\?”\s+today/,
      );
      await expect(person.slot(3, 'System of record', 'QMS')).toBeVisible();
      await expect(person.conflict(3)).toHaveCount(0);
      await since(page)
        .getByRole('link', { name: /Which number/ })
        .click();
      await hasRead(page, '2 unread, 1 concerns you');
      await expect(thread(page).locator('[data-outcome="answered"]')).toContainText('The number of QMS counts.');
      await thread(page).getByRole('link', { name: 'Decision DEC1' }).click();
      await expect(person.field('statement').getByRole('textbox')).toHaveValue('The number of QMS counts.');
      await person.panel.getByRole('link', { name: /Which number counts\? Decided here, answered/ }).click();
      await expect(thread(page).getByRole('heading', { level: 2 })).toHaveText('Which number counts?');
      await row(page, 'Clock of').click();
      await hasRead(page, '1 unread, it concerns you');
      await row(page, 'Alarm when').click();
      await hasRead(page, null);
      await thread(page).getByRole('button', { name: 'Close', exact: true }).click();
      await close(page, 'Answered', 'The data centre is woken.');
      await expect(filter(page, /^Asked of quality/)).toHaveText(/0$/);
    });
    await numbers({ lena: [2, 0, 0], priya: [0, 0, 0], marta: [0, 0, 0] });
  });

  await test.step('IT has nothing new, not even what was said on the step that it muted, and finds the decision', async () => {
    anHourPasses(server);
    await marta.comes(browser, async (person) => {
      const { page } = person;
      await expect(cards(page)).toHaveText(['Nothing unread', 'Nothing new concerns you', 'Nothing asked of IT']);
      await openInbox(page);
      await expect(page.getByText('You have read everything.')).toBeVisible();
      await filter(page, /^Concerns me/).click();
      await inboxRow(page, 'Which number').click();
      await expect(thread(page).locator('[data-outcome="answered"]')).toContainText('Decision DEC1');
      await expect(since(page)).not.toContainText('message');
      await row(page, 'Clock of').click();
      await expect(messages(page).last()).toContainText('It is set each night.');
      await hasRead(page, null);
    });
    await numbers({ lena: [2, 0, 0], priya: [0, 0, 0], marta: [0, 0, 0] });
  });
});

test('STORY-4, DIS-30, DIS-31, INB-2 a thread outlives the value that it quotes and its record, and is reached from the inbox', async ({
  browser,
}) => {
  await lena.comes(browser, async (person) => {
    await openBoard(person.page);
    await person.openStep(HOLD);
    await person.page.keyboard.press('Escape');
    await begin(person, {
      title: 'Which number counts?',
      body: 'Tell us.',
      field: 'System of record',
      asks: 'Quality',
    });
  });
  await edit((doc) => withdrawSystemRole(recordOfHold(doc, 'MES'))(doc));
  const quoted = (page: Page): Locator => thread(page).getByText('System of record: MES, QMS');
  await priya.comes(browser, async ({ page }) => {
    await openInbox(page);
    await expect(inboxRow(page, 'Which number')).toContainText('MES, QMS');
    await inboxRow(page, 'Which number').click();
    await expect(quoted(page)).toBeVisible();
    await expect(page.locator('dt:has-text("System of record, then") + dd')).toHaveText('MES, QMS');
    await expect(page.locator('dt:text-is("Now") + dd')).toHaveText('QMS');
    await hasRead(page, null);
    await goHome(page);
    await expect(cards(page)).toHaveText(['Nothing unread', 'Nothing new concerns you', '1 asked of quality']);
  });
  await edit((doc) => deleteEntity('step', stepOfHold(doc))(doc));
  await marta.comes(browser, async ({ page }) => {
    await openInbox(page);
    await expect(inboxRow(page, 'Which number')).toHaveAccessibleName(/^1 unread, Question.*Step 3/);
    await inboxRow(page, 'Which number').click();
    await expect(page).toHaveURL(new RegExp(`/b/${board}/discussion\\?thread=`));
    await expect(quoted(page)).toBeVisible();
    await expect(page.getByText('Step 3, Hold and raise out-of-limit exception', { exact: true })).toBeVisible();
    await expect(page.getByText('This step was deleted after the thread began.')).toBeVisible();
    await hasRead(page, null);
    await goHome(page);
    await expect(cards(page)).toHaveText(['Nothing unread', 'Nothing new concerns you', 'Nothing asked of IT']);
  });
  await numbers({ lena: [0, 0, 0], priya: [0, 0, 1], marta: [0, 0, 0] });
});
