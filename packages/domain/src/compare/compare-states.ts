/** The whole board today and as agreed, and the counts of what is different. Pure; see state-comparison.ts. */
import { relate } from '../read/relate.ts';
import type { Relations } from '../read/relations.ts';
import { live, type Entity, type EntityId, type Snapshot } from '../read/snapshot.ts';
import { compareRole } from './compare-roles.ts';
import {
  COMPARED_ROLES,
  type ComparedRole,
  type ComparisonSummary,
  type DataComparison,
  type InterfaceComparison,
  type RecordMove,
  type StateComparison,
  type StepComparison,
  type SystemComparison,
} from './state-comparison.ts';

const DECLARED = '*';

/** The two states of one board. */
interface States {
  readonly today: Relations;
  readonly toBe: Relations;
}

function compareStep(states: States, step: Entity<'step'>, rank: (data: EntityId) => number): StepComparison {
  const fate = step.change === 'new' ? 'new' : step.change === 'retire' ? 'gone' : 'kept';
  const roles = Object.fromEntries(
    COMPARED_ROLES.map((role) => [role, compareRole(states.today, states.toBe, step.id, role, fate, rank)]),
  ) as StepComparison['roles'];
  const silent = COMPARED_ROLES.every((role) => roles[role].today !== 'stated');
  const agreed = (role: ComparedRole): boolean => states.toBe.slot(step.id, role).length > 0;
  // Nobody has to say that something has no role, once anything is said of the step.
  const unknown = COMPARED_ROLES.filter((role) => roles[role].today === 'unknown' && (silent || agreed(role)));
  return { step: step.id, fate, roles, unknown, changed: COMPARED_ROLES.some((role) => roles[role].changed) };
}

function compareData(states: States, data: Entity<'dataObject'>, systems: ReadonlySet<EntityId>): DataComparison {
  const byRoles = states.today.systemsOfRecord(data.id);
  const field = data.asIsSoR !== undefined && systems.has(data.asIsSoR) ? [data.asIsSoR] : [];
  const today = byRoles.length > 0 ? byRoles : field;
  const toBe = states.toBe.systemsOfRecord(data.id);
  const same = today.length === toBe.length && today.every((system) => toBe.includes(system));
  const movement = ((): DataComparison['movement'] => {
    if (data.change === 'retire') return 'goes';
    if (today.length === 0) return data.change === 'new' ? 'comes' : 'unknown';
    if (toBe.length === 0) return 'open';
    return same ? 'stays' : 'moves';
  })();
  return {
    data: data.id,
    today,
    saidBy: byRoles.length > 0 ? 'roles' : field.length > 0 ? 'field' : null,
    toBe,
    movement,
  };
}

const interfaceFate = ({ change }: Entity<'interface'>): InterfaceComparison['fate'] =>
  change === 'new'
    ? 'new'
    : change === 'retire'
      ? 'gone'
      : change === 'config' || change === 'modify'
        ? 'changed'
        : 'kept';

function systemFate({ plannedAction, lifecycle }: Entity<'system'>): SystemComparison['fate'] {
  if (plannedAction === 'retire') return 'retired';
  if (plannedAction === 'replace') return 'replaced';
  if (lifecycle === 'planned') return 'new';
  return lifecycle === 'retiring' ? 'retired' : 'kept';
}

function compareSystem(system: Entity<'system'>, steps: readonly StepComparison[], states: States): SystemComparison {
  const among = (step: StepComparison, here: 'leaves' | 'arrives'): boolean =>
    COMPARED_ROLES.some((role) =>
      step.roles[role].systems.some(
        (each) =>
          each.system === system.id &&
          (each.movement === 'stays' || each.movement === here || (here === 'arrives' && each.movement === 'agreed')),
      ),
    );
  const declared = (relations: Relations): readonly string[] =>
    COMPARED_ROLES.some((role) =>
      relations.slot(DECLARED, role).some((group) => group.systems.some((each) => each.system === system.id)),
    )
      ? [DECLARED]
      : [];
  const inSteps = (here: 'leaves' | 'arrives'): readonly string[] =>
    steps.flatMap((step) => (among(step, here) ? [step.step] : []));
  const stepsToday = [...inSteps('leaves'), ...declared(states.today)];
  const stepsToBe = [...inSteps('arrives'), ...declared(states.toBe)];
  return {
    system: system.id,
    fate: systemFate(system),
    stepsToday,
    stepsToBe,
    losesAllRoles: stepsToday.length > 0 && stepsToBe.length === 0,
  };
}

/** Data objects that move, each with the step to look at, and the records of steps that have no data yet. */
function recordMoves(
  states: States,
  steps: readonly StepComparison[],
  data: readonly DataComparison[],
): readonly RecordMove[] {
  const order = new Map(steps.map((step, at) => [step.step, at]));
  const moving = steps.filter((step) => step.roles.record.changed).map((step) => step.step);
  const ofData = data
    .filter((each) => each.movement === 'moves')
    .map(({ data: id }): RecordMove => {
      const writers = states.toBe.writers(id);
      return { data: id, step: writers.find((step) => moving.includes(step)) ?? writers[0] ?? null };
    });
  const ofSteps = moving
    .filter((step) => states.toBe.dataAt(step).length === 0)
    .map((step): RecordMove => ({ data: null, step }));
  const at = (move: RecordMove): number => (move.step === null ? Infinity : (order.get(move.step) ?? Infinity));
  return [...ofData, ...ofSteps].sort((a, b) => (at(a) === at(b) ? 0 : at(a) - at(b)));
}

function summarise(
  states: States,
  { steps, data, interfaces, systems }: Omit<StateComparison, 'summary'>,
): ComparisonSummary {
  const systemsBy = (fate: SystemComparison['fate']): readonly EntityId[] =>
    systems.filter((each) => each.fate === fate).map((each) => each.system);
  const interfacesBy = (fate: InterfaceComparison['fate']): readonly EntityId[] =>
    interfaces.filter((each) => each.fate === fate).map((each) => each.interface);
  const stepsBy = (fate: StepComparison['fate']): readonly EntityId[] =>
    steps.filter((each) => each.fate === fate).map((each) => each.step);
  return {
    records: recordMoves(states, steps, data),
    otherRoles: steps.flatMap((step) =>
      (['collect', 'review'] as const).flatMap((role) => (step.roles[role].changed ? [{ step: step.step, role }] : [])),
    ),
    systemsRetired: systemsBy('retired'),
    systemsReplaced: systemsBy('replaced'),
    systemsNew: systemsBy('new'),
    interfacesGone: interfacesBy('gone'),
    interfacesNew: interfacesBy('new'),
    interfacesChanged: interfacesBy('changed'),
    stepsGone: stepsBy('gone'),
    stepsNew: stepsBy('new'),
    unknown: steps.filter((step) => step.unknown.length > 0).map((step) => step.step),
  };
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) frozen(inner);
  }
  return value;
}

/** Compares how the process is today with what is agreed. Where nobody has said how it is today, nothing is invented. */
export function compareStates(snapshot: Snapshot): StateComparison {
  const states: States = { today: relate(snapshot, 'as-is'), toBe: relate(snapshot) };
  const ranks = new Map(live(snapshot, 'dataObject').map((data) => [data.id, data.number ?? Number.MAX_SAFE_INTEGER]));
  const rank = (data: EntityId): number => ranks.get(data) ?? Number.MAX_SAFE_INTEGER;
  const liveSystems = live(snapshot, 'system');
  const known = new Set(liveSystems.map((system) => system.id));
  const steps = live(snapshot, 'step').map((step) => compareStep(states, step, rank));
  const parts = {
    steps,
    data: live(snapshot, 'dataObject').map((data) => compareData(states, data, known)),
    interfaces: live(snapshot, 'interface').map((each) => ({ interface: each.id, fate: interfaceFate(each) })),
    systems: liveSystems.map((system) => compareSystem(system, steps, states)),
  };
  return frozen({ ...parts, summary: summarise(states, parts) });
}
