/**
 * Where the arrow keys lead on the map: through nodes, interfaces, slots and data cells, as they stand on screen. Pure.
 */
import type { MapLayout } from './layout.ts';

export type StopRow = 'node' | `interfaces:${number}` | 'collect' | 'record' | 'review' | 'dataIn' | 'dataOut';

/** A place that takes the focus. `part` counts the slots of a cell. */
export interface Stop {
  readonly row: StopRow;
  readonly column: number;
  readonly part: number;
}

export type MoveKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End';
export const isMoveKey = (key: string): key is MoveKey =>
  ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(key);

export const stopRows = (layout: MapLayout): readonly StopRow[] => [
  'node',
  ...Array.from({ length: layout.capsuleRows }, (_, row): StopRow => `interfaces:${row}`),
  'collect',
  'record',
  'review',
  'dataIn',
  'dataOut',
];

const capsuleRow = (row: StopRow): number | null =>
  row.startsWith('interfaces:') ? Number(row.slice('interfaces:'.length)) : null;

/** The capsule at a stop of the IT lane. */
export function capsuleAt(layout: MapLayout, stop: Stop): MapLayout['capsules'][number] | undefined {
  const row = capsuleRow(stop.row);
  return row === null
    ? undefined
    : layout.capsules.find((each) => each.row === row && each.start <= stop.column && stop.column <= each.end);
}

/** How many stops a cell has; 0 where nothing takes the focus. */
export function partCount(layout: MapLayout, row: StopRow, column: number): number {
  if (capsuleRow(row) !== null) return capsuleAt(layout, { row, column, part: 0 }) ? 1 : 0;
  const at = layout.columns[column];
  if (!at) return 0;
  if (row !== 'collect' && row !== 'record' && row !== 'review') return 1;
  // What comes and goes in a cell is one thing to read.
  return at.compared?.cells[row] ? 1 : at.cells[row].boxes.length;
}

function vertical(layout: MapLayout, stop: Stop, by: -1 | 1): Stop {
  const rows = stopRows(layout);
  const column = layout.columns[stop.column] ? stop.column : layout.columns.length - 1;
  for (let at = rows.indexOf(stop.row) + by; at >= 0 && at < rows.length; at += by) {
    const row = rows[at];
    if (row === undefined) break;
    const target = capsuleRow(row) === null ? column : stop.column;
    const count = partCount(layout, row, target);
    if (count > 0) return { row, column: target, part: Math.min(stop.part, count - 1) };
  }
  return stop;
}

function horizontal(layout: MapLayout, stop: Stop, by: -1 | 1): Stop {
  const row = capsuleRow(stop.row);
  if (row !== null) {
    const here = capsuleAt(layout, stop);
    const inRow = layout.capsules.filter((each) => each.row === row).toSorted((a, b) => a.start - b.start);
    const next = inRow[inRow.findIndex((each) => each === here) + by];
    return next ? { row: stop.row, column: next.start, part: 0 } : stop;
  }
  const part = stop.part + by;
  if (part >= 0 && part < partCount(layout, stop.row, stop.column)) return { ...stop, part };
  const column = stop.column + by;
  const count = partCount(layout, stop.row, column);
  return count === 0 ? stop : { row: stop.row, column, part: by > 0 ? 0 : count - 1 };
}

/** The stop that a key leads to; the same one at the edge. `far` is the key with Ctrl: to the corner. */
export function move(layout: MapLayout, stop: Stop, key: MoveKey, far = false): Stop {
  const last = Math.max(0, layout.columns.length - 1);
  switch (key) {
    case 'ArrowLeft':
      return horizontal(layout, stop, -1);
    case 'ArrowRight':
      return horizontal(layout, stop, 1);
    case 'ArrowUp':
      return vertical(layout, stop, -1);
    case 'ArrowDown':
      return vertical(layout, stop, 1);
    case 'Home':
      return { row: far ? 'node' : capsuleRow(stop.row) === null ? stop.row : 'node', column: 0, part: 0 };
    case 'End':
      return { row: far ? 'dataOut' : capsuleRow(stop.row) === null ? stop.row : 'node', column: last, part: 0 };
  }
}
