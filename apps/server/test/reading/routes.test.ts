import {
  addLink,
  analyse,
  createEntity,
  decisionFingerprint,
  live,
  questionFingerprint,
  setField,
} from '@chartroom/domain';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { InboxCountsResponse, InboxResponse, ReadingResponse, SinceItem, SinceResponse } from '../../src/api.ts';
import { databaseFile } from '../../src/db/data-dir.ts';
import { newId } from '../../src/ids.ts';
import { come, invite, type Member, restate, startWithBoard } from '../support/board-people.ts';
import { movedClock } from '../support/people.ts';
import { PATIENT } from '../support/poll.ts';
import { refusal } from '../support/problem.ts';
import { entryOf, meet, openDocument, say } from '../support/record.ts';
import { startTestServer } from '../support/server.ts';
import { makeToken } from '../support/token.ts';

/** Stands on every board. */
const PLACE = 'process/title';
const thread = (more: object = {}) => ({
  thread: newId(),
  anchor: { subject: PLACE, label: 'Title of the process' },
  kind: 'question',
  title: 'Which record counts?',
  body: 'If the numbers differ, which one counts?',
  ...more,
});

const json = async <T>(response: Response): Promise<T> => {
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
};

/** Nobody is signed out while the clock goes on. */
const LONG_SESSIONS = { SESSION_IDLE_MINUTES: '720', SESSION_HOURS: '168' };
const LATER_MS = 6 * 3_600_000;

/** Lena (operations) made the board; Petra (quality) and Ines (IT) came by invitation. */
const setUp = async () => {
  const clock = movedClock();
  const { server, lena, board } = await startWithBoard({ nowMs: clock.nowMs }, LONG_SESSIONS);
  const joined = async (name: string, fn: string): Promise<Member> =>
    come(server, await invite(lena, board, { function: fn }), { name, email: `${fn.toLowerCase()}@plant.example` });
  const [petra, ines] = [await joined('Petra Novak', 'QUA'), await joined('Ines Roth', 'IT')];
  const told = async (by: Member, kind: string, payload: object): Promise<number> => {
    const response = await by.say(board, kind, payload);
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
    return (await entryOf(response)).seq;
  };
  const reading = async (who: Member) => json<ReadingResponse>(await who.ask(`/api/boards/${board}/reading`));
  const put = (who: Member, path: string, body: unknown) =>
    who.ask(`/api/boards/${board}/${path}`, { method: 'PUT', json: body });
  const counts = async (who: Member) => json<InboxCountsResponse>(await who.ask('/api/inbox/counts'));
  const since = async (who: Member) => json<SinceResponse>(await who.ask(`/api/boards/${board}/since`));
  const visit = async (who: Member): Promise<void> =>
    void (await who.ask(`/api/boards/${board}/visit`, { method: 'POST' }));
  return { server, lena, petra, ines, board, clock, told, reading, put, counts, since, visit };
};

describe('reading over HTTP', () => {
  it('SRV-205 says what was read, what concerns, what is watched and when somebody was here last', async () => {
    const { lena, petra, told, reading, put, counts, visit, clock } = await setUp();
    const asked = await told(lena, 'thread', thread({ to: { function: 'QUA' } }));
    const plain = await told(lena, 'thread', thread());
    const before = await reading(petra);
    expect(before).toMatchObject({ read: [], concerns: [asked], watches: {}, lastVisit: null });
    expect(before.upTo).toBeLessThan(asked);
    expect((await put(petra, 'reading', { read: [plain] })).status).toBe(204);
    expect((await put(petra, 'watch', { subject: PLACE, level: 'watch' })).status).toBe(204);
    expect((await put(petra, 'watch', { subject: 'board', level: 'mute' })).status).toBe(204);
    expect((await put(petra, 'watch', { subject: 'board', level: null })).status).toBe(204);
    await visit(petra);
    clock.pass(40 * 60_000);
    expect(await reading(petra)).toMatchObject({
      read: [plain],
      concerns: [asked, plain],
      watches: { [PLACE]: 'watch' },
      lastVisit: { recordSeq: plain },
    });
    expect(await counts(petra)).toMatchObject({ unread: 1, concerns: 1, asked: 1, boards: [{ title: 'Lot release' }] });
    expect((await put(petra, 'reading', { upTo: plain })).status).toBe(204);
    expect(await counts(petra)).toMatchObject({ unread: 0, concerns: 0, asked: 1 });
    // Hers is hers: Lena has read nothing by it.
    expect((await reading(lena)).read).toEqual([]);
  });

  it('SRV-206 refuses bodies that are too large or no numbers, and subjects that are none', async () => {
    const { petra, put, told, lena, counts } = await setUp();
    await told(lena, 'thread', thread());
    for (const body of [
      { read: Array.from({ length: 1001 }, (_, at) => at) },
      { read: ['1'] },
      { read: [1.5] },
      { read: [-1] },
      { upTo: '9' },
      { principal: lena.id, upTo: 9 },
      [],
      null,
    ])
      expect(await refusal(await put(petra, 'reading', body))).toMatch(/^400 invalid-body/);
    for (const body of [
      { subject: '', level: 'watch' },
      { subject: 'step', level: 'watch' },
      { subject: `step/${'x'.repeat(1300)}`, level: 'watch' },
      { subject: 'step/a\u0000b', level: 'mute' },
      { subject: PLACE, level: 'loud' },
      { subject: PLACE },
    ])
      expect(await refusal(await put(petra, 'watch', body))).toMatch(/^400 invalid-body/);
    expect(await counts(petra)).toMatchObject({ unread: 1 });
  });

  it('SRV-206 nobody watches more than 500 records of a board', async () => {
    const server = await startTestServer();
    const petra = await meet(server, 'Petra Novak', 'QUA');
    const board = await server.create(petra.cookie, 'Lot release', 'blank');
    const watch = (at: number, level: 'watch' | null = 'watch') =>
      server.ask(`/api/boards/${board}/watch`, {
        method: 'PUT',
        json: { subject: `step/${at}`, level },
        cookie: petra.cookie,
      });
    const database = new Database(databaseFile(server.dataDir));
    const add = database.prepare(`INSERT INTO watch (principal, board, subject, level) VALUES (?, ?, ?, 'watch')`);
    for (let at = 0; at < 500; at += 1) add.run(petra.id, board, `step/${at}`);
    database.close();
    expect(await refusal(await watch(500))).toMatch(/^409 conflict: .*500/);
    expect((await watch(499)).status).toBe(204);
    expect((await watch(499, null)).status).toBe(204);
    expect((await watch(500)).status).toBe(204);
  });

  it('SRV-205 is for people, on boards that are open to them', async () => {
    const { server, lena, petra, ines, board } = await setUp();
    const paths = ['reading', 'since'].map((path) => `/api/boards/${board}/${path}`);
    for (const path of [...paths, '/api/inbox', '/api/inbox/counts'])
      expect(await refusal(await server.ask(path))).toMatch(/^401 /);
    const secret = await makeToken(server.dataDir);
    for (const path of [...paths, '/api/inbox'])
      expect(await refusal(await server.ask(path, { headers: { authorization: `Bearer ${secret}` } }))).toMatch(
        /^403 /,
      );
    expect(await refusal(await petra.ask('/api/boards/nothing/reading'))).toMatch(/^404 unknown-board/);
    expect((await restate(lena, board, ines.id, { role: null })).ok).toBe(true);
    for (const path of paths) expect(await refusal(await ines.ask(path))).toMatch(/^404 unknown-board/);
    expect(await json<InboxCountsResponse>(await ines.ask('/api/inbox/counts'))).toMatchObject({ boards: [] });
  });

  it('SRV-209 the inbox is asked for by list and page, and says what it does not know', async () => {
    const { lena, petra, told } = await setUp();
    for (let at = 0; at < 3; at += 1) await told(lena, 'thread', thread({ title: `Question ${at}` }));
    const page = async (query: string) => json<InboxResponse>(await petra.ask(`/api/inbox?${query}`));
    const first = await page('show=all&limit=2');
    expect(first.items.map(({ title }) => title)).toEqual(['Question 2', 'Question 1']);
    expect(first.counts).toMatchObject({ unread: 3 });
    const second = await page(`show=all&limit=2&before=${first.next ?? ''}`);
    expect([second.items.map(({ title }) => title), second.next]).toEqual([['Question 0'], null]);
    expect((await page('')).items).toHaveLength(3);
    for (const query of ['show=some', 'limit=0', 'limit=101', 'limit=x', 'before=yesterday', 'before=1.2.3;--'])
      expect(await refusal(await petra.ask(`/api/inbox?${query}`))).toMatch(/^400 invalid-query/);
  });

  it('SRV-204 where anybody takes part, boards that somebody has looked at are in their inbox', async () => {
    const server = await startTestServer();
    const tom = await meet(server, 'Tom Becker', 'OPS');
    const petra = await meet(server, 'Petra Novak', 'QUA');
    const board = await server.create(tom.cookie, 'Lot release', 'blank');
    await server.create(tom.cookie, 'Never seen', 'blank');
    await say(server, board, tom, 'thread', thread({ to: { function: 'QUA' } }));
    const counts = async () =>
      json<InboxCountsResponse>(await server.ask('/api/inbox/counts', { cookie: petra.cookie }));
    expect(await counts()).toMatchObject({ boards: [] });
    await server.ask(`/api/boards/${board}/reading`, { cookie: petra.cookie });
    expect(await counts()).toMatchObject({ boards: [{ title: 'Lot release', unread: 1, concerns: 1, asked: 1 }] });
  });
});

const kindsOf = (items: readonly SinceItem[]) => items.map(({ kind }) => kind);

describe('what is new since somebody was here', () => {
  it('SRV-212 is nothing on a first visit, and on a visit in progress what was new at its beginning', async () => {
    const { lena, petra, told, since, visit, clock } = await setUp();
    await told(lena, 'thread', thread());
    expect(await since(petra)).toMatchObject({ since: null, items: [], counts: { messages: 0 } });
    await visit(petra);
    expect(await since(petra)).toMatchObject({ since: null });
    clock.pass(LATER_MS);
    await told(lena, 'thread', thread());
    expect(await since(petra)).toMatchObject({ counts: { messages: 1 } });
    await visit(petra);
    clock.pass(10 * 60_000);
    expect(await since(petra)).toMatchObject({ counts: { messages: 1 } });
    clock.pass(25 * 60_000);
    expect(await since(petra)).toMatchObject({ counts: { messages: 0 } });
  });

  it('SRV-212 says a day only while something is due, and counts nothing of what was muted but what names the person', async () => {
    const { lena, petra, ines, told, put, since, visit, clock } = await setUp();
    const [one, two] = [
      thread({ to: { function: 'QUA' }, due: '2026-12-01' }),
      thread({ to: { function: 'IT' }, due: '2026-12-01' }),
    ];
    for (const each of [one, two]) await told(lena, 'thread', each);
    const answer = newId();
    await told(ines, 'comment', { thread: two.thread, comment: answer, body: 'MES.' });
    for (const who of [lena, petra, ines]) await visit(who);
    clock.pass(LATER_MS);
    await told(petra, 'comment', { thread: one.thread, comment: newId(), body: 'QMS.' });
    await told(ines, 'thread.claim', { thread: two.thread, comment: answer });
    await told(petra, 'comment', { thread: two.thread, comment: newId(), body: 'So it is.' });
    const dues = async (who: Member) => (await since(who)).items.map((item) => 'due' in item && item.due);
    // The newest first: of the answered one nothing is due.
    expect(await dues(lena)).toEqual([null, '2026-12-01']);
    await told(lena, 'thread.resolve', { thread: one.thread, outcome: 'answered', text: 'QMS it is.' });
    expect((await since(petra)).items[0]).toMatchObject({ kind: 'closed', due: null });

    expect((await since(ines)).counts.messages).toBe(2);
    await put(ines, 'watch', { subject: PLACE, level: 'mute' });
    expect((await since(ines)).counts.messages).toBe(0);
    await told(lena, 'comment', {
      thread: one.thread,
      comment: newId(),
      body: 'Ines?',
      mentions: [{ principal: ines.id }],
    });
    expect((await since(ines)).counts.messages).toBe(1);
    await put(ines, 'watch', { subject: PLACE, level: null });
    await put(ines, 'watch', { subject: 'board', level: 'mute' });
    expect((await since(ines)).counts.messages).toBe(1);
  });

  it('SRV-212 tells what others did, first what is about the person or their function, by importance', async () => {
    const { server, board, lena, petra, ines, told, since, visit, clock } = await setUp();
    const old = thread({ title: 'Asked before' });
    await told(petra, 'thread', old);
    const document = await openDocument(server, board, { cookie: lena.cookie() });
    document.change(createEntity('decision', { statement: 'QMS is the record', rationale: 'Reviewed there.' }));
    document.change(createEntity('question', { text: 'How long?', toFunction: 'OPS', due: '2026-12-01' }));
    const decision = live(document.snapshot(), 'decision').at(-1)!;
    const question = live(document.snapshot(), 'question').at(-1)!;
    // Everything so far is told in the trail before she leaves.
    const trail = async (): Promise<string> => {
      await server.settle(board);
      return (await lena.ask(`/api/boards/${board}/changes`)).text();
    };
    await expect.poll(trail, PATIENT).toContain(question.id);
    await visit(petra);
    clock.pass(LATER_MS);

    await told(lena, 'thread', thread({ title: 'For quality', to: { function: 'QUA' } }));
    await told(lena, 'thread', thread({ title: 'Names her', mentions: [{ principal: petra.id }] }));
    await told(lena, 'thread', thread({ title: 'For nobody' }));
    await told(ines, 'comment', { thread: old.thread, comment: newId(), body: 'A reply.' });
    await told(lena, 'answer', {
      question: question.id,
      text: 'Four hours.',
      fingerprint: questionFingerprint(question.text, question.toFunction),
    });
    await told(lena, 'decide', {
      decision: decision.id,
      state: 'agreed',
      fingerprint: decisionFingerprint(decision.statement, decision.rationale),
    });
    await told(petra, 'ready', { ready: true });
    const guest = await come(server, await invite(lena, board, { guests: true }), { name: 'Gert', function: 'IT' });
    document.change(setField('decision', decision.id, 'rationale', 'Reviewed and closed there.'));
    await expect.poll(trail, PATIENT).toContain('Reviewed and closed there.');

    const news = await since(petra);
    expect(news.counts).toEqual({
      asked: 1,
      mentions: 1,
      messages: 4,
      decisions: 1,
      dissents: 0,
      lapsed: 0,
      joined: 1,
      changes: expect.any(Number),
    });
    expect(news.counts.changes).toBeGreaterThan(0);
    expect(kindsOf(news.items)).toEqual(['asked', 'mention', 'reply', 'decided', 'answered', 'joined', 'changed']);
    expect(news.items).toMatchObject([
      { own: true, title: 'For quality', by: { name: 'Lena Wirth', function: 'OPS' } },
      { own: true, title: 'Names her' },
      { own: true, title: 'Asked before', by: { name: 'Ines Roth' } },
      { own: false, decision: decision.id, state: 'agreed' },
      { own: false, question: question.id },
      { own: false, who: { id: guest.id, name: 'Gert' } },
      { own: false, subject: `decision/${decision.id}`, by: [{ id: lena.id }] },
    ]);
    // Operations were asked the question, and Lena did most of it herself.
    await visit(lena);
    expect(kindsOf((await since(ines)).items)).toEqual([]);
  });

  it('SRV-212 counts what is decided about, and changed of, what a function is accountable for as theirs', async () => {
    const { server, board, lena, petra, ines, told, since, visit, clock } = await setUp();
    const document = await openDocument(server, board, { cookie: lena.cookie() });
    const dataOf = (label: string) => live(document.snapshot(), 'dataObject').find((one) => one.label === label)!.id;
    // T1: the out-of-limit exception is quality's, the results are operations'.
    const [exception, results] = [dataOf('D4'), dataOf('D3')];
    for (const statement of ['About the exception', 'About nothing'])
      document.change(createEntity('decision', { statement, rationale: 'So.' }));
    const [about, other] = live(document.snapshot(), 'decision').slice(-2);
    document.change(addLink({ from: about!.id, to: exception }));
    await expect
      .poll(async () => {
        await server.settle(board);
        return (await lena.ask(`/api/boards/${board}/changes`)).text();
      }, PATIENT)
      .toContain(`${about!.id}|${exception}`);
    await visit(petra);
    clock.pass(LATER_MS);

    for (const { id, statement, rationale } of [other!, about!])
      await told(ines, 'stance', {
        decision: id,
        stance: 'dissent',
        reason: 'No.',
        fingerprint: decisionFingerprint(statement, rationale),
      });
    for (const title of ['Results', 'Results of the line', 'In-process results'])
      document.change(setField('dataObject', results, 'title', title));
    document.change(setField('dataObject', exception, 'title', 'Exception'));
    await expect
      .poll(async () => {
        await server.settle(board);
        return kindsOf((await since(petra)).items).filter((kind) => kind === 'changed').length;
      }, PATIENT)
      .toBe(2);
    const { items, counts } = await since(petra);
    expect(counts.dissents).toBe(2);
    expect(items).toMatchObject([
      { kind: 'stance', own: true, decision: about!.id, stance: 'dissent', function: 'IT' },
      { kind: 'changed', own: true, subject: `dataObject/${exception}` },
      { kind: 'stance', own: false, decision: other!.id },
      { kind: 'changed', own: false, subject: `dataObject/${results}` },
    ]);
  });

  it('SRV-212 tells who accepted a warning, and to their own function as theirs', async () => {
    const { server, board, lena, petra, ines, told, since, visit, clock } = await setUp();
    const document = await openDocument(server, board, { cookie: lena.cookie() });
    for (const { id } of live(document.snapshot(), 'system'))
      document.change(setField('system', id, 'auditTrail', 'no'));
    const { rule, key, fingerprint } = analyse(document.snapshot()).findings.find((one) => one.rule === 'M08')!;
    for (const who of [lena, ines]) await visit(who);
    clock.pass(LATER_MS);
    await server.settle(board);
    await told(petra, 'accept', { rule, key, fingerprint, rationale: 'Known and watched.' });
    const found = async (who: Member) => (await since(who)).items.find(({ kind }) => kind === 'accepted');
    expect(await found(ines)).toMatchObject({ own: false, finding: key, rule, function: 'QUA', by: { id: petra.id } });
    expect((await since(petra)).items).not.toContainEqual(expect.objectContaining({ kind: 'accepted' }));
  });

  it('SRV-213 tells a function which of its acceptances do not hold any more', async () => {
    const { server, board, lena, petra, ines, told, since, visit, clock } = await setUp();
    const document = await openDocument(server, board, { cookie: lena.cookie() });
    for (const { id } of live(document.snapshot(), 'system'))
      document.change(setField('system', id, 'auditTrail', 'no'));
    const warning = analyse(document.snapshot()).findings.find(({ rule }) => rule === 'M08')!;
    await server.settle(board);
    await told(petra, 'accept', {
      rule: warning.rule,
      key: warning.key,
      fingerprint: warning.fingerprint,
      rationale: 'Known and watched.',
    });
    for (const who of [petra, ines, lena]) await visit(who);
    clock.pass(LATER_MS);
    expect((await since(petra)).counts.lapsed).toBe(0);
    const weak = warning.details['systems']![0]!.slice('system/'.length);
    document.change(setField('system', weak, 'kind', 'spreadsheet'));
    await expect.poll(async () => (await since(petra)).counts.lapsed, PATIENT).toBe(1);
    expect((await since(petra)).items[0]).toMatchObject({
      kind: 'lapsed',
      own: true,
      finding: warning.key,
      function: 'QUA',
    });
    expect((await since(ines)).counts.lapsed).toBe(0);
    // The facilitator hears of every function's.
    expect((await since(lena)).items.find(({ kind }) => kind === 'lapsed')).toMatchObject({
      own: false,
      function: 'QUA',
    });
  });
});
