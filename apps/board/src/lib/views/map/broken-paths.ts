/**
 * Where data cannot get from the system that has them to the one that needs them at a step: what the IT lane offers to
 * close and the count of gaps names. Pure.
 */
import type { EntityId, PathState, Relations } from '@chartroom/domain';

export type BrokenPath = Extract<PathState, { kind: 'broken' }>;

export function brokenPaths(relations: Relations, step: EntityId): readonly BrokenPath[] {
  return [...relations.captureStates(step), ...relations.reviewStates(step)].filter((state) => state.kind === 'broken');
}
