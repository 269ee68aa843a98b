import { dependentsOf } from '@chartroom/domain';
import { describe, expect, it } from 'vitest';
import { marksOfDependents, marksOfTrace, type MapMarks } from '../../src/lib/trace/map-marks.ts';
import { layOut } from '../../src/lib/views/map/layout.ts';
import { TestBoard, words } from '../map/board.ts';
import { analyst, traceOf, withFaults } from './support.ts';

function drawn(board: TestBoard, marks: MapMarks) {
  const { columns, capsules } = layOut(board.snapshot, board.relations, words);
  const label = (id: string | null): string =>
    [...board.snapshot.entities.system, ...board.snapshot.entities.interface].find((one) => one.id === id)?.label ??
    '-';
  return {
    steps: columns.filter((column) => marks.step(column.id)).map((column) => column.index + 1),
    slots: columns.flatMap((column) =>
      (['collect', 'record', 'review'] as const).flatMap((role) =>
        column.cells[role].boxes
          .filter((box) =>
            marks.slot(
              column.id,
              role,
              box.parts.map((part) => part.system),
            ),
          )
          .map(
            (box) => `${column.index + 1} ${role} ${box.parts.map((part) => label(part.system)).join('/') || 'none'}`,
          ),
      ),
    ),
    lines: columns.flatMap((column) =>
      column.connectors
        .filter((line) => marks.line(column.id, line))
        .map((line) => `${column.index + 1} ${line.between} ${line.kind}`),
    ),
    capsules: capsules
      .filter((capsule) => marks.capsule(capsule))
      .map((capsule) =>
        capsule.interfaceId ? label(capsule.interfaceId) : `${label(capsule.from)}|${label(capsule.to)}`,
      ),
  };
}

describe('a trace on the map', () => {
  it('TUI-10 marks what writes and holds the data, and the missing interface that breaks a way', () => {
    const board = withFaults();
    const { steps, slots, lines, capsules } = drawn(board, marksOfTrace(traceOf(board, 'R1')));
    expect(steps).toEqual([1, 2, 4, 5]);
    expect(slots).toEqual([
      '1 collect EDMS',
      '1 record EDMS',
      '1 review MES',
      '2 collect MES',
      '2 record MES',
      '2 review MES',
      '4 collect LIMS',
      '4 record none',
      '4 review LIMS',
      '5 collect MES',
      '5 record MES',
      '5 review MES',
    ]);
    expect(capsules).toEqual(['EDMS|MES']);
    expect(lines).toContain('1 review broken');
    expect(lines).toContain('4 capture open');
    expect(lines.filter((line) => line.startsWith('3'))).toEqual([]);
  });

  it('TUI-10 marks the interfaces on the ways and no other', () => {
    const board = TestBoard.of('t1');
    const { capsules, steps } = drawn(board, marksOfTrace(traceOf(board, 'R4')));
    expect(capsules).toEqual(['I5']);
    expect(steps).toEqual([6, 7]);
  });

  it('TUI-10 a missing interface that only somebody else needs is not marked', () => {
    const board = TestBoard.of('t5');
    expect(drawn(board, marksOfTrace(traceOf(board, 'R1'))).capsules).toEqual(['I1', 'I2']);
    expect(drawn(board, marksOfTrace(traceOf(board, 'R4'))).capsules).toContain('LIMS|ERP');
  });

  it('TUI-10 a slot that holds other data at a marked step is not marked', () => {
    const board = withFaults();
    const marks = marksOfTrace(traceOf(board, 'R1'));
    const [step, erp] = [board.idOf('step', '1'), board.idOf('system', 'ERP')];
    expect(marks.slot(step, 'record', [erp])).toBe(false);
    expect(marks.slot(board.idOf('step', '2'), 'record', [])).toBe(false);
    expect([...marks.data].sort()).toEqual(
      ['D2', 'D3', 'D5', 'D6'].map((label) => board.idOf('dataObject', label)).sort(),
    );
  });
});

describe('what depends on a record, on the map', () => {
  const of = (board: TestBoard, kind: 'system' | 'dataObject' | 'interface' | 'step', label: string) =>
    drawn(board, marksOfDependents(dependentsOf(analyst(board), `${kind}/${board.idOf(kind, label)}`)));

  it('TUI-23 a system marks its own slots', () => {
    const { slots, capsules } = of(TestBoard.of('t1'), 'system', 'LIMS');
    expect(slots).toEqual(['4 collect LIMS', '4 record LIMS', '4 review LIMS']);
    expect([...capsules].sort()).toEqual(['I4', 'I7']);
  });

  it('TUI-23 an interface marks itself and its lines, a step its own slots, data what carries it', () => {
    const board = TestBoard.of('t1');
    expect(of(board, 'interface', 'I2').capsules).toEqual(['I2']);
    expect(of(board, 'interface', 'I2').lines.every((line) => line.includes('path'))).toBe(true);
    expect(of(TestBoard.of('t5'), 'interface', 'I1').slots).toEqual(['1 collect MES', '1 record LIMS']);
    expect(of(board, 'step', '4').slots.every((slot) => slot.startsWith('4 '))).toBe(true);
    expect([...of(board, 'dataObject', 'D5').capsules].sort()).toEqual(['I4', 'I7']);
  });
});
