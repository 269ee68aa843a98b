/** A board's title is a value of its document: renaming is an edit like any other, in the name of whoever asked. */
import { type Outcome, setSingleField } from '@chartroom/domain';
import type { Actor } from '../db/principals.ts';
import type { Documents } from './documents.ts';

export type Renaming =
  { readonly kind: 'renamed' } | { readonly kind: 'unchanged' } | { readonly kind: 'refused'; readonly reason: string };

const refusalOf = (outcome: Outcome | undefined): string | null => {
  if (outcome === undefined || outcome.ok) return null;
  switch (outcome.refusal.kind) {
    case 'unchanged':
      return null;
    case 'invalid-value':
      return outcome.refusal.reason;
    case 'unknown-entity':
      throw new Error(`A board's title names no entity, but ${outcome.refusal.id} was not found.`);
  }
};

/** Resolves when the new title is durable. Rejects with `LogFailure` when it could not be stored. */
export const renameBoard = async (
  documents: Documents,
  board: string,
  actor: Actor,
  title: string,
): Promise<Renaming> => {
  const tried: Outcome[] = [];
  const edited = await documents.edit(board, actor, (doc) => {
    tried.push(setSingleField('board', 'title', title)(doc));
  });
  const reason = refusalOf(tried.at(-1)) ?? (edited.kind === 'refused' ? edited.detail : null);
  if (reason !== null) return { kind: 'refused', reason };
  return edited.kind === 'committed' ? { kind: 'renamed' } : { kind: 'unchanged' };
};
