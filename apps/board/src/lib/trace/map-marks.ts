/**
 * What of the map lies on a trace: steps, slots, connectors, capsules and data, from an output's trace or from what
 * depends on a record. Pure: knows addresses, no screen.
 */
import type { Dependent, Dependents, EntityId, OutputTrace, SubjectRef, WayTrace } from '@chartroom/domain';

type Role = 'collect' | 'record' | 'review';

/** A line between two role cells of one step. */
interface Line {
  readonly kind: string;
  readonly between: 'capture' | 'review';
  readonly from: EntityId | null;
  readonly to: EntityId | null;
  readonly data: readonly EntityId[];
  readonly interfaces: readonly EntityId[];
}
/** An interface in the IT lane, or a missing one. */
interface Chip {
  readonly interfaceId: EntityId | null;
  readonly from: EntityId | null;
  readonly to: EntityId | null;
  readonly data: readonly EntityId[];
}

export interface MapMarks {
  step(id: EntityId): boolean;
  /** `systems` is empty for a slot in which nothing is named. */
  slot(step: EntityId, role: Role, systems: readonly EntityId[]): boolean;
  line(step: EntityId, line: Line): boolean;
  capsule(chip: Chip): boolean;
  readonly data: ReadonlySet<EntityId>;
}

const idOf = (ref: SubjectRef): EntityId => ref.slice(ref.indexOf('/') + 1);
const ids = (refs: Iterable<SubjectRef>): ReadonlySet<EntityId> => new Set([...refs].map(idOf));

interface Place {
  readonly collect: Set<EntityId>;
  readonly record: Set<EntityId>;
  readonly review: Set<EntityId>;
  readonly data: Set<EntityId>;
  /** Some data of the trace is written here and no system of record is named for it. */
  open: boolean;
}

export function marksOfTrace(trace: OutputTrace): MapMarks {
  const steps = ids(trace.onMap.steps);
  const interfaces = ids(trace.onMap.interfaces);
  const data = ids(trace.onMap.data);
  const places = new Map<EntityId, Place>();
  const cuts = new Set<string>();
  const at = (step: SubjectRef): Place => {
    const id = idOf(step);
    let place = places.get(id);
    if (!place) {
      place = { collect: new Set(), record: new Set(), review: new Set(), data: new Set(), open: false };
      places.set(id, place);
    }
    return place;
  };
  const follow = (way: WayTrace | null): void => {
    if (way?.kind === 'broken') cuts.add(`${idOf(way.from)}>${idOf(way.to)}:${idOf(way.data)}`);
  };
  for (const feed of trace.feeds) {
    follow(feed.supply);
    follow(feed.onward);
    for (const write of feed.writes) {
      const place = at(write.step);
      for (const system of write.collects) place.collect.add(idOf(system));
      for (const system of write.records) place.record.add(idOf(system));
      place.data.add(idOf(feed.data));
      if (write.records.length === 0) place.open = true;
      write.captures.forEach(follow);
    }
    for (const review of feed.reviews) {
      if (!steps.has(idOf(review.step))) continue;
      follow(review.way);
      const place = at(review.step);
      place.review.add(idOf(review.system));
      place.data.add(idOf(feed.data));
    }
  }
  return {
    data,
    step: (id) => steps.has(id),
    slot(step, role, systems) {
      const place = steps.has(step) ? places.get(step) : undefined;
      if (!place) return false;
      if (systems.length === 0) return role === 'record' && place.open;
      return systems.some((system) => place[role].has(system));
    },
    line(step, line) {
      const place = steps.has(step) ? places.get(step) : undefined;
      if (!place) return false;
      if (line.kind === 'open') return place.open;
      if (line.data.length > 0 && !line.data.some((id) => place.data.has(id))) return false;
      const [above, below] = line.between === 'capture' ? [place.collect, place.record] : [place.record, place.review];
      const from = line.from !== null && (above.has(line.from) || line.data.length > 0);
      return from && line.to !== null && below.has(line.to);
    },
    capsule: ({ interfaceId, from, to, data: carried }) =>
      interfaceId === null ? carried.some((id) => cuts.has(`${from}>${to}:${id}`)) : interfaces.has(interfaceId),
  };
}

function rolesOf(step: Dependent): ReadonlySet<Role> {
  return new Set(
    step.because.flatMap(({ why }): readonly Role[] =>
      why === 'capture' ? ['collect', 'record'] : why === 'review_way' ? ['record', 'review'] : [],
    ),
  );
}

export function marksOfDependents(dependents: Dependents): MapMarks {
  const of = idOf(dependents.of);
  const kind = dependents.of.slice(0, dependents.of.indexOf('/'));
  const own = (name: string, list: readonly Dependent[]): ReadonlySet<EntityId> =>
    new Set([...list.map((dependent) => idOf(dependent.ref)), ...(kind === name ? [of] : [])]);
  const steps = own('step', dependents.steps);
  const interfaces = own('interface', dependents.interfaces);
  // Of a system only its own slots are meant; of anything else the systems that have to do with it.
  const systems = kind === 'system' ? new Set([of]) : own('system', dependents.systems);
  const data = own('dataObject', dependents.data);
  // Data comes over an interface from one role of a step to the next, not through all of them.
  const roles = new Map(dependents.steps.map((step) => [idOf(step.ref), rolesOf(step)]));
  const slot = (step: EntityId, role: Role, named: readonly EntityId[]): boolean =>
    kind === 'step'
      ? step === of
      : steps.has(step) &&
        (kind !== 'interface' || (roles.get(step)?.has(role) ?? false)) &&
        named.some((system) => systems.has(system));
  return {
    data,
    step: (id) => steps.has(id),
    slot,
    line(step, line) {
      if (kind === 'step') return step === of;
      if (kind === 'interface') return line.interfaces.includes(of);
      if (line.data.length > 0 && kind === 'dataObject' && !line.data.includes(of)) return false;
      const [upper, lower]: readonly [Role, Role] =
        line.between === 'capture' ? ['collect', 'record'] : ['record', 'review'];
      return line.from !== null && line.to !== null && slot(step, upper, [line.from]) && slot(step, lower, [line.to]);
    },
    capsule: ({ interfaceId, from, to, data: carried }) =>
      interfaceId !== null
        ? interfaces.has(interfaceId)
        : (kind === 'system' && (from === of || to === of)) || (kind === 'dataObject' && carried.includes(of)),
  };
}
