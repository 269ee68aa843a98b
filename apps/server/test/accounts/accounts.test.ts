import { describe, expect, it } from 'vitest';
import type { AccountsResponse } from '../../src/api/accounts.ts';
import { addAccount, LENA, openBrowser, setUp, signIn, trySignIn } from '../support/people.ts';
import { readProblem, refusal } from '../support/problem.ts';
import { startTestServer } from '../support/server.ts';

const ACCOUNTS = { ACCESS: 'accounts' };
const PETRA = { name: 'Petra Novak', function: 'QUA', email: 'petra@plant.example', password: 'sampling plan 7b' };

describe('accounts', () => {
  it('SRV-147 are made and listed by administrators, with a link that sets the password once', async () => {
    const server = await startTestServer(ACCOUNTS);
    const lena = await setUp(server);
    const made = await lena.ask('/api/accounts', {
      json: { name: 'Petra Novak', function: 'QUA', email: ' Petra@Plant.example ', jobTitle: 'Release manager' },
    });
    expect(made.status).toBe(201);
    const { account, passwordUrl } = (await made.json()) as { account: { id: string }; passwordUrl: string };
    expect(account).toMatchObject({ email: PETRA.email, hasPassword: false, administrator: false, disabled: false });
    expect(passwordUrl).toMatch(new RegExp(`^${server.origin}/reset#[0-9a-z]{52}$`));
    const use = (newPassword: string) =>
      server.ask('/api/auth/reset-password', { json: { token: new URL(passwordUrl).hash.slice(1), newPassword } });
    expect((await use(PETRA.password)).status).toBe(200);
    expect((await use('another password')).status).toBe(400);
    const petra = await signIn(server, PETRA.email, PETRA.password);
    expect(await petra.session()).toMatchObject({
      principal: { name: 'Petra Novak', function: 'QUA', kind: 'user' },
      user: { email: PETRA.email, jobTitle: 'Release manager', administrator: false },
    });
    const { accounts } = (await (await lena.ask('/api/accounts')).json()) as AccountsResponse;
    expect(accounts.map(({ email, hasPassword, lastSeenAt }) => [email, hasPassword, lastSeenAt !== null])).toEqual([
      [LENA.email, true, true],
      [PETRA.email, true, true],
    ]);
    expect(
      await refusal(await lena.ask('/api/accounts', { json: { ...PETRA, email: 'PETRA@plant.example' } })),
    ).toMatch(/^409 conflict: There is an account with this address already/);
  });

  it('SRV-147 are nobody else’s business', async () => {
    const server = await startTestServer(ACCOUNTS);
    const lena = await setUp(server);
    const { id } = await addAccount(server, lena, PETRA);
    const petra = await signIn(server, PETRA.email, PETRA.password);
    for (const [path, method, json] of [
      ['/api/accounts', 'GET', undefined],
      ['/api/accounts', 'POST', { ...PETRA, email: 'x@plant.example' }],
      [`/api/accounts/${id}`, 'PATCH', { administrator: true }],
      [`/api/accounts/${id}/password-link`, 'POST', {}],
    ] as const) {
      const options = json === undefined ? { method } : { method, json };
      expect((await petra.ask(path, options)).status).toBe(403);
      expect((await openBrowser(server).ask(path, options)).status).toBe(401);
    }
    expect((await petra.session()).user?.administrator).toBe(false);
  });

  it('SRV-147 always have an administrator', async () => {
    const server = await startTestServer(ACCOUNTS);
    const lena = await setUp(server);
    const { accounts } = (await (await lena.ask('/api/accounts')).json()) as AccountsResponse;
    const own = `/api/accounts/${accounts[0]?.id}`;
    for (const json of [{ administrator: false }, { disabled: true }])
      expect(await refusal(await lena.ask(own, { method: 'PATCH', json }))).toMatch(
        /^409 conflict: This is the last administrator/,
      );
    const { id } = await addAccount(server, lena, PETRA);
    await lena.ask(`/api/accounts/${id}`, { method: 'PATCH', json: { administrator: true, addressConfirmed: true } });
    const petra = await signIn(server, PETRA.email, PETRA.password);
    // Each takes it away from the other at the same time: one of them stays.
    const both = await Promise.all([
      lena.ask(`/api/accounts/${id}`, { method: 'PATCH', json: { administrator: false } }),
      petra.ask(own, { method: 'PATCH', json: { administrator: false } }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).not.toEqual([200, 200]);
    expect(
      [(await lena.session()).user, (await petra.session()).user].filter((one) => one?.administrator),
    ).toHaveLength(1);
  });

  it('SRV-147 that are disabled sign in no more, by any way, until they are enabled again', async () => {
    const server = await startTestServer(ACCOUNTS);
    const lena = await setUp(server);
    const { id } = await addAccount(server, lena, PETRA);
    const petra = await signIn(server, PETRA.email, PETRA.password);
    const link = (await (await lena.ask(`/api/accounts/${id}/password-link`, { json: {} })).json()) as {
      passwordUrl: string;
    };
    expect((await lena.ask(`/api/accounts/${id}`, { method: 'PATCH', json: { disabled: true } })).status).toBe(200);
    expect((await petra.session()).user).toBeNull();
    expect(await readProblem(await trySignIn(petra, PETRA.email, PETRA.password))).toMatchObject({
      status: 403,
      code: 'ACCOUNT_DISABLED',
    });
    // Whoever does not know the password learns nothing of it.
    expect((await trySignIn(petra, PETRA.email, 'not the password')).status).toBe(401);
    const token = new URL(link.passwordUrl).hash.slice(1);
    const reset = await server.ask('/api/auth/reset-password', { json: { token, newPassword: 'another password' } });
    expect(reset.status).toBe(400);
    expect((await lena.ask(`/api/accounts/${id}/password-link`, { json: {} })).status).toBe(409);
    await lena.ask(`/api/accounts/${id}`, { method: 'PATCH', json: { disabled: false } });
    expect((await trySignIn(petra, PETRA.email, PETRA.password)).status).toBe(200);
  });

  it.each([
    [{ email: 'petra' }, '/email'],
    [{ email: 'a@b.cd\nBcc: x@y.zz' }, '/email'],
    [{ name: 'a\u202eb' }, '/name'],
    [{ administrator: 'yes' }, '/administrator'],
    [{ jobTitle: 'x'.repeat(81) }, '/jobTitle'],
  ])('SRV-147 are not made from %j', async (wrong, field) => {
    const server = await startTestServer(ACCOUNTS);
    const lena = await setUp(server);
    const problem = await readProblem(await lena.ask('/api/accounts', { json: { ...PETRA, ...wrong } }));
    expect([problem.status, Object.keys(problem.errors ?? {})]).toEqual([400, [field]]);
  });

  it('SRV-138 come by invitation or an administrator: a name alone makes nobody somebody', async () => {
    const server = await startTestServer(ACCOUNTS);
    const response = await server.ask('/api/visitor', { json: { name: 'Mallory', function: 'IT' } });
    expect([response.status, response.headers.get('set-cookie')]).toEqual([403, null]);
  });
});
