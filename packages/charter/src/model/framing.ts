/** Sections 1 to 5 of the charter: title block, purpose, scope, participants, classification. */
import type { Classification as Classified } from '@chartroom/domain';
import type { Awaiting, Evidence, PlantFunction, Ref, Stated, SystemDomain, Value, OwningFunction } from './common.ts';

export type Regime = 'FDA_DRUG' | 'FDA_DEVICE' | 'EU_GMP' | 'API' | 'AERO' | 'OTHER';

/** Section 1, without state, hash and page numbers: those are no part of what is signed. */
export interface TitleBlock {
  /** `JOC-0012`, from the board's running number. */
  readonly charterNo: string;
  /** The first draft of a board is version 1; it supersedes nothing. */
  readonly version: number;
  readonly board: Stated;
  readonly process: Stated;
  readonly product: Stated;
  readonly site: Stated;
  readonly regimes: readonly { readonly regime: Regime; readonly evidence: Evidence }[];
  /** A charter takes effect with the last of its three signatures; a date is the envelope's business. */
  readonly effective: 'on_last_signature';
  readonly supersedes: string | null;
}

/** Section 2. */
export interface Purpose {
  readonly trigger: Stated;
  readonly endState: Stated;
  /** Outputs whose relevance is not internal, by name. */
  readonly outputs: readonly Ref[];
}

export interface ConstraintLine {
  readonly id: string;
  readonly label: string;
  readonly kind: Value<'constraint', 'kind'> | null;
  readonly detail: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly evidenceRef: string | null;
  readonly about: readonly Ref[];
  readonly evidence: Evidence;
}

/** Section 3. */
export interface Scope {
  readonly sponsor: Stated;
  readonly inScope: Stated;
  readonly outOfScope: Stated;
  /** Brownfield facts that this charter does not challenge. */
  readonly constraints: readonly ConstraintLine[];
}

export interface ParticipantLine {
  readonly id: string;
  readonly name: string | null;
  readonly function: PlantFunction | null;
  readonly jobTitle: string | null;
  readonly discipline: string | null;
  readonly evidence: Evidence;
}

/** Section 4: the people named on the board. Who attended, signs or stands in for somebody is in the record. */
export interface Participants {
  readonly people: readonly ParticipantLine[];
  readonly attendance: Awaiting;
  readonly signers: Awaiting;
  readonly delegations: Awaiting;
}

type Purposes = Classified['purpose'];

export interface RecordPlacement {
  readonly data: Ref;
  readonly regulated: boolean | null;
  /** None, one or several. */
  readonly systems: readonly { readonly system: Ref; readonly domain: SystemDomain | null }[];
  /** Several systems of record that no parts explain. */
  readonly conflict: boolean;
  readonly evidence: Evidence;
}

/** A function's part in the scoping questions. */
export interface VoteLine {
  readonly function: OwningFunction;
  readonly participants: number;
  readonly purpose: Purposes | null;
  /** Upper median by question; questions that the function did not answer are absent. */
  readonly medians: Readonly<Record<string, number>>;
}

/** A question on which functions are far apart, with each function's answer, and the decisions tied to it. */
export interface ContestedLine {
  readonly question: Classified['contested'][number];
  readonly by: Readonly<Partial<Record<OwningFunction, number | Purposes>>>;
  readonly decisions: readonly Ref[];
  readonly evidence: Evidence;
}

/** Section 5: what it is, by which scores and rules, and where the records lie. */
export interface Classification {
  readonly result: Classified['result'];
  readonly base: Classified['base'];
  readonly scores: Classified['scores'];
  readonly purpose: Purposes;
  readonly fired: Classified['fired'];
  readonly map: Classified['map'];
  /** Why it may still change; empty when it is final. */
  readonly provisional: Classified['provisional'];
  readonly captureChanges: boolean;
  readonly madeJointBy: Ref | null;
  readonly votes: readonly VoteLine[];
  readonly contested: readonly ContestedLine[];
  readonly systemsOfRecord: readonly {
    readonly category: Value<'dataObject', 'category'> | null;
    readonly placements: readonly RecordPlacement[];
  }[];
}
