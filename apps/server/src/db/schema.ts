/**
 * The tables. Times are milliseconds since 1970 UTC. Who last changed a board and when is read from its log and not
 * stored twice; title, product scope and number of steps are copies of what the document says at `summarySeq`.
 */
import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const principal = sqliteTable('principal', {
  id: text('id').primaryKey(),
  kind: text('kind', { enum: ['visitor', 'user', 'token', 'server'] }).notNull(),
  name: text('name').notNull(),
  function: text('function', { enum: ['OPS', 'QUA', 'IT', 'OTHER'] }).notNull(),
  createdAtMs: integer('created_at_ms').notNull(),
});

export const board = sqliteTable('board', {
  id: text('id').primaryKey(),
  number: integer('number').notNull().unique(),
  title: text('title').notNull(),
  productScope: text('product_scope').notNull(),
  template: text('template').notNull(),
  steps: integer('steps').notNull(),
  summarySeq: integer('summary_seq').notNull(),
  epoch: integer('epoch').notNull(),
  createdAtMs: integer('created_at_ms').notNull(),
  createdBy: text('created_by')
    .notNull()
    .references(() => principal.id),
});

export const updateLog = sqliteTable(
  'update_log',
  {
    board: text('board')
      .notNull()
      .references(() => board.id),
    seq: integer('seq').notNull(),
    epoch: integer('epoch').notNull(),
    principal: text('principal')
      .notNull()
      .references(() => principal.id),
    clientId: integer('client_id'),
    session: text('session').notNull(),
    receivedAtMs: integer('received_at_ms').notNull(),
    update: blob('update', { mode: 'buffer' }).notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [primaryKey({ columns: [table.board, table.seq] })],
);

export const clientBinding = sqliteTable(
  'client_binding',
  {
    board: text('board')
      .notNull()
      .references(() => board.id),
    clientId: integer('client_id').notNull(),
    principal: text('principal')
      .notNull()
      .references(() => principal.id),
  },
  (table) => [primaryKey({ columns: [table.board, table.clientId] })],
);

export const token = sqliteTable(
  'token',
  {
    /** SHA-256 of the secret, lower-case hex; the secret itself is never stored. */
    hash: text('hash').primaryKey(),
    principal: text('principal')
      .notNull()
      .references(() => principal.id),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (table) => [index('token_principal').on(table.principal)],
);

export const setting = sqliteTable('setting', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
});
