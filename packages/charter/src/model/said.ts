/** What somebody said, as the record holds it: who, for which function, when, and of which wording. */
import type { Evidence, OwningFunction, PlantFunction } from './common.ts';

/** Somebody of whom the record speaks. */
export interface Speaker {
  readonly principal: string;
  /** As the record called them when they said it; null where it never named them. */
  readonly name: string | null;
}

/** Whose word it is: identity, function and time are the server's. */
export interface Attribution {
  readonly by: Speaker;
  /** For which they spoke then. */
  readonly function: PlantFunction;
  /** ISO 8601 UTC. */
  readonly at: string;
  /** The entry of the record: `record/<seq>`. */
  readonly evidence: Evidence;
}

/**
 * Whether what was said is said of the wording that the board has now. `earlier`: of another one, so it is shown and does
 * not count. `unbound`: the record does not hold of which wording it was said.
 */
export type Wording = 'current' | 'earlier' | 'unbound';

/** Of an impact duty. */
export interface Assessment extends Attribution {
  readonly state: 'assessed' | 'mitigated' | 'accepted';
  /** Verbatim. */
  readonly rationale: string;
  /** The risk that is left; null where nobody has rated it. */
  readonly residual: 'high' | 'medium' | 'low' | null;
  readonly wording: Wording;
}

/** The last word on a decision. */
export interface Decided extends Attribution {
  readonly state: 'agreed' | 'reversed';
  readonly reason: string | null;
  readonly wording: Wording;
}

export interface StanceLine extends Attribution {
  readonly stance: 'agree' | 'abstain' | 'dissent';
  /** Verbatim. */
  readonly reason: string | null;
  readonly wording: Wording;
}

export interface Answer extends Attribution {
  /** Verbatim. */
  readonly text: string;
  readonly wording: Wording;
}

/** A function's acceptance of a warning, or of a question as open. */
export interface AcceptanceLine extends Attribution {
  readonly function: OwningFunction;
  /** Verbatim. */
  readonly rationale: string;
  readonly due: string | null;
  /** What the finding stands on is another thing now: the acceptance counts no more. */
  readonly lapsed: boolean;
}

/** A function's own word on whether it is ready for review. It is workflow: no part of what is signed. */
export interface Readiness extends Attribution {
  readonly ready: boolean;
  readonly note: string | null;
  /** Day until which it was said. */
  readonly until: string | null;
}
