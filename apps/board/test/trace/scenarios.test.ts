import { setField, whatIf } from '@chartroom/domain';
import { describe, expect, it } from 'vitest';
import { DocumentReader } from '../../src/lib/state/document-reader.ts';
import { counted } from '../../src/lib/trace/preview.ts';
import { holdRecord, retireSystem, scenariosOf } from '../../src/lib/trace/scenarios.ts';
import { TestBoard } from '../map/board.ts';
import { withFaults } from './support.ts';

function reading<T>(board: TestBoard, read: (reader: DocumentReader) => T): T {
  const reader = new DocumentReader(board.doc);
  try {
    return read(reader);
  } finally {
    reader.close();
  }
}
const scenarios = (board: TestBoard, kind: 'system' | 'dataObject' | 'interface' | 'step', label: string) =>
  reading(board, (reader) => scenariosOf(reader, kind, board.idOf(kind, label)));

describe('what can be tried out', () => {
  it('TUI-30 trying changes nothing; doing it has the effect that was told', () => {
    const board = TestBoard.of('t1');
    const before = JSON.stringify(board.snapshot.entities);
    const [scenario] = scenarios(board, 'interface', 'I2').single;
    const told = whatIf(board.doc, scenario!.mutation);
    expect(JSON.stringify(board.snapshot.entities)).toBe(before);
    expect(told.outcome.ok).toBe(true);
    expect(told.opened.length).toBeGreaterThan(0);
    board.perform(scenario!.mutation);
    expect(board.snapshot.entities.interface.find((one) => one.label === 'I2')?.change).toBe('retire');
    expect(scenarios(board, 'interface', 'I2').single).toEqual([]);
  });

  it('TUI-31 a system goes with its interfaces that are not retired yet', () => {
    const board = TestBoard.of('t1');
    board.perform(setField('interface', board.idOf('interface', 'I4'), 'change', 'retire'));
    const lims = board.idOf('system', 'LIMS');
    const { mutation, interfaces } = reading(board, (reader) => retireSystem(reader, lims));
    expect(interfaces).toBe(1);
    board.perform(mutation);
    const { system, interface: all } = board.snapshot.entities;
    expect(system.find((one) => one.id === lims)?.plannedAction).toBe('retire');
    expect(all.filter((one) => one.change === 'retire').map((one) => one.label)).toEqual(['I4', 'I7']);
    expect(scenarios(board, 'system', 'LIMS').single).toEqual([]);
  });

  it('TUI-32 a system that is made the record is the only one, and other data keeps its own', () => {
    for (const [data, system] of [
      ['D1', 'MES'],
      ['D4', 'MES'],
      ['D4', 'QMS'],
      ['D5', 'QMS'],
      ['D6', 'QMS'],
    ] as const) {
      const board = withFaults();
      const homes = (label: string) => board.relations.systemsOfRecord(board.idOf('dataObject', label));
      const others = ['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8'].filter((label) => label !== data);
      const before = others.map(homes);
      board.perform(holdRecord(board.relations, board.idOf('dataObject', data), board.idOf('system', system)));
      expect(homes(data), `${data} in ${system}`).toEqual([board.idOf('system', system)]);
      expect(others.map(homes), `${data} in ${system}`).toEqual(before);
    }
  });

  it('TUI-33 offers what has to do with the data and is not so already', () => {
    const board = TestBoard.of('t1');
    const names = (kind: 'system' | 'dataObject', label: string) =>
      scenarios(board, kind, label).choices?.of.map((one) => one.choice?.label);
    expect(names('system', 'LIMS')).toBeUndefined();
    expect(names('dataObject', 'D5')).not.toContain('LIMS');
    expect(names('dataObject', 'D5')).toContain('MES');
    expect(names('system', 'MES')).not.toContain('D3');
    expect(scenarios(board, 'step', '3').single.map((one) => one.label)).toEqual(['Step 3 goes']);
  });

  it('TUI-30 says in few words what opens', () => {
    expect(counted([])).toBe('');
    expect(counted([{ severity: 'B' }, { severity: 'W' }, { severity: 'B' }])).toBe('2 blockers and 1 warning');
  });
});
