/**
 * Rows of boards and principals made directly, for contracts that name their own and want nothing else to be there. In SQL
 * that every version of the database takes.
 */
import type { OpenDatabase } from '../../src/db/database.ts';
import { NOW_MS } from './store.ts';

export const addBareBoards = (
  { tables }: Pick<OpenDatabase, 'tables'>,
  boards: readonly string[],
  principals: readonly [string, ...string[]],
): void => {
  const principal = tables.$client.prepare(
    `INSERT INTO principal (id, kind, name, function, created_at_ms) VALUES (?, 'visitor', ?, 'IT', ?)`,
  );
  const board = tables.$client.prepare(
    `INSERT INTO board (id, number, title, product_scope, template, steps, summary_seq, epoch, created_at_ms, created_by)
     VALUES (?, ?, ?, '', 'blank', 0, 0, 1, ?, ?)`,
  );
  for (const id of principals) principal.run(id, id, NOW_MS);
  boards.forEach((id, index) => board.run(id, index + 1, id, NOW_MS, principals[0]));
};
