/**
 * What happens about access beside changes of members, noted in the board's record: who exported what, and who tried more
 * than their role allows. An attempt that is repeated is noted once a minute, so that nobody fills the record with them.
 */
import type { Action } from '@chartroom/record';
import type { BoardRecords } from './board-records.ts';

export interface AccessLog {
  /** Stored when it resolves. `about`: the file; `by`: principal id, null for somebody without a name. */
  exported(board: string, by: string | null, about: string): Promise<void>;
  refused(board: string, by: string, action: Action): Promise<void>;
}

const ONCE_IN_MS = 60_000;
/** Above this many, those that are older than that are forgotten. */
const KEPT = 1000;

export const createAccessLog = (records: Pick<BoardRecords, 'state'>, nowMs: () => number): AccessLog => {
  const lastMs = new Map<string, number>();
  const isRepeated = (what: string): boolean => {
    const now = nowMs();
    if (lastMs.size > KEPT) for (const [key, at] of lastMs) if (Math.abs(now - at) >= ONCE_IN_MS) lastMs.delete(key);
    const last = lastMs.get(what);
    if (last !== undefined && Math.abs(now - last) < ONCE_IN_MS) return true;
    lastMs.set(what, now);
    return false;
  };

  return {
    exported: async (board, by, about) => {
      const actor = by === null ? {} : { actor: by };
      await records.state(board, () => [{ kind: 'access', payload: { event: 'exported', about }, ...actor }]);
    },
    refused: async (board, by, action) => {
      if (isRepeated(`${board} ${by} ${action}`)) return;
      await records.state(board, () => [{ kind: 'access', payload: { event: 'refused', about: action }, actor: by }]);
    },
  };
};
