/**
 * What is visibly missing or contradictory on the map, from the relations alone: the strip's own count until findings
 * exist. Pure; says where, never how it is worded.
 */
import { live, type EntityId, type Relations, type Snapshot } from '@chartroom/domain';
import { brokenPaths } from './broken-paths.ts';

export const GAP_KINDS = ['conflict', 'no-record', 'no-path', 'no-owner', 'two-owners'] as const;
export type GapKind = (typeof GAP_KINDS)[number];

export interface Gap {
  /** Stable while the gap is the same one. */
  readonly key: string;
  readonly kind: GapKind;
  readonly severity: 'blocker' | 'warning';
  /** Address of the record where it is repaired: `step/<id>` or `interface/<id>`. */
  readonly record: string;
  /** The steps that show it, in process order; empty for an interface. */
  readonly steps: readonly EntityId[];
  readonly data: readonly EntityId[];
  /** The systems that contradict each other, or from and to of a missing path. */
  readonly systems: readonly EntityId[];
}

const stepRecord = (id: EntityId | undefined): string => `step/${id ?? ''}`;

function conflicts(
  snapshot: Snapshot,
  relations: Relations,
  order: readonly EntityId[],
  regulated: (id: EntityId) => boolean,
): readonly Gap[] {
  const ofData = live(snapshot, 'dataObject').flatMap((data): readonly Gap[] => {
    if (!relations.inConflict(data.id)) return [];
    const steps = relations.writers(data.id).filter((step) => order.includes(step));
    const record = steps[0] === undefined ? `dataObject/${data.id}` : stepRecord(steps[0]);
    const severity = regulated(data.id) ? 'blocker' : 'warning';
    return [
      {
        key: `conflict:${data.id}`,
        kind: 'conflict',
        severity,
        record,
        steps,
        data: [data.id],
        systems: relations.systemsOfRecord(data.id),
      },
    ];
  });
  // Two systems at a step that writes nothing yet: no data object says so, but the step does.
  const ofSteps = order.flatMap((step): readonly Gap[] => {
    if (ofData.some((gap) => gap.steps.includes(step))) return [];
    const systems = relations
      .slot(step, 'record')
      .flatMap((group) => (group.conflict ? group.systems.map((role) => role.system) : []));
    if (systems.length === 0) return [];
    return [
      {
        key: `conflict:${step}`,
        kind: 'conflict',
        severity: 'blocker',
        record: stepRecord(step),
        steps: [step],
        data: [],
        systems,
      },
    ];
  });
  return [...ofData, ...ofSteps].toSorted((a, b) => order.indexOf(a.steps[0] ?? '') - order.indexOf(b.steps[0] ?? ''));
}

function missingPaths(
  relations: Relations,
  order: readonly EntityId[],
  regulated: (id: EntityId) => boolean,
): readonly Gap[] {
  const pairs = new Map<string, { from: EntityId; to: EntityId; steps: EntityId[]; data: EntityId[] }>();
  for (const step of order)
    for (const state of brokenPaths(relations, step)) {
      const key = `${state.from}>${state.to}`;
      const pair = pairs.get(key) ?? { from: state.from, to: state.to, steps: [], data: [] };
      if (!pair.steps.includes(step)) pair.steps.push(step);
      if (!pair.data.includes(state.data)) pair.data.push(state.data);
      pairs.set(key, pair);
    }
  return [...pairs].map(([key, { from, to, steps, data }]) => ({
    key: `no-path:${key}`,
    kind: 'no-path',
    severity: data.some(regulated) ? 'blocker' : 'warning',
    record: stepRecord(steps[0]),
    steps,
    data,
    systems: [from, to],
  }));
}

function accountable(relations: Relations, subject: EntityId): GapKind | null {
  const count = relations.holders(subject).filter((holder) => holder.code === 'A').length;
  return count === 1 ? null : count === 0 ? 'no-owner' : 'two-owners';
}

/** All gaps, by kind and then in process order. */
export function findGaps(snapshot: Snapshot, relations: Relations): readonly Gap[] {
  const order = live(snapshot, 'step').map((step) => step.id);
  const regulatedData = new Set(live(snapshot, 'dataObject').flatMap((data) => (data.regulated ? [data.id] : [])));
  const regulated = (id: EntityId): boolean => regulatedData.has(id);
  const records = order.flatMap((step): readonly Gap[] => {
    if (!relations.needsRecord(step) || relations.slot(step, 'record').some((group) => group.systems.length > 0))
      return [];
    return [
      {
        key: `no-record:${step}`,
        kind: 'no-record',
        severity: 'blocker',
        record: stepRecord(step),
        steps: [step],
        data: [],
        systems: [],
      },
    ];
  });
  const owners = [
    ...order.map((id) => ({ id, record: stepRecord(id), steps: [id] })),
    ...live(snapshot, 'interface').map(({ id }) => ({ id, record: `interface/${id}`, steps: [] })),
  ].flatMap(({ id, record, steps }): readonly Gap[] => {
    const kind = accountable(relations, id);
    return kind === null
      ? []
      : [{ key: `${kind}:${id}`, kind, severity: 'blocker', record, steps, data: [], systems: [] }];
  });
  return [
    ...conflicts(snapshot, relations, order, regulated),
    ...records,
    ...missingPaths(relations, order, regulated),
    ...owners,
  ];
}

/** Gaps by the step that shows them. */
export function gapsByStep(gaps: readonly Gap[]): ReadonlyMap<EntityId, readonly Gap[]> {
  const byStep = new Map<EntityId, Gap[]>();
  for (const gap of gaps) for (const step of gap.steps) byStep.set(step, [...(byStep.get(step) ?? []), gap]);
  return byStep;
}

/** The gap to show next: the one after `current` in the list, from the start again at its end. */
export function nextGap(gaps: readonly Gap[], current: string | null): Gap | null {
  const at = gaps.findIndex((gap) => gap.key === current);
  return gaps[(at + 1) % Math.max(1, gaps.length)] ?? null;
}
