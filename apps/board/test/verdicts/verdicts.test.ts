import { analyse, NO_INPUT, readBoardJson, type AnalysisInput, type Finding, type Snapshot } from '@chartroom/domain';
import { analysisInput, may, projectAll, type Action, type Entry, type Standing } from '@chartroom/record';
import { describe, expect, it } from 'vitest';
import type { PendingCommand } from '../../src/lib/state/record-contract.ts';
import { acceptancesOf, isAcceptable } from '../../src/lib/verdicts/acceptance.ts';
import { agreementOf, wordingOf } from '../../src/lib/verdicts/agreement.ts';
import { readinessBy, today } from '../../src/lib/verdicts/ready.ts';
import { pendingOf, say } from '../../src/lib/verdicts/say.ts';
import { mayNot, mayNotAnswer, mayNotAssess, mayNotDecide, type Speaker } from '../../src/lib/verdicts/standing.ts';
import { textError } from '../../src/lib/verdicts/words.ts';
import { isStale, questionWording, riskWording } from '../../src/lib/verdicts/wording.ts';
import { FakeRecordServer, id, ILSE, ME, PRIYA } from '../support/fake-record-server.ts';

const [STEP, PAPER, DATA, QUESTION, DECISION] = [1, 2, 3, 4, 5].map(
  (number) => `01${String(number).padStart(24, '0')}`,
) as [string, string, string, string, string];

/** Regulated data on paper (M08), an open question (G04) and a decision. */
function board(title = 'Lot values'): Snapshot {
  const read = readBoardJson(
    JSON.stringify({
      format: 'chartroom.board',
      version: 1,
      board: { title: 'Line 1' },
      process: { title: 'Release of lots' },
      entities: {
        step: [{ id: STEP, title: 'Test', kind: 'test', order: 'a0' }],
        system: [{ id: PAPER, name: 'Form', kind: 'paper', auditTrail: 'no' }],
        dataObject: [{ id: DATA, title, regulated: true }],
        question: [{ id: QUESTION, text: 'Who reviews?', toFunction: 'QUA' }],
        decision: [{ id: DECISION, statement: 'Keep paper', rationale: 'Until the new line stands' }],
      },
      rows: { role: [{ key: `${STEP}|*|${PAPER}|record` }], stepData: [{ key: `${STEP}|${DATA}|create` }] },
      texts: {},
    }),
  );
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.snapshot;
}
const findingOf = (rule: string, input: AnalysisInput = NO_INPUT, snapshot = board()): Finding =>
  analyse(snapshot, input).findings.find((one) => one.rule === rule)!;

/** A record in which operations, quality and IT take part. */
function crew(): FakeRecordServer {
  const server = new FakeRecordServer();
  server.joins(ME, { function: 'OPS' });
  server.joins(PRIYA, { function: 'QUA' });
  server.joins(ILSE, { function: 'IT' });
  return server;
}
const verdictsOf = (entries: readonly Entry[]) => projectAll(entries).verdicts;

describe('acceptance', () => {
  const finding = findingOf('M08');
  const accept = (server: FakeRecordServer, actor: string, fingerprint = finding.fingerprint): Entry =>
    server.append(actor, 'accept', { rule: 'M08', key: finding.key, fingerprint, rationale: 'Replaced next year' });

  it('BOARD-73 only a warning and an open question can be accepted', () => {
    expect([isAcceptable(finding), isAcceptable(findingOf('G04'))]).toEqual([true, true]);
    const blockers = analyse(board()).findings.filter((one) => one.severity === 'B' && one.rule !== 'G04');
    expect(blockers.length).toBeGreaterThan(0);
    expect(blockers.some(isAcceptable)).toBe(false);
  });

  it('BOARD-73 shows function by function who accepted it as it stands, as it was before, or not', () => {
    const server = crew();
    accept(server, PRIYA);
    accept(server, ILSE, 'ab'.repeat(32));
    const shown = acceptancesOf(finding, verdictsOf(server.entries));
    expect(shown.map((one) => [one.function, one.state, one.said?.actor ?? null])).toEqual([
      ['OPS', 'none', null],
      ['QUA', 'holds', PRIYA],
      ['IT', 'lapsed', ILSE],
    ]);
  });

  it('BOARD-73 agrees with what the rules take from it, before and after the finding has changed', () => {
    const server = crew();
    for (const actor of [ME, PRIYA, ILSE]) accept(server, actor);
    const input = analysisInput(projectAll(server.entries));
    for (const snapshot of [board(), board('Lot values, signed')]) {
      const now = findingOf('M08', input, snapshot);
      const shown = acceptancesOf(now, verdictsOf(server.entries));
      const by = (state: string): readonly string[] =>
        shown.filter((one) => one.state === state).map((one) => one.function);
      expect(by('holds')).toEqual(now.acceptedBy);
      expect(by('lapsed')).toEqual(now.lapsed);
    }
    expect(findingOf('M08', input).accepted).toBe(true);
  });
});

describe('agreement', () => {
  const decision = { id: DECISION, statement: 'Keep paper', rationale: 'Until the new line stands' } as const;
  const fingerprint = wordingOf(decision);

  it('BOARD-76 shows stances by function and person, and which are of an earlier wording', () => {
    const server = crew();
    const stance = (actor: string, said: string, wording = fingerprint): Entry =>
      server.append(actor, 'stance', { decision: DECISION, stance: said, reason: '', fingerprint: wording });
    stance(ILSE, 'agree');
    stance(PRIYA, 'agree', 'ab'.repeat(32));
    stance(ME, 'abstain');
    stance(ILSE, 'dissent');
    const { stances, decided } = agreementOf(decision, verdictsOf(server.entries));
    expect(decided).toBeNull();
    expect(stances.map(({ said, isChanged }) => [said.function, said.payload.stance, isChanged])).toEqual([
      ['OPS', 'abstain', false],
      ['QUA', 'agree', true],
      ['IT', 'dissent', false],
    ]);
  });

  it('BOARD-76 says when the wording has changed since it was decided; blanks at its ends are no change', () => {
    const server = crew();
    server.append(ME, 'decide', { decision: DECISION, state: 'agreed', fingerprint });
    const verdicts = verdictsOf(server.entries);
    expect(agreementOf(decision, verdicts)).toMatchObject({ isChanged: false, decided: { actor: ME } });
    expect(agreementOf({ ...decision, statement: ' Keep paper ' }, verdicts).isChanged).toBe(false);
    expect(agreementOf({ ...decision, rationale: 'For good' }, verdicts).isChanged).toBe(true);
  });
});

describe('answer and assessment', () => {
  const question = { text: 'Who reviews?', toFunction: 'QUA' } as const;
  const risk = { kind: 'downtime', dutyFunction: 'OPS' } as const;

  it('BOARD-75 an answer is of the wording that was answered, and one from before words were bound of any', () => {
    const server = crew();
    const stale = (asked: { text: string; toFunction: 'QUA' | 'IT' }): boolean =>
      isStale(verdictsOf(server.entries).answers.get(QUESTION), questionWording(asked));
    expect(stale(question)).toBe(false);
    server.append(PRIYA, 'answer', { question: QUESTION, text: 'We do.' });
    expect(stale({ ...question, text: 'Who signs?' })).toBe(false);
    server.append(PRIYA, 'answer', { question: QUESTION, text: 'We do.', fingerprint: questionWording(question) });
    expect([stale(question), stale({ ...question, text: ' Who reviews? ' })]).toEqual([false, false]);
    expect([stale({ ...question, text: 'Who signs?' }), stale({ ...question, toFunction: 'IT' })]).toEqual([
      true,
      true,
    ]);
  });

  it('BOARD-74 an assessment is of kind, duty and note of the risk', () => {
    const server = crew();
    const fingerprint = riskWording(risk, 'The press');
    server.append(ME, 'assess', { risk: STEP, state: 'assessed', rationale: 'Two hours', fingerprint });
    const said = verdictsOf(server.entries).assessments.get(STEP);
    const stale = (note: string | undefined, of: Parameters<typeof riskWording>[0] = risk) =>
      isStale(said, riskWording(of, note));
    expect([stale('The press'), stale('The press\n')]).toEqual([false, false]);
    expect([stale('The line'), stale(undefined), stale('The press', { ...risk, dutyFunction: 'IT' })]).toEqual([
      true,
      true,
      true,
    ]);
  });
});

describe('readiness', () => {
  it('BOARD-77 holds until its day is over or it is taken back, by the last word of each function', () => {
    const server = crew();
    server.append(ME, 'ready', { ready: true, until: '2026-11-26' });
    server.append(PRIYA, 'ready', { ready: true });
    server.append(ILSE, 'ready', { ready: true });
    server.append(ILSE, 'ready', { ready: false });
    const on = (day: string): readonly string[] => readinessBy(verdictsOf(server.entries), day).map((one) => one.state);
    expect(on('2026-11-26')).toEqual(['ready', 'ready', 'not']);
    expect(on('2026-11-27')).toEqual(['past', 'ready', 'not']);
  });

  it('BOARD-77 takes the day of this screen', () => {
    expect(today(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
  });
});

describe('who may', () => {
  const speaker = (standing: Standing): Speaker => ({
    me: { function: standing.function },
    record: { standing, may: (action: Action) => may(standing, action) },
  });
  const standing = (given: Partial<Standing>): Standing => ({
    role: 'contributor',
    function: 'OPS',
    signer: false,
    guest: false,
    ...given,
  });

  it('BOARD-74 a risk is for its duty function alone', () => {
    expect(mayNotAssess(speaker(standing({ function: 'QUA' })), 'QUA')).toBeNull();
    expect(mayNotAssess(speaker(standing({ role: 'facilitator' })), 'QUA')).toBe('Only quality says this.');
    expect(mayNotAssess(speaker(standing({ function: 'QUA' })), 'IT')).toBe('Only IT says this.');
    expect(mayNotAssess(speaker(standing({})), undefined)).toBe('Name the function that it is for first.');
  });

  it('BOARD-75 a question is for the function it is for, or the facilitator', () => {
    expect(mayNotAnswer(speaker(standing({ function: 'QUA', role: 'commenter' })), 'QUA')).toBeNull();
    expect(mayNotAnswer(speaker(standing({ role: 'facilitator' })), 'QUA')).toBeNull();
    expect(mayNotAnswer(speaker(standing({})), 'QUA')).toBe('Only quality says this.');
  });

  it('BOARD-76 a decision is recorded for operations, quality or IT, and one on the class by a facilitator', () => {
    const of = (given: Partial<Standing>, isOfClass: boolean) => mayNotDecide(speaker(standing(given)), isOfClass);
    expect([of({}, false), of({ guest: true }, false), of({ role: 'facilitator' }, true)]).toEqual([null, null, null]);
    expect(of({ function: 'OTHER' }, false)).toMatch(/operations, quality and IT/);
    expect(of({ function: 'OTHER', role: 'facilitator' }, true)).toMatch(/operations, quality and IT/);
    expect(of({}, true)).toBe('Only a facilitator decides on the class. Ask them to record it.');
    expect(of({ role: 'commenter' }, true)).toMatch(/role/);
  });

  it('BOARD-78 whoever may not is told why', () => {
    expect(mayNot(speaker(standing({ role: 'viewer' })), 'accept')).toMatch(/role/);
    expect(mayNot(speaker(standing({ function: 'OTHER' })), 'ready')).toMatch(/operations, quality and IT/);
    expect(mayNot(speaker(standing({ role: 'commenter' })), 'decide')).toMatch(/role/);
    expect(mayNot(speaker(standing({ role: 'commenter' })), 'stance')).toBeNull();
  });
});

describe('saying', () => {
  const command = (kind: PendingCommand['kind'], payload: object, state: PendingCommand['state']): PendingCommand => ({
    id: id(`${kind}${state}`),
    kind,
    payload: payload as PendingCommand['payload'],
    atMs: 1,
    state,
    problem: null,
  });

  it('BOARD-78 what is refused at once stays in its form with the sentence, and nowhere else', async () => {
    const problem = { type: 'x', title: 'Refused', status: 409, detail: 'It has changed since.' };
    const payload = { question: QUESTION, text: 'We do.' };
    const pending = [command('answer', payload, 'refused'), command('answer', { ...payload, text: 'No.' }, 'refused')];
    const discarded: string[] = [];
    const record = {
      pending,
      say: async () => ({ ok: false, problem }) as const,
      discard: (one: string) => void discarded.push(one),
    };
    expect(await say(record, 'answer', payload)).toBe('It has changed since.');
    expect(discarded).toEqual([pending[0]!.id]);
    expect(await say({ ...record, say: async () => ({ ok: 'later' }) as const }, 'answer', payload)).toBeNull();
    expect(await say({ ...record, say: async () => ({ ok: true }) as const }, 'answer', payload)).toBeNull();
  });

  it('BOARD-78 shows beside a record the last of one’s own words that is not in the record', () => {
    const other = command('answer', { question: DECISION, text: 'No.' }, 'waiting');
    const mine = command('answer', { question: QUESTION, text: 'Yes.' }, 'waiting');
    const found = pendingOf([mine, other], 'answer', ({ question }) => question === QUESTION);
    expect(found).toBe(mine);
    expect(pendingOf([mine], 'assess')).toBeUndefined();
  });

  it('BOARD-78 a reason that is blank or too long is asked for again', () => {
    expect(textError('  ', 10, 'Enter a reason')).toBe('Enter a reason');
    expect(textError('  ', 10, null)).toBe('');
    expect(textError(` ${'x'.repeat(10)} `, 10, null)).toBe('');
    expect(textError('x'.repeat(11), 10, null)).toBe('Shorten it to 10 characters');
  });
});
