/**
 * `Relations` over one snapshot (DOMAIN section 2, "Derived"). Every look-up is lazy and memoised; nothing here knows
 * the document or a rule.
 */
import { FUNCTIONS, REVIEW_USES, SCOPES, type Responsibility, type RoleUse, type Scope } from '../schema/vocabulary.ts';
import { Paths } from './paths.ts';
import type { EffectiveRole, Holder, Lane, Path, PathState, Relations, SlotGroup } from './relations.ts';
import { ALL, indexBy, NONE, RowIndex, writes, type DataAtStep } from './row-index.ts';
import { live, type Entity, type EntityId, type Row, type Snapshot } from './snapshot.ts';
import { spanOf } from './span.ts';

const SLOT_USES: Readonly<Record<'collect' | 'record' | 'review', readonly RoleUse[]>> = {
  collect: ['collect'],
  record: ['record'],
  review: REVIEW_USES,
};

/** Who answers first, then who may refuse, then who does, is asked, is told. */
const HOLDING_ORDER: readonly Responsibility[] = ['A', 'V', 'R', 'C', 'I'];

function memo<A extends readonly string[], R>(compute: (...parts: A) => R): (...parts: A) => R {
  const known = new Map<string, R>();
  return (...parts) => {
    const key = parts.join('|');
    if (!known.has(key)) known.set(key, compute(...parts));
    return known.get(key)!;
  };
}

const unique = (ids: Iterable<EntityId>): readonly EntityId[] => [...new Set(ids)].sort();

/** Rows as systems, one entry a system, in id order. */
function systemsIn(rows: readonly Row<'role'>[], specific: boolean): readonly EffectiveRole[] {
  const bySystem = indexBy(rows, (row) => row.parts.system);
  return [...bySystem.keys()].sort().map((system) => ({ system, specific, rows: bySystem.get(system)! }));
}

class SnapshotRelations implements Relations {
  readonly #index: RowIndex;
  readonly #paths: Paths;
  readonly #holders: ReadonlyMap<string, readonly Row<'resp'>[]>;
  readonly #persons: ReadonlyMap<EntityId, Entity<'person'>>;
  readonly #interfaces: ReadonlyMap<EntityId, Entity<'interface'>>;
  readonly #carried: ReadonlyMap<EntityId, readonly Row<'ifData'>[]>;

  readonly #scoped: ReadonlyMap<EntityId, readonly Row<'ifScope'>[]>;

  constructor(snapshot: Snapshot) {
    this.#index = new RowIndex(snapshot);
    this.#scoped = indexBy(snapshot.rows.ifScope, (row) => row.parts.interface);
    this.#paths = new Paths(snapshot);
    this.#holders = indexBy(snapshot.rows.resp, (row) => row.parts.subject);
    this.#persons = new Map(live(snapshot, 'person').map((person) => [person.id, person]));
    this.#interfaces = new Map(live(snapshot, 'interface').map((entity) => [entity.id, entity]));
    this.#carried = indexBy(
      snapshot.rows.ifData.filter((row) => row.dangling.length === 0),
      (row) => row.parts.interface,
    );
  }

  readonly #effective = memo((step: EntityId, data: EntityId, use: RoleUse): readonly EffectiveRole[] => {
    const rows = this.#index.rolesOf(step, [use]);
    const specific = data === ALL ? NONE : rows.filter((row) => row.parts.data === data);
    return specific.length > 0
      ? systemsIn(specific, true)
      : systemsIn(
          rows.filter((row) => row.parts.data === ALL),
          false,
        );
  });

  effective(step: EntityId, data: EntityId, use: RoleUse): readonly EffectiveRole[] {
    return this.#effective(step, data, use);
  }

  /** Union of the record systems over the steps that write the data object, plus the declared ones; parts not looked at. */
  readonly #named = memo((data: EntityId): readonly EntityId[] => {
    if (!this.#index.dataRank.has(data)) return NONE;
    const steps = [...this.#index.writersOf(data), ALL];
    return unique(steps.flatMap((step) => this.effective(step, data, 'record').map((role) => role.system)));
  });

  /** Systems of record of all parts of a whole, parts of parts included. */
  readonly #ofParts = memo((whole: EntityId): ReadonlySet<EntityId> => {
    const systems = new Set<EntityId>();
    const seen = new Set([whole]);
    const queue = [whole];
    for (const data of queue) {
      for (const part of this.#index.partsByWhole.get(data) ?? NONE) {
        if (seen.has(part)) continue;
        seen.add(part);
        queue.push(part);
        for (const system of this.#named(part)) systems.add(system);
      }
    }
    return systems;
  });

  #unexplained(data: EntityId, systems: readonly EntityId[]): readonly EntityId[] {
    if (systems.length < 2) return systems;
    const ofParts = this.#ofParts(data);
    return systems.filter((system) => !ofParts.has(system));
  }

  readonly #systemsOfRecord = memo((data: EntityId): readonly EntityId[] => {
    const named = this.#named(data);
    const rest = this.#unexplained(data, named);
    // A whole that lives wholly in its parts has their systems, in agreement.
    return rest.length === 0 ? named : rest;
  });

  systemsOfRecord(data: EntityId): readonly EntityId[] {
    return this.#systemsOfRecord(data);
  }

  inConflict(data: EntityId): boolean {
    return this.#unexplained(data, this.#named(data)).length > 1;
  }

  readonly #slot = memo((step: EntityId, use: string): readonly SlotGroup[] => {
    const rows = this.#index.rolesOf(step, SLOT_USES[use as keyof typeof SLOT_USES]);
    const covering = systemsIn(
      rows.filter((row) => row.parts.data === ALL),
      false,
    );
    const specific = indexBy(
      rows.filter((row) => row.parts.data !== ALL),
      (row) => row.parts.data,
    );
    const sets = new Map<string, { systems: Row<'role'>[]; data: EntityId[] }>();
    for (const data of [...specific.keys()].sort((a, b) => this.#index.rank(a) - this.#index.rank(b))) {
      const said = specific.get(data)!;
      const key = unique(said.map((row) => row.parts.system)).join('|');
      const set = sets.get(key);
      if (set === undefined) sets.set(key, { systems: [...said], data: [data] });
      else {
        set.systems.push(...said);
        set.data.push(data);
      }
    }
    const groups: SlotGroup[] = [...sets.values()].map((set) => {
      const systems = systemsIn(set.systems, true);
      return { systems, data: set.data, conflict: use === 'record' && this.#clash(systems, set.data) };
    });
    if (covering.length > 0) {
      const covered = this.#index.dataAt(step).filter(({ data }) => !specific.has(data));
      const written = covered.filter(({ uses }) => uses.some(writes));
      const meant = (written.length > 0 ? written : covered).map(({ data }) => data);
      groups.push({ systems: covering, data: NONE, conflict: use === 'record' && this.#clash(covering, meant) });
    }
    return groups;
  });

  /** Two systems for one data object that its parts do not explain; without any data object two are always too many. */
  #clash(systems: readonly EffectiveRole[], data: readonly EntityId[]): boolean {
    if (systems.length < 2) return false;
    const ids = systems.map((role) => role.system);
    return data.length === 0 || data.some((entity) => this.#unexplained(entity, ids).length > 1);
  }

  slot(step: EntityId, use: 'collect' | 'record' | 'review'): readonly SlotGroup[] {
    return this.#slot(step, use);
  }

  reviewUses(step: EntityId, system: EntityId): readonly RoleUse[] {
    const rows = this.#index.rolesAt(step).filter((row) => row.parts.system === system);
    return REVIEW_USES.filter((use) => rows.some((row) => row.parts.use === use));
  }

  path(from: EntityId, to: EntityId, data: EntityId): Path | null {
    return this.#paths.path(from, to, data);
  }

  /** The best of several ways: the shortest, else broken between the first pair; null when there is nothing to join. */
  #best(pairs: readonly { readonly from: EntityId; readonly to: EntityId }[], data: EntityId): PathState | null {
    let best: PathState | null = null;
    let length = Infinity;
    for (const { from, to } of pairs) {
      const path = this.path(from, to, data);
      if (path === null || path.length >= length) continue;
      length = path.length;
      best = length === 0 ? { kind: 'same', from, to, data } : { kind: 'path', from, to, data, interfaces: path };
    }
    const first = pairs[0];
    if (best !== null || first === undefined) return best;
    return { kind: 'broken', from: first.from, to: first.to, data };
  }

  readonly #captureStates = memo((step: EntityId): readonly PathState[] => {
    const states: PathState[] = [];
    for (const { data, uses } of this.dataAt(step)) {
      if (!uses.some(writes)) continue;
      const named = this.effective(step, data, 'record').map((role) => role.system);
      const targets = named.length > 0 ? named : this.systemsOfRecord(data);
      for (const { system } of this.effective(step, data, 'collect')) {
        const state = this.#best(
          targets.map((to) => ({ from: system, to })),
          data,
        );
        if (state !== null) states.push(state);
      }
    }
    return states;
  });

  captureStates(step: EntityId): readonly PathState[] {
    return this.#captureStates(step);
  }

  readonly #reviewStates = memo((step: EntityId): readonly PathState[] => {
    const states: PathState[] = [];
    for (const { data } of this.dataAt(step)) {
      const sources = this.systemsOfRecord(data);
      const reviewers = unique(
        REVIEW_USES.flatMap((use) => this.effective(step, data, use).map((role) => role.system)),
      );
      for (const to of reviewers) {
        const state = this.#best(
          sources.map((from) => ({ from, to })),
          data,
        );
        if (state !== null) states.push(state);
      }
    }
    return states;
  });

  reviewStates(step: EntityId): readonly PathState[] {
    return this.#reviewStates(step);
  }

  dataAt(step: EntityId): readonly DataAtStep[] {
    return this.#index.position.has(step) ? this.#index.dataAt(step) : NONE;
  }

  writers(data: EntityId): readonly EntityId[] {
    return this.#index.writersOf(data);
  }

  needsRecord(step: EntityId): boolean {
    const position = this.#index.position.get(step);
    if (position === undefined) return false;
    return this.#index.steps[position]!.regulated === true || this.dataAt(step).some(({ uses }) => uses.some(writes));
  }

  lane(step: EntityId): Lane {
    const accountable = (this.#holders.get(step) ?? NONE).filter((row) => row.parts.code === 'A');
    const said = accountable[0]?.parts.function;
    return accountable.length !== 1 || said === undefined || said === 'OTHER' ? 'unassigned' : said;
  }

  readonly #holdersOf = memo((subject: string): readonly Holder[] => {
    const holders = (this.#holders.get(subject) ?? NONE).map((row): Holder => {
      const person = this.#persons.get(row.parts.person);
      return {
        function: row.parts.function,
        code: row.parts.code,
        person: person?.function === row.parts.function ? person : null,
        row,
      };
    });
    return holders.sort(
      (a, b) =>
        HOLDING_ORDER.indexOf(a.code) - HOLDING_ORDER.indexOf(b.code) ||
        FUNCTIONS.indexOf(a.function) - FUNCTIONS.indexOf(b.function) ||
        (a.row.key < b.row.key ? -1 : 1),
    );
  });

  holders(subject: string): readonly Holder[] {
    return this.#holdersOf(subject);
  }

  readonly #span = memo((interfaceId: EntityId): readonly [number, number] | null => {
    const entity = this.#interfaces.get(interfaceId);
    if (entity?.fromId === undefined || entity.toId === undefined) return null;
    return spanOf(
      this.#index,
      { from: entity.fromId, to: entity.toId },
      this.carries(interfaceId),
      (step, data, system) =>
        (['collect', 'record', ...REVIEW_USES] as const).filter((use) =>
          this.effective(step, data, use).some((role) => role.system === system),
        ),
    );
  });

  span(interfaceId: EntityId): readonly [number, number] | null {
    return this.#span(interfaceId);
  }

  readonly #carries = memo((interfaceId: EntityId): readonly EntityId[] =>
    [...new Set((this.#carried.get(interfaceId) ?? NONE).map((row) => row.parts.data))].sort(
      (a, b) => this.#index.rank(a) - this.#index.rank(b),
    ),
  );

  carries(interfaceId: EntityId): readonly EntityId[] {
    return this.#carries(interfaceId);
  }

  scopes(interfaceId: EntityId): readonly Scope[] {
    const said = this.#scoped.get(interfaceId) ?? NONE;
    return SCOPES.filter((scope) => said.some((row) => row.parts.scope === scope));
  }
}

/** Builds the relations of a snapshot; cheap, since each look-up is computed when it is first asked for. */
export const relate = (snapshot: Snapshot): Relations => new SnapshotRelations(snapshot);
