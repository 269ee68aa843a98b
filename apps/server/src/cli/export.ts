/** `chartroom export`: a stored board in its exchange form, which `chartroom analyse` and other programs read. */
import { boardJson } from '@chartroom/domain';
import type { Result } from '../refusal.ts';
import { withStore } from './open.ts';
import { type Destination, type Outcome, deliver } from './outcome.ts';
import { readStoredBoard } from './stored-board.ts';

export interface ExportOptions extends Destination {
  readonly board: string;
}

export const exportBoard = (dataDir: string, options: ExportOptions): Promise<Result<Outcome>> =>
  withStore(dataDir, 'read', async (store) => {
    const stored = await readStoredBoard(store, options.board, dataDir);
    if (!stored.ok) return stored;
    const { row, document } = stored.value;
    return deliver(`${JSON.stringify(boardJson(document.snapshot), null, 2)}\n`, 'board', row.title, options);
  });
