import { describe, expect, it } from 'vitest';
import { runCommand } from '../../src/cli/program.ts';
import { addAccount, LENA, openBrowser, setUp, signIn, trySignIn } from '../support/people.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { connectSocket } from '../support/wire.ts';

const PETRA = { name: 'Petra Novak', function: 'QUA', email: 'petra@plant.example', password: 'sampling plan 7b' };

const run = async (
  { dataDir, port }: Pick<TestServer, 'dataDir' | 'port'>,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
) => {
  const said = { stdout: '', stderr: '' };
  const code = await runCommand(args, {
    env: { DATA_DIR: dataDir, PORT: String(port), ...env },
    cwd: dataDir,
    in: () => Promise.resolve(new Uint8Array()),
    out: (text) => void (said.stdout += text),
    err: (text) => void (said.stderr += text),
  });
  return { code, ...said };
};

const withPeople = async () => {
  const server = await startTestServer({ ACCESS: 'accounts' });
  const lena = await setUp(server);
  const account = await addAccount(server, lena, PETRA);
  return { server, lena, account };
};

describe('account on the command line', () => {
  it('SRV-149 lists accounts while the server runs', async () => {
    const { server } = await withPeople();
    const { code, stdout } = await run(server, ['account', 'list']);
    expect([code, stdout]).toEqual([
      0,
      'lena.wirth@plant.example  Lena Wirth (OPS)  password  administrator\npetra@plant.example  Petra Novak (QUA)  password\n',
    ]);
    const fresh = await startTestServer({ ACCESS: 'accounts' });
    expect((await run(fresh, ['account', 'list'])).stdout).toMatch(/no accounts yet/);
  });

  it('SRV-149 prints a link that sets a password once, and unlocks, without a mail server', async () => {
    const { server } = await withPeople();
    for (let n = 0; n < 6; n += 1) await trySignIn(openBrowser(server), PETRA.email, 'not the password');
    const { code, stdout } = await run(server, ['account', 'reset-password', 'Petra@plant.example']);
    expect(code).toBe(0);
    const [, token] = new RegExp(`^http://127\\.0\\.0\\.1:${server.port}/reset#([0-9a-z]{52})\n`).exec(stdout) ?? [];
    const set = (newPassword: string) => server.ask('/api/auth/reset-password', { json: { token, newPassword } });
    expect((await set('sampling plan 8c')).status).toBe(200);
    expect((await set('sampling plan 9d')).status).toBe(400);
    expect((await trySignIn(openBrowser(server), PETRA.email, 'sampling plan 8c')).status).toBe(200);
    const behind = await run(server, ['account', 'reset-password', LENA.email], {
      PUBLIC_ORIGIN: 'https://board.plant.example',
    });
    expect(behind.stdout).toMatch(/^https:\/\/board\.plant\.example\/reset#/);
  });

  it('SRV-149 takes a lost second factor away when it is told to', async () => {
    const { server } = await withPeople();
    const petra = await signIn(server, PETRA.email, PETRA.password);
    await petra.ask('/api/auth/two-factor/enable', { json: { password: PETRA.password } });
    const { code, stdout } = await run(server, ['account', 'reset-password', PETRA.email, '--second-factor']);
    expect([code, stdout]).toEqual([0, expect.stringContaining('Its second factor is taken away.')]);
    const again = await petra.ask('/api/auth/two-factor/get-totp-uri', { json: { password: PETRA.password } });
    expect(again.status).toBe(400);
  });

  it('SRV-149 disables an account, whose sessions and connections end, and enables it again', async () => {
    const { server, lena, account } = await withPeople();
    const petra = await signIn(server, PETRA.email, PETRA.password);
    const board = await server.create(lena.cookie());
    const payload = { principal: account.principal, name: 'x', function: 'QUA', role: 'viewer', signer: false };
    await lena.ask(`/api/boards/${board}/record`, { json: { id: board, kind: 'member', payload } });
    const socket = await connectSocket(`ws://127.0.0.1:${server.port}/sync/${board}`, { cookie: petra.cookie() });
    expect((await run(server, ['account', 'disable', PETRA.email])).code).toBe(0);
    expect((await socket.closed()).code).toBe(4401);
    expect((await petra.session()).user).toBeNull();
    expect((await trySignIn(petra, PETRA.email, PETRA.password)).status).toBe(403);
    expect((await run(server, ['account', 'list'])).stdout).toMatch(/petra@plant\.example.*disabled \d{4}-/);
    expect((await run(server, ['account', 'reset-password', PETRA.email])).code).toBe(2);
    expect((await run(server, ['account', 'enable', PETRA.email])).code).toBe(0);
    expect((await trySignIn(petra, PETRA.email, PETRA.password)).status).toBe(200);
  });

  it('SRV-149 says what cannot be done', async () => {
    const { server } = await withPeople();
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['account', 'disable', LENA.email], /is the last administrator/],
      [['account', 'disable', 'nobody@plant.example'], /There is no account with the address "nobody@plant\.example"/],
      [['account', 'reset-password'], /missing required argument 'email'/],
      [['token', 'create', '--name', 'x', '--function', 'IT', '--scopes', 'all'], /Give scopes out of read, comment/],
      [['token', 'create', '--name', 'x', '--function', 'IT', '--expires-days', '0'], /whole number of days from 1/],
    ];
    for (const [args, words] of cases)
      expect(await run(server, args)).toMatchObject({ code: 2, stderr: expect.stringMatching(words) });
    expect((await openBrowser(server).ask('/api/session')).status).toBe(200);
  });

  it('SRV-102 makes tokens with scopes that end', async () => {
    const { server } = await withPeople();
    const limits = ['--scopes', 'read, comment', '--expires-days', '7'];
    const made = await run(server, ['token', 'create', '--name', 'Feed', '--function', 'IT', ...limits]);
    expect(made.stdout).toMatch(/It expires at \d{4}-.*what these scopes say: read, comment\./);
    const secret = made.stdout.split('\n', 1)[0] ?? '';
    const session = await server.ask('/api/session', { headers: { authorization: `Bearer ${secret}` } });
    expect(await session.json()).toMatchObject({ principal: { kind: 'token', name: 'Feed' } });
  });
});
