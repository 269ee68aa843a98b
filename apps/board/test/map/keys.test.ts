import { describe, expect, it } from 'vitest';
import { layOut, type MapLayout } from '../../src/lib/views/map/layout.ts';
import { move, partCount, type Stop } from '../../src/lib/views/map/navigation.ts';
import { dropBetween, gapAfterMove, settle } from '../../src/lib/views/map/order.ts';
import { linesOf } from '../../src/lib/views/map/paste.ts';
import { TestBoard, words } from './board.ts';

const layout: MapLayout = (() => {
  const board = TestBoard.of('t1');
  return layOut(board.snapshot, board.relations, words);
})();
const at = (row: Stop['row'], column: number, part = 0): Stop => ({ row, column, part });

describe('arrow keys', () => {
  it('MAP-16 move along the nodes and stop at the ends', () => {
    expect(move(layout, at('node', 0), 'ArrowRight')).toEqual(at('node', 1));
    expect(move(layout, at('node', 0), 'ArrowLeft')).toEqual(at('node', 0));
    expect(move(layout, at('node', 6), 'ArrowRight')).toEqual(at('node', 6));
  });

  it('MAP-16 move through the slots of a cell before the next cell', () => {
    expect(partCount(layout, 'record', 0)).toBe(2);
    expect(move(layout, at('record', 0), 'ArrowRight')).toEqual(at('record', 0, 1));
    expect(move(layout, at('record', 0, 1), 'ArrowRight')).toEqual(at('record', 1));
    expect(move(layout, at('record', 1), 'ArrowLeft')).toEqual(at('record', 0, 1));
  });

  it('MAP-16 lead from the lanes through the interfaces into the strip', () => {
    let stop = at('node', 0);
    const rows: string[] = [];
    for (let index = 0; index < 8; index += 1) {
      stop = move(layout, stop, 'ArrowDown');
      rows.push(stop.row);
    }
    expect(rows).toEqual([
      'interfaces:0',
      'interfaces:1',
      'collect',
      'record',
      'review',
      'dataIn',
      'dataOut',
      'dataOut',
    ]);
    expect(stop.column).toBe(0);
  });

  it('MAP-16 come back by the way they went', () => {
    const down = move(layout, at('node', 4), 'ArrowDown');
    expect(down.row.startsWith('interfaces:')).toBe(true);
    expect(move(layout, down, 'ArrowUp')).toEqual(at('node', 4));
  });

  it('MAP-16 move along the interfaces of one row', () => {
    const next = move(layout, at('interfaces:0', 0), 'ArrowRight');
    expect(next.row).toBe('interfaces:0');
    expect(next.column).toBeGreaterThan(0);
  });

  it('MAP-16 reach the corners with Home and End', () => {
    expect(move(layout, at('record', 3), 'End')).toEqual(at('record', 6));
    expect(move(layout, at('record', 3), 'Home', true)).toEqual(at('node', 0));
    expect(move(layout, at('record', 3), 'End', true)).toEqual(at('dataOut', 6));
  });
});

describe('order of columns', () => {
  it('MAP-17 follows the document while no hand is on the map', () => {
    expect(settle(['a', 'b'], ['b', 'a'], null)).toEqual(['b', 'a']);
  });

  it('MAP-17 never shifts the column under a hand', () => {
    expect(settle(['a', 'b', 'c'], ['x', 'a', 'b', 'c'], 'b')).toEqual(['a', 'b', 'c']);
    expect(settle(['a', 'b', 'c'], ['b', 'c'], 'b')).toEqual(['a', 'b', 'c']);
  });

  it('MAP-17 takes in what changes elsewhere at once', () => {
    expect(settle(['a', 'b', 'c'], ['a', 'b', 'x', 'c'], 'b')).toEqual(['a', 'b', 'x', 'c']);
    expect(settle(['a', 'b'], ['a', 'b', 'new'], 'new')).toEqual(['a', 'b', 'new']);
  });

  it('MAP-18 lands a dragged step between its new neighbours', () => {
    expect(dropBetween(['a', 'b', 'c'], 'a', 3)).toEqual({ after: 'c' });
    expect(dropBetween(['a', 'b', 'c'], 'c', 0)).toEqual({ after: null });
    expect(dropBetween(['a', 'b', 'c'], 'b', 1)).toBeNull();
    expect(dropBetween(['a', 'b', 'c'], 'b', 2)).toBeNull();
  });

  it('MAP-18 moves by one place and not beyond the ends', () => {
    expect(gapAfterMove(['a', 'b', 'c'], 'a', -1)).toBeNull();
    expect(gapAfterMove(['a', 'b', 'c'], 'b', -1)).toBe(0);
    expect(gapAfterMove(['a', 'b', 'c'], 'b', 1)).toBe(3);
    expect(gapAfterMove(['a', 'b', 'c'], 'c', 1)).toBeNull();
  });
});

describe('pasted steps', () => {
  it('MAP-19 are one a line, without numbers and bullets', () => {
    expect(linesOf('1. Receive goods\n2) Sample  them\r\n - Test\n\n• Release\nStep 5: Ship')).toEqual([
      'Receive goods',
      'Sample them',
      'Test',
      'Release',
      'Ship',
    ]);
  });

  it('MAP-19 take the first worded cell of a spreadsheet row', () => {
    expect(linesOf('1\tReceive goods\tWarehouse\n2\tSample\tQC')).toEqual(['Receive goods', 'Sample']);
  });

  it('MAP-19 keep numbers that belong to the words', () => {
    expect(linesOf('3 way match\n1.2 Run 3 checks')).toEqual(['3 way match', 'Run 3 checks']);
  });
});
