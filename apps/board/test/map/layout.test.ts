import {
  assignResponsibility,
  assignSystemRole,
  createEntity,
  deleteEntity,
  setFlow,
  setStepData,
  withdrawRow,
  withdrawSystemRole,
} from '@chartroom/domain';
import { describe, expect, it } from 'vitest';
import { layOut, visibleColumns, type MapLayout } from '../../src/lib/views/map/layout.ts';
import { NODE } from '../../src/lib/views/map/geometry.ts';
import { TestBoard, words } from './board.ts';

const layoutOf = (board: TestBoard): MapLayout => layOut(board.snapshot, board.relations, words);
const columnOf = (layout: MapLayout, position: number) => {
  const column = layout.columns[position - 1];
  if (!column) throw new Error(`no column ${position}`);
  return column;
};

describe('columns and lanes', () => {
  it('MAP-1 gives every step one column, in process order', () => {
    const layout = layoutOf(TestBoard.of('t1'));
    expect(layout.columns.map((column) => column.step.title)).toHaveLength(7);
    expect(layout.columns.map((column) => column.index)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('MAP-2 puts a step into the lane of its single accountable function', () => {
    const layout = layoutOf(TestBoard.of('t1'));
    expect(layout.columns.map((column) => column.lane)).toEqual(['OPS', 'OPS', 'QUA', 'QUA', 'QUA', 'QUA', 'OPS']);
    expect(layout.lanes.map((band) => [band.lane, band.top, band.height])).toEqual([
      ['OPS', 0, 140],
      ['QUA', 140, 140],
      ['IT', 280, 104],
    ]);
  });

  it('MAP-2 shows the unassigned lane only when a step needs it', () => {
    const board = TestBoard.of('t1');
    const step = board.idOf('step', '4');
    const holder = board.relations.holders(step).find((each) => each.code === 'A');
    if (!holder) throw new Error('nobody accountable');
    board.perform(withdrawRow('resp', holder.row.key));
    const layout = layoutOf(board);
    expect(layout.lanes.map((band) => band.lane)).toEqual(['OPS', 'QUA', 'unassigned', 'IT']);
    expect(columnOf(layout, 4).lane).toBe('unassigned');
  });

  it('MAP-2 treats several accountable people as nobody in particular', () => {
    const board = TestBoard.of('t1');
    const person = board.snapshot.entities.person.find((each) => each.function === 'QUA');
    board.perform(
      assignResponsibility({
        subject: board.idOf('step', '1'),
        function: 'QUA',
        code: 'A',
        person: person?.id ?? null,
      }),
    );
    expect(columnOf(layoutOf(board), 1).lane).toBe('unassigned');
  });

  it('MAP-2 makes room for steps of IT above the interfaces', () => {
    const board = TestBoard.of('t1');
    const [step] = board.steps(1);
    const person = board.snapshot.entities.person.find((each) => each.function === 'IT');
    board.perform(assignResponsibility({ subject: step ?? '', function: 'IT', code: 'A', person: person?.id ?? null }));
    const layout = layoutOf(board);
    const node = columnOf(layout, 8);
    expect(node.lane).toBe('IT');
    expect(layout.capsulesTop).toBeGreaterThanOrEqual(node.nodeTop + NODE.height);
  });

  it('MAP-3 keeps rows of the strip at their measures and stacks them without gaps', () => {
    const { rows, lanesHeight } = layoutOf(TestBoard.of('t1'));
    expect(rows.step).toEqual({ top: lanesHeight, height: 28 });
    expect(rows.collect).toEqual({ top: lanesHeight + 28, height: 60 });
    expect(rows.record).toEqual({ top: lanesHeight + 88, height: 88 });
    expect(rows.review).toEqual({ top: lanesHeight + 176, height: 72 });
    expect(rows.dataIn.top).toBe(lanesHeight + 248);
  });

  it('MAP-4 keeps a removed step in its column, marked, while a hand holds the order', () => {
    const board = TestBoard.of('t1');
    const order = board.snapshot.entities.step.map((step) => step.id);
    board.perform(deleteEntity('step', order[2] ?? ''));
    const held = layOut(board.snapshot, board.relations, words, order);
    expect(held.columns.map((column) => column.gone)).toEqual([false, false, true, false, false, false, false]);
    expect(layoutOf(board).columns).toHaveLength(6);
  });
});

describe('slots', () => {
  it('MAP-5 puts two systems with their own data side by side, with a gap and their ids', () => {
    const board = TestBoard.of('t1');
    const { boxes } = columnOf(layoutOf(board), 1).cells.record;
    expect(boxes.map((box) => [box.kind, box.data.length, box.sayData])).toEqual([
      ['system', 1, true],
      ['system', 1, true],
    ]);
    const [left, right] = boxes;
    expect((left?.x ?? 0) + (left?.width ?? 0) + 4).toBe(right?.x);
    expect((right?.x ?? 0) + (right?.width ?? 0)).toBe(128);
  });

  it('MAP-6 shows two systems of record for the same data as one slot in conflict', () => {
    const { boxes } = columnOf(layoutOf(TestBoard.of('t2')), 3).cells.record;
    expect(boxes.map((box) => box.kind)).toEqual(['conflict']);
    expect(boxes[0]?.parts).toHaveLength(2);
  });

  it('MAP-7 shows a record that is needed and not named as missing, one that is not asked for as open', () => {
    const board = TestBoard.of('t1');
    const step = board.idOf('step', '4');
    board.perform(withdrawSystemRole({ step, system: board.idOf('system', 'LIMS'), use: 'record' }));
    const [fresh] = board.steps(1);
    const layout = layoutOf(board);
    expect(columnOf(layout, 4).cells.record.boxes.map((box) => box.kind)).toEqual(['missing']);
    expect(layout.columns.find((column) => column.id === fresh)?.cells.record.boxes.map((box) => box.kind)).toEqual([
      'unasked',
    ]);
  });

  it('MAP-3 grows a row when one cell needs more, for all its cells', () => {
    const board = TestBoard.of('t1');
    const step = board.idOf('step', '2');
    const names = ['Process historian', 'Laboratory balance printer', 'Environmental monitoring'];
    for (const name of names) {
      const system = board.perform(createEntity('system', { name }));
      board.perform(assignSystemRole({ step, system, use: 'collect' }));
    }
    const layout = layoutOf(board);
    const { boxes } = columnOf(layout, 2).cells.collect;
    expect(new Set(boxes.map((box) => box.line)).size).toBeGreaterThan(1);
    expect(layout.rows.collect.height).toBeGreaterThan(60);
    expect(layout.rows.record.top).toBe(layout.rows.collect.top + layout.rows.collect.height);
    for (const box of boxes) expect(box.y + box.height).toBeLessThanOrEqual(layout.rows.collect.height);
  });
});

describe('lines of the strip', () => {
  const kinds = (layout: MapLayout, position: number, between: 'capture' | 'review') =>
    columnOf(layout, position)
      .connectors.filter((line) => line.between === between)
      .map((line) => line.kind);

  it('MAP-8 draws a plain line between slots of the same system', () => {
    const layout = layoutOf(TestBoard.of('t1'));
    expect(kinds(layout, 2, 'capture')).toEqual(['same']);
    expect(kinds(layout, 2, 'review').includes('same')).toBe(true);
  });

  it('MAP-8 tells lines of one system apart that stands in a conflict for one data object and for the rest', () => {
    const board = TestBoard.of('t1');
    const step = board.idOf('step', '3');
    for (const name of ['MES', 'QMS'])
      board.perform(
        assignSystemRole({
          step,
          data: board.idOf('dataObject', 'D4'),
          system: board.idOf('system', name),
          use: 'record',
        }),
      );
    const keys = columnOf(layoutOf(board), 3).connectors.map((line) => line.between + line.key);
    expect(keys.length).toBeGreaterThan(2);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('MAP-8 draws a path with the interface that carries the data', () => {
    const board = TestBoard.of('t1');
    const line = columnOf(layoutOf(board), 3).connectors.find((each) => each.between === 'capture');
    expect(line?.kind).toBe('path');
    expect(line?.interfaces).toEqual([board.idOf('interface', 'I3')]);
    expect(line?.mark).not.toBe('');
  });

  it('MAP-8 cuts the line where there is no path', () => {
    const layout = layoutOf(TestBoard.of('t2'));
    const lines = columnOf(layout, 1).connectors.filter((line) => line.between === 'capture');
    expect(lines.map((line) => line.kind).toSorted()).toEqual(['broken', 'same']);
    const broken = lines.find((line) => line.kind === 'broken');
    const same = lines.find((line) => line.kind === 'same');
    expect(broken?.at.x).not.toBe(same?.at.x);
  });

  it('MAP-8 draws dotted lines to and from an empty slot that is needed', () => {
    const board = TestBoard.of('t1');
    board.perform(
      withdrawSystemRole({ step: board.idOf('step', '4'), system: board.idOf('system', 'LIMS'), use: 'record' }),
    );
    const layout = layoutOf(board);
    expect(kinds(layout, 4, 'capture')).toEqual(['open']);
    expect(kinds(layout, 4, 'review')).toEqual(['open']);
  });

  it('MAP-8 shows the cut end of a way that should come from another step', () => {
    const layout = layoutOf(TestBoard.of('t5'));
    const outside = columnOf(layout, 7).connectors.filter((line) => line.outside);
    expect(outside.map((line) => line.kind)).toEqual(['broken']);
  });

  it('MAP-8 ends every line between the rows that it joins', () => {
    for (const template of ['t1', 't2', 't3', 't4', 't5', 't6'] as const) {
      const layout = layoutOf(TestBoard.of(template));
      for (const column of layout.columns)
        for (const line of column.connectors) {
          const upper = layout.rows[line.between === 'capture' ? 'collect' : 'record'];
          const lower = layout.rows[line.between === 'capture' ? 'record' : 'review'];
          expect(line.at.y).toBeGreaterThan(upper.top);
          expect(line.at.y).toBeLessThan(lower.top + lower.height);
          expect(line.at.x).toBeGreaterThan(0);
          expect(line.at.x).toBeLessThan(136);
        }
    }
  });
});

describe('interfaces', () => {
  it('MAP-9 packs capsules into rows without overlap', () => {
    for (const template of ['t1', 't2', 't3', 't4', 't5', 't6'] as const) {
      const { capsules } = layoutOf(TestBoard.of(template));
      for (const one of capsules)
        for (const other of capsules) {
          if (one === other || one.row !== other.row) continue;
          expect(one.end < other.start || one.start > other.end).toBe(true);
        }
    }
  });

  it('MAP-9 spans a capsule from where data leave to where they arrive', () => {
    const board = TestBoard.of('t1');
    const capsule = layoutOf(board).capsules.find((each) => each.interfaceId === board.idOf('interface', 'I4'));
    expect([capsule?.start, capsule?.end]).toEqual([3, 4]);
  });

  it('MAP-10 shows a missing interface once for each pair of systems, with its data', () => {
    const board = TestBoard.of('t2');
    const missing = layoutOf(board).capsules.filter((capsule) => capsule.interfaceId === null);
    expect(missing.map((capsule) => [capsule.from, capsule.to])).toEqual([
      [board.idOf('system', 'PAPER'), board.idOf('system', 'MES')],
    ]);
    expect(missing[0]?.data).toEqual([board.idOf('dataObject', 'D1')]);
  });

  it('MAP-9 puts an interface that no step uses after the last step', () => {
    const board = TestBoard.of('t1');
    const id = board.perform(
      createEntity('interface', { fromId: board.idOf('system', 'LIMS'), toId: board.idOf('system', 'ERP') }),
    );
    const layout = layoutOf(board);
    expect(layout.capsules.find((capsule) => capsule.interfaceId === id)?.start).toBe(7);
    expect(layout.columnCount).toBe(8);
  });
});

describe('flow', () => {
  it('MAP-11 follows the order where nobody said otherwise', () => {
    const layout = layoutOf(TestBoard.of('t1'));
    expect(layout.flow.map((edge) => [edge.from, edge.to])).toEqual(
      layout.columns.slice(0, -1).map((column, index) => [column.id, layout.columns[index + 1]?.id]),
    );
  });

  it('MAP-11 follows explicit branches of a step instead of the order, with their conditions', () => {
    const board = TestBoard.of('t1');
    const [three, four, six] = ['3', '4', '6'].map((label) => board.idOf('step', label));
    board.perform(
      setFlow({ from: three ?? '', to: six ?? '', condition: 'rejected' }),
      setFlow({ from: three ?? '', to: four ?? '', condition: '' }),
    );
    const edges = layoutOf(board).flow.filter((edge) => edge.from === three);
    expect(edges.map((edge) => [edge.to, edge.condition]).toSorted()).toEqual(
      [
        [four, ''],
        [six, 'rejected'],
      ].toSorted(),
    );
    expect(edges.find((edge) => edge.to === six)?.label).not.toBeNull();
  });

  it('MAP-12 never lets a route cross a node, whatever the branches', () => {
    const board = TestBoard.of('t1');
    const ids = board.snapshot.entities.step.map((step) => step.id);
    for (const from of ids) for (const to of ids) if (from !== to) board.perform(setFlow({ from, to, condition: 'x' }));
    const layout = layoutOf(board);
    expect(layout.flow).toHaveLength(42);
    for (const edge of layout.flow)
      for (let index = 1; index < edge.points.length; index += 1) {
        const a = edge.points[index - 1];
        const b = edge.points[index];
        if (!a || !b) continue;
        expect(a.x === b.x || a.y === b.y).toBe(true);
        for (const column of layout.columns) {
          const left = column.index * 136 + NODE.inset;
          const right = left + NODE.width;
          const top = column.nodeTop;
          const bottom = top + NODE.height;
          const crosses =
            Math.max(a.x, b.x) > left + 0.5 &&
            Math.min(a.x, b.x) < right - 0.5 &&
            Math.max(a.y, b.y) > top &&
            Math.min(a.y, b.y) < bottom;
          expect(crosses, `${edge.key} through step ${column.index + 1}`).toBe(false);
        }
      }
  });

  it('MAP-11 ignores a branch to a step that is not on the board', () => {
    const board = TestBoard.of('t1');
    const three = board.idOf('step', '3');
    board.perform(
      setFlow({ from: three, to: board.idOf('step', '6'), condition: '' }),
      deleteEntity('step', board.idOf('step', '6')),
    );
    expect(
      layoutOf(board)
        .flow.filter((edge) => edge.from === three)
        .map((edge) => edge.to),
    ).toEqual([board.idOf('step', '4')]);
  });
});

describe('large boards', () => {
  it('MAP-13 draws only the columns in view and a few beside them', () => {
    expect(visibleColumns(0, 1000, 100)).toEqual([0, 12]);
    expect(visibleColumns(13_600 - 1000, 1000, 100)).toEqual([88, 99]);
    expect(visibleColumns(0, 1000, 3)).toEqual([0, 2]);
  });

  it('MAP-13 lays out a hundred steps', () => {
    const board = new TestBoard();
    const ids = board.steps(100);
    const system = board.perform(createEntity('system', { name: 'MES' }));
    const data = board.perform(createEntity('dataObject', { title: 'Batch record' }));
    for (const step of ids)
      board.perform(setStepData({ step, data, use: 'update' }), assignSystemRole({ step, system, use: 'record' }));
    const layout = layoutOf(board);
    expect(layout.columns).toHaveLength(100);
    expect(layout.flow).toHaveLength(99);
  });
});
