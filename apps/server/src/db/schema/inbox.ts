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
    /** Where it stands: record, field, and what both were called and said when it began. */
    subject: text('subject').notNull(),
    field: text('field'),
    label: text('label').notNull(),
    quote: text('quote'),
    author: text('author').notNull(),
    toFunction: text('to_function'),
    toPrincipal: text('to_principal'),
    /** ISO day. */
    due: text('due'),
    open: integer('open', { mode: 'boolean' }).notNull(),
    claimed: integer('claimed', { mode: 'boolean' }).notNull(),
    lastSeq: integer('last_seq').notNull(),
    /** No message in it is later, whatever the clock did. */
    lastAtMs: integer('last_at_ms').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.board, table.thread] }),
    index('thread_index_asked').on(table.board, table.open, table.toFunction),
    index('thread_index_principal').on(table.toPrincipal, table.open),
    index('thread_index_subject').on(table.board, table.subject),
    index('thread_index_last').on(table.board, table.lastAtMs),
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
    /** Later than every message of the board before it, whatever the clock did. */
    atMs: integer('at_ms').notNull(),
    /** The beginning of the wording as it stands. */
    excerpt: text('excerpt').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.board, table.seq] }),
    index('message_thread').on(table.board, table.thread, table.seq),
    index('message_comment').on(table.board, table.comment),
    // What somebody said themselves is never unread to them: it is taken off by this.
    index('message_author').on(table.author, table.board, table.seq),
    // Unread messages are counted, and found, in the index alone.
    index('message_unread').on(table.board, table.seq, table.author, table.thread, table.atMs),
  ],
);

/** Whom a message concerns: a principal, or everybody of a function (`fn:QUA`). Its author never. */
export const messageFor = sqliteTable(
  'message_for',
  {
    board: text('board')
      .notNull()
      .references(() => board.id),
    seq: integer('seq').notNull(),
    target: text('target').notNull(),
    /** `named` in it, `asked` by its thread, or `spoke` in its thread before. */
    why: text('why', { enum: ['named', 'asked', 'spoke'] }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.board, table.seq, table.target, table.why] }),
    index('message_for_target').on(table.target, table.board, table.seq, table.why),
  ],
);

/**
 * Everything up to `seq` counts as read but what is in `unreadBefore`; after it, what is in `messageRead`. Made when
 * somebody joins the board.
 */
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
  },
  (table) => [primaryKey({ columns: [table.principal, table.board, table.seq] })],
);

/** Said before somebody joined, but for them. */
export const unreadBefore = sqliteTable(
  'unread_before',
  {
    principal: text('principal')
      .notNull()
      .references(() => principal.id),
    board: text('board')
      .notNull()
      .references(() => board.id),
    seq: integer('seq').notNull(),
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

/** When somebody was on a board last, and where they had left it the time before. */
export const lastVisit = sqliteTable(
  'last_visit',
  {
    principal: text('principal')
      .notNull()
      .references(() => principal.id),
    board: text('board')
      .notNull()
      .references(() => board.id),
    /** When the visit in progress began. */
    startedAtMs: integer('started_at_ms').notNull(),
    /** Last sign of life, and what was there then. */
    atMs: integer('at_ms').notNull(),
    recordSeq: integer('record_seq').notNull(),
    docSeq: integer('doc_seq').notNull(),
    /** The same at the end of the visit before; null on the first one. */
    beforeAtMs: integer('before_at_ms'),
    beforeRecordSeq: integer('before_record_seq'),
    beforeDocSeq: integer('before_doc_seq'),
  },
  (table) => [primaryKey({ columns: [table.principal, table.board] })],
);

export const mailSetting = sqliteTable('mail_setting', {
  principal: text('principal')
    .primaryKey()
    .references(() => principal.id),
  when: text('when', { enum: ['once', 'daily', 'never'] }).notNull(),
  /** Messages up to this time are not told again. */
  toldUntilMs: integer('told_until_ms').notNull(),
  /** ISO day of the last morning on which it was looked whether there is something to tell. */
  morning: text('morning'),
});

/** Mails that are to go out; kept until the operator's server has taken them. */
export const mailOutbox = sqliteTable(
  'mail_outbox',
  {
    id: text('id').primaryKey(),
    kind: text('kind').notNull(),
    recipient: text('recipient').notNull(),
    subject: text('subject').notNull(),
    /** Empty once it was sent: it may hold a secret, such as a link to set a password. So is `html`. */
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
  (table) => [index('mail_outbox_next').on(table.nextAtMs), index('mail_outbox_sent').on(table.sentAtMs)],
);
