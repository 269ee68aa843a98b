/**
 * A screen that was left open: what gives a way into an account asks to show again that it is oneself, and then goes on.
 */
import type { Page } from '@playwright/test';
import { totp } from '../../../apps/server/test/support/totp.ts';
import { ACCOUNTS, ADMINISTRATOR, setUp } from '../../support/account.ts';
import { startMailbox } from '../../support/mailbox.ts';
import { startOidcProvider } from '../../support/oidc-provider.ts';
import { alert, button, expect, field, part, PRIYA, test } from './test.ts';

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Show that it is you' });
const tokensOf = (page: Page) => part(page, 'API tokens');

const fillToken = async (page: Page): Promise<void> => {
  await button(tokensOf(page), 'New token').click();
  await field(tokensOf(page), 'Name').fill('Nightly export');
  await tokensOf(page).getByRole('checkbox', { name: 'Comment' }).check();
};
const create = (page: Page): Promise<void> => button(tokensOf(page), 'Create the token').click();

test.describe('a screen that was left open', () => {
  test('ACC-42 a token asks for the password, keeps what was typed, and is made then', async ({ desk }) => {
    const page = await desk.signedIn(await setUp(desk.server));
    await page.goto(`${desk.server.url}/account`);
    await fillToken(page);
    desk.longAgo();
    await create(page);
    const dialog = dialogOf(page);
    await expect(field(dialog, 'Password')).toBeFocused();
    await button(dialog, 'Cancel').click();
    await expect(dialog).toHaveCount(0);
    await expect(alert(tokensOf(page))).toContainText('show again that it is you');
    await expect(field(tokensOf(page), 'Name')).toHaveValue('Nightly export');
    await create(page);
    await button(dialog, 'Go on').click();
    await expect(field(dialog, 'Password')).toHaveAccessibleDescription('Enter your password');
    await field(dialog, 'Password').fill('not my password');
    await button(dialog, 'Go on').click();
    await expect(field(dialog, 'Password')).toHaveAccessibleDescription('This is not your password');
    await field(dialog, 'Password').fill(ADMINISTRATOR.password);
    await button(dialog, 'Go on').click();
    await expect(tokensOf(page).getByText('Secret of “Nightly export”')).toBeVisible();
    await expect(tokensOf(page).getByRole('listitem')).toContainText('Read and Comment');
    // It counts for a while.
    await button(tokensOf(page), 'I have kept it').click();
    await fillToken(page);
    await create(page);
    await expect(tokensOf(page).getByText('Secret of “Nightly export”')).toBeVisible();
  });

  test('ACC-42 with a second step its code is asked for too, or a backup code; a passkey is enough', async ({
    desk,
  }) => {
    const lena = await setUp(desk.server);
    // A passkey is for a name; a literal address has none.
    const at = desk.server.url.replace('127.0.0.1', 'localhost');
    const page = await desk.fresh();
    const cookies = lena.cookie.split('; ').map((pair) => ({
      name: pair.split('=')[0]!,
      value: pair.slice(pair.indexOf('=') + 1),
      url: at,
    }));
    await page.context().addCookies(cookies);
    const devTools = await page.context().newCDPSession(page);
    await devTools.send('WebAuthn.enable');
    await devTools.send('WebAuthn.addVirtualAuthenticator', {
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
    const twoStep = part(page, 'Two-step sign-in');
    await button(twoStep, 'Set up').click();
    await field(twoStep, 'Enter your password to go on').fill(ADMINISTRATOR.password);
    await button(twoStep, 'Go on').click();
    const key = twoStep.getByRole('group', { name: 'Key for the authenticator app' });
    const app = `otpauth://totp/Chartroom?secret=${(await key.innerText()).replaceAll(' ', '')}`;
    await field(twoStep, 'Code from the app').fill(totp(app));
    await button(twoStep, 'Switch on').click();
    const shown = twoStep.getByRole('list', { name: 'Keep these backup codes' }).getByRole('listitem');
    await expect(shown).toHaveCount(10);
    const codes = await shown.allInnerTexts();
    await button(twoStep, 'I have kept them').click();

    desk.longAgo();
    const passkeys = part(page, 'Passkeys');
    await button(passkeys, 'Add a passkey').click();
    await field(passkeys, 'Name of the passkey').fill('Control room');
    await button(passkeys, 'Add a passkey').click();
    const dialog = dialogOf(page);
    await field(dialog, 'Password').fill(ADMINISTRATOR.password);
    await button(dialog, 'Go on').click();
    await expect(field(dialog, 'Code from the app')).toHaveAccessibleDescription('Enter the six digits');
    await button(dialog, 'Use a backup code').click();
    await field(dialog, 'Backup code').fill(codes[0]!);
    await button(dialog, 'Go on').click();
    await expect(passkeys.getByRole('listitem')).toContainText('Control room');

    desk.longAgo();
    await fillToken(page);
    await create(page);
    await button(dialog, 'Use a passkey').click();
    await expect(tokensOf(page).getByText('Secret of “Nightly export”')).toBeVisible();
    await expect(part(page, 'Sessions').getByRole('listitem')).toHaveCount(1);
  });

  test('ACC-42 whoever has single sign-on alone shows it at the provider, in a window, and the page goes on', async ({
    desk,
  }) => {
    const provider = await startOidcProvider();
    try {
      await desk.serveWith(provider.env);
      await setUp(desk.server);
      await provider.become({ sub: 'u-1001', email: PRIYA.email, email_verified: true, name: PRIYA.name });
      const page = await desk.fresh();
      await page.goto(`${desk.server.url}/account`);
      await button(page, 'Sign in with Plant login').click();
      await expect(part(page, 'Single sign-on').getByText('On', { exact: true })).toBeVisible();
      await fillToken(page);
      desk.longAgo();
      await create(page);
      const [popup] = await Promise.all([
        page.waitForEvent('popup'),
        button(dialogOf(page), 'Sign in with Plant login, in a new window').click(),
      ]);
      await popup.waitForEvent('close');
      await expect(tokensOf(page).getByText('Secret of “Nightly export”')).toBeVisible();
    } finally {
      provider.stop();
    }
  });

  test('ACC-42, ACC-36 an administrator is asked before an account is made', async ({ desk }) => {
    const page = await desk.signedIn(await setUp(desk.server));
    await page.goto(`${desk.server.url}/accounts`);
    await button(page, 'New account').click();
    await field(page, 'Name').fill(PRIYA.name);
    await field(page, 'E-mail').fill(PRIYA.email);
    await page.getByRole('group', { name: 'Function' }).getByText('Quality', { exact: true }).click();
    desk.longAgo();
    await button(page, 'Make the account').click();
    await field(dialogOf(page), 'Password').fill(ADMINISTRATOR.password);
    await button(dialogOf(page), 'Go on').click();
    await expect(page.getByRole('dialog', { name: 'A link for Priya Nair' })).toBeVisible();
  });

  test('ACC-43 after another password the page says that passkeys and tokens stay, and leads to them', async ({
    desk,
  }) => {
    const page = await desk.signedIn(await setUp(desk.server));
    await page.goto(`${desk.server.url}/account`);
    const password = part(page, 'Password');
    await field(password, 'Current password').fill(ADMINISTRATOR.password);
    await field(password, 'New password').fill('second light over the mill');
    await button(password, 'Change the password').click();
    await expect(password.getByRole('status').last()).toContainText(
      'Passkeys and API tokens still come into your account.',
    );
    await password.getByRole('link', { name: 'Look at the tokens' }).click();
    await expect(page.getByRole('heading', { name: 'API tokens' })).toBeInViewport();
    await password.getByRole('link', { name: 'Look at the passkeys' }).click();
    await expect(page.getByRole('heading', { name: 'Passkeys' })).toBeInViewport();
  });

  test('ACC-44 an address that was only typed is said to be none that was proved, and a link proves it', async ({
    desk,
  }) => {
    const mailbox = await startMailbox();
    await desk.serveWith({ ...ACCOUNTS, ...mailbox.env });
    try {
      const page = await desk.signedIn(await setUp(desk.server));
      await page.goto(`${desk.server.url}/accounts`);
      const row = page.getByRole('row', { name: /Lena Wirth/ });
      await expect(row).toContainText('address not proved');
      await page.goto(`${desk.server.url}/account`);
      const address = part(page, 'E-mail address');
      await button(address, 'Show that it is yours').click();
      await expect(field(address, 'New e-mail address')).toHaveValue(ADMINISTRATOR.email);
      await field(address, 'Your password').fill(ADMINISTRATOR.password);
      await button(address, 'Send a link there').click();
      await page.goto(await mailbox.link(ADMINISTRATOR.email, /http:\/\/\S+\/email#\w+/u));
      await button(page, 'Yes, it is mine').click();
      await page.goto(`${desk.server.url}/accounts`);
      await expect(row).toBeVisible();
      await expect(row).not.toContainText('address not proved');
    } finally {
      await mailbox.close();
    }
  });
});
