import {
  asksBeforeLeaving,
  assignSystemRole,
  createEntity,
  live,
  readSnapshot,
  relate,
  restoreEntity,
  setField,
  withdrawSystemRole,
  type EntityId,
  type Mutation,
} from '@chartroom/domain';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { why } from '../../src/lib/history/why.svelte.ts';
import type { BoardStore } from '../../src/lib/state/contract.ts';
import { toasts } from '../../src/lib/ui/toast.svelte.ts';
import {
  addInterface,
  addStep,
  addSteps,
  addSystem,
  deleteStep,
  keepSystem,
  meanFor,
  newSystem,
  nudge,
  removeUntitled,
  replaceSystem,
  setAccountable,
  toggleUse,
} from '../../src/lib/views/map/acts.ts';
import { keyAct } from '../../src/lib/views/map/keys.ts';
import { MapState } from '../../src/lib/views/map/map-state.svelte.ts';
import { TestBoard } from './board.ts';

const went = vi.hoisted(() => ({ to: [] as string[] }));
vi.mock('$app/navigation', () => ({ goto: (to: string) => Promise.resolve(void went.to.push(to)) }));
vi.mock('$app/state', () => ({
  page: { params: { board: 'b', view: 'map' }, url: new URL('http://board.test/b/b/map') },
}));

/** What acts need of an open board, over one document and without a server. */
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
    entity: (kind: 'step' | 'person', id: string) => board.snapshot.entities[kind].find((entity) => entity.id === id),
    readOnly,
    perform(mutation: Mutation) {
      const outcome = mutation(test.doc);
      return outcome.ok ? null : outcome.refusal;
    },
    asksBeforeLeaving: (kind: 'step', id: string) => asksBeforeLeaving(test.doc, kind, id),
    undo() {},
    takeBack: () => () => {},
  };
  return new MapState(board as unknown as BoardStore);
}

const titles = (test: TestBoard): readonly string[] => live(test.snapshot, 'step').map((step) => step.title ?? '');
const record = (map: MapState, step: EntityId) => map.layout.columns.find((column) => column.id === step)?.cells.record;
const partsOf = (map: MapState, step: EntityId) => record(map, step)?.boxes.flatMap((box) => box.parts) ?? [];

afterEach(() => {
  for (const toast of toasts.shown) toasts.dismiss(toast.id);
  went.to.length = 0;
});

describe('keys of a stop', () => {
  const at = { row: 'record', step: 's', part: 1 } as const;

  it('MAP-20 opens the editor where the thing stands', () => {
    for (const key of ['Enter', 'F2'])
      expect(keyAct(key, at)).toEqual({ kind: 'edit', editing: { kind: 'slot', step: 's', role: 'record', part: 1 } });
    expect(keyAct('m', at)).toEqual({
      kind: 'edit',
      editing: { kind: 'slot', step: 's', role: 'record', part: 1, seed: 'm' },
    });
    expect(keyAct('d', { row: 'dataOut', step: 's', part: 0 })).toEqual({
      kind: 'edit',
      editing: { kind: 'data', step: 's', direction: 'out', seed: 'd' },
    });
  });

  it('MAP-20 leaves letters on a node to the commands of the board', () => {
    const node = { row: 'node', step: 's', part: 0 } as const;
    expect(keyAct('n', node)).toBeNull();
    expect(keyAct('F2', node)).toEqual({ kind: 'edit', editing: { kind: 'title', step: 's', fresh: false } });
    expect(keyAct('Delete', node)).toEqual({ kind: 'delete-step' });
    expect(keyAct('Delete', at)).toEqual({ kind: 'remove-system', role: 'record', part: 1 });
  });

  it('MAP-20 leaves signs to the commands of the board', () => {
    for (const key of ['?', '[', ']', '/']) expect(keyAct(key, at)).toBeNull();
  });
});

describe('steps', () => {
  it('MAP-21 starts typing the title of a new step after the chosen one', () => {
    const test = TestBoard.of('t1');
    const map = opened(test);
    addStep(map, test.idOf('step', '2'));
    const added = test.idOf('step', '3');
    expect(map.editing).toEqual({ kind: 'title', step: added, fresh: true });
    expect(titles(test)).toHaveLength(8);
  });

  it('MAP-21 takes an untitled new step away again', () => {
    const test = TestBoard.of('t1');
    const map = opened(test);
    const before = titles(test);
    addStep(map, undefined);
    removeUntitled(map, test.idOf('step', '8'));
    expect(titles(test)).toEqual(before);
    expect(toasts.shown).toEqual([]);
  });

  it('MAP-21 removes a step without asking and offers to undo; a regulated one once there is a reason', () => {
    const test = TestBoard.of('t1');
    const map = opened(test);
    const before = titles(test);
    deleteStep(map, test.idOf('step', '4'));
    expect(titles(test)).toEqual(before);
    why.close('Done by the contract laboratory');
    expect(titles(test)).toHaveLength(6);
    test.perform(restoreEntity('step', test.snapshot.entities.step.find(({ state }) => state === 'deleted')!.id));
    test.perform(setField('step', test.idOf('step', '3'), 'regulated', false));
    toasts.dismiss(toasts.shown[0]!.id);
    deleteStep(map, test.idOf('step', '3'));
    expect(titles(test)).toHaveLength(6);
    expect(map.place?.step).toBe(test.idOf('step', '3'));
    const [toast] = toasts.shown;
    toast?.action?.run();
    expect(titles(test)).toEqual(before);
  });

  it('MAP-19 adds pasted steps in their order', () => {
    const test = new TestBoard();
    const map = opened(test);
    addSteps(map, undefined, ['Receive', 'Sample', 'Release']);
    expect(titles(test)).toEqual(['Receive', 'Sample', 'Release']);
  });

  it('MAP-18 moves a step and says where it is', () => {
    const test = TestBoard.of('t1');
    const map = opened(test);
    const [first, second] = titles(test);
    nudge(map, test.idOf('step', '1'), 1);
    expect(titles(test).slice(0, 2)).toEqual([second, first]);
    expect(map.said).toContain('step 2 of 7');
    nudge(map, test.idOf('step', '1'), -1);
    expect(titles(test)[0]).toBe(second);
  });

  it('MAP-2 gives a step one accountable person in the place of others', () => {
    const test = TestBoard.of('t1');
    const map = opened(test);
    const step = test.idOf('step', '1');
    const person = live(test.snapshot, 'person').find((each) => each.function === 'QUA');
    if (!person) throw new Error('no person of quality');
    setAccountable(map, step, person);
    expect(test.relations.lane(step)).toBe('QUA');
    expect(test.relations.holders(step).filter((holder) => holder.code === 'A')).toHaveLength(1);
  });

  it('MAP-17 holds the columns under an editor until it is left', () => {
    const test = TestBoard.of('t1');
    const map = opened(test);
    const before = map.order;
    map.edit({ kind: 'title', step: test.idOf('step', '4'), fresh: false });
    nudge(opened(test), test.idOf('step', '4'), -1);
    expect(map.order).toEqual(before);
    expect(map.waiting).toBe(true);
    map.leave(null);
    expect(map.order).not.toEqual(before);
    expect(map.waiting).toBe(false);
  });
});

describe('systems', () => {
  it('MAP-7 fills an empty slot for all data of the step', () => {
    const test = TestBoard.of('t1');
    const map = opened(test);
    const step = test.idOf('step', '4');
    const system = test.idOf('system', 'LIMS');
    test.perform(withdrawSystemRole({ step, system, use: 'record' }));
    addSystem(map, step, 'record', system);
    expect(record(map, step)?.boxes.map((box) => [box.kind, box.data.length])).toEqual([['system', 0]]);
  });

  it('MAP-6 settles a conflict in favour of one system', () => {
    const test = TestBoard.of('t2');
    const map = opened(test);
    const step = test.idOf('step', '3');
    const kept = partsOf(map, step).find((part) => part.system === test.idOf('system', 'MES'));
    if (!kept) throw new Error('MES is no side of the conflict');
    keepSystem(map, step, kept, [], [test.idOf('dataObject', 'D3')]);
    expect(partsOf(map, step).map((part) => part.system)).toEqual([kept.system]);
    expect(toasts.shown.map((toast) => toast.text)).toEqual(['Kept MES as record of D3']);
  });

  it('MAP-5 makes two systems of a cell each for their own data', () => {
    const test = TestBoard.of('t1');
    const map = opened(test);
    const step = test.idOf('step', '2');
    const [mes, erp] = [test.idOf('system', 'MES'), test.idOf('system', 'ERP')];
    addSystem(map, step, 'record', erp);
    expect(record(map, step)?.boxes.map((box) => box.kind)).toEqual(['conflict']);
    const part = partsOf(map, step).find((each) => each.system === erp);
    if (part) meanFor(map, part, [test.idOf('dataObject', 'D6')]);
    expect(record(map, step)?.boxes.map((box) => [box.kind, box.parts[0]?.system])).toEqual([
      ['system', erp],
      ['system', mes],
    ]);
  });

  it('MAP-5 puts another system in the place of one, for the same data and uses', () => {
    const test = TestBoard.of('t1');
    const map = opened(test);
    const step = test.idOf('step', '6');
    const review = map.layout.columns[5]?.cells.review.boxes[0]?.parts[0];
    if (!review) throw new Error('no review system');
    replaceSystem(map, review, test.idOf('system', 'MES'));
    const after = map.layout.columns[5]?.cells.review.boxes.flatMap((box) => box.parts);
    expect(after?.map((part) => [part.system, part.uses])).toEqual([[test.idOf('system', 'MES'), review.uses]]);
    expect(test.relations.slot(step, 'review')).toHaveLength(1);
  });

  it('MAP-7 makes a system that is not on the board yet', () => {
    const test = TestBoard.of('t1');
    const map = opened(test);
    const step = test.perform(createEntity('step', { title: 'Pack' }));
    newSystem(map, step, 'collect', null, 'Line scanner');
    expect(map.layout.columns.at(-1)?.cells.collect.boxes[0]?.parts[0]?.system).toBe(
      test.idOf('system', 'Line scanner'),
    );
  });

  it('MAP-7 keeps the last use of a review system', () => {
    const test = TestBoard.of('t1');
    const map = opened(test);
    const part = () => map.layout.columns[1]?.cells.review.boxes[0]?.parts[0];
    const [use] = part()?.uses ?? [];
    const before = part();
    if (!before || !use) throw new Error('no review system');
    toggleUse(map, before, 'audit');
    expect(part()?.uses).toContain('audit');
    const both = part();
    if (both) toggleUse(map, both, use);
    const last = part();
    if (last) toggleUse(map, last, 'audit');
    expect(part()?.uses).toEqual(['audit']);
  });

  it('MAP-10 closes a gap with an interface that carries its data, and opens it', () => {
    const test = TestBoard.of('t2');
    const map = opened(test);
    const missing = map.layout.capsules.find((capsule) => capsule.interfaceId === null);
    if (!missing?.from || !missing.to) throw new Error('nothing is missing');
    addInterface(map, missing.from, missing.to, missing.data);
    expect(map.layout.capsules.some((capsule) => capsule.interfaceId === null)).toBe(false);
    const added = map.layout.capsules.at(-1);
    expect(added?.data).toEqual(missing.data);
    expect(went.to[0]).toContain(`interface/${added?.interfaceId}`);
  });
});

describe('read-only', () => {
  it('MAP-22 offers nothing to edit', () => {
    const test = TestBoard.of('t1');
    const before = titles(test);
    const map = opened(test, 'you may look, not edit');
    addStep(map, undefined);
    deleteStep(map, test.idOf('step', '1'));
    nudge(map, test.idOf('step', '1'), 1);
    map.edit({ kind: 'owner', step: test.idOf('step', '1') });
    expect(titles(test)).toEqual(before);
    expect(map.editing).toBeNull();
  });

  it('MAP-22 still follows what others do', () => {
    const test = TestBoard.of('t1');
    const map = opened(test, 'you may look, not edit');
    const step = test.idOf('step', '2');
    test.perform(assignSystemRole({ step, system: test.idOf('system', 'ERP'), use: 'record' }));
    expect(record(map, step)?.boxes.map((box) => box.kind)).toEqual(['conflict']);
  });
});
