import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import {
  createEntity,
  deleteEntity,
  ENTITY_KINDS,
  mergeEntities,
  readSnapshot,
  replaceLongText,
  restoreEntity,
  ROW_KINDS,
  seededIds,
  seedTemplate,
  setField,
  setFlow,
  setRespNote,
  setSingleField,
  tellRecord,
  tellValue,
  TrailFollower,
  unmergeEntity,
  type EntityKind,
  type Mutation,
} from '@chartroom/domain';
import * as domain from '@chartroom/domain';
import * as Y from 'yjs';
import { ENTRY_KINDS, type Entry } from '@chartroom/record';
import {
  changeSentence,
  fieldsWords,
  joinChanges,
  longValues,
  type Change,
} from '../../src/lib/history/change-words.ts';
import { entrySentence } from '../../src/lib/history/entry-words.ts';
import { saidBeside } from '../../src/lib/history/said-words.ts';
import { recordOfEntry, trailNames } from '../../src/lib/history/trail-names.ts';

const NO_ID = /[0-9A-HJKMNP-TV-Z]{26}/;

/** A board on which edits are made, each told as the server tells it. */
class Told {
  readonly doc = new Y.Doc();
  readonly #follower: TrailFollower;

  constructor() {
    seedTemplate(this.doc, 't1', { ids: seededIds(7) });
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.doc));
    this.#follower = new TrailFollower(copy);
  }

  id(kind: EntityKind, label: string): string {
    return readSnapshot(this.doc).entities[kind].find((one) => one.label === label)!.id;
  }
  edit(mutation: Mutation): readonly Change[] {
    const before = Y.encodeStateVector(this.doc);
    const outcome = mutation(this.doc);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
    return this.#follower
      .apply(Y.encodeStateAsUpdate(this.doc, before))
      .flatMap((one) =>
        (one.kind === 'value'
          ? tellValue(one.place, one.old, one.new, 300_000)
          : [tellRecord(one.kind, one.root, one.key, one.fields)]
        ).map((change) => ({ ...change, from: 1, to: 1 }) as Change),
      );
  }
  names() {
    const snapshot = readSnapshot(this.doc);
    return trailNames(
      {
        snapshot,
        entity: ((kind: EntityKind, id: string) => snapshot.entities[kind].find((one) => one.id === id)) as never,
      },
      new Map([['t1', 'In-process checking']]),
    );
  }
  say(mutation: Mutation): string {
    const lines = joinChanges(this.edit(mutation).map((payload) => ({ actor: 'a', kind: 'change', payload })));
    return lines
      .map(({ entry, before }) =>
        changeSentence(entry.payload as Change, this.names(), before === null ? null : (before.payload as Change)),
      )
      .join(' & ');
  }
}

const entryOf = (kind: string, payload: unknown = {}): Entry =>
  ({
    board: 'b',
    seq: 1,
    id: 'i',
    kind,
    actor: 'a',
    at: '2026-11-26T10:00:00.000Z',
    payload,
    prevHash: '',
    hash: '',
  }) as Entry;

describe('sentences', () => {
  it('HIS-1 HIS-2 says fields, rows, records and texts in the words of the trade', () => {
    const told = new Told();
    const step = told.id('step', '3');
    const [mes, qms, lims] = ['MES', 'QMS', 'LIMS'].map((label) => told.id('system', label)) as [
      string,
      string,
      string,
    ];
    const [d4, r1, i3] = [told.id('dataObject', 'D4'), told.id('output', 'R1'), told.id('interface', 'I3')];
    const quality = readSnapshot(told.doc).entities.person.find(({ name }) => name?.startsWith('Priya'))!;
    const other = readSnapshot(told.doc).entities.person.find(
      ({ id, function: fn }) => fn === 'QUA' && id !== quality.id,
    )!;
    const title = 'Hold and raise out-of-limit exception';
    const here = `step 3, ${title}`;
    expect(told.say(setField('step', step, 'capture', 'paper'))).toBe(`set capture of ${here} to paper`);
    expect(told.say(setField('step', step, 'kind', 'review'))).toBe(`set kind of ${here} to review (was disposition)`);
    expect(told.say(setField('step', step, 'regulated', false))).toBe(`set regulated of ${here} to no (was yes)`);
    expect(told.say(setField('step', step, 'capture', null))).toBe(`cleared capture of ${here} (was paper)`);
    expect(told.say(setField('step', step, 'title', 'Hold'))).toBe(`set title of step 3 to “Hold” (was “${title}”)`);
    expect(told.say(setField('output', r1, 'recordSystemId', lims))).toMatch(/ to LIMS \(was MES\)$/);
    expect(told.say(setSingleField('process', 'trigger', 'An order'))).toMatch(
      /^set trigger of the process to “An order” \(was “/,
    );
    expect(told.say(domain.replaceSystemRole({ step, from: qms, to: lims, use: 'record' }))).toBe(
      'set system of record of step 3, Hold to LIMS (was QMS)',
    );
    expect(told.say(domain.assignSystemRole({ step, system: mes, data: d4, use: 'audit' }))).toMatch(
      /^named MES as audit system of step 3, Hold for D4, /,
    );
    expect(told.say(domain.withdrawSystemRole({ step, system: mes, data: d4, use: 'audit' }))).toMatch(
      /^took MES back as audit system of step 3, Hold for D4, /,
    );
    expect(told.say(domain.nameHolder({ subject: step, function: 'QUA', code: 'A', person: other.id }))).toBe(
      `made ${other.name} (Quality) accountable for step 3, Hold (was ${quality.name})`,
    );
    expect(
      told.say(domain.assignResponsibility({ subject: 'area.validation', function: 'IT', code: 'C', person: null })),
    ).toBe('named IT consulted for validation');
    expect(told.say(setRespNote({ area: 'area.validation', function: 'OPS', text: 'No duty' }))).toBe(
      'said why Operations has nothing in validation: “No duty”',
    );
    expect(told.say(setFlow({ from: step, to: told.id('step', '4'), condition: 'if held' }))).toMatch(
      /^led step 3, Hold to step 4, .* “if held”$/,
    );
    expect(told.say(setFlow({ from: step, to: told.id('step', '4'), condition: 'if open' }))).toMatch(
      /to “if open” \(was “if held”\)$/,
    );
    expect(told.say(domain.dropData({ interface: i3, data: d4 }))).toMatch(/^took D4, .* off I3, MES to QMS$/);
    expect(told.say(domain.addCitation({ output: r1, text: '21 CFR 211.100(b)' }))).toMatch(
      /^cited 21 CFR 211\.100\(b\) for R1, /,
    );
    expect(told.say(domain.moveStep(step, { after: null }))).toBe('moved step 1, Hold');
    expect(told.say(deleteEntity('step', step))).toBe('deleted step x1, Hold');
    expect(told.say(restoreEntity('step', step))).toBe('restored step 1, Hold');
    expect(told.say(mergeEntities('system', lims, mes))).toBe('merged LIMS into MES');
    expect(told.say(unmergeEntity('system', lims))).toBe('took the merge of LIMS back');
    expect(told.say(replaceLongText(step, 'note', 'Words'))).toBe('wrote note of step 1, Hold');
    expect(told.say(replaceLongText('process', 'inScope', 'Words'))).toMatch(/^rewrote .* of the process$/);
  });

  it('HIS-1 a record that comes is named with what it came with, also when it is gone by now', () => {
    const told = new Told();
    const [created] = told.edit(createEntity('question', { text: 'Who restores?', toFunction: 'IT' }));
    expect(changeSentence(created!, told.names())).toBe('added Q1, Who restores?');
    expect(fieldsWords(created!, told.names()).join('; ')).toBe('asked of IT');
    const nobody = { record: () => null, label: () => null, template: () => null };
    expect(changeSentence(created!, nobody)).toBe('added question, Who restores?');
  });

  it('HIS-1 says what a board was started from', () => {
    const told = new Told();
    const seed = {
      root: 'board',
      key: 'template',
      change: 'created',
      old: null,
      new: 't1',
      by: 'template',
      from: 1,
      to: 1,
    };
    expect(changeSentence(seed as Change, told.names())).toBe(
      'started the board from the template “In-process checking”',
    );
    expect(changeSentence({ ...seed, new: 'blank' } as Change, told.names())).toBe('started an empty board');
  });

  it('HIS-1 no change makes it throw or shows an id, whatever stands in it', () => {
    const told = new Told();
    const ids = readSnapshot(told.doc).entities.step.map(({ id }) => id);
    const names = told.names();
    const part = fc.oneof(
      fc.constantFrom(...ids, '00000000000000000000000000', '*', '-', 'A', 'QUA', 'record', 'area.validation'),
      fc.string({ maxLength: 5 }),
    );
    const key = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('|'));
    const value = fc.oneof(fc.constant(null), fc.string({ maxLength: 8 }), fc.integer(), fc.boolean(), part);
    const change = fc.record({
      root: fc.constantFrom<string>(...ENTITY_KINDS, ...ROW_KINDS, 'board', 'process', 'meta', 'text', 'later'),
      key,
      field: fc.option(
        fc.constantFrom('title', 'kind', 'order', 'deletedAt', 'mergedInto', 'fromId', '__proto__', ''),
        { nil: undefined },
      ),
      change: fc.constantFrom(...domain.TRAIL_CHANGES),
      old: value,
      new: value,
      fields: fc.option(fc.array(fc.tuple(fc.constantFrom('title', 'order', '', '__proto__'), value)), {
        nil: undefined,
      }),
    });
    fc.assert(
      fc.property(change, change, (one, two) => {
        const [given, before] = [one, two].map((each) => ({ ...each, from: 1, to: 1 })) as unknown as [Change, Change];
        const sentence = changeSentence(given, names, before);
        expect(sentence.trim()).not.toBe('');
        expect(longValues(given) === null || given.root === 'text').toBe(true);
        fieldsWords(given, names);
        const isRow =
          ROW_KINDS.includes(given.root as never) &&
          domain.parseRowKey(given.root as never, given.key).kind === 'conforming';
        // What people typed is told as they typed it.
        const isTyped =
          ['alias', 'citation'].includes(given.root) ||
          NO_ID.test(JSON.stringify([given.new, given.old, given.field, given.fields]));
        const isNamed = (isRow || ENTITY_KINDS.includes(given.root as never)) && !isTyped;
        expect(isNamed && NO_ID.test(sentence), sentence).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it('HIS-1 every kind of entry has a sentence; one of a later version says its kind', () => {
    const told = new Told();
    const names = told.names();
    const risk = told.id('risk', 'X1');
    const payloads: Readonly<Record<string, unknown>> = {
      member: { principal: 'p', name: 'Tom Becker', function: 'OPS', role: 'contributor', signer: false },
      access: { event: 'exported', about: 'JOC-0001-audit-trail.csv' },
      thread: { kind: 'question', title: 'Who reviews?' },
      'thread.resolve': { text: 'Quality does' },
      'thread.reopen': { reason: 'Not settled' },
      comment: { body: 'We do.' },
      'comment.edit': { body: 'We do so.' },
      answer: { question: risk, text: 'Yes' },
      assess: { risk, state: 'assessed', rationale: 'Two hours' },
      decide: { decision: risk, state: 'agreed' },
      stance: { decision: risk, stance: 'dissent', reason: '' },
      accept: { rule: 'M08', rationale: 'Replaced next year' },
      ready: { ready: false },
      edit: { client: 1, from: 1, to: 1, by: 'undo' },
      change: {
        root: 'step',
        key: told.id('step', '1'),
        field: 'title',
        change: 'set',
        old: null,
        new: 'x',
        from: 1,
        to: 1,
      },
    };
    const entry = (kind: string): Entry => entryOf(kind, payloads[kind] ?? {});
    for (const kind of ENTRY_KINDS) {
      const sentence = entrySentence(entry(kind), names);
      expect(sentence, kind).toMatch(/^[a-z]/);
      expect(sentence, kind).not.toMatch(/undefined|\[object|[0-9A-HJKMNP-TV-Z]{26}/);
    }
    expect(entrySentence(entry('member'), names)).toBe('made Tom Becker contributor of the board');
    expect(entrySentence(entry('access'), names)).toBe('exported JOC-0001-audit-trail.csv');
    expect(entrySentence(entry('ballot'), names)).toMatch(/\(ballot\)$/);
  });

  it('HIS-17 what the sentence leaves out of what was said stands beside it, verbatim', () => {
    const long = `${'Quality reviews every exception.\n'.repeat(8)}End`;
    const of = (kind: string, payload: unknown) => saidBeside(entryOf(kind, payload));
    expect(of('stance', { decision: 'd', stance: 'dissent', reason: 'It starts in MES.' })).toEqual({
      facts: [],
      text: 'It starts in MES.',
      isReason: true,
    });
    expect(of('decide', { decision: 'd', state: 'agreed', reason: 'Carried.' }).text).toBe('Carried.');
    expect(of('assess', { risk: 'r', state: 'mitigated', residual: 'low', rationale: long })).toEqual({
      facts: ['Mitigated', 'residual risk low'],
      text: long,
      isReason: true,
    });
    expect(of('assess', { risk: 'r', state: 'assessed', rationale: 'Two hours' })).toMatchObject({ text: null });
    expect(of('accept', { rule: 'M08', rationale: 'Later', due: '2026-12-24' }).facts).toEqual(['due 24 Dec 2026']);
    expect(of('ready', { ready: true, until: '2026-12-24', note: 'After the trial run.' })).toMatchObject({
      facts: ['until 24 Dec 2026'],
      text: 'After the trial run.',
    });
    expect(
      of('thread', { kind: 'question', to: { function: 'QUA' }, due: '2026-12-24', title: 'Who?', body: 'Who signs?' }),
    ).toMatchObject({ facts: ['asks Quality', 'due 24 Dec 2026'], text: 'Who signs?' });
    expect(of('thread.edit', { title: 'Who signs?', due: null })).toMatchObject({
      facts: ['no due date any more'],
      text: 'Who signs?',
    });
    expect(of('thread.resolve', { outcome: 'answered', text: 'We do' })).toMatchObject({
      facts: ['Answered'],
      text: null,
    });
    // A text in several lines is no line, however short.
    expect(of('comment', { body: 'One\nTwo' }).text).toBe('One\nTwo');
    expect(of('comment', { body: 'One' }).text).toBeNull();
    expect(of('ballot', { anything: 1 })).toMatchObject({ facts: [], text: null });
  });

  it('HIS-1 invitations and links are said by what somebody called them, never by their number', () => {
    const names = new Told().names();
    const id = 'tnyz2f5gxfy841vfvz5qvpsm9m';
    const said = (payload: object): string =>
      entrySentence({ ...entryOf('access'), payload: { about: id, ...payload } } as Entry, names);
    const about = `Workshop (line 4) (${id})`;
    expect(said({ event: 'invited', role: 'viewer' })).toBe('made an invitation link, role viewer');
    expect(said({ event: 'invited', role: 'viewer', about })).toBe(
      'made an invitation link “Workshop (line 4)”, role viewer',
    );
    expect(said({ event: 'invited', role: 'contributor', email: 'p…@plant.example' })).toBe(
      'invited p…@plant.example, role contributor',
    );
    expect(said({ event: 'invitation-used' })).toBe('came by an invitation');
    expect(said({ event: 'invitation-used', about })).toBe('came by an invitation “Workshop (line 4)”');
    expect(said({ event: 'invitation-revoked', about })).toBe('revoked an invitation “Workshop (line 4)”');
    expect(said({ event: 'read-link-made', about })).toBe('made a read-only link “Workshop (line 4)”');
    expect(said({ event: 'read-link-revoked' })).toBe('revoked a read-only link');
  });

  it('HIS-2 only rows that differ in who or which alone, in one act of one person, are joined', () => {
    const told = new Told();
    const [step, other] = [told.id('step', '3'), told.id('step', '4')];
    const [qms, mes] = [told.id('system', 'QMS'), told.id('system', 'MES')];
    const entry = (key: string, old: unknown, now: unknown, more: object = {}, actor = 'a') => ({
      actor,
      kind: 'change',
      payload: { root: 'role', key, change: 'said', old, new: now, from: 3, to: 3, ...more },
    });
    const withdrawn = entry(`${step}|*|${qms}|record`, 1, null);
    const said = entry(`${step}|*|${mes}|record`, null, 1);
    expect(joinChanges([said, withdrawn])).toEqual([{ entry: said, before: withdrawn }]);
    for (const apart of [
      entry(`${other}|*|${mes}|record`, null, 1),
      entry(`${step}|*|${mes}|review`, null, 1),
      entry(`${step}|*|${mes}|record`, null, 1, { to: 4 }),
      entry(`${step}|*|${mes}|record`, null, 1, {}, 'b'),
    ])
      expect(joinChanges([apart, withdrawn])).toHaveLength(2);
    const third = entry(`${step}|*|${told.id('system', 'LIMS')}|record`, null, 1);
    expect(joinChanges([third, said, withdrawn])).toHaveLength(3);
  });

  it('HIS-12 a change leads to the record that it is about', () => {
    const told = new Told();
    const snapshot = readSnapshot(told.doc);
    const board = { snapshot, entity: (() => undefined) as never };
    const [step, mes] = [told.id('step', '3'), told.id('system', 'MES')];
    expect(recordOfEntry(board, 'step', step)).toBe(`step/${step}`);
    expect(recordOfEntry(board, 'role', `${step}|*|${mes}|record`)).toBe(`step/${step}`);
    expect(recordOfEntry(board, 'alias', `${mes}|x`)).toBe(`system/${mes}`);
    expect(recordOfEntry(board, 'text', `${step}:note`)).toBe(`step/${step}`);
    for (const [root, key] of [
      ['text', 'process:inScope'],
      ['process', 'process'],
      ['resp', 'area.validation|IT|A|-'],
      ['step', 'gone'],
    ] as const)
      expect(recordOfEntry(board, root, key)).toBeNull();
  });
});
