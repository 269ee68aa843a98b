/**
 * What somebody changes about themselves: name, password, address, sessions, tokens.
 */
import { ACCOUNTS, ADMINISTRATOR, setUp, signIn } from '../../support/account.ts';
import { startMailbox } from '../../support/mailbox.ts';
import { button, expect, field, fillSignIn, heading, part, test } from './test.ts';

test.describe('the own account', () => {
  test('ACC-30 name, function and the rest of who one is are changed, and shown on boards', async ({ desk }) => {
    const lena = await setUp(desk.server);
    const board = await lena.createBoard('Lot release', 't1');
    const priya = await desk.invitePriya(lena, board.id);
    const watching = await desk.signedIn(lena);
    await desk.openBoard(watching, `/b/${board.id}/map`);
    const working = await desk.signedIn(priya);
    await desk.openBoard(working, `/b/${board.id}/map`);
    await expect(watching.getByRole('link', { name: /^Priya Nair/ })).toBeVisible();
    const page = await desk.signedIn(priya);
    await page.goto(`${desk.server.url}/account`);
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
    desk,
  }) => {
    await setUp(desk.server);
    const page = await desk.signedIn(await signIn(desk.server, ADMINISTRATOR));
    const third = await desk.fresh();
    await third.goto(`${desk.server.url}/sign-in?to=/account`);
    await fillSignIn(third, ADMINISTRATOR);
    await expect(heading(third, 'Your account')).toBeVisible();
    await page.goto(`${desk.server.url}/account`);
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
    await expect(signIn(desk.server, ADMINISTRATOR)).rejects.toThrow('401');
  });

  test('ACC-37 another address is asked for with the password, and counts once its owner says so; an ended link is told', async ({
    desk,
  }) => {
    const mailbox = await startMailbox();
    await desk.serveWith({ ...ACCOUNTS, ...mailbox.env });
    try {
      const page = await desk.signedIn(await setUp(desk.server));
      await page.goto(`${desk.server.url}/account`);
      const address = part(page, 'E-mail address');
      await expect(address).toContainText(ADMINISTRATOR.email);
      await button(address, 'Change the address').click();
      await button(address, 'Send a link there').click();
      await expect(field(address, 'New e-mail address')).toBeFocused();
      await expect(field(address, 'New e-mail address')).toHaveAccessibleDescription('Enter an e-mail address');
      await field(address, 'New e-mail address').fill('lena@mill.example');
      await field(address, 'Your password').fill('not my password');
      await button(address, 'Send a link there').click();
      await expect(field(address, 'Your password')).toHaveAccessibleDescription('This is not your password');
      await field(address, 'Your password').fill(ADMINISTRATOR.password);
      await button(address, 'Send a link there').click();
      await expect(address.getByRole('status')).toContainText('A link is on its way to lena@mill.example.');
      // Where the mail is read somebody else may be: looking changes nothing, and it asks for the account that asked.
      const link = await mailbox.link('lena@mill.example', /http:\/\/\S+\/email#\w+/u);
      const reading = await desk.fresh();
      await reading.goto(link);
      await expect(reading).toHaveURL(`${desk.server.url}/email`);
      await expect(heading(reading, 'Is this address yours?')).toBeVisible();
      await expect(button(reading, 'Yes, it is mine')).toHaveCount(0);
      await page.reload();
      await expect(address).toContainText(ADMINISTRATOR.email);
      await fillSignIn(reading, ADMINISTRATOR);
      await button(reading, 'Yes, it is mine').click();
      await expect(heading(reading, 'Your address is changed')).toBeVisible();
      await page.reload();
      await expect(address).toContainText('lena@mill.example');
      await button(address, 'Change the address').click();
      await field(address, 'New e-mail address').fill('lena@mill.example');
      await button(address, 'Send a link there').click();
      await expect(field(address, 'New e-mail address')).toHaveAccessibleDescription(
        'This is the address that you have',
      );
      const later = await desk.fresh();
      await later.goto(`${desk.server.url}/sign-in`);
      await fillSignIn(later, { email: 'lena@mill.example', password: ADMINISTRATOR.password });
      await expect(later.getByRole('button', { name: /^You: Lena Wirth/ })).toBeVisible();
      await reading.goto(`${desk.server.url}/`);
      await expect(reading.getByRole('button', { name: /^You: Lena Wirth/ })).toBeVisible();
      await reading.goto(link);
      await button(reading, 'Yes, it is mine').click();
      await expect(heading(reading, 'This link does not work any more')).toBeVisible();
    } finally {
      await mailbox.close();
    }
  });

  test('ACC-35 a token is made with what it may do, its secret is shown once and works until it is revoked', async ({
    desk,
  }) => {
    const lena = await setUp(desk.server);
    const page = await desk.signedIn(lena);
    await page.goto(`${desk.server.url}/account`);
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
      (await fetch(`${desk.server.url}/api/boards`, { headers: { authorization: `Bearer ${secret}` } })).status;
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

  test('ACC-40 a board is opened without the code of the accounts', async ({ desk }) => {
    const lena = await setUp(desk.server);
    const board = await lena.createBoard('Lot release', 't1');
    const page = await desk.signedIn(lena);
    const scripts = new Set<string>();
    page.on('response', (response) => {
      if (response.url().endsWith('.js')) scripts.add(response.url());
    });
    const withClient = async (): Promise<number> => {
      const texts = await Promise.all([...scripts].map(async (url) => (await fetch(url)).text()));
      return texts.filter((text) => text.includes('/two-factor/verify-totp')).length;
    };
    await desk.openBoard(page, `/b/${board.id}/map`);
    await expect(page.locator('[data-code="whole"]')).toBeAttached({ timeout: 90_000 });
    expect(await withClient()).toBe(0);
    await page.goto(`${desk.server.url}/account`);
    await expect(part(page, 'Sessions').getByRole('listitem')).toHaveCount(1);
    expect(await withClient()).toBe(1);
  });
});
