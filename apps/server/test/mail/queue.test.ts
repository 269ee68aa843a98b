import { createServer, type Socket } from 'node:net';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FakeClock, settle } from '../../../../packages/sync/test/support/fake-clock.ts';
import type { Mail } from '../../src/mail/mailer.ts';
import { createMailQueue, GIVE_UP_AFTER_MS, KEEP_MS } from '../../src/mail/queue.ts';
import { createMailTransport, smtpOf } from '../../src/mail/transport.ts';
import { until } from '../support/poll.ts';
import { startSmtp } from '../support/smtp.ts';
import { type OpenStore, openStore } from '../support/store.ts';

const MINUTE_MS = 60_000;
const FROM = 'Chartroom <chartroom@plant.example>';
const mail = (to = 'ana@plant.example', more: Partial<Mail> = {}): Mail => ({
  kind: 'test',
  to,
  subject: 'Two messages for you',
  text: 'Look at the board.',
  html: '<p>Look at the board.</p>',
  ...more,
});

/** A port on which nothing listens. */
const deadPort = async (): Promise<number> => {
  const smtp = await startSmtp();
  await smtp.close();
  return smtp.port;
};

const setUp = (opened: OpenStore, url: string, clock = new FakeClock()) => {
  const logged: { readonly msg: string }[] = [];
  const log = pino({ level: 'info' }, { write: (line) => logged.push(JSON.parse(line) as { msg: string }) });
  const { mailOutbox: outbox } = opened.store;
  const queue = createMailQueue({ outbox, transport: createMailTransport(url, FROM), clock, log });
  onTestFinished(() => queue.stop());
  const count = () => outbox.counts(0);
  const tries = async (): Promise<number> => (await outbox.list('waiting', 10))[0]?.attempts ?? 0;
  const messages = () => logged.map(({ msg }) => msg);
  /** Time passes; sending takes real time beside it. */
  const pass = async (ms: number): Promise<void> => {
    await clock.advance(ms);
    await settle();
  };
  return { queue, outbox, clock, count, tries, messages, pass };
};

describe('the queue of mails', () => {
  it('SRV-214 delivers a mail once, and forgets what it said', async () => {
    const smtp = await startSmtp();
    const opened = await openStore();
    const { queue, count, outbox, pass, messages } = setUp(opened, smtp.url);
    queue.start();
    await queue.enqueue(mail());
    await until(async () => (await count()).sent === 1);
    await pass(10 * MINUTE_MS);
    expect(smtp.mails).toMatchObject([
      {
        from: 'chartroom@plant.example',
        to: ['ana@plant.example'],
        text: 'Look at the board.',
        html: '<p>Look at the board.</p>',
      },
    ]);
    expect(smtp.mails[0]!.headers.get('subject')).toBe('Two messages for you');
    expect(smtp.mails[0]!.headers.get('auto-submitted')).toBe('auto-generated');
    const [row] = opened.database.tables.$client.prepare('SELECT text, html, headers FROM mail_outbox').all();
    expect(row).toEqual({ text: '', html: '', headers: '{}' });
    expect(messages()).toEqual(['mail sent']);
    await pass(KEEP_MS + 2 * 86_400_000);
    await until(async () => (await count()).sent === 0);
    expect(await outbox.list('failed', 10)).toEqual([]);
  });

  it('SRV-214 what was enqueued is sent after a restart, under the same id', async () => {
    const smtp = await startSmtp();
    const opened = await openStore();
    const first = setUp(opened, `smtp://127.0.0.1:${await deadPort()}`);
    first.queue.start();
    await first.queue.enqueue(mail());
    await until(async () => (await first.tries()) === 1);
    await first.queue.stop();
    const [waiting] = await first.outbox.list('waiting', 1);
    const second = setUp(opened, smtp.url);
    second.queue.start();
    await until(async () => (await second.count()).sent === 1);
    expect(smtp.mails).toHaveLength(1);
    expect(smtp.mails[0]!.headers.get('message-id')).toBe(`<${waiting!.id}@plant.example>`);
  });

  it('SRV-215 tries again after 1, 5, 15 and 60 minutes while the mail server is away, and then sends everything', async () => {
    const port = await deadPort();
    const { queue, count, tries, pass, messages } = setUp(await openStore(), `smtp://127.0.0.1:${port}`);
    queue.start();
    await queue.enqueue(mail('ana@plant.example'));
    await until(async () => (await tries()) === 1);
    // The others are not tried on a server that is away.
    for (const name of ['bea', 'cai', 'dan']) await queue.enqueue(mail(`${name}@plant.example`));
    let expected = 1;
    for (const minutes of [1, 5, 15, 60, 60]) {
      await pass(minutes * MINUTE_MS - 1000);
      expect(await tries()).toBe(expected);
      await pass(1000);
      expected += 1;
      await until(async () => (await tries()) === expected);
    }
    expect(queue.unreachable()?.error).toMatch(/ECONNREFUSED/);
    expect(await count()).toEqual({ waiting: 4, failed: 0, sent: 0 });
    const smtp = await startSmtp({ port });
    await pass(60 * MINUTE_MS);
    await until(async () => (await count()).sent === 4);
    expect(smtp.mails.map(({ to }) => to[0]).toSorted()).toEqual(
      ['ana', 'bea', 'cai', 'dan'].map((one) => `${one}@plant.example`),
    );
    expect(queue.unreachable()).toBeNull();
    expect(messages().filter((text) => text !== 'mail sent')).toEqual([
      'mail server takes no mail; what waits is kept',
      'mail server takes mail again',
    ]);
  });

  it('SRV-215 gives up after three days, and shows what it gave up', async () => {
    const { queue, count, tries, outbox, clock, pass } = setUp(
      await openStore(),
      `smtp://127.0.0.1:${await deadPort()}`,
    );
    queue.start();
    await queue.enqueue(mail());
    await queue.enqueue(mail('bea@plant.example'));
    const startedAtMs = clock.nowMs();
    for (let expected = 1; clock.nowMs() - startedAtMs <= GIVE_UP_AFTER_MS; expected += 1) {
      await until(async () => (await tries()) === expected);
      await pass(60 * MINUTE_MS);
    }
    await until(async () => (await count()).failed === 2);
    expect(await outbox.list('failed', 10)).toMatchObject([
      { lastError: expect.stringMatching(/ECONNREFUSED/), nextAtMs: null },
      { lastError: expect.stringMatching(/ECONNREFUSED/), nextAtMs: null },
    ]);
  });

  it('SRV-216 a refused recipient is given up and shown, a temporary refusal tried again, and the others go out', async () => {
    let isGreylisted = true;
    const smtp = await startSmtp({
      refuse: (address) => {
        if (address.startsWith('nobody')) return { code: 550, text: 'No such user here' };
        return address.startsWith('grey') && isGreylisted ? { code: 451, text: 'Come back later' } : null;
      },
    });
    const { queue, count, outbox, pass } = setUp(await openStore(), smtp.url);
    queue.start();
    for (const name of ['nobody', 'grey', 'ana']) await queue.enqueue(mail(`${name}@plant.example`));
    await until(async () => (await count()).sent === 1);
    expect(await outbox.list('failed', 10)).toMatchObject([
      { to: 'nobody@plant.example', attempts: 1, lastError: expect.stringContaining('No such user here') },
    ]);
    expect(await outbox.list('waiting', 10)).toMatchObject([
      { to: 'grey@plant.example', attempts: 1, lastError: expect.stringContaining('Come back later') },
    ]);
    expect(queue.unreachable()).toBeNull();
    isGreylisted = false;
    await pass(MINUTE_MS);
    await until(async () => (await count()).sent === 2);
    await pass(70 * 60 * MINUTE_MS);
    expect(smtp.mails.map(({ to }) => to[0])).toEqual(['ana@plant.example', 'grey@plant.example']);
  });

  it('SRV-216 a sender or a password that the mail server does not take loses no mail', async () => {
    const smtp = await startSmtp({
      server: {
        authOptional: false,
        allowInsecureAuth: true,
        onAuth: ({ username, password }, _session, done) =>
          password === 'right' ? done(null, { user: username }) : done(new Error('Wrong password')),
        onMailFrom: (_address, _session, done) =>
          done(Object.assign(new Error('Not this sender'), { responseCode: 550 })),
      },
    });
    for (const [password, reason] of [
      ['wrong', /Wrong password|Invalid/],
      ['right', /Not this sender/],
    ] as const) {
      const { queue, count, tries } = setUp(await openStore(), `smtp://ada:${password}@127.0.0.1:${smtp.port}`);
      queue.start();
      await queue.enqueue(mail());
      await until(async () => (await tries()) === 1);
      expect(queue.unreachable()?.error).toMatch(reason);
      expect(await count()).toEqual({ waiting: 1, failed: 0, sent: 0 });
      expect(queue.server).toBe(`smtp://127.0.0.1:${smtp.port}`);
    }
  });

  it('SRV-217 the way to the mail server is encrypted, but on this machine and where the operator says so', () => {
    expect(smtpOf('smtps://mail.plant.example')).toMatchObject({ port: 465, isEncrypted: true, auth: null });
    expect(smtpOf('smtp://ada:p%40ss@mail.plant.example')).toMatchObject({
      port: 587,
      isEncrypted: false,
      startTls: 'required',
      auth: { user: 'ada', pass: 'p@ss' },
    });
    expect(smtpOf('smtp://mail.plant.example:25?tls=off')).toMatchObject({ port: 25, startTls: 'never' });
    for (const host of ['127.0.0.1', 'localhost', '[::1]']) expect(smtpOf(`smtp://${host}:25`).startTls).toBe('never');
  });

  it('SRV-217 a certificate that does not hold is not accepted', async () => {
    // The built-in certificate is for localhost and signed by nobody.
    const smtp = await startSmtp({ server: { secure: true } });
    const { queue, tries } = setUp(await openStore(), `smtps://127.0.0.1:${smtp.port}`);
    queue.start();
    await queue.enqueue(mail());
    await until(async () => (await tries()) === 1);
    expect(queue.unreachable()?.error).toMatch(/certificate/i);
    expect(smtp.mails).toEqual([]);
  });

  it('SRV-218 no line in a subject or a header becomes another header, and an address is one address', async () => {
    const smtp = await startSmtp();
    const { queue, count } = setUp(await openStore(), smtp.url);
    queue.start();
    await queue.enqueue(
      mail('ana@plant.example', {
        subject: 'Lot\r\nBcc: eve@evil.example\r\n\r\n<script>',
        headers: { 'List-Unsubscribe': '<http://a/>\r\nX-Evil: 1', 'X-Evil:\r\nBcc': 'eve@evil.example' },
        text: 'x\r\n.\r\nRCPT TO:<eve@evil.example>\r\n',
      }),
    );
    await until(async () => (await count()).sent === 1);
    const [received] = smtp.mails;
    expect(received!.to).toEqual(['ana@plant.example']);
    expect(received!.headers.get('subject')).toBe('Lot Bcc: eve@evil.example <script>');
    expect(received!.headers.get('list-unsubscribe')).toBe('<http://a/> X-Evil: 1');
    expect([...received!.headers.keys()].filter((name) => /evil|bcc/.test(name))).toEqual([]);
    expect(received!.text).toContain('RCPT TO:<eve@evil.example>');
    for (const to of [
      'ana@plant.example, eve@evil.example',
      'ana@plant.example\r\nBcc: eve@evil.example',
      'Eve <eve@evil.example>',
      '',
    ])
      await expect(queue.enqueue(mail(to))).rejects.toThrow('one address');
  });

  it('SRV-227 nobody waits for the mail server, and stopping does not either', async () => {
    // Takes the connection and says nothing.
    const sockets: Socket[] = [];
    const silent = createServer((socket) => void sockets.push(socket.on('error', () => {})));
    await new Promise<void>((resolve) => void silent.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      silent.close();
    });
    const { port } = silent.address() as { port: number };
    const { queue, count, clock } = setUp(await openStore(), `smtp://127.0.0.1:${port}`);
    queue.start();
    await queue.enqueue(mail());
    await until(() => sockets.length === 1);
    await queue.enqueue(mail('bea@plant.example'));
    expect(await count()).toEqual({ waiting: 2, failed: 0, sent: 0 });
    const stopped = queue.stop();
    await clock.advance(1000);
    await stopped;
    expect(await count()).toEqual({ waiting: 2, failed: 0, sent: 0 });
  });
});
