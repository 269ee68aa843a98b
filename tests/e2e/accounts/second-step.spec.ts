/**
 * A second step and passkeys; these are of Chromium’s virtual authenticator.
 */
import type { Page } from '@playwright/test';
import { totp } from '../../../apps/server/test/support/totp.ts';
import { ADMINISTRATOR, setUp } from '../../support/account.ts';
import { alert, button, expect, field, fillSignIn, heading, part, test } from './test.ts';

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
    desk,
  }) => {
    const page = await desk.signedIn(await setUp(desk.server));
    await page.goto(`${desk.server.url}/account`);
    const { app, codes } = await switchOn(page);

    const other = await desk.fresh();
    await other.goto(`${desk.server.url}/sign-in?to=/account`);
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

    const third = await desk.fresh();
    await third.goto(`${desk.server.url}/sign-in`);
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

  test('ACC-32, ACC-8 a passkey is added, named and removed, and signs in', async ({ desk }) => {
    const lena = await setUp(desk.server);
    // A passkey is for a name; a literal address has none.
    const at = desk.server.url.replace('127.0.0.1', 'localhost');
    const page = await desk.fresh();
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

  test('ACC-8 where a passkey cannot be used none is offered', async ({ desk }) => {
    await setUp(desk.server);
    const page = await desk.fresh();
    await page.goto(`${desk.server.url}/sign-in`);
    await expect(button(page, 'Sign in')).toBeVisible();
    await expect(button(page, 'Sign in with a passkey')).toHaveCount(0);
  });
});
