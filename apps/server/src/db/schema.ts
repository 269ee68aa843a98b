/** Every table of the database. */
export * from './schema/access.ts';
export * from './schema/accounts.ts';
export * from './schema/core.ts';
export * from './schema/inbox.ts';
export * from './schema/trail.ts';
