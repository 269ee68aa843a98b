import { assignSystemRole, call, deleteEntity, setField, withdrawSystemRole } from '@chartroom/domain';
import { seedTemplate } from '@chartroom/domain/templates';
import { ENTRY_SCHEMAS } from '@chartroom/record';
import { describe, expect, it } from 'vitest';
import { changeRows, summaryOf } from '../../src/lib/discussion/proposals/change-rows.ts';
import {
  accountableChange,
  changeOf,
  fieldChange,
  fixChange,
  MOST_MUTATIONS,
  roleChange,
} from '../../src/lib/discussion/proposals/compose.ts';
import { draftOfFix } from '../../src/lib/discussion/proposals/fix-draft.ts';
import { namedFindings, obstacleWords, proposalNow, tryOut } from '../../src/lib/discussion/proposals/tried.ts';
import { TestBoard } from '../map/board.ts';
import { withFaults } from '../trace/support.ts';
import { findingsOf, readerOf } from './board.ts';
import { id } from './record.svelte.ts';

const board = (): TestBoard => TestBoard.of('t1');
/** As the record takes it, and gives it back. */
const recorded = <T>(change: T): T => {
  const payload = ENTRY_SCHEMAS.comment.parse({ thread: id(1), comment: id(2), body: 'x', change });
  return JSON.parse(JSON.stringify(payload.change)) as T;
};

describe('composing a proposal', () => {
  it('DIS-60 a field, the systems of a role and who is accountable carry what stands there', () => {
    const of = board();
    const now = readerOf(of);
    const step = of.idOf('step', '3');
    const [mes, qms] = [of.idOf('system', 'MES'), of.idOf('system', 'QMS')];
    const hana = of.snapshot.entities.person.find((one) => one.name === 'Hana Kovács')!;
    const changes = [
      fieldChange(now, 'step', step, 'capture', 'hybrid'),
      fieldChange(now, 'process', '', 'trigger', 'Order released'),
      roleChange(now, { step, data: '*', use: 'record' }, [mes]),
      accountableChange(now, step, hana.id, 'QUA'),
    ];
    expect(changes.map(([one]) => one?.arguments['from'])).toEqual([
      null,
      of.snapshot.process.trigger,
      [qms],
      [expect.stringMatching(/^QUA /)],
    ]);
    for (const mutations of changes) {
      const change = changeOf(now, mutations)!;
      expect(recorded(change)).toEqual(change);
      expect(proposalNow(now, change.mutations).ok, change.summary).toBe(true);
    }
  });

  it('DIS-60 nothing, or more than a proposal holds, is none', () => {
    const of = board();
    const one = call('setField', { kind: 'step', id: of.idOf('step', '3'), field: 'capture', value: 'auto' });
    expect(changeOf(readerOf(of), [])).toBeNull();
    expect(
      changeOf(
        readerOf(of),
        Array.from({ length: MOST_MUTATIONS + 1 }, () => one),
      ),
    ).toBeNull();
  });

  it('DIS-63 every fix of the templates can be proposed, and says so in the record', () => {
    const kinds = new Set<string>();
    for (const template of ['t2', 't4', 't5', 't6'] as const) {
      const of = new TestBoard();
      seedTemplate(of.doc, template);
      const now = readerOf(of);
      for (const { finding, fixes } of findingsOf(of))
        for (const fix of fixes) {
          const made = draftOfFix(now, finding, fix);
          const change = recorded(made!.draft.change!);
          expect(change).toEqual(made!.draft.change);
          expect(change.summary.length, fix.id).toBeGreaterThan(3);
          expect(change.summary).not.toMatch(/[0-9A-HJKMNP-TV-Z]{26}|undefined|not on the board/);
          expect(proposalNow(now, change.mutations).ok, fix.id).toBe(true);
          expect(made!.draft.to?.function).not.toBe('OPS');
          kinds.add(fix.kind);
        }
    }
    expect(kinds.size).toBeGreaterThan(8);
  });

  it('DIS-63 it stands where the finding is repaired, and asks a function that owes it', () => {
    const of = withFaults();
    const conflict = findingsOf(of).find(({ finding }) => finding.rule === 'M02')!;
    const fix = conflict.fixes[0]!;
    const made = draftOfFix(
      { ...readerOf(of), me: { id: 'x', name: 'X', function: 'IT', kind: 'user' } },
      conflict.finding,
      fix,
    )!;
    expect(made).toMatchObject({ record: `step/${of.idOf('step', '3')}`, field: 'role.record' });
    expect(conflict.finding.owes).toContain(made.draft.to?.function);
    const long = { ...fix, calls: Array.from({ length: MOST_MUTATIONS + 1 }, () => fix.calls[0]!) };
    expect(draftOfFix(readerOf(of), conflict.finding, long)).toBeNull();
  });
});

describe('what a proposal says', () => {
  it('DIS-61 from and to, one line a place, told from its arguments', () => {
    const of = withFaults();
    const now = readerOf(of);
    const step = of.idOf('step', '3');
    const [mes, qms] = [of.idOf('system', 'MES'), of.idOf('system', 'QMS')];
    const keep = [call('keepSystemOfRecord', { step, data: '*', system: qms, from: [mes, qms].sort() })];
    const told = [{ label: 'System of record, step 3', from: expect.any(Array), to: ['QMS'], chips: true }];
    const before = changeRows(now, keep);
    expect(before).toMatchObject(told);
    expect([...(before[0]?.from ?? [])].sort()).toEqual(['MES', 'QMS']);
    of.perform(withdrawSystemRole({ step, system: mes, use: 'record' }));
    expect(changeRows(now, keep)).toEqual(before);
    expect(summaryOf(changeRows(now, fieldChange(now, 'step', step, 'capture', 'hybrid')))).toBe(
      'Capture, step 3: Hybrid',
    );
  });

  it('DIS-61 several mutations of one role are one line', () => {
    const of = board();
    const now = readerOf(of);
    const step = of.idOf('step', '2');
    const [mes, qms] = [of.idOf('system', 'MES'), of.idOf('system', 'QMS')];
    const rows = changeRows(now, [
      call('assignSystemRole', { step, data: '*', system: qms, use: 'record', from: [mes] }),
      call('withdrawSystemRole', { step, data: '*', system: mes, use: 'record' }),
    ]);
    expect(rows).toMatchObject([{ from: ['MES'], to: ['QMS'] }]);
  });

  it('DIS-61 a record that has gone has words, and an unreadable mutation has no line', () => {
    const of = board();
    const now = readerOf(of);
    const gone = call('setSystemRole', { step: id(1), data: '*', use: 'record', systems: [id(2)], from: [] });
    expect(changeRows(now, [gone, { name: 'moveStep', arguments: {} }])).toMatchObject([
      { label: 'System of record, not on the board', to: ['not on the board'] },
    ]);
  });

  it('DIS-62 what it would clear and open as the board stands', () => {
    const of = withFaults();
    const now = readerOf(of);
    const conflict = findingsOf(of).find(({ finding }) => finding.rule === 'M02')!;
    const { told } = tryOut(now, fixChange(now, conflict.fixes[0]!));
    expect(namedFindings(now, told!.closed)).toMatch(/^“Conflicting master data” for D4/);
    expect(of.snapshot).toEqual(now.snapshot);
  });

  it('DIS-62 or why it cannot be applied', () => {
    const of = board();
    const now = readerOf(of);
    const step = of.idOf('step', '2');
    const qms = of.idOf('system', 'QMS');
    const said = (mutations: Parameters<typeof tryOut>[1]): string => {
      const { proposal, told } = tryOut(now, mutations);
      expect(told === null).toBe(!proposal.ok);
      return proposal.ok ? '' : obstacleWords(now, proposal.obstacle, mutations);
    };
    const role = roleChange(now, { step, data: '*', use: 'record' }, [qms]);
    const title = fieldChange(now, 'step', step, 'title', 'Run the checks');
    expect([said(role), said(title)]).toEqual(['', '']);
    of.perform(
      assignSystemRole({ step, system: of.idOf('system', 'ERP'), use: 'record' }),
      setField('step', step, 'title', 'Checks'),
    );
    expect(said(role)).toMatch(
      /^Cannot be applied as it was meant: System of record, step 2 says (?=.*MES)(?=.*ERP).* now\.$/,
    );
    expect(said(title)).toBe('Cannot be applied as it was meant: Title, step 2 says Checks now.');
    of.perform(setField('step', step, 'title', 'Run the checks'));
    expect(said(title)).toBe('The board says this already.');
    of.perform(deleteEntity('step', step));
    expect(said(title)).toBe('Cannot be applied: the step is not on the board any more.');
    expect(said([{ name: 'moveStep', arguments: {} }])).toMatch(/^A newer version/);
    expect(said([{ name: 'setField', arguments: { kind: 'step' } }])).toMatch(/cannot be read/);
    expect(said([call('setField', { kind: 'step', id: of.idOf('step', '3'), field: 'kind', value: 'dance' })])).toMatch(
      /^Cannot be applied: /,
    );
  });
});
