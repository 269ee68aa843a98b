/** What a program may not do for its owner, however many scopes its token has: what would outlive the token. */
import { describe, expect, it } from 'vitest';
import type { NewTokenResponse, TokensResponse } from '../../src/api/accounts.ts';
import { newId } from '../../src/ids.ts';
import { come, invite, membersOf, startWithBoard } from '../support/board-people.ts';
import type { Browser } from '../support/people.ts';
import { refusal } from '../support/problem.ts';
import type { AskOptions, TestServer } from '../support/server.ts';

const ALL = ['read', 'comment', 'edit', 'manage'];
const makeToken = (of: Browser, scopes: readonly string[]): Promise<Response> =>
  of.ask('/api/tokens', { json: { name: 'Feed', function: 'IT', scopes, expiresInDays: 1 } });
const programOf = async (server: TestServer, of: Browser, scopes: readonly string[] = ALL) => {
  const { secret } = (await (await makeToken(of, scopes)).json()) as NewTokenResponse;
  return (path: string, options: AskOptions = {}) =>
    server.ask(path, { ...options, headers: { authorization: `Bearer ${secret}` } });
};

describe('a program with every scope of a facilitator', () => {
  it('SRV-252 invites no facilitator, and names neither a facilitator nor a signer', async () => {
    const { server, lena, board } = await startWithBoard();
    const petra = await come(server, await invite(lena, board), { name: 'Petra', email: 'petra@plant.example' });
    const ask = await programOf(server, lena);
    const inviting = { kind: 'link', expiresInHours: 1 };
    expect(
      await refusal(await ask(`/api/boards/${board}/invitations`, { json: { ...inviting, role: 'facilitator' } })),
    ).toMatch(/^403 forbidden: A program invites no facilitator/);
    expect((await ask(`/api/boards/${board}/invitations`, { json: { ...inviting, role: 'commenter' } })).status).toBe(
      201,
    );
    const member = (change: object) =>
      ask(`/api/boards/${board}/record`, {
        json: {
          id: newId(),
          kind: 'member',
          payload: { principal: petra.id, name: 'x', function: 'OPS', role: 'contributor', signer: false, ...change },
        },
      });
    for (const change of [{ role: 'facilitator' }, { signer: true }, { role: 'facilitator', signer: true }])
      expect(await refusal(await member(change))).toMatch(
        /^403 forbidden: A program names no facilitator and no signer/,
      );
    expect((await member({ role: 'commenter' })).status).toBe(201);
    expect((await membersOf(lena, board)).members.find(({ principal }) => principal === petra.id)).toMatchObject({
      role: 'commenter',
      signer: false,
    });
  });

  it('SRV-252 leaves a signer and a facilitator what they are when it says something else of them', async () => {
    const { server, lena, board } = await startWithBoard();
    const petra = await come(server, await invite(lena, board), { name: 'Petra', email: 'petra@plant.example' });
    const as = { principal: petra.id, name: 'x', function: 'OPS', role: 'facilitator', signer: true };
    expect((await lena.say(board, 'member', as)).status).toBe(201);
    const ask = await programOf(server, lena);
    const json = { id: newId(), kind: 'member', payload: { ...as, discipline: 'Packaging' } };
    expect((await ask(`/api/boards/${board}/record`, { json })).status).toBe(201);
  });

  it('SRV-252 sees no workspaces without the scope for reading', async () => {
    const { server, lena } = await startWithBoard();
    const speaking = await programOf(server, lena, ['comment', 'edit', 'manage']);
    expect(await refusal(await speaking('/api/workspaces'))).toMatch(/^403 forbidden: .*not made for this/);
    expect(await (await speaking('/api/boards')).json()).toEqual({ boards: [] });
    const reading = await programOf(server, lena, ['read']);
    expect((await reading('/api/workspaces')).status).toBe(200);
  });

  it('SRV-252 is one of fifty at most: each has a rate limit of its own', async () => {
    const { lena } = await startWithBoard();
    for (let n = 0; n < 50; n += 1) expect((await makeToken(lena, ['read'])).status).toBe(201);
    expect(await refusal(await makeToken(lena, ['read']))).toMatch(/^409 conflict: .*Revoke one/);
    const { tokens } = (await (await lena.ask('/api/tokens')).json()) as TokensResponse;
    await lena.ask(`/api/tokens/${tokens[0]?.id}`, { method: 'DELETE' });
    expect((await makeToken(lena, ['read'])).status).toBe(201);
  });
});
