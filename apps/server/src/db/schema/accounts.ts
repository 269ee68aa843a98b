/**
 * Accounts as better-auth keeps them, with its own names of fields; times are what it stores. What the server knows
 * beyond that of a person stands in `principal`.
 */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

const time = (name: string) => integer(name, { mode: 'timestamp_ms' });

export const user = sqliteTable('auth_user', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: integer('email_verified', { mode: 'boolean' }).notNull().default(false),
  image: text('image'),
  createdAt: time('created_at').notNull(),
  updatedAt: time('updated_at').notNull(),
  twoFactorEnabled: integer('two_factor_enabled', { mode: 'boolean' }),
  discipline: text('discipline').notNull().default(''),
  jobTitle: text('job_title').notNull().default(''),
  /** Of the whole instance: accounts, workspaces, settings. Holds no right on a board and signs nothing by that. */
  administrator: integer('administrator', { mode: 'boolean' }).notNull().default(false),
  /** Cannot sign in; what the person said stays. */
  disabledAt: time('disabled_at'),
});

export const session = sqliteTable(
  'auth_session',
  {
    id: text('id').primaryKey(),
    expiresAt: time('expires_at').notNull(),
    token: text('token').notNull().unique(),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    userId: text('user_id')
      .notNull()
      .references(() => user.id),
    /** Last request; the idle limit counts from here. */
    seenAt: time('seen_at'),
    /** When whoever holds it has last shown who they are; null in sessions of an older version: when it was made. */
    provedAt: time('proved_at'),
  },
  (table) => [index('auth_session_user').on(table.userId)],
);

export const account = sqliteTable(
  'auth_account',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => user.id),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: time('access_token_expires_at'),
    refreshTokenExpiresAt: time('refresh_token_expires_at'),
    scope: text('scope'),
    password: text('password'),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (table) => [index('auth_account_user').on(table.userId)],
);

export const verification = sqliteTable(
  'auth_verification',
  {
    id: text('id').primaryKey(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: time('expires_at').notNull(),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (table) => [index('auth_verification_identifier').on(table.identifier)],
);

export const twoFactor = sqliteTable(
  'auth_two_factor',
  {
    id: text('id').primaryKey(),
    secret: text('secret').notNull(),
    backupCodes: text('backup_codes').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => user.id),
    verified: integer('verified', { mode: 'boolean' }),
    failedVerificationCount: integer('failed_verification_count'),
    lockedUntil: time('locked_until'),
  },
  (table) => [index('auth_two_factor_user').on(table.userId)],
);

export const passkey = sqliteTable(
  'auth_passkey',
  {
    id: text('id').primaryKey(),
    name: text('name'),
    publicKey: text('public_key').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => user.id),
    credentialID: text('credential_id').notNull(),
    counter: integer('counter').notNull(),
    deviceType: text('device_type').notNull(),
    backedUp: integer('backed_up', { mode: 'boolean' }).notNull(),
    transports: text('transports'),
    createdAt: time('created_at'),
    aaguid: text('aaguid'),
  },
  (table) => [index('auth_passkey_user').on(table.userId), index('auth_passkey_credential').on(table.credentialID)],
);

/** Failed sign-ins of an address, whether an account has it or not, so that the answer tells nobody which ones exist. */
export const signInFailure = sqliteTable('auth_sign_in_failure', {
  /** SHA-256 of the lower-case address, hex; of a device on which it is known, with a colon and the SHA-256 of its id. */
  key: text('email_hash').primaryKey(),
  failures: integer('failures').notNull(),
  lastAtMs: integer('last_at_ms').notNull(),
  lockedUntilMs: integer('locked_until_ms'),
});
