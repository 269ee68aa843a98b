import { describe, expect, it } from 'vitest';
import { lockMs } from '../../src/db/sign-in-failures.ts';
import {
  addAccount,
  type Browser,
  HOUR_MS,
  LENA,
  mailbox,
  MINUTE_MS,
  movedClock,
  openBrowser,
  setUp,
  signIn,
  trySignIn,
} from '../support/people.ts';
import { until } from '../support/poll.ts';
import { readProblem, refusal } from '../support/problem.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { totp } from '../support/totp.ts';

const ACCOUNTS = { ACCESS: 'accounts' };
const WRONG = 'not the password';
const statusOf = async (response: Promise<Response>): Promise<number> => (await response).status;

describe('signing in', () => {
  it('SRV-138 makes nobody an account', async () => {
    const server = await startTestServer(ACCOUNTS);
    await setUp(server);
    const json = { name: 'Mallory', email: 'm@evil.example', password: 'long enough password' };
    expect(await refusal(await server.ask('/api/auth/sign-up/email', { json }))).toMatch(/^404 not-found: /);
    expect((await server.ask('/api/accounts', { json: { ...json, function: 'IT' } })).status).toBe(401);
    expect(await statusOf(trySignIn(openBrowser(server), json.email, json.password))).toBe(401);
  });

  it('SRV-138 reaches nothing of the library that is not meant to be', async () => {
    const server = await startTestServer(ACCOUNTS);
    const lena = await setUp(server);
    const paths = [
      ['POST', '/sign-up/email'],
      ['POST', '/update-user'],
      ['POST', '/update-session'],
      ['POST', '/change-email'],
      ['POST', '/delete-user'],
      ['POST', '/verify-password'],
      ['GET', '/get-session'],
      ['GET', '/ok'],
      ['GET', '/error'],
      ['GET', '/reference'],
      ['GET', '/open-api/generate-schema'],
      ['GET', '/reset-password/abc?callbackURL=/'],
      ['GET', '/verify-email?token=a&callbackURL=/'],
      ['POST', '/callback/oidc'],
      ['GET', '/callback/google'],
      ['POST', '/get-access-token'],
      ['POST', '/two-factor/send-otp'],
      ['POST', '/two-factor/view-backup-codes'],
      ['POST', '//sign-up/email'],
    ] as const;
    for (const [method, path] of paths) {
      const response = await lena.ask(`/api/auth${path}`, { method, ...(method === 'POST' ? { json: {} } : {}) });
      expect([path, response.status]).toEqual([path, method === 'POST' && path === '/callback/oidc' ? 405 : 404]);
    }
  });

  it('SRV-138 does not take what people may not say of themselves', async () => {
    const server = await startTestServer(ACCOUNTS);
    const lena = await setUp(server);
    const petra = { name: 'Petra Novak', function: 'QUA', email: 'petra@plant.example', password: 'sampling plan 7b' };
    await addAccount(server, lena, petra);
    const browser = openBrowser(server);
    await browser.ask('/api/auth/sign-in/email', {
      json: { email: petra.email, password: petra.password, administrator: true, disabledAt: null, id: 'x' },
    });
    expect((await browser.session()).user).toMatchObject({ administrator: false });
  });

  it('SRV-139 answers alike whether an address has an account', async () => {
    const server = await startTestServer(ACCOUNTS);
    await setUp(server);
    const answers = await Promise.all(
      [LENA.email, 'nobody@plant.example'].map(async (email) => {
        const response = await trySignIn(openBrowser(server), email, WRONG);
        return [response.status, await response.json(), response.headers.get('set-cookie')];
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.[0]).toBe(401);
  });

  it('SRV-140 locks an address after five failures, alike whether it has an account, and longer each time', async () => {
    const clock = movedClock();
    const server = await startTestServer(ACCOUNTS, clock);
    await setUp(server);
    for (const email of [LENA.email, 'nobody@plant.example']) {
      for (let n = 0; n < 5; n += 1) expect(await statusOf(trySignIn(openBrowser(server), email, WRONG))).toBe(401);
      const locked = await trySignIn(openBrowser(server), ` ${email.toUpperCase()}`, LENA.password);
      expect(locked.headers.get('retry-after')).toBe('900');
      expect(await refusal(locked)).toBe(
        '429 too-many-requests: There were too many failed attempts for this address. Try again in 15 minutes.',
      );
    }
    clock.pass(15 * MINUTE_MS);
    expect(await statusOf(trySignIn(openBrowser(server), LENA.email, WRONG))).toBe(401);
    clock.pass(16 * MINUTE_MS);
    expect(await statusOf(trySignIn(openBrowser(server)))).toBe(429);
    clock.pass(15 * MINUTE_MS);
    expect(await statusOf(trySignIn(openBrowser(server)))).toBe(200);
    for (let n = 0; n < 4; n += 1) await trySignIn(openBrowser(server), LENA.email, WRONG);
    expect(await statusOf(trySignIn(openBrowser(server)))).toBe(200);
    expect([4, 5, 6, 7, 30].map((n) => lockMs(n) / MINUTE_MS)).toEqual([0, 15, 30, 60, 24 * 60]);
  });

  it('SRV-140 lets no more than five be tried at the same time', async () => {
    const server = await startTestServer(ACCOUNTS);
    await setUp(server);
    const statuses = await Promise.all(
      Array.from({ length: 20 }, () => statusOf(trySignIn(openBrowser(server), LENA.email, WRONG))),
    );
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);
  });

  it('SRV-140 counts guesses of the password of whoever is signed in', async () => {
    const server = await startTestServer(ACCOUNTS);
    const lena = await setUp(server);
    const change = (currentPassword: string) =>
      lena.ask('/api/auth/change-password', { json: { currentPassword, newPassword: 'another password' } });
    for (let n = 0; n < 5; n += 1) expect(await statusOf(change(WRONG))).toBe(400);
    expect(await statusOf(change(LENA.password))).toBe(429);
    expect(await statusOf(lena.ask('/api/auth/two-factor/enable', { json: { password: LENA.password } }))).toBe(429);
  });

  it('SRV-141 makes whoever sends very many requests wait, for any addresses', async () => {
    const clock = movedClock();
    const startedMs = clock.nowMs();
    const server = await startTestServer(ACCOUNTS, { nowMs: () => startedMs });
    const statuses = await Promise.all(
      Array.from({ length: 60 }, () => statusOf(server.ask('/api/auth/passkey/generate-authenticate-options'))),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
    const waiting = await trySignIn(openBrowser(server), 'q@plant.example', WRONG);
    expect([waiting.status, waiting.headers.get('retry-after')]).toEqual([429, '1']);
  });

  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/%2f/evil.example',
    'javascript:alert(1)',
    '/\n/evil.example',
    'evil',
  ])('SRV-146 sends nobody to %j', async (address) => {
    const server = await startTestServer({
      ...ACCOUNTS,
      OIDC_ISSUER: 'http://127.0.0.1:1',
      OIDC_CLIENT_ID: 'a',
      OIDC_CLIENT_SECRET: 'b',
    });
    for (const field of ['callbackURL', 'errorCallbackURL', 'newUserCallbackURL']) {
      const json = { provider: 'oidc', [field]: address };
      const problem = await readProblem(await server.ask('/api/auth/sign-in/social', { json }));
      expect([problem.status, Object.keys(problem.errors ?? {})]).toEqual([400, [`/${field}`]]);
    }
    const signedIn = await server.ask('/api/auth/sign-in/email', {
      json: { email: LENA.email, password: WRONG, callbackURL: address },
    });
    expect([signedIn.status, signedIn.headers.get('location')]).toEqual([401, null]);
  });

  it('SRV-138 refuses other pages and other bodies', async () => {
    const server = await startTestServer(ACCOUNTS);
    await setUp(server);
    const json = { email: LENA.email, password: LENA.password };
    const foreign = await server.ask('/api/auth/sign-in/email', { json, headers: { origin: 'https://evil.example' } });
    expect((await readProblem(foreign)).type).toBe('/problems/foreign-origin');
    const form = await server.ask('/api/auth/sign-in/email', {
      body: 'email=a&password=b',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(form.status).toBe(415);
    expect((await readProblem(await server.ask('/api/auth/sign-in/email', { json: {} }))).errors).toEqual({
      '/email': expect.any(String),
      '/password': expect.any(String),
    });
    expect((await server.ask('/api/auth/sign-in/email', { method: 'GET' })).status).toBe(405);
  });
});

describe('second factor', () => {
  const enable = async (server: TestServer) => {
    const lena = await setUp(server);
    const response = await lena.ask('/api/auth/two-factor/enable', { json: { password: LENA.password } });
    const { totpURI, backupCodes } = (await response.json()) as { totpURI: string; backupCodes: string[] };
    const used = totp(totpURI);
    expect(await statusOf(lena.ask('/api/auth/two-factor/verify-totp', { json: { code: used } }))).toBe(200);
    expect((await lena.session()).user?.twoFactorEnabled).toBe(true);
    // The code of the next half minute counts already, and this one has been used.
    return { lena, used, backupCodes, next: () => totp(totpURI, 1) };
  };
  const withPassword = async (server: TestServer): Promise<Browser> => {
    const browser = openBrowser(server);
    const response = await trySignIn(browser);
    expect([response.status, await response.json()]).toEqual([
      200,
      { twoFactorRedirect: true, twoFactorMethods: ['totp'] },
    ]);
    expect((await browser.session()).user).toBeNull();
    return browser;
  };
  const verify = (browser: Browser, code: string): Promise<Response> =>
    browser.ask('/api/auth/two-factor/verify-totp', { json: { code } });

  it('SRV-142 is asked for after the password, and a code signs in once', async () => {
    const server = await startTestServer(ACCOUNTS);
    const { next, backupCodes } = await enable(server);
    const code = next();
    const browser = await withPassword(server);
    expect(await statusOf(verify(browser, ` ${code.slice(0, 3)} ${code.slice(3)}`))).toBe(200);
    expect((await browser.session()).user).toMatchObject({ email: LENA.email, twoFactorEnabled: true });
    const other = await withPassword(server);
    expect(await readProblem(await verify(other, code))).toMatchObject({ status: 401, code: 'INVALID_CODE' });
    expect((await other.session()).user).toBeNull();
    const backup = await other.ask('/api/auth/two-factor/verify-backup-code', { json: { code: backupCodes[0] } });
    expect(backup.status).toBe(200);
  });

  it('SRV-142 does not take the code that set it up again', async () => {
    const server = await startTestServer(ACCOUNTS);
    const { used } = await enable(server);
    expect(await statusOf(verify(await withPassword(server), used))).toBe(401);
  });

  it('SRV-142 takes a backup code once', async () => {
    const server = await startTestServer(ACCOUNTS);
    const { backupCodes } = await enable(server);
    const code = backupCodes[0] ?? '';
    const use = (browser: Browser) => browser.ask('/api/auth/two-factor/verify-backup-code', { json: { code } });
    const browser = await withPassword(server);
    expect(await statusOf(use(browser))).toBe(200);
    expect((await browser.session()).user).not.toBeNull();
    expect(await statusOf(use(await withPassword(server)))).toBe(401);
  });

  it('SRV-142 takes no code without the password, nor somebody else’s', async () => {
    const server = await startTestServer(ACCOUNTS);
    const { next } = await enable(server);
    const browser = openBrowser(server);
    expect(await statusOf(verify(browser, next()))).toBe(401);
    browser.set('chartroom.two_factor=2fa-guess.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%3D');
    expect(await statusOf(verify(browser, next()))).toBe(401);
  });

  it('SRV-140 counts wrong codes with wrong passwords, and the right password takes nothing of it back', async () => {
    const clock = movedClock();
    const server = await startTestServer(ACCOUNTS, clock);
    const { next } = await enable(server);
    const wrong = String((Number(next()) + 1) % 1_000_000).padStart(6, '0');
    await trySignIn(openBrowser(server), LENA.email, WRONG);
    for (let n = 0; n < 4; n += 1) expect(await statusOf(verify(await withPassword(server), wrong))).toBe(401);
    const browser = openBrowser(server);
    expect(await statusOf(trySignIn(browser))).toBe(429);
    clock.pass(15 * MINUTE_MS);
    expect(await statusOf(verify(await withPassword(server), next()))).toBe(200);
  });

  it('SRV-142 is taken away with the password only', async () => {
    const server = await startTestServer(ACCOUNTS);
    const { lena } = await enable(server);
    const disable = (password: string) => lena.ask('/api/auth/two-factor/disable', { json: { password } });
    expect(await statusOf(disable(WRONG))).toBe(400);
    expect((await lena.session()).user?.twoFactorEnabled).toBe(true);
    expect(await statusOf(disable(LENA.password))).toBe(200);
    expect((await lena.session()).user?.twoFactorEnabled).toBe(false);
    await signIn(server);
  });
});

describe('a forgotten password', () => {
  const ask = (server: TestServer, email: string) =>
    server.ask('/api/auth/request-password-reset', { json: { email } });
  const reset = (server: TestServer, token: string, newPassword = 'second light over the mill') =>
    server.ask('/api/auth/reset-password', { json: { token, newPassword } });
  const tokenIn = (text: string): string => /\/reset#([\w-]+)/.exec(text)?.[1] ?? '';

  const withMail = async () => {
    const mailer = mailbox();
    const clock = movedClock();
    const server = await startTestServer(ACCOUNTS, { mailer, ...clock });
    const lena = await setUp(server);
    return { mailer, server, lena, clock };
  };

  it('SRV-145 is set by a link that comes by mail, once, and every session ends', async () => {
    const { mailer, server, lena } = await withMail();
    for (let n = 0; n < 5; n += 1) await trySignIn(openBrowser(server), LENA.email, WRONG);
    expect(await statusOf(ask(server, ` ${LENA.email.toUpperCase()} `))).toBe(200);
    await until(() => mailer.mails.length === 1);
    const mail = mailer.mails[0]!;
    expect(mail).toMatchObject({ kind: 'password-reset', to: LENA.email });
    expect(mail.text).toContain(`${server.origin}/reset#`);
    const token = tokenIn(mail.text);
    expect(await refusal(await reset(server, token, 'short'))).toMatch(/^400 invalid-body: The password is too short/);
    expect(await statusOf(reset(server, token))).toBe(200);
    expect((await lena.session()).user).toBeNull();
    expect(await readProblem(await reset(server, token, 'third light over the mill'))).toMatchObject({
      status: 400,
      code: 'INVALID_TOKEN',
    });
    // The lock of the address is over too: whoever has the mail has proved it.
    expect(await statusOf(trySignIn(openBrowser(server)))).toBe(401);
    expect(await statusOf(trySignIn(openBrowser(server), LENA.email, 'second light over the mill'))).toBe(200);
  });

  it('SRV-145 is set by one of two at once, and the other links of the account are over', async () => {
    const { mailer, server } = await withMail();
    await ask(server, LENA.email);
    await until(() => mailer.mails.length === 1);
    await ask(server, LENA.email);
    await until(() => mailer.mails.length === 2);
    const [first = '', second = ''] = mailer.mails.map(({ text }) => tokenIn(text));
    const statuses = await Promise.all([statusOf(reset(server, first)), statusOf(reset(server, first))]);
    expect(statuses.toSorted()).toEqual([200, 400]);
    expect(await statusOf(reset(server, second))).toBe(400);
  });

  it('SRV-139 and SRV-145 answers alike whether an address has an account, and sends nothing to others', async () => {
    const { mailer, server } = await withMail();
    const answers = [];
    for (const email of ['nobody@plant.example', LENA.email]) {
      const response = await ask(server, email);
      answers.push([response.status, await response.text()]);
    }
    expect(answers[0]).toEqual(answers[1]);
    await until(() => mailer.mails.length > 0);
    expect(mailer.mails.map(({ to }) => to)).toEqual([LENA.email]);
  });

  it('SRV-145 says that no mail is sent where none is, the same for every address', async () => {
    const server = await startTestServer(ACCOUNTS);
    await setUp(server);
    const said = [await refusal(await ask(server, LENA.email)), await refusal(await ask(server, 'no@plant.example'))];
    expect(said[0]).toMatch(/^503 no-mail: .*Ask an administrator/);
    expect(said[0]).toBe(said[1]);
  });

  it('SRV-141 sends an address few mails, and says so to nobody', async () => {
    const { mailer, server, clock } = await withMail();
    for (let n = 0; n < 6; n += 1) expect(await statusOf(ask(server, LENA.email))).toBe(200);
    await until(() => mailer.mails.length === 3);
    clock.pass(HOUR_MS);
    expect(await statusOf(ask(server, LENA.email))).toBe(200);
    await until(() => mailer.mails.length === 4);
  });

  it.each(['', 'x', 'a'.repeat(52), '../../etc'])('SRV-145 takes no made-up link: %j', async (token) => {
    const { server } = await withMail();
    expect(await statusOf(reset(server, token))).toBe(400);
    expect(await statusOf(trySignIn(openBrowser(server)))).toBe(200);
  });
});
