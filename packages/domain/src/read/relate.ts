/**
 * `Relations` over the index of a board (DOMAIN section 2, "Derived"): over one snapshot by `relate`, or following a
 * board where the memo knows what it read. Nothing here knows the document or a rule.
 */
import { sameList } from '../derive/graph.ts';
import {
  DATA_USES,
  FUNCTIONS,
  REVIEW_USES,
  SCOPES,
  WRITING_USES,
  type DataUse,
  type Responsibility,
  type RoleUse,
  type Scope,
} from '../schema/vocabulary.ts';
import { ALL, BoardIndex, NONE } from './board-index.ts';
import { remember, type Memo } from './memo.ts';
import { Paths } from './paths.ts';
import type {
  BoardState,
  DataAtStep,
  EffectiveRole,
  Holder,
  Lane,
  Path,
  PathState,
  Relations,
  SlotGroup,
  StepOfData,
} from './relations.ts';
import type { EntityId, Row, Snapshot } from './snapshot.ts';
import { spanOf } from './span.ts';

const SLOT_USES: Readonly<Record<'collect' | 'record' | 'review', readonly RoleUse[]>> = {
  collect: ['collect'],
  record: ['record'],
  review: REVIEW_USES,
};

/** Who answers first, then who may refuse, then who does, is asked, is told. */
const HOLDING_ORDER: readonly Responsibility[] = ['A', 'V', 'R', 'C', 'I'];

const unique = (ids: Iterable<EntityId>): readonly EntityId[] => [...new Set(ids)].sort();

const writes = (use: DataUse): boolean => (WRITING_USES as readonly DataUse[]).includes(use);

function groupBy<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const list = groups.get(key(item));
    if (list === undefined) groups.set(key(item), [item]);
    else list.push(item);
  }
  return groups;
}

/** Role rows of either state: they have the same parts. */
type RoleRow = Row<'role'>;

/** Rows as systems, one entry a system, in id order. */
function systemsIn(rows: readonly RoleRow[], specific: boolean): readonly EffectiveRole[] {
  const bySystem = groupBy(rows, (row) => row.parts.system);
  return [...bySystem.keys()].sort().map((system) => ({ system, specific, rows: bySystem.get(system)! }));
}

const sameRoles = (a: readonly EffectiveRole[], b: readonly EffectiveRole[]): boolean =>
  a.length === b.length &&
  a.every((role, at) => {
    const other = b[at]!;
    return role.system === other.system && role.specific === other.specific && sameList(role.rows, other.rows);
  });
const sameData = (a: readonly DataAtStep[], b: readonly DataAtStep[]): boolean =>
  a.length === b.length && a.every((one, at) => one.data === b[at]!.data && sameList(one.uses, b[at]!.uses));
const sameSteps = (a: readonly StepOfData[], b: readonly StepOfData[]): boolean =>
  a.length === b.length &&
  a.every((one, at) => {
    const other = b[at]!;
    return one.step === other.step && one.position === other.position && one.written === other.written;
  });
const sameMembers = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((item) => b.has(item));

export class BoardRelations implements Relations {
  readonly #index: BoardIndex;
  readonly #paths: Paths;
  readonly #rolesOf: (step: string) => readonly RoleRow[];
  readonly #position: (step: EntityId) => number;
  /** Whether a step is on the board, wherever: what does not care for its position need not hear of it. */
  readonly #isStep: (step: EntityId) => boolean;
  readonly #rank: (data: EntityId) => number;
  readonly #effective: (step: EntityId, data: EntityId, use: RoleUse) => readonly EffectiveRole[];
  readonly #dataAt: (step: EntityId) => readonly DataAtStep[];
  readonly #stepsOf: (data: EntityId) => readonly StepOfData[];
  readonly #writers: (data: EntityId) => readonly EntityId[];
  readonly #named: (data: EntityId) => readonly EntityId[];
  readonly #ofParts: (whole: EntityId) => ReadonlySet<EntityId>;
  readonly #systemsOfRecord: (data: EntityId) => readonly EntityId[];
  readonly #slot: (step: EntityId, use: 'collect' | 'record' | 'review') => readonly SlotGroup[];
  readonly #captureStates: (step: EntityId) => readonly PathState[];
  readonly #reviewStates: (step: EntityId) => readonly PathState[];
  readonly #holders: (subject: string) => readonly Holder[];
  readonly #span: (interfaceId: EntityId) => readonly [number, number] | null;
  readonly #carries: (interfaceId: EntityId) => readonly EntityId[];

  constructor(index: BoardIndex, memo: Memo, state: BoardState = 'to-be') {
    this.#index = index;
    // Today an interface that is yet to come carries nothing; tomorrow one that goes carries nothing.
    const absent = state === 'to-be' ? 'retire' : 'new';
    this.#paths = new Paths(index, memo, (entity) => entity.change !== absent);
    this.#rolesOf =
      state === 'to-be'
        ? (step) => index.rows('roleByStep', step)
        : (step) => index.rows('asIsByStep', step) as unknown as readonly RoleRow[];
    const positions = memo(() => new Map(index.ids('step').map((id, at) => [id, at])));
    this.#position = memo((step: EntityId) => positions().get(step) ?? -1);
    this.#isStep = memo((step: EntityId) => index.entity('step', step) !== undefined);
    this.#rank = memo((data: EntityId) => index.entity('dataObject', data)?.number ?? Infinity);
    this.#effective = memo((step, data, use) => this.#findEffective(step, data, use), sameRoles);
    this.#dataAt = memo((step) => this.#findDataAt(step), sameData);
    this.#stepsOf = memo((data) => this.#findStepsOf(data), sameSteps);
    this.#writers = memo(
      (data: EntityId) => this.stepsOf(data).flatMap((one) => (one.written ? [one.step] : [])),
      sameList,
    );
    this.#named = memo((data) => this.#findNamed(data), sameList);
    this.#ofParts = memo((whole) => this.#findOfParts(whole), sameMembers);
    this.#systemsOfRecord = memo((data: EntityId) => {
      const named = this.#named(data);
      const rest = this.#unexplained(data, named);
      // A whole that lives wholly in its parts has their systems, in agreement.
      return rest.length === 0 ? named : rest;
    }, sameList);
    this.#slot = memo((step, use) => this.#findSlot(step, use));
    this.#captureStates = memo((step) => this.#findCaptureStates(step));
    this.#reviewStates = memo((step) => this.#findReviewStates(step));
    this.#holders = memo((subject) => this.#findHolders(subject));
    this.#span = memo((interfaceId) => this.#findSpan(interfaceId));
    this.#carries = memo(
      (interfaceId: EntityId) =>
        this.#byLabel([...new Set(index.rows('dataByInterface', interfaceId).map((row) => row.parts.data))]),
      sameList,
    );
  }

  /** Data objects by number, then id: the order of their labels. */
  #byLabel(data: readonly EntityId[]): readonly EntityId[] {
    return [...data].sort((a, b) => this.#rank(a) - this.#rank(b) || (a < b ? -1 : 1));
  }

  effective(step: EntityId, data: EntityId, use: RoleUse): readonly EffectiveRole[] {
    return this.#effective(step, data, use);
  }

  #findEffective(step: EntityId, data: EntityId, use: RoleUse): readonly EffectiveRole[] {
    const rows = this.#rolesOf(step).filter((row) => row.parts.use === use);
    const specific = data === ALL ? NONE : rows.filter((row) => row.parts.data === data);
    return specific.length > 0
      ? systemsIn(specific, true)
      : systemsIn(
          rows.filter((row) => row.parts.data === ALL),
          false,
        );
  }

  #findDataAt(step: EntityId): readonly DataAtStep[] {
    const uses = groupBy(this.#index.rows('stepDataByStep', step), (row) => row.parts.data);
    return this.#byLabel([...uses.keys()]).map((data) => ({
      data,
      uses: DATA_USES.filter((use) => uses.get(data)!.some((row) => row.parts.use === use)),
    }));
  }

  #findStepsOf(data: EntityId): readonly StepOfData[] {
    const rows = groupBy(this.#index.rows('stepDataByData', data), (row) => row.parts.step);
    return [...rows]
      .flatMap(([step, said]) => {
        const position = this.#position(step);
        return position < 0 ? [] : [{ step, position, written: said.some((row) => writes(row.parts.use)) }];
      })
      .sort((a, b) => a.position - b.position);
  }

  /** Union of the record systems over the steps that write the data object, plus the declared ones; parts not looked at. */
  #findNamed(data: EntityId): readonly EntityId[] {
    if (this.#index.entity('dataObject', data) === undefined) return NONE;
    const steps = [...this.#writers(data), ALL];
    return unique(steps.flatMap((step) => this.effective(step, data, 'record').map((role) => role.system)));
  }

  /** Systems of record of all parts of a whole, parts of parts included. */
  #findOfParts(whole: EntityId): ReadonlySet<EntityId> {
    const systems = new Set<EntityId>();
    const seen = new Set([whole]);
    const queue = [whole];
    for (const data of queue) {
      for (const { parts } of this.#index.rows('partByWhole', data)) {
        if (seen.has(parts.part)) continue;
        seen.add(parts.part);
        queue.push(parts.part);
        for (const system of this.#named(parts.part)) systems.add(system);
      }
    }
    return systems;
  }

  #unexplained(data: EntityId, systems: readonly EntityId[]): readonly EntityId[] {
    if (systems.length < 2) return systems;
    const ofParts = this.#ofParts(data);
    return systems.filter((system) => !ofParts.has(system));
  }

  systemsOfRecord(data: EntityId): readonly EntityId[] {
    return this.#systemsOfRecord(data);
  }

  inConflict(data: EntityId): boolean {
    return this.#unexplained(data, this.#named(data)).length > 1;
  }

  #findSlot(step: EntityId, use: 'collect' | 'record' | 'review'): readonly SlotGroup[] {
    const rows = this.#rolesOf(step).filter((row) => SLOT_USES[use].includes(row.parts.use));
    const covering = systemsIn(
      rows.filter((row) => row.parts.data === ALL),
      false,
    );
    const specific = groupBy(
      rows.filter((row) => row.parts.data !== ALL),
      (row) => row.parts.data,
    );
    const sets = new Map<string, { systems: RoleRow[]; data: EntityId[] }>();
    for (const data of this.#byLabel([...specific.keys()])) {
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
      const covered = this.#dataAt(step).filter(({ data }) => !specific.has(data));
      const written = covered.filter(({ uses }) => uses.some(writes));
      const meant = (written.length > 0 ? written : covered).map(({ data }) => data);
      groups.push({ systems: covering, data: NONE, conflict: use === 'record' && this.#clash(covering, meant) });
    }
    return groups;
  }

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
    const rows = this.#rolesOf(step).filter((row) => row.parts.system === system);
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

  #findCaptureStates(step: EntityId): readonly PathState[] {
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
  }

  captureStates(step: EntityId): readonly PathState[] {
    return this.#captureStates(step);
  }

  #findReviewStates(step: EntityId): readonly PathState[] {
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
  }

  reviewStates(step: EntityId): readonly PathState[] {
    return this.#reviewStates(step);
  }

  dataAt(step: EntityId): readonly DataAtStep[] {
    return this.#isStep(step) ? this.#dataAt(step) : NONE;
  }

  stepsOf(data: EntityId): readonly StepOfData[] {
    return this.#stepsOf(data);
  }

  writers(data: EntityId): readonly EntityId[] {
    return this.#writers(data);
  }

  needsRecord(step: EntityId): boolean {
    const entity = this.#index.entity('step', step);
    if (entity === undefined) return false;
    return entity.regulated === true || this.dataAt(step).some(({ uses }) => uses.some(writes));
  }

  lane(step: EntityId): Lane {
    const accountable = this.#index.rows('respBySubject', step).filter((row) => row.parts.code === 'A');
    const said = accountable[0]?.parts.function;
    return accountable.length !== 1 || said === undefined || said === 'OTHER' ? 'unassigned' : said;
  }

  #findHolders(subject: string): readonly Holder[] {
    const holders = this.#index.rows('respBySubject', subject).map((row): Holder => {
      const person = this.#index.entity('person', row.parts.person);
      return {
        function: row.parts.function,
        code: row.parts.code,
        person: person !== undefined && person.function === row.parts.function ? person : null,
        row,
      };
    });
    return holders.sort(
      (a, b) =>
        HOLDING_ORDER.indexOf(a.code) - HOLDING_ORDER.indexOf(b.code) ||
        FUNCTIONS.indexOf(a.function) - FUNCTIONS.indexOf(b.function) ||
        (a.row.key < b.row.key ? -1 : 1),
    );
  }

  holders(subject: string): readonly Holder[] {
    return this.#holders(subject);
  }

  #findSpan(interfaceId: EntityId): readonly [number, number] | null {
    const entity = this.#index.entity('interface', interfaceId);
    if (entity?.fromId === undefined || entity.toId === undefined) return null;
    return spanOf(
      (data) => this.stepsOf(data),
      { from: entity.fromId, to: entity.toId },
      this.carries(interfaceId),
      (step, data, system) =>
        (['collect', 'record', ...REVIEW_USES] as const).filter((use) =>
          this.effective(step, data, use).some((role) => role.system === system),
        ),
    );
  }

  span(interfaceId: EntityId): readonly [number, number] | null {
    return this.#span(interfaceId);
  }

  carries(interfaceId: EntityId): readonly EntityId[] {
    return this.#carries(interfaceId);
  }

  scopes(interfaceId: EntityId): readonly Scope[] {
    const said = this.#index.rows('scopeByInterface', interfaceId);
    return SCOPES.filter((scope) => said.some((row) => row.parts.scope === scope));
  }
}

/**
 * Builds the relations of a snapshot, of what is agreed or of how it is today; cheap, since each look-up is computed
 * when it is first asked for.
 */
export const relate = (snapshot: Snapshot, state: BoardState = 'to-be'): Relations =>
  new BoardRelations(new BoardIndex(snapshot), remember, state);
