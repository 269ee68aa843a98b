/** Somebody makes an account under an address that is not theirs, and waits for its owner to take it over. */
import { describe, expect, it } from 'vitest';
import { createAuthenticator } from '../support/authenticator.ts';
import { come, invite, startWithBoard } from '../support/board-people.ts';
import { addAccount, mailbox, openBrowser, setUp, signIn } from '../support/people.ts';
import { enterByPasskey, registerPasskey } from '../support/passkeys.ts';
import { until } from '../support/poll.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const EMAIL = 'petra@plant.example';
const OWN = 'sampling plan 7b';

const resetByMail = async (server: TestServer, mails: readonly { readonly text: string }[], password = OWN) => {
  const before = mails.length;
  await server.ask('/api/auth/request-password-reset', { json: { email: EMAIL } });
  await until(() => mails.length > before);
  const { text } = mails.at(-1)!;
  const token = /\/reset#([\w-]+)/.exec(text)?.[1];
  expect((await server.ask('/api/auth/reset-password', { json: { token, newPassword: password } })).status).toBe(200);
  return text;
};
const makeToken = async (of: { ask: TestServer['ask'] }): Promise<string> => {
  const json = { name: 'Feed', function: 'IT', scopes: ['read'], expiresInDays: 300 };
  return ((await (await of.ask('/api/tokens', { json })).json()) as { secret: string }).secret;
};

const madeBeforehand = async () => {
  const mailer = mailbox();
  const { server, lena, board } = await startWithBoard({ mailer });
  const mallory = await come(server, await invite(lena, board), { name: 'Petra Novak', email: EMAIL });
  const device = createAuthenticator({ origin: server.origin });
  expect((await registerPasskey(mallory, device)).status).toBe(200);
  const secret = await makeToken(mallory);
  const asToken = (path: string) => server.ask(path, { headers: { authorization: `Bearer ${secret}` } });
  expect((await asToken(`/api/boards/${board}`)).status).toBe(200);
  return { mailer, server, lena, board, mallory, device, asToken };
};

describe('an account that somebody made under the address of another', () => {
  it('SRV-242 is the owner’s alone once they have proved the address: passkeys and tokens from before end', async () => {
    const { mailer, server, board, mallory, device, asToken } = await madeBeforehand();
    const text = await resetByMail(server, mailer.mails);
    expect(text).toContain('Passkeys, access tokens and joined single sign-on from before end by it.');
    expect((await mallory.session()).user).toBeNull();
    expect((await enterByPasskey(openBrowser(server), device)).status).toBe(401);
    expect((await asToken(`/api/boards/${board}`)).status).toBe(401);
    const petra = await signIn(server, EMAIL, OWN);
    expect((await petra.session()).user?.email).toBe(EMAIL);
  });

  it('SRV-242 keeps what its owner has added once the address was proved', async () => {
    const { mailer, server, board } = await madeBeforehand();
    await resetByMail(server, mailer.mails);
    const petra = await signIn(server, EMAIL, OWN);
    const device = createAuthenticator({ origin: server.origin });
    await registerPasskey(petra, device);
    const headers = { authorization: `Bearer ${await makeToken(petra)}` };
    const text = await resetByMail(server, mailer.mails, 'sampling plan 8c');
    expect(text).not.toContain('Passkeys');
    expect((await enterByPasskey(openBrowser(server), device)).status).toBe(200);
    expect((await server.ask(`/api/boards/${board}`, { headers })).status).toBe(200);
  });

  it('SRV-242 a link of an administrator proves nothing, and takes nothing away', async () => {
    const server = await startTestServer({ ACCESS: 'accounts' });
    const lena = await setUp(server);
    const { id } = await addAccount(server, lena, { name: 'Petra', function: 'QUA', email: EMAIL, password: OWN });
    const petra = await signIn(server, EMAIL, OWN);
    const device = createAuthenticator({ origin: server.origin });
    await registerPasskey(petra, device);
    const link = (await (await lena.ask(`/api/accounts/${id}/password-link`, { method: 'POST' })).json()) as {
      passwordUrl: string;
    };
    const token = new URL(link.passwordUrl).hash.slice(1);
    const json = { token, newPassword: 'sampling plan 8c' };
    expect((await server.ask('/api/auth/reset-password', { json })).status).toBe(200);
    expect((await enterByPasskey(openBrowser(server), device)).status).toBe(200);
  });
});
