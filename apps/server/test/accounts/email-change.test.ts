import { describe, expect, it } from 'vitest';
import type { AccountsResponse } from '../../src/api/accounts.ts';
import { enterByProvider, startOidcProvider } from '../support/oidc.ts';
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
import { startTestServer } from '../support/server.ts';
import { connectSocket } from '../support/wire.ts';

const PETRA = { name: 'Petra Novak', function: 'QUA', email: 'petra@plant.example', password: 'sampling plan 7b' };
const NEW = 'petra.novak@plant.example';
const WRONG = 'not the password';

const ask = (of: Browser, email = NEW, password: string | undefined = PETRA.password): Promise<Response> =>
  of.ask('/api/me/email', { json: { email, ...(password === undefined ? {} : { password }) } });
const confirm = (by: Pick<Browser, 'ask'>, secret: string): Promise<Response> =>
  by.ask('/api/email/confirm', { json: { secret } });
const secretIn = (text = ''): string => /\/email#([\w-]+)/.exec(text)?.[1] ?? '';

const withPetra = async (mails = true) => {
  const clock = movedClock();
  const mailer = mailbox();
  const server = await startTestServer({ ACCESS: 'accounts' }, mails ? { ...clock, mailer } : clock);
  const lena = await setUp(server);
  const { id } = await addAccount(server, lena, PETRA);
  const petra = await signIn(server, PETRA.email, PETRA.password);
  /** Asks, and answers the secret that went to the new address. */
  const asked = async (email = NEW): Promise<string> => {
    expect((await ask(petra, email)).status).toBe(202);
    const mail = mailer.mails.at(-1);
    expect(mail?.to).toBe(email);
    return secretIn(mail?.text);
  };
  return { clock, mailer, server, lena, petra, id, asked };
};

describe('another e-mail address', () => {
  it('SRV-248 counts once whoever has the new mailbox says so; the old one is told, and sessions go on', async () => {
    const { mailer, server, petra } = await withPetra();
    const asked = await ask(petra, ` ${NEW.toUpperCase()} `);
    expect([asked.status, await asked.json()]).toEqual([202, { sentTo: NEW, expiresAt: expect.any(String) }]);
    expect(mailer.mails).toMatchObject([{ kind: 'email-change', to: NEW }]);
    expect(mailer.mails[0]?.text).toContain(`${server.origin}/email#`);
    // Until then nothing is different.
    expect((await petra.session()).user?.email).toBe(PETRA.email);
    expect((await trySignIn(openBrowser(server), NEW, PETRA.password)).status).toBe(401);
    const secret = secretIn(mailer.mails[0]?.text);
    const confirmed = await confirm(petra, secret);
    expect([confirmed.status, await confirmed.json()]).toEqual([200, { email: NEW }]);
    expect((await petra.session()).user?.email).toBe(NEW);
    expect(mailer.mails.at(-1)).toMatchObject({ kind: 'email-change', to: PETRA.email });
    expect(mailer.mails.at(-1)?.text).toContain('p…@plant.example');
    expect(mailer.mails.at(-1)?.text).not.toContain(NEW);
    await signIn(server, NEW, PETRA.password);
    expect((await trySignIn(openBrowser(server), PETRA.email, PETRA.password)).status).toBe(401);
    expect(await readProblem(await confirm(petra, secret))).toMatchObject({ status: 400, code: 'INVALID_TOKEN' });
  });

  it('SRV-248 keeps an open connection', async () => {
    const { server, lena, petra, asked, id } = await withPetra();
    const { accounts } = (await (await lena.ask('/api/accounts')).json()) as AccountsResponse;
    const principal = accounts.find((one) => one.id === id)?.principal;
    const board = await server.create(lena.cookie());
    const payload = { principal, name: 'x', function: 'QUA', role: 'viewer', signer: false };
    await lena.ask(`/api/boards/${board}/record`, { json: { id: board, kind: 'member', payload } });
    const socket = await connectSocket(`ws://127.0.0.1:${server.port}/sync/${board}`, { cookie: petra.cookie() });
    expect((await confirm(petra, await asked())).status).toBe(200);
    expect((await petra.ask(`/api/boards/${board}`)).status).toBe(200);
    expect(socket.webSocket.readyState).toBe(1);
  });

  it('SRV-248 needs the password, and wrong ones count as of signing in', async () => {
    const { mailer, server, petra } = await withPetra();
    expect((await readProblem(await petra.ask('/api/me/email', { json: { email: NEW } }))).errors).toEqual({
      '/password': expect.any(String),
    });
    for (let n = 0; n < 5; n += 1)
      expect(await readProblem(await ask(petra, NEW, WRONG))).toMatchObject({ status: 401, code: 'INVALID_PASSWORD' });
    expect((await ask(petra)).status).toBe(429);
    expect((await trySignIn(openBrowser(server), PETRA.email, PETRA.password)).status).toBe(429);
    expect(mailer.mails).toEqual([]);
  });

  it('SRV-248 is for somebody signed in with an account', async () => {
    const { server, petra } = await withPetra();
    expect(await refusal(await ask(openBrowser(server)))).toMatch(/^401 visitor-needed/);
    const json = { name: 'Feed', function: 'IT', scopes: ['read', 'manage'], expiresInDays: 1 };
    const { secret } = (await (await petra.ask('/api/tokens', { json })).json()) as { secret: string };
    const headers = { authorization: `Bearer ${secret}` };
    const response = await server.ask('/api/me/email', { json: { email: NEW, password: PETRA.password }, headers });
    expect(await refusal(response)).toMatch(/^403 forbidden/);
  });

  it('SRV-270 counts for the account that asked alone, in its own session: not for whoever has the mailbox', async () => {
    const { server, lena, petra, asked } = await withPetra();
    const secret = await asked();
    expect(await refusal(await confirm(server, secret))).toMatch(/^401 visitor-needed/);
    expect(await readProblem(await confirm(lena, secret))).toMatchObject({ status: 403, code: 'OTHER_ACCOUNT' });
    const json = { name: 'Feed', function: 'IT', scopes: ['read', 'manage'], expiresInDays: 1 };
    const made = (await (await petra.ask('/api/tokens', { json })).json()) as { secret: string };
    const headers = { authorization: `Bearer ${made.secret}` };
    expect((await server.ask('/api/email/confirm', { json: { secret }, headers })).status).toBe(403);
    // Nobody has used the link up by that.
    expect((await confirm(petra, secret)).status).toBe(200);
  });

  it('SRV-270 the mail to the new address calls nobody by the name of the account that asked', async () => {
    const { mailer, server, lena, petra } = await withPetra();
    await petra.ask('/api/me', { method: 'PATCH', json: { name: 'Hanna Falk' } });
    await ask(petra, 'hanna@plant.example');
    for (const part of [mailer.mails[0]?.subject, mailer.mails[0]?.text, mailer.mails[0]?.html])
      expect(part).not.toMatch(/Hanna|Falk/);
    // Nor does a link for a password, while nobody has proved the address of the account.
    await addAccount(server, lena, { ...PETRA, name: 'Hanna Falk', email: 'hanna@plant.example' });
    await server.ask('/api/auth/request-password-reset', { json: { email: 'hanna@plant.example' } });
    await until(() => mailer.mails.length === 2);
    expect(mailer.mails[1]?.text).not.toMatch(/Hanna|Falk/);
  });

  it('SRV-270 an address that was only typed so far is proved in the same way, and nothing else is told of it', async () => {
    const { mailer, petra, asked } = await withPetra();
    expect((await confirm(petra, await asked(PETRA.email))).status).toBe(200);
    expect(mailer.mails).toHaveLength(1);
    expect((await readProblem(await ask(petra, PETRA.email))).errors).toEqual({ '/email': expect.any(String) });
  });

  it('SRV-249 tells nobody whether an address has an account, but the one who has it', async () => {
    const { mailer, petra } = await withPetra();
    const answers = [];
    for (const email of [LENA.email, NEW]) {
      const response = await ask(petra, email);
      answers.push([response.status, (await response.text()).replaceAll(email, '<email>').replace(/\d{4}-[^"]+/, '')]);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(mailer.mails[0]).toMatchObject({ to: LENA.email });
    expect(mailer.mails[0]?.text).toContain('nothing was changed');
    expect(mailer.mails[0]?.text).not.toContain('/email#');
  });

  it('SRV-249 whoever was first has an address that two ask for', async () => {
    const { server, lena, petra, asked, mailer } = await withPetra();
    const secret = await asked();
    expect((await ask(lena, NEW, LENA.password)).status).toBe(202);
    expect((await confirm(lena, secretIn(mailer.mails.at(-1)?.text))).status).toBe(200);
    expect((await readProblem(await confirm(petra, secret))).type).toBe('/problems/conflict');
    await signIn(server, NEW, LENA.password);
    await signIn(server, PETRA.email, PETRA.password);
  });

  it('SRV-249 the link holds for an hour, once, and only the one that was asked for last', async () => {
    const { server, petra, asked, clock, mailer } = await withPetra();
    const first = await asked('first@plant.example');
    const second = await asked('second@plant.example');
    expect((await confirm(petra, first)).status).toBe(400);
    clock.pass(HOUR_MS);
    const again = await signIn(server, PETRA.email, PETRA.password);
    expect((await confirm(again, second)).status).toBe(400);
    for (const secret of ['', 'x', 'a'.repeat(52), second]) expect((await confirm(again, secret)).status).toBe(400);
    expect(mailer.mails).toHaveLength(2);
  });

  it('SRV-249 is used by one of two at once', async () => {
    const { petra, asked } = await withPetra();
    const secret = await asked();
    const both = await Promise.all([confirm(petra, secret), confirm(petra, secret)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 400]);
  });

  /** How the link comes to be over, and as whom Petra is signed in then. */
  it.each<[string, (on: Awaited<ReturnType<typeof withPetra>>) => Promise<Browser>]>([
    [
      'another password',
      async ({ petra }) => {
        const json = { currentPassword: PETRA.password, newPassword: 'sampling plan 8c' };
        expect((await petra.ask('/api/auth/change-password', { json })).status).toBe(200);
        return petra;
      },
    ],
    [
      'a link that sets the password',
      async ({ server, lena, id }) => {
        const made = await lena.ask(`/api/accounts/${id}/password-link`, { method: 'POST' });
        const { passwordUrl } = (await made.json()) as { passwordUrl: string };
        const json = { token: new URL(passwordUrl).hash.slice(1), newPassword: 'sampling plan 8c' };
        expect((await server.ask('/api/auth/reset-password', { json })).status).toBe(200);
        return signIn(server, PETRA.email, 'sampling plan 8c');
      },
    ],
    [
      'disabling the account',
      async ({ server, lena, id }) => {
        for (const disabled of [true, false])
          expect((await lena.ask(`/api/accounts/${id}`, { method: 'PATCH', json: { disabled } })).status).toBe(200);
        return signIn(server, PETRA.email, PETRA.password);
      },
    ],
    [
      'an administrator, who gives another one,',
      async ({ lena, petra, id }) => {
        const json = { email: 'third@plant.example' };
        expect((await lena.ask(`/api/accounts/${id}`, { method: 'PATCH', json })).status).toBe(200);
        return petra;
      },
    ],
  ])('SRV-249 is over by %s: somebody else may have asked for it', async (_, end) => {
    const on = await withPetra();
    const secret = await on.asked();
    expect((await confirm(await end(on), secret)).status).toBe(400);
  });

  it('SRV-249 a link for a password that went to the old address is over with it', async () => {
    const { server, petra, mailer, asked } = await withPetra();
    await server.ask('/api/auth/request-password-reset', { json: { email: PETRA.email } });
    await until(() => mailer.mails.length === 1);
    const token = /\/reset#([\w-]+)/.exec(mailer.mails[0]?.text ?? '')?.[1];
    expect((await confirm(petra, await asked())).status).toBe(200);
    const json = { token, newPassword: 'sampling plan 8c' };
    expect((await server.ask('/api/auth/reset-password', { json })).status).toBe(400);
  });

  it('SRV-249 sends a person, and an address, few mails', async () => {
    const { mailer, petra } = await withPetra();
    for (let n = 0; n < 3; n += 1) expect((await ask(petra)).status).toBe(202);
    expect((await ask(petra)).status).toBe(429);
    expect((await ask(petra, 'other@plant.example')).status).toBe(202);
    expect((await ask(petra, 'another@plant.example')).status).toBe(429);
    expect(mailer.mails).toHaveLength(4);
  });

  it('SRV-250 is given by an administrator where no mail is sent, and by nobody else', async () => {
    const { server, lena, petra, id } = await withPetra(false);
    expect(await refusal(await ask(petra))).toMatch(/^503 no-mail: .*Ask an administrator/);
    const give = (by: Browser, email: string) => by.ask(`/api/accounts/${id}`, { method: 'PATCH', json: { email } });
    expect((await give(petra, NEW)).status).toBe(403);
    expect(await readProblem(await give(lena, LENA.email.toUpperCase()))).toMatchObject({
      status: 409,
      errors: { '/email': expect.any(String) },
    });
    expect((await readProblem(await give(lena, 'no address'))).errors).toEqual({ '/email': expect.any(String) });
    const given = await give(lena, NEW);
    expect([given.status, await given.json()]).toEqual([200, { account: expect.objectContaining({ email: NEW }) }]);
    expect((await petra.session()).user?.email).toBe(NEW);
    await signIn(server, NEW, PETRA.password);
  });

  it('SRV-250 the old address is told who did it', async () => {
    const { mailer, lena, id } = await withPetra();
    await lena.ask(`/api/accounts/${id}`, { method: 'PATCH', json: { email: NEW } });
    await lena.ask(`/api/accounts/${id}`, { method: 'PATCH', json: { email: NEW } });
    expect(mailer.mails).toMatchObject([
      { to: PETRA.email, text: expect.stringContaining('Lena Wirth, an administrator') },
    ]);
  });

  it('SRV-250 one that an administrator gave is not proved: single sign-on does not join by it', async () => {
    const provider = await startOidcProvider();
    const server = await startTestServer(provider.env, { mailer: mailbox() });
    const lena = await setUp(server);
    const { id } = await addAccount(server, lena, PETRA);
    await lena.ask(`/api/accounts/${id}`, { method: 'PATCH', json: { email: NEW } });
    await provider.become({ sub: 'u-9', email: NEW, email_verified: true, name: 'Somebody' });
    const entered = await enterByProvider(provider, openBrowser(server), { errorCallbackURL: '/sign-in' });
    expect(entered.headers.get('location')).toBe('/sign-in?error=account_not_linked');
  }, 60_000);

  it('SRV-248 whoever has no password has to have signed in just now', async () => {
    const provider = await startOidcProvider();
    const clock = movedClock();
    const mailer = mailbox();
    const server = await startTestServer(provider.env, { mailer, ...clock });
    await provider.become({ sub: 'u-1', email: PETRA.email, email_verified: true, name: 'Petra Novak' });
    const petra = openBrowser(server);
    await enterByProvider(provider, petra);
    clock.pass(11 * MINUTE_MS);
    await provider.pass(11 * MINUTE_MS);
    expect(await readProblem(await ask(petra, NEW, undefined))).toMatchObject({
      status: 403,
      code: 'PROOF_NEEDED',
    });
    const again = openBrowser(server);
    await enterByProvider(provider, again);
    expect((await ask(again, NEW, undefined)).status).toBe(202);
    expect((await confirm(again, secretIn(mailer.mails[0]?.text))).status).toBe(200);
    // The provider knows them by something else than the address.
    const third = openBrowser(server);
    await enterByProvider(provider, third);
    expect((await third.session()).user?.email).toBe(NEW);
  }, 60_000);
});
