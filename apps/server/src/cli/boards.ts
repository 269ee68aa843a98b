/** `chartroom boards`: one line a board. */
import { type Result, done } from '../refusal.ts';
import { withStore } from './open.ts';
import type { Outcome } from './outcome.ts';

const NOT_PRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}]/gu;

export const listBoards = (dataDir: string): Promise<Result<Outcome>> =>
  withStore(dataDir, 'read', async (store) => {
    const rows = await store.boards.list();
    if (rows.length === 0) return done({ text: `There are no boards in ${dataDir}.\n` });
    const lines = rows.map((row) =>
      [
        String(row.number).padStart(4),
        row.id,
        `${row.steps} steps`.padStart(9),
        new Date(row.lastChangeAtMs).toISOString(),
        row.title.replace(NOT_PRINTABLE, ''),
      ].join('  '),
    );
    return done({ text: `${lines.join('\n')}\n` });
  });
