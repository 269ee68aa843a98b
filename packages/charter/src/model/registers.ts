/** Sections 7 to 10 of the charter: data objects, regulated outputs, the responsibility matrix, interfaces. */
import type {
  Awaiting,
  Change,
  Criticality,
  Evidence,
  Holding,
  Ownership,
  PlantFunction,
  Ref,
  ResponsibilityLine,
  ValidationState,
  Value,
} from './common.ts';

export interface DataObjectLine extends Ownership {
  readonly id: string;
  readonly label: string;
  readonly title: string | null;
  readonly category: Value<'dataObject', 'category'> | null;
  readonly regulated: boolean | null;
  readonly change: Change | null;
  readonly criticality: Criticality | null;
  /** Where the record is today; empty when nobody has said so. */
  readonly asIs: readonly Ref[];
  /** Where it will be, after parts have explained what they explain. */
  readonly systemsOfRecord: readonly Ref[];
  /** `parts`: several systems of record, each the one of a part, so no conflict. */
  readonly standing: 'one' | 'several' | 'none' | 'parts';
  readonly parts: readonly { readonly data: Ref; readonly systems: readonly Ref[] }[];
  readonly note: string | null;
  readonly evidence: Evidence;
}

export interface Citation {
  readonly text: string;
  /** `to_confirm`: cited by the board; the site has to confirm that the clause says so and applies. */
  readonly standing: 'text_known' | 'to_confirm';
  readonly evidence: Evidence;
}

export interface ApproverLine extends Holding {
  readonly meaning: 'review' | 'approval' | 'responsibility' | 'authorship' | null;
}

export interface OutputLine extends Ownership {
  readonly id: string;
  readonly label: string;
  readonly title: string | null;
  readonly kind: Value<'output', 'kind'> | null;
  readonly relevance: Value<'output', 'relevance'> | null;
  readonly citations: readonly Citation[];
  readonly feeds: readonly { readonly system: Ref; readonly data: readonly Ref[]; readonly evidence: Evidence }[];
  readonly recordSystem: Ref | null;
  readonly approvers: readonly ApproverLine[];
  readonly retentionRule: string | null;
  readonly reportLogic: Value<'output', 'reportLogic'> | null;
  readonly note: string | null;
  readonly evidence: Evidence;
}

export type Area = 'area.requirements' | 'area.data_models' | 'area.validation' | 'area.change_control';

export interface MatrixCell {
  readonly function: PlantFunction;
  /** A, V, R, C, I in this order; empty when the function has no code in the area. */
  readonly holdings: readonly ResponsibilityLine[];
  /** Why the cell is deliberately empty (or a remark beside its codes). */
  readonly note: string | null;
  readonly evidence: Evidence;
}

export interface MatrixRow {
  readonly area: Area;
  /** Operations, quality, IT; other only where somebody has given it a part. */
  readonly cells: readonly MatrixCell[];
}

export interface CriterionLine {
  readonly id: string;
  readonly label: string;
  readonly statement: string | null;
  readonly method: string | null;
  readonly about: readonly Ref[];
  readonly evidence: Evidence;
}

export interface Responsibilities {
  readonly matrix: readonly MatrixRow[];
  readonly criteria: readonly CriterionLine[];
  /** Quality accepts the criteria with its signature. */
  readonly acceptance: Awaiting<'signing'>;
}

export interface InterfaceLine extends Ownership {
  readonly id: string;
  readonly label: string;
  readonly from: Ref | null;
  readonly to: Ref | null;
  readonly data: readonly Ref[];
  readonly carriesRegulated: boolean;
  readonly mechanism: Value<'interface', 'mechanism'> | null;
  readonly transformation: Value<'interface', 'transformation'> | null;
  readonly scopes: readonly ('interface' | 'transformation' | 'reporting')[];
  readonly reconciliation: Value<'interface', 'reconciliation'> | null;
  readonly errorHandling: string | null;
  readonly status: ValidationState | null;
  readonly rationale: string | null;
  readonly change: Change | null;
  readonly note: string | null;
  readonly evidence: Evidence;
}

export interface LogicLine extends Ownership {
  readonly id: string;
  readonly label: string;
  readonly title: string | null;
  readonly step: Ref | null;
  readonly system: Ref | null;
  readonly data: readonly Ref[];
  readonly status: ValidationState | null;
  readonly evidence: Evidence;
}

export interface Interfaces {
  readonly interfaces: readonly InterfaceLine[];
  /** Change `retire`: no path any more. */
  readonly removed: readonly InterfaceLine[];
  readonly logic: readonly LogicLine[];
}
