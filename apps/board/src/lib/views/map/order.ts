/**
 * The order of columns on screen. It follows the document, except that a change made elsewhere never shifts the column
 * under somebody's pointer or caret: until the hand is gone the old order stands. Pure.
 */
import type { EntityId } from '@chartroom/domain';

/**
 * @param shown the columns now on screen
 * @param wanted the order in the document
 * @param hand the column that must not move; null when no hand is on the map
 * @returns the columns to show: `wanted`, or `shown` when that would move the hand's column
 */
export function settle(
  shown: readonly EntityId[],
  wanted: readonly EntityId[],
  hand: EntityId | null,
): readonly EntityId[] {
  if (hand === null) return wanted;
  const at = shown.indexOf(hand);
  return at < 0 || wanted.indexOf(hand) === at ? wanted : shown;
}

/** Where a dragged step lands: its new neighbours, or null when it stays where it is. `gap` counts the gaps from the left, 0 before the first. */
export function dropBetween(
  order: readonly EntityId[],
  dragged: EntityId,
  gap: number,
): { readonly after: EntityId | null } | null {
  const at = order.indexOf(dragged);
  if (at < 0 || gap === at || gap === at + 1) return null;
  return { after: order[gap - 1] ?? null };
}

/** The gap a step lands in when it is moved by `by` places; null at the ends. */
export function gapAfterMove(order: readonly EntityId[], step: EntityId, by: -1 | 1): number | null {
  const at = order.indexOf(step);
  const next = at + by;
  if (at < 0 || next < 0 || next >= order.length) return null;
  return by < 0 ? next : next + 1;
}
