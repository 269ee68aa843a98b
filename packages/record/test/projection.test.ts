/** The record as it stands, from its entries. */
import { describe, expect, it } from 'vitest';
import {
  EMPTY_RECORD,
  ENTRY_SCHEMAS,
  isGroundKind,
  projectAll,
  RecordProjector,
  type Entry,
  type RecordProjection,
  type ThreadState,
} from '../src/index.ts';
import { mixedRecord } from './support/mixed.ts';
import { seeded, SEED, type Random } from './support/random.ts';
import { entityId, HASH, Pen, randomId, timeAt } from './support/record.ts';

const [anna, bert, carla] = ['anna', 'bert', 'carla'].map(randomId) as [string, string, string];
const [T, C, C2] = ['t1', 'c1', 'c2'].map(randomId) as [string, string, string];
const CHANGE = { summary: 'Set it', mutations: [{ name: 'setField', arguments: { value: 1 } }] };
const ANCHOR = { subject: `step/${entityId(1)}`, label: 'Step 1' };

const crew = (): Pen =>
  new Pen().joins(anna, { role: 'facilitator' }).joins(bert, { function: 'QUA' }).joins(carla, { function: 'IT' });
const asked = (): Pen =>
  crew()
    .says(anna, 'thread', { thread: T, anchor: ANCHOR, kind: 'question', title: 'Who?', body: 'Who reviews?' })
    .says(bert, 'comment', { thread: T, comment: C, body: 'We do', change: CHANGE });
const threadOf = (pen: Pen): ThreadState => projectAll(pen.entries).threads.get(T)!;

/** All but the position: what an entry that changes nothing leaves alone. */
const content = (projection: RecordProjection) => ({ ...projection, recordSeq: 0 });

describe('following', () => {
  const SIZE = 300;

  it(`REC-80 in any pieces, in any order and again: the same projection (seed ${SEED})`, () => {
    const random = seeded(SEED);
    for (let turn = 0; turn < 60; turn += 1) {
      const record = mixedRecord(random, 1 + random.int(SIZE));
      const whole = projectAll(record);
      expect(whole.recordSeq).toBe(record.length);

      const pieces = new RecordProjector();
      for (let from = 0; from < record.length;) {
        const to = from + 1 + random.int(40);
        pieces.add(record.slice(from, to));
        expect(pieces.value).toEqual(projectAll(record.slice(0, to)));
        from = to + (random.chance(0.5) ? 0 : addedUnseen(pieces, record, to, random.int(20)));
      }
      expect(pieces.value).toEqual(whole);

      const shuffled = shuffle([...record, ...record.slice(0, random.int(record.length))], random);
      const anyhow = new RecordProjector();
      for (let from = 0; from < shuffled.length;) {
        const to = from + 1 + random.int(60);
        anyhow.add(shuffled.slice(from, to));
        if (random.chance(0.3)) void anyhow.value;
        from = to;
      }
      expect(anyhow.value).toEqual(whole);
      expect([...anyhow.value.threads.keys()]).toEqual([...whole.threads.keys()]);
      expect([...anyhow.value.verdicts.stances.keys()]).toEqual([...whole.verdicts.stances.keys()]);
    }
  });

  it('REC-80 a late entry is put where it belongs', () => {
    const record: readonly Entry[] = asked().entries;
    const projector = new RecordProjector().add(record.filter((entry) => entry.seq !== 4));
    expect(projector.value.threads.size).toBe(0);
    expect(projector.add([record[3]!]).value).toEqual(projectAll(record));
  });

  it('REC-80 the drawn records hold entries of every kind, each with a payload that its schema takes', () => {
    // Whether all of it occurs is a question to the generator, not to chance.
    const record = mixedRecord(seeded(1_125), 2_000);
    for (const [kind, schema] of Object.entries(ENTRY_SCHEMAS)) {
      const entries = record.filter((entry) => entry.kind === kind);
      expect(entries.length, kind).toBeGreaterThan(10);
      for (const entry of entries) expect(schema.parse(entry.payload)).toEqual(entry.payload);
    }
    const { threads, verdicts } = projectAll(record);
    const all = [...threads.values()];
    expect(all.some((one) => one.state === 'closed') && all.some((one) => one.claimed !== null)).toBe(true);
    expect(all.flatMap((one) => one.comments).some((one) => one.applied !== null && one.earlier.length > 0)).toBe(true);
    expect([500, 900, 1300, 1700].some((length) => projectAll(record.slice(0, length)).former.size > 0)).toBe(true);
    expect(Object.values(verdicts).every((map: ReadonlyMap<string, unknown>) => map.size > 0)).toBe(true);
  });

  it('REC-81 an entry that is in it already changes nothing: the value is the same object', () => {
    const record = mixedRecord(seeded(SEED), SIZE);
    const projector = new RecordProjector().add(record);
    const before = projector.value;
    for (const entry of record) expect(projector.add([entry]).value).toBe(before);
    expect(projector.add([]).add(record).value).toBe(before);
    const [first] = record;
    const double = { ...first!, kind: 'answer', payload: { question: entityId(1), text: 'again' } };
    expect(projector.add([double]).value, 'the first of a number counts').toBe(before);
  });

  it('REC-82 what was handed out never changes, and what did not change keeps its identity', () => {
    const random = seeded(SEED + 2);
    for (let turn = 0; turn < 20; turn += 1) {
      const record = mixedRecord(random, 150);
      const projector = new RecordProjector();
      let before = projector.value;
      for (const entry of record) {
        const copy = structuredClone(before);
        const after = projector.add([entry]).value;
        expect(before).toEqual(copy);
        expectShared(before, after);
        before = after;
      }
    }
  });

  it('REC-83 entries of kinds that this version does not know are counted and passed over', () => {
    const pen = asked();
    const before = content(projectAll(pen.entries));
    pen.writes(anna, 'ballot', { sealed: true }).writes(bert, 'toString', null).writes(bert, '__proto__', 7);
    expect(projectAll(pen.entries)).toEqual({ ...before, recordSeq: pen.entries.length, unknown: 3 });
    pen.says(carla, 'comment', { thread: T, comment: C2, body: 'Later' });
    expect(threadOf(pen).comments).toHaveLength(3);
  });

  it('REC-88 what charter and findings stand on comes out the same of its own kinds alone', () => {
    const record = mixedRecord(seeded(SEED), 400);
    const { members, former, verdicts, groundSeq } = projectAll(record);
    expect(members.size * verdicts.acceptances.size).toBeGreaterThan(0);
    const ground = projectAll(record.filter(({ kind }) => isGroundKind(kind)));
    expect(ground).toEqual({ ...EMPTY_RECORD, recordSeq: groundSeq, members, former, verdicts, groundSeq });
  });

  it('REC-88 only members and verdicts move what charter and findings stand on', () => {
    const pen = new Pen().joins(anna);
    const ground = () => projectAll(pen.entries).groundSeq;
    expect(ground()).toBe(1);
    pen.says(anna, 'access', { event: 'exported', about: 'charter.html' });
    pen.says(anna, 'thread', {
      thread: randomId('t'),
      anchor: { subject: 'process/title', label: 'The process' },
      kind: 'question',
      title: 'Which counts?',
      body: 'If they differ',
    });
    pen.says(anna, 'reaction', { comment: randomId('t'), reaction: 'seen', on: true });
    expect([ground(), projectAll(pen.entries).recordSeq]).toEqual([1, 4]);
    pen.says(anna, 'ready', { ready: true });
    expect(ground()).toBe(5);
    expect(projectAll([]).groundSeq).toBe(0);
  });

  it('REC-83 access and the audit trail move the position alone', () => {
    const pen = asked();
    const before = content(projectAll(pen.entries));
    pen.says(anna, 'access', { event: 'exported', about: 'charter' });
    pen.says(anna, 'change', {
      root: 'step',
      key: entityId(1),
      change: 'deleted',
      old: null,
      new: null,
      from: 1,
      to: 1,
    });
    expect(projectAll(pen.entries)).toEqual({ ...before, recordSeq: pen.entries.length });
    expect(projectAll([])).toEqual(EMPTY_RECORD);
  });

  it('REC-84 entries about what is not there change nothing', () => {
    const nowhere = randomId('nowhere');
    const strays: readonly ((pen: Pen) => Pen)[] = [
      (pen) => pen.says(anna, 'comment', { thread: nowhere, comment: C2, body: 'x' }),
      (pen) => pen.says(anna, 'comment', { thread: nowhere, comment: C, body: 'x' }),
      (pen) => pen.says(anna, 'comment.edit', { comment: nowhere, body: 'x' }),
      (pen) => pen.says(anna, 'reaction', { comment: nowhere, reaction: 'agree', on: true }),
      (pen) => pen.says(anna, 'reaction', { comment: C, reaction: 'agree', on: false }),
      (pen) => pen.says(anna, 'thread.edit', { thread: nowhere, title: 'x' }),
      (pen) => pen.says(anna, 'thread.claim', { thread: nowhere, comment: C }),
      (pen) => pen.says(anna, 'thread.claim', { thread: T, comment: nowhere }),
      (pen) => pen.says(anna, 'thread.resolve', { thread: nowhere, outcome: 'done', text: 'x' }),
      (pen) => pen.says(anna, 'thread.reopen', { thread: nowhere, reason: 'x' }),
      (pen) => pen.says(anna, 'thread.apply', { thread: nowhere }),
      (pen) => pen.says(anna, 'thread.apply', { thread: T, comment: nowhere }),
      (pen) => pen.says(anna, 'thread.apply', { thread: T }),
      (pen) => pen.says(anna, 'member', { principal: nowhere, name: 'x', function: 'IT', role: null, signer: false }),
      // Ids that are taken.
      (pen) => pen.says(carla, 'comment', { thread: T, comment: C, body: 'another' }),
      (pen) => pen.says(carla, 'comment', { thread: T, comment: T, body: 'another' }),
      (pen) => pen.says(carla, 'thread', { thread: T, anchor: ANCHOR, kind: 'action', title: 'x', body: 'x' }),
      (pen) => pen.says(carla, 'thread', { thread: C, anchor: ANCHOR, kind: 'action', title: 'x', body: 'x' }),
    ];
    // Somebody who is put out twice has been spoken of, though nothing is different.
    const still = (pen: Pen) => ({ ...content(projectAll(pen.entries)), groundSeq: 0 });
    const before = still(asked());
    for (const stray of strays) expect(still(stray(asked())), String(stray)).toEqual(before);
  });
});

describe('members', () => {
  const memberOf = (pen: Pen, principal: string) => projectAll(pen.entries).members.get(principal);

  it('REC-85 the last word about a principal counts, whole', () => {
    const pen = new Pen()
      .joins(anna, { name: 'Anna', discipline: 'MES', person: entityId(1), signer: true })
      .joins(anna, { name: 'Anna B.', function: 'IT', role: 'viewer' });
    expect(memberOf(pen, anna)).toEqual({
      principal: anna,
      name: 'Anna B.',
      role: 'viewer',
      function: 'IT',
      signer: false,
      guest: false,
      person: null,
      discipline: '',
      jobTitle: '',
      at: timeAt(2),
    });
  });

  it('REC-85 who leaves is a former member, and none any more on coming back', () => {
    const pen = new Pen().joins(anna, { name: 'Anna' }).joins(anna, { name: 'x', role: null });
    const left = projectAll(pen.entries);
    expect([left.members.size, left.former.get(anna)?.name]).toEqual([0, 'Anna']);
    const back = projectAll(pen.joins(anna, { role: null }).joins(anna).entries);
    expect([back.members.size, back.former.size]).toEqual([1, 0]);
  });

  it('REC-86 a guest is no signer, nor is a member of OTHER, whatever was said', () => {
    const signs = (given: Parameters<Pen['joins']>[1]) => memberOf(new Pen().joins(anna, given), anna)?.signer;
    expect(signs({ signer: true })).toBe(true);
    expect(signs({ signer: true, guest: false })).toBe(true);
    expect(signs({ signer: true, guest: true })).toBe(false);
    expect(signs({ signer: true, function: 'OTHER' })).toBe(false);
    expect(signs({ signer: false })).toBe(false);
  });
});

describe('threads', () => {
  it('REC-90 a thread begins with its own text as first comment, for the function of who asks', () => {
    const pen = crew().says(carla, 'thread', {
      thread: T,
      anchor: ANCHOR,
      kind: 'question',
      to: { function: 'QUA' },
      due: '2026-12-01',
      title: 'Who?',
      body: 'Who reviews?',
      mentions: [{ principal: bert }],
    });
    expect(threadOf(pen)).toEqual({
      id: T,
      anchor: ANCHOR,
      kind: 'question',
      title: 'Who?',
      to: { function: 'QUA' },
      due: '2026-12-01',
      author: carla,
      at: timeAt(4),
      comments: [
        {
          id: T,
          author: carla,
          function: 'IT',
          at: timeAt(4),
          seq: 4,
          body: 'Who reviews?',
          earlier: [],
          mentions: [{ principal: bert }],
          change: null,
          applied: null,
          reactions: {},
        },
      ],
      claimed: null,
      state: 'open',
      outcome: null,
      lastSeq: 4,
      lastAt: timeAt(4),
    });
  });

  it('REC-91 an edit keeps every earlier wording', () => {
    const pen = asked()
      .says(bert, 'comment.edit', { comment: C, body: 'Quality does', mentions: [{ function: 'IT' }] })
      .says(bert, 'comment.edit', { comment: C, body: 'QC does' })
      .says(anna, 'comment.edit', { comment: T, body: 'Who reviews it?' });
    const [first, second] = threadOf(pen).comments;
    expect(second).toMatchObject({ body: 'QC does', mentions: [], at: timeAt(5), change: CHANGE });
    expect(second!.earlier).toEqual([
      { body: 'We do', until: timeAt(6) },
      { body: 'Quality does', until: timeAt(7) },
    ]);
    expect(first).toMatchObject({ body: 'Who reviews it?', earlier: [{ body: 'Who reviews?', until: timeAt(8) }] });
  });

  it('REC-91 nobody edits what somebody else said', () => {
    const pen = asked();
    const before = threadOf(pen);
    expect(threadOf(pen.says(anna, 'comment.edit', { comment: C, body: 'I never do' }))).toEqual(before);
  });

  it('REC-92 an edit of a thread changes what it names; null takes away', () => {
    const pen = asked().says(anna, 'thread.edit', { thread: T, to: { function: 'IT' }, due: '2026-12-01' });
    expect(threadOf(pen)).toMatchObject({ title: 'Who?', kind: 'question', to: { function: 'IT' }, due: '2026-12-01' });
    pen.says(anna, 'thread.edit', { thread: T, title: 'Who reviews?', kind: 'action', due: null });
    expect(threadOf(pen)).toMatchObject({ title: 'Who reviews?', kind: 'action', to: { function: 'IT' }, due: null });
  });

  it('REC-93 claimed by whoever was asked, closed with an outcome, reopened without either', () => {
    const pen = asked().says(bert, 'thread.claim', { thread: T, comment: C });
    expect(threadOf(pen)).toMatchObject({ claimed: { comment: C, by: bert, at: timeAt(6) }, state: 'open' });
    pen.says(anna, 'thread.resolve', { thread: T, outcome: 'agreed', text: 'Thanks', decision: entityId(9) });
    expect(threadOf(pen)).toMatchObject({
      claimed: { comment: C },
      state: 'closed',
      outcome: { outcome: 'agreed', text: 'Thanks', decision: entityId(9), by: anna, at: timeAt(7) },
      lastSeq: 7,
    });
    pen.says(carla, 'comment', { thread: T, comment: C2, body: 'One more thing' });
    expect(threadOf(pen)).toMatchObject({ state: 'closed', lastSeq: 8, lastAt: timeAt(8) });
    pen.says(carla, 'thread.reopen', { thread: T, reason: 'Not settled' });
    expect(threadOf(pen)).toMatchObject({ claimed: null, state: 'open', outcome: null, lastSeq: 9 });
    expect(threadOf(pen).comments).toHaveLength(3);
  });

  it('REC-94 a proposed change is applied by somebody at some time', () => {
    const pen = asked().says(anna, 'thread.apply', { thread: T, comment: C });
    expect(threadOf(pen).comments[1]?.applied).toEqual({ by: anna, at: timeAt(6) });
    expect(threadOf(pen).comments[0]?.applied).toBeNull();
    const begun = crew()
      .says(anna, 'thread', { thread: T, anchor: ANCHOR, kind: 'proposal', title: 'x', body: 'x', change: CHANGE })
      .says(bert, 'thread.apply', { thread: T });
    expect(threadOf(begun).comments[0]?.applied).toEqual({ by: bert, at: timeAt(5) });
  });

  it('REC-95 a reaction is there once a person, in the order of reacting, until it is taken back', () => {
    const pen = asked();
    const react = (actor: string, reaction: 'agree' | 'unsure', on: boolean) => {
      pen.says(actor, 'reaction', { comment: C, reaction, on });
      return threadOf(pen).comments[1]!.reactions;
    };
    expect(react(anna, 'agree', true)).toEqual({ agree: [anna] });
    expect(react(carla, 'agree', true)).toEqual({ agree: [anna, carla] });
    const { lastSeq } = threadOf(pen);
    expect(react(anna, 'agree', true)).toEqual({ agree: [anna, carla] });
    expect(threadOf(pen).lastSeq, 'what changes nothing is no news').toBe(lastSeq);
    expect(react(anna, 'unsure', true)).toEqual({ agree: [anna, carla], unsure: [anna] });
    expect(react(anna, 'agree', false)).toEqual({ agree: [carla], unsure: [anna] });
    expect(react(anna, 'agree', true)).toEqual({ agree: [carla, anna], unsure: [anna] });
    react(anna, 'agree', false);
    expect(react(carla, 'agree', false)).toEqual({ unsure: [anna] });
  });

  it('REC-96 a comment is for the function that its author had then', () => {
    const pen = asked()
      .joins(bert, { function: 'IT' })
      .says(bert, 'comment', { thread: T, comment: C2, body: 'So do we' })
      .says(randomId('nobody'), 'comment', { thread: T, comment: randomId('c3'), body: 'Me too' });
    expect(threadOf(pen).comments.map((one) => one.function)).toEqual(['OPS', 'QUA', 'IT', 'OTHER']);
  });
});

describe('verdicts', () => {
  const verdicts = (pen: Pen) => projectAll(pen.entries).verdicts;

  it('REC-97 the last word counts, with who said it, when and for which function then', () => {
    const pen = crew()
      .says(bert, 'answer', { question: entityId(1), text: 'QC' })
      .joins(bert, { function: 'IT' })
      .says(anna, 'answer', { question: entityId(2), text: 'Yes' });
    expect([...verdicts(pen).answers]).toEqual([
      [
        entityId(1),
        { payload: { question: entityId(1), text: 'QC' }, actor: bert, function: 'QUA', at: timeAt(4), seq: 4 },
      ],
      [
        entityId(2),
        {
          payload: { question: entityId(2), text: 'Yes' },
          actor: anna,
          function: 'OPS',
          asFacilitator: true,
          at: timeAt(6),
          seq: 6,
        },
      ],
    ]);
    pen.says(bert, 'answer', { question: entityId(1), text: 'QC does' });
    expect([...verdicts(pen).answers].map(([, said]) => [said.payload.text, said.function])).toEqual([
      ['Yes', 'OPS'],
      ['QC does', 'IT'],
    ]);
  });

  it('REC-97 stances stand by person, acceptances and readiness by function, the rest by what they are about', () => {
    const pen = crew().joins(randomId('dora'), { function: 'QUA' });
    for (const actor of [bert, randomId('dora')])
      pen
        .says(actor, 'stance', { decision: entityId(1), stance: 'agree', reason: '', fingerprint: HASH })
        .says(actor, 'accept', { rule: 'M08', key: 'M08 step/x', fingerprint: HASH, rationale: actor })
        .says(actor, 'ready', { ready: true })
        .says(actor, 'assess', { risk: entityId(1), state: 'assessed', rationale: actor })
        .says(actor, 'decide', { decision: entityId(1), state: 'agreed', fingerprint: HASH });
    const { stances, acceptances, ready, assessments, decisions } = verdicts(pen);
    expect([...stances.keys()]).toEqual([`${entityId(1)} ${bert}`, `${entityId(1)} ${randomId('dora')}`]);
    expect([...acceptances].map(([key, said]) => [key, said.actor])).toEqual([['M08 step/x QUA', randomId('dora')]]);
    expect([...ready.keys()]).toEqual(['QUA']);
    expect([assessments.size, decisions.size]).toEqual([1, 1]);
    pen.says(carla, 'ready', { ready: false });
    expect([...verdicts(pen).ready].map(([said, one]) => [said, one.payload.ready])).toEqual([
      ['QUA', true],
      ['IT', false],
    ]);
  });
});

/** Adds further entries without looking at the value; how many. */
function addedUnseen(projector: RecordProjector, record: readonly Entry[], from: number, count: number): number {
  const more = record.slice(from, from + count);
  projector.add(more);
  return more.length;
}

function shuffle<T>(items: readonly T[], random: Random): readonly T[] {
  const mixed = [...items];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = random.int(at + 1);
    [mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!];
  }
  return mixed;
}

/** Equal threads, comments and maps are the same ones; only an entry that says again what was said may renew a map. */
function expectShared(before: RecordProjection, after: RecordProjection): void {
  let renewed = 0;
  for (const [id, thread] of after.threads) {
    const old = before.threads.get(id);
    if (old === thread) continue;
    renewed += 1;
    const comments = new Map(old?.comments.map((one) => [one.id, one]));
    expect(thread.comments.filter((one) => comments.get(one.id) !== one).length).toBeLessThanOrEqual(1);
  }
  expect(renewed).toBeLessThanOrEqual(1);
  expect(after.threads === before.threads).toBe(renewed === 0);
  const changed = (Object.keys(after.verdicts) as (keyof RecordProjection['verdicts'])[]).filter(
    (key) => after.verdicts[key] !== before.verdicts[key],
  );
  expect(changed.length + renewed).toBeLessThanOrEqual(1);
  expect(after.verdicts === before.verdicts).toBe(changed.length === 0);
}
