/** The ways of a data object between systems: as the relations see them, and whether there is one without a record. */
import type { Facts } from '../findings/facts.ts';
import type { EntityId } from '../read/snapshot.ts';

export interface Way {
  readonly from: EntityId;
  readonly to: EntityId;
  /** null where nothing leads there. */
  readonly interfaces: readonly EntityId[] | null;
}

export const wayBetween = (facts: Facts, from: EntityId, to: EntityId, data: EntityId): Way => ({
  from,
  to,
  interfaces: facts.relations.path(from, to, data),
});

/** From the nearest of several systems, as the relations choose it; else the first, broken; null without any. */
export function nearestWay(facts: Facts, from: readonly EntityId[], to: EntityId, data: EntityId): Way | null {
  const ways = from.map((system) => wayBetween(facts, system, to, data));
  const length = (way: Way): number => way.interfaces?.length ?? Infinity;
  return ways.reduce<Way | null>((best, way) => (best === null || length(way) < length(best) ? way : best), null);
}

/** A record that is thought away. */
export interface Without {
  readonly interface?: EntityId;
  readonly system?: EntityId;
}

/** True when the data still gets from one of the systems to another without the record. */
export function reachesWithout(
  facts: Facts,
  from: readonly EntityId[],
  to: EntityId,
  data: EntityId,
  without: Without,
): boolean {
  const stays = (system: EntityId | undefined): system is EntityId =>
    system !== undefined && system !== without.system && facts.index.entity('system', system) !== undefined;
  const edges = facts.index.rows('interfaceByData', data).flatMap(({ parts }) => {
    const entity = facts.index.entity('interface', parts.interface);
    if (entity === undefined || entity.change === 'retire' || entity.id === without.interface) return [];
    return stays(entity.fromId) && stays(entity.toId) ? [{ from: entity.fromId, to: entity.toId }] : [];
  });
  const reached = new Set(from.filter((system) => system !== without.system));
  for (const system of reached) for (const edge of edges) if (edge.from === system) reached.add(edge.to);
  return reached.has(to);
}
