/**
 * Where data cannot get from the system that has them to the one that needs them at a step. Pure; the one place that
 * says when a missing way counts, used by the strip, the IT lane and the count of gaps.
 */
import type { EntityId, PathState, Relations } from '@chartroom/domain';

export type BrokenPath = Extract<PathState, { kind: 'broken' }>;

/** A reviewer who is reached from one system of record of a data object lacks nothing when another one does not reach him. */
export function reachedOtherwise(states: readonly PathState[], state: PathState): boolean {
  return states.some((other) => other.data === state.data && other.to === state.to && other.from !== state.from && other.kind !== 'broken');
}

export function brokenPaths(relations: Relations, step: EntityId): readonly BrokenPath[] {
  const broken = (states: readonly PathState[], reached: boolean): readonly BrokenPath[] =>
    states.filter((state): state is BrokenPath => state.kind === 'broken' && !(reached && reachedOtherwise(states, state)));
  return [...broken(relations.captureStates(step), false), ...broken(relations.reviewStates(step), true)];
}
