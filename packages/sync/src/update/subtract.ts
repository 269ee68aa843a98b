/** Which deletions somebody lacks: ranges minus ranges. Both sides sorted and merged. */
import type { Deletions, Range } from './parse.ts';

export function subtractDeletions(from: Deletions, known: Deletions): Deletions {
  const rest = new Map<number, readonly Range[]>();
  for (const [client, ranges] of from) {
    const left = subtractRanges(ranges, known.get(client) ?? []);
    if (left.length > 0) rest.set(client, left);
  }
  return rest;
}

function subtractRanges(ranges: readonly Range[], known: readonly Range[]): readonly Range[] {
  const rest: Range[] = [];
  let index = 0;
  for (const range of ranges) {
    const end = range.clock + range.length;
    let clock = range.clock;
    while (index < known.length && known[index]!.clock + known[index]!.length <= clock) index++;
    for (let at = index; at < known.length && known[at]!.clock < end; at++) {
      const hole = known[at]!;
      if (hole.clock > clock) rest.push({ clock, length: hole.clock - clock });
      clock = Math.max(clock, hole.clock + hole.length);
    }
    if (clock < end) rest.push({ clock, length: end - clock });
  }
  return rest;
}
