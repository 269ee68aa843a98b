/** What a mutation would change: against performing it on a replica; and that the document stays as it was. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  addFeed,
  analyse,
  assignSystemRole,
  createEntity,
  createStep,
  deleteEntity,
  readSnapshot,
  replaceLongText,
  setField,
  setScope,
  SnapshotSource,
  whatIf,
  whatIfMany,
  WhatIfSession,
  type AnalysisInput,
  type Finding,
  type Mutation,
  type WhatIf,
} from '../../src/index.ts';
import { act, mutationOf, type Act } from '../support/acts.ts';
import { id, ids, replicaOf } from '../support/board.ts';
import { idIn, reasoned, template } from './boards.ts';

const keys = (findings: readonly Finding[]): readonly string[] => findings.map((one) => `${one.severity} ${one.key}`);

/** The same by performing it on a replica and comparing two whole readings. */
function performed(doc: Y.Doc, mutation: Mutation, input: AnalysisInput) {
  const before = analyse(readSnapshot(doc), input);
  const copy = replicaOf(doc, 99);
  const outcome = mutation(copy);
  const after = analyse(readSnapshot(copy), input);
  const has = (list: readonly Finding[], key: string): Finding | undefined => list.find((one) => one.key === key);
  return {
    ok: outcome.ok,
    opened: keys(after.findings.filter((one) => has(before.findings, one.key) === undefined)),
    closed: keys(before.findings.filter((one) => has(after.findings, one.key) === undefined)),
    changed: after.findings.flatMap((one) => {
      const old = has(before.findings, one.key);
      return old !== undefined && old.severity !== one.severity ? [`${one.key} ${old.severity}>${one.severity}`] : [];
    }),
    class: { before: before.classification.result, after: after.classification.result },
    classification: { before: before.classification, after: after.classification },
  };
}
const told = (one: WhatIf) => ({
  ok: one.outcome.ok,
  opened: keys(one.opened),
  closed: keys(one.closed),
  changed: one.changed.map(({ key, from, to }) => `${key} ${from}>${to}`),
  class: one.class,
  classification: one.classification,
});

const stateOf = (doc: Y.Doc): unknown => ({
  vector: [...Y.decodeStateVector(Y.encodeStateVector(doc))],
  update: Y.encodeStateAsUpdate(doc),
  json: doc.toJSON(),
  roots: [...doc.share.keys()],
});

/** A board after some acts, and what is tried on it then; each mutation made afresh, with the same ids. */
function scene(name: 't1' | 't2' | 't6', acts: readonly Act[]) {
  const { doc, input } = template(name);
  const edited = replicaOf(doc, 100);
  const source = new SnapshotSource(edited);
  const idSource = ids(1);
  for (const one of acts) mutationOf(one, source.snapshot, idSource)(edited);
  source.close();
  const make = (one: Act): Mutation => mutationOf(one, source.snapshot, ids(2));
  return { doc: edited, input, make };
}

describe('what if', () => {
  it('TRC-21 T1 without the interface that brings the limits', () => {
    const { doc, input } = template('t1');
    const told = whatIf(doc, deleteEntity('interface', idIn(doc, 'I2')), input);
    expect(told.outcome.ok).toBe(true);
    expect(told.opened.map((one) => one.rule)).toEqual(['M06', 'M06', 'P04']);
    expect(told.closed).toEqual([]);
    expect(told.class).toEqual({ before: 'JOINT', after: 'JOINT' });
  });

  it('TRC-21 T4 with the conversion in scope, T2 with the record kept in one system', () => {
    const t4 = template('t4');
    const scoped = whatIf(t4.doc, setScope({ interface: idIn(t4.doc, 'I3'), scope: 'transformation' }, true), t4.input);
    expect([scoped.opened, scoped.closed.map((one) => one.rule), scoped.changed]).toEqual([[], ['I02'], []]);
    const t2 = template('t2');
    const plain = whatIf(t2.doc, setField('dataObject', idIn(t2.doc, 'D3'), 'regulated', false), t2.input);
    expect(plain.changed.map(({ from, to, finding }) => `${finding.rule} ${from}>${to}`)).toEqual(['M02 B>W']);
  });

  it('TRC-21 the class that would come of it', () => {
    const { doc, input } = template('t2');
    // B1: two of three changed regulated records lie with quality; D3 counts for none.
    const unchanged = ['D2', 'D4'].map((data) => setField('dataObject', idIn(doc, data), 'change', 'none'));
    const [one] = whatIfMany(doc, unchanged, input);
    expect(one!.class.before).toBe('JOINT');
    expect(one!.classification.after.count.objects).toBe(one!.classification.before.count.objects - 1);
  });

  it('TRC-21 a refused mutation changes nothing and says why', () => {
    const { doc, input } = template('t1');
    const told = whatIf(doc, deleteEntity('step', '00000000000000000000000000'), input);
    expect(told.outcome).toMatchObject({ ok: false, refusal: { kind: 'unknown-entity' } });
    expect([told.opened, told.closed, told.changed, told.lapsing]).toEqual([[], [], [], []]);
    expect(told.classification.after).toBe(told.classification.before);
  });

  it('TRC-21 an acceptance that would lapse', () => {
    const board = reasoned(template('t4'));
    const finding = board.analyst.analysis.findings.find((one) => one.rule === 'I03')!;
    const accepted = {
      rule: finding.rule,
      key: finding.key,
      function: 'IT',
      fingerprint: finding.fingerprint,
    } as const;
    const input = { ...board.input, acceptances: [accepted] };
    const more = createEntity('dataObject', { title: 'More', regulated: true }, { ids: ids(5) });
    expect(whatIf(board.doc, more, input).lapsing).toEqual([]);
    const carried: Mutation = (doc) => {
      const made = more(doc);
      if (!made.ok) return made;
      doc.getMap('ifData').set(`${idIn(doc, 'I3')}|${made.performed.created[0]!}`, 1);
      return made;
    };
    expect(whatIf(board.doc, carried, input).lapsing.map((one) => one.key)).toEqual([finding.key]);
  });

  it('TRC-20 TRC-21 never touches the document, and tells what performing gives', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('t1', 't2', 't6' as const),
        fc.array(act, { maxLength: 20 }),
        act,
        (name, acts, one) => {
          const { doc, input, make } = scene(name, acts);
          const before = stateOf(doc);
          const result = whatIf(doc, make(one), input);
          expect(stateOf(doc)).toEqual(before);
          expect(told(result)).toEqual(performed(doc, make(one), input));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('TRC-22 many on one copy are each tried from the same state', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('t1', 't6' as const),
        fc.array(act, { maxLength: 10 }),
        fc.array(act, { minLength: 2, maxLength: 12 }),
        (name, acts, tried) => {
          const { doc, input, make } = scene(name, acts);
          const before = stateOf(doc);
          const many = whatIfMany(doc, tried.map(make), input);
          expect(stateOf(doc)).toEqual(before);
          expect(many.map(told)).toEqual(tried.map((one) => performed(doc, make(one), input)));
        },
      ),
      { numRuns: 12 },
    );
  });

  it('TRC-22 creations, moves, texts and deletions leave nothing on the copy', () => {
    const { doc, input } = template('t1');
    const step = idIn(doc, 'S2');
    const make = (): readonly Mutation[] => [
      createStep({ title: 'New', after: step }, { ids: ids(9) }),
      createEntity('dataObject', { title: 'New', regulated: true }, { ids: ids(8) }),
      replaceLongText('process', 'inScope', 'Everything'),
      replaceLongText(step, 'note', 'One\nTwo'),
      deleteEntity('step', step),
      assignSystemRole({ step, system: idIn(doc, 'LIMS'), use: 'record' }),
      addFeed({ output: idIn(doc, 'R1'), system: idIn(doc, 'LIMS'), data: idIn(doc, 'D8') }),
    ];
    const twice = whatIfMany(doc, [...make(), ...make()], input).map(told);
    expect(twice.slice(7)).toEqual(twice.slice(0, 7));
    expect(twice.slice(0, 7)).toEqual(make().map((one) => performed(doc, one, input)));
  });

  it('TRC-22 a mutation that writes outside its transaction spoils the copy, and the next try has another', () => {
    const { doc, input } = template('t1');
    const wild: Mutation = (to) => {
      to.getMap('meta').set('odd', 1);
      to.getMap('role').clear();
      return setField('step', idIn(to, 'S1'), 'title', 'Odd')(to);
    };
    const tame = deleteEntity('interface', idIn(doc, 'I2'));
    const [first, second] = whatIfMany(doc, [wild, tame], input);
    expect(first!.opened.length).toBeGreaterThan(5);
    expect(told(second!)).toEqual(performed(doc, tame, input));
  });

  it('TRC-22 a session goes on with the document and with what people say', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(act, fc.array(act, { maxLength: 3 })), { maxLength: 6 }), (rounds) => {
        const { doc, input } = template('t2');
        const session = new WhatIfSession(doc, input);
        const source = new SnapshotSource(doc);
        const idSource = ids(4);
        for (const [edit, tried] of rounds) {
          mutationOf(edit, source.snapshot, idSource)(doc);
          for (const one of tried) {
            const make = (): Mutation => mutationOf(one, source.snapshot, ids(2));
            expect(told(session.try(make()))).toEqual(performed(doc, make(), input));
          }
        }
        session.close();
      }),
      { numRuns: 12 },
    );
    const { doc, input } = template('t2');
    const session = new WhatIfSession(doc, input);
    const nothing = setField('step', id(doc, 'step', '1'), 'title', 'Other');
    expect(session.try(nothing).class.before).toBe('JOINT');
    const silent = { ...input, ballots: [] };
    session.setInput(silent);
    expect(told(session.try(nothing))).toEqual(performed(doc, nothing, silent));
    session.close();
  });
});
