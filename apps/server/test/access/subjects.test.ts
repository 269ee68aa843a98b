import {
  addLink,
  createEntity,
  decisionFingerprint,
  deleteEntity,
  live,
  readSnapshot,
  type Snapshot,
  setField,
} from '@chartroom/domain';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { newId } from '../../src/ids.ts';
import { isOnBoard } from '../../src/record/subjects.ts';
import { come, invite, restate, startWithBoard } from '../support/board-people.ts';
import { openOwnClient } from '../support/own-client.ts';
import { PATIENT } from '../support/poll.ts';
import { readProblem, refusal } from '../support/problem.ts';

/** An id that no board has. */
const NOTHING = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const PETRA = { name: 'Petra Novak', function: 'QUA', email: 'petra@plant.example' };

const opened = async () => {
  const { server, lena, board } = await startWithBoard();
  const { doc, client } = openOwnClient(server.origin, board, lena.cookie());
  await expect.poll(() => client.state.kind, PATIENT).toBe('synced');
  const snapshot = (): Snapshot => readSnapshot(doc);
  return { server, lena, board, doc, client, snapshot };
};
const begun = (subject: string, more: Readonly<Record<string, unknown>> = {}) => ({
  thread: newId(),
  anchor: { subject, label: 'What stood there' },
  kind: 'question',
  title: 'Why?',
  body: 'Say.',
  ...more,
});

describe('what a thread is about', () => {
  it('SRV-173 is a record of the document, a deleted one included, or a place of the board', () => {
    const doc = new Y.Doc();
    createEntity('system', { name: 'MES' })(doc);
    const id = readSnapshot(doc).entities.system[0]?.id ?? '';
    expect(isOnBoard(readSnapshot(doc), `system/${id}`)).toBe(true);
    expect(isOnBoard(readSnapshot(doc), `step/${id}`)).toBe(false);
    deleteEntity('system', id)(doc);
    const snapshot = readSnapshot(doc);
    expect(isOnBoard(snapshot, `system/${id}`)).toBe(true);
    for (const subject of [
      'area/area.validation',
      'scoping/Q1',
      'scoping/P',
      'scoping/class',
      'scoping/K7',
      'process/title',
      'board/site',
      'function/QUA',
      'riskKind/downtime',
      `row/feed/${id}|${id}|${id}`,
      `row/citation/${id}|21 CFR 211.188, a | b`,
    ])
      expect(isOnBoard(snapshot, subject), subject).toBe(true);
    for (const subject of [
      `system/${NOTHING}`,
      'system/',
      'area/area.sales',
      'scoping/Q9',
      'function/SALES',
      'process/',
      'process/a-b',
      'toString/length',
      '__proto__/x',
      'constructor/name',
      'row/feed/nothing',
      `row/nothing/${id}`,
      'row/feed',
      'nothing',
      '',
    ])
      expect(isOnBoard(snapshot, subject), subject).toBe(false);
  });

  it('SRV-173 what is not there is refused with its field, and a thread outlives its record', async () => {
    const { lena, board, doc, client, snapshot } = await opened();
    const step = live(snapshot(), 'step')[0]?.id ?? '';
    const thread = begun(`step/${step}`);
    expect((await lena.say(board, 'thread', thread)).status).toBe(201);
    for (const subject of [`step/${NOTHING}`, 'sales/x', 'area/area.sales']) {
      const problem = await readProblem(await lena.say(board, 'thread', begun(subject)));
      expect([problem.status, problem.type, Object.keys(problem.errors ?? {})]).toEqual([
        404,
        '/problems/unknown-subject',
        ['/payload/anchor/subject'],
      ]);
    }
    deleteEntity('step', step)(doc);
    await client.settled();
    const comment = { thread: thread.thread, comment: newId(), body: 'It is gone.' };
    expect((await lena.say(board, 'comment', comment)).status).toBe(201);
    expect((await lena.say(board, 'thread', begun(`step/${step}`))).status).toBe(201);
  });

  it('SRV-174 whom it asks and mentions takes part, or did; a stranger is refused with the field', async () => {
    const { server, lena, board } = await opened();
    const petra = await come(server, await invite(lena, board), PETRA);
    const other = (await (await lena.ask('/api/boards', { json: { title: 'Other', template: 'blank' } })).json()) as {
      id: string;
    };
    const stranger = await come(server, await invite(lena, other.id), { name: 'Tom', email: 'tom@plant.example' });
    const thread = begun('process/title', {
      to: { function: 'QUA', principal: petra.id },
      mentions: [{ function: 'IT' }, { principal: petra.id }],
      // Whoever asks for yesterday says so.
      due: '2020-01-01',
    });
    expect((await lena.say(board, 'thread', thread)).status).toBe(201);
    const mentions = [{ principal: petra.id }, { principal: stranger.id }];
    const comment = { thread: thread.thread, comment: newId(), body: 'x' };
    expect((await petra.say(board, 'comment', comment)).status).toBe(201);
    for (const [kind, payload, at] of [
      ['thread', begun('process/title', { to: { principal: stranger.id } }), '/payload/to/principal'],
      ['thread', begun('process/title', { mentions }), '/payload/mentions/1/principal'],
      ['thread.edit', { thread: thread.thread, to: { principal: stranger.id } }, '/payload/to/principal'],
      ['comment', { ...comment, comment: newId(), mentions }, '/payload/mentions/1/principal'],
      ['comment.edit', { comment: thread.thread, body: 'y', mentions }, '/payload/mentions/1/principal'],
      [
        'comment',
        { ...comment, comment: newId(), mentions: [{ principal: newId() }] },
        '/payload/mentions/0/principal',
      ],
    ] as const) {
      const problem = await readProblem(await lena.say(board, kind, payload));
      expect([kind, problem.status, Object.keys(problem.errors ?? {})]).toEqual([kind, 404, [at]]);
      expect(JSON.stringify(problem)).not.toContain('Tom');
    }
    await restate(lena, board, petra.id, { role: null });
    const former = begun('process/title', { mentions: [{ principal: petra.id }] });
    expect((await lena.say(board, 'thread', former)).status).toBe(201);
    expect((await lena.say(board, 'thread.edit', { thread: thread.thread, to: null, due: null })).status).toBe(201);
  }, 60_000);

  it('SRV-178 a decision on the class is the facilitator’s alone, and of OTHER nobody decides', async () => {
    const { server, lena, board, doc, client, snapshot } = await opened();
    const petra = await come(server, await invite(lena, board), PETRA);
    const olga = await come(server, await invite(lena, board), {
      ...PETRA,
      email: 'olga@plant.example',
      function: 'OTHER',
    });
    const guest = await come(server, await invite(lena, board, { guests: true }), { name: 'Gert', function: 'IT' });
    createEntity('decision', { statement: 'Govern it jointly', rationale: 'Both record.' })(doc);
    await client.settled();
    const decision = snapshot().entities.decision.at(-1)?.id ?? '';
    const fingerprint = decisionFingerprint('Govern it jointly', 'Both record.');
    const decide = (who: typeof petra, state: 'agreed' | 'reversed' = 'agreed') =>
      who.say(board, 'decide', { decision, state, fingerprint });
    expect([(await decide(petra)).status, (await decide(guest)).status]).toEqual([201, 201]);
    expect(await refusal(await decide(olga))).toMatch(/^403 forbidden: Only operations, quality and IT/);

    addLink({ from: decision, to: 'scoping.class' })(doc);
    await client.settled();
    for (const who of [petra, guest])
      for (const state of ['agreed', 'reversed'] as const)
        expect(await refusal(await decide(who, state))).toMatch(/^403 forbidden: Decision \S+ is tied to the class/);
    const record = (await (await lena.ask(`/api/boards/${board}/record`)).json()) as {
      entries: readonly { actor: string; kind: string; payload: unknown }[];
    };
    const noted = record.entries.filter(({ actor, kind }) => actor === petra.id && kind === 'access');
    expect(noted.map(({ payload }) => payload)).toContainEqual({ event: 'refused', about: 'decide-class' });
    expect((await decide(lena)).status).toBe(201);
  }, 60_000);

  it('SRV-175 a decision is agreed, reversed and dissented from as it is worded now', async () => {
    const { lena, board, doc, client, snapshot } = await opened();
    createEntity('decision', { statement: 'Hold lots at 24 h.', rationale: 'Stability.' })(doc);
    await client.settled();
    const decision = snapshot().entities.decision.at(-1)?.id ?? '';
    const decide = (fingerprint: string) => lena.say(board, 'decide', { decision, state: 'agreed', fingerprint });
    const dissent = (fingerprint: string) =>
      lena.say(board, 'stance', { decision, stance: 'dissent', reason: 'No.', fingerprint });
    const first = decisionFingerprint('Hold lots at 24 h.', 'Stability.');
    expect((await decide(first)).status).toBe(201);
    expect((await dissent(first)).status).toBe(201);
    setField('decision', decision, 'statement', 'Hold lots at 48 h.')(doc);
    await client.settled();
    for (const answer of [await decide(first), await dissent(first), await decide('0'.repeat(64))])
      expect(await refusal(answer)).toMatch(/^409 conflict: The wording of decision \S+ is another one/);
    expect((await decide(decisionFingerprint('Hold lots at 48 h.', 'Stability.'))).status).toBe(201);
    expect((await decide(decisionFingerprint('Hold lots at 48 h.', ''))).status).toBe(409);
  }, 60_000);
});
