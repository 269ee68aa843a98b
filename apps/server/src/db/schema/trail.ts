/** How far the audit trail has been derived from the log of each board. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { board } from './core.ts';

export const trailMark = sqliteTable('trail_mark', {
  board: text('board')
    .primaryKey()
    .references(() => board.id),
  /** Every update up to this one is told in the record, stored in the transaction of the entries that tell it. */
  docSeq: integer('doc_seq').notNull(),
});
