/**
 * Single sign-on against a real provider.
 */
import { ADMINISTRATOR, setUp } from '../../support/account.ts';
import { startOidcProvider, type OidcProvider } from '../../support/oidc-provider.ts';
import { alert, button, expect, field, fillSignIn, part, PRIYA, test } from './test.ts';

test.describe('single sign-on', () => {
  let provider: OidcProvider;
  test.beforeEach(async ({ desk }) => {
    provider = await startOidcProvider();
    await desk.serveWith(provider.env);
  });
  test.afterEach(() => provider.stop());

  test('ACC-9 leads through the provider back to where one wanted to go; the first time it asks for the function', async ({
    desk,
  }) => {
    const lena = await setUp(desk.server);
    const board = await lena.createBoard('Lot release', 't1');
    await provider.become({ sub: 'u-1001', email: PRIYA.email, email_verified: true, name: PRIYA.name });
    const page = await desk.fresh();
    await page.goto(`${desk.server.url}/b/${board.id}/map`);
    await button(page, 'Sign in with Plant login').click();
    await expect(page.getByText('Say which function you speak for')).toBeVisible();
    const profile = part(page, 'Who you are');
    await expect(field(profile, 'Name')).toHaveValue(PRIYA.name);
    await button(profile, 'Go on').click();
    await expect(profile.getByText('Choose a function')).toBeVisible();
    await profile.getByRole('group', { name: 'Function' }).getByText('Quality', { exact: true }).click();
    await button(profile, 'Go on').click();
    await expect(page).toHaveURL(`${desk.server.url}/b/${board.id}/map`);
    // Signed in, and no member of this board: it is as one that is not there.
    await expect(page.getByText('There is no such board')).toBeVisible();

    const again = await desk.fresh();
    await again.goto(`${desk.server.url}/account`);
    await button(again, 'Sign in with Plant login').click();
    await expect(part(again, 'Single sign-on').getByText('On', { exact: true })).toBeVisible();
    await expect(part(again, 'Password')).toContainText('You sign in with Plant login and have no password here.');
    await expect(part(again, 'Who you are').getByRole('radio', { name: /^Quality/ })).toBeChecked();
  });

  test('ACC-9 an account that is not tied to the provider is said, and is tied from within', async ({ desk }) => {
    await setUp(desk.server);
    await provider.become({ sub: 'u-1', email: ADMINISTRATOR.email, email_verified: true, name: ADMINISTRATOR.name });
    const page = await desk.fresh();
    await page.goto(`${desk.server.url}/sign-in?to=/account`);
    await button(page, 'Sign in with Plant login').click();
    await expect(alert(page)).toContainText('not tied to Plant login. Sign in with its password.');
    await expect(page).toHaveURL(`${desk.server.url}/sign-in?to=%2Faccount`);
    await fillSignIn(page, ADMINISTRATOR);
    const signOn = part(page, 'Single sign-on');
    await button(signOn, 'Sign in with Plant login from now on').click();
    await expect(signOn.getByText('On', { exact: true })).toBeVisible();
    const other = await desk.fresh();
    await other.goto(`${desk.server.url}/`);
    await button(other, 'Sign in with Plant login').click();
    await expect(other.getByRole('button', { name: /^You: Lena Wirth/ })).toBeVisible();
    await button(signOn, 'Stop using it').click();
    await expect(signOn.getByText('Off', { exact: true })).toBeVisible();
  });

  test('ACC-21, ACC-9 over a page whose session is over it happens in a window of its own, and the page goes on by itself', async ({
    desk,
  }) => {
    await setUp(desk.server);
    await provider.become({ sub: 'u-1001', email: PRIYA.email, email_verified: true, name: PRIYA.name });
    const page = await desk.fresh();
    await page.goto(`${desk.server.url}/account`);
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
