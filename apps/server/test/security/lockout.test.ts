/** Guessing a password or a code beside the count of failures: with the session of somebody that was left open, or stolen. */
import { describe, expect, it } from 'vitest';
import {
  addAccount,
  type Browser,
  HOUR_MS,
  LENA,
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

const guessing = async () => {
  const clock = movedClock();
  const server = await startTestServer(ACCOUNTS, clock);
  const lena = await setUp(server);
  await addAccount(server, lena, MALLORY);
  const mallory = await signIn(server, MALLORY.email, MALLORY.password);
  return { clock, server, lena, mallory };
};

const guesses = async (of: Browser, headers: Readonly<Record<string, string>>): Promise<readonly number[]> => {
  const statuses: number[] = [];
  for (let n = 0; n < 7; n += 1) {
    const json = { currentPassword: WRONG, newPassword: 'taken over by mallory' };
    statuses.push((await of.ask('/api/auth/change-password', { json, headers })).status);
  }
  return statuses;
};
const COUNTED = [400, 400, 400, 400, 400, 429, 429];
/** Wrong for Mallory herself, which she clears each time; and of nobody at all. */
const OF_MALLORY = Array.from({ length: 7 }, () => 400);
const OF_NOBODY = Array.from({ length: 7 }, () => 401);

describe('guessing with the session of somebody else', () => {
  it.each(['Bearer nothing-that-is-known', 'Bearer of Mallory'])(
    'SRV-240 is counted against the account of the session, also with an access token beside it: %s',
    async (which) => {
      const { lena, mallory } = await guessing();
      const json = { name: 'x', function: 'IT', scopes: ['read'], expiresInDays: 1 };
      const { secret } = (await (await mallory.ask('/api/tokens', { json })).json()) as { secret: string };
      const authorization = which === 'Bearer of Mallory' ? `Bearer ${secret}` : which;
      expect(await guesses(lena, { authorization })).toEqual(COUNTED);
    },
  );

  it.each<[string, readonly number[], (own: string, stolen: string) => string]>([
    ['after it', OF_MALLORY, (own, stolen) => `${own}; ${stolen}`],
    ['before it', COUNTED, (own, stolen) => `${stolen}; ${own}`],
    // A blank that is none: one parser takes the name with it, another without.
    ['after a blank that is none', OF_MALLORY, (own, stolen) => `\u00A0${stolen}; ${own}`],
    ['in half a quotation', OF_MALLORY, (own, stolen) => `${stolen.replace('=', '="')}"x; ${own}`],
    ['after one that cannot be', OF_NOBODY, (own, stolen) => `${own.replace(/=.*/, '=a,b')}; ${stolen}; ${own}`],
  ])('SRV-240 is counted against the session that counts, with another one sent %s', async (_, expected, join) => {
    const { server, lena, mallory } = await guessing();
    const cookie = join(mallory.cookie(), lena.cookie());
    const statuses = [];
    for (let n = 0; n < 7; n += 1) {
      // Mallory proves herself in between, so that what is counted against her is forgotten.
      await signIn(server, MALLORY.email, MALLORY.password);
      // What she finds out at last is of no use: by then it is locked, or was never about Lena.
      const json = { currentPassword: n < 6 ? WRONG : LENA.password, newPassword: 'taken over by mallory' };
      statuses.push((await server.ask('/api/auth/change-password', { json, cookie })).status);
    }
    expect(statuses).toEqual(expected);
    expect((await trySignIn(openBrowser(server))).status).toBe(expected === COUNTED ? 429 : 200);
  });

  it('SRV-240 a session that has ended is not taken by the library either, however its cookie is sent', async () => {
    const { clock, server, lena } = await guessing();
    const ended = lena.cookie();
    clock.pass(HOUR_MS);
    const mallory = await signIn(server, MALLORY.email, MALLORY.password);
    for (const cookie of [`\u00A0${ended}; ${mallory.cookie()}`, `${ended}; ${mallory.cookie()}`, `\u00A0${ended}`]) {
      const json = { currentPassword: LENA.password, newPassword: 'taken over by mallory' };
      const response = await server.ask('/api/auth/change-password', { json, cookie });
      expect(response.ok, cookie).toBe(false);
    }
    await signIn(server);
  });
});
