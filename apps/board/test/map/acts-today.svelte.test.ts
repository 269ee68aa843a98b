import {
  assignSystemRole,
  copyRolesToAsIs,
  readSnapshot,
  relate,
  type EntityId,
  type Mutation,
} from '@chartroom/domain';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { BoardStore } from '../../src/lib/state/contract.ts';
import { toasts } from '../../src/lib/ui/toast.svelte.ts';
import {
  addSystem,
  keepSystem,
  meanFor,
  newSystem,
  removeSystem,
  replaceSystem,
  stateToday,
  toggleUse,
} from '../../src/lib/views/map/acts.ts';
import { MapState } from '../../src/lib/views/map/map-state.svelte.ts';
import { TestBoard } from './board.ts';

vi.mock('$app/navigation', () => ({ goto: () => Promise.resolve() }));
vi.mock('$app/state', () => ({
  page: { params: { board: 'b', view: 'map' }, url: new URL('http://board.test/b/b/map?state=as-is') },
}));

function opened(test: TestBoard, readOnly: string | null = null): MapState {
  let version = $state(0);
  test.doc.on('update', () => (version += 1));
  const board = {
    get snapshot() {
      void version;
      return readSnapshot(test.doc);
    },
    get relations() {
      return relate(board.snapshot);
    },
    entity: (kind: 'step', id: string) => board.snapshot.entities[kind].find((entity) => entity.id === id),
    readOnly,
    perform(mutation: Mutation) {
      const outcome = mutation(test.doc);
      return outcome.ok ? null : outcome.refusal;
    },
    undo() {},
    takeBack: () => () => {},
  };
  return new MapState(board as unknown as BoardStore);
}
const rows = (test: TestBoard, table: 'role' | 'roleAsIs', step: EntityId): readonly string[] => {
  const { entities, rows: all } = test.snapshot;
  const labels = new Map([...entities.system, ...entities.dataObject].map((each) => [each.id, each.label]));
  return all[table]
    .filter((row) => row.parts.step === step)
    .map(({ parts }) => [labels.get(parts.data) ?? '*', labels.get(parts.system), parts.use].join(' '));
};
const partOf = (map: MapState, step: EntityId, role: 'record' | 'review', at = 0) =>
  map.layout.columns.find((column) => column.id === step)!.cells[role].boxes.flatMap((box) => box.parts)[at]!;

afterEach(() => {
  for (const toast of toasts.shown) toasts.dismiss(toast.id);
});

describe('acts while today is shown', () => {
  it('MAP-23 say it of today and leave what is agreed alone', () => {
    const board = TestBoard.of('t1');
    const map = opened(board);
    const step = board.idOf('step', '2');
    const agreed = rows(board, 'role', step);
    expect([map.state, map.table]).toEqual(['as-is', 'roleAsIs']);

    addSystem(map, step, 'record', board.idOf('system', 'EDMS'));
    addSystem(map, step, 'review', board.idOf('system', 'EDMS'));
    expect(rows(board, 'roleAsIs', step)).toEqual(['* EDMS record', '* EDMS review']);
    replaceSystem(map, partOf(map, step, 'record'), board.idOf('system', 'ERP'));
    toggleUse(map, partOf(map, step, 'review'), 'audit');
    expect(rows(board, 'roleAsIs', step)).toEqual(['* ERP record', '* EDMS audit', '* EDMS review']);
    meanFor(map, partOf(map, step, 'record'), [board.idOf('dataObject', 'D3')]);
    expect(rows(board, 'roleAsIs', step)).toContain('D3 ERP record');
    expect(rows(board, 'roleAsIs', step)).not.toContain('* ERP record');
    newSystem(map, step, 'record', partOf(map, step, 'record'), 'PAPER');
    removeSystem(map, partOf(map, step, 'review'));
    expect(rows(board, 'roleAsIs', step)).toEqual(['D3 PAPER record']);
    expect(rows(board, 'role', step)).toEqual(agreed);
  });

  it('MAP-23 settle two records of today among themselves', () => {
    const board = TestBoard.of('t1');
    const map = opened(board);
    const step = board.idOf('step', '4');
    for (const system of ['ERP', 'LIMS'])
      board.perform(assignSystemRole({ table: 'roleAsIs', step, system: board.idOf('system', system), use: 'record' }));
    const box = map.layout.columns[3]!.cells.record.boxes[0]!;
    expect(box.kind).toBe('conflict');
    keepSystem(
      map,
      step,
      box.parts.find((part) => part.system === board.idOf('system', 'ERP'))!,
      box.data,
      [],
    );
    expect(rows(board, 'roleAsIs', step)).toEqual(['* ERP record']);
    expect(rows(board, 'role', step)).toContain('* LIMS record');
  });

  it('MAP-30 state today from what is agreed, say so and offer to undo', () => {
    const board = TestBoard.of('t1');
    const map = opened(board);
    const step = board.idOf('step', '2');
    stateToday(map, step);
    expect(rows(board, 'roleAsIs', step)).toEqual(rows(board, 'role', step));
    expect(map.said).toBe('Step 2: today is as agreed');
    expect(toasts.shown.map((toast) => [toast.text, toast.action?.label])).toEqual([
      ['Step 2: today is as agreed', 'Undo'],
    ]);
  });

  it('MAP-30 change nothing where everything is stated, or the board is read-only', () => {
    const board = TestBoard.of('t1');
    const step = board.idOf('step', '2');
    stateToday(opened(board, 'read-only'), step);
    expect(rows(board, 'roleAsIs', step)).toEqual([]);
    board.perform(copyRolesToAsIs('all'));
    stateToday(opened(board), step);
    expect(toasts.shown).toEqual([]);
  });
});
