/**
 * What became of each entity: live, deleted, or merged into which survivor. Chains are followed to their end, cycles
 * resolve to their lowest id, and a merge into a record that is not there counts for nothing.
 */
import type { EntityKind } from '../schema/fields.ts';
import type { RawEntity } from './content.ts';

export interface Fate {
  readonly state: 'live' | 'deleted' | 'merged';
  /** The entity itself unless merged. */
  readonly survivor: string;
}

export type Fates = { readonly [K in EntityKind]: ReadonlyMap<string, Fate> };

type MergeLink = Pick<RawEntity, 'mergedInto'>;

/** The id that stands for `id`; `id` itself where it is unknown. */
export function survivorOf(id: string, find: (id: string) => MergeLink | undefined): string {
  const chain: string[] = [];
  const seen = new Set<string>();
  let at = id;
  for (;;) {
    if (seen.has(at)) return chain.slice(chain.indexOf(at)).reduce((lowest, next) => (next < lowest ? next : lowest));
    seen.add(at);
    chain.push(at);
    const next = find(at)?.mergedInto ?? null;
    if (next === null || find(next) === undefined) return at;
    at = next;
  }
}

export function fatesOf(entities: ReadonlyMap<string, RawEntity>): ReadonlyMap<string, Fate> {
  const fates = new Map<string, Fate>();
  const find = (id: string): RawEntity | undefined => entities.get(id);
  for (const [id, entity] of entities) {
    const survivor = entity.mergedInto === null ? id : survivorOf(id, find);
    const state = survivor !== id ? 'merged' : entity.deleted ? 'deleted' : 'live';
    fates.set(id, { state, survivor });
  }
  return fates;
}

export function sameFates(a: ReadonlyMap<string, Fate>, b: ReadonlyMap<string, Fate>): boolean {
  if (a.size !== b.size) return false;
  for (const [id, fate] of a) {
    const other = b.get(id);
    if (other === undefined || other.state !== fate.state || other.survivor !== fate.survivor) return false;
  }
  return true;
}
