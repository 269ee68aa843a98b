/** What of a line of the history owes a reason: its change, or the one that it took the place of. Pure. */
import { owesReason, type EditNote, type Entry } from '@chartroom/record';
import type { Change, Joined } from './change-words.ts';

export type Asked = NonNullable<Change['asks']>;

const asksOf = (entry: Entry | null, note: EditNote): Asked | null => {
  if (entry?.kind !== 'change') return null;
  const change = entry.payload as Change;
  return owesReason(change, note) ? (change.asks ?? null) : null;
};

/** What the reason is owed for; null where none is. `note` answers what counts for an entry by its number. */
export const owedFor = ({ entry, before }: Joined<Entry>, note: (seq: number) => EditNote): Asked | null =>
  asksOf(entry, note(entry.seq)) ?? asksOf(before, note(before?.seq ?? 0));

/** The entries of a line, which one reason explains. */
export const entriesOf = ({ entry, before }: Joined<Entry>): readonly Entry[] =>
  before === null ? [entry] : [entry, before];
