import { describe, expect, it } from 'vitest';
import type { BoardsResponse } from '../../src/api.ts';
import type { NewTokenResponse } from '../../src/api/accounts.ts';
import { newId } from '../../src/ids.ts';
import { come, invite, type Member, membersOf, restate, startWithBoard } from '../support/board-people.ts';
import { openPusher } from '../support/own-client.ts';
import { PATIENT } from '../support/poll.ts';
import { refusal } from '../support/problem.ts';
import type { AskOptions, TestServer } from '../support/server.ts';
import { makeToken } from '../support/token.ts';

const PETRA = { name: 'Petra Novak', function: 'QUA', email: 'petra@plant.example' };
const tokenOf = async (owner: Member, scopes: readonly string[]): Promise<NewTokenResponse> => {
  const json = { name: 'Historian feed', function: 'IT', scopes, expiresInDays: 1 };
  const response = await owner.ask('/api/tokens', { json });
  if (response.status !== 201) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as NewTokenResponse;
};
const asker =
  (server: TestServer, secret: string) =>
  (path: string, options: AskOptions = {}): Promise<Response> =>
    server.ask(path, { ...options, headers: { authorization: `Bearer ${secret}` } });
const command = (kind: string, payload: unknown): AskOptions => ({ json: { id: newId(), kind, payload } });
const READY = command('ready', { ready: true });

describe('access tokens on a board', () => {
  it('SRV-153 a token may what its owner may, within its scopes, and what its owner lost it has lost', async () => {
    const { server, lena, board } = await startWithBoard();
    const petra = await come(server, await invite(lena, board, { role: 'contributor' }), PETRA);
    const scopes = ['read', 'comment', 'edit', 'manage'];
    const all = asker(server, (await tokenOf(petra, scopes)).secret);
    const path = `/api/boards/${board}`;
    const ready = () => all(`${path}/record`, command('ready', { ready: true }));
    expect((await ready()).status).toBe(201);
    expect((await all(path, { method: 'PATCH', json: { title: 'Lot release 2' } })).status).toBe(200);
    expect(await refusal(await all(`${path}/invitations`))).toMatch(/^403 forbidden: Your role/);
    const reading = asker(server, (await tokenOf(petra, ['read'])).secret);
    expect((await reading(`${path}/charter`)).status).toBe(200);
    expect(await refusal(await reading(`${path}/record`, READY))).toMatch(/^403 forbidden: .*not made for this/);
    const commenting = asker(server, (await tokenOf(petra, ['read', 'comment'])).secret);
    expect((await commenting(`${path}/record`, command('ready', { ready: false }))).status).toBe(201);
    expect(await refusal(await commenting(path, { method: 'PATCH', json: { title: 'x' } }))).toMatch(/^403 forbidden/);
    await restate(lena, board, petra.id, { role: 'viewer' });
    expect(await refusal(await ready())).toMatch(/^403 forbidden: Your role/);
    await restate(lena, board, petra.id, { role: null });
    expect(await refusal(await ready())).toMatch(/^404 unknown-board/);
    expect(((await (await all('/api/boards')).json()) as BoardsResponse).boards).toEqual([]);
  }, 60_000);

  it('SRV-153 what a token says has its own name, for the function of its owner on the board', async () => {
    const { server, lena, board } = await startWithBoard();
    const petra = await come(server, await invite(lena, board, { function: 'OPS' }), PETRA);
    const { token, secret } = await tokenOf(petra, ['read', 'comment']);
    const ask = asker(server, secret);
    const said = await ask(`/api/boards/${board}/record`, READY);
    expect(await said.json()).toMatchObject({ entry: { actor: token.id } });
    expect((await membersOf(lena, board)).members.find(({ principal }) => principal === token.id)).toMatchObject({
      name: 'Historian feed',
      function: 'OPS',
      role: 'contributor',
      signer: false,
    });
    // It is a program: no facilitator, no signer, in no role but its owner's; off the board it is off.
    expect((await restate(lena, board, token.id, { role: 'facilitator' })).status).toBe(422);
    expect((await restate(lena, board, token.id, { signer: true })).status).toBe(422);
    expect((await restate(lena, board, token.id, { role: null })).status).toBe(201);
    expect((await ask(`/api/boards/${board}`)).status).toBe(404);
    expect((await petra.ask(`/api/boards/${board}`)).status).toBe(200);
  }, 60_000);

  it('SRV-153 over the socket its edits end with the role of its owner, in mid-stream', async () => {
    const { server, lena, board } = await startWithBoard();
    const petra = await come(server, await invite(lena, board), PETRA);
    const connect = async (scopes: readonly string[]) => {
      const { secret } = await tokenOf(petra, scopes);
      return openPusher(server.origin, board, { protocols: [`chartroom.token.${secret}`] });
    };
    const reading = await connect(['read', 'comment']);
    reading.push('Site 4');
    await expect
      .poll(() => reading.told.find(({ type }) => type === 'refusal'), PATIENT)
      .toMatchObject({
        code: 'read-only',
      });
    const editing = await connect(['read', 'edit']);
    editing.push('Site 4');
    await expect.poll(() => editing.told.some(({ type }) => type === 'acknowledgement'), PATIENT).toBe(true);
    await restate(lena, board, petra.id, { role: 'commenter' });
    editing.push('Site 5');
    await expect
      .poll(() => editing.told.find(({ type }) => type === 'refusal'), PATIENT)
      .toMatchObject({
        code: 'read-only',
      });
    await restate(lena, board, petra.id, { role: null });
    expect((await editing.closed()).code).toBe(4403);
    expect((await reading.closed()).code).toBe(4403);
  }, 60_000);

  it('SRV-153 one of the command line is a contributor on every board, and comes by no invitation', async () => {
    const { server, lena, board } = await startWithBoard();
    const ask = asker(server, await makeToken(server.dataDir));
    expect(((await (await ask('/api/boards')).json()) as BoardsResponse).boards).toMatchObject([
      { id: board, role: 'contributor' },
    ]);
    expect((await ask(`/api/boards/${board}/record`, READY)).status).toBe(201);
    expect((await ask(`/api/boards/${board}/invitations`)).status).toBe(403);
    const { secret } = await invite(lena, board, { guests: true });
    expect(
      await refusal(await ask('/api/invitations/redeem', { json: { secret, name: 'x', function: 'IT' } })),
    ).toMatch(/^403 forbidden: A program/);
    expect((await ask('/api/boards', { json: { title: 'By a program', template: 'blank' } })).status).toBe(201);
  }, 60_000);

  it('SRV-171 a board that a token creates has its owner as facilitator', async () => {
    const { server, lena } = await startWithBoard();
    const making = asker(server, (await tokenOf(lena, ['read', 'edit'])).secret);
    const made = await making('/api/boards', { json: { title: 'By a program', template: 'blank' } });
    expect(made.status).toBe(201);
    const { id } = (await made.json()) as { id: string };
    expect((await membersOf(lena, id)).members).toMatchObject([{ principal: lena.id, role: 'facilitator' }]);
    const reading = asker(server, (await tokenOf(lena, ['read'])).secret);
    expect((await reading('/api/boards', { json: { title: 'x', template: 'blank' } })).status).toBe(403);
  }, 60_000);
});
