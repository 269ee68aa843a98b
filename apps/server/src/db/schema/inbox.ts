/**
 * What concerns whom and what each has read. Threads and messages are copied from the record in the transaction of their
 * entries, so that one query answers over all boards; the record stays the truth.
 */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { board, principal } from './core.ts';

export const threadIndex = sqliteTable(
  'thread_index',
  {
    board: text('board')
      .notNull()
      .references(() => board.id),
    thread: text('thread').notNull(),
    kind: text('kind').notNull(),
    title: text('title').notNull(),
    subject: text('subject').notNull(),
    author: text('author').notNull(),
    toFunction: text('to_function'),
    toPrincipal: text('to_principal'),
    /** ISO day. */
    due: text('due'),
    open: integer('open', { mode: 'boolean' }).notNull(),
    claimed: integer('claimed', { mode: 'boolean' }).notNull(),
    lastSeq: integer('last_seq').notNull(),
    lastAtMs: integer('last_at_ms').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.board, table.thread] }),
    index('thread_index_function').on(table.toFunction, table.open),
    index('thread_index_principal').on(table.toPrincipal, table.open),
  ],
);

/** What can be unread: the text that begins a thread, and each comment. */
export const message = sqliteTable(
  'message',
  {
    board: text('board')
      .notNull()
      .references(() => board.id),
    /** Of the entry in the record. */
    seq: integer('seq').notNull(),
    thread: text('thread').notNull(),
    comment: text('comment').notNull(),
    author: text('author').notNull(),
    atMs: integer('at_ms').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.board, table.seq] }),
    index('message_thread').on(table.board, table.thread),
    index('message_at').on(table.board, table.atMs),
  ],
);

/** A message that names or asks somebody: a principal, or everybody of a function (`fn:QUA`). */
export const messageFor = sqliteTable(
  'message_for',
  {
    board: text('board')
      .notNull()
      .references(() => board.id),
    seq: integer('seq').notNull(),
    target: text('target').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.board, table.seq, table.target] }),
    index('message_for_target').on(table.target, table.board, table.seq),
  ],
);

/** Everything up to `seq` counts as read, and what is in `messageRead` beside it. */
export const readMark = sqliteTable(
  'read_mark',
  {
    principal: text('principal')
      .notNull()
      .references(() => principal.id),
    board: text('board')
      .notNull()
      .references(() => board.id),
    seq: integer('seq').notNull(),
  },
  (table) => [primaryKey({ columns: [table.principal, table.board] })],
);

export const messageRead = sqliteTable(
  'message_read',
  {
    principal: text('principal')
      .notNull()
      .references(() => principal.id),
    board: text('board')
      .notNull()
      .references(() => board.id),
    seq: integer('seq').notNull(),
    atMs: integer('at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.principal, table.board, table.seq] })],
);

/** Somebody follows a record (`step/<id>`) or the board (`board`), or wants to hear nothing of it. */
export const watch = sqliteTable(
  'watch',
  {
    principal: text('principal')
      .notNull()
      .references(() => principal.id),
    board: text('board')
      .notNull()
      .references(() => board.id),
    subject: text('subject').notNull(),
    level: text('level', { enum: ['watch', 'mute'] }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.principal, table.board, table.subject] })],
);

/** When somebody was on a board last: what came after is what is new to them. */
export const lastVisit = sqliteTable(
  'last_visit',
  {
    principal: text('principal')
      .notNull()
      .references(() => principal.id),
    board: text('board')
      .notNull()
      .references(() => board.id),
    atMs: integer('at_ms').notNull(),
    recordSeq: integer('record_seq').notNull(),
    docSeq: integer('doc_seq').notNull(),
  },
  (table) => [primaryKey({ columns: [table.principal, table.board] })],
);

export const mailSetting = sqliteTable('mail_setting', {
  principal: text('principal')
    .primaryKey()
    .references(() => principal.id),
  when: text('when', { enum: ['once', 'daily', 'never'] }).notNull(),
  /** Up to when a digest has told everything. */
  toldUntilMs: integer('told_until_ms').notNull(),
});

/** Mails that are to go out; kept until the operator's server has taken them. */
export const mailOutbox = sqliteTable(
  'mail_outbox',
  {
    id: text('id').primaryKey(),
    kind: text('kind').notNull(),
    recipient: text('recipient').notNull(),
    subject: text('subject').notNull(),
    text: text('text').notNull(),
    html: text('html').notNull(),
    /** JSON object of further headers. */
    headers: text('headers').notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
    attempts: integer('attempts').notNull(),
    /** null once it was sent or given up. */
    nextAtMs: integer('next_at_ms'),
    sentAtMs: integer('sent_at_ms'),
    lastError: text('last_error'),
  },
  (table) => [index('mail_outbox_next').on(table.nextAtMs)],
);
