/** Sections 1 to 5 of the charter: title block, purpose, scope, participants, classification. */
import type { Classification as Classified } from '@chartroom/domain';
import type {
  Awaiting,
  Evidence,
  Holding,
  OwningFunction,
  PlantFunction,
  Ref,
  Stated,
  SystemDomain,
  Value,
} from './common.ts';
import type { Speaker } from './said.ts';

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

/**
 * Somebody who takes part, as the record says it. `person` is who of the people named on the board they are; `standing` tells
 * whether that name is there and of the function for which they take part.
 */
export interface MemberLine extends Holding {
  readonly member: Speaker;
  readonly role: 'facilitator' | 'contributor' | 'commenter' | 'viewer';
  readonly signer: boolean;
  /** Came by link, without an account. */
  readonly guest: boolean;
  readonly discipline: string | null;
  readonly jobTitle: string | null;
}

/** Who signs for a function: one is right, none or several are printed as such. */
export interface SignerLine {
  readonly function: OwningFunction;
  readonly signers: readonly Speaker[];
  readonly evidence: Evidence;
}

/** Section 4: the people named on the board, and who takes part in it. */
export interface Participants {
  readonly people: readonly ParticipantLine[];
  /** By function, then in the order in which they came to the board. */
  readonly members: readonly MemberLine[];
  readonly signers: readonly SignerLine[];
  readonly attendance: Awaiting<'session'>;
  readonly delegations: Awaiting<'signing'>;
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
  /** Those of them that are agreed as they are worded, by id. */
  readonly agreed: readonly string[];
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
  /** People answer the scoping questions in a session; what stands above is of answers that came from elsewhere. */
  readonly ballots: Awaiting<'session'>;
  readonly contested: readonly ContestedLine[];
  readonly systemsOfRecord: readonly {
    readonly category: Value<'dataObject', 'category'> | null;
    readonly placements: readonly RecordPlacement[];
  }[];
}
