/**
 * Coming in by every way: set-up, password, a new one by mail, and without accounts.
 */
import { ACCOUNTS, ADMINISTRATOR, setUp } from '../../support/account.ts';
import { startMailbox } from '../../support/mailbox.ts';
import { alert, button, expect, field, fillSignIn, heading, PRIYA, test } from './test.ts';

test.describe('coming in', () => {
  test('ACC-1, ACC-4, ACC-5 a fresh server leads to the set-up page, which says what is missing and makes the administrator', async ({
    desk,
  }) => {
    const page = await desk.fresh();
    await page.goto(`${desk.server.url}/b/anything/map`);
    await expect(page).toHaveURL(`${desk.server.url}/setup`);
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
    await expect(page).toHaveURL(`${desk.server.url}/`);
    await expect(page.getByRole('button', { name: /^You: Lena Wirth/ })).toBeVisible();
    // Once is enough: the page is for nobody any more.
    await page.goto(`${desk.server.url}/setup`);
    await expect(heading(page, 'Chartroom is set up already')).toBeVisible();
  });

  test('ACC-4 the token of the link is sent along and out of the address, and a wrong one is refused with the remedy', async ({
    desk,
  }) => {
    const page = await desk.fresh();
    await page.goto(`${desk.server.url}/setup#not-the-one`);
    await expect(page).toHaveURL(`${desk.server.url}/setup`);
    await field(page, 'Name').fill('Lena Wirth');
    await page.getByRole('group', { name: 'Function' }).getByText('Operations', { exact: true }).click();
    await field(page, 'E-mail').fill(ADMINISTRATOR.email);
    await field(page, 'Password').fill(ADMINISTRATOR.password);
    await field(page, 'Plant or programme').fill('Mill 4');
    await button(page, 'Set up').click();
    await expect(alert(page)).toContainText('Open the link that the server printed at its last start.');
    await expect(field(page, 'Name')).toHaveValue('Lena Wirth');
    const token = /\/setup#(\w+)/.exec(desk.server.logs)?.[1];
    await page.goto(`${desk.server.url}/setup#${token}`);
    await expect(page).toHaveURL(`${desk.server.url}/setup`);
  });

  test('ACC-1, ACC-5, ACC-6 signing in leads back to where one wanted to go; a wrong password does not say which is wrong', async ({
    desk,
  }) => {
    const lena = await setUp(desk.server);
    const board = await lena.createBoard('Lot release', 't1');
    const page = await desk.fresh();
    await page.goto(`${desk.server.url}/b/${board.id}/findings?show=mine`);
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
    await expect(page).toHaveURL(`${desk.server.url}/b/${board.id}/findings?show=mine`);
    await expect(page.locator('[data-region="top"] [data-save="saved"]')).toBeVisible();
  });

  test('ACC-6 too many wrong passwords lock the address, and the time until then is told', async ({ desk }) => {
    await setUp(desk.server);
    const page = await desk.fresh();
    await page.goto(`${desk.server.url}/sign-in`);
    for (let attempt = 0; attempt < 5; attempt++) {
      await fillSignIn(page, { email: ADMINISTRATOR.email, password: `not this one, ${attempt}` });
      await expect(field(page, 'Password')).toHaveAccessibleDescription(/Check both/);
    }
    await fillSignIn(page, ADMINISTRATOR);
    await expect(alert(page)).toContainText(/It is locked until \d\d:\d\d/);
  });

  test('ACC-11 password managers find their fields', async ({ desk }) => {
    const page = await desk.fresh();
    await page.goto(`${desk.server.url}/setup`);
    await expect(field(page, 'E-mail')).toHaveAttribute('autocomplete', 'username');
    await expect(field(page, 'Password')).toHaveAttribute('autocomplete', 'new-password');
    await setUp(desk.server);
    await page.goto(`${desk.server.url}/sign-in`);
    await expect(field(page, 'E-mail')).toHaveAttribute('autocomplete', 'username webauthn');
    await expect(field(page, 'Password')).toHaveAttribute('autocomplete', 'current-password');
  });

  test('ACC-10 without a mail server the page for a new password leads to an administrator, whose link sets one once', async ({
    desk,
  }) => {
    const lena = await setUp(desk.server);
    const page = await desk.signedIn(lena);
    await page.goto(`${desk.server.url}/accounts`);
    await button(page, 'New account').click();
    await field(page, 'Name').fill(PRIYA.name);
    await field(page, 'E-mail').fill(PRIYA.email);
    await page.getByRole('group', { name: 'Function' }).getByText('Quality', { exact: true }).click();
    await button(page, 'Make the account').click();
    const link = await field(page.getByRole('dialog', { name: 'A link for Priya Nair' }), 'Link').inputValue();

    const other = await desk.fresh();
    await other.goto(`${desk.server.url}/sign-in`);
    await other.getByRole('link', { name: 'Forgot your password?' }).click();
    await expect(heading(other, 'Ask an administrator')).toBeVisible();
    await other.goto(link);
    await expect(heading(other, 'Set a new password')).toBeVisible();
    await expect(other).toHaveURL(`${desk.server.url}/reset`);
    await field(other, 'New password').fill('short');
    await button(other, 'Set the password').click();
    await expect(field(other, 'New password')).toHaveAccessibleDescription('Use at least 10 characters');
    await field(other, 'New password').fill(PRIYA.password);
    await button(other, 'Set the password').click();
    await expect(other.getByText('The new password is set.')).toBeVisible();
    await fillSignIn(other, PRIYA);
    await expect(other.getByRole('button', { name: /^You: Priya Nair/ })).toBeVisible();
    // A link works once.
    const third = await desk.fresh();
    await third.goto(link);
    await field(third, 'New password').fill('another long password');
    await button(third, 'Set the password').click();
    await expect(heading(third, 'This link does not work any more')).toBeVisible();
  });
});

test.describe('a new password by mail', () => {
  test('ACC-10 the link of the mail sets a new password once; an address without an account is answered alike', async ({
    desk,
  }) => {
    const mailbox = await startMailbox();
    await desk.serveWith({ ...ACCOUNTS, ...mailbox.env });
    try {
      await setUp(desk.server);
      const page = await desk.fresh();
      await page.goto(`${desk.server.url}/sign-in`);
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
      await expect(page).toHaveURL(`${desk.server.url}/reset`);
      await field(page, 'New password').fill('second light over the mill');
      await button(page, 'Set the password').click();
      await fillSignIn(page, { email: ADMINISTRATOR.email, password: 'second light over the mill' });
      await expect(page.getByRole('button', { name: /^You: Lena Wirth/ })).toBeVisible();
    } finally {
      await mailbox.close();
    }
  });
});

test.describe('where nobody has an account', () => {
  test('ACC-3 a name and a function are asked for, and nothing on screen speaks of accounts', async ({ desk }) => {
    await desk.serveWith({});
    const page = await desk.fresh();
    await page.goto(`${desk.server.url}/sign-in`);
    await expect(heading(page, 'Who is at this screen')).toBeVisible();
    await field(page, 'Name').fill('Lena Wirth');
    await page.getByRole('group', { name: 'Function' }).getByText('Operations', { exact: true }).click();
    await button(page, 'Go to the boards').click();
    await expect(page).toHaveURL(`${desk.server.url}/`);
    await page.getByRole('button', { name: /^You: Lena Wirth/ }).click();
    await expect(page.getByRole('menuitem', { name: 'Change name or function' })).toBeVisible();
    for (const name of ['Your account', 'Accounts', 'Sign in', 'Sign out'])
      await expect(page.getByRole('menuitem', { name })).toHaveCount(0);
  });
});
