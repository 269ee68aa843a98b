/** What somebody does who can write the database file: takes the triggers away first, then changes what they like. */
import type Database from 'better-sqlite3';

export const withoutTriggers = (sql: Database.Database, change: string | ((sql: Database.Database) => void)): void => {
  const names = sql.prepare<[], string>(`select name from sqlite_master where type = 'trigger'`).pluck().all();
  for (const name of names) sql.exec(`drop trigger ${name}`);
  if (typeof change === 'string') sql.exec(change);
  else change(sql);
};
