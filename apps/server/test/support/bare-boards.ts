/** Rows of boards and principals made directly, for contracts that name their own and want nothing else to be there. */
import type { OpenDatabase } from '../../src/db/database.ts';
import * as schema from '../../src/db/schema.ts';
import { NOW_MS } from './store.ts';

export const addBareBoards = (
  { tables }: Pick<OpenDatabase, 'tables'>,
  boards: readonly string[],
  principals: readonly [string, ...string[]],
): void => {
  for (const id of principals) {
    tables
      .insert(schema.principal)
      .values({ id, kind: 'visitor', name: id, function: 'IT', createdAtMs: NOW_MS })
      .run();
  }
  boards.forEach((id, index) => {
    tables
      .insert(schema.board)
      .values({
        id,
        number: index + 1,
        title: id,
        productScope: '',
        template: 'blank',
        steps: 0,
        summarySeq: 0,
        epoch: 1,
        createdAtMs: NOW_MS,
        createdBy: principals[0],
      })
      .run();
  });
};
