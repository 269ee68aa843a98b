/**
 * A client that writes without pause and remembers, edit by edit, what was acknowledged to it and what it has seen of
 * the others. Every edit asserts one row of its own in one transaction.
 */
import type { SyncState } from '@chartroom/sync/client';
import * as Y from 'yjs';
import { type Opened, visit, type Visitor } from '../support/visitor.ts';

export const ROWS = 'alias';

export interface Writer {
  readonly name: string;
  readonly client: Opened['client'];
  readonly doc: Y.Doc;
  /** Keys of own edits that were acknowledged, in order. */
  acknowledged(): readonly string[];
  /** Keys of edits by others that arrived here. */
  seen(): ReadonlySet<string>;
  /** Own edits that were not acknowledged yet. */
  unsent(): number;
  edit(): void;
}

const unsentOf = (state: SyncState): number | null => {
  switch (state.kind) {
    case 'synced':
      return 0;
    case 'saving':
    case 'connecting':
    case 'offline':
      return state.unsent;
    case 'read-only':
    case 'refused':
      return null;
    default:
      return state satisfies never;
  }
};

export const openWriter = async (
  server: { readonly url: string },
  boardId: string,
  name: string,
  systemId: string,
): Promise<Writer> => {
  const visitor: Visitor = await visit(server, name, 'OPS');
  const doc = new Y.Doc();
  const made: string[] = [];
  let acknowledged = 0;
  const seen = new Set<string>();
  const rows = doc.getMap<number>(ROWS);
  rows.observe((event, transaction) => {
    if (!transaction.local) for (const key of event.keysChanged) seen.add(key);
  });
  const { client } = visitor.open(boardId, {
    doc,
    onState: (state) => {
      const unsent = unsentOf(state);
      // An edit is counted in `made` only after its transaction, so this can come too low but never too high.
      if (unsent !== null) acknowledged = Math.max(acknowledged, made.length - unsent);
    },
  });
  return {
    name,
    client,
    doc,
    acknowledged: () => made.slice(0, acknowledged),
    seen: () => seen,
    unsent: () => made.length - acknowledged,
    edit: () => {
      const key = `${systemId}|${name} ${made.length + 1}`;
      doc.transact(() => rows.set(key, 1));
      made.push(key);
    },
  };
};
