/** Guesses of strangers keep nobody out where they have signed in before, and nobody guesses any more from there either. */
import { describe, expect, it } from 'vitest';
import { createDeviceCookie } from '../../src/accounts/device-cookie.ts';
import { newId } from '../../src/ids.ts';
import {
  addAccount,
  type Browser,
  HOUR_MS,
  LENA,
  MINUTE_MS,
  movedClock,
  openBrowser,
  setUp,
  signIn,
  trySignIn,
} from '../support/people.ts';
import { startTestServer } from '../support/server.ts';

const ACCOUNTS = { ACCESS: 'accounts' };
const MALLORY = { name: 'Mallory', function: 'IT', email: 'mallory@plant.example', password: 'a password of her own' };
const WRONG = 'not the password';
const DEVICE = 'chartroom-device';

const failures = async (of: () => Browser, count: number): Promise<readonly number[]> => {
  const statuses = [];
  for (let n = 0; n < count; n += 1) statuses.push((await trySignIn(of(), LENA.email, WRONG)).status);
  return statuses;
};
const deviceIn = (browser: Browser): string =>
  browser
    .cookie()
    .split('; ')
    .find((one) => one.startsWith(`${DEVICE}=`)) ?? '';

const atHome = async () => {
  const clock = movedClock();
  const server = await startTestServer(ACCOUNTS, clock);
  const lena = await setUp(server);
  const stranger = () => openBrowser(server);
  /** A browser with this much of the one at home. */
  const withCookies = (cookies: string): Browser => {
    const browser = openBrowser(server);
    browser.set(cookies);
    return browser;
  };
  return { clock, server, lena, stranger, withCookies };
};

describe('a device on which somebody has signed in before', () => {
  it('SRV-274 is not locked by the failures of strangers, a day after day either', async () => {
    const { clock, lena, stranger } = await atHome();
    await lena.ask('/api/auth/sign-out', { method: 'POST', json: {} });
    expect((await lena.session()).user).toBeNull();
    expect(await failures(stranger, 6)).toEqual([401, 401, 401, 401, 401, 429]);
    for (let day = 0; day < 10; day += 1) {
      clock.pass(24 * HOUR_MS);
      expect(await failures(stranger, 2)).toEqual([401, 429]);
    }
    expect((await trySignIn(stranger())).status).toBe(429);
    expect((await trySignIn(lena)).status).toBe(200);
  });

  it('SRV-274 is locked by its own, as long as anybody is', async () => {
    const { clock, lena } = await atHome();
    expect(await failures(() => lena, 6)).toEqual([401, 401, 401, 401, 401, 429]);
    const locked = await trySignIn(lena);
    expect([locked.status, locked.headers.get('retry-after')]).toEqual([429, '900']);
    clock.pass(15 * MINUTE_MS);
    expect(await failures(() => lena, 2)).toEqual([401, 429]);
    clock.pass(30 * MINUTE_MS);
    expect((await trySignIn(lena)).status).toBe(200);
  });

  it('SRV-274 gives nobody more guesses than five at once: its failures count for the address too', async () => {
    const { lena, stranger } = await atHome();
    expect(await failures(() => lena, 5)).toEqual([401, 401, 401, 401, 401]);
    expect(await failures(stranger, 1)).toEqual([429]);
  });

  it('SRV-274 lets no more than five be tried there at the same time', async () => {
    const { lena, withCookies } = await atHome();
    const cookie = deviceIn(lena);
    const all = await Promise.all(
      Array.from({ length: 12 }, async () => (await trySignIn(withCookies(cookie), LENA.email, WRONG)).status),
    );
    expect(all.filter((status) => status === 401)).toHaveLength(5);
  });

  it('SRV-274 is known for the accounts that have signed in there, and for no other', async () => {
    const { server, lena, stranger, withCookies } = await atHome();
    await addAccount(server, lena, MALLORY);
    const mallory = await signIn(server, MALLORY.email, MALLORY.password);
    await failures(stranger, 5);
    expect((await trySignIn(withCookies(deviceIn(mallory)))).status).toBe(429);
    const id = deviceIn(mallory).slice(`${DEVICE}=`.length).split('.')[0];
    const [, ...macs] = deviceIn(lena).slice(`${DEVICE}=`.length).split('.');
    for (const forged of [`${id}.${macs.join('.')}`, `${newId()}.${macs.join('.')}`, id, 'x', `.${macs.join('.')}`])
      expect((await trySignIn(withCookies(`${DEVICE}=${forged}`))).status).toBe(429);
    expect((await trySignIn(withCookies(deviceIn(lena)))).status).toBe(200);
  });

  it('SRV-274 is known for each of those who share it, and holds an id and a MAC for each and nothing else', async () => {
    const { server, lena, stranger } = await atHome();
    await addAccount(server, lena, MALLORY);
    const shared = openBrowser(server);
    const set = (await trySignIn(shared)).headers.getSetCookie().find((one) => one.startsWith(DEVICE));
    expect(set).toMatch(
      /^chartroom-device=[0-9a-hjkmnp-tv-z]{26}\.[\w-]{43}; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    await trySignIn(shared, MALLORY.email, MALLORY.password);
    expect(deviceIn(shared)).toMatch(/^chartroom-device=[0-9a-hjkmnp-tv-z]{26}(?:\.[\w-]{43}){2}$/);
    await failures(stranger, 5);
    expect((await trySignIn(shared)).status).toBe(200);
    expect(deviceIn(shared)).toMatch(/(?:\.[\w-]{43}){2}$/);
  });

  it('SRV-274 is of this server, and of its origin alone where that is https', () => {
    const own = createDeviceCookie('a secret of the server', true);
    const set = own.remember(undefined, 'account');
    expect(set).toMatch(/^__Host-chartroom-device=.*; Secure/);
    const cookie = set.split(';', 1)[0];
    const device = own.read(cookie)!;
    expect([own.isKnown(device, 'account'), own.isKnown(device, 'another')]).toEqual([true, false]);
    const other = createDeviceCookie('a secret of another server', true);
    expect(other.isKnown(other.read(cookie)!, 'account')).toBe(false);
  });

  it('SRV-274 is free again with the address, once somebody has proved it elsewhere', async () => {
    const { clock, lena, stranger } = await atHome();
    await failures(() => lena, 5);
    // For the address it is over as soon as it is for the device.
    clock.pass(15 * MINUTE_MS);
    expect((await trySignIn(stranger())).status).toBe(200);
    expect(await failures(() => lena, 5)).toEqual([401, 401, 401, 401, 401]);
  });

  it('SRV-274 is known by a sign-in alone, not by a try', async () => {
    const { stranger } = await atHome();
    const browser = stranger();
    await trySignIn(browser, LENA.email, WRONG);
    expect(browser.cookie()).toBe('');
  });
});
