/** What the brownfield rules count on the map (DOMAIN section 3): where changed regulated data objects have their records. */
import type { EntityId } from '../read/snapshot.ts';
import type { MapCount } from './classification.ts';

export type SystemDomain = 'X' | 'Q' | 'E' | 'N';

/** A changed regulated data object and the domains of its systems of record, one entry a system. */
export interface PlacedObject {
  readonly id: EntityId;
  readonly domains: readonly SystemDomain[];
}

export function countMap(objects: readonly PlacedObject[]): MapCount {
  const domains = { X: 0, Q: 0, E: 0, N: 0 };
  const across: EntityId[] = [];
  let settled = 0;
  for (const object of objects) {
    const [only] = object.domains;
    if (object.domains.length === 1 && only !== undefined) {
      settled += 1;
      domains[only] += 1;
    }
    if (new Set(object.domains).size > 1) across.push(object.id);
  }
  return { objects: objects.length, settled, domains, across };
}
