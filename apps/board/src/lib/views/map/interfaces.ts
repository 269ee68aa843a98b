/**
 * The IT lane: interfaces as capsules that span from the step where data leave to the step where they arrive, and the
 * missing ones between them, packed into rows without overlap. Pure.
 */
import { live, type EntityId, type Relations, type Snapshot } from '@chartroom/domain';
import { brokenPaths } from './broken-paths.ts';
import type { LaidOutState } from './laid-out-state.ts';

export interface Capsule {
  readonly key: string;
  /** null for an interface that does not exist yet and would close a gap. */
  readonly interfaceId: EntityId | null;
  readonly from: EntityId | null;
  readonly to: EntityId | null;
  readonly data: readonly EntityId[];
  /** True when the initiative removes it. */
  readonly retired: boolean;
  /** What becomes of it, while the difference is shown. */
  readonly becomes: 'arrives' | 'leaves' | null;
  /** First and last column, 0-based. */
  readonly start: number;
  readonly end: number;
  readonly row: number;
}

type Unpacked = Omit<Capsule, 'row'>;

/** First fit from the top, in the given order: what comes later never moves what came before. */
export function pack(capsules: readonly Unpacked[]): readonly Capsule[] {
  const rows: (readonly [number, number])[][] = [];
  return capsules.map((capsule) => {
    let row = rows.findIndex((taken) => taken.every(([start, end]) => capsule.end < start || capsule.start > end));
    if (row < 0) row = rows.push([]) - 1;
    rows[row]?.push([capsule.start, capsule.end]);
    return { ...capsule, row };
  });
}

/** One missing interface a pair of systems, over all the steps and data that need it. */
export function missingInterfaces(relations: Relations, order: readonly EntityId[]): readonly Unpacked[] {
  const missing = new Map<string, { from: EntityId; to: EntityId; data: EntityId[]; start: number; end: number }>();
  order.forEach((step, column) => {
    for (const state of brokenPaths(relations, step)) {
      const leaves = leavesAt(relations, order, state.from, state.data, column);
      const key = `${state.from}>${state.to}`;
      const known = missing.get(key);
      if (!known) missing.set(key, { from: state.from, to: state.to, data: [state.data], start: leaves, end: column });
      else {
        if (!known.data.includes(state.data)) known.data.push(state.data);
        known.start = Math.min(known.start, leaves);
        known.end = Math.max(known.end, column);
      }
    }
  });
  return [...missing].map(([key, value]) => ({
    key: `missing:${key}`,
    interfaceId: null,
    retired: false,
    becomes: null,
    ...value,
  }));
}

/** The last step at or before `column` where `system` is where the data stand: there they would have to leave. */
function leavesAt(
  relations: Relations,
  order: readonly EntityId[],
  system: EntityId,
  data: EntityId,
  column: number,
): number {
  for (let at = column; at >= 0; at -= 1) {
    const step = order[at];
    if (step === undefined) continue;
    const stands = (['record', 'collect'] as const).some((use) =>
      relations.effective(step, data, use).some((role) => role.system === system),
    );
    if (stands && relations.writers(data).includes(step)) return at;
  }
  return column;
}

/**
 * All capsules. Interfaces that no step uses stand in the column after the last. Today knows no new interfaces and none
 * that goes; what is missing is missing from what is agreed.
 */
export function capsules(
  snapshot: Snapshot,
  relations: Relations,
  order: readonly EntityId[],
  shown: LaidOutState = { state: 'to-be' },
): readonly Capsule[] {
  const column = new Map(order.map((id, index) => [id, index]));
  const position = live(snapshot, 'step').map((step) => column.get(step.id) ?? null);
  const compared = shown.state === 'difference' ? shown : null;
  const existing = live(snapshot, 'interface')
    .filter((entity) => shown.state !== 'as-is' || entity.change !== 'new')
    .toSorted((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity))
    .map((entity): Unpacked => {
      const goes = entity.change === 'retire';
      // Where one state does not know the way of its data, the other one does.
      const first = goes && compared ? compared.today : relations;
      const second = shown.state === 'as-is' ? shown.agreed : relations;
      const span = first.span(entity.id) ?? second.span(entity.id);
      const ends = span ? [position[span[0]] ?? null, position[span[1]] ?? null].filter((each) => each !== null) : [];
      const start = ends.length > 0 ? Math.min(...ends) : order.length;
      const end = ends.length > 0 ? Math.max(...ends) : order.length;
      return {
        key: entity.id,
        interfaceId: entity.id,
        from: entity.fromId ?? null,
        to: entity.toId ?? null,
        data: relations.carries(entity.id),
        retired: goes && shown.state === 'to-be',
        becomes: compared === null ? null : goes ? 'leaves' : entity.change === 'new' ? 'arrives' : null,
        start,
        end,
      };
    });
  return pack(shown.state === 'to-be' ? [...existing, ...missingInterfaces(relations, order)] : existing);
}
