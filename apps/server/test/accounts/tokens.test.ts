import { ACTIONS } from '@chartroom/record';
import { describe, expect, it } from 'vitest';
import { allowedByScopes, parseScopes, SCOPES } from '../../src/access/scopes.ts';
import type { NewTokenResponse, TokensResponse } from '../../src/api/accounts.ts';
import { addAccount, type Browser, HOUR_MS, movedClock, openBrowser, setUp, signIn } from '../support/people.ts';
import { readProblem, refusal } from '../support/problem.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { connectSocket, refusedUpgrade } from '../support/wire.ts';

const ACCOUNTS = { ACCESS: 'accounts' };
const DAY_MS = 24 * HOUR_MS;
const PETRA = { name: 'Petra Novak', function: 'QUA', email: 'petra@plant.example', password: 'sampling plan 7b' };

const makeToken = async (browser: Browser, scopes: readonly string[] = ['read', 'edit']): Promise<NewTokenResponse> => {
  const response = await browser.ask('/api/tokens', {
    json: { name: 'Historian feed', function: 'IT', scopes, expiresInDays: 30 },
  });
  if (response.status !== 201) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as NewTokenResponse;
};
const bearer = (secret: string) => ({ headers: { authorization: `Bearer ${secret}` } });
const withBoard = async () => {
  const clock = movedClock();
  const server: TestServer = await startTestServer(ACCOUNTS, clock);
  const lena = await setUp(server);
  const board = await server.create(lena.cookie());
  return { clock, server, lena, board };
};

describe('scopes', () => {
  it('SRV-148 let a token do what they name and nothing else, and whoever is no token everything', () => {
    for (const action of ACTIONS) {
      expect(allowedByScopes({ scopes: null }, action)).toBe(true);
      expect(allowedByScopes({ scopes: [] }, action)).toBe(false);
      expect(SCOPES.filter((scope) => allowedByScopes({ scopes: [scope] }, action))).toHaveLength(1);
    }
    expect(ACTIONS.filter((action) => allowedByScopes({ scopes: ['read'] }, action))).toEqual(['read', 'export']);
    expect(parseScopes('edit  read all __proto__')).toEqual(['read', 'edit']);
  });
});

describe('tokens of people', () => {
  it('SRV-148 are made with a secret that is shown once, and act under a name of their own', async () => {
    const { server, lena, board } = await withBoard();
    const { token, secret } = await makeToken(lena);
    expect(secret).toMatch(/^[0-9a-hjkmnp-tv-z]{52}$/);
    expect(token).toMatchObject({ name: 'Historian feed', function: 'IT', scopes: ['read', 'edit'], state: 'live' });
    const list = await (await lena.ask('/api/tokens')).text();
    expect(list).toContain(token.id);
    expect(list).not.toContain(secret);
    const session = await (await server.ask('/api/session', bearer(secret))).json();
    expect(session).toMatchObject({ principal: { id: token.id, kind: 'token' }, user: null });
    expect((await server.ask(`/api/boards/${board}`, bearer(secret))).status).toBe(200);
    expect(((await (await lena.ask('/api/tokens')).json()) as TokensResponse).tokens[0]?.lastUsedAt).not.toBeNull();
  });

  it('SRV-148 do no more than their scopes say', async () => {
    const { server, lena, board } = await withBoard();
    const { secret } = await makeToken(lena, ['read']);
    expect((await server.ask(`/api/boards/${board}/charter`, bearer(secret))).status).toBe(200);
    const rename = await server.ask(`/api/boards/${board}`, {
      method: 'PATCH',
      json: { title: 'Mine' },
      ...bearer(secret),
    });
    expect(await refusal(rename)).toMatch(/^403 forbidden: The access token was not made for this/);
  });

  it('SRV-148 see no board that their owner does not see', async () => {
    const { server, lena, board } = await withBoard();
    await addAccount(server, lena, PETRA);
    const petra = await signIn(server, PETRA.email, PETRA.password);
    const { secret } = await makeToken(petra, ['read', 'comment', 'edit', 'manage']);
    expect((await readProblem(await server.ask(`/api/boards/${board}`, bearer(secret)))).type).toBe(
      '/problems/unknown-board',
    );
  });

  it('SRV-148 look after neither accounts nor tokens, whoever made them', async () => {
    const { server, lena } = await withBoard();
    const { secret } = await makeToken(lena, ['read', 'comment', 'edit', 'manage']);
    const tries: readonly Promise<Response>[] = [
      server.ask('/api/accounts', bearer(secret)),
      server.ask('/api/tokens', bearer(secret)),
      server.ask('/api/tokens', {
        json: { name: 'x', function: 'IT', scopes: ['read'], expiresInDays: 1 },
        ...bearer(secret),
      }),
      server.ask('/api/me', { method: 'PATCH', json: { name: 'x' }, ...bearer(secret) }),
    ];
    for (const response of await Promise.all(tries)) expect(response.status).toBe(403);
    expect((await server.ask('/api/auth/list-sessions', bearer(secret))).status).toBe(401);
  });

  it.each([
    ['revoked', async ({ lena, id }) => lena.ask(`/api/tokens/${id}`, { method: 'DELETE' })],
    ['expired', async ({ clock }) => void clock.pass(31 * DAY_MS)],
    [
      'without an owner who may sign in',
      async ({ server, lena, owner }) => {
        const second = { ...PETRA, email: 'second@plant.example' };
        const other = await addAccount(server, lena, second);
        await lena.ask(`/api/accounts/${other.id}`, {
          method: 'PATCH',
          json: { administrator: true, addressConfirmed: true },
        });
        const administrator = await signIn(server, second.email, second.password);
        return administrator.ask(`/api/accounts/${owner}`, { method: 'PATCH', json: { disabled: true } });
      },
    ],
  ] satisfies [
    string,
    (on: {
      clock: ReturnType<typeof movedClock>;
      server: TestServer;
      lena: Browser;
      id: string;
      owner: string | undefined;
    }) => Promise<unknown>,
  ][])('SRV-148 are nobody’s when they are %s, on open connections too', async (_, end) => {
    const { clock, server, lena, board } = await withBoard();
    const { token, secret } = await makeToken(lena);
    const { accounts } = (await (await lena.ask('/api/accounts')).json()) as { accounts: { id: string }[] };
    const url = `ws://127.0.0.1:${server.port}/sync/${board}`;
    const protocols = [`chartroom.token.${secret}`];
    const socket = await connectSocket(url, { protocols });
    await end({ clock, server, lena, id: token.id, owner: accounts[0]?.id });
    expect((await socket.closed()).code).toBe(4403);
    expect((await refusedUpgrade(url, { protocols })).status).toBe(401);
    expect((await server.ask(`/api/boards/${board}`, bearer(secret))).status).toBe(401);
    expect(await (await server.ask('/api/session', bearer(secret))).json()).toMatchObject({ principal: null });
  });

  it('SRV-148 are revoked by their owner only', async () => {
    const { server, lena } = await withBoard();
    const { token } = await makeToken(lena);
    await addAccount(server, lena, PETRA);
    const petra = await signIn(server, PETRA.email, PETRA.password);
    expect((await petra.ask(`/api/tokens/${token.id}`, { method: 'DELETE' })).status).toBe(404);
    expect(((await (await petra.ask('/api/tokens')).json()) as TokensResponse).tokens).toEqual([]);
    expect((await openBrowser(server).ask('/api/tokens')).status).toBe(401);
    expect((await lena.ask(`/api/tokens/${token.id}`, { method: 'DELETE' })).status).toBe(204);
    expect(((await (await lena.ask('/api/tokens')).json()) as TokensResponse).tokens[0]?.state).toBe('revoked');
  });

  it.each([
    [{ scopes: [] }, '/scopes'],
    [{ scopes: ['all'] }, '/scopes/0'],
    [{ scopes: 'read' }, '/scopes'],
    [{ expiresInDays: 0 }, '/expiresInDays'],
    [{ expiresInDays: 1e9 }, '/expiresInDays'],
    [{ expiresInDays: 1.5 }, '/expiresInDays'],
    [{ name: ' ' }, '/name'],
    [{ function: 'CEO' }, '/function'],
  ])('SRV-148 are not made from %j', async (wrong, field) => {
    const server = await startTestServer(ACCOUNTS);
    const lena = await setUp(server);
    const json = { name: 'Feed', function: 'IT', scopes: ['read'], expiresInDays: 1, ...wrong };
    const problem = await readProblem(await lena.ask('/api/tokens', { json }));
    expect([problem.status, Object.keys(problem.errors ?? {})]).toEqual([400, [field]]);
  });
});
