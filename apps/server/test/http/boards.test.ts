import { describe, expect, it } from 'vitest';
import type { AuthorsResponse, BoardsResponse, BoardSummary, TemplatesResponse } from '../../src/api.ts';
import { newId } from '../../src/ids.ts';
import { refusal } from '../support/problem.ts';
import { startTestServer } from '../support/server.ts';

const json = async <T>(response: Response): Promise<T> => (await response.json()) as T;

describe('templates', () => {
  it('SRV-50 lists t1 to t6 and, last, blank', async () => {
    const server = await startTestServer();
    const { templates } = await json<TemplatesResponse>(await server.ask('/api/templates'));
    expect(templates.map(({ id }) => id)).toEqual(['t1', 't2', 't3', 't4', 't5', 't6', 'blank']);
    expect(templates[0]).toMatchObject({
      title: 'In-process checking through lot release',
      scope: 'tablet family X',
      steps: 7,
      systems: 5,
    });
    expect(templates.at(-1)).toMatchObject({ scope: '', steps: 0, systems: 0 });
  });
});

describe('boards', () => {
  it('SRV-51 creates a board from a template, in the name of the visitor', async () => {
    const server = await startTestServer();
    const cookie = await server.visit('Petra Novak', 'QUA');
    const response = await server.ask('/api/boards', { json: { title: ' Lot release ', template: 't1' }, cookie });
    expect(response.status).toBe(201);
    const board = await json<BoardSummary>(response);
    expect(board).toEqual({
      id: expect.stringMatching(/^[0-9a-hjkmnp-tv-z]{26}$/),
      number: 1,
      title: 'Lot release',
      productScope: 'tablet family X',
      template: 't1',
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      createdBy: { name: 'Petra Novak', function: 'QUA' },
      lastChangeAt: board.createdAt,
      lastChangeBy: null,
      here: [],
      steps: 7,
      workspace: { id: expect.any(String), name: 'Plant' },
      role: 'facilitator',
      mine: true,
    });
    expect(response.headers.get('location')).toBe(`/api/boards/${board.id}`);
    expect(await json(await server.ask(`/api/boards/${board.id}`, { cookie }))).toEqual(board);
    expect(await json(await server.ask(`/api/boards/${board.id}`))).toEqual({ ...board, role: 'viewer' });
    expect(await json(await server.ask('/api/boards', { cookie }))).toEqual({ boards: [board] });
  });

  it('SRV-51 creates an empty board from blank, and one from each template', async () => {
    const server = await startTestServer();
    const cookie = await server.visit();
    for (const template of ['t1', 't2', 't3', 't4', 't5', 't6', 'blank'])
      await server.create(cookie, `Board of ${template}`, template);
    const { boards } = await json<BoardsResponse>(await server.ask('/api/boards'));
    expect(boards.map(({ number, title }) => [number, title]).reverse()).toEqual(
      ['t1', 't2', 't3', 't4', 't5', 't6', 'blank'].map((template, index) => [index + 1, `Board of ${template}`]),
    );
    expect(boards[0]?.steps).toBe(0);
  });

  it('SRV-52 attributes what the template wrote to the server', async () => {
    const server = await startTestServer();
    const id = await server.create(await server.visit());
    const { authors } = await json<AuthorsResponse>(await server.ask(`/api/boards/${id}/authors`));
    expect(Object.values(authors)).toEqual([
      { id: expect.any(String), name: 'Chartroom', function: 'OTHER', kind: 'server' },
    ]);
  });

  it('SRV-53 renames in the document, as the visitor who asked', async () => {
    const server = await startTestServer();
    const id = await server.create(await server.visit('Petra', 'QUA'));
    const cookie = await server.visit('Tom Berg', 'OPS');
    const response = await server.ask(`/api/boards/${id}`, {
      method: 'PATCH',
      json: { title: 'Release of lots' },
      cookie,
    });
    expect(response.status).toBe(200);
    expect(await json(response)).toMatchObject({
      title: 'Release of lots',
      lastChangeBy: { name: 'Tom Berg', function: 'OPS' },
    });
    const { authors } = await json<AuthorsResponse>(await server.ask(`/api/boards/${id}/authors`));
    expect(Object.values(authors).map(({ name, kind }) => [name, kind])).toContainEqual(['Tom Berg', 'visitor']);
    const charter = await (await server.ask(`/api/boards/${id}/charter?format=md`)).text();
    expect(charter).toContain('Release of lots');
  });

  it('SRV-53 renaming to the same title changes nothing and is no failure', async () => {
    const server = await startTestServer();
    const cookie = await server.visit();
    const id = await server.create(cookie, 'Lot release');
    const response = await server.ask(`/api/boards/${id}`, { method: 'PATCH', json: { title: 'Lot release' }, cookie });
    expect(await json(response)).toMatchObject({ title: 'Lot release', lastChangeBy: null });
  });

  it('SRV-54 creates and renames only for somebody who has said who they are', async () => {
    const server = await startTestServer();
    const id = await server.create(await server.visit());
    expect(await refusal(await server.ask('/api/boards', { json: { title: 'x', template: 't1' } }))).toMatch(
      /^401 visitor-needed: /,
    );
    expect(await refusal(await server.ask(`/api/boards/${id}`, { method: 'PATCH', json: { title: 'x' } }))).toMatch(
      /^401 visitor-needed: /,
    );
  });

  it('SRV-55 refuses an unknown template and lists the known ones', async () => {
    const server = await startTestServer();
    const cookie = await server.visit();
    for (const template of ['t7', 'T1', '', '__proto__', 'constructor', '../t1']) {
      expect(await refusal(await server.ask('/api/boards', { json: { title: 'x', template }, cookie }))).toMatch(
        /^400 unknown-template: .*t1, t2, t3, t4, t5, t6, blank/s,
      );
    }
    expect(await json(await server.ask('/api/boards'))).toEqual({ boards: [] });
  });

  it.each([
    [{ template: 't1' }],
    [{ title: '', template: 't1' }],
    [{ title: 'x'.repeat(201), template: 't1' }],
    [{ title: 'a\tb', template: 't1' }],
    [{ title: 'x', template: 1 }],
    [{ title: 'x' }],
  ])('SRV-55 refuses the body %j', async (body) => {
    const server = await startTestServer();
    expect(await refusal(await server.ask('/api/boards', { json: body, cookie: await server.visit() }))).toMatch(
      /^400 invalid-body: /,
    );
  });

  it('SRV-56 answers alike on every route of an unknown board', async () => {
    const server = await startTestServer();
    const cookie = await server.visit();
    for (const id of [newId(), 'x', 'a|b', '__proto__', 'x'.repeat(500)]) {
      for (const path of ['', '/authors', '/charter', '/charter?format=pdf'])
        expect(await refusal(await server.ask(`/api/boards/${id}${path}`))).toMatch(
          /^404 unknown-board: .*Check the address/s,
        );
      expect(
        await refusal(await server.ask(`/api/boards/${id}`, { method: 'PATCH', json: { title: 'x' }, cookie })),
      ).toMatch(/^404 unknown-board: /);
    }
  });
});
