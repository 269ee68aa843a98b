/** Today beside what is agreed: against a plain definition on any board, and case by case. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  assignSystemRole,
  compareStates,
  COMPARED_ROLES,
  copyRolesToAsIs,
  createEntity,
  createStep,
  deleteEntity,
  keepSystemOfRecord,
  live,
  mergeEntities,
  readSnapshot,
  REVIEW_USES,
  setField,
  setStepData,
  SnapshotSource,
  undo,
  withdrawSystemRole,
  type ComparedRole,
  type RoleComparison,
  type RoleUse,
  type Snapshot,
  type StateComparison,
} from '../src/index.ts';
import { act, mutationOf } from './support/acts.ts';
import { done, id, ids, made, refused, replicaOf, seeded, unfrozen } from './support/board.ts';

const board = (): Y.Doc => replicaOf(seeded('t1'), 100);
const compared = (doc: Y.Doc): StateComparison => compareStates(readSnapshot(doc));
const stepOf = (doc: Y.Doc, label: string) => {
  const step = id(doc, 'step', label);
  return compared(doc).steps.find((each) => each.step === step)!;
};
const dataOf = (doc: Y.Doc, label: string) => {
  const data = id(doc, 'dataObject', label);
  return compared(doc).data.find((each) => each.data === data)!;
};
const systemOf = (doc: Y.Doc, label: string) => {
  const system = id(doc, 'system', label);
  return compared(doc).systems.find((each) => each.system === system)!;
};
/** "leaves PAPER D1, arrives MES" as one line. */
const said = (doc: Y.Doc, { systems }: RoleComparison): string => {
  const { entities } = readSnapshot(doc);
  const labels = new Map([...entities.system, ...entities.dataObject].map((each) => [each.id, each.label]));
  return systems
    .map(({ movement, system, data }) =>
      [movement, labels.get(system), ...data.map((one) => labels.get(one))].join(' '),
    )
    .join(', ');
};
const today = (doc: Y.Doc, step: string, system: string, use: RoleUse, data?: string): void =>
  void done(
    doc,
    assignSystemRole({
      table: 'roleAsIs',
      step: id(doc, 'step', step),
      system: id(doc, 'system', system),
      use,
      ...(data === undefined ? {} : { data: id(doc, 'dataObject', data) }),
    }),
  );
const paper = (doc: Y.Doc): string =>
  made(doc, createEntity('system', { name: 'PAPER', kind: 'paper' }, { ids: ids(1) }));

// What CMP-2 to CMP-4 say, from the rows alone.

const usesOf = (role: ComparedRole): readonly RoleUse[] => (role === 'review' ? REVIEW_USES : [role]);
function rowsOf(snapshot: Snapshot, table: 'role' | 'roleAsIs', step: string, use: RoleUse) {
  return snapshot.rows[table].filter(
    (row) => row.dangling.length === 0 && row.parts.step === step && row.parts.use === use,
  );
}
function systemsFor(
  snapshot: Snapshot,
  table: 'role' | 'roleAsIs',
  step: string,
  role: ComparedRole,
  data: string,
): ReadonlySet<string> {
  const found = usesOf(role).flatMap((use) => {
    const rows = rowsOf(snapshot, table, step, use);
    const own = rows.filter((row) => row.parts.data === data);
    return own.length > 0 ? own : rows.filter((row) => row.parts.data === '*');
  });
  return new Set(found.map((row) => row.parts.system));
}

describe('comparison of today and to be', () => {
  it('CMP-1 lists every live record of a board, frozen, whatever was done to it', () => {
    fc.assert(
      fc.property(fc.constantFrom('t1', 't2', 't6' as const), fc.array(act, { maxLength: 40 }), (template, acts) => {
        const doc = replicaOf(seeded(template), 100);
        const idSource = ids(1);
        const source = new SnapshotSource(doc);
        for (const one of acts) mutationOf(one, source.snapshot, idSource)(doc);
        const { snapshot } = source;
        const comparison = compareStates(snapshot);
        expect(unfrozen(comparison)).toEqual([]);
        expect(comparison.steps.map((each) => each.step)).toEqual(live(snapshot, 'step').map((each) => each.id));
        expect(comparison.data.map((each) => each.data)).toEqual(live(snapshot, 'dataObject').map((each) => each.id));
        expect(comparison.systems.map((each) => each.system)).toEqual(live(snapshot, 'system').map((each) => each.id));
        expect(comparison.interfaces.map((each) => each.interface)).toEqual(
          live(snapshot, 'interface').map((each) => each.id),
        );
        source.close();
      }),
      { numRuns: 60 },
    );
  });

  it('CMP-2 CMP-3 CMP-4 agree with their plain definition on any board, data object by data object', () => {
    fc.assert(
      fc.property(fc.constantFrom('t1', 't2', 't6' as const), fc.array(act, { maxLength: 60 }), (template, acts) => {
        const doc = replicaOf(seeded(template), 100);
        const idSource = ids(1);
        const source = new SnapshotSource(doc);
        for (const one of acts) mutationOf(one, source.snapshot, idSource)(doc);
        const { snapshot } = source;
        for (const step of compareStates(snapshot).steps) {
          const atStep = snapshot.rows.stepData
            .filter((row) => row.dangling.length === 0 && row.parts.step === step.step)
            .map((row) => row.parts.data);
          for (const role of COMPARED_ROLES) {
            const { systems } = step.roles[role];
            const stated = usesOf(role).some((use) => rowsOf(snapshot, 'roleAsIs', step.step, use).length > 0);
            expect(step.roles[role].today).toBe(stated ? 'stated' : step.fate === 'new' ? 'absent' : 'unknown');
            for (const data of new Set(atStep)) {
              const before = systemsFor(snapshot, 'roleAsIs', step.step, role, data);
              const after =
                step.fate === 'gone' ? new Set<string>() : systemsFor(snapshot, 'role', step.step, role, data);
              const known = before.size > 0 || (step.fate === 'new' && !stated);
              const of = (movement: string): readonly string[] =>
                systems
                  .filter((each) => each.movement === movement && (each.data.length === 0 || each.data.includes(data)))
                  .map((each) => each.system);
              const expected = (list: Iterable<string>, keep: (system: string) => boolean): readonly string[] =>
                [...list].filter(keep).sort();
              expect(of('leaves')).toEqual(expected(before, (system) => !after.has(system)));
              expect(of('stays')).toEqual(expected(before, (system) => after.has(system)));
              expect(of('arrives')).toEqual(expected(after, (system) => known && !before.has(system)));
              expect(of('agreed')).toEqual(expected(after, () => !known));
            }
          }
        }
        source.close();
      }),
      { numRuns: 120 },
    );
  });

  it('CMP-2 claims nothing where nobody has said how it is today', () => {
    const doc = board();
    const step = stepOf(doc, '2');
    expect(said(doc, step.roles.record)).toBe('agreed MES');
    expect(step.unknown).toEqual(['collect', 'record', 'review']);
    expect(step.changed).toBe(false);
    expect(compared(doc).summary).toMatchObject({ records: [], otherRoles: [] });
    expect(compared(doc).summary.unknown).toHaveLength(7);
  });

  it('CMP-2 says of one role what is stated of it, and leaves the others unknown', () => {
    const doc = board();
    paper(doc);
    today(doc, '2', 'PAPER', 'record');
    const step = stepOf(doc, '2');
    expect(said(doc, step.roles.record)).toBe('leaves PAPER, arrives MES');
    expect(said(doc, step.roles.collect)).toBe('agreed MES');
    expect(step.unknown).toEqual(['collect', 'review']);
    today(doc, '2', 'MES', 'record');
    expect(said(doc, stepOf(doc, '2').roles.record)).toBe('leaves PAPER, stays MES');
  });

  it('CMP-2 does not ask for a role that has nothing agreed once the step is spoken of', () => {
    const doc = board();
    const step = made(doc, createStep({ title: 'Weigh' }, { ids: ids(2) }));
    expect(stepOf(doc, '8').unknown).toEqual(['collect', 'record', 'review']);
    today(doc, '8', 'MES', 'collect');
    expect(stepOf(doc, '8').unknown).toEqual([]);
    expect(said(doc, stepOf(doc, '8').roles.collect)).toBe('leaves MES');
    done(doc, assignSystemRole({ step, system: id(doc, 'system', 'MES'), use: 'record' }));
    expect(stepOf(doc, '8').unknown).toEqual(['record']);
  });

  it('CMP-3 names the data where only some of it moves', () => {
    const doc = board();
    // Step 1: D1 is recorded in ERP, D2 in EDMS, as agreed.
    today(doc, '1', 'ERP', 'record');
    expect(said(doc, stepOf(doc, '1').roles.record)).toBe('leaves ERP D2, arrives EDMS D2, stays ERP D1');
    today(doc, '1', 'EDMS', 'record', 'D2');
    expect(said(doc, stepOf(doc, '1').roles.record)).toBe('stays ERP D1, stays EDMS D2');
  });

  it('CMP-3 knows today of one data object without knowing it of the rest', () => {
    const doc = board();
    // Step 2 creates D3 and updates D6, both recorded in MES.
    paper(doc);
    today(doc, '2', 'PAPER', 'record', 'D3');
    expect(said(doc, stepOf(doc, '2').roles.record)).toBe('leaves PAPER D3, arrives MES D3, agreed MES D2 D6');
  });

  it('CMP-4 at a new step all that is agreed arrives, at a retired one nothing stays', () => {
    const doc = board();
    done(doc, setField('step', id(doc, 'step', '5'), 'change', 'new'));
    const fresh = stepOf(doc, '5');
    expect([fresh.fate, fresh.roles.record.today, fresh.unknown.length]).toEqual(['new', 'absent', 0]);
    expect(said(doc, fresh.roles.record)).toBe('arrives MES');
    today(doc, '5', 'MES', 'record');
    expect(said(doc, stepOf(doc, '5').roles.record)).toBe('stays MES');

    done(doc, setField('step', id(doc, 'step', '4'), 'change', 'retire'));
    expect(said(doc, stepOf(doc, '4').roles.record)).toBe('');
    done(doc, copyRolesToAsIs(id(doc, 'step', '4')));
    const gone = stepOf(doc, '4');
    expect([gone.fate, said(doc, gone.roles.record)]).toEqual(['gone', 'leaves LIMS']);
  });

  it('CMP-5 reviewing, releasing and auditing are one role, and another use of a system is a change', () => {
    const doc = board();
    const step = id(doc, 'step', '2');
    done(doc, copyRolesToAsIs(step));
    expect(stepOf(doc, '2').roles.review.changed).toBe(false);
    done(doc, assignSystemRole({ step, system: id(doc, 'system', 'MES'), use: 'audit' }));
    const { review } = stepOf(doc, '2').roles;
    expect(said(doc, review)).toBe('stays MES');
    expect(review.systems[0]).toMatchObject({ usesToday: ['review'], usesToBe: ['review', 'audit'] });
    expect(review.changed).toBe(true);
    expect(compared(doc).summary.otherRoles).toEqual([{ step, role: 'review' }]);
  });

  it('CMP-6 takes the record of today from the roles, else from the data object', () => {
    const doc = board();
    const data = id(doc, 'dataObject', 'D5');
    expect(dataOf(doc, 'D5')).toMatchObject({ today: [], saidBy: null, movement: 'unknown' });
    done(doc, setField('dataObject', data, 'asIsSoR', paper(doc)));
    expect(dataOf(doc, 'D5')).toMatchObject({ saidBy: 'field', movement: 'moves' });
    today(doc, '4', 'LIMS', 'record');
    expect(dataOf(doc, 'D5')).toMatchObject({ saidBy: 'roles', movement: 'stays' });
    done(doc, withdrawSystemRole({ step: id(doc, 'step', '4'), system: id(doc, 'system', 'LIMS'), use: 'record' }));
    expect(dataOf(doc, 'D5').movement).toBe('open');
    done(doc, setField('dataObject', data, 'change', 'retire'));
    expect(dataOf(doc, 'D5').movement).toBe('goes');
    done(doc, setField('dataObject', id(doc, 'dataObject', 'D7'), 'change', 'new'));
    expect(dataOf(doc, 'D7').movement).toBe('comes');
  });

  it('CMP-6 a system that was deleted is no record of today', () => {
    const doc = board();
    const system = paper(doc);
    done(doc, setField('dataObject', id(doc, 'dataObject', 'D5'), 'asIsSoR', system));
    done(doc, deleteEntity('system', system));
    expect(dataOf(doc, 'D5').movement).toBe('unknown');
  });

  it('CMP-7 interfaces are new, gone, changed or kept', () => {
    const doc = board();
    const [a, b, c, d] = live(readSnapshot(doc), 'interface').map((each) => each.id);
    done(doc, setField('interface', a!, 'change', 'retire'));
    done(doc, setField('interface', b!, 'change', 'new'));
    done(doc, setField('interface', c!, 'change', 'config'));
    done(doc, setField('interface', d!, 'change', 'none'));
    const { interfaces, summary } = compared(doc);
    expect(interfaces.slice(0, 4).map((each) => each.fate)).toEqual(['gone', 'new', 'changed', 'kept']);
    expect([summary.interfacesGone, summary.interfacesNew]).toEqual([[a], [b]]);
    expect(summary.interfacesChanged).toContain(c);
  });

  it('CMP-8 systems are retired, replaced, new or kept, and losing every role is said apart', () => {
    const doc = board();
    const system = paper(doc);
    expect(systemOf(doc, 'PAPER')).toEqual({
      system,
      fate: 'kept',
      stepsToday: [],
      stepsToBe: [],
      losesAllRoles: false,
    });
    today(doc, '2', 'PAPER', 'record');
    expect(systemOf(doc, 'PAPER')).toMatchObject({ fate: 'kept', losesAllRoles: true });
    done(doc, setField('system', system, 'lifecycle', 'planned'));
    expect(systemOf(doc, 'PAPER').fate).toBe('new');
    done(doc, setField('system', system, 'lifecycle', 'retiring'));
    expect(systemOf(doc, 'PAPER').fate).toBe('retired');
    done(doc, setField('system', system, 'plannedAction', 'replace'));
    expect(systemOf(doc, 'PAPER').fate).toBe('replaced');
    done(doc, setField('system', system, 'plannedAction', 'retire'));
    expect(compared(doc).summary.systemsRetired).toEqual([system]);
    const mes = systemOf(doc, 'MES');
    expect([mes.losesAllRoles, mes.stepsToday.length, mes.stepsToBe.length > 2]).toEqual([false, 0, true]);
  });

  it('CMP-9 a record that moves leads to the step that writes it, a step without data counts once', () => {
    const doc = board();
    paper(doc);
    today(doc, '4', 'PAPER', 'record');
    const bare = made(doc, createStep({ title: 'Weigh' }, { ids: ids(2) }));
    done(doc, assignSystemRole({ step: bare, system: id(doc, 'system', 'MES'), use: 'record' }));
    today(doc, '8', 'PAPER', 'record');
    today(doc, '8', 'PAPER', 'collect');
    done(doc, setField('step', id(doc, 'step', '7'), 'change', 'retire'));
    const { summary } = compared(doc);
    expect(summary.records).toEqual([
      { data: id(doc, 'dataObject', 'D5'), step: id(doc, 'step', '4') },
      { data: null, step: bare },
    ]);
    expect(summary.otherRoles).toEqual([{ step: bare, role: 'collect' }]);
    expect(summary.stepsGone).toEqual([id(doc, 'step', '7')]);
    done(doc, setStepData({ step: bare, data: id(doc, 'dataObject', 'D5'), use: 'update' }));
    expect(compared(doc).summary.records.map((each) => each.data)).toEqual([id(doc, 'dataObject', 'D5')]);
  });
});

describe('today is as agreed', () => {
  it('CMP-10 states today where it is unstated, as one edit that undo takes back', () => {
    const doc = board();
    const step = id(doc, 'step', '2');
    const performed = done(doc, copyRolesToAsIs(step));
    expect(performed.name).toBe('copyRolesToAsIs');
    const { rows } = readSnapshot(doc);
    const of = (list: readonly { readonly key: string; readonly parts: { readonly step: string } }[]) =>
      list.filter((row) => row.parts.step === step).map((row) => row.key);
    expect(of(rows.roleAsIs)).toEqual(of(rows.role));
    expect(rows.roleAsIs.every((row) => row.parts.step === step)).toBe(true);
    expect(stepOf(doc, '2')).toMatchObject({ changed: false, unknown: [] });
    expect(refused(doc, copyRolesToAsIs(step)).kind).toBe('unchanged');
    undo(doc, performed);
    expect(readSnapshot(doc).rows.roleAsIs).toEqual([]);
  });

  it('CMP-10 leaves alone what somebody has stated, role by role', () => {
    const doc = board();
    paper(doc);
    today(doc, '2', 'PAPER', 'record');
    done(doc, copyRolesToAsIs('all'));
    const step = stepOf(doc, '2');
    expect(said(doc, step.roles.record)).toBe('leaves PAPER, arrives MES');
    expect(said(doc, step.roles.collect)).toBe('stays MES');
    expect(compared(doc).summary.unknown).toEqual([]);
  });

  it('CMP-10 states nothing of a new step, nothing deleted, and the survivor of a merge', () => {
    const doc = board();
    const fresh = id(doc, 'step', '3');
    done(doc, setField('step', fresh, 'change', 'new'));
    done(doc, deleteEntity('system', id(doc, 'system', 'LIMS')));
    const twin = paper(doc);
    done(doc, assignSystemRole({ step: id(doc, 'step', '6'), system: twin, use: 'collect' }));
    done(doc, mergeEntities('system', twin, id(doc, 'system', 'QMS')));
    expect(refused(doc, copyRolesToAsIs(fresh)).kind).toBe('invalid-value');
    expect(refused(doc, copyRolesToAsIs('0'.repeat(26))).kind).toBe('unknown-entity');
    done(doc, copyRolesToAsIs('all'));
    const { rows, entities } = readSnapshot(doc);
    expect(rows.roleAsIs.some((row) => row.parts.step === fresh)).toBe(false);
    expect(rows.roleAsIs.every((row) => row.dangling.length === 0)).toBe(true);
    const live = new Set(entities.system.flatMap((each) => (each.state === 'live' ? [each.id] : [])));
    expect(rows.roleAsIs.every((row) => live.has(row.parts.system))).toBe(true);
  });

  it('CMP-10 two records of today for the same data are settled as those agreed are', () => {
    const doc = board();
    paper(doc);
    today(doc, '4', 'PAPER', 'record');
    today(doc, '4', 'LIMS', 'record');
    const step = id(doc, 'step', '4');
    done(doc, keepSystemOfRecord({ step, data: '*', system: id(doc, 'system', 'PAPER'), table: 'roleAsIs' }));
    expect(said(doc, stepOf(doc, '4').roles.record)).toBe('leaves PAPER, arrives LIMS');
    expect(readSnapshot(doc).rows.role.some((row) => row.parts.step === step && row.parts.use === 'record')).toBe(true);
  });
});
