/** An unlocked screen gives nobody a lasting way in: whoever adds one shows again that it is they. */
import { describe, expect, it } from 'vitest';
import { createAuthenticator } from '../support/authenticator.ts';
import { authorizationUrl, enterByProvider, startOidcProvider } from '../support/oidc.ts';
import { challengeFor, enterByPasskey, registerPasskey, RP } from '../support/passkeys.ts';
import {
  addAccount,
  type Browser,
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
import { readProblem } from '../support/problem.ts';
import { startTestServer } from '../support/server.ts';
import { totp } from '../support/totp.ts';

const ACCOUNTS = { ACCESS: 'accounts' };
const PETRA = { name: 'Petra Novak', function: 'QUA', email: 'petra@plant.example', password: 'sampling plan 7b' };
const WRONG = 'not the password';
const TOKEN = { name: 'Feed', function: 'IT', scopes: ['read'], expiresInDays: 300 };

const prove = (of: Browser, json: unknown = { password: LENA.password }): Promise<Response> =>
  of.ask('/api/auth/prove/password', { json });
const makeToken = (of: Browser): Promise<Response> => of.ask('/api/tokens', { json: TOKEN });
/** Whether a token can be made: the shortest way to see whether a session was proved of late. */
const isProved = async (of: Browser): Promise<boolean> => {
  const made = await makeToken(of);
  if (made.status === 403) expect(await readProblem(made)).toMatchObject({ code: 'PROOF_NEEDED' });
  return made.status === 201;
};

/** Lena has signed in, and has left her screen eleven minutes ago. */
const left = async (env: Readonly<Record<string, string>> = {}) => {
  const clock = movedClock();
  const mailer = mailbox();
  const server = await startTestServer({ ...ACCOUNTS, ...env }, { ...clock, mailer });
  const lena = await setUp(server);
  const walksAway = () => clock.pass(11 * MINUTE_MS);
  return { clock, mailer, server, lena, walksAway };
};

const withSecondFactor = async (of: Browser) => {
  const enabled = await of.ask('/api/auth/two-factor/enable', { json: { password: LENA.password } });
  const { totpURI, backupCodes } = (await enabled.json()) as { totpURI: string; backupCodes: readonly string[] };
  expect((await of.ask('/api/auth/two-factor/verify-totp', { json: { code: totp(totpURI) } })).status).toBe(200);
  // The code of the next half minute counts already, and this one has been used.
  return { backupCodes, code: totp(totpURI, 1) };
};

describe('a way into an account', () => {
  it.each<[string, (of: Browser, own: string) => Promise<Response>]>([
    ['a passkey', (of) => of.ask('/api/auth/passkey/generate-register-options')],
    ['an access token', makeToken],
    [
      'another address of anybody',
      (of, own) => of.ask(`/api/accounts/${own}`, { method: 'PATCH', json: { email: 'x@plant.example' } }),
    ],
    ['an administrator', (of) => of.ask('/api/accounts', { json: { ...PETRA, administrator: true } })],
    ['a link that sets a password', (of, own) => of.ask(`/api/accounts/${own}/password-link`, { method: 'POST' })],
  ])(
    'SRV-271 %s is given to whoever has signed in, or proved it, within ten minutes, and not to an unlocked screen',
    async (_, add) => {
      const { lena, walksAway } = await left();
      const { accounts } = (await (await lena.ask('/api/accounts')).json()) as { accounts: { id: string }[] };
      const own = accounts[0]?.id ?? '';
      walksAway();
      expect(await readProblem(await add(lena, own))).toMatchObject({
        status: 403,
        type: '/problems/proof-needed',
        code: 'PROOF_NEEDED',
      });
      expect((await prove(lena)).status).toBe(200);
      expect((await add(lena, own)).ok).toBe(true);
    },
  );

  it('SRV-271 a passkey that was made meanwhile is not taken without it either', async () => {
    const { server, lena, clock, walksAway } = await left();
    const device = createAuthenticator({ origin: server.origin });
    const challenge = await challengeFor(lena, 'generate-register-options');
    walksAway();
    await lena.ask('/api/session/alive', { method: 'POST' });
    clock.pass(5 * MINUTE_MS);
    const json = { response: device.register(challenge, RP), name: 'Line terminal' };
    expect(await readProblem(await lena.ask('/api/auth/passkey/verify-registration', { json }))).toMatchObject({
      code: 'PROOF_NEEDED',
    });
    expect((await enterByPasskey(openBrowser(server), device)).status).toBe(401);
  });

  it('SRV-271 signing in counts, of that session alone', async () => {
    const { server, lena, walksAway } = await left();
    expect(await isProved(lena)).toBe(true);
    walksAway();
    expect(await isProved(await signIn(server))).toBe(true);
    expect(await isProved(lena)).toBe(false);
  });

  it('SRV-271 a wrong password proves nothing, and counts as of signing in', async () => {
    const { server, lena, walksAway } = await left();
    walksAway();
    for (let n = 0; n < 5; n += 1)
      expect(await readProblem(await prove(lena, { password: WRONG }))).toMatchObject({
        status: 401,
        code: 'INVALID_PASSWORD',
      });
    expect((await prove(lena)).status).toBe(429);
    expect((await trySignIn(openBrowser(server))).status).toBe(429);
    expect(await isProved(lena)).toBe(false);
    expect((await prove(openBrowser(server))).status).toBe(401);
  });

  it('SRV-271 where there is a second factor its code is asked for too, which counts once', async () => {
    const { lena, walksAway } = await left();
    const { code, backupCodes } = await withSecondFactor(lena);
    walksAway();
    expect(await readProblem(await prove(lena))).toMatchObject({
      status: 400,
      code: 'CODE_NEEDED',
      errors: { '/code': expect.any(String) },
    });
    const wrong = { password: LENA.password, code: String((Number(code) + 1) % 1_000_000).padStart(6, '0') };
    expect(await readProblem(await prove(lena, wrong))).toMatchObject({ status: 401, code: 'INVALID_CODE' });
    expect(await isProved(lena)).toBe(false);
    const cookie = lena.cookie();
    const right = await prove(lena, { password: LENA.password, code });
    expect([right.status, await right.text(), lena.cookie()]).toEqual([200, '{"status":true}', cookie]);
    expect(await isProved(lena)).toBe(true);
    expect((await prove(lena, { password: LENA.password, code })).status).toBe(401);
    walksAway();
    expect((await prove(lena, { password: LENA.password, backupCode: backupCodes[0] })).status).toBe(200);
    expect(await isProved(lena)).toBe(true);
  });

  it('SRV-271 the right password takes nothing back of wrong codes, however often it is said', async () => {
    const { lena, walksAway } = await left();
    const { code } = await withSecondFactor(lena);
    walksAway();
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    for (let n = 0; n < 5; n += 1) {
      expect((await prove(lena, { password: LENA.password, code: wrong })).status).toBe(401);
      await lena.ask('/api/me/email', { json: { email: `x${n}@plant.example`, password: LENA.password } });
    }
    expect((await prove(lena, { password: LENA.password, code })).status).toBe(429);
  });

  it('SRV-271 with the password alone nobody gets round the second factor', async () => {
    const { lena, walksAway } = await left();
    await withSecondFactor(lena);
    walksAway();
    const json = { password: LENA.password, currentPassword: LENA.password, newPassword: 'another one of mallory' };
    for (const path of [
      'change-password',
      'two-factor/disable',
      'two-factor/get-totp-uri',
      'two-factor/generate-backup-codes',
    ])
      expect([path, await readProblem(await lena.ask(`/api/auth/${path}`, { json }))]).toEqual([
        path,
        expect.objectContaining({ status: 403, code: 'PROOF_NEEDED' }),
      ]);
  });

  it('SRV-271 another session that somebody gets by changing how they sign in is as well proved as the one before', async () => {
    const { lena, walksAway } = await left();
    walksAway();
    const enabled = await lena.ask('/api/auth/two-factor/enable', { json: { password: LENA.password } });
    const { totpURI } = (await enabled.json()) as { totpURI: string };
    expect(await isProved(lena)).toBe(true);
    walksAway();
    const code = totp(totpURI);
    expect((await lena.ask('/api/auth/two-factor/verify-totp', { json: { code } })).status).toBe(200);
    expect(await isProved(lena)).toBe(false);
  });

  it('SRV-271 another password is proved by the one before, where there is nothing else', async () => {
    const { lena, walksAway } = await left();
    walksAway();
    const json = { currentPassword: LENA.password, newPassword: 'second light over the mill' };
    expect((await lena.ask('/api/auth/change-password', { json })).status).toBe(200);
    expect(await isProved(lena)).toBe(true);
  });

  it('SRV-271 a passkey of the account proves it as well, in the same session; one of somebody else does not', async () => {
    const { server, lena, walksAway } = await left();
    const device = createAuthenticator({ origin: server.origin });
    await registerPasskey(lena, device);
    await addAccount(server, lena, PETRA);
    const petra = await signIn(server, PETRA.email, PETRA.password);
    const other = createAuthenticator({ origin: server.origin });
    await registerPasskey(petra, other);
    walksAway();
    const by = async (one: typeof device) => {
      const response = one.assert(await challengeFor(lena, 'generate-authenticate-options'), RP);
      return lena.ask('/api/auth/prove/passkey', { json: { response } });
    };
    const session = (await lena.session()).session?.id;
    expect(await readProblem(await by(other))).toMatchObject({ status: 401, code: 'OTHER_ACCOUNT' });
    expect(await isProved(lena)).toBe(false);
    expect((await by(device)).status).toBe(200);
    expect(await isProved(lena)).toBe(true);
    expect((await lena.session()).session?.id).toBe(session);
    const list = (await (await lena.ask('/api/auth/list-sessions')).json()) as unknown[];
    expect(list).toHaveLength(1);
  });

  it('SRV-273 single sign-on proves it where the provider has asked just now, and not where it lets a browser in silently', async () => {
    const provider = await startOidcProvider();
    const { server, clock } = await left(provider.env);
    await provider.become({ sub: 'u-1', email: PETRA.email, email_verified: true, name: PETRA.name });
    const petra = openBrowser(server);
    const jar = new Map<string, string>();
    await enterByProvider(provider, petra, {}, jar);
    expect(await isProved(petra)).toBe(true);
    clock.pass(11 * MINUTE_MS);
    await provider.pass(11 * MINUTE_MS);
    await enterByProvider(provider, petra, {}, jar);
    expect((await petra.session()).user?.email).toBe(PETRA.email);
    expect(await isProved(petra)).toBe(false);
    const asked = new URL(await authorizationUrl(petra, { anew: true }));
    expect([asked.searchParams.get('max_age'), asked.searchParams.get('prompt')]).toEqual(['0', 'login']);
    await enterByProvider(provider, petra, { anew: true }, jar);
    expect(await isProved(petra)).toBe(true);
    // What somebody else adds to the question is not asked.
    const more = { additionalParams: { max_age: '999999' } };
    expect(new URL(await authorizationUrl(petra, { anew: true, ...more })).searchParams.get('max_age')).toBe('0');
  }, 60_000);

  it('SRV-273 single sign-on is joined only by whoever has proved it', async () => {
    const provider = await startOidcProvider();
    const { lena, walksAway } = await left(provider.env);
    walksAway();
    const join = () => lena.ask('/api/auth/link-social', { json: { provider: 'oidc' } });
    expect(await readProblem(await join())).toMatchObject({ status: 403, code: 'PROOF_NEEDED' });
    await prove(lena);
    expect((await join()).status).toBe(200);
  }, 60_000);
});

describe('what the owner of an account is told by mail', () => {
  const reset = async (mailer: ReturnType<typeof mailbox>, ask: Browser['ask']) => {
    const before = mailer.mails.length;
    await ask('/api/auth/request-password-reset', { json: { email: LENA.email } });
    await until(() => mailer.mails.length > before);
    const token = /\/reset#([\w-]+)/.exec(mailer.mails.at(-1)?.text ?? '')?.[1];
    expect((await ask('/api/auth/reset-password', { json: { token, newPassword: LENA.password } })).status).toBe(200);
  };

  it('SRV-272 a passkey, a token, another password, and no second factor any more', async () => {
    const { server, mailer } = await left();
    await reset(mailer, server.ask);
    const lena = await signIn(server);
    await registerPasskey(lena, createAuthenticator({ origin: server.origin }));
    await makeToken(lena);
    await withSecondFactor(lena);
    await lena.ask('/api/auth/two-factor/disable', { json: { password: LENA.password } });
    const json = { currentPassword: LENA.password, newPassword: 'second light over the mill' };
    await lena.ask('/api/auth/change-password', { json });
    const told = mailer.mails.slice(1);
    expect(told.map(({ kind, to }) => [kind, to])).toEqual([
      ['password-changed', LENA.email],
      ['passkey-added', LENA.email],
      ['token-made', LENA.email],
      ['second-factor-off', LENA.email],
      ['password-changed', LENA.email],
    ]);
    expect(told[1]?.text).toContain('a passkey ("Line terminal") was added to your Chartroom account');
    expect(told[2]?.text).toContain('an access token ("Feed") was made in your Chartroom account');
    for (const { text } of told) expect(text).toContain(`${server.origin}/account`);
  });

  it('SRV-272 what was refused, and the first password of an account, is told nobody', async () => {
    const { server, lena, mailer, walksAway } = await left();
    await addAccount(server, lena, PETRA);
    walksAway();
    await makeToken(lena);
    const json = { currentPassword: WRONG, newPassword: 'second light over the mill' };
    await lena.ask('/api/auth/change-password', { json });
    await lena.ask('/api/auth/two-factor/disable', { json: { password: LENA.password } });
    expect(mailer.mails).toEqual([]);
  });

  it('SRV-272 an address that nobody has proved gets few of these, without what somebody has typed', async () => {
    const { lena, mailer } = await left();
    for (let n = 0; n < 5; n += 1) await makeToken(lena);
    expect(mailer.mails).toHaveLength(3);
    for (const { text, html } of mailer.mails) expect(text + html).not.toMatch(/Feed|Lena/);
  });
});
