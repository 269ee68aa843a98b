/** Entries by day and by who: what one person did without another one between stands under one name. Pure. */
import { SITTING_MS, type Entry } from '@chartroom/record';
import { localDay } from '../messages/local-day.ts';
import { joinChanges, type Joined } from './change-words.ts';

export interface Sitting {
  /** Stable while earlier entries are added: the number of its newest entry. */
  readonly key: number;
  readonly actor: string;
  readonly lines: readonly Joined<Entry>[];
}
export interface Day {
  /** Of the person at this screen, `2026-11-26`. */
  readonly day: string;
  readonly sittings: readonly Sitting[];
}

const dayOf = (at: string): string => localDay(new Date(at));

/** `entries` newest first. */
export function daysOf(entries: readonly Entry[]): readonly Day[] {
  const days: { day: string; sittings: { key: number; actor: string; lines: Joined<Entry>[] }[] }[] = [];
  for (const line of joinChanges(entries)) {
    const { entry } = line;
    const day = dayOf(entry.at);
    let last = days.at(-1);
    if (last?.day !== day) days.push((last = { day, sittings: [] }));
    const sitting = last.sittings.at(-1);
    const before = sitting?.lines.at(-1)?.entry;
    const goesOn =
      sitting?.actor === entry.actor &&
      before !== undefined &&
      Math.abs(Date.parse(before.at) - Date.parse(entry.at)) <= SITTING_MS;
    if (goesOn) sitting.lines.push(line);
    else last.sittings.push({ key: entry.seq, actor: entry.actor, lines: [line] });
  }
  return days;
}
