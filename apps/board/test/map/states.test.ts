import {
  assignSystemRole,
  compareStates,
  copyRolesToAsIs,
  createEntity,
  relate,
  setField,
  withdrawSystemRole,
  type ComparedRole,
  type RoleUse,
} from '@chartroom/domain';
import { describe, expect, it } from 'vitest';
import { comparedWords } from '../../src/lib/views/map/compared-words.ts';
import { comparedUses } from '../../src/lib/views/map/compared.ts';
import { SLOT } from '../../src/lib/views/map/geometry.ts';
import { keyAct } from '../../src/lib/views/map/keys.ts';
import { layOut, type MapLayout } from '../../src/lib/views/map/layout.ts';
import { partCount } from '../../src/lib/views/map/navigation.ts';
import { differenceLine } from '../../src/lib/views/outline/difference.ts';
import { nextPlace, summaryParts, unknownPart } from '../../src/lib/views/states/summary.ts';
import { TestBoard, words } from './board.ts';

const difference = (board: TestBoard): MapLayout => {
  const { snapshot } = board;
  return layOut(snapshot, board.relations, words, undefined, {
    state: 'difference',
    today: relate(snapshot, 'as-is'),
    comparison: compareStates(snapshot),
  });
};
const asIs = (board: TestBoard): MapLayout =>
  layOut(board.snapshot, relate(board.snapshot, 'as-is'), words, undefined, {
    state: 'as-is',
    agreed: board.relations,
  });
const today = (board: TestBoard, step: string, system: string, use: RoleUse): void =>
  void board.perform(
    assignSystemRole({ table: 'roleAsIs', step: board.idOf('step', step), system: board.idOf('system', system), use }),
  );
const withPaper = (): TestBoard => {
  const board = TestBoard.of('t1');
  board.perform(createEntity('system', { name: 'PAPER', kind: 'paper' }));
  return board;
};
const chipsOf = (board: TestBoard, layout: MapLayout, position: number, role: ComparedRole): readonly string[] => {
  const labels = new Map([...board.snapshot.entities.system].map((system) => [system.id, system.label]));
  return (layout.columns[position - 1]?.compared?.cells[role]?.chips ?? []).map(
    (chip) => `${chip.movement} ${chip.system === null ? '' : labels.get(chip.system)}`,
  );
};

describe('today on the map', () => {
  it('MAP-23 shows the roles of today, and of what is agreed nothing', () => {
    const board = withPaper();
    today(board, '2', 'PAPER', 'record');
    const { columns } = asIs(board);
    const second = columns[1]!.cells;
    expect(second.record.boxes[0]?.parts[0]?.system).toBe(board.idOf('system', 'PAPER'));
    expect(second.collect.boxes.map((box) => box.kind)).toEqual(['unasked']);
    expect(second.record.boxes[0]?.parts[0]?.rows[0]?.row).toBe('roleAsIs');
  });

  it('MAP-24 misses nothing: no record, no interface', () => {
    const board = TestBoard.of('t1');
    today(board, '2', 'MES', 'collect');
    today(board, '2', 'EDMS', 'record');
    const layout = asIs(board);
    const kinds = layout.columns.flatMap((column) => column.cells.record.boxes.map((box) => box.kind));
    expect(kinds).not.toContain('missing');
    expect(layout.columns[1]?.connectors.map((line) => line.kind)).toContain('broken');
    expect(layout.capsules.every((capsule) => capsule.interfaceId !== null)).toBe(true);
  });

  it('MAP-24 has no interface that is new, and draws one that goes as any other, where its data run', () => {
    const board = TestBoard.of('t1');
    const [first, second] = [board.idOf('interface', 'I1'), board.idOf('interface', 'I2')];
    board.perform(setField('interface', first, 'change', 'new'), setField('interface', second, 'change', 'retire'));
    const { capsules, columns } = asIs(board);
    expect(capsules.some((capsule) => capsule.interfaceId === first)).toBe(false);
    const goes = capsules.find((capsule) => capsule.interfaceId === second)!;
    expect([goes.retired, goes.becomes, goes.start < columns.length]).toEqual([false, null, true]);
  });

  it('MAP-24 marks a new step, in today and in the difference', () => {
    const board = TestBoard.of('t1');
    board.perform(setField('step', board.idOf('step', '5'), 'change', 'new'));
    board.perform(setField('step', board.idOf('step', '7'), 'change', 'retire'));
    const fates = (layout: MapLayout) => layout.columns.map((column) => column.fate);
    expect(fates(asIs(board))).toEqual(['kept', 'kept', 'kept', 'kept', 'new', 'kept', 'kept']);
    expect(fates(difference(board))).toEqual(['kept', 'kept', 'kept', 'kept', 'new', 'kept', 'gone']);
    expect(fates(layOut(board.snapshot, board.relations, words)).every((fate) => fate === 'kept')).toBe(true);
  });
});

describe('the difference on the map', () => {
  it('MAP-25 puts what leaves before what arrives, with an arrow between, and leaves a slot that stays as it is', () => {
    const board = withPaper();
    board.perform(copyRolesToAsIs(board.idOf('step', '3')));
    today(board, '2', 'PAPER', 'record');
    const layout = difference(board);
    expect(chipsOf(board, layout, 2, 'record')).toEqual(['leaves PAPER', 'arrives MES']);
    const cell = layout.columns[1]!.compared!.cells.record!;
    const [from, to] = cell.chips;
    expect(cell.oneLine).toBe(true);
    expect(cell.arrows[0]!.x).toBe(from!.x + from!.width);
    expect(to!.x + to!.width).toBe(SLOT.x + SLOT.width);
    expect(layout.columns[2]?.compared?.cells).toEqual({ collect: null, record: null, review: null });
  });

  it('MAP-25 puts names that do not fit under each other, inside the column, and the row grows', () => {
    const board = TestBoard.of('t1');
    const system = board.perform(createEntity('system', { name: 'Deviation spreadsheet' }));
    board.perform(assignSystemRole({ table: 'roleAsIs', step: board.idOf('step', '1'), system, use: 'record' }));
    const layout = difference(board);
    const { chips, arrows, oneLine, height } = layout.columns[0]!.compared!.cells.record!;
    expect([chips.map((chip) => chip.movement), oneLine]).toEqual([['leaves', 'arrives', 'arrives'], false]);
    for (const chip of chips) {
      expect(chip.x).toBeGreaterThanOrEqual(SLOT.x);
      expect(chip.x + chip.width).toBeLessThanOrEqual(SLOT.x + SLOT.width);
      expect(chip.height).toBeGreaterThanOrEqual(24);
    }
    const tops = chips.map((chip) => chip.y);
    expect(new Set(tops).size).toBe(3);
    expect(arrows).toHaveLength(1);
    expect(layout.rows.record.height).toBe(height);
    expect(height).toBeGreaterThan(88);
  });

  it('MAP-25 shows that no record is agreed in the place of the one that leaves', () => {
    const board = withPaper();
    today(board, '4', 'PAPER', 'record');
    board.perform(
      withdrawSystemRole({ step: board.idOf('step', '4'), system: board.idOf('system', 'LIMS'), use: 'record' }),
    );
    expect(chipsOf(board, difference(board), 4, 'record')).toEqual(['leaves PAPER', 'missing ']);
  });

  it('MAP-25 signs the uses that only one of the states has', () => {
    const say = (use: RoleUse): string => use;
    const one = (movement: 'stays' | 'agreed', usesToday: readonly RoleUse[], usesToBe: readonly RoleUse[]) => [
      { movement, usesToday, usesToBe },
    ];
    expect(comparedUses(one('stays', ['review', 'audit'], ['review', 'release']), say)).toBe(
      'review, +release, \u2212audit',
    );
    expect(comparedUses(one('agreed', [], ['review', 'release']), say)).toBe('review, release');
  });

  it('MAP-26 moves nothing where nobody has said how it is today', () => {
    const layout = difference(TestBoard.of('t1'));
    for (const column of layout.columns) {
      expect(column.compared?.cells).toEqual({ collect: null, record: null, review: null });
      expect(column.compared?.step.unknown).toEqual(['collect', 'record', 'review']);
    }
    expect(layout.rows.record.height).toBe(88);
  });

  it('MAP-26 at a step that goes nothing is agreed, and today is still asked for', () => {
    const board = TestBoard.of('t1');
    board.perform(setField('step', board.idOf('step', '7'), 'change', 'retire'));
    const last = difference(board).columns[6]!;
    expect(last.cells.record.boxes.map((box) => box.kind)).toEqual(['unasked']);
    expect(last.compared?.step.unknown).toContain('record');
    board.perform(copyRolesToAsIs(board.idOf('step', '7')));
    expect(chipsOf(board, difference(board), 7, 'record')).toEqual(['leaves ERP']);
  });

  it('MAP-27 signs interfaces that come and go, offers no missing one and draws no line between the roles', () => {
    const board = TestBoard.of('t1');
    const [first, second] = [board.idOf('interface', 'I1'), board.idOf('interface', 'I2')];
    board.perform(setField('interface', first, 'change', 'new'), setField('interface', second, 'change', 'retire'));
    const { capsules, columns } = difference(board);
    const becomes = (id: string) => capsules.find((capsule) => capsule.interfaceId === id)?.becomes;
    expect([becomes(first), becomes(second), becomes(board.idOf('interface', 'I3'))]).toEqual([
      'arrives',
      'leaves',
      null,
    ]);
    expect(capsules.every((capsule) => capsule.interfaceId !== null)).toBe(true);
    expect(columns.flatMap((column) => column.connectors)).toEqual([]);
  });

  it('MAP-28 a cell in which something changes is one stop', () => {
    const board = withPaper();
    today(board, '1', 'PAPER', 'record');
    const layout = difference(board);
    expect(partCount(layout, 'record', 0)).toBe(1);
    expect(partCount(layout, 'collect', 0)).toBe(2);
  });
});

describe('the difference in words', () => {
  it('MAP-28 says each system with what becomes of it, and for which data', () => {
    const board = withPaper();
    today(board, '1', 'PAPER', 'record');
    const labels = new Map(
      [...board.snapshot.entities.system, ...board.snapshot.entities.dataObject].map((each) => [each.id, each.label]),
    );
    const say = (position: number, role: ComparedRole): string => {
      const compared = compareStates(board.snapshot).steps[position - 1]!.roles[role];
      return comparedWords(compared, false, role, (id) => labels.get(id) ?? '?');
    };
    expect(say(1, 'record')).toBe('System of record: PAPER leaves, ERP for D1 arrives, EDMS for D2 arrives');
    expect(say(2, 'collect')).toBe('Collects: MES agreed, today not said');
    expect(comparedWords(compareStates(board.snapshot).steps[0]!.roles.record, true, 'record', () => 'X')).toMatch(
      /, none agreed$/u,
    );
  });

  it('MAP-31 has one line a step in the outline: the record first, what is not said last', () => {
    const board = withPaper();
    today(board, '2', 'PAPER', 'collect');
    today(board, '2', 'PAPER', 'record');
    board.perform(setField('step', board.idOf('step', '5'), 'change', 'new'), copyRolesToAsIs(board.idOf('step', '4')));
    const lines = compareStates(board.snapshot).steps.map(differenceLine);
    const roles = (at: number) => lines[at]?.changes.map((each) => each.role);
    expect([roles(1), lines[1]?.unsaid, lines[1]?.same]).toEqual([['record', 'collect'], ['review'], false]);
    expect([lines[3]?.same, lines[0]?.same, lines[0]?.unsaid.length]).toEqual([true, false, 3]);
    expect([lines[4]?.fate, roles(4)]).toEqual(['arrives', ['record', 'collect', 'review']]);
  });
});

describe('the line of the difference', () => {
  it('MAP-29 counts what moves, and each count leads to its places in turn', () => {
    const board = withPaper();
    today(board, '2', 'PAPER', 'record');
    today(board, '2', 'PAPER', 'collect');
    board.perform(
      setField('system', board.idOf('system', 'PAPER'), 'plannedAction', 'retire'),
      setField('interface', board.idOf('interface', 'I1'), 'change', 'retire'),
      setField('interface', board.idOf('interface', 'I2'), 'change', 'retire'),
      ...['I3', 'I4', 'I5', 'I6'].map((label) =>
        setField('interface', board.idOf('interface', label), 'change', 'new'),
      ),
      setField('interface', board.idOf('interface', 'I7'), 'change', 'none'),
    );
    const { summary } = compareStates(board.snapshot);
    const parts = summaryParts(summary);
    expect(parts.map((part) => part.text)).toEqual([
      '2 records move',
      '1 other role changes',
      '1 system retires',
      '2 interfaces go',
      '4 come',
    ]);
    const step = board.idOf('step', '2');
    expect(parts[0]?.places).toContainEqual({ record: `step/${step}`, field: 'role.record' });
    expect(parts[2]?.places).toEqual([{ record: `system/${board.idOf('system', 'PAPER')}`, field: null }]);
    expect([nextPlace(parts[3]!.places, -1), nextPlace(parts[3]!.places, 0), nextPlace(parts[3]!.places, 1)]).toEqual([
      0, 1, 0,
    ]);
    expect(nextPlace([], 0)).toBe(-1);
  });

  it('MAP-29 says of interfaces that come alone what they are', () => {
    const board = TestBoard.of('t1');
    for (const label of ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7'])
      board.perform(setField('interface', board.idOf('interface', label), 'change', label === 'I1' ? 'new' : 'none'));
    expect(summaryParts(compareStates(board.snapshot).summary).map((part) => part.text)).toEqual(['1 interface comes']);
  });

  it('MAP-29 names the steps of which nobody has said how they are today', () => {
    const board = TestBoard.of('t1');
    expect(unknownPart(compareStates(board.snapshot).summary)?.places).toHaveLength(7);
    board.perform(copyRolesToAsIs('all'));
    expect(unknownPart(compareStates(board.snapshot).summary)).toBeNull();
  });
});

describe('today is as agreed', () => {
  it('MAP-30 is one key at any stop of the step, where today or the difference is shown', () => {
    const at = { row: 'record', step: 's', part: 0 } as const;
    expect(keyAct('=', at, 'as-is')).toEqual({ kind: 'as-agreed' });
    expect(keyAct('=', { ...at, row: 'node' }, 'difference')).toEqual({ kind: 'as-agreed' });
    expect(keyAct('=', { ...at, row: 'interfaces:0' }, 'as-is')).toBeNull();
    expect(keyAct('=', at)).toBeNull();
  });
});
