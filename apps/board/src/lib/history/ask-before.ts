/**
 * Records that are about to leave the board, by deletion or by merging them into others: where a reason is asked for one
 * of them it is asked before, and without one nothing happens.
 */
import { WEIGHTIES, type EntityKind, type Mutation } from '@chartroom/domain';
import { m } from '#lib/messages/index.ts';
import { titleOf } from '#lib/record/titles.ts';
import type { BoardStore } from '#lib/state/contract.ts';
import { askWhy } from './why.svelte.ts';

export interface Leaving {
  readonly kind: EntityKind;
  readonly id: string;
  /** The record that stands for it from then on; null where it is deleted. */
  readonly into: string | null;
}

type Board = Pick<BoardStore, 'entity' | 'readOnly' | 'asksBeforeLeaving'>;

const nameIn = (board: Board, kind: EntityKind, id: string): string => {
  const entity = board.entity(kind, id);
  return entity === undefined ? m.history.unknownRecord : titleOf(entity);
};

function titleFor(board: Board, leaving: readonly Leaving[]): string {
  const [one] = leaving;
  if (one === undefined || leaving.length > 1) return m.why.several(leaving.length);
  const name = nameIn(board, one.kind, one.id);
  return one.into === null ? m.why.delete(name) : m.why.merge(name, nameIn(board, one.kind, one.into));
}

/** Runs it at once where nothing is asked, or where the board takes no edits: then it says so itself. */
export function askBefore(board: Board, leaving: readonly Leaving[], run: (reason?: string) => void): void {
  const weights = board.readOnly === null ? leaving.map(({ kind, id }) => board.asksBeforeLeaving(kind, id)) : [];
  const weight = WEIGHTIES.find((one) => weights.includes(one));
  if (weight === undefined) return run();
  const asked = leaving.filter((_, at) => weights[at] !== null);
  const merges = asked.every(({ into }) => into !== null);
  askWhy({
    title: titleFor(board, asked),
    text: merges ? m.why.mergeText[weight] : m.why.deleteText[weight],
    action: merges ? m.why.mergeAction : m.why.deleteAction,
    danger: true,
    because: run,
  });
}

/** What an edit would take off the board, tried out on a copy. */
export function leavingBy(board: Pick<BoardStore, 'copy'>, mutation: Mutation): readonly Leaving[] {
  const copy = board.copy();
  try {
    const outcome = mutation(copy);
    if (!outcome.ok) return [];
    return outcome.performed.touched.flatMap(({ root, entity, key, after }): readonly Leaving[] => {
      if (entity === null || after === null) return [];
      const kind = root as EntityKind;
      if (key === 'mergedInto') return [{ kind, id: entity, into: String(after) }];
      return key === 'deletedAt' ? [{ kind, id: entity, into: null }] : [];
    });
  } finally {
    copy.destroy();
  }
}

/**
 * For edits that are not made of one record by a person: repairs, proposals, what was tried out. `done` is called once it
 * is done, and not where it was refused or the question was left.
 */
export function performAsked(
  board: Board & Pick<BoardStore, 'copy' | 'perform'>,
  mutation: Mutation,
  done: () => void,
): void {
  askBefore(board, leavingBy(board, mutation), (reason) => {
    if (board.perform(mutation, { reason }) === null) done();
  });
}
