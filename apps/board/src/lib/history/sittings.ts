/** Entries by day and by who: what one person did without another one between stands under one name. Pure. */
import { SITTING_MS, type Entry } from '@chartroom/record';
import { localDay } from '../messages/local-day.ts';
import { joinChanges, type Joined } from './change-words.ts';

export interface Sitting {
  /** Stays with it while entries come and go on either side. */
  readonly key: number;
  readonly actor: string;
  readonly lines: readonly Joined<Entry>[];
}
export interface Day {
  /** Of the person at this screen, `2026-11-26`. */
  readonly day: string;
  /** The day; with a number where clocks ran backwards and it stands twice. */
  readonly key: string;
  readonly sittings: readonly Sitting[];
}

const dayOf = (at: string): string => localDay(new Date(at));

/** `entries` newest first. What stood `before` keeps its keys, so that the keyboard is not lost when a line comes or goes. */
export function daysOf(entries: readonly Entry[], before: readonly Day[] = []): readonly Day[] {
  const known = new Map(
    before.flatMap(({ sittings }) =>
      sittings.flatMap(({ key, lines }) => lines.map((line) => [line.entry.seq, key] as const)),
    ),
  );
  const taken = new Set<number>();
  let free = Math.max(0, ...known.values());
  const days: { day: string; key: string; sittings: { key: number; actor: string; lines: Joined<Entry>[] }[] }[] = [];
  for (const line of joinChanges(entries)) {
    const { entry } = line;
    const day = dayOf(entry.at);
    let last = days.at(-1);
    if (last?.day !== day) {
      const again = days.filter((one) => one.day === day).length;
      days.push((last = { day, key: again === 0 ? day : `${day}/${again}`, sittings: [] }));
    }
    const sitting = last.sittings.at(-1);
    const above = sitting?.lines.at(-1)?.entry;
    const goesOn =
      sitting?.actor === entry.actor &&
      above !== undefined &&
      Math.abs(Date.parse(above.at) - Date.parse(entry.at)) <= SITTING_MS;
    if (goesOn) sitting.lines.push(line);
    else last.sittings.push({ key: 0, actor: entry.actor, lines: [line] });
  }
  for (const sitting of days.flatMap(({ sittings }) => sittings)) {
    const key = sitting.lines
      .map((line) => known.get(line.entry.seq))
      .find((one) => one !== undefined && !taken.has(one));
    sitting.key = key ?? (free += 1);
    taken.add(sitting.key);
  }
  return days;
}
