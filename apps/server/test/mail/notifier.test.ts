import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FakeClock, settle } from '../../../../packages/sync/test/support/fake-clock.ts';
import { createMailing } from '../../src/mail/mailing.ts';
import { BATCH_MS, MORNING_HOUR } from '../../src/mail/notifier.ts';
import { createUnsubscribing } from '../../src/mail/unsubscribe.ts';
import { addDays, isMonday, localDay, nextHour } from '../../src/reading/local-time.ts';
import type { OpenDuties } from '../../src/reading/open-duties.ts';
import { giveAccount, type Speaker, speaker, startDiscussion } from '../support/discussion.ts';
import { until } from '../support/poll.ts';
import { startSmtp } from '../support/smtp.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const ORIGIN = 'https://chartroom.plant.example';
const PETRA = 'petra.novak@plant.example';

/** Petra (quality) has an account; Tom asks on a board that both are on. It is noon. */
const setUp = async (duties: readonly OpenDuties[] = []) => {
  const smtp = await startSmtp();
  const [petra, tom] = [speaker('Petra Novak', 'QUA'), speaker('Tom Becker', 'OPS')];
  const discussion = await startDiscussion([petra, tom]);
  const { store, database } = discussion;
  giveAccount(database, petra, PETRA);
  const clock = new FakeClock();
  await clock.advance(nextHour(12, clock.nowMs()) - clock.nowMs());
  const start = () => {
    const mailing = createMailing({
      config: { smtpUrl: smtp.url, mailFrom: 'chartroom@plant.example', access: 'accounts' },
      store,
      secret: 'a key',
      clock,
      log: pino({ level: 'silent' }),
      origin: () => ORIGIN,
      dutiesOf: async () => duties,
    });
    onTestFinished(() => mailing.stop());
    mailing.start();
    return mailing;
  };
  let mailing = start();
  /** What is said now is told to the server. */
  const now = (): void => discussion.setNow(clock.nowMs() - MINUTE_MS);
  const heard = (board: string): void => mailing.heard(board, [{ kind: 'comment' }]);
  const ask: typeof discussion.ask = async (board, by, more) => {
    now();
    const asked = await discussion.ask(board, by, more);
    heard(board);
    return asked;
  };
  const reply: typeof discussion.reply = async (board, by, thread, more) => {
    now();
    const said = await discussion.reply(board, by, thread, more);
    heard(board);
    return said;
  };
  now();
  const board = await discussion.makeBoard('Lot release', [petra, tom]);
  /** Time passes in steps, and what it set off ends: sent mails are there. */
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= MINUTE_MS) {
      await clock.advance(Math.min(left, MINUTE_MS));
      await settle();
    }
    await until(async () => (await store.mailOutbox.nextAtMs()) === null);
  };
  const untilMorning = () => nextHour(MORNING_HOUR, clock.nowMs()) - clock.nowMs();
  const when = (who: Speaker, time: 'once' | 'daily' | 'never') => store.mailSettings.set(who.id, time, clock.nowMs());
  const restart = async (meanwhileMs: number): Promise<void> => {
    await mailing.stop();
    await clock.advance(meanwhileMs);
    mailing = start();
    await settle();
  };
  const today = () => localDay(clock.nowMs());
  return { ...discussion, smtp, petra, tom, board, clock, ask, reply, pass, untilMorning, when, restart, today };
};

describe('mail about what is new', () => {
  it('SRV-220 at once: a burst is one mail, two minutes after its first message, and none comes twice', async () => {
    const { smtp, petra, tom, board, ask, reply, pass, when } = await setUp();
    await when(petra, 'once');
    const { thread } = await ask(board, tom, { title: 'Which record counts?', to: { function: 'QUA' } });
    await pass(MINUTE_MS);
    await reply(board, tom, thread, { body: 'Take your time.' });
    await pass(BATCH_MS - MINUTE_MS - 1000);
    expect(smtp.mails).toEqual([]);
    await pass(1000);
    expect(smtp.mails).toMatchObject([{ to: [PETRA] }]);
    expect(smtp.mails[0]!.headers.get('subject')).toBe('Chartroom: 2 messages for you on Lot release');
    await pass(30 * MINUTE_MS);
    expect(smtp.mails).toHaveLength(1);
    await reply(board, tom, thread);
    await pass(BATCH_MS);
    expect(smtp.mails).toHaveLength(2);
    expect(smtp.mails[1]!.headers.get('subject')).toBe('Chartroom: 1 message for you on Lot release');
  });

  it('SRV-220 at once: what was read meanwhile is not told, nor what concerns nobody', async () => {
    const { smtp, petra, tom, board, ask, pass, when, store } = await setUp();
    await when(petra, 'once');
    const { seq } = await ask(board, tom, { to: { function: 'QUA' } });
    await pass(MINUTE_MS);
    await store.reading.read(board, petra.id, { seqs: [seq], upTo: 0 });
    await ask(board, tom, { title: 'For nobody' });
    await pass(10 * MINUTE_MS);
    expect(smtp.mails).toEqual([]);
    // The first thing that concerns her starts the two minutes, not what came before.
    await ask(board, tom, { title: 'For nobody' });
    await pass(MINUTE_MS);
    await ask(board, tom, { title: 'For her', mentions: [{ principal: petra.id }] });
    await pass(MINUTE_MS);
    expect(smtp.mails).toEqual([]);
    await pass(MINUTE_MS);
    expect(smtp.mails).toHaveLength(1);
    expect(smtp.mails[0]!.text).toContain('For her');
    expect(smtp.mails[0]!.text).not.toContain('For nobody');
  });

  it('SRV-220 at once: what was said while the server stopped is told after its start', async () => {
    const { smtp, petra, tom, board, ask, pass, when, restart } = await setUp();
    await when(petra, 'once');
    await ask(board, tom, { to: { function: 'QUA' } });
    await restart(MINUTE_MS);
    expect(smtp.mails).toEqual([]);
    await pass(MINUTE_MS);
    expect(smtp.mails).toHaveLength(1);
    await restart(HOUR_MS);
    await pass(BATCH_MS);
    expect(smtp.mails).toHaveLength(1);
  });

  it('SRV-221 daily: once in the morning, with what is new since the last, and only when there is something', async () => {
    const { smtp, tom, board, ask, pass, untilMorning } = await setUp();
    await ask(board, tom, { title: 'First', to: { function: 'QUA' } });
    await pass(untilMorning() - MINUTE_MS);
    expect(smtp.mails).toEqual([]);
    await pass(MINUTE_MS);
    expect(smtp.mails).toMatchObject([{ to: [PETRA], text: expect.stringContaining('First') }]);
    // Still unread the next day, and told already.
    await pass(DAY_MS);
    expect(smtp.mails).toHaveLength(1);
    await ask(board, tom, { title: 'Second', to: { function: 'QUA' } });
    await pass(DAY_MS);
    expect(smtp.mails).toHaveLength(2);
    expect(smtp.mails[1]!.text).toContain('Second');
    expect(smtp.mails[1]!.text).not.toContain('First');
  });

  it('SRV-221 daily: nothing is sent when all was read', async () => {
    const { smtp, petra, tom, board, ask, pass, untilMorning, store } = await setUp();
    const { seq } = await ask(board, tom, { to: { function: 'QUA' } });
    await store.reading.read(board, petra.id, { seqs: [seq], upTo: 0 });
    await pass(untilMorning() + HOUR_MS);
    expect(smtp.mails).toEqual([]);
  });

  it('SRV-221 daily: a morning that the server missed is caught up with once', async () => {
    const { smtp, tom, board, ask, pass, untilMorning, restart } = await setUp();
    await ask(board, tom, { to: { function: 'QUA' } });
    await restart(untilMorning() + HOUR_MS);
    await pass(MINUTE_MS);
    expect(smtp.mails).toHaveLength(1);
    await ask(board, tom, { to: { function: 'QUA' } });
    await restart(HOUR_MS);
    await pass(MINUTE_MS);
    expect(smtp.mails).toHaveLength(1);
    await pass(untilMorning());
    expect(smtp.mails).toHaveLength(2);
  });

  it('SRV-222 whoever wants none, has no account or a closed one, gets none; what was said meanwhile is not told later', async () => {
    const { smtp, petra, tom, board, ask, pass, untilMorning, when, database } = await setUp();
    await when(petra, 'never');
    await ask(board, tom, { title: 'Unheard', to: { function: 'QUA' }, mentions: [{ principal: tom.id }] });
    await ask(board, petra, { to: { function: 'OPS' } });
    await pass(untilMorning());
    expect(smtp.mails).toEqual([]);
    await when(petra, 'daily');
    await pass(DAY_MS);
    expect(smtp.mails).toEqual([]);
    database.tables.$client.exec('UPDATE auth_user SET disabled_at = 1');
    await ask(board, tom, { to: { function: 'QUA' } });
    await pass(DAY_MS);
    expect(smtp.mails).toEqual([]);
  });

  it('SRV-223 names boards, who said what, briefly, with a link to each thread', async () => {
    const { smtp, petra, tom, board, ask, reply, pass, untilMorning, makeBoard } = await setUp();
    const other = await makeBoard('Batch record', [petra, tom]);
    const one = await ask(board, tom, {
      title: 'Which record counts?',
      to: { function: 'QUA' },
      body: `Long ${'x'.repeat(300)}`,
    });
    for (let at = 0; at < 4; at += 1) await reply(board, tom, one.thread, { body: `Reply ${at}` });
    const two = await ask(other, tom, { title: 'And here?', mentions: [{ principal: petra.id }] });
    await pass(untilMorning());
    const { text, html, headers } = smtp.mails[0]!;
    expect(headers.get('subject')).toBe('Chartroom: 6 messages for you');
    for (const part of [text, html]) {
      expect(part).toContain('Lot release');
      expect(part).toContain('Batch record');
      expect(part).toContain('Which record counts?');
      expect(part).toContain('Tom Becker (operations): Reply 3');
      expect(part).toContain('2 earlier messages');
      expect(part).toContain('names you');
      expect(part).toContain(`${ORIGIN}/b/${board}/discussion?thread=${one.thread}`);
      expect(part).toContain(`${ORIGIN}/b/${other}/discussion?thread=${two.thread}`);
      expect(part).not.toContain('x'.repeat(201));
    }
    expect(html).not.toMatch(/<img|src=/);
  });

  it('SRV-224 carries the link that ends it, for people and for their mail programs', async () => {
    const { smtp, petra, tom, board, ask, pass, untilMorning } = await setUp();
    await ask(board, tom, { to: { function: 'QUA' } });
    await pass(untilMorning());
    const { text, html, headers } = smtp.mails[0]!;
    const url = /^<(.*)>$/.exec(headers.get('list-unsubscribe') ?? '')?.[1] ?? '';
    expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(text).toContain(url);
    expect(html).toContain(url.replaceAll('&', '&amp;'));
    const { searchParams, origin, pathname } = new URL(url);
    expect(origin + pathname).toBe(`${ORIGIN}/api/mail/unsubscribe`);
    const link = [searchParams.get('who')!, searchParams.get('signature')!] as const;
    expect(createUnsubscribing('a key').read(...link)).toBe(petra.id);
    expect(createUnsubscribing('another key').read(...link)).toBeNull();
  });

  it('SRV-223 reminds of own open threads that are due within a day or late, and of nothing else', async () => {
    const { smtp, petra, tom, board, ask, append, pass, untilMorning, when, store, today } = await setUp();
    await when(petra, 'once');
    const tomorrow = addDays(today(), 1);
    const due = (days: number) => ({ to: { function: 'QUA' }, due: addDays(tomorrow, days) });
    await ask(board, tom, { title: 'Due tomorrow', ...due(1) });
    await ask(board, tom, { title: 'Due that day', ...due(0), to: { principal: petra.id } });
    await ask(board, tom, { title: 'Late', ...due(-7) });
    await ask(board, tom, { title: 'Long gone', ...due(-8) });
    await ask(board, tom, { title: 'Next week', ...due(2) });
    await ask(board, tom, { title: 'Of others', ...due(0), to: { function: 'IT' } });
    await ask(board, petra, { title: 'Her own', ...due(0) });
    const closed = await ask(board, tom, { title: 'Closed', ...due(0) });
    await append(board, tom, 'thread.resolve', { thread: closed.thread, outcome: 'done', text: 'Done.' });
    await store.reading.read(board, petra.id, { seqs: [], upTo: 1000 });
    await pass(untilMorning());
    expect(smtp.mails).toHaveLength(1);
    const { text, headers } = smtp.mails[0]!;
    expect(headers.get('subject')).toBe('Chartroom: 3 items due');
    for (const title of ['Due tomorrow', 'Due that day', 'Late']) expect(text).toContain(title);
    for (const words of ['due tomorrow', 'due today', `overdue since ${addDays(tomorrow, -7)}`])
      expect(text).toContain(words);
    for (const title of ['Long gone', 'Next week', 'Of others', 'Her own', 'Closed']) expect(text).not.toContain(title);
  });

  it('SRV-228 what has no day is told with a mail that is written anyway, and alone on Mondays only', async () => {
    const owed = { repairs: 3, renewals: 1, closings: 1, answers: 0, reasons: 0, blocking: 4 };
    const { smtp, tom, board, ask, pass, untilMorning, today } = await setUp([
      { board: 'x', boardTitle: 'Lot release', ...owed },
      {
        board: 'y',
        boardTitle: 'First article',
        ...owed,
        repairs: 0,
        renewals: 0,
        closings: 0,
        answers: 1,
        blocking: 0,
      },
    ]);
    const mailsOf = async (): Promise<{ day: string; mails: number }> => {
      const before = smtp.mails.length;
      await pass(untilMorning());
      return { day: today(), mails: smtp.mails.length - before };
    };
    for (let morning = 0; morning < 7; morning += 1) {
      const { day, mails } = await mailsOf();
      expect([day, mails]).toEqual([day, isMonday(day) ? 1 : 0]);
    }
    const [weekly] = smtp.mails;
    expect(weekly!.headers.get('subject')).toBe('Chartroom: 6 open items');
    for (const words of [
      'Lot release',
      '3 findings on what you are accountable for',
      '1 acceptance of yours to give again',
      '1 thread of yours to close',
      '4 of 5 hold up the charter',
      `${ORIGIN}/b/x/todo`,
      'First article',
      '1 thread asks you by name',
      `${ORIGIN}/b/y/todo`,
    ])
      expect(weekly!.text).toContain(words);
    // A day that would bring no mail of its own does, once something was said.
    while (isMonday(addDays(today(), 1))) await pass(untilMorning());
    await ask(board, tom, { title: 'Which counts?', to: { function: 'QUA' } });
    await pass(untilMorning());
    const daily = smtp.mails.at(-1)!;
    expect(daily.text).toContain('Which counts?');
    expect(daily.text).toContain(`${ORIGIN}/b/x/todo`);
    expect(daily.headers.get('subject')).toBe('Chartroom: 1 message for you, 6 open items on Lot release');
  });

  it('SRV-228 whoever wants mail at once is told on Mondays what has no day, and not with each message', async () => {
    const { smtp, petra, tom, board, ask, pass, untilMorning, when, today } = await setUp([
      {
        board: 'x',
        boardTitle: 'Lot release',
        repairs: 1,
        renewals: 0,
        closings: 0,
        answers: 0,
        reasons: 2,
        blocking: 1,
      },
    ]);
    await when(petra, 'once');
    await ask(board, tom, { to: { function: 'QUA' } });
    await pass(BATCH_MS + MINUTE_MS);
    expect(smtp.mails).toHaveLength(1);
    expect(smtp.mails[0]!.text).not.toContain('/todo');
    while (!isMonday(today())) await pass(untilMorning());
    expect(smtp.mails).toHaveLength(2);
    expect(smtp.mails[1]!.text).toContain('1 finding on what you are accountable for');
    expect(smtp.mails[1]!.text).toContain('1 of 3 holds up the charter');
    expect(smtp.mails[1]!.text).toContain('2 changes of yours owe a reason');
  });

  it('SRV-218 names, titles and texts of people are text in a mail, whatever they hold', async () => {
    const { smtp, petra, board, ask, pass, untilMorning, addPrincipal, join, makeBoard } = await setUp();
    const evil: Speaker = { ...speaker('<b>Eve</b>\r\nBcc: all@plant.example', 'OPS') };
    addPrincipal(evil);
    await join(board, evil);
    const script = '<script>alert(1)</script><img src="http://169.254.169.254/">';
    const bad = await makeBoard(`Lot\r\nBcc: all@plant.example\r\n\r\n${script}`, [petra, evil]);
    await ask(bad, evil, { title: `T ${script}`, to: { function: 'QUA' }, body: `"'&${script}\u202Egnp` });
    await pass(untilMorning());
    const [mail] = smtp.mails;
    expect(mail!.to).toEqual([PETRA]);
    expect([...mail!.headers.keys()]).not.toContain('bcc');
    expect(mail!.headers.get('subject')).not.toMatch(/[\r\n]/);
    expect(mail!.html).not.toMatch(/<script|<img|<b>/i);
    expect(mail!.html).toContain('&lt;script&gt;');
    expect(mail!.text).not.toContain('\u202E');
    expect(mail!.text.split('\n').filter((line) => line.startsWith('Bcc'))).toEqual([]);
  });
});
