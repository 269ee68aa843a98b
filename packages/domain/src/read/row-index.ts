/**
 * Rows of a snapshot indexed by what the rules ask for: roles by step, step data, carried data, parts, holders.
 * Only live ends count: a row that points to nothing live is left to rule M10.
 */
import type { DataUse, RoleUse } from '../schema/vocabulary.ts';
import { DATA_USES, WRITING_USES } from '../schema/vocabulary.ts';
import type { Entity, EntityId, Row, Snapshot } from './snapshot.ts';

export const ALL = '*';

export function indexBy<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const index = new Map<string, T[]>();
  for (const item of items) append(index, key(item), item);
  return index;
}

function append<T>(index: Map<string, T[]>, key: string, item: T): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [item]);
  else list.push(item);
}

export const NONE: readonly never[] = Object.freeze([]);

/** Data objects by number, then id: the order of their labels. */
function byLabel(a: Entity<'dataObject'>, b: Entity<'dataObject'>): number {
  return (a.number ?? Infinity) - (b.number ?? Infinity) || (a.id < b.id ? -1 : 1);
}

export interface DataAtStep {
  readonly data: EntityId;
  readonly uses: readonly DataUse[];
}

/** A step where a data object is written or used. */
export interface StepOfData {
  readonly step: EntityId;
  readonly position: number;
  readonly written: boolean;
}

export class RowIndex {
  readonly steps: readonly Entity<'step'>[];
  readonly position: ReadonlyMap<EntityId, number>;
  /** Live data objects: id -> rank in label order. */
  readonly dataRank: ReadonlyMap<EntityId, number>;
  readonly #rolesByStep: ReadonlyMap<string, readonly Row<'role'>[]>;
  readonly #dataByStep: ReadonlyMap<string, readonly DataAtStep[]>;
  readonly #writersByData: ReadonlyMap<EntityId, readonly EntityId[]>;
  readonly #stepsByData = new Map<EntityId, StepOfData[]>();
  readonly partsByWhole: ReadonlyMap<EntityId, readonly EntityId[]>;

  constructor(snapshot: Snapshot) {
    this.steps = snapshot.entities.step.filter((step) => step.state === 'live');
    this.position = new Map(this.steps.map((step, index) => [step.id, index]));
    const data = snapshot.entities.dataObject.filter((entity) => entity.state === 'live').sort(byLabel);
    this.dataRank = new Map(data.map((entity, rank) => [entity.id, rank]));
    const roles = snapshot.rows.role.filter((row) => row.dangling.length === 0);
    this.#rolesByStep = indexBy(roles, (row) => row.parts.step);
    this.#dataByStep = this.#stepData(snapshot);
    this.#writersByData = this.#writers();
    const parts = snapshot.rows.part.filter((row) => row.dangling.length === 0 && row.parts.part !== row.parts.whole);
    this.partsByWhole = new Map(
      [...indexBy(parts, (row) => row.parts.whole)].map(([whole, rows]) => [whole, rows.map((row) => row.parts.part)]),
    );
  }

  #stepData(snapshot: Snapshot): ReadonlyMap<string, readonly DataAtStep[]> {
    const rows = snapshot.rows.stepData.filter((row) => row.dangling.length === 0);
    const lists = new Map<string, readonly DataAtStep[]>();
    for (const [step, atStep] of indexBy(rows, (row) => row.parts.step)) {
      const uses = indexBy(atStep, (row) => row.parts.data);
      const list = [...uses].map(([data, said]) => ({
        data,
        uses: DATA_USES.filter((use) => said.some((row) => row.parts.use === use)),
      }));
      lists.set(
        step,
        list.sort((a, b) => this.rank(a.data) - this.rank(b.data)),
      );
    }
    return lists;
  }

  #writers(): ReadonlyMap<EntityId, readonly EntityId[]> {
    const writers = new Map<EntityId, EntityId[]>();
    for (const [position, step] of this.steps.entries()) {
      for (const { data, uses } of this.dataAt(step.id)) {
        const written = uses.some(writes);
        append(this.#stepsByData, data, { step: step.id, position, written });
        if (written) append(writers, data, step.id);
      }
    }
    return writers;
  }

  rank(data: EntityId): number {
    return this.dataRank.get(data) ?? Infinity;
  }

  /** Live role rows of a step (or of `*`), in key order. */
  rolesAt(step: string): readonly Row<'role'>[] {
    return this.#rolesByStep.get(step) ?? NONE;
  }

  rolesOf(step: string, uses: readonly RoleUse[]): readonly Row<'role'>[] {
    return this.rolesAt(step).filter((row) => uses.includes(row.parts.use));
  }

  dataAt(step: EntityId): readonly DataAtStep[] {
    return this.#dataByStep.get(step) ?? NONE;
  }

  /** The steps where a data object is, in process order. */
  stepsOf(data: EntityId): readonly StepOfData[] {
    return this.#stepsByData.get(data) ?? NONE;
  }

  writersOf(data: EntityId): readonly EntityId[] {
    return this.#writersByData.get(data) ?? NONE;
  }
}

export const writes = (use: DataUse): boolean => (WRITING_USES as readonly DataUse[]).includes(use);
