/**
 * The audit trail: how far it has been derived from the log of each board, and what its filters ask of the record, copied
 * in the transaction of the entries. The record stays the truth.
 */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { board } from './core.ts';

export const trailMark = sqliteTable('trail_mark', {
  board: text('board')
    .primaryKey()
    .references(() => board.id),
  /** Every update up to this one is told in the record or in `open`, stored in the transaction of the entries that tell it. */
  docSeq: integer('doc_seq').notNull(),
  /** Changes that are still going on, as JSON: told once they end. */
  open: text('open').notNull(),
});

/** One row an entry of the record, of every kind: who, what kind, when, and of a change where. */
export const trailEntry = sqliteTable(
  'trail_entry',
  {
    board: text('board')
      .notNull()
      .references(() => board.id),
    seq: integer('seq').notNull(),
    kind: text('kind').notNull(),
    actor: text('actor').notNull(),
    atMs: integer('at_ms').notNull(),
    /** Of a change. */
    root: text('root'),
    field: text('field'),
  },
  (table) => [
    primaryKey({ columns: [table.board, table.seq] }),
    index('trail_entry_kind').on(table.board, table.kind, table.seq),
    index('trail_entry_actor').on(table.board, table.actor, table.seq),
    index('trail_entry_root').on(table.board, table.root, table.seq),
    index('trail_entry_at').on(table.board, table.atMs),
  ],
);

/** What an entry is about: the changed record and all that its row names, the record of a thread, a question. */
export const trailSubject = sqliteTable(
  'trail_subject',
  {
    board: text('board')
      .notNull()
      .references(() => board.id),
    subject: text('subject').notNull(),
    seq: integer('seq').notNull(),
  },
  (table) => [primaryKey({ columns: [table.board, table.subject, table.seq] })],
);

/**
 * Changes of which a reason is asked and none is given yet: a row goes when its author says why. Few at any time, however
 * long the record is.
 */
export const owedReason = sqliteTable(
  'owed_reason',
  {
    board: text('board')
      .notNull()
      .references(() => board.id),
    seq: integer('seq').notNull(),
    actor: text('actor').notNull(),
    /** The item that the change ended with, by which a note finds it; null where it only took away. */
    client: integer('client'),
    clock: integer('clock'),
  },
  (table) => [
    primaryKey({ columns: [table.board, table.seq] }),
    index('owed_reason_actor').on(table.board, table.actor, table.seq),
  ],
);

/** Notes of people on own edits, by the items of the document that they cover. */
export const editNote = sqliteTable(
  'edit_note',
  {
    board: text('board')
      .notNull()
      .references(() => board.id),
    client: integer('client').notNull(),
    seq: integer('seq').notNull(),
    fromClock: integer('from_clock').notNull(),
    toClock: integer('to_clock').notNull(),
  },
  (table) => [primaryKey({ columns: [table.board, table.client, table.seq] })],
);

/** The same by the number of the change, where there is no item that could be named. */
export const entryNote = sqliteTable(
  'entry_note',
  {
    board: text('board')
      .notNull()
      .references(() => board.id),
    entry: integer('entry').notNull(),
    seq: integer('seq').notNull(),
  },
  (table) => [primaryKey({ columns: [table.board, table.entry, table.seq] })],
);
