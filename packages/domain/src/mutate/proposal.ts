/**
 * A change that somebody proposed and somebody else applies: all of it or nothing, and only while what it meant to
 * change still stands. Tried on a copy first, so that a refusal in the middle leaves nothing half done.
 */
import type * as Y from 'yjs';
import { readMutation, type NamedMutation, type ReadMutation, type Standing, type Unreadable } from './by-name.ts';
import type { Mutation, Refusal } from './change.ts';
import { standingFor } from './lookup.ts';
import { together } from './perform.ts';

export type Obstacle =
  | Unreadable
  /** A record that it changes or names is not on the board any more. */
  | { readonly kind: 'gone'; readonly entity: string; readonly id: string }
  /** Something else stands there than when it was proposed; `at` is the place of the mutation in the list. */
  | ({ readonly kind: 'changed'; readonly at: number } & Standing)
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** The board says all of it already. */
  | { readonly kind: 'done' };

export type Proposal =
  { readonly ok: true; readonly mutation: Mutation } | { readonly ok: false; readonly obstacle: Obstacle };

const not = (obstacle: Obstacle): Proposal => ({ ok: false, obstacle });
const same = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, index) => one === b[index]);

/**
 * What would apply a proposal to a document of which `copy` is a copy, or why that cannot be. The copy is changed; throw it away.
 */
export function proposalOn(copy: Y.Doc, mutations: readonly NamedMutation[]): Proposal {
  const read: ReadMutation[] = [];
  for (const one of mutations) {
    const reading = readMutation(one);
    if (!reading.ok) return not(reading.fault);
    read.push(reading.value);
  }
  for (const { about } of read)
    if (about !== null && standingFor(copy, [about[0]], about[1])?.state !== 'live')
      return not({ kind: 'gone', entity: about[0], id: about[1] });
  const standings = read.map((one) => one.standing(copy));
  let refusal: Refusal | null = null;
  let changes = false;
  for (const { mutation } of read) {
    const outcome = mutation(copy);
    if (outcome.ok) changes = true;
    else if (outcome.refusal.kind !== 'unchanged') refusal ??= outcome.refusal;
  }
  if (refusal === null && !changes) return not({ kind: 'done' });
  for (const [at, standing] of standings.entries())
    if (standing !== null && !same(standing.expected, standing.found)) return not({ kind: 'changed', at, ...standing });
  if (refusal?.kind === 'unknown-entity') return not({ kind: 'gone', entity: refusal.entity, id: refusal.id });
  if (refusal !== null) return not({ kind: 'refused', refusal });
  return {
    ok: true,
    mutation: together(
      'applyProposal',
      read.map((one) => one.mutation),
    ),
  };
}
