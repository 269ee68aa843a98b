/**
 * Accounts on screen with the real server: coming in by every way, the session and its end, the own account, and the
 * accounts of others. Passkeys are those of Chromium's virtual authenticator.
 */
import type { Browser, BrowserContextOptions, Locator, Page, WebSocketRoute } from '@playwright/test';
import { totp } from '../../apps/server/test/support/totp.ts';
import {
  ACCOUNTS,
  ADMINISTRATOR,
  join,
  invite,
  joinAsGuest,
  setUp,
  signIn,
  type Account,
  type NewPerson,
} from '../support/account.ts';
import { startOidcProvider, type OidcProvider } from '../support/oidc-provider.ts';
import { startMailbox } from '../support/mailbox.ts';
import { poll } from '../support/poll.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { violations } from './axe.ts';
import { enter } from './entrance.ts';
import { expect, test } from './test.ts';

const PRIYA: NewPerson = {
  name: 'Priya Nair',
  function: 'QUA',
  email: 'priya.nair@plant.example',
  password: 'sampling plan seven b',
};

let server: TestServer;
const errors: string[] = [];
test.beforeEach(async () => {
  errors.length = 0;
  server = await startServer({ builtBoard: true, env: ACCOUNTS });
});
test.afterEach(async () => {
  await server.stop();
  expect(errors, 'errors of scripts, violations of the policy').toEqual([]);
});

const watched = (page: Page): Page => {
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) errors.push(message.text());
  });
  return page;
};
/** A browser in which nobody is known. */
const fresh = async (browser: Browser, options: BrowserContextOptions = {}): Promise<Page> =>
  watched(await (await browser.newContext({ reducedMotion: 'reduce', ...options })).newPage());
const as = async (browser: Browser, account: Pick<Account, 'cookie'>): Promise<Page> =>
  watched(await enter(browser, server, account, { reducedMotion: 'reduce' }));

const field = (page: Page | Locator, name: string): Locator => page.getByRole('textbox', { name, exact: true });
const button = (page: Page | Locator, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
const part = (page: Page, name: string): Locator => page.getByRole('region', { name });
const heading = (page: Page, name: string): Locator => page.getByRole('heading', { level: 1, name, exact: true });
/** What the page says at once to whoever does not see it. */
const alert = (page: Page | Locator): Locator => page.getByRole('alert');

const fillSignIn = async (page: Page | Locator, { email, password }: Pick<NewPerson, 'email' | 'password'>) => {
  await field(page, 'E-mail').fill(email);
  await field(page, 'Password').fill(password);
  await button(page, 'Sign in').click();
};
const openBoard = async (page: Page, path: string): Promise<void> => {
  await page.goto(`${server.url}${path}`);
  await expect(page.locator('[data-region="top"] [data-save="saved"]')).toBeVisible();
};
/** The way from a page to the server, for requests and sockets alike; ask for it before the page is opened. */
const networkOf = async (page: Page): Promise<{ cut(): Promise<void>; mend(): Promise<void> }> => {
  const open = new Set<WebSocketRoute>();
  let isCut = false;
  await page.routeWebSocket(/\/sync\//, async (socket) => {
    if (isCut) return socket.close({ code: 1001 });
    open.add(socket);
    socket.connectToServer();
  });
  return {
    cut: async () => {
      isCut = true;
      await page.context().setOffline(true);
      await Promise.all([...open].map((socket) => socket.close({ code: 1001 })));
      open.clear();
    },
    mend: async () => {
      isCut = false;
      await page.context().setOffline(false);
    },
  };
};
/** Priya has an account and is a contributor of the board. */
const invitePriya = async (lena: Account, board: string): Promise<Account> =>
  join(server, await invite(server, lena.cookie, board), PRIYA);

test.describe('coming in', () => {
  test('ACC-1, ACC-4, ACC-5 a fresh server leads to the set-up page, which says what is missing and makes the administrator', async ({
    browser,
  }) => {
    const page = await fresh(browser);
    await page.goto(`${server.url}/b/anything/map`);
    await expect(page).toHaveURL(`${server.url}/setup`);
    await button(page, 'Set up').click();
    await expect(field(page, 'Name')).toBeFocused();
    await expect(field(page, 'Name')).toHaveAccessibleDescription('Enter your name');
    for (const text of ['Choose a function', 'Enter an e-mail address', 'Enter a new password'])
      await expect(page.getByText(text, { exact: true })).toBeVisible();
    await field(page, 'Name').fill('Lena Wirth');
    await page.getByRole('group', { name: 'Function' }).getByText('Operations', { exact: true }).click();
    await field(page, 'E-mail').fill('lena.wirth');
    await field(page, 'Password').fill('too short');
    await field(page, 'Plant or programme').fill('Mill 4');
    await button(page, 'Set up').click();
    await expect(field(page, 'E-mail')).toBeFocused();
    await expect(field(page, 'Password')).toHaveAccessibleDescription('Use at least 10 characters');
    await field(page, 'E-mail').fill(ADMINISTRATOR.email);
    await field(page, 'Password').fill(ADMINISTRATOR.password);
    await button(page, 'Set up').click();
    await expect(page).toHaveURL(`${server.url}/`);
    await expect(page.getByRole('button', { name: /^You: Lena Wirth/ })).toBeVisible();
    // Once is enough: the page is for nobody any more.
    await page.goto(`${server.url}/setup`);
    await expect(heading(page, 'Chartroom is set up already')).toBeVisible();
  });

  test('ACC-4 the token of the link is sent along and out of the address, and a wrong one is refused with the remedy', async ({
    browser,
  }) => {
    const page = await fresh(browser);
    await page.goto(`${server.url}/setup#not-the-one`);
    await expect(page).toHaveURL(`${server.url}/setup`);
    await field(page, 'Name').fill('Lena Wirth');
    await page.getByRole('group', { name: 'Function' }).getByText('Operations', { exact: true }).click();
    await field(page, 'E-mail').fill(ADMINISTRATOR.email);
    await field(page, 'Password').fill(ADMINISTRATOR.password);
    await field(page, 'Plant or programme').fill('Mill 4');
    await button(page, 'Set up').click();
    await expect(alert(page)).toContainText('Open the link that the server printed at its last start.');
    await expect(field(page, 'Name')).toHaveValue('Lena Wirth');
    const token = /\/setup#(\w+)/.exec(server.logs)?.[1];
    await page.goto(`${server.url}/setup#${token}`);
    await expect(page).toHaveURL(`${server.url}/setup`);
  });

  test('ACC-1, ACC-5, ACC-6 signing in leads back to where one wanted to go; a wrong password does not say which is wrong', async ({
    browser,
  }) => {
    const lena = await setUp(server);
    const board = await lena.createBoard('Lot release', 't1');
    const page = await fresh(browser);
    await page.goto(`${server.url}/b/${board.id}/findings?show=mine`);
    await expect(heading(page, 'Sign in')).toBeVisible();
    await button(page, 'Sign in').click();
    await expect(field(page, 'E-mail')).toBeFocused();
    await expect(field(page, 'E-mail')).toHaveAccessibleDescription('Enter an e-mail address');
    await fillSignIn(page, { email: ADMINISTRATOR.email, password: 'not this one at all' });
    const wrong = 'No account has this e-mail address and password. Check both.';
    await expect(field(page, 'Password')).toHaveAccessibleDescription(wrong);
    await expect(field(page, 'Password')).toBeFocused();
    await fillSignIn(page, { email: 'nobody@plant.example', password: 'not this one at all' });
    await expect(field(page, 'Password')).toHaveAccessibleDescription(wrong);
    await fillSignIn(page, ADMINISTRATOR);
    await expect(page).toHaveURL(`${server.url}/b/${board.id}/findings?show=mine`);
    await expect(page.locator('[data-region="top"] [data-save="saved"]')).toBeVisible();
  });

  test('ACC-6 too many wrong passwords lock the address, and the time until then is told', async ({ browser }) => {
    await setUp(server);
    const page = await fresh(browser);
    await page.goto(`${server.url}/sign-in`);
    for (let attempt = 0; attempt < 5; attempt++) {
      await fillSignIn(page, { email: ADMINISTRATOR.email, password: `not this one, ${attempt}` });
      await expect(field(page, 'Password')).toHaveAccessibleDescription(/Check both/);
    }
    await fillSignIn(page, ADMINISTRATOR);
    await expect(alert(page)).toContainText(/It is locked until \d\d:\d\d/);
  });

  test('ACC-11 password managers find their fields', async ({ browser }) => {
    const page = await fresh(browser);
    await page.goto(`${server.url}/setup`);
    await expect(field(page, 'E-mail')).toHaveAttribute('autocomplete', 'username');
    await expect(field(page, 'Password')).toHaveAttribute('autocomplete', 'new-password');
    await setUp(server);
    await page.goto(`${server.url}/sign-in`);
    await expect(field(page, 'E-mail')).toHaveAttribute('autocomplete', 'username webauthn');
    await expect(field(page, 'Password')).toHaveAttribute('autocomplete', 'current-password');
  });

  test('ACC-10 without a mail server the page for a new password leads to an administrator, whose link sets one once', async ({
    browser,
  }) => {
    const lena = await setUp(server);
    const page = await as(browser, lena);
    await page.goto(`${server.url}/accounts`);
    await button(page, 'New account').click();
    await field(page, 'Name').fill(PRIYA.name);
    await field(page, 'E-mail').fill(PRIYA.email);
    await page.getByRole('group', { name: 'Function' }).getByText('Quality', { exact: true }).click();
    await button(page, 'Make the account').click();
    const link = await field(page.getByRole('dialog', { name: 'A link for Priya Nair' }), 'Link').inputValue();

    const other = await fresh(browser);
    await other.goto(`${server.url}/sign-in`);
    await other.getByRole('link', { name: 'Forgot your password?' }).click();
    await expect(heading(other, 'Ask an administrator')).toBeVisible();
    await other.goto(link);
    await expect(heading(other, 'Set a new password')).toBeVisible();
    await expect(other).toHaveURL(`${server.url}/reset`);
    await field(other, 'New password').fill('short');
    await button(other, 'Set the password').click();
    await expect(field(other, 'New password')).toHaveAccessibleDescription('Use at least 10 characters');
    await field(other, 'New password').fill(PRIYA.password);
    await button(other, 'Set the password').click();
    await expect(other.getByText('The new password is set.')).toBeVisible();
    await fillSignIn(other, PRIYA);
    await expect(other.getByRole('button', { name: /^You: Priya Nair/ })).toBeVisible();
    // A link works once.
    const third = await fresh(browser);
    await third.goto(link);
    await field(third, 'New password').fill('another long password');
    await button(third, 'Set the password').click();
    await expect(heading(third, 'This link does not work any more')).toBeVisible();
  });
});

test.describe('a new password by mail', () => {
  test('ACC-10 the link of the mail sets a new password once; an address without an account is answered alike', async ({
    browser,
  }) => {
    const mailbox = await startMailbox();
    await server.stop();
    server = await startServer({ builtBoard: true, env: { ...ACCOUNTS, ...mailbox.env } });
    try {
      await setUp(server);
      const page = await fresh(browser);
      await page.goto(`${server.url}/sign-in`);
      await page.getByRole('link', { name: 'Forgot your password?' }).click();
      await button(page, 'Send the link').click();
      await expect(field(page, 'E-mail')).toBeFocused();
      const sent = async (email: string): Promise<string> => {
        await field(page, 'E-mail').fill(email);
        await button(page, 'Send the link').click();
        await expect(heading(page, 'Look into your mail')).toBeVisible();
        return (await page.getByRole('main').innerText()).replaceAll(email, '');
      };
      const unknown = await sent('nobody@plant.example');
      await page.reload();
      expect(await sent(ADMINISTRATOR.email)).toBe(unknown);
      await page.goto(await mailbox.link(ADMINISTRATOR.email, /http:\/\/\S+\/reset#\w+/u));
      await expect(page).toHaveURL(`${server.url}/reset`);
      await field(page, 'New password').fill('second light over the mill');
      await button(page, 'Set the password').click();
      await fillSignIn(page, { email: ADMINISTRATOR.email, password: 'second light over the mill' });
      await expect(page.getByRole('button', { name: /^You: Lena Wirth/ })).toBeVisible();
    } finally {
      await mailbox.close();
    }
  });
});

test.describe('a second step and passkeys', () => {
  /** Switches the second step on; the address that an authenticator app would hold, and the backup codes. */
  const switchOn = async (page: Page): Promise<{ readonly app: string; readonly codes: readonly string[] }> => {
    const twoStep = part(page, 'Two-step sign-in');
    await button(twoStep, 'Set up').click();
    await field(twoStep, 'Enter your password to go on').fill('not my password');
    await button(twoStep, 'Go on').click();
    await expect(field(twoStep, 'Enter your password to go on')).toHaveAccessibleDescription(
      'This is not your password',
    );
    await field(twoStep, 'Enter your password to go on').fill(ADMINISTRATOR.password);
    await button(twoStep, 'Go on').click();
    await expect(twoStep.getByRole('img', { name: 'Code to scan with an authenticator app' })).toBeVisible();
    const secret = (await twoStep.getByRole('group', { name: 'Key for the authenticator app' }).innerText()).replaceAll(
      ' ',
      '',
    );
    const app = `otpauth://totp/Chartroom?secret=${secret}`;
    await field(twoStep, 'Code from the app').fill('000000');
    await button(twoStep, 'Switch on').click();
    await expect(field(twoStep, 'Code from the app')).toHaveAccessibleDescription(/does not fit/);
    await expect(twoStep.getByText('Off', { exact: true })).toBeVisible();
    await field(twoStep, 'Code from the app').fill(totp(app));
    await button(twoStep, 'Switch on').click();
    const shown = twoStep.getByRole('list', { name: 'Keep these backup codes' }).getByRole('listitem');
    await expect(shown).toHaveCount(10);
    const codes = await shown.allInnerTexts();
    await button(twoStep, 'I have kept them').click();
    await expect(twoStep.getByText('On', { exact: true })).toBeVisible();
    await expect(twoStep.getByText(codes[0]!)).toHaveCount(0);
    return { app, codes };
  };

  test('ACC-33, ACC-7 two-step sign-in is on once a code has been entered, and asks for one, or for a backup code', async ({
    browser,
  }) => {
    const page = await as(browser, await setUp(server));
    await page.goto(`${server.url}/account`);
    const { app, codes } = await switchOn(page);

    const other = await fresh(browser);
    await other.goto(`${server.url}/sign-in?to=/account`);
    await fillSignIn(other, ADMINISTRATOR);
    await expect(field(other, 'Code')).toBeFocused();
    await button(other, 'Go on').click();
    await expect(field(other, 'Code')).toHaveAccessibleDescription('Enter the six digits');
    await field(other, 'Code').fill('123 456');
    await button(other, 'Go on').click();
    await expect(field(other, 'Code')).toHaveAccessibleDescription(/does not fit/);
    // The code of the half minute in which it was switched on has been used.
    await field(other, 'Code').fill(totp(app, 1));
    await button(other, 'Go on').click();
    await expect(heading(other, 'Your account')).toBeVisible();

    const third = await fresh(browser);
    await third.goto(`${server.url}/sign-in`);
    await fillSignIn(third, ADMINISTRATOR);
    await button(third, 'Use a backup code').click();
    await field(third, 'Backup code').fill(codes[3]!);
    await button(third, 'Go on').click();
    await expect(third.getByRole('button', { name: /^You: Lena Wirth/ })).toBeVisible();

    // Nothing leaves the second step out because it was done here before.
    await third.getByRole('button', { name: /^You: / }).click();
    await third.getByRole('menuitem', { name: 'Sign out' }).click();
    await button(third.getByRole('dialog'), 'Sign out').click();
    await fillSignIn(third, ADMINISTRATOR);
    await button(third, 'Use a backup code').click();
    await field(third, 'Backup code').fill(codes[3]!);
    await button(third, 'Go on').click();
    await expect(field(third, 'Backup code')).toHaveAccessibleDescription(/used before/);

    await page.bringToFront();
    const twoStep = part(page, 'Two-step sign-in');
    await button(twoStep, 'Switch off').click();
    await field(twoStep, 'Enter your password to go on').fill(ADMINISTRATOR.password);
    await button(twoStep, 'Switch off').click();
    await expect(twoStep.getByText('Off', { exact: true })).toBeVisible();
  });

  test('ACC-32, ACC-8 a passkey is added, named and removed, and signs in', async ({ browser }) => {
    const lena = await setUp(server);
    // A passkey is for a name; a literal address has none.
    const at = server.url.replace('127.0.0.1', 'localhost');
    const page = await fresh(browser);
    await page
      .context()
      .addCookies(
        lena.cookie
          .split('; ')
          .map((pair) => ({ name: pair.split('=')[0]!, value: pair.slice(pair.indexOf('=') + 1), url: at })),
      );
    const devTools = await page.context().newCDPSession(page);
    await devTools.send('WebAuthn.enable');
    const { authenticatorId } = await devTools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.goto(`${at}/account`);
    const passkeys = part(page, 'Passkeys');
    await expect(passkeys.getByText('You have no passkey yet.')).toBeVisible();
    await button(passkeys, 'Add a passkey').click();
    await field(passkeys, 'Name of the passkey').fill('');
    await button(passkeys, 'Add a passkey').click();
    await expect(field(passkeys, 'Name of the passkey')).toHaveAccessibleDescription('Enter a name');
    await field(passkeys, 'Name of the passkey').fill('Control room');
    await button(passkeys, 'Add a passkey').click();
    await expect(passkeys.getByRole('listitem')).toContainText('Control room');
    await button(passkeys, 'Rename Control room').click();
    await field(passkeys, 'Name of the passkey').fill('Shift office');
    await field(passkeys, 'Name of the passkey').press('Enter');
    await expect(passkeys.getByRole('listitem')).toContainText('Shift office');

    // Nobody touches the authenticator until it is asked for.
    const touched = (enabled: boolean) =>
      devTools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
    await touched(false);
    await button(page, 'Sign out').first().click();
    await button(page.getByRole('dialog'), 'Sign out').click();
    await button(page, 'Sign in with a passkey').click();
    await touched(true);
    await expect(page.getByRole('button', { name: /^You: Lena Wirth/ })).toBeVisible();

    // The browser's own list under the e-mail field needs no button; here the only entry is taken at once.
    await page.context().clearCookies();
    await page.goto(`${at}/sign-in`);
    await expect(page.getByRole('button', { name: /^You: Lena Wirth/ })).toBeVisible();

    await page.goto(`${at}/account`);
    await button(passkeys, 'Remove Shift office').click();
    await button(page.getByRole('dialog', { name: /^Remove “Shift office”/ }), 'Remove').click();
    await expect(passkeys.getByText('You have no passkey yet.')).toBeVisible();
    await page.context().clearCookies();
    await touched(false);
    await page.goto(`${at}/sign-in`);
    // A touch between the offer under the e-mail field and what the button asks for reaches neither: it is asked again.
    await expect(async () => {
      await touched(false);
      await button(page, 'Sign in with a passkey').click();
      await touched(true);
      await expect(alert(page)).toContainText('This passkey belongs to no account here.', { timeout: 3_000 });
    }).toPass();
    await devTools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await button(page, 'Sign in with a passkey').click();
    await expect(alert(page)).toContainText('No passkey was used.');
  });

  test('ACC-8 where a passkey cannot be used none is offered', async ({ browser }) => {
    await setUp(server);
    const page = await fresh(browser);
    await page.goto(`${server.url}/sign-in`);
    await expect(button(page, 'Sign in')).toBeVisible();
    await expect(button(page, 'Sign in with a passkey')).toHaveCount(0);
  });
});

test.describe('single sign-on', () => {
  let provider: OidcProvider;
  test.beforeEach(async () => {
    provider = await startOidcProvider();
    await server.stop();
    server = await startServer({ builtBoard: true, env: provider.env });
  });
  test.afterEach(() => provider.stop());

  test('ACC-9 leads through the provider back to where one wanted to go; the first time it asks for the function', async ({
    browser,
  }) => {
    const lena = await setUp(server);
    const board = await lena.createBoard('Lot release', 't1');
    await provider.become({ sub: 'u-1001', email: PRIYA.email, email_verified: true, name: PRIYA.name });
    const page = await fresh(browser);
    await page.goto(`${server.url}/b/${board.id}/map`);
    await button(page, 'Sign in with Plant login').click();
    await expect(page.getByText('Say which function you speak for')).toBeVisible();
    const profile = part(page, 'Who you are');
    await expect(field(profile, 'Name')).toHaveValue(PRIYA.name);
    await button(profile, 'Go on').click();
    await expect(profile.getByText('Choose a function')).toBeVisible();
    await profile.getByRole('group', { name: 'Function' }).getByText('Quality', { exact: true }).click();
    await button(profile, 'Go on').click();
    await expect(page).toHaveURL(`${server.url}/b/${board.id}/map`);
    // Signed in, and no member of this board: it is as one that is not there.
    await expect(page.getByText('There is no such board')).toBeVisible();

    const again = await fresh(browser);
    await again.goto(`${server.url}/account`);
    await button(again, 'Sign in with Plant login').click();
    await expect(part(again, 'Single sign-on').getByText('On', { exact: true })).toBeVisible();
    await expect(part(again, 'Password')).toContainText('You sign in with Plant login and have no password here.');
    await expect(part(again, 'Who you are').getByRole('radio', { name: /^Quality/ })).toBeChecked();
  });

  test('ACC-9 an account that is not tied to the provider is said, and is tied from within', async ({ browser }) => {
    await setUp(server);
    await provider.become({ sub: 'u-1', email: ADMINISTRATOR.email, email_verified: true, name: ADMINISTRATOR.name });
    const page = await fresh(browser);
    await page.goto(`${server.url}/sign-in?to=/account`);
    await button(page, 'Sign in with Plant login').click();
    await expect(alert(page)).toContainText('not tied to Plant login. Sign in with its password.');
    await expect(page).toHaveURL(`${server.url}/sign-in?to=%2Faccount`);
    await fillSignIn(page, ADMINISTRATOR);
    const signOn = part(page, 'Single sign-on');
    await button(signOn, 'Sign in with Plant login from now on').click();
    await expect(signOn.getByText('On', { exact: true })).toBeVisible();
    const other = await fresh(browser);
    await other.goto(`${server.url}/`);
    await button(other, 'Sign in with Plant login').click();
    await expect(other.getByRole('button', { name: /^You: Lena Wirth/ })).toBeVisible();
    await button(signOn, 'Stop using it').click();
    await expect(signOn.getByText('Off', { exact: true })).toBeVisible();
  });

  test('ACC-21, ACC-9 over a page whose session is over it happens in a window of its own, and the page goes on by itself', async ({
    browser,
  }) => {
    await setUp(server);
    await provider.become({ sub: 'u-1001', email: PRIYA.email, email_verified: true, name: PRIYA.name });
    const page = await fresh(browser);
    await page.goto(`${server.url}/account`);
    await button(page, 'Sign in with Plant login').click();
    await expect(part(page, 'Single sign-on').getByText('On', { exact: true })).toBeVisible();
    await field(part(page, 'Who you are'), 'Job title, optional').fill('Head of quality');
    await page.context().clearCookies({ name: /session_token/ });
    await button(part(page, 'API tokens'), 'New token').click();
    await field(part(page, 'API tokens'), 'Name').fill('Nightly export');
    await button(part(page, 'API tokens'), 'Create the token').click();
    const over = page.getByRole('dialog', { name: 'Signed out' });
    const [popup] = await Promise.all([
      page.waitForEvent('popup'),
      button(over, 'Sign in with Plant login, in a new window').click(),
    ]);
    await popup.waitForEvent('close');
    await expect(over).toHaveCount(0);
    await expect(field(part(page, 'Who you are'), 'Job title, optional')).toHaveValue('Head of quality');
  });
});

test.describe('the session', () => {
  test('ACC-21, ACC-28 ended elsewhere it leaves the board in place and asks over it; what was typed and not sent is there afterwards', async ({
    browser,
  }) => {
    const lena = await setUp(server);
    const board = await lena.createBoard('Lot release', 't1');
    const priya = await invitePriya(lena, board.id);
    const watching = await as(browser, lena);
    await openBoard(watching, `/b/${board.id}/data`);
    const page = await as(browser, priya);
    const network = await networkOf(page);
    await openBoard(page, `/b/${board.id}/data`);

    // Away from the network something is entered, and a text is begun.
    await network.cut();
    const box = field(page, 'New data object');
    await box.fill('Line clearance record');
    await box.press('Enter');
    await expect(page.locator('[data-region="top"] [data-save="offline"]')).toBeVisible();
    await box.fill('Half a wo');

    // Meanwhile somebody ends this session from another browser, and one more.
    await signIn(server, PRIYA);
    const elsewhere = await as(browser, await signIn(server, PRIYA));
    await elsewhere.goto(`${server.url}/account`);
    const sessions = part(elsewhere, 'Sessions');
    await expect(sessions.getByRole('listitem')).toHaveCount(3);
    await expect(sessions.getByRole('listitem').first()).toContainText('this one');
    await button(sessions, 'End all others').click();
    await expect(sessions.getByRole('listitem')).toHaveCount(1);

    await network.mend();
    const over = page.getByRole('dialog', { name: 'Signed out' });
    await expect(over).toContainText('Your session has ended. Sign in to go on.');
    await expect(over).toContainText('Your 1 unsent edit is sent once you are back.');
    await expect(field(over, 'E-mail')).toHaveValue(PRIYA.email);
    await page.keyboard.press('Escape');
    await expect(over).toBeVisible();
    await expect(watching.getByRole('row', { name: /Line clearance record/ })).toHaveCount(0);
    await field(over, 'Password').fill(PRIYA.password);
    await button(over, 'Sign in').click();
    await expect(over).toHaveCount(0);
    await expect(page.locator('[data-region="top"] [data-save="saved"]')).toBeVisible();
    await expect(box).toHaveValue('Half a wo');
    await expect(watching.getByRole('row', { name: /Line clearance record/ })).toBeVisible();
  });

  test('ACC-21 ended while connected it asks at once, and goes on', async ({ browser }) => {
    const lena = await setUp(server);
    const board = await lena.createBoard('Lot release', 't1');
    const page = await as(browser, await signIn(server, ADMINISTRATOR));
    await openBoard(page, `/b/${board.id}/map`);
    await lena.request('/api/auth/revoke-other-sessions', { method: 'POST', headers: { origin: server.url } });
    const over = page.getByRole('dialog', { name: 'Signed out' });
    await field(over, 'Password').fill(ADMINISTRATOR.password);
    await button(over, 'Sign in').click();
    await expect(over).toHaveCount(0);
    await expect(page.locator('[data-region="top"] [data-save="saved"]')).toBeVisible();
    await expect(page.getByText('could not be read')).toHaveCount(0);
  });

  test('ACC-22, ACC-23 work keeps it alive; near the end it warns, and one press stays signed in', async ({
    browser,
  }) => {
    const page = await as(browser, await setUp(server));
    await page.clock.install();
    let told = 0;
    page.on('request', (request) => {
      if (request.url().endsWith('/api/session/alive')) told += 1;
    });
    /** When the server was last told, as all tabs of this browser know it. */
    const lastAlive = (): Promise<string | null> => page.evaluate(() => localStorage.getItem('chartroom.alive'));
    const toldAgain = async (since: string | null): Promise<void> => {
      await poll(async () => (await lastAlive()) !== since, { what: 'the server to have been told' });
    };
    const [first] = await Promise.all([page.waitForResponse(/\/api\/session\/alive$/), page.goto(`${server.url}/`)]);
    await first.finished();
    const title = heading(page, 'Boards');
    await title.click();
    await title.click();
    await page.clock.fastForward(30_000);
    expect(told).toBe(1);
    const opened = await lastAlive();
    await page.clock.fastForward(31_000);
    await poll(() => told === 2, { what: 'the presses to be told after a minute' });
    await toldAgain(opened);
    // From here on nothing is done.
    await page.clock.fastForward(13 * 60_000);
    const warning = page.getByRole('alertdialog', { name: 'Are you still there?' });
    await expect(warning).toHaveCount(0);
    await page.clock.fastForward(70_000);
    await expect(warning).toContainText(/You are signed out in 0:\d\d/);
    expect(told).toBe(2);
    const worked = await lastAlive();
    await button(warning, 'Stay signed in').click();
    await expect(warning).toHaveCount(0);
    await toldAgain(worked);
    expect(told).toBe(3);
  });

  test('ACC-26, ACC-27 signing out says what this browser keeps and what of it is not sent, and clears that person’s copies alone', async ({
    browser,
  }) => {
    const lena = await setUp(server);
    const board = await lena.createBoard('Lot release', 't1');
    const priya = await invitePriya(lena, board.id);
    const page = await as(browser, priya);
    const network = await networkOf(page);
    await openBoard(page, `/b/${board.id}/data`);
    const kept = (): Promise<readonly string[]> =>
      page.evaluate(async () => [
        ...(await indexedDB.databases()).flatMap(({ name }) => name ?? []),
        ...Object.keys(localStorage),
      ]);
    const of = (names: readonly string[], who: Account): readonly string[] =>
      names.filter((name) => name.split('.').includes(who.principalId));
    await poll(async () => of(await kept(), priya).some((name) => name.startsWith('chartroom.copy.')), {
      what: 'the copy of the board',
    });
    const signOut = async (): Promise<Locator> => {
      await page.getByRole('button', { name: /^You: / }).click();
      await page.getByRole('menuitem', { name: 'Sign out' }).click();
      return page.getByRole('dialog', { name: 'Sign out' });
    };

    // Priya leaves her copy, and Lena sees nothing of it.
    let dialog = await signOut();
    const clear = dialog.getByRole('checkbox', { name: 'Remove the copy of 1 board from this browser' });
    await expect(clear).toBeChecked();
    await clear.uncheck();
    await button(dialog, 'Sign out').click();
    await expect(page).toHaveURL(`${server.url}/sign-in`);
    await fillSignIn(page, ADMINISTRATOR);
    await expect(page.getByRole('button', { name: /^You: Lena Wirth/ })).toBeVisible();
    await openBoard(page, `/b/${board.id}/data`);
    await poll(async () => of(await kept(), lena).some((name) => name.startsWith('chartroom.copy.')), {
      what: 'the copy of the other person',
    });
    expect(of(await kept(), priya).length).toBeGreaterThan(0);

    // What is not sent is named, and then not cleared unless somebody says so.
    await network.cut();
    await field(page, 'New data object').fill('Line clearance record');
    await field(page, 'New data object').press('Enter');
    await expect(page.locator('[data-region="top"] [data-save="offline"]')).toContainText('1 unsent');
    dialog = await signOut();
    await expect(dialog.getByRole('checkbox')).not.toBeChecked();
    await expect(dialog).toContainText('is not on the server yet. Removing the copies loses it.');
    await button(dialog, 'Sign out').click();
    await expect(alert(dialog)).toContainText('You are still signed in, because the server does not answer.');
    await network.mend();
    await button(dialog, 'Cancel').click();
    await expect(page.locator('[data-region="top"] [data-save="saved"]')).toBeVisible();
    dialog = await signOut();
    await expect(dialog.getByRole('checkbox')).toBeChecked();
    await button(dialog, 'Sign out').click();
    await expect(page).toHaveURL(`${server.url}/sign-in`);
    await poll(async () => of(await kept(), lena).length === 0, { what: 'the copies to be cleared' });
    expect(of(await kept(), priya).length).toBeGreaterThan(0);
  });
});

test.describe('a guest', () => {
  test('ACC-29 signs out by the menu, and is told what there is to do when the time is over', async ({ browser }) => {
    const lena = await setUp(server);
    const board = await lena.createBoard('Lot release', 't1');
    const link = await invite(server, lena.cookie, board.id, { guests: true });
    const tom = await joinAsGuest(server, link, { name: 'Tom Berg', function: 'OPS' });
    const page = await as(browser, tom);
    await openBoard(page, `/b/${board.id}/map`);
    await page.getByRole('button', { name: /^You: Tom Berg/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    const dialog = page.getByRole('dialog', { name: 'Sign out' });
    await expect(dialog).toContainText('You come again by the link of your invitation, as somebody new.');
    await button(dialog, 'Sign out').click();
    await expect(heading(page, 'Sign in')).toBeVisible();
    await expect(tom.request('/api/visitor')).resolves.toMatchObject({ status: 401 });
    await page.goto(`${server.url}/b/${board.id}/map`);
    await expect(heading(page, 'Sign in')).toBeVisible();

    const eva = await joinAsGuest(server, link, { name: 'Eva Varga', function: 'OPS' });
    const other = await as(browser, eva);
    await openBoard(other, `/b/${board.id}/map`);
    await eva.request('/api/visitor', { method: 'DELETE', headers: { origin: server.url } });
    const over = other.getByRole('dialog', { name: 'Signed out' });
    await expect(over).toContainText(
      'Your time as a guest is over. Open the link of your invitation again, or sign in.',
    );
    await expect(over).toContainText('You were here as Eva Varga.');
  });
});

test.describe('the own account', () => {
  test('ACC-30 name, function and the rest of who one is are changed, and shown on boards', async ({ browser }) => {
    const lena = await setUp(server);
    const board = await lena.createBoard('Lot release', 't1');
    const priya = await invitePriya(lena, board.id);
    const watching = await as(browser, lena);
    await openBoard(watching, `/b/${board.id}/map`);
    const working = await as(browser, priya);
    await openBoard(working, `/b/${board.id}/map`);
    await expect(watching.getByRole('link', { name: /^Priya Nair/ })).toBeVisible();
    const page = await as(browser, priya);
    await page.goto(`${server.url}/account`);
    const profile = part(page, 'Who you are');
    await field(profile, 'Name').fill('');
    await button(profile, 'Save').click();
    await expect(field(profile, 'Name')).toBeFocused();
    await expect(field(profile, 'Name')).toHaveAccessibleDescription('Enter your name');
    await field(profile, 'Name').fill('Priya Nair-Voss');
    await field(profile, 'Job title, optional').fill('Head of quality');
    await button(profile, 'Save').click();
    await expect(page.getByRole('log')).toContainText('Saved.');
    await expect(page.getByRole('button', { name: /^You: Priya Nair-Voss/ })).toBeVisible();
    await expect(watching.getByRole('link', { name: /^Priya Nair-Voss/ })).toBeVisible();
    await page.reload();
    await expect(field(profile, 'Job title, optional')).toHaveValue('Head of quality');
  });

  test('ACC-31, ACC-34 another password ends the other sessions and not this one; a session is ended by itself', async ({
    browser,
  }) => {
    await setUp(server);
    const page = await as(browser, await signIn(server, ADMINISTRATOR));
    const third = await fresh(browser);
    await third.goto(`${server.url}/sign-in?to=/account`);
    await fillSignIn(third, ADMINISTRATOR);
    await expect(heading(third, 'Your account')).toBeVisible();
    await page.goto(`${server.url}/account`);
    const sessions = part(page, 'Sessions');
    await expect(sessions.getByRole('listitem')).toHaveCount(3);
    await sessions.getByRole('button', { name: /^End the session in Chrome/ }).click();
    await expect(sessions.getByRole('listitem')).toHaveCount(2);
    await part(third, 'API tokens').getByRole('button', { name: 'New token' }).click();
    await field(part(third, 'API tokens'), 'Name').fill('x');
    await button(part(third, 'API tokens'), 'Create the token').click();
    await expect(third.getByRole('dialog', { name: 'Signed out' })).toBeVisible();

    const password = part(page, 'Password');
    await field(password, 'Current password').fill('not my password');
    await field(password, 'New password').fill('second light over the mill');
    await button(password, 'Change the password').click();
    await expect(field(password, 'Current password')).toHaveAccessibleDescription('This is not your current password');
    await field(password, 'Current password').fill(ADMINISTRATOR.password);
    await field(password, 'New password').fill(ADMINISTRATOR.password);
    await button(password, 'Change the password').click();
    await expect(field(password, 'New password')).toHaveAccessibleDescription(/^Use another one/);
    await field(password, 'New password').fill('second light over the mill');
    await button(password, 'Change the password').click();
    await expect(page.getByRole('log')).toContainText('Your other sessions have ended.');
    await expect(sessions.getByRole('listitem')).toHaveCount(1);
    await page.reload();
    await expect(heading(page, 'Your account')).toBeVisible();
    await expect(signIn(server, ADMINISTRATOR)).rejects.toThrow('401');
  });

  test('ACC-37 another address is asked for with the password, and counts once its owner says so; an ended link is told', async ({
    browser,
  }) => {
    const mailbox = await startMailbox();
    await server.stop();
    server = await startServer({ builtBoard: true, env: { ...ACCOUNTS, ...mailbox.env } });
    try {
      const page = await as(browser, await setUp(server));
      await page.goto(`${server.url}/account`);
      const address = part(page, 'E-mail address');
      await expect(address).toContainText(ADMINISTRATOR.email);
      await button(address, 'Change the address').click();
      await button(address, 'Send a link there').click();
      await expect(field(address, 'New e-mail address')).toBeFocused();
      await expect(field(address, 'New e-mail address')).toHaveAccessibleDescription('Enter an e-mail address');
      await field(address, 'New e-mail address').fill(ADMINISTRATOR.email);
      await expect(field(address, 'New e-mail address')).toHaveAccessibleDescription(
        'This is the address that you have',
      );
      await field(address, 'New e-mail address').fill('lena@mill.example');
      await field(address, 'Your password').fill('not my password');
      await button(address, 'Send a link there').click();
      await expect(field(address, 'Your password')).toHaveAccessibleDescription('This is not your password');
      await field(address, 'Your password').fill(ADMINISTRATOR.password);
      await button(address, 'Send a link there').click();
      await expect(address.getByRole('status')).toContainText('A link is on its way to lena@mill.example.');
      // Where the mail is read nobody need be signed in, and looking changes nothing.
      const link = await mailbox.link('lena@mill.example', /http:\/\/\S+\/email#\w+/u);
      const reading = await fresh(browser);
      await reading.goto(link);
      await expect(reading).toHaveURL(`${server.url}/email`);
      await expect(heading(reading, 'Is this address yours?')).toBeVisible();
      await page.reload();
      await expect(address).toContainText(ADMINISTRATOR.email);
      await button(reading, 'Yes, it is mine').click();
      await expect(heading(reading, 'Your address is changed')).toBeVisible();
      await page.reload();
      await expect(address).toContainText('lena@mill.example');
      await reading.goto(`${server.url}/sign-in`);
      await fillSignIn(reading, { email: 'lena@mill.example', password: ADMINISTRATOR.password });
      await expect(reading.getByRole('button', { name: /^You: Lena Wirth/ })).toBeVisible();
      await reading.goto(link);
      await button(reading, 'Yes, it is mine').click();
      await expect(heading(reading, 'This link does not work any more')).toBeVisible();
    } finally {
      await mailbox.close();
    }
  });

  test('ACC-35 a token is made with what it may do, its secret is shown once and works until it is revoked', async ({
    browser,
  }) => {
    const lena = await setUp(server);
    const page = await as(browser, lena);
    await page.goto(`${server.url}/account`);
    const tokens = part(page, 'API tokens');
    await button(tokens, 'New token').click();
    await tokens.getByRole('checkbox', { name: 'Read' }).uncheck();
    await button(tokens, 'Create the token').click();
    await expect(field(tokens, 'Name')).toBeFocused();
    await expect(tokens.getByText('Choose at least one', { exact: true })).toBeVisible();
    await field(tokens, 'Name').fill('Nightly export');
    await tokens.getByRole('checkbox', { name: 'Read' }).check();
    await tokens.getByRole('checkbox', { name: 'Manage' }).check();
    await tokens.getByRole('radio', { name: 'in 30 days' }).click();
    await button(tokens, 'Create the token').click();
    const secret = await field(tokens, 'Secret').inputValue();
    const asked = async (): Promise<number> =>
      (await fetch(`${server.url}/api/boards`, { headers: { authorization: `Bearer ${secret}` } })).status;
    expect(await asked()).toBe(200);
    await button(tokens, 'I have kept it').click();
    await expect(field(tokens, 'Secret')).toHaveCount(0);
    await page.reload();
    await expect(tokens.getByRole('listitem')).toContainText('Nightly export');
    await expect(tokens.getByRole('listitem')).toContainText(/Read and Manage · last used now · until/);
    await expect(page.getByText(secret)).toHaveCount(0);
    await button(tokens, 'Revoke Nightly export').click();
    await button(page.getByRole('dialog', { name: 'Revoke “Nightly export”?' }), 'Revoke').click();
    await expect(tokens.getByText('You have no token.')).toBeVisible();
    expect(await asked()).toBe(401);
  });

  test('ACC-40 a board is opened without the code of the accounts', async ({ browser }) => {
    const lena = await setUp(server);
    const board = await lena.createBoard('Lot release', 't1');
    const page = await as(browser, lena);
    const scripts = new Set<string>();
    page.on('response', (response) => {
      if (response.url().endsWith('.js')) scripts.add(response.url());
    });
    const withClient = async (): Promise<number> => {
      const texts = await Promise.all([...scripts].map(async (url) => (await fetch(url)).text()));
      return texts.filter((text) => text.includes('/two-factor/verify-totp')).length;
    };
    await openBoard(page, `/b/${board.id}/map`);
    await page.waitForLoadState('networkidle');
    expect(await withClient()).toBe(0);
    await page.goto(`${server.url}/account`);
    await expect(part(page, 'Sessions').getByRole('listitem')).toHaveCount(1);
    expect(await withClient()).toBe(1);
  });
});

test.describe('the accounts of others', () => {
  test('ACC-36 administrators make accounts, name further administrators, and switch accounts off; others are told', async ({
    browser,
  }) => {
    const lena = await setUp(server);
    const page = await as(browser, lena);
    await page.goto(`${server.url}/`);
    await page.getByRole('button', { name: /^You: / }).click();
    await page.getByRole('menuitem', { name: 'Accounts' }).click();
    await button(page, 'New account').click();
    await button(page, 'Make the account').click();
    await expect(field(page, 'Name')).toBeFocused();
    await field(page, 'Name').fill(PRIYA.name);
    await field(page, 'E-mail').fill(ADMINISTRATOR.email);
    await page.getByRole('group', { name: 'Function' }).getByText('Quality', { exact: true }).click();
    await button(page, 'Make the account').click();
    await expect(field(page, 'E-mail')).toHaveAccessibleDescription('There is an account with this address already.');
    await field(page, 'E-mail').fill(PRIYA.email);
    await button(page, 'Make the account').click();
    const dialog = page.getByRole('dialog', { name: 'A link for Priya Nair' });
    const secret = new URL(await field(dialog, 'Link').inputValue()).hash.slice(1);
    await button(dialog, 'Done').click();
    const row = page.getByRole('row', { name: /Priya Nair/ });
    await expect(row).toContainText('nothing yet');
    const reset = await fetch(`${server.url}/api/auth/reset-password`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.url },
      body: JSON.stringify({ token: secret, newPassword: PRIYA.password }),
    });
    expect(reset.status).toBe(200);

    const priya = await as(browser, await signIn(server, PRIYA));
    await priya.goto(`${server.url}/accounts`);
    await expect(priya.getByText('This page is for administrators')).toBeVisible();
    await priya.getByRole('button', { name: /^You: / }).click();
    await expect(priya.getByRole('menuitem', { name: 'Your account' })).toBeVisible();
    await expect(priya.getByRole('menuitem', { name: 'Accounts' })).toHaveCount(0);
    await priya.keyboard.press('Escape');

    const choose = async (name: string): Promise<void> => {
      await button(page, 'Change the account of Priya Nair').click();
      await page.getByRole('menuitem', { name }).click();
    };
    await choose('Change the address');
    const address = page.getByRole('dialog', { name: 'Another address for Priya Nair' });
    await field(address, 'E-mail').fill(ADMINISTRATOR.email);
    await button(address, 'Change the address').click();
    await expect(field(address, 'E-mail')).toHaveAccessibleDescription(
      'There is an account with this address already.',
    );
    await field(address, 'E-mail').fill('priya@mill.example');
    await button(address, 'Change the address').click();
    await expect(row).toContainText('priya@mill.example');
    await choose('Make administrator');
    await expect(row).toContainText('Administrator');
    await priya.reload();
    await expect(priya.getByRole('row', { name: /Lena Wirth/ })).toBeVisible();
    await choose('Switch off');
    await button(page.getByRole('dialog', { name: 'Switch off the account of Priya Nair?' }), 'Switch off').click();
    await expect(row).toContainText('switched off');
    await button(priya, 'New account').click();
    await field(priya, 'Name').fill('Marta Lind');
    await field(priya, 'E-mail').fill('marta.lind@plant.example');
    await priya.getByRole('group', { name: 'Function' }).getByText('IT', { exact: true }).click();
    await button(priya, 'Make the account').click();
    const over = priya.getByRole('dialog', { name: 'Signed out' });
    await field(over, 'Password').fill(PRIYA.password);
    await button(over, 'Sign in').click();
    await expect(alert(over)).toContainText('This account is switched off. Ask an administrator.');
    await choose('Switch on');
    await expect(row).not.toContainText('switched off');
    // Nobody takes away what would leave nobody.
    await button(page, 'Change the account of Lena Wirth').click();
    await expect(page.getByRole('menuitem', { name: /^Switch off/ })).toHaveAttribute('aria-disabled', 'true');
  });
});

test.describe('where nobody has an account', () => {
  test('ACC-3 a name and a function are asked for, and nothing on screen speaks of accounts', async ({ browser }) => {
    await server.stop();
    server = await startServer({ builtBoard: true });
    const page = await fresh(browser);
    await page.goto(`${server.url}/sign-in`);
    await expect(heading(page, 'Who is at this screen')).toBeVisible();
    await field(page, 'Name').fill('Lena Wirth');
    await page.getByRole('group', { name: 'Function' }).getByText('Operations', { exact: true }).click();
    await button(page, 'Go to the boards').click();
    await expect(page).toHaveURL(`${server.url}/`);
    await page.getByRole('button', { name: /^You: Lena Wirth/ }).click();
    await expect(page.getByRole('menuitem', { name: 'Change name or function' })).toBeVisible();
    for (const name of ['Your account', 'Accounts', 'Sign in', 'Sign out'])
      await expect(page.getByRole('menuitem', { name })).toHaveCount(0);
  });
});

test.describe('while the server is away', () => {
  test('ACC-25 a board that was open before is shown to whoever was signed in, and to nobody after signing out', async ({
    browser,
  }) => {
    const lena = await setUp(server);
    const board = await lena.createBoard('Lot release', 't1');
    const page = await as(browser, lena);
    await openBoard(page, `/b/${board.id}/data`);
    await expect(page.getByRole('row', { name: /Batch production record/ })).toBeVisible();
    // The page itself comes, and everything else does not: an application shell without its server.
    await page.route('**/api/**', (route) => route.abort());
    await page.routeWebSocket(/\/sync\//, (socket) => void socket.close({ code: 1001 }));
    await page.reload();
    await expect(page.locator('[data-region="top"] [data-save="offline"]')).toBeVisible();
    await expect(page.getByRole('row', { name: /Batch production record/ })).toBeVisible();
    await page.unrouteAll();
    await page.getByRole('button', { name: /^You: / }).click();
    await page.reload();
    await page.getByRole('button', { name: /^You: / }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await button(page.getByRole('dialog'), 'Sign out').click();
    await expect(heading(page, 'Sign in')).toBeVisible();
    await page.route('**/api/**', (route) => route.abort());
    await page.goto(`${server.url}/b/${board.id}/data`);
    await expect(page.getByText('The server does not answer').first()).toBeVisible();
    await expect(page.getByRole('row')).toHaveCount(0);
  });
});

test.describe('for everybody', () => {
  const TALL = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

  test('ACC-41 no page of accounts violates WCAG 2.2 A and AA as axe-core sees it, in light and dark, and on a phone none scrolls sideways', async ({
    browser,
  }) => {
    test.setTimeout(240_000);
    const found: string[] = [];
    const look = async (page: Page, name: string): Promise<void> => {
      found.push(...(await violations(page)).map((one) => `${name}: ${one}`));
      await page.emulateMedia({ colorScheme: 'dark' });
      found.push(...(await violations(page, ['color-contrast'])).map((one) => `${name} in the dark: ${one}`));
      await page.emulateMedia({ colorScheme: 'light' });
      const px = await page.evaluate(() => Math.max(document.documentElement.scrollWidth, innerWidth));
      if (px > 390) found.push(`${name}: ${px} px wide`);
    };
    const page = await fresh(browser, { colorScheme: 'light', ...TALL });
    await page.goto(`${server.url}/setup`);
    await button(page, 'Set up').click();
    await expect(page.getByText('Enter your name')).toBeVisible();
    await field(page, 'Password').fill('first light');
    await look(page, 'set-up');
    const lena = await setUp(server);
    await page.goto(`${server.url}/sign-in`);
    await button(page, 'Sign in').click();
    await expect(page.getByText('Enter an e-mail address')).toBeVisible();
    await look(page, 'sign-in');
    await page.goto(`${server.url}/reset#x`);
    await expect(heading(page, 'Set a new password')).toBeVisible();
    await look(page, 'reset');
    await page.goto(`${server.url}/sign-in`);
    await fillSignIn(page, ADMINISTRATOR);
    await expect(page.getByRole('button', { name: /^You: / })).toBeVisible();
    await page.goto(`${server.url}/email#x`);
    await expect(heading(page, 'Is this address yours?')).toBeVisible();
    await look(page, 'proof of an address');
    await page.goto(`${server.url}/account`);
    await expect(part(page, 'Sessions').getByRole('listitem').first()).toBeVisible();
    await expect(part(page, 'E-mail address')).toContainText('An administrator can change the address.');
    const twoStep = part(page, 'Two-step sign-in');
    await button(twoStep, 'Set up').click();
    await field(twoStep, 'Enter your password to go on').fill(ADMINISTRATOR.password);
    await button(twoStep, 'Go on').click();
    await expect(twoStep.getByRole('img')).toBeVisible();
    await button(part(page, 'API tokens'), 'New token').click();
    await look(page, 'account');
    await page.goto(`${server.url}/accounts`);
    await expect(page.getByRole('row', { name: /Lena Wirth/ })).toBeVisible();
    await button(page, 'New account').click();
    await look(page, 'accounts');
    await lena.request('/api/auth/revoke-other-sessions', { method: 'POST', headers: { origin: server.url } });
    await page.goto(`${server.url}/sign-in`);
    await fillSignIn(page, ADMINISTRATOR);
    await expect(page.getByRole('button', { name: /^You: / })).toBeVisible();
    await lena.request('/api/auth/revoke-other-sessions', { method: 'POST', headers: { origin: server.url } });
    await page.evaluate(() => fetch('/api/session'));
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expect(page.getByRole('dialog', { name: 'Signed out' })).toBeVisible();
    await look(page, 'session over');
    expect(found).toEqual([]);
  });

  test('ACC-41 targets are 44 px for a finger', async ({ browser }) => {
    const lena = await setUp(server);
    const small = async (page: Page): Promise<readonly string[]> =>
      page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('main button, main input:not([type="radio"]):not(.sr-only)')]
          .filter((element) => element.offsetParent !== null && !element.closest('.look, .copy, [role="radiogroup"]'))
          .flatMap((element) => {
            const target = element.closest('label') ?? element;
            const after = getComputedStyle(element, '::after');
            const grown = after.content === 'none' ? 0 : -2 * Number.parseFloat(after.top || '0');
            const height = target.getBoundingClientRect().height + (Number.isFinite(grown) ? grown : 0);
            return height >= 44 ? [] : [`${height} ${element.outerHTML.slice(0, 120)}`];
          }),
      );
    const page = await fresh(browser, TALL);
    await page.goto(`${server.url}/sign-in`);
    await expect(button(page, 'Sign in')).toBeVisible();
    expect(await small(page)).toEqual([]);
    await page.context().addCookies(
      lena.cookie.split('; ').map((pair) => ({
        name: pair.split('=')[0]!,
        value: pair.slice(pair.indexOf('=') + 1),
        url: server.url,
      })),
    );
    await page.goto(`${server.url}/account`);
    await expect(part(page, 'Sessions').getByRole('listitem').first()).toBeVisible();
    await button(part(page, 'API tokens'), 'New token').click();
    expect(await small(page)).toEqual([]);
  });
});
