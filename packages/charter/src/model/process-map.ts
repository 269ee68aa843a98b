/** Section 6 of the charter: the steps with the three system roles, the branches, and the systems on the map. */
import type { Change, Evidence, Ownership, OwningFunction, PersonRef, Ref, Value } from './common.ts';

export type RoleUse = 'collect' | 'record' | 'review' | 'release' | 'audit';
export type DataUse = 'create' | 'update' | 'decide' | 'use';

/** Systems that stand in one role at a step, for some of its data or (empty `data`) for all of it. */
export interface RoleGroup {
  readonly systems: readonly { readonly system: Ref; readonly uses: readonly RoleUse[] }[];
  readonly data: readonly Ref[];
  /** Several systems of record for the same data object: stays visible until one is withdrawn. */
  readonly conflict: boolean;
  readonly evidence: Evidence;
}

/** A data object that would have to travel but has no way on the map: no interface (or chain of them) carries it. */
export interface MissingPath {
  readonly purpose: 'record' | 'review';
  readonly data: Ref;
  readonly from: Ref;
  readonly to: Ref;
}

export interface StepLine extends Ownership {
  readonly id: string;
  /** From 1, in process order. */
  readonly position: number;
  readonly title: string | null;
  readonly kind: Value<'step', 'kind'> | null;
  readonly momCategory: Value<'step', 'momCategory'> | null;
  readonly regulated: boolean | null;
  readonly capture: Value<'step', 'capture'> | null;
  readonly collects: readonly RoleGroup[];
  readonly record: readonly RoleGroup[];
  /** Review, release and audit together; `uses` says which. */
  readonly review: readonly RoleGroup[];
  /** True when the step is regulated or writes data and no system of record is named. */
  readonly recordMissing: boolean;
  readonly missingPaths: readonly MissingPath[];
  readonly dataIn: readonly Ref[];
  readonly dataOut: readonly { readonly data: Ref; readonly uses: readonly DataUse[] }[];
  readonly change: Change | null;
  readonly driver: OwningFunction | null;
  readonly note: string | null;
  readonly evidence: Evidence;
}

export interface BranchLine {
  readonly from: Ref;
  readonly to: Ref;
  readonly condition: string | null;
  readonly evidence: Evidence;
}

export interface SystemLine {
  readonly id: string;
  readonly name: string | null;
  readonly aliases: readonly string[];
  readonly kind: Value<'system', 'kind'> | null;
  readonly domain: Value<'system', 'domain'> | null;
  readonly isaLevel: number | null;
  readonly gampCategory: Value<'system', 'gampCategory'> | null;
  readonly validated: Value<'system', 'validated'> | null;
  readonly auditTrail: Value<'system', 'auditTrail'> | null;
  readonly lifecycle: Value<'system', 'lifecycle'> | null;
  readonly plannedAction: Value<'system', 'plannedAction'> | null;
  readonly processOwner: PersonRef | null;
  readonly systemOwner: PersonRef | null;
  readonly note: string | null;
  readonly evidence: Evidence;
}

export interface ProcessMap {
  readonly steps: readonly StepLine[];
  /** Without branches the order of the steps is the flow. */
  readonly branches: readonly BranchLine[];
  readonly systems: readonly SystemLine[];
}
