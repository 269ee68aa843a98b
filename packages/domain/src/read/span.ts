/**
 * Between which steps an interface runs: where its data leaves the sending system and where it arrives in the receiving
 * one. The map draws it there.
 */
import type { RoleUse } from '../schema/vocabulary.ts';
import type { EntityId } from './snapshot.ts';
import type { StepOfData } from './relations.ts';

type Uses = (step: EntityId, data: EntityId, system: EntityId) => readonly RoleUse[];

/** At a step that writes the data, a system that only collects it has not received it from elsewhere. */
const arrives = (uses: readonly RoleUse[], written: boolean): boolean =>
  written ? uses.some((use) => use !== 'collect') : uses.length > 0;

const leaves = (uses: readonly RoleUse[]): boolean => uses.includes('collect') || uses.includes('record');

/** Positions of the steps where the system holds the data, as sender or as receiver. */
function positions(
  steps: readonly StepOfData[],
  system: EntityId,
  data: EntityId,
  usesOf: Uses,
  receives: boolean,
): readonly number[] {
  return steps.flatMap(({ step, position, written }) => {
    const uses = usesOf(step, data, system);
    return (receives ? arrives(uses, written) : leaves(uses)) ? [position] : [];
  });
}

/** The tightest pair of positions, forwards before backwards; the earliest of equals. */
function tightest(from: readonly number[], to: readonly number[]): readonly [number, number] | null {
  let best: readonly [number, number] | null = null;
  let cost = Infinity;
  for (const start of from) {
    for (const end of to) {
      const price = end >= start ? end - start : 1000 + start - end;
      if (price >= cost) continue;
      cost = price;
      best = end >= start ? [start, end] : [end, start];
    }
  }
  return best;
}

/** Span over the carried data: the earliest transfer of any of it, the shorter of two that start together. */
export function spanOf(
  stepsOf: (data: EntityId) => readonly StepOfData[],
  ends: { readonly from: EntityId; readonly to: EntityId },
  carried: readonly EntityId[],
  usesOf: Uses,
): readonly [number, number] | null {
  const spans: (readonly [number, number])[] = [];
  const touched: number[] = [];
  for (const data of carried) {
    const steps = stepsOf(data);
    const from = positions(steps, ends.from, data, usesOf, false);
    const to = positions(steps, ends.to, data, usesOf, true);
    const span = tightest(from, to);
    if (span !== null) spans.push(span);
    touched.push(...from, ...to);
  }
  const first = spans.sort((a, b) => a[0] - b[0] || a[1] - b[1])[0];
  if (first !== undefined) return first;
  return touched.length === 0 ? null : [Math.min(...touched), Math.min(...touched)];
}
