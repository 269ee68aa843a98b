import { describe, expect, it } from 'vitest';
import { newId } from '../../src/ids.ts';
import { come, invite, membersOf, redeem, startWithBoard } from '../support/board-people.ts';
import { openBrowser, setUp } from '../support/people.ts';
import { refusal } from '../support/problem.ts';
import { startTestServer } from '../support/server.ts';
import { connectSocket, refusedUpgrade } from '../support/wire.ts';

/** Every route that names a board. */
const ROUTES: readonly (readonly [method: string, path: (board: string) => string, json?: unknown])[] = [
  ['GET', (board) => `/api/boards/${board}`],
  ['PATCH', (board) => `/api/boards/${board}`, { title: 'Mine' }],
  ['PATCH', (board) => `/api/boards/${board}`, {}],
  ['POST', (board) => `/api/boards/${board}/take-over`, {}],
  ['GET', (board) => `/api/boards/${board}/authors`],
  ['GET', (board) => `/api/boards/${board}/charter`],
  ['GET', (board) => `/api/boards/${board}/charter?download=1&format=html`],
  ['GET', (board) => `/api/boards/${board}/charter?format=nothing`],
  ['GET', (board) => `/api/boards/${board}/record`],
  ['GET', (board) => `/api/boards/${board}/record?said=1&since=nothing`],
  ['POST', (board) => `/api/boards/${board}/record`, { id: newId(), kind: 'ready', payload: { ready: true } }],
  ['POST', (board) => `/api/boards/${board}/record`, 'no command'],
  ['GET', (board) => `/api/boards/${board}/members`],
  ['GET', (board) => `/api/boards/${board}/invitations`],
  ['POST', (board) => `/api/boards/${board}/invitations`, { kind: 'link', expiresInHours: 1 }],
  ['DELETE', (board) => `/api/boards/${board}/invitations/nothing`],
];

describe('a board that is not open to somebody', () => {
  it('SRV-150 is answered as one that does not exist, to the byte but for the id that was asked for', async () => {
    const { server, lena, board } = await startWithBoard();
    const other = (await (await lena.ask('/api/boards', { json: { title: 'Other', template: 'blank' } })).json()) as {
      id: string;
    };
    const petra = await come(server, await invite(lena, other.id), { name: 'Petra', email: 'petra@plant.example' });
    const unknown = newId();
    const answer = async (id: string, [method, path, json]: (typeof ROUTES)[number]) => {
      const response = await petra.ask(path(id), { method, ...(json === undefined ? {} : { json }) });
      const headers = [...response.headers].filter(([name]) => !['date'].includes(name));
      return { status: response.status, headers, text: (await response.text()).replaceAll(id, '<id>') };
    };
    for (const route of ROUTES) {
      const forbidden = await answer(board, route);
      expect(forbidden.status, `${route[0]} ${route[1]('<id>')}`).toBe(404);
      expect(forbidden.text).toContain('/problems/unknown-board');
      expect(await answer(unknown, route)).toEqual(forbidden);
    }
    const closed = async (id: string) =>
      (await connectSocket(`ws://127.0.0.1:${server.port}/sync/${id}`, { cookie: petra.cookie() })).closed();
    expect(await closed(board)).toEqual({ code: 4404, reason: 'unknown-board' });
    expect(await closed(unknown)).toEqual(await closed(board));
  }, 60_000);

  it('SRV-150 nobody signed in learns nothing of any board, and that signing in is what helps', async () => {
    const { server, board } = await startWithBoard();
    const nobody = openBrowser(server);
    for (const id of [board, newId()]) {
      for (const [method, path, json] of ROUTES)
        expect(
          await refusal(await nobody.ask(path(id), { method, ...(json === undefined ? {} : { json }) })),
          `${method} ${path(id)}`,
        ).toMatch(/^401 visitor-needed: /);
      expect(await refusal(await refusedUpgrade(`ws://127.0.0.1:${server.port}/sync/${id}`))).toMatch(
        /^401 visitor-needed: /,
      );
    }
    expect(await refusal(await nobody.ask('/api/boards'))).toMatch(/^401 visitor-needed: /);
    expect(await refusal(await nobody.ask('/api/workspaces'))).toMatch(/^401 visitor-needed: /);
    expect(await refusal(await nobody.ask('/api/boards', { json: { title: 'x', template: 'blank' } }))).toMatch(
      /^401 visitor-needed: /,
    );
  });

  it('SRV-150 is closed to a visitor of the time when the server was open, until they are invited', async () => {
    const before = await startTestServer();
    const petra = openBrowser(before);
    await petra.ask('/api/visitor', { json: { name: 'Petra Novak', function: 'QUA' } });
    const board = await before.create(petra.cookie());
    await before.stop();
    const server = await startTestServer({ ACCESS: 'accounts', DATA_DIR: before.dataDir });
    const again = openBrowser(server);
    again.set(petra.cookie());
    expect((await again.session()).principal?.name).toBe('Petra Novak');
    expect(await (await again.ask('/api/boards')).json()).toEqual({ boards: [] });
    expect((await again.ask(`/api/boards/${board}`)).status).toBe(404);
    const lena = await setUp(server);
    const { secret } = await invite(lena, board, { guests: true, role: 'commenter' });
    expect((await redeem(again, secret)).status).toBe(200);
    expect((await membersOf(again, board)).you).toMatchObject({ role: 'commenter', guest: true });
  });

  it('SRV-154 is not in the list either', async () => {
    const { server, lena, board } = await startWithBoard();
    const other = (await (await lena.ask('/api/boards', { json: { title: 'Other', template: 'blank' } })).json()) as {
      id: string;
    };
    const petra = await come(server, await invite(lena, other.id, { role: 'commenter' }), {
      name: 'Petra',
      email: 'petra@plant.example',
    });
    const { boards } = (await (await petra.ask('/api/boards')).json()) as { boards: unknown[] };
    expect(boards).toMatchObject([{ id: other.id, role: 'commenter', mine: true }]);
    expect(JSON.stringify(boards)).not.toContain(board);
  });
});
