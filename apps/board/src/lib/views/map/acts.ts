/**
 * What a person does on the map, as mutations of the board: each is one entry of the history, says what it did, and
 * leaves the focus where the hand expects it. Knows the map's state, no markup.
 */
import {
  assignResponsibility,
  assignSystemRole,
  clearStepData,
  createStep,
  deleteEntity,
  keepSystemOfRecord,
  moveStep,
  restoreEntity,
  setField,
  setStepData,
  together,
  withdrawRow,
  type DataUse,
  type Entity,
  type EntityId,
  type Fields,
  type Mutation,
  type RoleUse,
} from '@chartroom/domain';
import { deleteRecord } from '#lib/history/delete-record.ts';
import { m } from '#lib/messages/index.ts';
import { newDataObject, newInterface, newSystem as createSystem } from '#lib/record/new-records.ts';
import { selection } from '#lib/shell/selection.svelte.ts';
import { toast } from '#lib/ui/toast.svelte.ts';
import type { Direction } from './editing.ts';
import type { MapState } from './map-state.svelte.ts';
import { dropBetween, gapAfterMove } from './order.ts';
import { todayAsAgreed } from '../states/today.ts';
import type { SlotPart, StripRole } from './slots.ts';

type Map = MapState;

/** Runs a mutation; the ids it created, or null when it was refused. */
function run(map: Map, mutation: Mutation, quiet = false): readonly EntityId[] | null {
  let created: readonly EntityId[] = [];
  const watched: Mutation = (doc) => {
    const outcome = mutation(doc);
    if (outcome.ok) created = outcome.performed.created;
    return outcome;
  };
  const refusal = map.board.perform(watched, { quiet });
  return refusal === null ? created : null;
}

/** A new record and what is said of it, as one mutation. `then` gets the id of the new record. */
function createAnd(name: string, create: Mutation, then: (id: EntityId) => readonly Mutation[]): Mutation {
  return (doc) => {
    let id: EntityId | undefined;
    const first: Mutation = (inner) => {
      const outcome = create(inner);
      if (outcome.ok) id = outcome.performed.created[0];
      return outcome;
    };
    const rest: Mutation = (inner) =>
      id === undefined ? { ok: false, refusal: { kind: 'unchanged' } } : together(name, then(id))(inner);
    return together(name, [first, rest])(doc);
  };
}

const titleOf = (map: Map, step: EntityId): string => map.board.entity('step', step)?.title || m.map.untitled;

// steps

/** Undefined is the end. */
const place = (map: Map, after: EntityId | null | undefined): EntityId | null =>
  after === undefined ? (map.wanted.at(-1) ?? null) : after;

/** Adds an empty step after another one (null: at the beginning, undefined: at the end) and starts typing its title. */
export function addStep(map: Map, after: EntityId | null | undefined): void {
  if (!map.canEdit) return;
  map.release();
  const created = run(map, createStep({ after: place(map, after) }));
  const step = created?.[0];
  if (step === undefined) return;
  map.place = { row: 'node', step, part: 0 };
  map.edit({ kind: 'title', step, fresh: true });
}

/** Adds steps with titles, in order, after another one. */
export function addSteps(map: Map, after: EntityId | null | undefined, titles: readonly string[]): void {
  if (!map.canEdit || titles.length === 0) return;
  map.release();
  let previous = place(map, after);
  const mutations = titles.map((title): Mutation => (doc) => {
    const outcome = createStep({ title, after: previous })(doc);
    if (outcome.ok) previous = outcome.performed.created[0] ?? previous;
    return outcome;
  });
  const created = run(map, together('create.step', mutations));
  const last = created?.at(-1);
  if (created === null || last === undefined) return;
  toast({
    kind: 'ok',
    text: m.map.stepsAdded(created.length),
    action: { label: m.common.undo, run: map.board.takeBack() },
  });
  map.focusPlace({ row: 'node', step: last, part: 0 });
}

/** The first step of an empty board, with its title; its id. */
export function createFirst(map: Map, title: string): EntityId | null {
  return run(map, createStep({ title, after: place(map, undefined) }))?.[0] ?? null;
}

export function renameStep(map: Map, step: EntityId, title: string): void {
  run(map, setField('step', step, 'title', title));
}

/** A new step that was left without a title goes away without a word. */
export function removeUntitled(map: Map, step: EntityId): void {
  const order = map.wanted;
  const at = order.indexOf(step);
  run(map, deleteEntity('step', step), true);
  const neighbour = order[at - 1] ?? order[at + 1];
  if (neighbour !== undefined && map.place?.step === step) map.focusPlace({ row: 'node', step: neighbour, part: 0 });
}

export function deleteStep(map: Map, step: EntityId): void {
  if (!map.canEdit) return;
  map.release();
  const order = map.wanted;
  const at = order.indexOf(step);
  const title = titleOf(map, step);
  deleteRecord(map.board, 'step', step, () => {
    const text = m.map.deleted(title);
    map.say(text);
    toast({
      kind: 'ok',
      text,
      key: `deleted ${step}`,
      action: { label: m.common.undo, run: () => void run(map, restoreEntity('step', step)) },
    });
    if (selection.record === `step/${step}`) selection.select(null);
    const neighbour = order[at + 1] ?? order[at - 1];
    if (neighbour !== undefined) map.focusPlace({ row: 'node', step: neighbour, part: 0 });
  });
}

/** Puts a step into a gap between columns as they are shown. */
export function reorder(map: Map, step: EntityId, gap: number): void {
  if (!map.canEdit) return;
  const shown = map.order;
  const to = dropBetween(shown, step, gap);
  map.release();
  if (!to || run(map, moveStep(step, to)) === null) return;
  const position = map.wanted.indexOf(step) + 1;
  map.say(m.map.moved(titleOf(map, step), position, map.wanted.length));
  map.focusPlace({ row: 'node', step, part: 0 });
}

export function nudge(map: Map, step: EntityId, by: -1 | 1): void {
  const gap = gapAfterMove(map.wanted, step, by);
  if (gap === null) map.say(m.map.cannotMove(titleOf(map, step)));
  else reorder(map, step, gap);
}

/** Makes one person the only accountable one of a step. */
export function setAccountable(map: Map, step: EntityId, person: Entity<'person'>): void {
  const fn = person.function;
  if (fn === undefined) return;
  map.release();
  const said = assignResponsibility({ subject: step, function: fn, code: 'A', person: person.id });
  const others = map.board.relations.holders(step).filter((holder) => holder.code === 'A');
  run(map, together('assignResponsibility', [...others.map((holder) => withdrawRow('resp', holder.row.key)), said]));
}

// systems in their roles

/** What choosing a system for an empty cell says: reviewing where the step reviews, releasing where it releases. */
const useOf = (role: StripRole, kind: Fields<'step'>['kind']): RoleUse =>
  role !== 'review' ? role : kind === 'release' ? 'release' : 'review';

/** Said of what is agreed or of today, as the map shows it. */
const roleRow = (map: Map, step: EntityId, data: EntityId | '*', system: EntityId, use: RoleUse): Mutation =>
  assignSystemRole({ step, data, system, use, table: map.table });

/** Names a system in a role, for all of the step's data. */
export function addSystem(map: Map, step: EntityId, role: StripRole, system: EntityId): void {
  run(map, roleRow(map, step, '*', system, useOf(role, map.board.entity('step', step)?.kind)));
}

/** The same system rows, said of another system. */
function replaced(map: Map, part: SlotPart, system: EntityId): readonly Mutation[] {
  return part.rows.flatMap((row) => [
    roleRow(map, row.parts.step, row.parts.data, system, row.parts.use),
    withdrawRow(map.table, row.key),
  ]);
}

export function replaceSystem(map: Map, part: SlotPart, system: EntityId): void {
  if (part.system !== system) run(map, together('assignSystemRole', replaced(map, part, system)));
}

/** A system that the board does not have yet, put in the place of `part`, or into an empty cell. */
export function newSystem(map: Map, step: EntityId, role: StripRole, part: SlotPart | null, name: string): void {
  const use = useOf(role, map.board.entity('step', step)?.kind);
  run(
    map,
    createAnd('assignSystemRole', createSystem(name), (system) =>
      part ? replaced(map, part, system) : [roleRow(map, step, '*', system, use)],
    ),
  );
}

export function removeSystem(map: Map, part: SlotPart): void {
  run(
    map,
    together(
      'withdrawSystemRole',
      part.rows.map((row) => withdrawRow(map.table, row.key)),
    ),
  );
}

/** Says for which of the step's data a system is meant; none means all. */
export function meanFor(map: Map, part: SlotPart, data: readonly EntityId[]): void {
  const uses = [...new Set(part.rows.map((row) => row.parts.use))];
  const step = part.rows[0]?.parts.step;
  if (step === undefined) return;
  const wanted = data.length === 0 ? ['*'] : data;
  const stays = (row: SlotPart['rows'][number]): boolean => wanted.includes(row.parts.data);
  run(
    map,
    together('assignSystemRole', [
      ...uses.flatMap((use) => wanted.map((one) => roleRow(map, step, one, part.system, use))),
      ...part.rows.filter((row) => !stays(row)).map((row) => withdrawRow(map.table, row.key)),
    ]),
  );
}

/** Says or takes back that a system is used for reviewing, releasing or auditing. The last use stays: removing the system is another act. */
export function toggleUse(map: Map, part: SlotPart, use: RoleUse): void {
  const has = part.rows.filter((row) => row.parts.use === use);
  const others = part.rows.filter((row) => row.parts.use !== use);
  if (has.length > 0) {
    if (others.length > 0)
      run(
        map,
        together(
          'withdrawSystemRole',
          has.map((row) => withdrawRow(map.table, row.key)),
        ),
      );
    return;
  }
  const data = [...new Set(part.rows.map((row) => row.parts.data))];
  const step = part.rows[0]?.parts.step;
  if (step !== undefined)
    run(
      map,
      together(
        'assignSystemRole',
        data.map((one) => roleRow(map, step, one, part.system, use)),
      ),
    );
}

/**
 * Settles a conflict: one system stays, what was said of the others for the same data is taken back.
 * `data` is what the slot is for, none for all; `clash` are the data objects that had two systems of record.
 */
export function keepSystem(
  map: Map,
  step: EntityId,
  kept: SlotPart,
  data: readonly EntityId[],
  clash: readonly EntityId[],
): void {
  const about = data.length > 0 ? data : ['*'];
  if (
    run(
      map,
      together(
        'keepSystemOfRecord',
        about.map((one) => keepSystemOfRecord({ step, data: one, system: kept.system, table: map.table })),
      ),
    ) === null
  )
    return;
  const text = m.map.kept(map.label(kept.system), map.labelsOf(clash));
  map.say(text);
  toast({ kind: 'ok', text, action: { label: m.common.undo, run: map.board.takeBack() } });
}

/** States today of a step from what is agreed, where nobody has stated it. */
export function stateToday(map: Map, step: EntityId): void {
  if (!map.canEdit) return;
  const said = todayAsAgreed(map.board, step);
  if (said !== null) map.say(said);
}

// data

/** What a new entry of a data cell says: data come in to be used, and go out as created unless something created them before. */
function defaultUse(map: Map, direction: Direction, data: EntityId, step: EntityId): DataUse {
  if (direction === 'in') return 'use';
  return map.board.relations.writers(data).some((writer) => writer !== step) ? 'update' : 'create';
}

export function addData(map: Map, step: EntityId, direction: Direction, data: EntityId): void {
  run(map, setStepData({ step, data, use: defaultUse(map, direction, data, step) }));
}

export function newData(map: Map, step: EntityId, direction: Direction, title: string): void {
  const use: DataUse = direction === 'in' ? 'use' : 'create';
  run(
    map,
    createAnd('setStepData', newDataObject(title), (data) => [setStepData({ step, data, use })]),
  );
}

export function removeData(map: Map, step: EntityId, data: EntityId, uses: readonly DataUse[]): void {
  run(
    map,
    together(
      'clearStepData',
      uses.map((use) => clearStepData({ step, data, use })),
    ),
  );
}

/** One writing use in the place of the others. */
export function setWritingUse(
  map: Map,
  step: EntityId,
  data: EntityId,
  before: readonly DataUse[],
  use: DataUse,
): void {
  run(
    map,
    together('setStepData', [
      setStepData({ step, data, use }),
      ...before
        .filter((other) => other !== use && other !== 'use')
        .map((other) => clearStepData({ step, data, use: other })),
    ]),
  );
}

// interfaces

/** The interface that closes a gap, opened in the panel to be filled in. */
export function addInterface(map: Map, from: EntityId, to: EntityId, data: readonly EntityId[]): void {
  const id = run(map, newInterface(from, to, data))?.[0];
  if (id === undefined) return;
  map.say(m.map.interfaceAdded(map.label(from), map.label(to)));
  selection.select(`interface/${id}`);
}
