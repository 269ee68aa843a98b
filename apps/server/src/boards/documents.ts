/**
 * What the routes may do with a board's document: read it as a frozen value, edit it in somebody's name, and ask who
 * is connected. The hub stands behind it.
 */
import { type Snapshot, readSnapshot } from '@chartroom/domain';
import type { Principal } from '@chartroom/sync';
import type { EditOutcome, Hub } from '@chartroom/sync/server';
import type * as Y from 'yjs';
import type { Actor } from '../db/principals.ts';

export interface ReadDocument {
  readonly snapshot: Snapshot;
  /** The last update that the snapshot holds. */
  readonly docSeq: number;
}

export interface Documents {
  /** Rejects with `LogFailure`. */
  read(board: string): Promise<ReadDocument>;
  /** One edit as `actor`; resolves when it is durable. Rejects with `LogFailure`. */
  edit(board: string, actor: Actor, change: (doc: Y.Doc) => void): Promise<EditOutcome>;
  /** Who is connected to the board, each principal once. */
  here(board: string): readonly Principal[];
}

export const createDocuments = (hub: Hub): Documents => ({
  read: (board) => hub.view(board, (doc, at) => ({ snapshot: readSnapshot(doc), docSeq: at.seq })),
  edit: (board, actor, change) => hub.edit(board, actor, change),
  here: (board) => hub.present(board),
});
