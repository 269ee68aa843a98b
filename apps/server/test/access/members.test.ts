import { describe, expect, it } from 'vitest';
import { createEntity, readSnapshot } from '@chartroom/domain';
import { newId } from '../../src/ids.ts';
import { come, invite, membersOf, restate, startWithBoard, startWithRoles } from '../support/board-people.ts';
import { openOwnClient } from '../support/own-client.ts';
import { PATIENT } from '../support/poll.ts';
import { readProblem, refusal } from '../support/problem.ts';

describe('members', () => {
  it('SRV-158 a facilitator says as what and for which function somebody takes part; the name is the server’s', async () => {
    const { server, lena, board } = await startWithBoard();
    const guest = await come(server, await invite(lena, board, { guests: true }), { name: 'Olga', function: 'OTHER' });
    const said = await restate(lena, board, guest.id, {
      name: 'Somebody Else',
      function: 'QUA',
      role: 'commenter',
      discipline: 'Validation',
      jobTitle: 'CSV lead',
    });
    expect(said.status).toBe(201);
    expect((await membersOf(lena, board)).members.find(({ principal }) => principal === guest.id)).toEqual({
      principal: guest.id,
      name: 'Olga',
      function: 'QUA',
      role: 'commenter',
      discipline: 'Validation',
      jobTitle: 'CSV lead',
      person: null,
      signer: false,
      guest: true,
      here: false,
    });
    expect((await guest.say(board, 'ready', { ready: true })).status).toBe(201);
    expect((await membersOf(guest, board)).you).toMatchObject({ role: 'commenter', function: 'QUA' });
  }, 60_000);

  it('SRV-158 what somebody calls themselves elsewhere changes their name on the board, never their function', async () => {
    const { lena, board, commenter } = await startWithRoles();
    expect((await commenter.ask('/api/me', { method: 'PATCH', json: { name: 'Ada B.', function: 'IT' } })).status).toBe(
      200,
    );
    expect((await commenter.say(board, 'ready', { ready: true })).status).toBe(201);
    expect((await membersOf(lena, board)).members.find(({ principal }) => principal === commenter.id)).toMatchObject({
      name: 'Ada B.',
      function: 'OPS',
      role: 'commenter',
    });
  }, 60_000);

  it('SRV-158 neither a guest nor a member of OTHER signs, and no guest is facilitator', async () => {
    const { server, lena, board } = await startWithBoard();
    const guest = await come(server, await invite(lena, board, { guests: true }), { name: 'Olga', function: 'QUA' });
    const petra = await come(server, await invite(lena, board), {
      name: 'Petra',
      function: 'QUA',
      email: 'petra@plant.example',
    });
    const pointers = async (response: Response) => {
      const problem = await readProblem(response);
      return [problem.status, ...Object.keys(problem.errors ?? {})];
    };
    expect(await pointers(await restate(lena, board, guest.id, { signer: true }))).toEqual([422, '/payload/signer']);
    expect(await pointers(await restate(lena, board, guest.id, { role: 'facilitator' }))).toEqual([
      422,
      '/payload/role',
    ]);
    expect(await pointers(await restate(lena, board, petra.id, { signer: true, function: 'OTHER' }))).toEqual([
      422,
      '/payload/signer',
    ]);
    // Whoever says so of a guest does not make it true.
    expect(await pointers(await restate(lena, board, guest.id, { guest: false, signer: true }))).toEqual([
      422,
      '/payload/signer',
    ]);
    expect((await restate(lena, board, petra.id, { signer: true })).status).toBe(201);
    const { members } = await membersOf(lena, board);
    expect(members.filter(({ signer }) => signer).map(({ principal }) => principal)).toEqual([petra.id]);
    expect(members.find(({ principal }) => principal === guest.id)).toMatchObject({ guest: true, role: 'contributor' });
    // Signing was for quality.
    expect((await restate(lena, board, petra.id, { signer: true, function: 'IT' })).status).toBe(201);
  }, 60_000);

  it('SRV-158 a member is one of the people named on the board, and of those that are there', async () => {
    const { server, lena, board } = await startWithBoard();
    const { doc, client } = openOwnClient(server.origin, board, lena.cookie());
    await expect.poll(() => client.state.kind, PATIENT).toBe('synced');
    createEntity('person', { name: 'Lena Wirth', function: 'OPS', jobTitle: 'Head' })(doc);
    await client.settled();
    const person = readSnapshot(doc).entities.person.at(-1)?.id;
    expect((await restate(lena, board, lena.id, { person })).status).toBe(201);
    expect((await membersOf(lena, board)).members).toMatchObject([{ person }]);
    expect(await refusal(await restate(lena, board, lena.id, { person: '01ARZ3NDEKTSV4RRFFQ69G5FAV' }))).toMatch(
      /^404 unknown-subject: There is no person/,
    );
  }, 60_000);

  it('SRV-159 everybody may leave, and says nothing else by it; the last facilitator stays', async () => {
    const { lena, board, viewer, commenter } = await startWithRoles();
    const last = await refusal(await restate(lena, board, lena.id, { role: null }));
    expect(last).toMatch(/^409 conflict: .*no facilitator/);
    expect(await refusal(await restate(lena, board, lena.id, { role: 'contributor' }))).toBe(last);
    expect((await restate(viewer, board, viewer.id, { role: null, function: 'QUA', discipline: 'x' })).status).toBe(
      201,
    );
    expect((await viewer.ask(`/api/boards/${board}`)).status).toBe(404);
    expect(await refusal(await restate(commenter, board, lena.id, { role: null }))).toMatch(
      /^403 forbidden: Your role/,
    );
    expect(await refusal(await restate(commenter, board, commenter.id, { role: 'facilitator' }))).toMatch(/^403 /);
    const { entries } = (await (await lena.ask(`/api/boards/${board}/record`)).json()) as {
      entries: readonly { kind: string; actor: string; payload: unknown }[];
    };
    expect(entries.filter(({ kind, actor }) => kind === 'member' && actor === viewer.id)).toMatchObject([
      { payload: { principal: viewer.id, name: 'Ada viewer', function: 'OPS', role: null, signer: false } },
    ]);
    expect(JSON.stringify(entries)).not.toContain('discipline');
    expect((await restate(lena, board, commenter.id, { role: 'facilitator' })).status).toBe(201);
    expect((await restate(lena, board, lena.id, { role: null })).status).toBe(201);
    expect((await lena.ask(`/api/boards/${board}/record`)).status).toBe(404);
  }, 60_000);

  it('SRV-258 leaving, said again by who did not hear that it was stored, is answered with what is stored', async () => {
    const { board, viewer, commenter } = await startWithRoles();
    const id = newId();
    const leave = { principal: viewer.id, name: 'x', function: 'OPS', role: null, signer: false };
    const first = await viewer.say(board, 'member', leave, id);
    expect(first.status).toBe(201);
    const again = await viewer.say(board, 'member', leave, id);
    expect([again.status, await again.json()]).toEqual([200, await first.json()]);
    // Nobody else learns from it whether the board is there, nor whoever left by another word.
    expect(await refusal(await viewer.say(board, 'member', leave))).toMatch(/^404 unknown-board/);
    expect(await refusal(await viewer.say(board, 'nonsense', {}, id))).toMatch(/^404 unknown-board/);
    expect((await commenter.say(board, 'member', { ...leave, principal: commenter.id })).status).toBe(201);
    expect(await refusal(await commenter.say(board, 'member', leave, id))).toMatch(/^404 unknown-board/);
  }, 60_000);

  it('SRV-156 a command makes nobody a member: whoever is none is told of no board', async () => {
    const { server, lena, board } = await startWithBoard();
    const other = (await (await lena.ask('/api/boards', { json: { title: 'Other', template: 'blank' } })).json()) as {
      id: string;
    };
    const petra = await come(server, await invite(lena, other.id), { name: 'Petra', email: 'petra@plant.example' });
    expect(await refusal(await petra.say(board, 'ready', { ready: true }))).toMatch(/^404 unknown-board/);
    expect((await membersOf(lena, board)).members.map(({ name }) => name)).toEqual(['Lena Wirth']);
    // A facilitator names her; no invitation is needed for somebody who has an account.
    expect((await restate(lena, board, petra.id, { role: 'commenter', function: 'QUA' })).status).toBe(201);
    expect((await petra.say(board, 'ready', { ready: true })).status).toBe(201);
  }, 60_000);
});
