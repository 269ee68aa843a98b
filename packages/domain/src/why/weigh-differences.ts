/** Which reasons an update asks for, from what it changed and the state that it led to. */
import type { Place, TrailValue } from '../trail/change.ts';
import type { Difference } from '../trail/follow.ts';
import type { TrailState } from '../trail/state.ts';
import { weighEdit } from './asks-why.ts';
import { boardBefore } from './board-before.ts';
import type { Alteration, Board, Weighty } from './weighty.ts';

/** A state of the trail as the rule asks about it. */
export const boardOfState = (state: TrailState): Board => ({
  field: (kind, id, field) => state.value({ root: kind, key: id, field }),
  has: (kind, id) => state.has(kind, id),
  ids: (kind) => state.ids(kind),
  rows: (kind) => state.rows(kind),
});

/** Taken out of the document, it is gone from the board as a deleted one is. */
const alterationsOf = (one: Difference): readonly Alteration[] => {
  if (one.kind === 'value') {
    const { place, old, new: now } = one;
    return [{ ...place, old, new: now }];
  }
  const { root, key, fields } = one;
  return one.kind === 'created'
    ? []
    : [
        { root, key, field: 'deletedAt', old: fields.find(([field]) => field === 'deletedAt')?.[1] ?? null, new: true },
        ...fields.map(([field, old]) => ({ root, key, field, old, new: null })),
      ];
};

/** What stood at a place before what is still going on there; undefined where nothing is. */
export type StoodAt = (place: Place) => TrailValue | undefined;

/** What was regulated when somebody began to change that counts as regulated until their change has ended. */
const withFlags = (before: Board, stoodAt: StoodAt): Board => ({
  ...before,
  field: (kind, id, field) =>
    (field === 'regulated' && stoodAt({ root: kind, key: id, field }) === true) || before.field(kind, id, field),
});

/** For each difference whether a reason is asked, and for what; `state` is the one after the update. */
export function weighDifferences(
  differences: readonly Difference[],
  state: TrailState,
  stoodAt: StoodAt = () => undefined,
): readonly (Weighty | null)[] {
  const places = differences.map(alterationsOf);
  const edit = places.flat();
  const weights = weighEdit(edit, withFlags(boardBefore(boardOfState(state), edit), stoodAt));
  let at = 0;
  return places.map(({ length }) => {
    // Of a record that was taken out its deletion says it.
    const weight = length === 0 ? null : weights[at]!;
    at += length;
    return weight;
  });
}
