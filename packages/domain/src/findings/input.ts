/**
 * What people said about the board, as the rules need it: the explicit second input beside the document. The record
 * projects it; until then the caller gives it. Identity is plain ids, so that this package need not know the record.
 */
import type { Ballot } from '../schema/scoping.ts';
import type { EntityId } from '../read/snapshot.ts';
import type { OwningFunction, PlantFunction } from '../schema/vocabulary.ts';
import type { RuleId } from './finding.ts';

export const ASSESSED = ['assessed', 'mitigated', 'accepted'] as const;

/**
 * Something said of a wording counts while that wording stands. Without a fingerprint it is of any: it was said before
 * words were bound, or by a text that has no record.
 */
interface OfWording {
  /** `decisionFingerprint`, `questionFingerprint` or `riskFingerprint` of the wording that was seen. */
  readonly fingerprint?: string;
}

export interface Assessment extends OfWording {
  readonly risk: EntityId;
  readonly state: (typeof ASSESSED)[number];
}
export interface QuestionAnswer extends OfWording {
  readonly question: EntityId;
}
export interface DecisionState extends OfWording {
  readonly decision: EntityId;
  readonly state: 'agreed' | 'reversed';
  /** False where somebody else than a facilitator said it: such a decision does not make the class joint. */
  readonly byFacilitator?: boolean;
}
export interface Stance extends OfWording {
  readonly decision: EntityId;
  readonly function: PlantFunction;
  readonly stance: 'agree' | 'abstain' | 'dissent';
  /** '' when none was given. */
  readonly reason: string;
}
/** A function accepts a warning as it stood; `fingerprint` binds it to the condition's inputs. */
export interface Acceptance {
  readonly rule: RuleId;
  /** `Finding.key`. */
  readonly key: string;
  readonly function: OwningFunction;
  readonly fingerprint: string;
}
export interface Member {
  readonly principal: string;
  readonly function: PlantFunction;
  readonly signer: boolean;
  /** Who of the named people this is. */
  readonly person?: EntityId;
}

/**
 * Of several entries for the same thing the last one counts. Where that one is of another wording, nothing was said of
 * the thing as it stands; of stances, which several people of a function take, those of another wording are left out first.
 */
export interface AnalysisInput {
  readonly ballots: readonly Ballot[];
  readonly assessments: readonly Assessment[];
  readonly answers: readonly QuestionAnswer[];
  readonly decisions: readonly DecisionState[];
  readonly stances: readonly Stance[];
  readonly acceptances: readonly Acceptance[];
  readonly members: readonly Member[];
}

export const NO_INPUT: AnalysisInput = Object.freeze({
  ballots: [],
  assessments: [],
  answers: [],
  decisions: [],
  stances: [],
  acceptances: [],
  members: [],
});
