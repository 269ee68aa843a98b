/** Links in mails lead to this server, whatever somebody says it is called. */
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { startWithBoard } from '../support/board-people.ts';
import { askAs } from '../support/host.ts';
import { LENA, mailbox, setUp } from '../support/people.ts';
import { until } from '../support/poll.ts';
import { startTestServer } from '../support/server.ts';

const MAIL = { SMTP_URL: 'smtp://127.0.0.1:2525', MAIL_FROM: 'chartroom@plant.example' };
const OTHERS = ['localhost:6666', '127.0.0.9', 'evil.localhost'];

describe('links in mails', () => {
  it.each(OTHERS)('SRV-241 lead a new password to where the server is, not to %s', async (host) => {
    const mailer = mailbox();
    const server = await startTestServer({ ACCESS: 'accounts' }, { mailer });
    await setUp(server);
    const json = { email: LENA.email };
    expect((await askAs(server.port, host, '/api/auth/request-password-reset', { json })).status).toBe(200);
    await until(() => mailer.mails.length === 1);
    expect(mailer.mails[0]?.text).toContain(`${server.origin}/reset#`);
    expect(JSON.stringify(mailer.mails)).not.toContain(host);
  });

  it.each(OTHERS)('SRV-241 lead an invitation to where the server is, not to %s', async (host) => {
    const mailer = mailbox();
    const { server, lena, board } = await startWithBoard({ mailer });
    const asked = await askAs(server.port, host, `/api/boards/${board}/invitations`, {
      json: { kind: 'mail', email: 'petra@plant.example', expiresInHours: 1 },
      headers: { cookie: lena.cookie() },
    });
    expect(asked.status).toBe(201);
    expect(mailer.mails[0]?.text).toContain(`${server.origin}/join#`);
    expect(JSON.stringify(mailer.mails)).not.toContain(host);
  });

  it('SRV-241 lead to the public address where there is one', async () => {
    const mailer = mailbox();
    const server = await startTestServer(
      { ACCESS: 'accounts', PUBLIC_ORIGIN: 'https://board.plant.example' },
      { mailer },
    );
    await server.ask('/api/setup', { json: { ...LENA, token: server.setUpToken } });
    const json = { email: LENA.email };
    expect((await askAs(server.port, 'localhost:6666', '/api/auth/request-password-reset', { json })).status).toBe(200);
    await until(() => mailer.mails.length === 1);
    expect(mailer.mails[0]?.text).toContain('https://board.plant.example/reset#');
  });

  it.each(['0.0.0.0', '::'])('SRV-241 need a public address where the server listens on %s', (HOST) => {
    const read = (env: Readonly<Record<string, string>>) => readConfig({ ...MAIL, HOST, ...env }, '/');
    expect(read({})).toMatchObject({
      ok: false,
      refusal: {
        kind: 'bad-setting',
        message: expect.stringMatching(/^PUBLIC_ORIGIN is not set, but SMTP_URL is.*https:\/\//s),
      },
    });
    expect(read({ PUBLIC_ORIGIN: 'https://board.plant.example' }).ok).toBe(true);
    expect(readConfig({ ...MAIL, HOST: 'board.plant.example' }, '/').ok).toBe(true);
    expect(readConfig({ HOST }, '/').ok).toBe(true);
  });
});
