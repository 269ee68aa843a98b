/**
 * Directed ways between systems for one data object: shortest chains of interfaces that exist in the state looked at
 * and carry it. Breadth first, remembered by data object and start.
 */
import { sameList } from '../derive/graph.ts';
import { NONE, type BoardIndex } from './board-index.ts';
import type { Memo } from './memo.ts';
import type { Entity, EntityId } from './snapshot.ts';

interface Ends {
  readonly from: EntityId;
  readonly to: EntityId;
}
interface Edge {
  readonly interfaceId: EntityId;
  readonly to: EntityId;
}
type Edges = ReadonlyMap<EntityId, readonly Edge[]>;
type Reached = ReadonlyMap<EntityId, { readonly from: EntityId; readonly by: EntityId }>;

const sameEnds = (a: Ends | null, b: Ends | null): boolean => a?.from === b?.from && a?.to === b?.to;
const sameEdges = (a: Edges, b: Edges): boolean =>
  a.size === b.size &&
  [...a].every(([from, list]) => {
    const other = b.get(from);
    return (
      other !== undefined &&
      list.length === other.length &&
      list.every((edge, at) => edge.interfaceId === other[at]!.interfaceId && edge.to === other[at]!.to)
    );
  });
const sameReached = (a: Reached, b: Reached): boolean =>
  a.size === b.size &&
  [...a].every(([to, step]) => {
    const other = b.get(to);
    return other !== undefined && other.from === step.from && other.by === step.by;
  });

export class Paths {
  readonly #ends: (interfaceId: EntityId) => Ends | null;
  readonly #carriers: (data: EntityId) => readonly EntityId[];
  readonly #edges: (data: EntityId) => Edges;
  readonly #reached: (data: EntityId, from: EntityId) => Reached;

  /** `exists`: which interfaces count in the state that is looked at. */
  constructor(index: BoardIndex, memo: Memo, exists: (entity: Entity<'interface'>) => boolean) {
    this.#ends = memo((interfaceId: EntityId): Ends | null => {
      const entity = index.entity('interface', interfaceId);
      if (entity === undefined || !exists(entity)) return null;
      const { fromId, toId } = entity;
      if (fromId === undefined || toId === undefined) return null;
      const onBoard = index.entity('system', fromId) !== undefined && index.entity('system', toId) !== undefined;
      return onBoard ? { from: fromId, to: toId } : null;
    }, sameEnds);
    this.#carriers = memo(
      (data: EntityId) => [...new Set(index.rows('interfaceByData', data).map((row) => row.parts.interface))].sort(),
      sameList,
    );
    this.#edges = memo((data: EntityId) => this.#edgesFor(data), sameEdges);
    this.#reached = memo((data: EntityId, from: EntityId) => this.#reachedFrom(data, from), sameReached);
  }

  #edgesFor(data: EntityId): Edges {
    const edges = new Map<EntityId, Edge[]>();
    for (const interfaceId of this.#carriers(data)) {
      const ends = this.#ends(interfaceId);
      if (ends === null) continue;
      const list = edges.get(ends.from);
      if (list === undefined) edges.set(ends.from, [{ interfaceId, to: ends.to }]);
      else list.push({ interfaceId, to: ends.to });
    }
    return edges;
  }

  #reachedFrom(data: EntityId, from: EntityId): Reached {
    const edges = this.#edges(data);
    const reached = new Map<EntityId, { from: EntityId; by: EntityId }>();
    const queue = [from];
    for (const system of queue) {
      for (const edge of edges.get(system) ?? NONE) {
        if (edge.to === from || reached.has(edge.to)) continue;
        reached.set(edge.to, { from: system, by: edge.interfaceId });
        queue.push(edge.to);
      }
    }
    return reached;
  }

  path(from: EntityId, to: EntityId, data: EntityId): readonly EntityId[] | null {
    if (from === to) return NONE;
    const reached = this.#reached(data, from);
    if (!reached.has(to)) return null;
    const chain: EntityId[] = [];
    for (let at = to; at !== from;) {
      const step = reached.get(at)!;
      chain.push(step.by);
      at = step.from;
    }
    return chain.reverse();
  }
}
