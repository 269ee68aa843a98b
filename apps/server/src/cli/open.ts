/** Opens the store of a data directory for one command and closes it again, whatever the command does. */
import { openBeside } from '../db/database.ts';
import { type Store, createStore } from '../db/store.ts';
import type { Result } from '../refusal.ts';

export const withStore = async <T>(
  dataDir: string,
  access: 'read' | 'write',
  command: (store: Store) => Promise<Result<T>>,
): Promise<Result<T>> => {
  const database = openBeside(dataDir, access);
  if (!database.ok) return database;
  const store = createStore(database.value);
  try {
    return await command(store);
  } finally {
    store.close();
  }
};
