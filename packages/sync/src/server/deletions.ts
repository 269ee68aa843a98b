/**
 * Which of the deletions of an update are new, and whether they are too many at once. Deletions that are known already
 * (a sync step 2 repeats all of them) are dropped and not counted.
 */
import * as Y from 'yjs';
import type { Limits } from '../limits.ts';
import type { Deletions, Range } from '../update/parse.ts';
import { slot, type Overlay } from './overlay.ts';
import { indexOfClock, type Places } from './places.ts';
import { refused, type Refusal } from './resolution.ts';

interface Counted {
  mapValues: number;
  textUnits: number;
}

export interface NewDeletions {
  readonly deletions: Deletions;
  /** True when nothing was dropped. */
  readonly complete: boolean;
}

/**
 * @param expected the clock after the last struct of a client id once the update is applied
 * @param written slots of map values that the update itself replaces
 */
export function newDeletions(
  deletions: Deletions,
  expected: (client: number) => number,
  places: Places,
  overlay: Overlay,
  written: ReadonlySet<string>,
  limits: Pick<Limits, 'maxMapDeletes' | 'maxTextDeletes'>,
): NewDeletions | Refusal {
  const fresh = new Map<number, readonly Range[]>();
  const counted: Counted = { mapValues: 0, textUnits: 0 };
  let complete = true;
  for (const [client, ranges] of deletions) {
    const end = expected(client);
    const last = ranges.at(-1)!;
    if (last.clock + last.length > end)
      return refused('gap', `the update deletes edits of client id ${client} that are not there`);
    const left: Range[] = [];
    for (const range of ranges) {
      collectLive(client, range, places, left, (item) => count(item, places, overlay, written, counted));
      if (counted.mapValues > limits.maxMapDeletes)
        return refused('mass-delete', `the update deletes more than ${limits.maxMapDeletes} values`);
      if (counted.textUnits > limits.maxTextDeletes)
        return refused('mass-delete', `the update deletes more than ${limits.maxTextDeletes} characters`);
    }
    if (left.length > 0) fresh.set(client, left);
    complete &&= sameRanges(ranges, left);
  }
  return { deletions: fresh, complete };
}

const sameRanges = (a: readonly Range[], b: readonly Range[]): boolean =>
  a.length === b.length &&
  a.every((range, index) => range.clock === b[index]!.clock && range.length === b[index]!.length);

/** Appends the parts of `range` that are not deleted yet, and visits what is live there. */
function collectLive(
  client: number,
  range: Range,
  places: Places,
  into: Range[],
  visit: (item: LiveItem) => void,
): void {
  const structs = places.structs(client);
  const end = range.clock + range.length;
  let from = -1;
  const close = (at: number): void => {
    if (from >= 0 && at > from) into.push({ clock: from, length: at - from });
    from = -1;
  };
  const known = places.expected(client);
  const start = range.clock < known ? indexOfClock(structs, range.clock) : structs.length;
  for (let index = start; index < structs.length; index++) {
    const struct = structs[index]!;
    if (struct.id.clock >= end) break;
    if (struct.deleted) {
      close(struct.id.clock);
      continue;
    }
    const first = Math.max(struct.id.clock, range.clock);
    if (from < 0) from = first;
    if (struct instanceof Y.Item)
      visit({ item: struct, units: Math.min(end, struct.id.clock + struct.length) - first });
  }
  // Whatever is beyond the applied document is staged or part of this update, hence new.
  if (end > known && from < 0) from = Math.max(range.clock, known);
  close(end);
}

interface LiveItem {
  readonly item: Y.Item;
  readonly units: number;
}

function count(
  { item, units }: LiveItem,
  places: Places,
  overlay: Overlay,
  written: ReadonlySet<string>,
  counted: Counted,
): void {
  const { place, key } = places.standing(item.id);
  if (place === null) return;
  if (place.kind !== 'map') {
    counted.textUnits += units;
    return;
  }
  const at = key === null ? null : slot(place, key);
  if (at !== null && (written.has(at) || overlay.writes(at))) return;
  counted.mapValues += units;
}
