/** Sections 11 to 14 of the charter: impact duties, decisions, open items, change control. */
import type { Criticality, Evidence, OwningFunction, PersonRef, Ref, Value } from './common.ts';
import type { Answer, Assessment, Decided, StanceLine } from './said.ts';

export interface DutyLine {
  readonly id: string;
  readonly label: string;
  readonly kind: Value<'risk', 'kind'> | null;
  readonly dutyFunction: OwningFunction | null;
  readonly severity: Criticality | null;
  readonly likelihood: Criticality | null;
  readonly detectability: Criticality | null;
  readonly due: string | null;
  readonly about: readonly Ref[];
  readonly note: string | null;
  /** null while nobody has assessed it. */
  readonly assessment: Assessment | null;
  readonly evidence: Evidence;
}

/** Section 11: ordered by kind, then duty function. */
export interface ImpactDuties {
  readonly duties: readonly DutyLine[];
}

export interface DecisionLine {
  readonly id: string;
  readonly label: string;
  /** Verbatim. */
  readonly statement: string | null;
  readonly rationale: string | null;
  readonly about: readonly Ref[];
  readonly note: string | null;
  /** null while nobody has recorded an outcome. */
  readonly decided: Decided | null;
  /** True where the wording that stands here is the one that was agreed. */
  readonly agreed: boolean;
  /** The last word of each person, by function, then in the order in which they were said. */
  readonly stances: readonly StanceLine[];
  readonly evidence: Evidence;
}

/** Section 12. */
export interface Decisions {
  readonly decisions: readonly DecisionLine[];
}

export interface QuestionLine {
  readonly id: string;
  readonly label: string;
  readonly text: string | null;
  readonly toFunction: OwningFunction | null;
  readonly due: string | null;
  readonly about: readonly Ref[];
  /** null while nobody has answered. */
  readonly answer: Answer | null;
  readonly evidence: Evidence;
}

export interface ActionLine {
  readonly id: string;
  readonly label: string;
  readonly text: string | null;
  readonly person: PersonRef | null;
  readonly due: string | null;
  readonly about: readonly Ref[];
  readonly evidence: Evidence;
}

/** A record of the document that this version keeps but cannot read. */
export interface IrregularLine {
  readonly root: string;
  readonly key: string;
  readonly kind: 'nonconforming' | 'newer';
  readonly reason: string;
}

/** Section 13. */
export interface OpenItems {
  readonly questions: readonly QuestionLine[];
  readonly actions: readonly ActionLine[];
  readonly irregular: readonly IrregularLine[];
}

export interface ReferenceLine {
  readonly id: string;
  readonly label: string;
  readonly title: string | null;
  readonly docNumber: string | null;
  readonly url: string | null;
  readonly about: readonly Ref[];
  readonly evidence: Evidence;
}

export type RevisionTrigger =
  'system_of_record' | 'accountable' | 'output' | 'interface' | 'classification' | 'signer_function' | 'cited_rule';

/** Section 14. */
export interface ChangeControl {
  readonly triggers: readonly RevisionTrigger[];
  /** Months after the charter takes effect, at most. */
  readonly reviewWithinMonths: number;
  /** Documents of the plant's own quality system. */
  readonly references: readonly ReferenceLine[];
}
