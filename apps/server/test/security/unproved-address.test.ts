/** Somebody makes an account under the address of another, and waits for an administrator to give it a say. */
import { describe, expect, it } from 'vitest';
import type { WorkspaceMembersResponse, WorkspacesResponse } from '../../src/api/access.ts';
import type { AccountsResponse } from '../../src/api/accounts.ts';
import { come, invite, PASSWORD, startWithBoard } from '../support/board-people.ts';
import { mailbox } from '../support/people.ts';
import { until } from '../support/poll.ts';
import { readProblem } from '../support/problem.ts';

const EMAIL = 'petra.boss@plant.example';

const withMallory = async (mails: boolean) => {
  const mailer = mailbox();
  const { server, lena, board } = await startWithBoard(mails ? { mailer } : {});
  const mallory = await come(server, await invite(lena, board), { name: 'Petra Boss', email: EMAIL });
  const { workspaces } = (await (await lena.ask('/api/workspaces')).json()) as WorkspacesResponse;
  const members = `/api/workspaces/${workspaces[0]?.id}/members`;
  const account = async () => {
    const { accounts } = (await (await lena.ask('/api/accounts')).json()) as AccountsResponse;
    return accounts.find(({ email }) => email === EMAIL)!;
  };
  const give = (path: string, more: object = {}) =>
    path === 'workspace'
      ? lena.ask(members, { json: { email: EMAIL, role: 'administrator', ...more } })
      : account().then(({ id }) =>
          lena.ask(`/api/accounts/${id}`, { method: 'PATCH', json: { administrator: true, ...more } }),
        );
  return { server, lena, mailer, mallory, members, account, give };
};

describe.each(['workspace', 'server'])('who is to look after a %s', (what) => {
  it('SRV-275 has proved their address where mail is sent, whatever is confirmed', async () => {
    const { server, mallory, mailer, give, account } = await withMallory(true);
    for (const more of [{}, { addressConfirmed: true }])
      expect(await readProblem(await give(what, more))).toMatchObject({ status: 409, code: 'ADDRESS_NOT_PROVED' });
    const { workspaces } = (await (await mallory.ask('/api/workspaces')).json()) as WorkspacesResponse;
    expect([workspaces, (await mallory.session()).user?.administrator]).toEqual([[], false]);
    // The owner of the address takes the account over, and is who it says.
    await server.ask('/api/auth/request-password-reset', { json: { email: EMAIL } });
    await until(() => mailer.mails.length > 0);
    const token = /\/reset#([\w-]+)/.exec(mailer.mails.at(-1)?.text ?? '')?.[1];
    await server.ask('/api/auth/reset-password', { json: { token, newPassword: PASSWORD } });
    expect((await account()).emailVerified).toBe(true);
    expect((await give(what)).status).toBe(200);
  });

  it('SRV-275 is confirmed by whoever names them where no mail is sent', async () => {
    const { give, account } = await withMallory(false);
    expect((await account()).emailVerified).toBe(false);
    expect(await readProblem(await give(what))).toMatchObject({ status: 409, code: 'ADDRESS_TO_CONFIRM' });
    expect((await give(what, { addressConfirmed: false })).status).toBe(409);
    expect((await give(what, { addressConfirmed: true })).status).toBe(200);
  });
});

describe('members of a workspace', () => {
  it('SRV-275 are listed with whether their address was proved; a role is taken away without that', async () => {
    const { lena, members, mallory, give } = await withMallory(false);
    expect((await lena.ask(members, { json: { principal: mallory.id } })).status).toBe(409);
    await give('workspace', { addressConfirmed: true });
    const lowered = await lena.ask(members, { json: { principal: mallory.id, role: 'member' } });
    expect(((await lowered.json()) as WorkspaceMembersResponse).members).toMatchObject([
      { name: 'Lena Wirth', emailVerified: false },
      { name: 'Petra Boss', emailVerified: false, role: 'member' },
    ]);
  });
});
