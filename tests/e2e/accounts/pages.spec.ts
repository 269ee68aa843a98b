/**
 * What holds for every page of accounts: WCAG, small screens, fingers.
 */
import type { Page } from '@playwright/test';
import { ADMINISTRATOR, setUp } from '../../support/account.ts';
import { violations } from '../axe.ts';
import { button, expect, field, fillSignIn, heading, part, test } from './test.ts';

test.describe('for everybody', () => {
  const TALL = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

  test('ACC-41 no page of accounts violates WCAG 2.2 A and AA as axe-core sees it, in light and dark, and on a phone none scrolls sideways', async ({
    desk,
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
    const page = await desk.fresh({ colorScheme: 'light', ...TALL });
    await page.goto(`${desk.server.url}/setup`);
    await button(page, 'Set up').click();
    await expect(page.getByText('Enter your name')).toBeVisible();
    await field(page, 'Password').fill('first light');
    await look(page, 'set-up');
    const lena = await setUp(desk.server);
    await page.goto(`${desk.server.url}/sign-in`);
    await button(page, 'Sign in').click();
    await expect(page.getByText('Enter an e-mail address')).toBeVisible();
    await look(page, 'sign-in');
    await page.goto(`${desk.server.url}/reset#x`);
    await expect(heading(page, 'Set a new password')).toBeVisible();
    await look(page, 'reset');
    await page.goto(`${desk.server.url}/sign-in`);
    await fillSignIn(page, ADMINISTRATOR);
    await expect(page.getByRole('button', { name: /^You: / })).toBeVisible();
    await page.goto(`${desk.server.url}/email#x`);
    await expect(heading(page, 'Is this address yours?')).toBeVisible();
    await look(page, 'proof of an address');
    await page.goto(`${desk.server.url}/account`);
    await expect(part(page, 'Sessions').getByRole('listitem').first()).toBeVisible();
    await expect(part(page, 'E-mail address')).toContainText('An administrator can change the address.');
    const twoStep = part(page, 'Two-step sign-in');
    await button(twoStep, 'Set up').click();
    await field(twoStep, 'Enter your password to go on').fill(ADMINISTRATOR.password);
    await button(twoStep, 'Go on').click();
    await expect(twoStep.getByRole('img')).toBeVisible();
    await button(part(page, 'API tokens'), 'New token').click();
    await look(page, 'account');
    desk.longAgo();
    await field(part(page, 'API tokens'), 'Name').fill('Nightly export');
    await button(part(page, 'API tokens'), 'Create the token').click();
    await expect(field(page.getByRole('dialog', { name: 'Show that it is you' }), 'Password')).toBeFocused();
    await look(page, 'proof');
    await page.keyboard.press('Escape');
    await page.goto(`${desk.server.url}/accounts`);
    await expect(page.getByRole('row', { name: /Lena Wirth/ })).toBeVisible();
    await button(page, 'New account').click();
    await look(page, 'accounts');
    await lena.request('/api/auth/revoke-other-sessions', { method: 'POST', headers: { origin: desk.server.url } });
    await page.goto(`${desk.server.url}/sign-in`);
    await fillSignIn(page, ADMINISTRATOR);
    await expect(page.getByRole('button', { name: /^You: / })).toBeVisible();
    await lena.request('/api/auth/revoke-other-sessions', { method: 'POST', headers: { origin: desk.server.url } });
    await page.evaluate(() => fetch('/api/session'));
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expect(page.getByRole('dialog', { name: 'Signed out' })).toBeVisible();
    await look(page, 'session over');
    expect(found).toEqual([]);
  });

  test('ACC-41 targets are 44 px for a finger', async ({ desk }) => {
    const lena = await setUp(desk.server);
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
    const page = await desk.fresh(TALL);
    await page.goto(`${desk.server.url}/sign-in`);
    await expect(button(page, 'Sign in')).toBeVisible();
    expect(await small(page)).toEqual([]);
    await page.context().addCookies(
      lena.cookie.split('; ').map((pair) => ({
        name: pair.split('=')[0]!,
        value: pair.slice(pair.indexOf('=') + 1),
        url: desk.server.url,
      })),
    );
    await page.goto(`${desk.server.url}/account`);
    await expect(part(page, 'Sessions').getByRole('listitem').first()).toBeVisible();
    await button(part(page, 'API tokens'), 'New token').click();
    expect(await small(page)).toEqual([]);
  });
});
