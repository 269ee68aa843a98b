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

/** `said` hears the reason at once; where the server refuses it, that is told. */
export function sayWhy(board: Speaker, entry: Entry, reason: string | undefined, said: (reason: string) => void): void {
  const { item } = entry.payload as Change;
  if (item === undefined) return;
  askWhy({
    ...(reason === undefined || reason === m.why.drafting ? {} : { reason }),
    because: (given) => {
      said(given);
      const { client, from, to } = item;
      void board.record.say('edit', { client, from, to, reason: given }).then((outcome) => {
        if (outcome.ok === 'later') toast({ text: m.why.later, kind: 'info', key: 'why' });
        else if (!outcome.ok)
          toast({
            text: m.why.refused(outcome.problem.detail || outcome.problem.title),
            kind: 'refused',
            key: 'why',
          });
      });
    },
  });
}
