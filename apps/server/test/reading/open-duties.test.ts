/** What people owe on their boards without a day, as the mail of a Monday morning tells it, with everything real. */
import { analyse, assignResponsibility, createEntity, live, setField } from '@chartroom/domain';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { newId } from '../../src/ids.ts';
import { isMonday, localDay, nextHour } from '../../src/reading/local-time.ts';
import { createOpenDuties } from '../../src/reading/open-duties.ts';
import { startServer } from '../../src/server.ts';
import { come, invite, type Member, restate, startWithBoard } from '../support/board-people.ts';
import { until } from '../support/poll.ts';
import { openDocument } from '../support/record.ts';
import { testConfig } from '../support/server.ts';
import { startSmtp } from '../support/smtp.ts';
import { valueOf } from '../support/value-of.ts';

const SMTP = (url: string) => ({ SMTP_URL: url, MAIL_FROM: 'chartroom@plant.example' });

/** A Monday, later than now, an hour after the mails of the morning. */
const nextMonday = (): number => {
  let atMs = nextHour(8, Date.now());
  while (!isMonday(localDay(atMs))) atMs = nextHour(8, atMs);
  return atMs;
};

const thread = (more: object) => ({
  thread: newId(),
  anchor: { subject: 'process/title', label: 'Title of the process' },
  kind: 'question',
  title: 'Which record counts?',
  body: 'If the numbers differ, which one counts?',
  ...more,
});

const told = async (by: Member, board: string, kind: string, payload: object): Promise<void> => {
  const response = await by.say(board, kind, payload);
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
};

describe('duties without a day', () => {
  it('SRV-228 SRV-221 a morning of a Monday tells findings on own items, lapsed acceptances, answers to close and what asks', async () => {
    const smtp = await startSmtp();
    const { server, lena, board } = await startWithBoard({}, SMTP(smtp.url));
    const petra = await come(server, await invite(lena, board, { function: 'QUA' }), {
      name: 'Petra Novak',
      email: 'petra.novak@plant.example',
    });
    const document = await openDocument(server, board, { cookie: lena.cookie() });
    // Petra accepts a warning, and what it is about gets worse.
    for (const { id } of live(document.snapshot(), 'system'))
      document.change(setField('system', id, 'auditTrail', 'no'));
    await server.settle(board);
    const warning = analyse(document.snapshot()).findings.find(({ rule }) => rule === 'M08')!;
    const { rule, key, fingerprint } = warning;
    await told(petra, board, 'accept', { rule, key, fingerprint, rationale: 'Known and watched.' });
    document.change(setField('system', warning.details['systems']![0]!.slice('system/'.length), 'kind', 'spreadsheet'));
    // She is accountable for a step that has findings.
    document.change(createEntity('person', { name: 'Petra Novak', function: 'QUA', jobTitle: 'QA specialist' }));
    const person = live(document.snapshot(), 'person').at(-1)!.id;
    const { findings } = analyse(document.snapshot());
    const step = live(document.snapshot(), 'step').find(({ id }) =>
      findings.some(({ severity, subjects }) => severity !== 'I' && subjects.includes(`step/${id}`)),
    )!;
    document.change(assignResponsibility({ subject: step.id, function: 'QUA', code: 'A', person }));
    expect((await restate(lena, board, petra.id, { person })).status).toBe(201);
    // What she began was answered, and something asks her by name.
    const own = thread({ to: { function: 'OPS' } });
    await told(petra, board, 'thread', own);
    const comment = newId();
    await told(lena, board, 'comment', { thread: own.thread, comment, body: 'The batch record.' });
    await told(lena, board, 'thread.claim', { thread: own.thread, comment });
    await told(lena, board, 'thread', thread({ to: { principal: petra.id } }));
    await server.settle(board);
    const repairs = analyse(document.snapshot()).findings.filter(
      ({ severity, subjects, key: of }) => severity !== 'I' && of !== key && subjects.includes(`step/${step.id}`),
    ).length;
    expect(repairs).toBeGreaterThan(0);
    await server.stop();

    const aheadMs = nextMonday() - Date.now();
    const later = valueOf(
      await startServer(
        testConfig({ ACCESS: 'accounts', DATA_DIR: server.dataDir, ...SMTP(smtp.url) }),
        pino({ level: 'silent' }),
        { nowMs: () => Date.now() + aheadMs },
      ),
    );
    onTestFinished(() => later.stop());
    await until(() => smtp.mails.some(({ to }) => to.includes('petra.novak@plant.example')));
    const mail = smtp.mails.find(({ to }) => to.includes('petra.novak@plant.example'))!;
    for (const words of [
      '1 thread asks you by name',
      '1 thread of yours to close',
      '1 acceptance of yours to give again',
      `${repairs} finding${repairs === 1 ? '' : 's'} on what you are accountable for`,
      `/b/${board}/todo`,
    ])
      expect(mail.text).toContain(words);
    // Lena named a second accountable and has not said why; else nothing there names her or is tied to her.
    await until(() => smtp.mails.some(({ to }) => to.includes('lena.wirth@plant.example')));
    const hers = smtp.mails.filter(({ to }) => to.includes('lena.wirth@plant.example'));
    const [, waiting = ''] = hers.find(({ text }) => text.includes('/todo'))!.text.split('Waiting for you');
    expect(waiting.split('\n-- ')[0]).toContain('1 change of yours owes a reason');
    expect(waiting.split('\n-- ')[0]).not.toMatch(/finding|acceptance|thread/);
    expect(mail.text).not.toContain('owes a reason');
  });

  it('SRV-228 a board that cannot be read is left out, and is told to the operator', async () => {
    const warned: unknown[] = [];
    const member = (board: string) => ({ board }) as never;
    const dutiesOf = createOpenDuties({
      members: { boardsOf: async () => [member('broken')], of: async () => [] },
      documents: { read: () => Promise.reject(new Error('not this one')) },
      projection: () => Promise.reject(new Error('nor its record')),
      owedReasons: async () => [],
      clock: { nowMs: () => 0, monotonicMs: () => 0, after: () => () => {} },
      log: { warn: (about: unknown) => warned.push(about) } as never,
    });
    expect(await dutiesOf('anybody')).toEqual([]);
    expect(warned).toMatchObject([{ board: 'broken', err: { message: 'nor its record' } }]);
  });
});
