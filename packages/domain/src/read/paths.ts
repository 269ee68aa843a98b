/**
 * Directed ways between systems for one data object: shortest chains of interfaces that are on the board, are not to be
 * retired and carry it. Breadth first, memoised by data object and start.
 */
import type { EntityId, Row, Snapshot } from './snapshot.ts';
import { indexBy, NONE } from './row-index.ts';

interface Edge {
  readonly interfaceId: EntityId;
  readonly to: EntityId;
}

export class Paths {
  readonly #carriers: ReadonlyMap<EntityId, readonly Row<'ifData'>[]>;
  readonly #ends: ReadonlyMap<EntityId, { readonly from: EntityId; readonly to: EntityId }>;
  readonly #edges = new Map<EntityId, ReadonlyMap<EntityId, readonly Edge[]>>();
  /** `<data>|<from>` -> system -> the edge that reached it first, and from where. */
  readonly #reached = new Map<string, ReadonlyMap<EntityId, { readonly from: EntityId; readonly by: EntityId }>>();

  constructor(snapshot: Snapshot) {
    const systems = new Set(
      snapshot.entities.system.filter((system) => system.state === 'live').map((system) => system.id),
    );
    const ends = new Map<EntityId, { from: EntityId; to: EntityId }>();
    for (const entity of snapshot.entities.interface) {
      const { fromId, toId } = entity;
      if (entity.state !== 'live' || entity.change === 'retire' || fromId === undefined || toId === undefined) continue;
      if (systems.has(fromId) && systems.has(toId)) ends.set(entity.id, { from: fromId, to: toId });
    }
    this.#ends = ends;
    this.#carriers = indexBy(
      snapshot.rows.ifData.filter((row) => row.dangling.length === 0),
      (row) => row.parts.data,
    );
  }

  #edgesFor(data: EntityId): ReadonlyMap<EntityId, readonly Edge[]> {
    const known = this.#edges.get(data);
    if (known !== undefined) return known;
    const carrying = [...new Set((this.#carriers.get(data) ?? NONE).map((row) => row.parts.interface))].sort();
    const edges = new Map<EntityId, Edge[]>();
    for (const interfaceId of carrying) {
      const ends = this.#ends.get(interfaceId);
      if (ends === undefined) continue;
      const list = edges.get(ends.from);
      if (list === undefined) edges.set(ends.from, [{ interfaceId, to: ends.to }]);
      else list.push({ interfaceId, to: ends.to });
    }
    this.#edges.set(data, edges);
    return edges;
  }

  #reachedFrom(
    from: EntityId,
    data: EntityId,
  ): ReadonlyMap<EntityId, { readonly from: EntityId; readonly by: EntityId }> {
    const memo = `${data}|${from}`;
    const known = this.#reached.get(memo);
    if (known !== undefined) return known;
    const edges = this.#edgesFor(data);
    const reached = new Map<EntityId, { from: EntityId; by: EntityId }>();
    const queue = [from];
    for (const system of queue) {
      for (const edge of edges.get(system) ?? NONE) {
        if (edge.to === from || reached.has(edge.to)) continue;
        reached.set(edge.to, { from: system, by: edge.interfaceId });
        queue.push(edge.to);
      }
    }
    this.#reached.set(memo, reached);
    return reached;
  }

  path(from: EntityId, to: EntityId, data: EntityId): readonly EntityId[] | null {
    if (from === to) return NONE;
    const reached = this.#reachedFrom(from, data);
    const chain: EntityId[] = [];
    for (let at = to; at !== from;) {
      const step = reached.get(at);
      if (step === undefined) return null;
      chain.unshift(step.by);
      at = step.from;
    }
    return chain;
  }
}
