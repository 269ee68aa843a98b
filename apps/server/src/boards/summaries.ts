/**
 * Keeps the copy of title, scope and number of steps in the table of boards up with the documents: some time after
 * edits, and at start for boards whose last edits came just before the end of the last run.
 */
import { type Snapshot, live } from '@chartroom/domain';
import type { Clock } from '@chartroom/sync';
import type { Logger } from 'pino';
import type { Boards, Summary } from '../db/boards.ts';
import type { Documents } from './documents.ts';

const DELAY_MS = 250;

export interface Summaries {
  /** The board has an edit that its copy may lack. */
  changed(board: string): void;
  /** Brings the copy up now. Rejects with `LogFailure`. */
  refresh(board: string): Promise<void>;
  /** Brings up all copies that are behind; a board that cannot be read is left as it is. */
  catchUp(): Promise<void>;
  stop(): void;
}

export const UNTITLED = 'Untitled';

export const summaryOf = (snapshot: Snapshot): Summary => ({
  title: snapshot.board.title?.trim() || UNTITLED,
  productScope: snapshot.process.productScope ?? '',
  steps: live(snapshot, 'step').length,
});

export const createSummaries = (boards: Boards, documents: Documents, clock: Clock, log: Logger): Summaries => {
  const waiting = new Map<string, () => void>();
  let stopped = false;

  const refresh = async (board: string): Promise<void> => {
    const { snapshot, docSeq } = await documents.read(board);
    await boards.summarise(board, summaryOf(snapshot), docSeq);
  };
  const tryRefresh = async (board: string): Promise<void> => {
    try {
      await refresh(board);
    } catch (error) {
      // Cut off by the end of the server: the next start catches up.
      if (!stopped) log.warn({ err: error, board }, 'summary of board not refreshed');
    }
  };

  return {
    refresh,
    changed: (board) => {
      if (stopped || waiting.has(board)) return;
      const cancel = clock.after(DELAY_MS, () => {
        waiting.delete(board);
        void tryRefresh(board);
      });
      waiting.set(board, cancel);
    },
    catchUp: async () => {
      for (const board of await boards.outdated()) {
        if (stopped) return;
        await tryRefresh(board);
      }
    },
    stop: () => {
      stopped = true;
      for (const cancel of waiting.values()) cancel();
      waiting.clear();
    },
  };
};
