import { describe, expect, it } from 'vitest';
import type { MailQueueResponse, MyMailResponse } from '../../src/api.ts';
import { listMail } from '../../src/cli/mail.ts';
import { openBeside } from '../../src/db/database.ts';
import { createSettings } from '../../src/db/settings.ts';
import { createUnsubscribing } from '../../src/mail/unsubscribe.ts';
import { come, invite, startWithBoard } from '../support/board-people.ts';
import { LENA } from '../support/people.ts';
import { until } from '../support/poll.ts';
import { refusal } from '../support/problem.ts';
import { startTestServer } from '../support/server.ts';
import { startSmtp } from '../support/smtp.ts';
import { makeToken } from '../support/token.ts';
import { valueOf } from '../support/value-of.ts';

const FROM = 'Chartroom <chartroom@plant.example>';

const setUp = async (smtpUrl: string) => {
  const started = await startWithBoard({}, { SMTP_URL: smtpUrl, MAIL_FROM: FROM });
  const { server, lena, board } = started;
  const petra = await come(server, await invite(lena, board, { function: 'QUA' }), {
    name: 'Petra Novak',
    email: 'petra.novak@plant.example',
  });
  const queue = async () => (await (await lena.ask('/api/mail')).json()) as MailQueueResponse;
  const mine = async () => (await (await petra.ask('/api/me/mail')).json()) as MyMailResponse;
  return { ...started, petra, queue, mine };
};

describe('mail over HTTP', () => {
  it('SRV-225 everybody says when they get mail; in the morning until they say so', async () => {
    const smtp = await startSmtp();
    const { server, board, lena, petra, mine } = await setUp(smtp.url);
    expect(await mine()).toEqual({ when: 'daily', email: 'petra.novak@plant.example', enabled: true });
    for (const when of ['once', 'never', 'daily']) {
      expect((await petra.ask('/api/me/mail', { method: 'PUT', json: { when } })).status).toBe(200);
      expect((await mine()).when).toBe(when);
    }
    expect(await refusal(await petra.ask('/api/me/mail', { method: 'PUT', json: { when: 'hourly' } }))).toMatch(
      /^400 /,
    );
    const guest = await come(server, await invite(lena, board, { guests: true }), { name: 'Gert' });
    expect(await (await guest.ask('/api/me/mail')).json()).toEqual({ when: 'never', email: null, enabled: true });
    expect(await refusal(await guest.ask('/api/me/mail', { method: 'PUT', json: { when: 'once' } }))).toMatch(/^403 /);
    const open = await startTestServer();
    expect(await refusal(await open.ask('/api/me/mail'))).toMatch(/^401 /);
    const secret = await makeToken(open.dataDir);
    expect(await refusal(await open.ask('/api/me/mail', { headers: { authorization: `Bearer ${secret}` } }))).toMatch(
      /^403 /,
    );
  });

  it('SRV-224 a link ends mail without signing in, by its page or in one click', async () => {
    const smtp = await startSmtp();
    const { server, petra, mine } = await setUp(smtp.url);
    // As a mail of the morning has it: the path is in the message, which is written by the same server.
    const path = await unsubscribePath(server.dataDir, petra.id);
    const page = await server.ask(path);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8']);
    expect(await page.text()).toMatch(/<form method="post"><button>/);
    // Looking at the page, as scanners of mail do, changes nothing.
    expect((await mine()).when).toBe('daily');
    const oneClick = await server.ask(path, {
      method: 'POST',
      body: 'List-Unsubscribe=One-Click',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(oneClick.status).toBe(200);
    expect((await mine()).when).toBe('never');
  });

  it('SRV-224 a link that this server has not signed for this person ends nothing', async () => {
    const smtp = await startSmtp();
    const { server, petra, lena, mine } = await setUp(smtp.url);
    const good = new URL(await unsubscribePath(server.dataDir, petra.id), server.origin);
    const signature = good.searchParams.get('signature')!;
    const others = new URL(await unsubscribePath(server.dataDir, lena.id), server.origin).searchParams.get(
      'signature',
    )!;
    for (const query of [
      {},
      { who: petra.id },
      { who: petra.id, signature: '' },
      { who: petra.id, signature: others },
      { who: petra.id, signature: signature.slice(0, -1) },
      { who: petra.id, signature: `${signature}A` },
      { who: petra.id.toUpperCase(), signature },
    ] as Record<string, string>[]) {
      const path = `/api/mail/unsubscribe?${new URLSearchParams(query).toString()}`;
      for (const method of ['GET', 'POST'])
        expect((await server.ask(path, { method, ...(method === 'POST' ? { body: '' } : {}) })).status).toBe(403);
    }
    expect((await mine()).when).toBe('daily');
  });

  it('SRV-226 an administrator sees what waits, what failed and why; nobody else does', async () => {
    const smtp = await startSmtp({
      refuse: (address) => (address.startsWith('nobody') ? { code: 550, text: 'No such user here' } : null),
    });
    const { server, lena, petra, board, queue } = await setUp(smtp.url);
    for (const name of ['nobody', 'ana'])
      await invite(lena, board, { kind: 'mail', email: `${name}@plant.example`, maxUses: 1 });
    await until(async () => (await queue()).counts.sentInADay === 1);
    expect(smtp.mails.map(({ to }) => to)).toEqual([['ana@plant.example']]);
    const { failed, waiting, counts, ...state } = await queue();
    expect(state).toEqual({ enabled: true, server: smtp.url, from: FROM, unreachable: null });
    expect([waiting, counts]).toEqual([[], { waiting: 0, failed: 1, sentInADay: 1 }]);
    expect(failed).toMatchObject([
      {
        kind: 'invitation',
        to: 'nobody@plant.example',
        nextAt: null,
        lastError: expect.stringContaining('No such user'),
      },
    ]);
    expect(JSON.stringify(failed)).not.toContain('join#');
    expect(await refusal(await petra.ask('/api/mail'))).toMatch(/^403 /);
    expect(await refusal(await server.ask('/api/mail'))).toMatch(/^401 /);
    const listed = valueOf(await listMail(server.dataDir)).text;
    expect(listed).toMatch(/^failed +\S+ +1 try +nobody@plant\.example +invitation .*No such user here/m);
    expect(listed).toMatch(/0 waiting, 1 failed, 1 sent in a day/);
    expect(listed).not.toContain('join#');
  });

  it('SRV-226 says since when the mail server is away, and which mails wait for it', async () => {
    const smtp = await startSmtp();
    await smtp.close();
    const { lena, board, queue, server } = await setUp(smtp.url);
    await invite(lena, board, { kind: 'mail', email: 'ana@plant.example', maxUses: 1 });
    await until(async () => (await queue()).unreachable !== null);
    const { waiting, unreachable } = await queue();
    expect(waiting).toMatchObject([
      { to: 'ana@plant.example', attempts: 1, lastError: expect.stringContaining('ECONNREFUSED') },
    ]);
    expect(Date.parse(unreachable!.nextAt) - Date.parse(unreachable!.since)).toBe(60_000);
    expect(valueOf(await listMail(server.dataDir)).text).toMatch(/^waiting .*ana@plant\.example/m);
  });

  it('SRV-227 without a mail server nothing is queued, and it is told', async () => {
    const { lena } = await startWithBoard();
    expect(await (await lena.ask('/api/mail')).json()).toMatchObject({ enabled: false, server: null, waiting: [] });
    expect(await (await lena.ask('/api/me/mail')).json()).toEqual({ when: 'daily', email: LENA.email, enabled: false });
  });
});

/** The path that mails to somebody carry, made of the key in the data directory as the server makes it. */
const unsubscribePath = async (dataDir: string, principal: string): Promise<string> => {
  const database = valueOf(openBeside(dataDir, 'write'));
  try {
    return createUnsubscribing(await createSettings(database.tables).cookieKey()).pathFor(principal);
  } finally {
    database.close();
  }
};
