/**
 * The charter as one value: the payload that is hashed and signed, and the envelope around it (DOMAIN sections 5 and 6).
 * The single source of every format; renderers work from `present(charter)` and never from the document.
 */

/** Addresses of the records that a line stands on, e.g. `step/01H...`, `role/<key>`: the evidence. */
export type Evidence = readonly string[];

/** A section that cannot be filled yet says what it waits for; nothing is invented. */
export interface Awaiting {
  readonly awaits: 'record' | 'findings' | 'classification';
}

export interface PersonName {
  readonly id: string;
  readonly name: string;
  readonly function: string;
}

export interface TitleBlock {
  /** JOC-0012 */
  readonly charterNo: string;
  readonly version: number;
  readonly process: string;
  readonly product: string;
  readonly site: string;
  readonly regimes: readonly string[];
  readonly effectiveDate: string | null;
  readonly supersedes: string | null;
}

export interface SystemUse {
  readonly system: string;
  /** Data objects it is meant for; empty for all of the step's data. */
  readonly data: readonly string[];
  readonly uses: readonly string[];
}

export interface ResponsibilityLine {
  readonly code: string;
  readonly function: string;
  readonly person: PersonName | null;
}

export interface StepLine {
  readonly id: string;
  readonly position: number;
  readonly title: string;
  readonly kind: string | null;
  readonly regulated: boolean | null;
  readonly collects: readonly SystemUse[];
  readonly record: readonly SystemUse[];
  readonly review: readonly SystemUse[];
  readonly dataIn: readonly string[];
  readonly dataOut: readonly { readonly data: string; readonly use: string }[];
  readonly accountable: readonly ResponsibilityLine[];
  readonly others: readonly ResponsibilityLine[];
  readonly change: string | null;
  readonly driver: string | null;
  readonly evidence: Evidence;
}
