/** A reason given after a change, by whoever made it: asked for, sent, and told when it could not be stored. */
import type { Entry } from '@chartroom/record';
import { m } from '#lib/messages/index.ts';
import type { BoardStore } from '#lib/state/contract.ts';
import { toast } from '#lib/ui/toast.svelte.ts';
import type { Change } from './change-words.ts';
import { askWhy } from './why.svelte.ts';

type Speaker = Pick<BoardStore, 'me' | 'record'>;

/** Whether this person can say why: an own change that left something in the document to point at. */
export const canSayWhy = (board: Speaker, entry: Entry): boolean =>
  entry.kind === 'change' &&
  entry.actor === board.me.id &&
  (entry.payload as Change).item !== undefined &&
  board.record.may('edit').ok;

/** What is said of a change so far. */
export interface Told {
  /** That goes on after a name. */
  readonly sentence: string;
  readonly reason: string | undefined;
}

/**
 * One reason for entries that are one act. `said` hears it at once, with the number of each entry; where the server refuses
 * it, that is told.
 */
export function sayWhy(
  board: Speaker,
  entries: readonly Entry[],
  { sentence, reason }: Told,
  said: (seq: number, reason: string) => void,
): void {
  const own = entries.filter((entry) => canSayWhy(board, entry));
  if (own.length === 0) return;
  askWhy({
    text: m.why.textOf(sentence),
    ...(reason === undefined || reason === m.why.drafting ? {} : { reason }),
    because: (given) => {
      for (const entry of own) {
        said(entry.seq, given);
        void send(board, entry, given);
      }
    },
  });
}

async function send(board: Speaker, entry: Entry, reason: string): Promise<void> {
  const { item } = entry.payload as Change;
  if (item === undefined) return;
  const { client, from, to } = item;
  const outcome = await board.record.say('edit', { client, from, to, reason });
  if (outcome.ok === 'later') toast({ text: m.why.later, kind: 'info', key: 'why' });
  else if (!outcome.ok)
    toast({ text: m.why.refused(outcome.problem.detail || outcome.problem.title), kind: 'refused', key: 'why' });
}
