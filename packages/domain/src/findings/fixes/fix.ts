/** What a fix is, and how a repair finds what it is about. */
import { readMutation, type NamedMutation } from '../../mutate/by-name.ts';
import type { Mutation } from '../../mutate/change.ts';
import { together } from '../../mutate/perform.ts';
import type { EntityId } from '../../read/snapshot.ts';
import type { Facts } from '../facts.ts';
import type { Finding, RuleId, SubjectRef } from '../finding.ts';

export const FIX_KINDS = [
  'name-record',
  'keep-record',
  'add-interface',
  'carry-data',
  'review-in-record',
  'unlink',
  'clear-field',
  'merge',
  'keep-accountable',
  'name-person',
  'give-code',
  'add-approver',
  'feed-from-record',
  'name-approver',
  'set-meaning',
  'report-in-scope',
  'report-not-applicable',
  'scope-interface',
  'scope-transformation',
  'reconcile',
  'enter-risk',
  'keep-system',
  'enter-decision',
] as const;
export type FixKind = (typeof FIX_KINDS)[number];

export interface Fix {
  /** Stable within its finding. */
  readonly id: string;
  readonly kind: FixKind;
  /** What its wording names, in the order of the words: systems, data, persons, codes. */
  readonly names: readonly SubjectRef[];
  /** What it does, as data: the way in which it can be proposed instead of done. */
  readonly calls: readonly NamedMutation[];
  readonly mutation: Mutation;
}

function mutationOf(call: NamedMutation): Mutation {
  const read = readMutation(call);
  if (!read.ok) throw new Error(`${call.name} cannot be read: ${read.fault.kind} ${read.fault.argument}`);
  return read.value.mutation;
}

/** A fix of one or several mutations, done as one edit of this name. */
export function fixOf(what: Pick<Fix, 'id' | 'kind' | 'names'>, calls: readonly NamedMutation[], name = 'fix'): Fix {
  const [only, ...more] = calls.map(mutationOf);
  return { ...what, calls, mutation: only && more.length === 0 ? only : together(name, calls.map(mutationOf)) };
}

/** The repairs that one rule offers, as the board stands. */
export type Fixer = (facts: Facts, finding: Finding) => readonly Fix[];
export type Fixers = Readonly<Partial<Record<RuleId, Fixer>>>;

export const idOf = (ref: SubjectRef | undefined): EntityId => (ref ?? '').slice((ref ?? '').indexOf('/') + 1);
/** Id of what the rule was asked of. */
export const first = (finding: Finding): EntityId => idOf(finding.subjects[0]);
