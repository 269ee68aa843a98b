import { analyse, createEntity, deleteEntity, live, replaceLongText, setField, wordingIn } from '@chartroom/domain';
import { verifyChain, type Entry } from '@chartroom/record';
import type { Charter } from '@chartroom/charter';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { databaseFile } from '../../src/db/data-dir.ts';
import { newId } from '../../src/ids.ts';
import { PATIENT } from '../support/poll.ts';
import { readProblem, refusal } from '../support/problem.ts';
import { entryOf, meet, openDocument, recordOf, say } from '../support/record.ts';
import { startTestServer } from '../support/server.ts';
import { withoutTriggers } from '../support/tamper.ts';

const FINGERPRINT = 'a'.repeat(64);
/** An id that the board does not have. */
const NOTHING = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

const setUp = async () => {
  const server = await startTestServer();
  const petra = await meet(server, 'Petra Novak', 'QUA');
  const board = await server.create(petra.cookie);
  const tom = await meet(server, 'Tom Becker', 'OPS');
  const ines = await meet(server, 'Ines Roth', 'IT');
  const document = await openDocument(server, board, petra);
  /** The risk of this kind. */
  const risk = (kind: string): string => live(document.snapshot(), 'risk').find((one) => one.kind === kind)?.id ?? '';
  const assess = (id: string) => ({
    risk: id,
    state: 'assessed',
    rationale: 'Line stops for two hours at most.',
    fingerprint: wordingIn(document.snapshot(), 'risk', id),
  });
  return { server, petra, tom, ines, board, document, risk, assess };
};
/** Entries with which a record begins: who is its facilitator, and what the board was made from. */
const BEGUN = 2;
const kinds = (entries: readonly Entry[]): readonly string[] => entries.map(({ kind }) => kind);

describe('the record over HTTP', () => {
  it('SRV-119 and SRV-181 begins with its facilitator and its template, a first command with who says it, for which function', async () => {
    const { server, petra, tom, board, risk, assess } = await setUp();
    const before = await recordOf(server, board);
    expect(before.entries).toMatchObject([
      {
        seq: 1,
        kind: 'member',
        payload: { principal: petra.id, name: 'Petra Novak', function: 'QUA', role: 'facilitator' },
      },
      { seq: 2, kind: 'change', payload: { root: 'board', key: 'template', by: 'template' } },
    ]);
    for (const kind of ['downtime', 'downtime'])
      expect((await say(server, board, tom, 'assess', assess(risk(kind)))).status).toBe(201);
    const { entries, head } = await recordOf(server, board);
    expect(entries.slice(BEGUN)).toMatchObject([
      {
        seq: 3,
        kind: 'member',
        payload: { principal: tom.id, name: 'Tom Becker', function: 'OPS', role: 'contributor', signer: false },
      },
      { seq: 4, kind: 'assess', actor: tom.id },
      { seq: 5, kind: 'assess', actor: tom.id },
    ]);
    expect([entries[0]?.actor, entries[2]?.actor]).not.toContain(tom.id);
    expect(verifyChain(board, entries, [head!])).toMatchObject({ entries: BEGUN + 3, faults: [] });
    expect(Math.abs(Date.parse(entries[3]!.at) - Date.now())).toBeLessThan(60_000);
  });

  it('SRV-119 says again who somebody is when name or function have changed', async () => {
    const { server, tom, board, risk, assess } = await setUp();
    await say(server, board, tom, 'assess', assess(risk('downtime')));
    await server.ask('/api/visitor', { json: { name: 'Tom Becker', function: 'IT' }, cookie: tom.cookie });
    expect(await refusal(await say(server, board, tom, 'assess', assess(risk('downtime'))))).toMatch(/^403 forbidden/);
    expect((await say(server, board, tom, 'assess', assess(risk('integration')))).status).toBe(201);
    const { entries } = await recordOf(server, board, `?since=${BEGUN + 2}`);
    expect(entries).toMatchObject([
      { kind: 'member', payload: { principal: tom.id, function: 'IT' } },
      { kind: 'assess' },
    ]);
  });

  it('SRV-120 the same command again is answered with the entry that is there, once stored; another content is refused', async () => {
    const { server, petra, tom, board, document, risk, assess } = await setUp();
    const id = newId();
    const payload = assess(risk('downtime'));
    const first = await say(server, board, tom, 'assess', payload, id);
    const entry = await entryOf(first);
    expect([first.status, entry.id]).toEqual([201, id]);
    document.change(deleteEntity('risk', payload.risk));
    await expect.poll(async () => (await say(server, board, tom, 'assess', payload)).status, PATIENT).toBe(404);
    const again = await say(server, board, tom, 'assess', { ...payload, rationale: `${payload.rationale}  ` }, id);
    expect([again.status, await entryOf(again)]).toEqual([200, entry]);
    expect(await refusal(await say(server, board, tom, 'assess', { ...payload, rationale: 'No.' }, id))).toMatch(
      /^409 conflict/,
    );
    expect(await refusal(await say(server, board, petra, 'assess', payload, id))).toMatch(/^409 conflict/);
    expect((await recordOf(server, board)).head?.seq).toBe(BEGUN + 2);
  });

  it('SRV-120 many at once make one chain, each with what it needs before it', async () => {
    const { server, tom, ines, board, risk, assess } = await setUp();
    const id = newId();
    const answers = await Promise.all([
      ...[tom, ines].flatMap((who) => [1, 2, 3].map((n) => say(server, board, who, 'ready', { ready: n % 2 === 1 }))),
      ...[1, 2, 3].map(() => say(server, board, tom, 'assess', assess(risk('downtime')), id)),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, ...Array.from({ length: 7 }, () => 201)]);
    const { entries, head } = await recordOf(server, board);
    expect(kinds(entries).filter((kind) => kind === 'member')).toHaveLength(3);
    expect(verifyChain(board, entries, [head!])).toMatchObject({ entries: BEGUN + 9, faults: [] });
  });

  it('SRV-258 and SRV-120 naming somebody again who is called otherwise by now, is harmless', async () => {
    const { server, petra, tom, board } = await setUp();
    const id = newId();
    const member = { principal: tom.id, name: 'x', function: 'OPS', role: 'commenter', signer: false };
    expect((await say(server, board, petra, 'member', member, id)).status).toBe(201);
    await server.ask('/api/visitor', { json: { name: 'Thomas Becker', function: 'OPS' }, cookie: tom.cookie });
    const again = await say(server, board, petra, 'member', member, id);
    expect([again.status, (await entryOf(again)).payload]).toEqual([
      200,
      expect.objectContaining({ name: 'Tom Becker' }),
    ]);
    const other = await say(server, board, petra, 'member', { ...member, role: 'viewer' }, id);
    expect(await refusal(other)).toMatch(/^409 conflict/);
  });

  it('SRV-257 what waited for one person is not stored in the name of whoever signed in after them', async () => {
    const { server, petra, tom, board } = await setUp();
    const sent = (as: string, cookie: string) =>
      server.ask(`/api/boards/${board}/record`, {
        json: { id: newId(), kind: 'ready', payload: { ready: true } },
        cookie,
        headers: { 'chartroom-as': as },
      });
    expect(await refusal(await sent(petra.id, tom.cookie))).toMatch(/^401 visitor-needed: .*by somebody else/);
    expect((await recordOf(server, board)).head?.seq).toBe(BEGUN);
    expect(await entryOf(await sent(petra.id, petra.cookie))).toMatchObject({ actor: petra.id });
  });

  it('SRV-184 the id of an entry of the trail, which anybody can work out, cannot be taken before', async () => {
    const { server, petra, tom, board, document } = await setUp();
    const { entries } = await recordOf(server, board);
    const { id, seq } = entries.find(({ kind }) => kind === 'change')!;
    expect(await refusal(await say(server, board, tom, 'ready', { ready: true }, id))).toMatch(
      /^400 invalid-body: .*26 characters/,
    );
    document.change(createEntity('person', { name: 'Ilse Roth', function: 'IT', jobTitle: 'Head' }));
    const told = async () =>
      (await recordOf(server, board, `?since=${seq}`)).entries.filter(({ kind }) => kind === 'change');
    await expect.poll(told, PATIENT).not.toEqual([]);
    for (const entry of await told())
      expect(await refusal(await say(server, board, petra, 'ready', { ready: true }, entry.id))).toMatch(/^400 /);
  });

  it('SRV-121 nobody unknown speaks, and identity and time are not taken from a body', async () => {
    const { server, petra, tom, board, risk, assess } = await setUp();
    const payload = assess(risk('downtime'));
    expect(await refusal(await say(server, board, { cookie: '' }, 'assess', payload))).toMatch(/^401 visitor-needed/);
    const forged = { id: newId(), kind: 'assess', payload, actor: tom.id, at: '2020-01-01T00:00:00.000Z' };
    expect(
      await refusal(await server.ask(`/api/boards/${board}/record`, { json: forged, cookie: petra.cookie })),
    ).toMatch(/^400 invalid-body/);
    const inside = { ...payload, actor: tom.id };
    expect(await refusal(await say(server, board, petra, 'assess', inside))).toMatch(/^422 invalid-command/);
    expect((await recordOf(server, board)).head?.seq).toBe(BEGUN);
    expect(await refusal(await say(server, 'nothing', tom, 'assess', payload))).toMatch(/^404 unknown-board/);
    expect(await refusal(await server.ask('/api/boards/nothing/record'))).toMatch(/^404 unknown-board/);
  });

  it('SRV-122 refuses what does not fit with the path of every field and what is allowed', async () => {
    const { server, tom, board, risk } = await setUp();
    const problem = await readProblem(
      await say(server, board, tom, 'assess', { risk: risk('downtime'), state: 'fine', rationale: 'x'.repeat(10_001) }),
    );
    expect(problem).toMatchObject({ status: 422, type: '/problems/invalid-command' });
    expect(problem.errors).toEqual({
      '/payload/state': expect.stringContaining('"assessed"|"mitigated"|"accepted"'),
      '/payload/rationale': 'is longer than 10000 characters.',
    });
    for (const kind of ['change', 'access', 'vote', '__proto__'])
      expect(await refusal(await say(server, board, tom, kind, {}))).toMatch(/^422 invalid-command: .*assess, decide/s);
    expect(await refusal(await say(server, board, tom, 'assess', undefined))).toMatch(/^400 invalid-body: .*payload: /);
    expect(await refusal(await say(server, board, tom, 'ready', { ready: true }, 'short'))).toMatch(
      /^400 .*128 random bits/s,
    );
    const long = { title: 't', note: 'x'.repeat(70_000) };
    expect(await refusal(await say(server, board, tom, 'ready', long))).toMatch(/^413 body-too-large/);
    expect((await recordOf(server, board)).head?.seq).toBe(BEGUN);
  });

  it('SRV-123 a risk is assessed by its function, a question answered by its function or the facilitator', async () => {
    const { server, petra, tom, ines, board, document, risk, assess } = await setUp();
    expect(await refusal(await say(server, board, petra, 'assess', assess(risk('downtime'))))).toMatch(
      /^403 forbidden: Risk X\d+ is for operations to assess/,
    );
    expect((await say(server, board, petra, 'assess', assess(risk('batch_record')))).status).toBe(201);
    document.change(
      createEntity('question', { text: 'How long may a lot wait?', toFunction: 'OPS', due: '2026-12-01' }),
    );
    const question = live(document.snapshot(), 'question').at(-1)?.id ?? '';
    const fingerprint = wordingIn(document.snapshot(), 'question', question);
    const payload = { question, text: 'Four hours.', fingerprint };
    await expect.poll(async () => (await say(server, board, tom, 'answer', payload)).status, PATIENT).toBe(201);
    expect(await refusal(await say(server, board, ines, 'answer', payload))).toMatch(
      /^403 forbidden: Question .*operations/,
    );
    expect((await say(server, board, petra, 'answer', payload)).status).toBe(201);
    for (const [kind, about] of [
      ['assess', assess(NOTHING)],
      ['answer', { question: NOTHING, text: 'x' }],
      ['decide', { decision: NOTHING, state: 'agreed', fingerprint: FINGERPRINT }],
      ['stance', { decision: NOTHING, stance: 'agree', reason: '', fingerprint: FINGERPRINT }],
    ] as const)
      expect([kind, await refusal(await say(server, board, tom, kind, about))]).toEqual([
        kind,
        expect.stringMatching(/^404 unknown-subject: There is no \w+ /),
      ]);
  });

  it('SRV-175 an answer and an assessment are of the wording as it stands now, and say so', async () => {
    const { server, tom, board, document, risk, assess } = await setUp();
    document.change(createEntity('question', { text: 'How long may a lot wait?', toFunction: 'OPS' }));
    const question = live(document.snapshot(), 'question').at(-1)?.id ?? '';
    const answer = () => ({
      question,
      text: 'Four hours.',
      fingerprint: wordingIn(document.snapshot(), 'question', question),
    });
    const [answered, assessed] = [answer(), assess(risk('downtime'))];
    const status = async (kind: string, payload: object) => (await say(server, board, tom, kind, payload)).status;
    await expect.poll(() => status('answer', answered), PATIENT).toBe(201);
    expect(await status('assess', assessed)).toBe(201);

    for (const [kind, given] of [
      ['answer', answered],
      ['assess', assessed],
    ] as const) {
      const { fingerprint: _, ...unbound } = given;
      const problem = await readProblem(await say(server, board, tom, kind, unbound));
      expect([problem.status, problem.type]).toEqual([422, '/problems/invalid-command']);
      expect(problem.errors).toEqual({
        '/payload/fingerprint': expect.stringMatching(/^Nothing tells of which wording .* Load the page again/),
      });
    }

    document.change(setField('question', question, 'text', 'How long may a lot of line 4 wait?'));
    document.change(replaceLongText(assessed.risk, 'note', 'The press and the line.'));
    for (const [kind, given] of [
      ['answer', answered],
      ['assess', assessed],
    ] as const) {
      await expect.poll(() => status(kind, given), PATIENT).toBe(409);
      expect(await refusal(await say(server, board, tom, kind, given))).toMatch(
        /^409 conflict: The wording of (?:question|risk) \S+ is another one than was seen/,
      );
    }
    expect([await status('answer', answer()), await status('assess', assess(assessed.risk))]).toEqual([201, 201]);
  });

  it('SRV-123 who is of no owning function speaks for none', async () => {
    const { server, board } = await setUp();
    const guest = await meet(server, 'Olga', 'OTHER');
    expect(await refusal(await say(server, board, guest, 'ready', { ready: true }))).toMatch(
      /^403 forbidden: Only operations, quality and IT/,
    );
    expect((await recordOf(server, board)).head?.seq).toBe(BEGUN);
  });

  it('SRV-124 a warning is accepted as it stands now: not a blocker, not a finding that is gone or has changed', async () => {
    const { server, petra, tom, board } = await setUp();
    const charter = async (): Promise<Charter> =>
      (await (await server.ask(`/api/boards/${board}/charter`)).json()) as Charter;
    const { snapshot } = await openDocument(server, board, petra);
    const { findings } = analyse(snapshot());
    const warning = findings.find(({ severity }) => severity === 'W')!;
    const blocker = findings.find(({ severity, rule }) => severity === 'B' && rule !== 'G04')!;
    const accept = ({ rule, key, fingerprint }: typeof warning) => ({
      rule,
      key,
      fingerprint,
      rationale: 'Known, small.',
    });
    expect(await refusal(await say(server, board, tom, 'accept', accept(blocker)))).toMatch(
      /^422 invalid-command: .*cannot be accepted/,
    );
    expect(
      await refusal(await say(server, board, tom, 'accept', { ...accept(warning), fingerprint: FINGERPRINT })),
    ).toMatch(/^409 conflict: .*has changed/);
    expect(
      await refusal(await say(server, board, tom, 'accept', { ...accept(warning), key: `${warning.rule} step/none` })),
    ).toMatch(/^404 unknown-subject/);
    expect((await say(server, board, tom, 'accept', accept(warning))).status).toBe(201);
    expect((await charter()).payload.recordSeq).toBe(BEGUN + 2);
  });

  it('SRV-125 what was said counts in the findings of the charter', async () => {
    const { server, petra, tom, ines, board, risk, assess } = await setUp();
    const said = async (): Promise<string> =>
      JSON.stringify(((await (await server.ask(`/api/boards/${board}/charter`)).json()) as Charter).payload.findings);
    const before = await said();
    expect((await say(server, board, tom, 'assess', assess(risk('downtime')))).status).toBe(201);
    for (const kind of ['sampling_plan', 'batch_record'])
      expect((await say(server, board, petra, 'assess', assess(risk(kind)))).status).toBe(201);
    for (const kind of ['integration', 'performance'])
      expect((await say(server, board, ines, 'assess', assess(risk(kind)))).status).toBe(201);
    const after = await said();
    expect(before).toContain('"R04"');
    expect(after).not.toContain('"R04"');
  });

  it("SRV-126 members are the facilitator's to name, for any function, under the name that the server knows", async () => {
    const { server, petra, tom, ines, board } = await setUp();
    const member = { principal: ines.id, name: 'Somebody Else', function: 'QUA', role: 'commenter', signer: true };
    expect(await refusal(await say(server, board, tom, 'member', member))).toMatch(/^403 forbidden/);
    const entry = await entryOf(await say(server, board, petra, 'member', member));
    expect(entry.payload).toMatchObject({ principal: ines.id, name: 'Ines Roth', function: 'QUA', role: 'commenter' });
    // What the facilitator said stands, whatever she calls herself.
    expect((await say(server, board, ines, 'ready', { ready: true })).status).toBe(201);
    expect((await recordOf(server, board)).entries.at(-1)).toMatchObject({ kind: 'ready', actor: ines.id });
    expect((await recordOf(server, board)).entries.filter(({ kind }) => kind === 'member')).toHaveLength(2);
    const unknown = { ...member, principal: newId() };
    expect(await refusal(await say(server, board, petra, 'member', unknown))).toMatch(/^404 unknown-subject/);
    expect(
      await refusal(
        await say(server, board, ines, 'decide', { decision: NOTHING, state: 'agreed', fingerprint: FINGERPRINT }),
      ),
    ).toMatch(/^403 forbidden: Your role/);
    await say(server, board, petra, 'member', { ...member, role: null });
    expect(await refusal(await say(server, board, ines, 'ready', { ready: true }))).toMatch(
      /^403 forbidden: You are not a member/,
    );
    const self = { principal: petra.id, name: 'x', function: 'QUA', role: 'viewer', signer: false };
    expect(await refusal(await say(server, board, petra, 'member', self))).toMatch(/^409 conflict: .*no facilitator/);
  });

  it('SRV-177 only whom a thread asks calls a message the answer, in an open thread, once', async () => {
    const { server, petra, tom, ines, board } = await setUp();
    const begin = async (to?: object) => {
      const [thread, comment] = [newId(), newId()];
      const anchor = { subject: 'process/title', label: 'Title' };
      const asked = { thread, anchor, kind: 'question', title: 'Why?', body: 'Say.', ...(to && { to }) };
      for (const [who, kind, payload] of [
        [tom, 'thread', asked],
        [ines, 'comment', { thread, comment, body: 'Because.' }],
      ] as const)
        expect((await say(server, board, who, kind, payload)).status).toBe(201);
      return { thread, comment };
    };
    const claim = async (who: typeof tom, payload: object): Promise<string> => {
      const answer = await say(server, board, who, 'thread.claim', payload);
      return answer.status === 201 ? 'said' : refusal(answer);
    };
    const quality = await begin({ function: 'QUA' });
    for (const who of [tom, ines])
      expect(await claim(who, quality)).toMatch(/^403 forbidden: Only whom the thread asks/);
    expect(await claim(petra, { ...quality, comment: quality.thread })).toMatch(/^422 invalid-command: What was asked/);
    expect(await claim(petra, quality)).toBe('said');
    expect(await claim(petra, quality)).toMatch(/^409 conflict: Another message/);

    const person = await begin({ function: 'IT', principal: petra.id });
    expect(await claim(ines, person)).toMatch(/^403 forbidden: Only whom/);
    expect(await claim(petra, person)).toBe('said');

    const nobody = await begin();
    expect(await claim(tom, nobody)).toMatch(/^403 forbidden: Whoever began/);
    await say(server, board, tom, 'thread.resolve', { thread: nobody.thread, outcome: 'answered', text: 'So.' });
    expect(await claim(ines, nobody)).toMatch(/^409 conflict: The thread is closed/);
    await say(server, board, tom, 'thread.reopen', { thread: nobody.thread, reason: 'Not settled.' });
    expect(await claim(ines, nobody)).toBe('said');
  });

  it('SRV-177 a proposed change is applied once, in an open thread; again only by who says so', async () => {
    const { server, petra, tom, board } = await setUp();
    const [thread, comment, plain] = [newId(), newId(), newId()];
    const change = { summary: 'Keep QMS', mutations: [{ name: 'setField', arguments: { value: 1 } }] };
    const anchor = { subject: 'process/title', label: 'Title' };
    await say(server, board, tom, 'thread', { thread, anchor, kind: 'proposal', title: 'Keep?', body: 'Yes.', change });
    await say(server, board, tom, 'comment', { thread, comment, body: 'Or so.', change });
    await say(server, board, tom, 'comment', { thread, comment: plain, body: 'Well.' });
    const apply = async (payload: object): Promise<string> => {
      const answer = await say(server, board, petra, 'thread.apply', { thread, ...payload });
      return answer.status === 201 ? 'said' : refusal(answer);
    };
    expect(await apply({ comment: plain })).toMatch(/^422 invalid-command: This message proposes no change/);
    for (const one of [{}, { comment }]) {
      expect(await apply(one)).toBe('said');
      expect(await apply(one)).toMatch(/^409 conflict: This change was applied already/);
      expect(await apply({ ...one, again: true })).toBe('said');
    }
    await say(server, board, tom, 'thread.resolve', { thread, outcome: 'done', text: 'Applied.' });
    expect(await apply({ again: true })).toMatch(/^409 conflict: The thread is closed/);
  });

  it("SRV-127 what is said in a thread names a thread and a comment that are there, and edits one's own", async () => {
    const { server, petra, tom, board } = await setUp();
    const [thread, comment] = [newId(), newId()];
    const begun = {
      thread,
      anchor: { subject: 'process/title', label: 'Title' },
      kind: 'question',
      title: 'Why?',
      body: 'Say.',
    };
    const status = async (who: typeof tom, kind: string, payload: unknown) =>
      (await say(server, board, who, kind, payload)).status;
    expect(await status(tom, 'comment', { thread, comment, body: 'x' })).toBe(404);
    expect(await status(tom, 'thread', begun)).toBe(201);
    expect(await status(petra, 'thread', begun)).toBe(409);
    expect(await status(petra, 'comment', { thread, comment, body: 'Because.' })).toBe(201);
    expect(await status(petra, 'comment', { thread, comment, body: 'Twice.' })).toBe(409);
    expect(await status(tom, 'comment.edit', { comment, body: 'Not mine.' })).toBe(403);
    expect(await status(petra, 'comment.edit', { comment, body: 'Because of this.' })).toBe(201);
    expect(await status(tom, 'reaction', { comment: newId(), reaction: 'thanks', on: true })).toBe(404);
    expect(await status(tom, 'thread.claim', { thread, comment: newId() })).toBe(404);
    expect(await status(petra, 'thread.claim', { thread, comment })).toBe(201);
    expect(await status(tom, 'thread.reopen', { thread, reason: 'x' })).toBe(409);
    expect(await status(tom, 'thread.resolve', { thread, outcome: 'answered', text: 'Good.' })).toBe(201);
    expect(await status(tom, 'thread.resolve', { thread, outcome: 'answered', text: 'Good.' })).toBe(409);
  });

  it('SRV-128 is read from a number on, in pages that say where the end is, also by whoever only looks', async () => {
    const { server, tom, board } = await setUp();
    for (const ready of [true, false, true]) await say(server, board, tom, 'ready', { ready });
    const page = await recordOf(server, board, '?since=1&limit=2');
    expect([page.entries.map(({ seq }) => seq), page.head?.seq]).toEqual([[2, 3], BEGUN + 4]);
    expect(page.head?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect((await recordOf(server, board, '?since=99')).entries).toEqual([]);
    for (const query of ['since=-1', 'since=x', 'since=1.5', 'limit=0', 'limit=1001', 'limit='])
      expect(await refusal(await server.ask(`/api/boards/${board}/record?${query}`))).toMatch(
        /^400 invalid-query: .*Give a whole number/,
      );
  });

  it('SRV-129 after thirty commands at once somebody waits, and nobody else', async () => {
    const { server, petra, tom, board } = await setUp();
    const answers: Response[] = [];
    for (let n = 0; n < 60; n += 1) answers.push(await say(server, board, tom, 'ready', {}));
    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.slice(0, 30).every(({ status }) => status === 422)).toBe(true);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.headers.get('retry-after')).toBe('1');
    expect(await refusal(refused[0]!)).toMatch(/^429 too-many-requests: .*Send it again in 1 s/);
    expect((await say(server, board, petra, 'ready', { ready: true })).status).toBe(201);
  });

  it('SRV-112 a record that was changed behind the server is not answered and not added to', async () => {
    const { server, tom, board } = await setUp();
    await server.stop();
    const sql = new Database(databaseFile(server.dataDir));
    withoutTriggers(sql, `update record_entry set payload = replace(payload, 'facilitator', 'contributor')`);
    sql.close();
    const again = await startTestServer({ DATA_DIR: server.dataDir });
    expect(await refusal(await again.ask(`/api/boards/${board}/record`))).toMatch(/^503 board-unavailable: .*damaged/);
    expect(await refusal(await say(again, board, tom, 'ready', { ready: true }))).toMatch(/^503 board-unavailable/);
    expect(await refusal(await again.ask(`/api/boards/${board}/charter`))).toMatch(/^503 board-unavailable/);
    expect((await again.ask(`/api/boards/${board}`)).status).toBe(200);
  });
});
