/**
 * What ties an editor to one field of one record: who else has the caret there, why it is read-only, and saying where I
 * am and what I am typing. Call it in a template, so that it follows the board.
 */
import { selection } from '#lib/shell/selection.svelte.ts';
import type { BoardStore } from '#lib/state/contract.ts';
import type { Somebody } from '#lib/ui/somebody.ts';
import { closedBecause } from './closed.ts';

export interface Editing {
  readonly peer: Somebody | null;
  readonly readOnly: string | null;
  readonly onfocus: () => void;
  readonly ondraft: (text: string | null) => void;
}

/** `record` is an address such as `step/<id>`; `field` a field or a group of rows of it. */
export function editing(board: BoardStore, record: string, field: string): Editing {
  return {
    peer: board.peersAt(record, field).find((peer) => !peer.self)?.principal ?? null,
    readOnly: closedBecause(board, record),
    onfocus: () => {
      if (selection.is(record)) selection.focusField(field);
      board.visit({ view: selection.view, record, field });
    },
    ondraft: (text) => board.drafting(field, text),
  };
}
