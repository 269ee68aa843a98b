/** Who owes what, from a board with one gap of each kind and what was said about it. */
import { analyse, type OwningFunction } from '@chartroom/domain';
import { describe, expect, it } from 'vitest';
import {
  analysisInput,
  countDuties,
  dutiesOfFunction,
  dutiesOfPerson,
  projectAll,
  type Duty,
  type DutyInput,
  type Payload,
} from '../src/index.ts';
import { BINDING, board, QUESTION, RISK, STEP, WORDING } from './support/board.ts';
import { entityId, HASH, Pen, randomId } from './support/record.ts';

const [anna, bert, carla] = ['anna', 'bert', 'carla'].map(randomId) as [string, string, string];
const THREAD = randomId('t1');
const COMMENT = randomId('c1');
const change = { summary: 'Keep QMS', mutations: [{ name: 'setField', arguments: { value: 1 } }] };

const left = { name: 'Bert', function: 'IT', role: null, signer: false } as const;
const crew = (): Pen =>
  new Pen()
    .joins(anna, { role: 'facilitator', function: 'OPS', person: entityId(9) })
    .joins(bert, { function: 'IT' })
    .joins(carla, { function: 'QUA' });
const thread = (given: Partial<Payload<'thread'>> = {}): Payload<'thread'> => ({
  thread: THREAD,
  anchor: { subject: `step/${STEP}`, label: 'Step 1' },
  kind: 'question',
  title: 'Which counts?',
  body: 'If the numbers differ',
  ...given,
});

const input = (pen: Pen, snapshot = board()): DutyInput => {
  const record = projectAll(pen.entries);
  return { snapshot, record, analysis: analyse(snapshot, analysisInput(record)) };
};
const owed = (pen: Pen, fn: OwningFunction, kind: Duty['kind']): readonly Duty[] =>
  dutiesOfFunction(input(pen), fn).filter((duty) => duty.kind === kind);

describe('duties of a function', () => {
  it('REC-120 an open thread that asks a function is an answer owed by it and by nobody else', () => {
    const pen = crew().says(anna, 'thread', thread({ to: { function: 'QUA' }, due: '2026-12-01' }));
    expect(owed(pen, 'QUA', 'answer-thread')).toEqual([
      { kind: 'answer-thread', thread: THREAD, blocks: false, due: '2026-12-01' },
    ]);
    expect(owed(pen, 'IT', 'answer-thread')).toEqual([]);
  });

  it('REC-120 a thread that asks a function and names somebody of it is owed by that person alone', () => {
    const pen = crew().says(anna, 'thread', thread({ to: { function: 'QUA', principal: carla } }));
    expect(owed(pen, 'QUA', 'answer-thread')).toEqual([]);
    expect(dutiesOfPerson(input(pen), carla).map(({ kind }) => kind)).toEqual(['answer-thread']);
  });

  it('REC-120 what is an action is to be done, what holds a proposal is to be decided until it is applied', () => {
    const asks = { to: { function: 'QUA' } } as const;
    expect(owed(crew().says(anna, 'thread', thread({ ...asks, kind: 'action' })), 'QUA', 'act')).toHaveLength(1);
    const pen = crew().says(anna, 'thread', thread({ ...asks, change }));
    expect(owed(pen, 'QUA', 'decide-proposal')).toHaveLength(1);
    pen.says(carla, 'thread.apply', { thread: THREAD });
    expect(owed(pen, 'QUA', 'decide-proposal')).toEqual([]);
  });

  it('REC-120 a thread that is claimed or closed is owed no more, and again when it is reopened', () => {
    const pen = crew()
      .says(anna, 'thread', thread({ to: { function: 'QUA' } }))
      .says(carla, 'comment', { thread: THREAD, comment: COMMENT, body: 'QMS' })
      .says(carla, 'thread.claim', { thread: THREAD, comment: COMMENT });
    expect(owed(pen, 'QUA', 'answer-thread')).toEqual([]);
    pen.says(anna, 'thread.resolve', { thread: THREAD, outcome: 'answered', text: 'QMS' });
    expect(owed(pen, 'QUA', 'answer-thread')).toEqual([]);
    pen.says(anna, 'thread.reopen', { thread: THREAD, reason: 'The numbers differ again' });
    expect(owed(pen, 'QUA', 'answer-thread')).toHaveLength(1);
  });

  it('REC-121 a proposal that asks nobody is owed by the function accountable for its subject', () => {
    const snapshot = board();
    const [row] = [
      {
        kind: 'resp' as const,
        key: `${STEP}|QUA|A|-`,
        parts: { subject: STEP, function: 'QUA' as const, code: 'A' as const, person: '-' },
        value: 1,
        dangling: [],
      },
    ];
    const owned = { ...snapshot, rows: { ...snapshot.rows, resp: [...snapshot.rows.resp, row] } } as typeof snapshot;
    const pen = crew().says(bert, 'thread', thread({ kind: 'proposal', change }));
    const kinds = (fn: OwningFunction) => dutiesOfFunction(input(pen, owned), fn).map(({ kind }) => kind);
    expect(kinds('QUA')).toContain('decide-proposal');
    expect(kinds('OPS')).not.toContain('decide-proposal');
    expect(owed(pen, 'QUA', 'decide-proposal')).toEqual([]);
  });

  it('REC-122 a question of the board is owed until it is answered, and is not counted as a finding too', () => {
    const of = (pen: Pen) => dutiesOfFunction(input(pen), 'QUA');
    expect(of(crew()).filter(({ kind }) => kind === 'answer-question')).toEqual([
      { kind: 'answer-question', question: QUESTION, blocks: true, due: null },
    ]);
    expect(of(crew()).some((duty) => 'finding' in duty && duty.finding.startsWith('G04'))).toBe(false);
    const answered = crew().says(carla, 'answer', { question: QUESTION, text: 'Quality' });
    expect(of(answered).filter(({ kind }) => kind === 'answer-question')).toEqual([]);
  });

  it('REC-129 an answer of another wording is owed again, and so is an assessment, once, by the function whose duty it is', () => {
    const said = crew()
      .says(carla, 'answer', { question: QUESTION, text: 'Quality', fingerprint: BINDING.question })
      .says(anna, 'assess', { risk: RISK, state: 'assessed', rationale: 'Two hours', fingerprint: BINDING.risk });
    const owes = (fn: OwningFunction, worded: Partial<typeof WORDING>, steps = true) => {
      const whole = board({ worded: { ...WORDING, ...worded } });
      const snapshot = steps ? whole : { ...whole, entities: { ...whole.entities, step: [] } };
      return dutiesOfFunction(input(said, snapshot), fn).flatMap((duty): readonly Duty[] => {
        if ('risk' in duty || 'question' in duty) return [duty];
        return 'finding' in duty && duty.finding === 'R03 riskKind/downtime' ? [duty] : [];
      });
    };
    expect([owes('QUA', {}), owes('OPS', {}), owes('OPS', {}, false)]).toEqual([[], [], []]);
    expect(owes('QUA', { question: 'Who signs?' })).toEqual([
      { kind: 'answer-question', question: QUESTION, blocks: true, due: null },
    ]);
    // Where a rule asks for the assessment, its finding is the duty.
    expect(owes('OPS', { note: 'The press' })).toEqual([
      { kind: 'repair', finding: 'R03 riskKind/downtime', blocks: true, due: null },
    ]);
    expect(owes('OPS', { note: 'The press' }, false)).toEqual([
      { kind: 'assess-again', risk: RISK, blocks: false, due: null },
    ]);
    expect(owes('QUA', { note: 'The press' }, false)).toEqual([]);
  });

  it('REC-123 findings are owed by those whom they name, and block unless accepted by all', () => {
    const { analysis } = input(crew());
    for (const fn of ['OPS', 'QUA', 'IT'] as const) {
      const expected = analysis.findings
        .filter((one) => one.rule !== 'G04' && one.severity !== 'I' && one.owes.includes(fn))
        .map(({ key }) => key);
      expect(expected.length).toBeGreaterThan(0);
      const repairs = owed(crew(), fn, 'repair');
      expect(repairs.map((duty) => 'finding' in duty && duty.finding).toSorted()).toEqual(expected.toSorted());
      expect(repairs.every(({ blocks }) => blocks)).toBe(true);
    }
  });

  it('REC-123 whose acceptance has lapsed owes a new one, even of a finding that names others', () => {
    const warning = input(crew()).analysis.findings.find(({ rule }) => rule === 'M08')!;
    const pen = crew().says(bert, 'accept', {
      rule: 'M08',
      key: warning.key,
      fingerprint: HASH,
      rationale: 'Replaced next year',
    });
    expect(owed(pen, 'IT', 'accept-again')).toEqual([
      { kind: 'accept-again', finding: warning.key, blocks: true, due: null },
    ]);
    expect(owed(pen, 'IT', 'repair').some((duty) => 'finding' in duty && duty.finding === warning.key)).toBe(false);
  });
});

describe('duties of a person', () => {
  it('REC-124 what asks them by name, and the closing of what was answered', () => {
    const pen = crew().says(anna, 'thread', thread({ to: { principal: carla } }));
    const kinds = (principal: string) => dutiesOfPerson(input(pen), principal).map(({ kind }) => kind);
    expect(kinds(carla)).toEqual(['answer-thread']);
    expect(kinds(bert)).toEqual([]);
    pen
      .says(carla, 'comment', { thread: THREAD, comment: COMMENT, body: 'QMS' })
      .says(carla, 'thread.claim', { thread: THREAD, comment: COMMENT });
    expect(kinds(carla)).toEqual([]);
    expect(kinds(anna)).toEqual(['close-thread']);
  });

  it('REC-124 findings on what the person is accountable for, and on nothing else', () => {
    const snapshot = board();
    const row = {
      kind: 'resp' as const,
      key: `${STEP}|OPS|A|${entityId(9)}`,
      parts: { subject: STEP, function: 'OPS' as const, code: 'A' as const, person: entityId(9) },
      value: 1,
      dangling: [],
    };
    const owned = { ...snapshot, rows: { ...snapshot.rows, resp: [row] } } as unknown as typeof snapshot;
    const before = input(crew(), owned);
    const expected = before.analysis.findings
      .filter((one) => one.severity !== 'I' && one.subjects.includes(`step/${STEP}`))
      .map(({ key }) => key);
    expect(expected.length).toBeGreaterThan(0);
    expect(dutiesOfPerson(before, anna).map((duty) => 'finding' in duty && duty.finding)).toEqual(expected);
    expect(dutiesOfPerson(before, bert)).toEqual([]);
  });

  it('REC-124 an acceptance that the person gave and that lapsed, once, and nobody else’s', () => {
    const { key } = input(crew()).analysis.findings.find(({ rule }) => rule === 'M08')!;
    const accept = { rule: 'M08' as const, key, fingerprint: HASH, rationale: 'Replaced next year' };
    const pen = crew().says(bert, 'accept', accept);
    const duty = { kind: 'accept-again', finding: key, blocks: true, due: null };
    expect(dutiesOfPerson(input(pen), bert)).toEqual([duty]);
    expect(dutiesOfPerson(input(pen), carla)).toEqual([]);
    // Accountable for the subject as well: still one duty for this finding.
    const row = {
      kind: 'resp' as const,
      key: `${STEP}|OPS|A|${entityId(9)}`,
      parts: { subject: STEP, function: 'OPS' as const, code: 'A' as const, person: entityId(9) },
      value: 1,
      dangling: [],
    };
    const snapshot = board();
    const owned = { ...snapshot, rows: { ...snapshot.rows, resp: [row] } } as unknown as typeof snapshot;
    const both = crew().says(anna, 'accept', accept);
    const ofAnna = dutiesOfPerson(input(both, owned), anna).filter((one) => 'finding' in one && one.finding === key);
    expect(ofAnna).toEqual([duty]);
  });
});

describe('reasons', () => {
  const owing = (changes: Readonly<Record<string, number>>): DutyInput => ({
    ...input(crew()),
    owedReasons: Object.entries(changes).map(([principal, count]) => ({ principal, changes: count })),
  });
  const reasonsOf = (duties: readonly Duty[]): readonly Duty[] => duties.filter(({ kind }) => kind === 'state-why');
  const duty = (principal: string, changes: number): Duty => ({
    kind: 'state-why',
    principal,
    changes,
    blocks: false,
    due: null,
  });

  it('REC-128 own changes that owe a reason are one duty of whoever made them, with how many', () => {
    const all = owing({ [anna]: 3, [carla]: 1, [bert]: 0 });
    expect(reasonsOf(dutiesOfPerson(all, anna))).toEqual([duty(anna, 3)]);
    expect(reasonsOf(dutiesOfPerson(all, bert))).toEqual([]);
    expect(reasonsOf(dutiesOfPerson(input(crew()), anna))).toEqual([]);
  });

  it('REC-128 a function owes those of its members, each for themselves; of others nobody does', () => {
    const all = owing({ [anna]: 3, [carla]: 1, [randomId('gone')]: 5 });
    expect(reasonsOf(dutiesOfFunction(all, 'OPS'))).toEqual([duty(anna, 3)]);
    expect(reasonsOf(dutiesOfFunction(all, 'QUA'))).toEqual([duty(carla, 1)]);
    expect(reasonsOf(dutiesOfFunction(all, 'IT'))).toEqual([]);
  });

  it('REC-128 who is no member owes for the function that the server knows them by, who was one for none', () => {
    const visitor = randomId('visitor');
    const { record, ...rest } = input(crew().says(anna, 'member', { ...left, principal: bert }));
    const owedReasons = [
      { principal: visitor, changes: 2, speaksFor: 'IT' },
      { principal: bert, changes: 4, speaksFor: 'IT' },
      { principal: carla, changes: 1, speaksFor: 'IT' },
    ] as const;
    const all = { ...rest, record, owedReasons };
    expect(reasonsOf(dutiesOfFunction(all, 'IT'))).toEqual([duty(visitor, 2)]);
    expect(reasonsOf(dutiesOfFunction(all, 'QUA'))).toEqual([duty(carla, 1)]);
  });
});

describe('order and counts', () => {
  it('REC-125 comes by due date, then blocking ones first', () => {
    const pen = crew()
      .says(anna, 'thread', thread({ thread: randomId('late'), to: { function: 'QUA' }, due: '2026-12-09' }))
      .says(anna, 'thread', thread({ thread: randomId('never'), to: { function: 'QUA' } }))
      .says(anna, 'thread', thread({ thread: randomId('soon'), to: { function: 'QUA' }, due: '2026-12-01' }));
    const duties = dutiesOfFunction(input(pen), 'QUA');
    expect(duties.slice(0, 2).map((duty) => 'thread' in duty && duty.thread)).toEqual([
      randomId('soon'),
      randomId('late'),
    ]);
    const undated = duties.slice(2).map(({ blocks }) => blocks);
    expect(undated).toEqual(undated.toSorted((a, b) => Number(b) - Number(a)));
    expect(countDuties(duties, '2026-12-05')).toEqual({
      owed: duties.length,
      blocking: undated.filter(Boolean).length,
      overdue: 1,
    });
  });
});
