/**
 * One role of one step, today and as agreed. Compared for each data object that rows of either state name, and once for
 * the rest, so that "MES for all" and "MES for D1, QMS for D2" differ in D2 only. Pure; works from the two relations.
 */
import type { Relations } from '../read/relations.ts';
import type { EntityId } from '../read/snapshot.ts';
import { REVIEW_USES, type RoleUse } from '../schema/vocabulary.ts';
import type { ComparedRole, ComparedSystem, Movement, RoleComparison, StepComparison } from './state-comparison.ts';

const ALL = '*';
const NOBODY: readonly EntityId[] = [];
const MOVEMENTS: readonly Movement[] = ['leaves', 'arrives', 'stays', 'agreed'];

const usesOf = (role: ComparedRole): readonly RoleUse[] => (role === 'review' ? REVIEW_USES : [role]);

const systemsFor = (relations: Relations, step: EntityId, data: EntityId, role: ComparedRole): readonly EntityId[] => [
  ...new Set(usesOf(role).flatMap((use) => relations.effective(step, data, use).map((each) => each.system))),
];

const namedData = (relations: Relations, step: EntityId, role: ComparedRole): readonly EntityId[] =>
  relations.slot(step, role).flatMap((group) => group.data);

/** What is compared: one data object or, as the rest, all others at once. */
interface Subject {
  readonly ask: EntityId;
  readonly data: readonly EntityId[];
}

function subjects(today: Relations, toBe: Relations, step: EntityId, role: ComparedRole): readonly Subject[] {
  const named = new Set([...namedData(today, step, role), ...namedData(toBe, step, role)]);
  const rest = toBe
    .dataAt(step)
    .map((each) => each.data)
    .filter((data) => !named.has(data));
  const own = [...named].map((data) => ({ ask: data, data: [data] }));
  // Where each of the step's data has systems of its own, rows for all data say nothing any more.
  const covers = named.size === 0 || rest.length > 0 || toBe.dataAt(step).length === 0;
  return covers ? [...own, { ask: ALL, data: rest }] : own;
}

function movementOf(isToday: boolean, isToBe: boolean, known: boolean): Movement {
  if (isToday) return isToBe ? 'stays' : 'leaves';
  return known ? 'arrives' : 'agreed';
}

/** True when a role is used for something else although its system stays. */
const reused = (system: ComparedSystem): boolean =>
  system.movement === 'stays' && system.usesToday.join() !== system.usesToBe.join();

export function compareRole(
  today: Relations,
  toBe: Relations,
  step: EntityId,
  role: ComparedRole,
  fate: StepComparison['fate'],
  rank: (data: EntityId) => number,
): RoleComparison {
  const stated = today.slot(step, role).length > 0;
  const absent = !stated && fate === 'new';
  const asked = subjects(today, toBe, step, role);
  const found = new Map<string, { readonly system: EntityId; readonly movement: Movement; readonly of: Subject[] }>();
  for (const subject of asked) {
    const before = systemsFor(today, step, subject.ask, role);
    // At a step that goes, nothing has a role any more, whatever its rows still say.
    const after = fate === 'gone' ? NOBODY : systemsFor(toBe, step, subject.ask, role);
    const known = absent || before.length > 0;
    for (const system of new Set([...before, ...after])) {
      const movement = movementOf(before.includes(system), after.includes(system), known);
      const key = `${movement}|${system}`;
      const entry = found.get(key) ?? { system, movement, of: [] };
      entry.of.push(subject);
      found.set(key, entry);
    }
  }
  const systems = [...found.values()]
    .map(({ system, movement, of }): ComparedSystem => ({
      system,
      movement,
      data: of.length === asked.length ? [] : of.flatMap((each) => each.data).sort((a, b) => rank(a) - rank(b)),
      usesToday: role === 'review' ? today.reviewUses(step, system) : [],
      usesToBe: role === 'review' && fate !== 'gone' ? toBe.reviewUses(step, system) : [],
    }))
    .sort((a, b) => MOVEMENTS.indexOf(a.movement) - MOVEMENTS.indexOf(b.movement) || (a.system < b.system ? -1 : 1));
  const moving = systems.some((each) => each.movement === 'leaves' || each.movement === 'arrives' || reused(each));
  return { role, today: stated ? 'stated' : absent ? 'absent' : 'unknown', systems, changed: moving };
}
