/**
 * How the process is today and how it is agreed to become, side by side: what stays, what comes, what goes, and where
 * nobody has said how it is today. One plain, deeply frozen value; made by `compareStates`.
 */
import type { EntityId } from '../read/snapshot.ts';
import type { RoleUse } from '../schema/vocabulary.ts';

export const COMPARED_ROLES = ['collect', 'record', 'review'] as const;
/** `review` stands for review, release and audit, as in the rules. */
export type ComparedRole = (typeof COMPARED_ROLES)[number];

/** `agreed`: it will be there; whether it is today, nobody has said. */
export type Movement = 'leaves' | 'arrives' | 'stays' | 'agreed';

export interface ComparedSystem {
  readonly system: EntityId;
  readonly movement: Movement;
  /** Data objects this is said of, in label order; empty when it is said of all of the step's data. */
  readonly data: readonly EntityId[];
  /** Which of review, release and audit, today and as agreed; empty in the other roles. */
  readonly usesToday: readonly RoleUse[];
  readonly usesToBe: readonly RoleUse[];
}

export interface RoleComparison {
  readonly role: ComparedRole;
  /** `stated`: somebody has said it. `absent`: the step is new, so nothing has the role today. `unknown`: nobody has said. */
  readonly today: 'stated' | 'absent' | 'unknown';
  /** What leaves, what arrives, what stays, what is agreed with today unknown. */
  readonly systems: readonly ComparedSystem[];
  /** Something leaves, arrives, or is used for something else. */
  readonly changed: boolean;
}

export interface StepComparison {
  readonly step: EntityId;
  readonly fate: 'kept' | 'new' | 'gone';
  readonly roles: Readonly<Record<ComparedRole, RoleComparison>>;
  /** Roles whose state today somebody still has to say. */
  readonly unknown: readonly ComparedRole[];
  readonly changed: boolean;
}

export interface DataComparison {
  readonly data: EntityId;
  /** Systems of record today; empty where nobody has said. */
  readonly today: readonly EntityId[];
  /** Where that is said: in today's roles, in the data object's own field, or nowhere. */
  readonly saidBy: 'roles' | 'field' | null;
  readonly toBe: readonly EntityId[];
  /** `comes` and `goes` by the data object's own change; `open`: held somewhere today, no home agreed yet. */
  readonly movement: 'stays' | 'moves' | 'comes' | 'goes' | 'open' | 'unknown';
}

export interface InterfaceComparison {
  readonly interface: EntityId;
  readonly fate: 'kept' | 'changed' | 'new' | 'gone';
}

export interface SystemComparison {
  readonly system: EntityId;
  readonly fate: 'kept' | 'new' | 'replaced' | 'retired';
  /** Steps in whose roles it is, in process order; `*` last where it is declared outside any step. */
  readonly stepsToday: readonly string[];
  readonly stepsToBe: readonly string[];
  /** It has a role today and none as agreed, whatever its planned action says. */
  readonly losesAllRoles: boolean;
}

/** A record that moves: a data object with the step that writes it, or a step that has no data yet. */
export interface RecordMove {
  readonly data: EntityId | null;
  readonly step: EntityId | null;
}

/** The places behind each count, in the order in which they stand on the board. */
export interface ComparisonSummary {
  readonly records: readonly RecordMove[];
  /** Steps whose collecting or reviewing systems change. */
  readonly otherRoles: readonly { readonly step: EntityId; readonly role: ComparedRole }[];
  readonly systemsRetired: readonly EntityId[];
  readonly systemsReplaced: readonly EntityId[];
  readonly systemsNew: readonly EntityId[];
  readonly interfacesGone: readonly EntityId[];
  readonly interfacesNew: readonly EntityId[];
  readonly interfacesChanged: readonly EntityId[];
  readonly stepsGone: readonly EntityId[];
  readonly stepsNew: readonly EntityId[];
  /** Steps of which somebody still has to say how it is today. */
  readonly unknown: readonly EntityId[];
}

export interface StateComparison {
  /** In process order. */
  readonly steps: readonly StepComparison[];
  readonly data: readonly DataComparison[];
  readonly interfaces: readonly InterfaceComparison[];
  readonly systems: readonly SystemComparison[];
  readonly summary: ComparisonSummary;
}
