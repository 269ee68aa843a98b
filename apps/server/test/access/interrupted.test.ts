/** A guest makes an account, and the server is stopped before everything that is theirs has gone over to it. */
import { hashPassword } from 'better-auth/crypto';
import { describe, expect, it } from 'vitest';
import { createAccountRows } from '../../src/db/accounts.ts';
import { openBeside } from '../../src/db/database.ts';
import { createPrincipals } from '../../src/db/principals.ts';
import { come, invite, membersOf, PASSWORD, redeem, startWithBoard } from '../support/board-people.ts';
import { signIn } from '../support/people.ts';
import { startTestServer } from '../support/server.ts';
import { tempDir } from '../support/temp-dir.ts';
import { valueOf } from '../support/value-of.ts';

const TOM = { name: 'Tom Berg', function: 'OPS', email: 'tom@plant.example' } as const;

const guestOfTwo = async () => {
  const dataDir = tempDir();
  const { server, lena, board } = await startWithBoard({}, { DATA_DIR: dataDir });
  const guest = await come(server, await invite(lena, board, { guests: true }), { name: TOM.name });
  const made = await lena.ask('/api/boards', { json: { title: 'Two', template: 'blank' } });
  const second = ((await made.json()) as { id: string }).id;
  const { secret } = await invite(lena, second, { guests: true, role: 'commenter' });
  expect((await redeem(guest, secret)).status).toBe(200);
  await server.stop();
  return { dataDir, boards: [board, second], guest };
};

describe('an account that a guest makes', () => {
  it.each([
    ['before anything has gone over', false],
    ['when the guest was linked and nothing more', true],
  ])('SRV-133 has what was the guest’s after the next start, where the server was stopped %s', async (_, isLinked) => {
    const { dataDir, boards, guest } = await guestOfTwo();
    // What a redemption has stored that was cut off right after the transaction of the account, or a little later.
    const database = valueOf(openBeside(dataDir, 'write'));
    const created = {
      ...TOM,
      passwordHash: await hashPassword(PASSWORD),
      emailVerified: false,
      administrator: false,
      discipline: '',
      jobTitle: '',
    };
    const user = (await createAccountRows(database.tables).create(created, Date.now(), guest.id))?.actor.id ?? '';
    if (isLinked) await createPrincipals(database.tables).link(guest.id, user);
    database.close();

    for (let start = 0; start < 2; start += 1) {
      const server = await startTestServer({ ACCESS: 'accounts', DATA_DIR: dataDir });
      const tom = await signIn(server, TOM.email, PASSWORD);
      const roles = await Promise.all(
        boards.map(async (board) => {
          const { members } = await membersOf(tom, board);
          expect(members.some(({ principal }) => principal === guest.id)).toBe(false);
          return members.find(({ principal }) => principal === user)?.role;
        }),
      );
      expect(roles).toEqual(['contributor', 'commenter']);
      expect((await server.ask('/api/visitor', { cookie: guest.cookie() })).status).toBe(401);
      const record = await (await tom.ask(`/api/boards/${boards[0]}/record`)).json();
      const said = (record as { entries: { kind: string; payload: { principal?: string } }[] }).entries.filter(
        ({ kind, payload }) => kind === 'member' && payload.principal === user,
      );
      expect(said).toHaveLength(1);
      await server.stop();
    }
    const after = valueOf(openBeside(dataDir, 'read'));
    expect(await createAccountRows(after.tables).pendingLinks()).toEqual([]);
    after.close();
  });

  it('SRV-133 has nothing left to do where the server was not stopped', async () => {
    const dataDir = tempDir();
    const { server, lena, board } = await startWithBoard({}, { DATA_DIR: dataDir });
    const guest = await come(server, await invite(lena, board, { guests: true }), { name: TOM.name });
    const { secret } = await invite(lena, board, { role: 'commenter' });
    const account = { email: TOM.email, password: PASSWORD };
    expect((await redeem(guest, secret, { name: TOM.name, function: TOM.function, account })).status).toBe(200);
    const beside = valueOf(openBeside(dataDir, 'read'));
    expect(await createAccountRows(beside.tables).pendingLinks()).toEqual([]);
    beside.close();
  });
});
