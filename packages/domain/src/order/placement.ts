/**
 * Where an item goes among ordered items: the new key and the neighbours that must be re-keyed with it (equal keys,
 * unreadable keys, keys that have grown too long). Pure; knows nothing of documents.
 */
import { compareText, isOrderKey, keyBetween, keysBetween, MAX_ORDER_KEY_LENGTH, type Random } from './order-key.ts';

export interface Ordered {
  readonly id: string;
  /** null when the item has no key that can be read; such items sort last. */
  readonly order: string | null;
}

/** Order of a list: by key, ties by id, unreadable keys last. The order of all replicas. */
export function compareOrdered(a: Ordered, b: Ordered): number {
  if (a.order === null || b.order === null)
    return a.order === b.order ? compareText(a.id, b.id) : a.order === null ? 1 : -1;
  return compareText(a.order, b.order) || compareText(a.id, b.id);
}

/** Key of the placed item, and new keys of others, by id. */
export interface Placement {
  readonly order: string;
  readonly rekeyed: ReadonlyMap<string, string>;
}

const valid = (item: Ordered | undefined): string | null =>
  item !== undefined && isOrderKey(item.order) ? item.order : null;

/** The first position from `start` on whose key is not `key`. */
function pastEqual(list: readonly Ordered[], start: number, key: string): number {
  const offset = list.slice(start).findIndex((item) => valid(item) !== key);
  return offset === -1 ? list.length : start + offset;
}

/** Widens the range around `index` until the keys in it are short again; the whole list always is. */
function rebalance(list: readonly Ordered[], index: number, random: Random): Placement {
  for (let reach = 8; ; reach *= 2) {
    let from = Math.max(0, index - reach);
    let to = Math.min(list.length, index + reach);
    // A range may not end inside a run of equal keys, nor before unreadable ones.
    while (from > 0 && valid(list[from - 1]) === null) from -= 1;
    while (to < list.length && valid(list[to]) === null) to += 1;
    const lower = from === 0 ? null : valid(list[from - 1]);
    if (lower !== null) to = pastEqual(list, to, lower);
    const upper = to >= list.length ? null : valid(list[to]);
    const keys = keysBetween(lower, upper, to - from + 1, random);
    const whole = from === 0 && to >= list.length;
    if (!whole && keys.some((key) => key.length > MAX_ORDER_KEY_LENGTH / 2)) continue;
    const rekeyed = new Map(
      list.slice(from, to).map((item, offset) => [item.id, keys[offset < index - from ? offset : offset + 1]!]),
    );
    return { order: keys[index - from]!, rekeyed };
  }
}

/**
 * Places one item before position `index` of a list sorted by `compareOrdered` (the item itself not in it).
 * Equal keys around the position are re-keyed to the right of it, unreadable ones to its left.
 */
export function place(list: readonly Ordered[], index: number, random: Random): Placement {
  const rekeyed = new Map<string, string>();
  let left = index;
  while (left > 0 && valid(list[left - 1]) === null) left -= 1;
  const lower = left === 0 ? null : valid(list[left - 1]);
  const right = left === index && lower !== null ? pastEqual(list, index, lower) : index;
  const upper = left === index ? valid(list[right]) : null;
  const count = index - left + 1 + (right - index);
  const keys = count === 1 ? [keyBetween(lower, upper, random)] : keysBetween(lower, upper, count, random);
  for (let at = left; at < right; at += 1) rekeyed.set(list[at]!.id, keys[at < index ? at - left : at - left + 1]!);
  if (keys.some((key) => key.length > MAX_ORDER_KEY_LENGTH)) return rebalance(list, index, random);
  return { order: keys[index - left]!, rekeyed };
}
