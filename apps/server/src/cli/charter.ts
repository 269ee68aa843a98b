/** `chartroom charter`: the charter of a board, composed from its log alone, so that the server need not run. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readSnapshot } from '@chartroom/domain';
import { LogFailure } from '@chartroom/sync';
import * as Y from 'yjs';
import { type CharterFormat, composeCharter, renderCharter } from '../boards/charter.ts';
import type { ReadDocument } from '../boards/documents.ts';
import type { Store } from '../db/store.ts';
import { type Result, done, refused } from '../refusal.ts';
import { withStore } from './open.ts';
import type { Outcome } from './outcome.ts';

export interface CharterOptions {
  readonly board: string;
  readonly format: CharterFormat;
  readonly out?: string;
  readonly cwd: string;
}

const readDocument = async (store: Store, board: string): Promise<ReadDocument> => {
  const { updates } = await store.log.load(board);
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const { update } of updates) Y.applyUpdate(doc, update);
  });
  return { snapshot: readSnapshot(doc), docSeq: updates.at(-1)?.seq ?? 0 };
};

export const writeCharter = (dataDir: string, options: CharterOptions): Promise<Result<Outcome>> =>
  withStore(dataDir, 'read', async (store) => {
    const rows = await store.boards.list();
    const row = rows.find(({ id, number }) => id === options.board || String(number) === options.board);
    if (row === undefined)
      return refused('not-found', `There is no board ${options.board} in ${dataDir}. chartroom boards lists them.`);
    let document: ReadDocument;
    try {
      document = await readDocument(store, row.id);
    } catch (error) {
      if (!(error instanceof LogFailure)) throw error;
      return refused('corrupt', `The board ${row.id} cannot be read: ${error.message} chartroom check says more.`);
    }
    const { body } = renderCharter(composeCharter(document, row, Date.now()), options.format);
    if (options.out === undefined) return done({ text: body.endsWith('\n') ? body : `${body}\n` });
    const file = resolve(options.cwd, options.out);
    try {
      writeFileSync(file, body);
    } catch (error) {
      return refused(
        'bad-input',
        `The charter cannot be written to ${file} (${error instanceof Error ? error.message : String(error)}). Give another file with --out.`,
      );
    }
    return done({ text: `Wrote the charter of "${row.title}" to ${file}.\n` });
  });
