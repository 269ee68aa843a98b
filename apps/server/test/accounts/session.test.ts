import { createHmac } from 'node:crypto';
import { setSingleField } from '@chartroom/domain';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { databaseFile } from '../../src/db/data-dir.ts';
import {
  addAccount,
  HOUR_MS,
  LENA,
  MINUTE_MS,
  movedClock,
  openBrowser,
  setUp,
  signIn,
  trySignIn,
} from '../support/people.ts';
import { PATIENT } from '../support/poll.ts';
import { provide } from '../support/provider.ts';
import { readProblem, refusal } from '../support/problem.ts';
import { startTestServer } from '../support/server.ts';
import { connectSocket } from '../support/wire.ts';

const ACCOUNTS = { ACCESS: 'accounts' };
const PETRA = { name: 'Petra Novak', function: 'QUA', email: 'petra@plant.example', password: 'sampling plan 7b' };
const nobody = expect.objectContaining({ principal: null, user: null });

describe('session', () => {
  it('SRV-134 says who is asking and what there is to sign in with, to everybody', async () => {
    const server = await startTestServer({ ...ACCOUNTS, SESSION_IDLE_MINUTES: '20', SESSION_HOURS: '8' });
    const response = await server.ask('/api/session');
    expect([response.status, await response.json()]).toEqual([
      200,
      {
        access: 'accounts',
        setUp: true,
        principal: null,
        user: null,
        session: null,
        signIn: { oidc: null },
        mail: false,
        limits: { idleMinutes: 20, hours: 8 },
      },
    ]);
  });

  it('SRV-134 lets people say what they are called and what they do, and not what they may', async () => {
    const server = await startTestServer(ACCOUNTS);
    const lena = await setUp(server);
    const me = { name: 'Lena W.', function: 'IT', discipline: 'Automation', jobTitle: 'Engineer' };
    const response = await lena.ask('/api/me', {
      method: 'PATCH',
      json: { ...me, administrator: false, email: 'x@y.zz' },
    });
    expect(await response.json()).toMatchObject({
      principal: { id: lena.principal.id, name: 'Lena W.', function: 'IT' },
      user: { email: LENA.email, discipline: 'Automation', jobTitle: 'Engineer', administrator: true },
    });
    expect((await lena.session()).principal).toMatchObject({ name: 'Lena W.', function: 'IT' });
    expect((await readProblem(await lena.ask('/api/me', { method: 'PATCH', json: { name: 'a\nb' } }))).errors).toEqual({
      '/name': expect.any(String),
    });
    expect(await refusal(await server.ask('/api/me', { method: 'PATCH', json: me }))).toMatch(/^401 visitor-needed/);
  });

  it('SRV-135 is made anew with every sign-in, in a cookie that scripts and other sites do not get', async () => {
    const server = await startTestServer(ACCOUNTS);
    const lena = await setUp(server);
    const former = lena.cookie();
    const response = await trySignIn(lena);
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^chartroom\.session_token=[^;]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/),
      expect.stringMatching(/^chartroom-device=[^;]+; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    expect(lena.cookie()).not.toBe(former);
    expect(await lena.session()).toMatchObject({ principal: { name: 'Lena Wirth' } });
    // The one that the browser had before has ended.
    expect(await (await server.ask('/api/session', { cookie: former })).json()).toEqual(nobody);
    expect(await response.text()).not.toContain('token');
  });

  it('SRV-135 has a __Host- cookie behind https', async () => {
    const server = await startTestServer({ ...ACCOUNTS, PUBLIC_ORIGIN: 'https://board.plant.example' });
    const browser = openBrowser(server);
    const made = await browser.ask('/api/setup', { json: { ...LENA, token: server.setUpToken } });
    expect(made.headers.get('set-cookie')).toMatch(/^__Host-chartroom\.session_token=[^;]+;(?=.* Secure)(?!.*Domain)/);
    expect((await browser.session()).user).not.toBeNull();
  });

  it.each([
    ['altered', (cookie: string) => cookie.replace(/=(.)/, (_, first) => `=${first === 'a' ? 'b' : 'a'}`)],
    ['unsigned', (cookie: string) => cookie.replace(/\..{20,}$/, '')],
    [
      'signed with another key',
      (cookie: string) => {
        const token = /session_token=([^.]+)/.exec(cookie)?.[1] ?? '';
        const mac = createHmac('sha256', 'another key').update(token).digest('base64');
        return `chartroom.session_token=${encodeURIComponent(`${token}.${mac}`)}`;
      },
    ],
    ['empty', () => 'chartroom.session_token='],
    ['of a session id', (cookie: string) => cookie.replace(/=.*/, '=__proto__.constructor')],
  ])('SRV-135 takes a cookie that is %s for nobody’s', async (_, forge) => {
    const server = await startTestServer(ACCOUNTS);
    const lena = await setUp(server);
    const forged = forge(lena.cookie());
    expect(forged).not.toBe(lena.cookie());
    expect(await (await server.ask('/api/session', { cookie: forged })).json()).toEqual(nobody);
    for (const path of ['/api/auth/list-sessions', '/api/accounts', '/api/tokens'])
      expect((await server.ask(path, { cookie: forged })).status).toBe(401);
    expect((await lena.session()).user).not.toBeNull();
  });

  it('SRV-136 ends after minutes without a sign of activity', async () => {
    const clock = movedClock();
    const server = await startTestServer(ACCOUNTS, clock);
    const lena = await setUp(server);
    clock.pass(14 * MINUTE_MS);
    expect((await lena.ask('/api/session/alive', { method: 'POST' })).status).toBe(204);
    clock.pass(14 * MINUTE_MS);
    // Looking is no sign of activity: a page that is open does it by itself.
    expect((await lena.session()).user).not.toBeNull();
    clock.pass(2 * MINUTE_MS);
    expect(await lena.session()).toEqual(nobody);
    expect((await lena.ask('/api/auth/list-sessions')).status).toBe(401);
    expect((await lena.ask('/api/session/alive', { method: 'POST' })).status).toBe(401);
    expect(await lena.session()).toEqual(nobody);
  });

  it('SRV-136 goes on with every request that may change something, and ends after hours whatever is done', async () => {
    const clock = movedClock();
    const server = await startTestServer({ ...ACCOUNTS, SESSION_HOURS: '2' }, clock);
    const lena = await setUp(server);
    for (let minutes = 0; minutes < 110; minutes += 10) {
      clock.pass(10 * MINUTE_MS);
      expect((await lena.ask('/api/me', { method: 'PATCH', json: {} })).status).toBe(200);
    }
    clock.pass(11 * MINUTE_MS);
    expect((await lena.ask('/api/me', { method: 'PATCH', json: {} })).status).toBe(401);
    expect(await lena.session()).toEqual(nobody);
  });

  it('SRV-136 holds for the library too, whose clock is another', async () => {
    const clock = movedClock();
    const server = await startTestServer(ACCOUNTS, clock);
    const lena = await setUp(server);
    clock.pass(HOUR_MS);
    for (const [path, json] of [
      ['/api/auth/change-password', { currentPassword: LENA.password, newPassword: 'another password' }],
      ['/api/auth/two-factor/enable', { password: LENA.password }],
      ['/api/auth/revoke-other-sessions', {}],
    ] as const)
      expect((await readProblem(await lena.ask(path, { json }))).type).toBe('/problems/visitor-needed');
    expect((await signIn(server)).cookie()).not.toBe('');
  });

  it('SRV-136 notes activity at most once a minute', async () => {
    const clock = movedClock();
    const server = await startTestServer(ACCOUNTS, clock);
    const lena = await setUp(server);
    const sql = new Database(databaseFile(server.dataDir), { readonly: true });
    const seenAt = () => sql.prepare('select seen_at from auth_session').pluck().get();
    const first = seenAt();
    await lena.ask('/api/session/alive', { method: 'POST' });
    expect(seenAt()).toBe(first);
    clock.pass(2 * MINUTE_MS);
    await lena.ask('/api/session/alive', { method: 'POST' });
    expect(seenAt()).toBeGreaterThan(first as number);
    sql.close();
  });
});

describe('the end of a session', () => {
  const online = async () => {
    const clock = movedClock();
    const server = await startTestServer(ACCOUNTS, clock);
    const lena = await setUp(server);
    const account = await addAccount(server, lena, PETRA);
    const petra = await signIn(server, PETRA.email, PETRA.password);
    const board = await server.create(lena.cookie());
    const member = { principal: account.principal, name: 'x', function: 'QUA', role: 'contributor', signer: false };
    const said = await lena.ask(`/api/boards/${board}/record`, {
      json: { id: board, kind: 'member', payload: member },
    });
    expect(said.status).toBe(201);
    const url = `ws://127.0.0.1:${server.port}/sync/${board}`;
    const socket = await connectSocket(url, { cookie: petra.cookie() });
    const bystander = await connectSocket(url, { cookie: lena.cookie() });
    return { clock, server, lena, petra, account, board, socket, bystander, url };
  };

  it.each([
    ['signing out', ({ petra }) => petra.ask('/api/auth/sign-out', { method: 'POST' })],
    [
      'revoking it from another browser',
      async ({ server, petra }) => {
        const other = await signIn(server, PETRA.email, PETRA.password);
        const list = (await (await other.ask('/api/auth/list-sessions')).json()) as { token: string }[];
        const token = list.map((one) => one.token).find((one) => petra.cookie().includes(one));
        return other.ask('/api/auth/revoke-session', { json: { token } });
      },
    ],
    [
      'revoking all others',
      async ({ server }) =>
        (await signIn(server, PETRA.email, PETRA.password)).ask('/api/auth/revoke-other-sessions', { method: 'POST' }),
    ],
    [
      'disabling the account',
      ({ lena, account }) => lena.ask(`/api/accounts/${account.id}`, { method: 'PATCH', json: { disabled: true } }),
    ],
    [
      'another password',
      async ({ server }) =>
        (await signIn(server, PETRA.email, PETRA.password)).ask('/api/auth/change-password', {
          json: { currentPassword: PETRA.password, newPassword: 'sampling plan 8c' },
        }),
    ],
    [
      'idleness',
      async ({ clock, lena }) => {
        clock.pass(10 * MINUTE_MS);
        await lena.ask('/api/session/alive', { method: 'POST' });
        clock.pass(6 * MINUTE_MS);
        return new Response();
      },
    ],
  ] satisfies [string, (on: Awaited<ReturnType<typeof online>>) => Promise<Response>][])(
    'SRV-137 by %s closes its connection and no other one',
    async (_, end) => {
      const on = await online();
      expect((await end(on)).ok).toBe(true);
      expect(await on.socket.closed()).toEqual({ code: 4401, reason: 'unauthenticated' });
      expect(on.bystander.webSocket.readyState).toBe(1);
      expect(await (await on.server.ask('/api/session', { cookie: on.petra.cookie() })).json()).toEqual(nobody);
      expect((await on.lena.session()).user).not.toBeNull();
    },
  );

  it('SRV-137 takes no edit after it, however fast it comes', async () => {
    const { lena, petra, board, server } = await online();
    const client = provide(server.origin, board, { cookie: petra.cookie() });
    await client.synced();
    const name = (title: string): void => {
      const outcome = setSingleField('board', 'title', title)(client.doc);
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
    };
    const charter = async () => (await lena.ask(`/api/boards/${board}/charter?format=md`)).text();
    name('Named before');
    await expect.poll(charter, PATIENT).toContain('Named before');
    const closesBefore = client.closes();
    expect((await petra.ask('/api/auth/sign-out', { method: 'POST' })).status).toBe(200);
    name('Named after');
    await expect.poll(() => client.closes(), PATIENT).toBeGreaterThan(closesBefore);
    expect(await charter()).toContain('Named before');
  });

  it('SRV-137 lists no session that has ended by itself, and revokes nobody else’s', async () => {
    const clock = movedClock();
    const server = await startTestServer(ACCOUNTS, clock);
    const lena = await setUp(server);
    await addAccount(server, lena, PETRA);
    const petra = await signIn(server, PETRA.email, PETRA.password);
    const token = /session_token=([^.]+)/.exec(petra.cookie())?.[1];
    expect((await lena.ask('/api/auth/revoke-session', { json: { token } })).status).toBe(200);
    expect((await petra.session()).user).not.toBeNull();
    clock.pass(20 * MINUTE_MS);
    const again = await signIn(server);
    await expect
      .poll(async () => (await (await again.ask('/api/auth/list-sessions')).json()) as unknown[], PATIENT)
      .toHaveLength(1);
  });
});
