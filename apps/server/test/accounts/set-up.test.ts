import type { IncomingMessage } from 'node:http';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createAccountRows } from '../../src/db/accounts.ts';
import { openBeside } from '../../src/db/database.ts';
import { createRemoteAddresses } from '../../src/http/remote-address.ts';
import { startServer } from '../../src/server.ts';
import { openBrowser, LENA, setUp } from '../support/people.ts';
import { readProblem, refusal } from '../support/problem.ts';
import { recordOf } from '../support/record.ts';
import { startTestServer, testConfig, type TestServer } from '../support/server.ts';
import { tempDir } from '../support/temp-dir.ts';
import { valueOf } from '../support/value-of.ts';

const ACCOUNTS = { ACCESS: 'accounts' };

const memberEntries = async (server: TestServer, board: string, cookie: string) => {
  const response = await server.ask(`/api/boards/${board}/record`, { cookie });
  const { entries } = (await response.json()) as {
    entries: { kind: string; actor: string; payload: { principal: string; role: string | null } }[];
  };
  return entries
    .filter(({ kind }) => kind === 'member')
    .map(({ actor, payload }) => ({ actor, principal: payload.principal, role: payload.role }));
};

describe('set-up', () => {
  it('SRV-131 makes the first administrator from this machine, who is signed in, and nobody after', async () => {
    const server = await startTestServer(ACCOUNTS);
    expect(await openBrowser(server).session()).toMatchObject({ access: 'accounts', setUp: true, principal: null });
    const lena = await setUp(server);
    expect(await lena.session()).toMatchObject({
      setUp: false,
      principal: { id: lena.principal.id, name: 'Lena Wirth', function: 'OPS', kind: 'user' },
      user: { email: LENA.email, administrator: true, hasPassword: true, twoFactorEnabled: false },
    });
    expect(await refusal(await server.ask('/api/setup', { json: { ...LENA, email: 'x@plant.example' } }))).toMatch(
      /^409 conflict: This server has an administrator already/,
    );
  });

  it('SRV-131 makes one of three who ask at once', async () => {
    const server = await startTestServer(ACCOUNTS);
    const statuses = await Promise.all(
      ['a@plant.example', 'b@plant.example', 'c@plant.example'].map(
        async (email) => (await server.ask('/api/setup', { json: { ...LENA, email } })).status,
      ),
    );
    expect(statuses.toSorted()).toEqual([201, 409, 409]);
  });

  it.each([
    ['a proxy', { 'x-forwarded-for': '127.0.0.1' }],
    ['a proxy', { forwarded: 'for=127.0.0.1' }],
    ['a proxy', { via: '1.1 proxy' }],
  ])('SRV-131 needs the token of this start through %s that says so: %j', async (_, headers) => {
    const server = await startTestServer(ACCOUNTS);
    expect(await refusal(await server.ask('/api/setup', { json: LENA, headers }))).toMatch(
      /^403 set-up-token-needed: From another machine/,
    );
    const token = server.setUpToken ?? '';
    expect(token).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
    const wrong = `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`;
    expect(await refusal(await server.ask('/api/setup', { json: { ...LENA, token: wrong }, headers }))).toMatch(
      /^403 set-up-token-needed: The token is not the one of this start/,
    );
    expect((await server.ask('/api/setup', { json: { ...LENA, token }, headers })).status).toBe(201);
  });

  it('SRV-131 needs the token behind a public address', async () => {
    const behind = await startTestServer({ ...ACCOUNTS, PUBLIC_ORIGIN: 'https://board.plant.example' });
    expect((await readProblem(await behind.ask('/api/setup', { json: LENA }))).type).toBe(
      '/problems/set-up-token-needed',
    );
  });

  it.each([
    ['127.0.0.1', 'localhost:4180', true],
    ['::1', '[::1]:4180', true],
    ['::ffff:127.0.0.1', '127.0.0.1:4180', true],
    ['192.0.2.7', '192.0.2.1:4180', false],
    // Somebody who says that they are here, and a name that leads here.
    ['192.0.2.7', 'localhost:4180', false],
    ['127.0.0.1', 'board.plant.example', false],
    [undefined, 'localhost', false],
  ])('SRV-131 takes a connection from %s to %s for this machine: %s', (remoteAddress, host, isHere) => {
    const remote = createRemoteAddresses({ publicOrigin: null, trustedProxies: [] });
    const request = { socket: { remoteAddress }, headers: { host } } as IncomingMessage;
    expect(remote.isThisMachine(request)).toBe(isHere);
  });

  it('SRV-131 makes the token anew with every start, and none once there is an administrator', async () => {
    const dataDir = tempDir();
    const first = await startTestServer({ ...ACCOUNTS, DATA_DIR: dataDir });
    await first.stop();
    const second = await startTestServer({ ...ACCOUNTS, DATA_DIR: dataDir });
    expect(second.setUpToken).not.toBe(first.setUpToken);
    const response = await second.ask('/api/setup', {
      json: { ...LENA, token: first.setUpToken },
    });
    expect((await readProblem(response)).type).toBe('/problems/set-up-token-needed');
    await setUp(second);
    await second.stop();
    expect((await startTestServer({ ...ACCOUNTS, DATA_DIR: dataDir })).setUpToken).toBeNull();
  });

  it('SRV-131 has nothing to set up where access is open', async () => {
    const server = await startTestServer();
    expect(await openBrowser(server).session()).toMatchObject({ access: 'open', setUp: false });
    expect((await server.ask('/api/setup', { json: LENA })).status).toBe(409);
    expect(server.setUpToken).toBeNull();
  });

  it.each([
    [{ password: 'nine char' }, '/password'],
    [{ password: 'x'.repeat(129) }, '/password'],
    [{ email: 'lena' }, '/email'],
    [{ name: '' }, '/name'],
    [{ function: 'CEO' }, '/function'],
  ])('SRV-131 refuses %j and names the field', async (wrong, field) => {
    const server = await startTestServer(ACCOUNTS);
    const problem = await readProblem(await server.ask('/api/setup', { json: { ...LENA, ...wrong } }));
    expect([problem.status, Object.keys(problem.errors ?? {})]).toEqual([400, [field]]);
  });

  it('SRV-141 takes few attempts from one address', async () => {
    const server = await startTestServer(ACCOUNTS);
    const statuses = [];
    for (let n = 0; n < 12; n += 1)
      statuses.push((await server.ask('/api/setup', { json: { ...LENA, token: 'wrong' } })).status);
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 403));
    expect(statuses[11]).toBe(429);
  });
});

describe('what was there before', () => {
  const openTimes = async () => {
    const dataDir = tempDir();
    const server = await startTestServer({ DATA_DIR: dataDir });
    const petra = await server.visit('Petra Novak', 'QUA');
    const other = await server.visit('Omar Haddad', 'IT');
    const boards = [await server.create(petra, 'First'), await server.create(other, 'Second')] as const;
    const { principal } = (await (await server.ask('/api/visitor', { cookie: petra })).json()) as {
      principal: { id: string };
    };
    await server.stop();
    return { dataDir, petra, boards, visitor: principal.id };
  };

  it('SRV-132 is the first administrator’s: a workspace with all boards, facilitator of each by the record', async () => {
    const { dataDir, boards } = await openTimes();
    const server = await startTestServer({ ...ACCOUNTS, DATA_DIR: dataDir });
    const lena = await setUp(server, { workspace: 'Mill 4' });
    expect(lena.boards).toBe(2);
    for (const board of boards) {
      const said = await memberEntries(server, board, lena.cookie());
      expect(said.at(-1)).toEqual({ actor: expect.any(String), principal: lena.principal.id, role: 'facilitator' });
      expect(said.at(-1)?.actor).not.toBe(lena.principal.id);
      const row = (await (await lena.ask(`/api/boards/${board}`)).json()) as { workspace: { name: string } };
      expect(row.workspace.name).toBe('Mill 4');
    }
    const { workspaces } = (await (await lena.ask('/api/workspaces')).json()) as { workspaces: unknown };
    expect(workspaces).toEqual([expect.objectContaining({ name: 'Mill 4', role: 'administrator', boards: 2 })]);
  });

  it('SRV-133 links the visitor that the administrator was, whose role goes over and whose cookie is nobody’s', async () => {
    const { dataDir, petra, boards, visitor } = await openTimes();
    const server = await startTestServer({ ...ACCOUNTS, DATA_DIR: dataDir });
    const browser = openBrowser(server);
    browser.set(petra);
    const response = await browser.ask('/api/setup', { json: LENA });
    expect(response.status).toBe(201);
    const { principal } = (await browser.session()) as { principal: { id: string } };
    const said = await memberEntries(server, boards[0], browser.cookie());
    expect(said.map(({ principal: of, role }) => [of, role])).toEqual([
      [visitor, 'facilitator'],
      [principal.id, 'facilitator'],
      [visitor, null],
    ]);
    expect(browser.cookie()).not.toContain('chartroom=');
    expect((await server.ask('/api/visitor', { cookie: petra })).status).toBe(401);
    const { authors } = (await (await browser.ask(`/api/boards/${boards[0]}/authors`)).json()) as { authors: object };
    expect(Object.values(authors).map(({ kind }) => kind)).toEqual(['server']);
  });

  it('SRV-132 is finished at the next start when the server was stopped in the middle', async () => {
    const { dataDir, boards, visitor } = await openTimes();
    // What a set-up has stored that was cut off right after its first transaction.
    const database = valueOf(openBeside(dataDir, 'write'));
    const made = await createAccountRows(database.tables).createFirst(
      { ...LENA, passwordHash: null, emailVerified: false, administrator: true, discipline: '', jobTitle: '' },
      { workspace: 'Mill 4', visitor },
      Date.now(),
    );
    database.close();
    if (typeof made === 'string') throw new Error(made);
    const server = valueOf(
      await startServer(testConfig({ ...ACCOUNTS, DATA_DIR: dataDir }), pino({ level: 'silent' })),
    );
    onTestFinished(() => server.stop());
    await server.stop();
    const open = await startTestServer({ DATA_DIR: dataDir });
    for (const board of boards) {
      const { entries } = await recordOf(open, board);
      const last = entries.findLast(({ payload }) => (payload as { principal?: string }).principal === made.actor.id);
      expect(last?.payload).toMatchObject({ role: 'facilitator' });
    }
    const { entries } = await recordOf(open, boards[0]);
    expect(entries.filter(({ kind }) => kind === 'member')).toHaveLength(3);
  });
});
