/** A store in a temporary directory, with a visitor and boards made directly in it. */
import { onTestFinished } from 'vitest';
import { type OpenDatabase, openDatabase } from '../../src/db/database.ts';
import type { Actor } from '../../src/db/principals.ts';
import { type Store, createStore } from '../../src/db/store.ts';
import { sha256 } from '../../src/db/update-log.ts';
import { newId } from '../../src/ids.ts';
import { tempDir } from './temp-dir.ts';
import { valueOf } from './value-of.ts';

export const NOW_MS = Date.UTC(2026, 10, 22, 21, 30);

export interface OpenStore {
  readonly dataDir: string;
  readonly database: OpenDatabase;
  readonly store: Store;
}

export const openStore = async (dataDir = tempDir()): Promise<OpenStore> => {
  const database = valueOf(await openDatabase(dataDir, { nowMs: NOW_MS }));
  onTestFinished(() => database.close());
  return { dataDir, database, store: createStore(database) };
};

/** A board whose first update is `first`, by the server; answers its id. */
export const addBoard = async (store: Store, createdBy: Actor, first = new Uint8Array([0, 0])): Promise<string> => {
  const id = newId();
  const server = await store.principals.server(NOW_MS);
  await store.boards.create(
    {
      id,
      title: 'Lot release',
      productScope: 'tablets',
      steps: 0,
      template: 'blank',
      epoch: 1,
      createdAtMs: NOW_MS,
      createdBy,
    },
    {
      board: id,
      epoch: 1,
      principalId: server.id,
      clientId: 7,
      sessionId: newId(),
      receivedAtMs: NOW_MS,
      update: first,
      hash: sha256(first),
      newClientIds: [7],
    },
  );
  return id;
};
