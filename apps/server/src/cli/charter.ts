/** `chartroom charter`: the charter of a board, composed from its two logs alone. */
import { type CharterFormat, charterRecord, composeCharter, renderCharter } from '../boards/charter.ts';
import type { Result } from '../refusal.ts';
import { withStore } from './open.ts';
import { type Destination, type Outcome, deliver } from './outcome.ts';
import { readStoredBoard, readStoredRecord } from './stored-board.ts';

export interface CharterOptions extends Destination {
  readonly board: string;
  readonly format: CharterFormat;
}

export const writeCharter = (dataDir: string, options: CharterOptions): Promise<Result<Outcome>> =>
  withStore(dataDir, 'read', async (store) => {
    const stored = await readStoredBoard(store, options.board, dataDir);
    if (!stored.ok) return stored;
    const { row, document } = stored.value;
    const record = await readStoredRecord(store, row.id);
    if (!record.ok) return record;
    const said = await charterRecord(record.value, store.recordPages, row.id);
    const { body } = renderCharter(composeCharter(document, row, said, Date.now()), options.format);
    return deliver(body, 'charter', row.title, options);
  });
