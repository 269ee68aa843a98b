/**
 * What hangs on a record, and what a change to it would touch: shapes and vocabulary. Computed by `dependentsOf` and
 * `touches`; both only read the board.
 */
import type { SubjectRef } from '../findings/finding.ts';
import type { OwningFunction } from '../schema/vocabulary.ts';

/** Kinds of record that can be asked about. */
export const TRACEABLE = ['system', 'dataObject', 'interface', 'step', 'person'] as const;
export type Traceable = (typeof TRACEABLE)[number];

/** How something hangs on a record. */
export const WHYS = [
  /** is fed by it */
  'feed',
  /** has its record there, or at a step like that */
  'record',
  /** its data comes to the feeding system over it */
  'supply',
  /** its data comes from the feeding system to the record system over it */
  'onward',
  /** what is collected comes to the system of record over it */
  'capture',
  /** what is reviewed comes from the system of record over it */
  'review_way',
  /** is collected in it */
  'collect',
  /** is reviewed, released or audited in it */
  'review',
  /** is written at it, or writes it */
  'write',
  /** is used at it, or uses it */
  'use',
  /** begins or ends in it */
  'end',
  /** carries it, or is carried by it */
  'carry',
  /** is a part of it, or has it as a part */
  'part',
  /** has its record there today */
  'as_is',
  /** runs there, or judges by it */
  'logic',
  /** is accountable: code A */
  'answer',
  /** may refuse: code V */
  'refuse',
  /** does, is asked, is told: codes R, C, I */
  'take_part',
  /** approves the output */
  'approve',
  /** owns the use of a system */
  'process_owner',
  /** owns the availability of a system */
  'system_owner',
] as const;
export type Why = (typeof WHYS)[number];

export interface Because {
  readonly why: Why;
  /** Records in between, from the one asked about to the dependent; empty where it is direct. */
  readonly via: readonly SubjectRef[];
  /** Nothing else on the board does this for it: without the record it is gone. */
  readonly sole: boolean;
}

export interface Dependent {
  readonly ref: SubjectRef;
  /** At least one; direct ones first. */
  readonly because: readonly Because[];
}

/** Each list in the order of the board: steps by position, the others by label. */
export interface Dependents {
  readonly of: SubjectRef;
  readonly outputs: readonly Dependent[];
  readonly data: readonly Dependent[];
  readonly steps: readonly Dependent[];
  readonly interfaces: readonly Dependent[];
  readonly systems: readonly Dependent[];
  readonly logic: readonly Dependent[];
  /** `area/<area>`: areas in which a person has a code. */
  readonly areas: readonly Dependent[];
  /** `function/OPS`: functions that answer for any of this. */
  readonly functions: readonly Dependent[];
  /** People who answer for any of this, may refuse it or approve it. */
  readonly persons: readonly Dependent[];
}

/** Why a function has to sign again once a change is made. */
export const SIGN_REASONS = [
  /** it answers for a regulated output that is touched, or approves it */
  'regulated_output',
  /** it accepted a warning about a record that is touched */
  'accepted',
  /** it answers for an area of responsibility that such a change falls in, or may refuse there */
  'area',
] as const;
export type SignReason = (typeof SIGN_REASONS)[number];

export interface FunctionAsked {
  readonly function: OwningFunction;
  /** Records for which it answers (A) or which it may refuse (V), the changed one first. */
  readonly because: readonly {
    readonly why: 'answer' | 'refuse' | 'process_owner' | 'system_owner';
    readonly at: SubjectRef;
  }[];
}
export interface FunctionSigning {
  readonly function: OwningFunction;
  readonly because: readonly { readonly reason: SignReason; readonly at: SubjectRef }[];
}

export interface Touches {
  readonly of: SubjectRef;
  readonly outputs: readonly Dependent[];
  readonly interfaces: readonly Dependent[];
  /** Functions that must be asked before, in the order operations, quality, IT. */
  readonly asks: readonly FunctionAsked[];
  /** Functions whose later signature stands on what changes. */
  readonly signs: readonly FunctionSigning[];
}
