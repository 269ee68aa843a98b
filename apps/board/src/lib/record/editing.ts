/**
 * What ties an editor to one field of one record: who else has the caret there, why it is read-only, and saying where I
 * am and what I am typing. Call it in a template, so that it follows the board.
 */
import { ENTITY_KINDS, type Entity, type EntityKind } from '@chartroom/domain';
import { m } from '#lib/messages/index.ts';
import { selection } from '#lib/shell/selection.svelte.ts';
import type { BoardStore } from '#lib/state/contract.ts';
import type { Somebody } from '#lib/ui/somebody.ts';

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

const isKind = (text: string): text is EntityKind => (ENTITY_KINDS as readonly string[]).includes(text);

/** Why nothing of a record can be edited: the board is read-only, or the record is no longer on it. Null when it can. */
export function closedBecause(board: BoardStore, record: string): string | null {
  if (board.readOnly) return board.readOnly;
  const slash = record.indexOf('/');
  const kind = record.slice(0, slash);
  if (slash < 0 || !isKind(kind)) return null;
  const state = (board.entity(kind, record.slice(slash + 1)) as Entity | undefined)?.state;
  return state === 'deleted' ? m.panel.closedDeleted : state === 'merged' ? m.panel.closedMerged : null;
}
