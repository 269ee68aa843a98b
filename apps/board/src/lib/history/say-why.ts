/** A reason given after a change, by whoever made it: asked for, sent, and told when it could not be stored. */
import type { Entry } from '@chartroom/record';
import { m } from '#lib/messages/index.ts';
import type { BoardStore } from '#lib/state/contract.ts';
import { toast } from '#lib/ui/toast.svelte.ts';
import type { Change } from './change-words.ts';
import { askWhy } from './why.svelte.ts';

type Speaker = Pick<BoardStore, 'me' | 'record'>;

/** Whether this person can say why: an own change. */
export const canSayWhy = (board: Speaker, entry: Entry): boolean =>
  entry.kind === 'change' && entry.actor === board.me.id && board.record.may('edit').ok;

/** By what it left in the document; what only took something away is named by the number under which it was told. */
const pointTo = ({ seq, payload }: Entry) => {
  const { item } = payload as Change;
  return item === undefined ? { entry: seq } : { client: item.client, from: item.from, to: item.to };
};

/** What is said of a change so far. */
export interface Told {
  /** That goes on after a name. */
  readonly sentence: string;
  readonly reason: string | undefined;
}

/**
 * One reason for entries that are one act. `said` hears it at once, with the number of each entry; where the server refuses
 * it, that is told. `goOn` moves the keyboard on afterwards: what asked is gone then.
 */
export function sayWhy(
  board: Speaker,
  entries: readonly Entry[],
  { sentence, reason }: Told,
  said: (seq: number, reason: string) => void,
  goOn?: () => void,
): void {
  const own = entries.filter((entry) => canSayWhy(board, entry));
  if (own.length === 0) return;
  askWhy({
    text: m.why.textOf(sentence),
    ...(reason === undefined || reason === m.why.drafting ? {} : { reason }),
    ...(goOn === undefined ? {} : { goOn }),
    because: (given) => {
      for (const entry of own) {
        said(entry.seq, given);
        void send(board, entry, given);
      }
    },
  });
}

async function send(board: Speaker, entry: Entry, reason: string): Promise<void> {
  const outcome = await board.record.say('edit', { ...pointTo(entry), reason });
  if (outcome.ok === 'later') toast({ text: m.why.later, kind: 'info', key: 'why' });
  else if (!outcome.ok)
    toast({ text: m.why.refused(outcome.problem.detail || outcome.problem.title), kind: 'refused', key: 'why' });
}
