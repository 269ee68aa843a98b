/**
 * The values that lines of a charter are made of: references with their evidence, and the honest "not known yet".
 * Field values are the document's own vocabulary; wording is the presenter's business.
 */
import type { EntityKind, Fields } from '@chartroom/domain';

/**
 * Addresses of what a line stands on, most specific record first: `step/<id>`, `role/<row key>`, `process/<field>`,
 * `board/<field>`, `text/<owner>:<field>`; what was said stands on `record/<seq>`, an entry of the record by its number. The
 * part before the first slash is the kind, the rest is the key.
 */
export type Evidence = readonly string[];

/** A part that cannot be filled yet says with what it comes; nothing is invented. */
export interface Awaiting<By extends 'session' | 'signing' = 'session' | 'signing'> {
  readonly awaits: By;
}

/** A filled-in field of an entity. */
export type Value<K extends EntityKind, F extends keyof Fields<K>> = NonNullable<Fields<K>[F]>;

export type PlantFunction = Value<'person', 'function'>;
export type OwningFunction = Exclude<PlantFunction, 'OTHER'>;
export type Change = Value<'step', 'change'>;
export type Criticality = Value<'dataObject', 'criticality'>;
export type SystemDomain = Value<'system', 'domain'>;
export type ValidationState = Value<'interface', 'status'>;

/** Why a reference leads nowhere: it points to something deleted, or to something that the document never held. */
export type Gone = 'deleted' | 'missing';

/** A mention of an entity: what people call it, and its title where the label is only a number. */
export interface Ref {
  /** `subject`: an area of responsibility or a scoping question, which are no records. */
  readonly entity: EntityKind | 'subject';
  readonly id: string;
  /** `MES`, `D4`, `R1`, `2` for the second step. */
  readonly label: string;
  /** null for kinds whose label is their name, and where nobody filled it in. */
  readonly title: string | null;
  readonly gone?: Gone;
}

export interface PersonRef {
  readonly id: string;
  /** null where the person on the board has no name yet. */
  readonly name: string | null;
  readonly function: PlantFunction | null;
  readonly jobTitle: string | null;
  readonly gone?: Gone;
}

/** Who is said to hold something, and whether the name stands: an A or V needs an active person of that very function. */
export interface Holding {
  readonly function: PlantFunction;
  readonly person: PersonRef | null;
  readonly standing: 'named' | 'nobody' | 'gone' | 'other_function';
  readonly evidence: Evidence;
}

export interface ResponsibilityLine extends Holding {
  readonly code: 'A' | 'R' | 'C' | 'V' | 'I';
}

/** Everybody with a stated part in one subject: exactly one accountable is right, none or several are printed as such. */
export interface Ownership {
  readonly accountable: readonly ResponsibilityLine[];
  /** V, R, C, I in this order. */
  readonly others: readonly ResponsibilityLine[];
}

/** A scalar of the board or the process with the place where it is typed; null while nobody has typed it. */
export interface Stated {
  readonly text: string | null;
  readonly evidence: Evidence;
}
