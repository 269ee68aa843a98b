/**
 * What administrators do about the accounts of others.
 */
import { ADMINISTRATOR, setUp, signIn } from '../../support/account.ts';
import { alert, button, expect, field, PRIYA, test } from './test.ts';

test.describe('the accounts of others', () => {
  test('ACC-36, ACC-44 administrators make accounts, name further administrators whom they know, and switch accounts off; others are told', async ({
    desk,
  }) => {
    const lena = await setUp(desk.server);
    const page = await desk.signedIn(lena);
    await page.goto(`${desk.server.url}/`);
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
    const reset = await fetch(`${desk.server.url}/api/auth/reset-password`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: desk.server.url },
      body: JSON.stringify({ token: secret, newPassword: PRIYA.password }),
    });
    expect(reset.status).toBe(200);

    const priya = await desk.signedIn(await signIn(desk.server, PRIYA));
    await priya.goto(`${desk.server.url}/accounts`);
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
    const known = page.getByRole('dialog', { name: 'Is this the account of Priya Nair?' });
    await expect(known).toContainText('Nobody has shown that priya@mill.example is theirs');
    await button(known, 'It is, make them administrator').click();
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
