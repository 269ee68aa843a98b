/** What the classification says and why (DOMAIN section 3). Plain values; computed by `classify`. */
import type { OwningFunction } from '../schema/vocabulary.ts';
import type { EntityId } from '../read/snapshot.ts';
import type { Answer, Axis, Contestable, InitiativeClass, Purpose, Question } from '../schema/scoping.ts';

export const SCORE_RULES = ['T1', 'T2', 'T3', 'T4', 'T5'] as const;
export const MAP_RULES = ['B0', 'B1', 'B2', 'B3'] as const;
export type ScoreRule = (typeof SCORE_RULES)[number];
export type MapRule = (typeof MAP_RULES)[number];

/** `B0`: too few changed regulated data objects have one system of record; a function: it lacks a participant who answered. */
export type ProvisionalReason = 'B0' | OwningFunction;

export interface Medians {
  readonly question: Question;
  /** Upper median a function; a function that did not answer is absent. */
  readonly by: Readonly<Partial<Record<OwningFunction, Answer>>>;
  /** The functions' medians are two or more apart. */
  readonly contested: boolean;
  /** Functions within which the answers are two or more apart. */
  readonly split: readonly OwningFunction[];
}

/** The map's part: what the brownfield rules counted. */
export interface MapCount {
  /** Changed regulated data objects. */
  readonly objects: number;
  /** Of these, those with exactly one system of record. */
  readonly settled: number;
  /** Of the settled ones, by domain of the system. */
  readonly domains: Readonly<Record<'X' | 'Q' | 'E' | 'N', number>>;
  /** Those whose systems of record lie in different domains (rule B2). */
  readonly across: readonly EntityId[];
}

export interface Classification {
  readonly ruleset: number;
  readonly result: InitiativeClass;
  /** By scores and purpose alone, before the map. */
  readonly base: InitiativeClass;
  /** Rounded half up, 0 to 100; the rules compare the exact values. */
  readonly scores: Readonly<Record<Axis, number>>;
  readonly purpose: Purpose;
  /** Purpose by function; a function that chose none is absent. */
  readonly purposes: Readonly<Partial<Record<OwningFunction, Purpose>>>;
  readonly fired: readonly ScoreRule[];
  readonly map: readonly MapRule[];
  readonly count: MapCount;
  readonly medians: readonly Medians[];
  /** `P` first, then in the order of the questionnaire. */
  readonly contested: readonly Contestable[];
  readonly split: readonly { readonly question: Question; readonly function: OwningFunction }[];
  /** Empty when the classification is final. */
  readonly provisional: readonly ProvisionalReason[];
  /** A lead other than joint, although somebody says that recording changes: treat recording as joint. */
  readonly captureChanges: boolean;
  /** The agreed decision by which a facilitator made it joint; null when there is none. */
  readonly madeJointBy: EntityId | null;
  /** Ballots counted, by function. */
  readonly participants: Readonly<Record<OwningFunction, number>>;
}
