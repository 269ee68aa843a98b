import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { BoardsResponse, BoardSummary } from '../../src/api.ts';
import type { WorkspaceMembersResponse, WorkspacesResponse, WorkspaceSummary } from '../../src/api/access.ts';
import { databaseFile } from '../../src/db/data-dir.ts';
import { newId } from '../../src/ids.ts';
import { come, invite, type Member, membersOf, redeem, startWithBoard } from '../support/board-people.ts';
import { type Browser, openBrowser } from '../support/people.ts';
import { openPusher } from '../support/own-client.ts';
import { PATIENT } from '../support/poll.ts';
import { readProblem, refusal } from '../support/problem.ts';
import { startTestServer } from '../support/server.ts';

const PETRA = { name: 'Petra Novak', function: 'QUA', email: 'petra@plant.example' };
const TOM = { name: 'Tom Becker', function: 'OPS', email: 'tom@plant.example' };

const workspacesOf = async (browser: Browser): Promise<readonly WorkspaceSummary[]> =>
  ((await (await browser.ask('/api/workspaces')).json()) as WorkspacesResponse).workspaces;
const boardsOf = async (browser: Browser): Promise<readonly BoardSummary[]> =>
  ((await (await browser.ask('/api/boards')).json()) as BoardsResponse).boards;
const create = async (browser: Browser, more: Readonly<Record<string, unknown>> = {}): Promise<Response> =>
  browser.ask('/api/boards', { json: { title: 'Mine', template: 'blank', ...more } });
const idOf = async (response: Response): Promise<string> => ((await response.json()) as { id: string }).id;

/** Petra and Tom have accounts, each by an invitation to a board of their own; neither is in a workspace. */
const startWithPeople = async () => {
  const { server, lena, board } = await startWithBoard();
  const people: Member[] = [];
  for (const person of [PETRA, TOM]) {
    const { id } = (await (await create(lena, { title: `For ${person.name}` })).json()) as { id: string };
    people.push(await come(server, await invite(lena, id), person));
  }
  const [petra, tom] = people as [Member, Member];
  const [plant] = await workspacesOf(lena);
  if (plant === undefined) throw new Error('There is no workspace.');
  const named = (who: Member, role: 'administrator' | 'member', by: Browser = lena): Promise<Response> =>
    by.ask(`/api/workspaces/${plant.id}/members`, { json: { principal: who.id, role, addressConfirmed: true } });
  return { server, lena, board, petra, tom, plant, named };
};

describe('workspaces', () => {
  it('SRV-170 the first one is there at the first start, and boards that have none are in it', async () => {
    const first = await startTestServer();
    const cookie = await first.visit();
    const board = await first.create(cookie);
    await first.stop();
    const sql = new Database(databaseFile(first.dataDir));
    sql.exec('update board set workspace = null; delete from workspace');
    sql.close();
    const server = await startTestServer({ DATA_DIR: first.dataDir });
    const { workspaces } = (await (await server.ask('/api/workspaces', { cookie })).json()) as WorkspacesResponse;
    expect(workspaces).toMatchObject([{ name: 'Plant', boards: 1 }]);
    const row = (await (await server.ask(`/api/boards/${board}`)).json()) as BoardSummary;
    expect(row.workspace).toEqual({ id: workspaces[0]?.id, name: 'Plant' });
  });

  it('SRV-170 administrators of the server make them, those of a workspace name it and its members', async () => {
    const { lena, petra, tom, plant, named } = await startWithPeople();
    expect(await refusal(await petra.ask('/api/workspaces', { json: { name: 'Mill 5' } }))).toMatch(/^403 forbidden/);
    const made = await lena.ask('/api/workspaces', { json: { name: '  Mill 5 ' } });
    expect(made.status).toBe(201);
    expect(await made.json()).toMatchObject({
      workspace: { name: 'Mill 5', role: 'administrator', members: 1, boards: 0 },
    });
    for (const name of ['', ' ', 'x'.repeat(81), 7])
      expect((await readProblem(await lena.ask('/api/workspaces', { json: { name } }))).errors).toHaveProperty('/name');
    expect((await named(petra, 'administrator')).status).toBe(200);
    expect(await workspacesOf(petra)).toMatchObject([{ id: plant.id, role: 'administrator', members: 2, boards: 3 }]);
    const renamed = await petra.ask(`/api/workspaces/${plant.id}`, { method: 'PATCH', json: { name: 'Mill 4' } });
    expect(await renamed.json()).toMatchObject({ workspace: { name: 'Mill 4' } });
    const byEmail = await petra.ask(`/api/workspaces/${plant.id}/members`, {
      json: { email: ' TOM@plant.example', addressConfirmed: true },
    });
    expect(((await byEmail.json()) as WorkspaceMembersResponse).members).toMatchObject([
      { name: 'Lena Wirth', role: 'administrator', email: 'lena.wirth@plant.example' },
      { name: 'Petra Novak', role: 'administrator' },
      { principal: tom.id, name: 'Tom Becker', function: 'OPS', role: 'member' },
    ]);
    expect(await refusal(await tom.ask(`/api/workspaces/${plant.id}/members`))).toMatch(/^403 forbidden/);
    expect(
      await refusal(await tom.ask(`/api/workspaces/${plant.id}`, { method: 'PATCH', json: { name: 'x' } })),
    ).toMatch(/^403 forbidden/);
    for (const json of [{ principal: newId() }, { email: 'nobody@plant.example' }])
      expect(await refusal(await lena.ask(`/api/workspaces/${plant.id}/members`, { json }))).toMatch(
        /^404 unknown-subject/,
      );
    for (const json of [{}, { principal: tom.id, email: 'tom@plant.example' }, { principal: tom.id, role: 'owner' }])
      expect((await lena.ask(`/api/workspaces/${plant.id}/members`, { json })).status).toBe(400);
  }, 60_000);

  it('SRV-170 an unknown one and one of others are answered alike, and the last administrator stays', async () => {
    const { lena, petra, plant, named } = await startWithPeople();
    const member = (id: string) => `/api/workspaces/${plant.id}/members/${id}`;
    const answers = await Promise.all(
      [plant.id, newId()].map(async (id) => {
        const response = await petra.ask(`/api/workspaces/${id}/members`);
        return [response.status, (await response.text()).replaceAll(id, '<id>')];
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.[0]).toBe(404);
    expect(await refusal(await lena.ask(member(lena.id), { method: 'DELETE' }))).toMatch(/^409 conflict/);
    expect(await refusal(await named(lena, 'member'))).toMatch(/^409 conflict/);
    await named(petra, 'administrator');
    expect((await petra.ask(member(lena.id), { method: 'DELETE' })).status).toBe(204);
    expect((await petra.ask(member(newId()), { method: 'DELETE' })).status).toBe(204);
    // Whoever looks after the server still sees to it.
    expect(await workspacesOf(lena)).toMatchObject([{ id: plant.id, role: null, members: 1 }]);
    expect((await named(lena, 'member')).status).toBe(200);
  }, 60_000);

  it('SRV-171 its members create boards in it, and nobody else does', async () => {
    const { server, lena, petra, tom, plant, named } = await startWithPeople();
    expect(await refusal(await create(petra))).toMatch(/^403 forbidden: .*you are in none/);
    await named(petra, 'member');
    const made = await create(petra);
    expect(made.status).toBe(201);
    expect(await made.json()).toMatchObject({ workspace: { id: plant.id }, role: 'facilitator', mine: true });
    const mill = (
      (await (await lena.ask('/api/workspaces', { json: { name: 'Mill 5' } })).json()) as {
        workspace: { id: string };
      }
    ).workspace.id;
    for (const workspace of [mill, newId()])
      expect(await refusal(await create(petra, { workspace }))).toMatch(/^404 unknown-workspace/);
    expect(await (await create(lena, { workspace: mill })).json()).toMatchObject({ workspace: { name: 'Mill 5' } });
    expect(await refusal(await create(tom, { workspace: plant.id }))).toMatch(/^404 unknown-workspace/);
    const open = await idOf(await create(lena));
    const guest = await come(server, await invite(lena, open, { guests: true }), { name: 'Olga' });
    expect(await refusal(await create(guest))).toMatch(/^403 forbidden: A guest/);
  }, 60_000);

  it('SRV-154 its administrator sees in the list which boards there are, and nothing of what is on them', async () => {
    const { server, lena, petra, plant, named } = await startWithPeople();
    await named(petra, 'member');
    const hers = await idOf(await create(petra, { title: 'Hers' }));
    await openPusher(server.origin, hers, { cookie: petra.cookie() });
    await expect
      .poll(async () => (await boardsOf(petra)).find(({ id }) => id === hers)?.here, PATIENT)
      .toEqual([{ name: 'Petra Novak', function: 'QUA' }]);
    expect((await boardsOf(lena)).find(({ id }) => id === hers)).toMatchObject({
      title: 'Hers',
      workspace: { id: plant.id },
      role: null,
      mine: false,
      here: [],
    });
    expect(await boardsOf(petra)).toHaveLength(2);
    expect((await boardsOf(petra)).every(({ mine }) => mine)).toBe(true);
    for (const path of ['', '/record', '/members', '/charter'])
      expect((await lena.ask(`/api/boards/${hers}${path}`)).status).toBe(404);
    expect(await (await openPusher(server.origin, hers, { cookie: lena.cookie() })).closed()).toMatchObject({
      code: 4404,
    });
  }, 60_000);

  it('SRV-155 its administrator takes a board over by an entry of the record; nobody else does', async () => {
    const { lena, petra, tom, board, named } = await startWithPeople();
    await named(petra, 'member');
    const hers = await idOf(await create(petra, { title: 'Hers' }));
    const take = (who: Member, id: string) => who.ask(`/api/boards/${id}/take-over`, { json: {} });
    expect(await refusal(await take(petra, hers))).toMatch(/^403 forbidden: Only an administrator/);
    expect(await refusal(await take(tom, hers))).toMatch(/^404 unknown-board/);
    expect(await refusal(await take(petra, board))).toMatch(/^404 unknown-board/);
    for (let n = 0; n < 2; n += 1)
      expect(await (await take(lena, hers)).json()).toMatchObject({ id: hers, role: 'facilitator', mine: true });
    const { entries } = (await (await petra.ask(`/api/boards/${hers}/record`)).json()) as { entries: unknown[] };
    expect(entries).toMatchObject([
      { payload: { principal: petra.id, role: 'facilitator' } },
      { kind: 'change', payload: { key: 'template' } },
      { kind: 'member', actor: lena.id, payload: { principal: lena.id, name: 'Lena Wirth', role: 'facilitator' } },
    ]);
    expect((await membersOf(lena, hers)).you.role).toBe('facilitator');
    expect((await redeem(lena, 'nothing')).status).toBe(404);
  }, 60_000);
});

describe('an open server', () => {
  it('SRV-172 whoever gives a name takes part in every board and makes new ones, unless the record says otherwise', async () => {
    const server = await startTestServer();
    const [petra, tom] = [openBrowser(server), openBrowser(server)];
    const ids: string[] = [];
    for (const [browser, name] of [
      [petra, 'Petra Novak'],
      [tom, 'Tom Becker'],
    ] as const) {
      await browser.ask('/api/visitor', { json: { name, function: 'OPS' } });
      ids.push((await browser.session()).principal?.id ?? '');
    }
    const board = await idOf(await create(petra));
    expect(await workspacesOf(tom)).toMatchObject([{ name: 'Plant', role: 'member' }]);
    expect(await boardsOf(tom)).toMatchObject([{ id: board, role: 'contributor', mine: true }]);
    expect((await membersOf(tom, board)).you).toMatchObject({ role: 'contributor', function: 'OPS' });
    const put = { principal: ids[1], name: 'x', function: 'IT', role: 'viewer', signer: false };
    const say = (payload: unknown) =>
      petra.ask(`/api/boards/${board}/record`, { json: { id: newId(), kind: 'member', payload } });
    expect((await say(put)).status).toBe(201);
    expect((await membersOf(tom, board)).you).toMatchObject({ role: 'viewer', function: 'IT' });
    expect((await say({ ...put, role: null })).status).toBe(201);
    expect((await tom.ask(`/api/boards/${board}`)).status).toBe(404);
    expect(await boardsOf(tom)).toEqual([]);
    expect((await create(tom)).status).toBe(201);
  });
});
