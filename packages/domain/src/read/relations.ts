/**
 * What the rules and the map derive from a snapshot (DOMAIN section 2, "Derived"), as one value with lazy, memoised
 * look-ups: effective roles, systems of record, paths, lanes, owners. Pure; built by `relate(snapshot)`.
 */
import type { Entity, EntityId, Row } from './snapshot.ts';
import type { DataUse, PlantFunction, Responsibility, RoleUse, Scope } from '../schema/vocabulary.ts';

/** One system in a role at a step, with the rows that say so. */
export interface EffectiveRole {
  readonly system: EntityId;
  /** True when a row names this data object, false when a `*` row covers it. */
  readonly specific: boolean;
  readonly rows: readonly Row<'role'>[];
}

/** A directed way for one data object: the interfaces in order; empty when both ends are the same system. */
export type Path = readonly EntityId[];

export interface Holder {
  readonly function: PlantFunction;
  readonly code: Responsibility;
  /** null where the row names nobody (`-`) or somebody who is missing, deleted or of another function. */
  readonly person: Entity<'person'> | null;
  readonly row: Row<'resp'>;
}

/** One cell of the strip: what stands in a role at a step, grouped by the data it is for. */
export interface SlotGroup {
  readonly systems: readonly EffectiveRole[];
  /** Data objects this group is for; empty means all of the step's data. */
  readonly data: readonly EntityId[];
  /** Two or more systems of record for the same data object that parts do not explain. */
  readonly conflict: boolean;
}

export type PathState =
  /** the same system on both ends */
  | { readonly kind: 'same'; readonly from: EntityId; readonly to: EntityId; readonly data: EntityId }
  | {
      readonly kind: 'path';
      readonly from: EntityId;
      readonly to: EntityId;
      readonly data: EntityId;
      readonly interfaces: Path;
    }
  | { readonly kind: 'broken'; readonly from: EntityId; readonly to: EntityId; readonly data: EntityId };

export type Lane = 'OPS' | 'QUA' | 'IT' | 'unassigned';

export interface DataAtStep {
  readonly data: EntityId;
  readonly uses: readonly DataUse[];
}

/** A step where a data object is written or used. */
export interface StepOfData {
  readonly step: EntityId;
  /** 0-based, in process order. */
  readonly position: number;
  readonly written: boolean;
}

/** What is agreed, or how it is today. */
export type BoardState = 'to-be' | 'as-is';

export interface Relations {
  /** eff(s,d,role): data-specific rows, else `*` rows. */
  effective(step: EntityId, data: EntityId, use: RoleUse): readonly EffectiveRole[];
  /** All rows of a role at a step, grouped for display: one group for `*`, one a data object or set with its own systems. */
  slot(step: EntityId, use: 'collect' | 'record' | 'review'): readonly SlotGroup[];
  /** Which of review, release and audit are said of a system at a step. */
  reviewUses(step: EntityId, system: EntityId): readonly RoleUse[];
  /**
   * SoR(d) after parts are explained away; sorted by id. Where parts explain all of several systems, they are all
   * returned: the whole lives in them, in agreement.
   */
  systemsOfRecord(data: EntityId): readonly EntityId[];
  /** Two or more systems of record that parts do not explain, over all steps and declarations (rule M02). */
  inConflict(data: EntityId): boolean;
  /** path(a,b,d): [] when a = b, else the shortest chain of interfaces that are not retired and carry d; null when there is none. */
  path(from: EntityId, to: EntityId, data: EntityId): Path | null;
  /** For each data object written at the step: collect -> record (to the nearest record system of the step, else any SoR). */
  captureStates(step: EntityId): readonly PathState[];
  /** For each data object at the step: SoR -> review system. */
  reviewStates(step: EntityId): readonly PathState[];
  /** Step data: rows by data object, in label order. */
  dataAt(step: EntityId): readonly DataAtStep[];
  /** Steps where a data object is written or used, in process order. */
  stepsOf(data: EntityId): readonly StepOfData[];
  /** Steps that write a data object, in process order. */
  writers(data: EntityId): readonly EntityId[];
  /** True when the step is regulated or writes data, so that a missing record system is a gap. */
  needsRecord(step: EntityId): boolean;
  /** Function of the single accountable; none or several give `unassigned`. */
  lane(step: EntityId): Lane;
  /** Who holds a code on a subject (entity id or area), A first, then V, R, C, I. */
  holders(subject: string): readonly Holder[];
  /** First and last step position (0-based) between which an interface runs: where its data leaves and where it arrives; null when no step uses it. */
  span(interfaceId: EntityId): readonly [number, number] | null;
  /** Data objects carried, in label order. */
  carries(interfaceId: EntityId): readonly EntityId[];
  /** Which of interface, transformation and reporting logic are in the validation scope. */
  scopes(interfaceId: EntityId): readonly Scope[];
}
