/**
 * The tables. Times are milliseconds since 1970 UTC. Who last changed a board and when is read from its log and not
 * stored twice; title, product scope and number of steps are copies of what the document says at `summarySeq`.
 */
import {
  blob,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  unique,
  uniqueIndex,
  type AnySQLiteColumn,
} from 'drizzle-orm/sqlite-core';
import { user } from './accounts.ts';

export const PRINCIPAL_KINDS = ['visitor', 'user', 'token', 'server'] as const;
export const FUNCTION_VALUES = ['OPS', 'QUA', 'IT', 'OTHER'] as const;

export const principal = sqliteTable(
  'principal',
  {
    id: text('id').primaryKey(),
    kind: text('kind', { enum: PRINCIPAL_KINDS }).notNull(),
    name: text('name').notNull(),
    function: text('function', { enum: FUNCTION_VALUES }).notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
    /** Of kind user: the account. */
    userId: text('user_id').references(() => user.id),
    /** Of a visitor who has an account now: the principal of that account. What the visitor did stays theirs. */
    linkedTo: text('linked_to').references((): AnySQLiteColumn => principal.id),
    /** Of a visitor who has signed out: their cookies are nobody's from then on. */
    signedOutAtMs: integer('signed_out_at_ms'),
  },
  (table) => [uniqueIndex('principal_user').on(table.userId), index('principal_linked').on(table.linkedTo)],
);

/** A plant or a programme: holds boards, and the people who may make new ones. */
export const workspace = sqliteTable('workspace', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  createdAtMs: integer('created_at_ms').notNull(),
});

export const board = sqliteTable('board', {
  id: text('id').primaryKey(),
  /** null only until the first start with workspaces has put the board into one. */
  workspace: text('workspace').references(() => workspace.id),
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

/** The record: only ever added to, at its end; triggers of the migration refuse everything else. */
export const recordEntry = sqliteTable(
  'record_entry',
  {
    board: text('board')
      .notNull()
      .references(() => board.id),
    seq: integer('seq').notNull(),
    id: text('id').notNull(),
    kind: text('kind').notNull(),
    actor: text('actor')
      .notNull()
      .references(() => principal.id),
    /** ISO 8601 UTC with milliseconds, as it is hashed. */
    at: text('at').notNull(),
    /** RFC 8785. */
    payload: text('payload').notNull(),
    prevHash: text('prev_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.board, table.seq] }),
    unique().on(table.board, table.id),
    index('record_entry_kind').on(table.board, table.kind, table.seq),
  ],
);

/** How far the tables that are copied from the record have got, each in the transaction of its entries. */
export const recordIndexMark = sqliteTable('record_index_mark', {
  board: text('board')
    .primaryKey()
    .references(() => board.id),
  seq: integer('seq').notNull(),
});

/** Heads of records that the server has signed; append-only like the record. */
export const recordHead = sqliteTable(
  'record_head',
  {
    board: text('board')
      .notNull()
      .references(() => board.id),
    seq: integer('seq').notNull(),
    hash: text('hash').notNull(),
    /** ISO 8601 UTC with milliseconds, as it is signed. */
    signedAt: text('signed_at').notNull(),
    keyId: text('key_id').notNull(),
    /** Ed25519, base64. */
    signature: text('signature').notNull(),
  },
  (table) => [primaryKey({ columns: [table.board, table.seq, table.keyId] })],
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
    /** Whose standing the token has, no more than its scopes allow; null for one made on the command line. */
    owner: text('owner').references(() => principal.id),
    /** Words of `TOKEN_SCOPES`, parted by blanks. */
    scopes: text('scopes').notNull().default('read comment edit'),
    expiresAtMs: integer('expires_at_ms'),
    revokedAtMs: integer('revoked_at_ms'),
    lastUsedAtMs: integer('last_used_at_ms'),
  },
  (table) => [index('token_principal').on(table.principal), index('token_owner').on(table.owner)],
);

export const setting = sqliteTable('setting', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
});
