/**
 * The copy of a board that this browser keeps, and what is remembered beside it: its epoch, how many edits in it the
 * server had not acknowledged, and drafts that the server refused. Named by principal, board and epoch, so that two
 * people at one terminal, or two lineages of a board, never share one.
 */
import { clearDocument, IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';

/** Which copy is the current one. A refused copy is set aside under its name and the next one starts empty. */
export interface CopyName {
  readonly principal: string;
  readonly board: string;
  readonly epoch: number;
  /** Counts the copies set aside. */
  readonly generation: number;
}

/** A copy that holds edits which the server refused. */
export interface SetAside {
  readonly copy: string;
  readonly reason: string;
  readonly atMs: number;
}

export const copyName = ({ principal, board, epoch, generation }: CopyName): string =>
  `chartroom.copy.${principal}.${board}.${epoch}${generation > 0 ? `.${generation}` : ''}`;

const LOAD_LIMIT_MS = 3_000;

/** Transactions of such an origin were loaded from a copy, not made. */
export const isLoad = (origin: unknown): boolean => origin instanceof IndexeddbPersistence;

export class LocalCopy {
  readonly #persistence: IndexeddbPersistence;
  readonly name: string;

  private constructor(persistence: IndexeddbPersistence, name: string) {
    this.#persistence = persistence;
    this.name = name;
  }

  /** Loads the copy into `doc` and keeps following it; null when this browser keeps nothing for pages. */
  static async open(name: string, doc: Y.Doc): Promise<LocalCopy | null> {
    if (typeof indexedDB === 'undefined') return null;
    const persistence = new IndexeddbPersistence(name, doc);
    const copy = new LocalCopy(persistence, name);
    // A browser in private mode, or another page deleting the database, may never answer.
    let timer: ReturnType<typeof setTimeout> | undefined;
    const limit = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), LOAD_LIMIT_MS)));
    const loaded = await Promise.race([persistence.whenSynced.then(() => 'loaded' as const), limit]).catch(
      () => 'failed' as const,
    );
    clearTimeout(timer);
    if (loaded === 'loaded') return copy;
    await copy.close();
    return null;
  }

  /** Deletes a copy for good. */
  static async delete(name: string): Promise<void> {
    await clearDocument(name);
  }

  async close(): Promise<void> {
    await this.#persistence.destroy().catch(() => undefined);
  }
}
