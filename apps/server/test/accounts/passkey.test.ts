import { describe, expect, it } from 'vitest';
import { createAuthenticator, type Device } from '../support/authenticator.ts';
import { challengeFor, enterByPasskey, registerPasskey, RP } from '../support/passkeys.ts';
import { addAccount, LENA, openBrowser, setUp, signIn } from '../support/people.ts';
import { readProblem } from '../support/problem.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const ACCOUNTS = { ACCESS: 'accounts' };
const withPasskey = async (more: Partial<Device> = {}) => {
  const server: TestServer = await startTestServer(ACCOUNTS);
  const lena = await setUp(server);
  const device = createAuthenticator({ origin: server.origin, ...more });
  return { server, lena, device };
};

describe('passkey', () => {
  it('SRV-143 is added by somebody signed in, and signs in without a password', async () => {
    const { server, lena, device } = await withPasskey();
    const added = await registerPasskey(lena, device);
    expect([added.status, await added.json()]).toEqual([
      200,
      expect.objectContaining({ name: 'Line terminal', credentialID: device.credentialId }),
    ]);
    const browser = openBrowser(server);
    const entered = await enterByPasskey(browser, device);
    expect(entered.status).toBe(200);
    expect(await entered.text()).not.toContain('"token"');
    expect((await browser.session()).user?.email).toBe(LENA.email);
    const list = (await (await browser.ask('/api/auth/passkey/list-user-passkeys')).json()) as { id: string }[];
    expect(list).toHaveLength(1);
    const gone = await browser.ask('/api/auth/passkey/delete-passkey', { json: { id: list[0]?.id } });
    expect(gone.status).toBe(200);
    expect((await enterByPasskey(openBrowser(server), device)).status).toBe(401);
  });

  it('SRV-143 is added by nobody who is not signed in', async () => {
    const { server } = await withPasskey();
    expect((await server.ask('/api/auth/passkey/generate-register-options')).status).toBe(401);
  });

  it('SRV-143 has to have verified who holds the device', async () => {
    const { server, lena, device } = await withPasskey({ verifies: false });
    expect(await readProblem(await registerPasskey(lena, device))).toMatchObject({
      status: 400,
      code: 'USER_NOT_VERIFIED',
    });
    expect((await enterByPasskey(openBrowser(server), device)).status).toBe(401);
  });

  it.each([
    ['another site', { origin: 'https://evil.example' }, RP],
    ['another relying party', {}, 'evil.example'],
  ])('SRV-143 is not taken when it was used for %s', async (_, more, rpId) => {
    const { lena, device } = await withPasskey(more);
    expect((await registerPasskey(lena, device, rpId)).status).toBe(400);
  });

  it('SRV-143 answers its own challenge, once', async () => {
    const { server, lena, device } = await withPasskey();
    await registerPasskey(lena, device);
    const browser = openBrowser(server);
    const challenge = await challengeFor(browser, 'generate-authenticate-options');
    const held = browser.cookie();
    const response = device.assert(challenge, RP);
    const send = (cookie: string) => {
      const one = openBrowser(server);
      if (cookie !== '') one.set(cookie);
      return one.ask('/api/auth/passkey/verify-authentication', { json: { response } });
    };
    expect((await send('')).status).toBe(400);
    const others = openBrowser(server);
    await challengeFor(others, 'generate-authenticate-options');
    expect((await send(others.cookie())).status).toBe(400);
    expect((await send(held)).status).toBe(200);
    expect((await send(held)).status).toBe(400);
  });

  it('SRV-143 is not forged with another key, nor by replaying a counter', async () => {
    const { server, lena, device } = await withPasskey();
    await registerPasskey(lena, device);
    const forged = createAuthenticator({ origin: server.origin });
    const browser = openBrowser(server);
    const challenge = await challengeFor(browser, 'generate-authenticate-options');
    const response = {
      ...(forged.assert(challenge, RP) as object),
      id: device.credentialId,
      rawId: device.credentialId,
    };
    expect((await browser.ask('/api/auth/passkey/verify-authentication', { json: { response } })).status).toBe(400);
    expect((await enterByPasskey(openBrowser(server), device)).status).toBe(200);
  });

  it('SRV-143 of somebody else is neither renamed nor taken away, and a disabled account has none', async () => {
    const { server, lena, device } = await withPasskey();
    const petra = { name: 'Petra Novak', function: 'QUA', email: 'petra@plant.example', password: 'sampling plan 7b' };
    const account = await addAccount(server, lena, petra);
    const browser = await signIn(server, petra.email, petra.password);
    const added = (await (await registerPasskey(browser, device)).json()) as { id: string };
    expect((await lena.ask('/api/auth/passkey/delete-passkey', { json: { id: added.id } })).status).toBe(403);
    expect((await lena.ask('/api/auth/passkey/update-passkey', { json: { id: added.id, name: 'x' } })).status).toBe(
      403,
    );
    expect((await enterByPasskey(openBrowser(server), device)).status).toBe(200);
    await lena.ask(`/api/accounts/${account.id}`, { method: 'PATCH', json: { disabled: true } });
    expect(await readProblem(await enterByPasskey(openBrowser(server), device))).toMatchObject({
      status: 403,
      code: 'ACCOUNT_DISABLED',
    });
  });
});
