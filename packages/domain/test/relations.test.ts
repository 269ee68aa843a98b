/** What is derived from a snapshot, against plain definitions and the cases of DOMAIN section 8. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  addPart,
  assignResponsibility,
  assignSystemRole,
  createEntity,
  createStep,
  deleteEntity,
  readSnapshot,
  relate,
  seededIds,
  seedTemplate,
  setField,
  setStepData,
  SnapshotSource,
  withdrawSystemRole,
  type PathState,
  type Relations,
  type Snapshot,
  type TemplateId,
} from '../src/index.ts';
import { act, mutationOf } from './support/acts.ts';
import { done, id, ids, labelled, made, replicaOf, seeded } from './support/board.ts';
import * as naive from './support/naive.ts';

const open = (template: TemplateId): readonly [Snapshot, Relations] => {
  const snapshot = readSnapshot(seeded(template));
  return [snapshot, relate(snapshot)];
};

/** Ids as people read them. */
const named = (snapshot: Snapshot, list: readonly string[]): string =>
  list
    .map(
      (one) =>
        [...snapshot.entities.system, ...snapshot.entities.dataObject, ...snapshot.entities.interface].find(
          (entity) => entity.id === one,
        )?.label ?? one,
    )
    .join(' ');

const states = (snapshot: Snapshot, list: readonly PathState[]): readonly string[] =>
  list.map(
    (state) =>
      `${named(snapshot, [state.data])} ${named(snapshot, [state.from])}>${named(snapshot, [state.to])} ${state.kind === 'path' ? named(snapshot, state.interfaces) : state.kind}`,
  );

const slots = (snapshot: Snapshot, relations: Relations, step: string): readonly string[] =>
  (['collect', 'record', 'review'] as const).map((use) =>
    relations
      .slot(id(snapshot, 'step', step), use)
      .map(
        (group) =>
          `${named(
            snapshot,
            group.systems.map((role) => role.system),
          )}${group.data.length > 0 ? `@${named(snapshot, group.data)}` : ''}${group.conflict ? '!' : ''}`,
      )
      .join(', '),
  );

describe('relations', () => {
  it('DOM-60 DOM-61 DOM-62 agree with their plain definitions on any board', () => {
    fc.assert(
      fc.property(fc.constantFrom('t1', 't2', 't6' as const), fc.array(act, { maxLength: 30 }), (template, acts) => {
        const doc = replicaOf(seeded(template), 100);
        const idSource = ids(1);
        const source = new SnapshotSource(doc);
        for (const one of acts) mutationOf(one, source.snapshot, idSource)(doc);
        const { snapshot } = source;
        const relations = relate(snapshot);
        const live = <K extends 'step' | 'dataObject' | 'system'>(kind: K): readonly string[] =>
          snapshot.entities[kind].flatMap((entity) => (entity.state === 'live' ? [entity.id] : []));
        for (const data of live('dataObject')) {
          const expected = naive.systemsOfRecord(snapshot, data);
          expect(relations.systemsOfRecord(data)).toEqual(expected.systems);
          expect(relations.inConflict(data)).toBe(expected.conflict);
          expect(relations.writers(data)).toEqual(live('step').filter((step) => naive.writes(snapshot, step, data)));
          for (const step of live('step')) {
            for (const use of ['collect', 'record', 'review'] as const) {
              expect(relations.effective(step, data, use).map((role) => role.system)).toEqual(
                naive.effective(snapshot, step, data, use),
              );
            }
          }
          for (const from of live('system').slice(0, 3)) {
            for (const to of live('system').slice(0, 4)) {
              const path = relations.path(from, to, data);
              expect(path?.length ?? null).toBe(naive.distance(snapshot, from, to, data));
              const ends = (path ?? []).map((one) => snapshot.entities.interface.find((entity) => entity.id === one)!);
              for (const [index, one] of ends.entries())
                expect(one.fromId).toBe(index === 0 ? from : ends[index - 1]!.toId);
              expect(ends.at(-1)?.toId ?? to).toBe(to);
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  }, 90_000);

  it('DOM-63 a slot shows one group for each set of data with its own systems, and one for the rest', () => {
    const [t1, one] = open('t1');
    expect(slots(t1, one, '1')).toEqual(['ERP@D1, EDMS@D2', 'ERP@D1, EDMS@D2', 'MES']);
    expect(slots(t1, one, '3')).toEqual(['MES', 'QMS', 'QMS']);
    const [t3, three] = open('t3');
    expect(slots(t3, three, '4')).toEqual(['LIMS@D4, EMS@D5', 'LIMS@D4, EMS@D5', 'QMS']);
  });

  it('DOM-63 two systems of record for the same data are one group in conflict; two collecting systems are none', () => {
    const [t2, two] = open('t2');
    expect(slots(t2, two, '1')[0]).toBe('MES PAPER');
    expect(slots(t2, two, '3')).toEqual(['MES', 'MES ERP!', 'QMS']);
    expect(two.systemsOfRecord(id(t2, 'dataObject', 'D3'))).toEqual(
      [id(t2, 'system', 'MES'), id(t2, 'system', 'ERP')].sort(),
    );
    const [t6, six] = open('t6');
    expect(slots(t6, six, '3')).toEqual(['ERP MES', 'ERP MES!', 'FAI']);
  });

  it('DOM-62 the whole of several parts is in no conflict where each system is the record of a part', () => {
    const doc = seeded('t1');
    const [whole, part] = [id(doc, 'dataObject', 'D6'), id(doc, 'dataObject', 'D5')];
    const [mes, lims, qms] = ['MES', 'LIMS', 'QMS'].map((name) => id(doc, 'system', name)) as [string, string, string];
    done(doc, assignSystemRole({ step: id(doc, 'step', '5'), data: whole, system: lims, use: 'record' }));
    const before = relate(readSnapshot(doc));
    expect([before.systemsOfRecord(whole), before.inConflict(whole)]).toEqual([[mes, lims].sort(), true]);
    done(doc, addPart({ part, whole }));
    const after = relate(readSnapshot(doc));
    expect([after.systemsOfRecord(whole), after.inConflict(whole)]).toEqual([[mes], false]);
    expect(after.systemsOfRecord(part)).toEqual([lims]);
    // With the rest explained as well, the whole lives in all of them, in agreement.
    const other = id(doc, 'dataObject', 'D3');
    done(doc, addPart({ part: other, whole }));
    const wholly = relate(readSnapshot(doc));
    expect([wholly.systemsOfRecord(whole), wholly.inConflict(whole)]).toEqual([[mes, lims].sort(), false]);
    done(doc, assignSystemRole({ step: '*', data: whole, system: qms, use: 'record' }));
    const declared = relate(readSnapshot(doc));
    expect([declared.systemsOfRecord(whole), declared.inConflict(whole)]).toEqual([[qms], false]);
  });

  it('DOM-64 what is collected must reach a record, what is reviewed must come from one', () => {
    const [t1, one] = open('t1');
    expect(states(t1, one.captureStates(id(t1, 'step', '3')))).toEqual(['D4 MES>QMS I3']);
    expect(states(t1, one.reviewStates(id(t1, 'step', '5')))).toEqual([
      'D4 QMS>MES I6',
      'D5 LIMS>MES I4',
      'D6 MES>MES same',
    ]);
    const [t2, two] = open('t2');
    expect(states(t2, two.captureStates(id(t2, 'step', '1')))).toEqual(['D1 MES>MES same', 'D1 PAPER>MES broken']);
    const [t5, five] = open('t5');
    expect(states(t5, five.reviewStates(id(t5, 'step', '7')))).toEqual([
      'D3 LIMS>ERP broken',
      'D6 LIMS>ERP I3',
      'D7 ERP>ERP same',
    ]);
  });

  it('DOM-64 in the templates exactly the paths are broken that DOMAIN expects', () => {
    const broken = (['t1', 't2', 't3', 't4', 't5', 't6'] as const).map((template) => {
      const [snapshot, relations] = open(template);
      const all = snapshot.entities.step.flatMap((step) =>
        [...relations.captureStates(step.id), ...relations.reviewStates(step.id)].map(
          (state) => `${step.label} ${states(snapshot, [state])[0]}`,
        ),
      );
      return all.filter((text) => text.endsWith('broken'));
    });
    expect(broken).toEqual([[], ['1 D1 PAPER>MES broken'], [], [], ['7 D3 LIMS>ERP broken'], []]);
  });

  it('DOM-64 where a step names no record, what it collects goes to any system of record of the data', () => {
    const doc = seeded('t1');
    done(doc, withdrawSystemRole({ step: id(doc, 'step', '3'), system: id(doc, 'system', 'QMS'), use: 'record' }));
    expect(relate(readSnapshot(doc)).captureStates(id(doc, 'step', '3'))).toEqual([]);
    done(
      doc,
      assignSystemRole({
        step: '*',
        data: id(doc, 'dataObject', 'D4'),
        system: id(doc, 'system', 'QMS'),
        use: 'record',
      }),
    );
    const snapshot = readSnapshot(doc);
    expect(states(snapshot, relate(snapshot).captureStates(id(doc, 'step', '3')))).toEqual(['D4 MES>QMS I3']);
  });

  it('DOM-65 an interface runs from where its data leaves to where it arrives', () => {
    const [t1, one] = open('t1');
    const spans = Object.fromEntries(t1.entities.interface.map((entity) => [entity.label, one.span(entity.id)]));
    expect(spans).toEqual({ I1: [0, 0], I2: [0, 0], I3: [2, 2], I4: [3, 4], I5: [5, 6], I6: [2, 4], I7: [3, 5] });
    const doc = seeded('t1');
    const idle = made(
      doc,
      createEntity('interface', { fromId: id(doc, 'system', 'ERP'), toId: id(doc, 'system', 'EDMS') }, { ids: ids(1) }),
    );
    expect(relate(readSnapshot(doc)).span(idle)).toBeNull();
  });

  it('DOM-66 the lane of a step is the function of its one accountable', () => {
    const doc = seeded('t1');
    const step = id(doc, 'step', '2');
    const lane = () => relate(readSnapshot(doc)).lane(step);
    expect(lane()).toBe('OPS');
    done(doc, assignResponsibility({ subject: step, function: 'QUA', code: 'A', person: null }));
    expect(lane()).toBe('unassigned');
    expect(relate(readSnapshot(doc)).lane(made(doc, createStep({ title: 'x' })))).toBe('unassigned');
    const [t4, four] = open('t4');
    expect(
      four
        .holders(id(t4, 'dataObject', 'D3'))
        .map((holder) => `${holder.code} ${holder.function} ${holder.person?.label}`),
    ).toEqual(['A OPS JP', 'A QUA HK', 'R IT ML']);
  });

  it('DOM-66 a holder who is deleted or of another function is named by nobody', () => {
    const doc = seeded('t1');
    const step = id(doc, 'step', '2');
    const person = () => relate(readSnapshot(doc)).holders(step)[0]?.person?.label ?? null;
    expect(person()).toBe('LW');
    done(doc, setField('person', id(doc, 'person', 'LW'), 'function', 'IT'));
    expect(person()).toBeNull();
    done(doc, setField('person', id(doc, 'person', 'LW'), 'function', 'OPS'));
    done(doc, deleteEntity('person', id(doc, 'person', 'LW')));
    expect(person()).toBeNull();
  });

  it('DOM-67 a step needs a record when it is regulated or writes data', () => {
    const doc = seeded('blank');
    const step = made(doc, createStep({ title: 'x' }, { ids: ids(1) }));
    const data = made(doc, createEntity('dataObject', { title: 'd' }, { ids: ids(2) }));
    const needs = () => relate(readSnapshot(doc)).needsRecord(step);
    expect(needs()).toBe(false);
    done(doc, setStepData({ step, data, use: 'use' }));
    expect(needs()).toBe(false);
    done(doc, setStepData({ step, data, use: 'update' }));
    expect(needs()).toBe(true);
    done(doc, deleteEntity('dataObject', data));
    expect(needs()).toBe(false);
    done(doc, setField('step', step, 'regulated', true));
    expect(needs()).toBe(true);
  });

  it('DOM-67 data at a step comes in the order of its labels, with all its uses', () => {
    const [t1, one] = open('t1');
    const at = one.dataAt(id(t1, 'step', '2')).map(({ data, uses }) => `${named(t1, [data])} ${uses.join('+')}`);
    expect(at).toEqual(['D2 use', 'D3 create', 'D6 create']);
    expect(named(t1, one.carries(id(t1, 'interface', 'I3')))).toBe('D3 D4 D6');
    expect(one.scopes(id(t1, 'interface', 'I1'))).toEqual(['interface', 'transformation']);
    expect(one.reviewUses(id(t1, 'step', '6'), id(t1, 'system', 'QMS'))).toEqual(['review', 'release']);
  });

  it('DOM-61 an interface to be retired, deleted or without its data is on no path', () => {
    const doc = new Y.Doc();
    seedTemplate(doc, 't1', { ids: seededIds(3) });
    const [mes, qms, data] = [id(doc, 'system', 'MES'), id(doc, 'system', 'QMS'), id(doc, 'dataObject', 'D3')];
    const path = () => relate(readSnapshot(doc)).path(mes, qms, data);
    expect(path()).toEqual([id(doc, 'interface', 'I3')]);
    done(doc, setField('interface', id(doc, 'interface', 'I3'), 'change', 'retire'));
    expect(path()).toBeNull();
    done(doc, setField('interface', id(doc, 'interface', 'I3'), 'change', 'none'));
    done(doc, deleteEntity('system', qms));
    expect(path()).toBeNull();
    expect(labelled(doc, 'system', 'QMS').state).toBe('deleted');
  });
});
