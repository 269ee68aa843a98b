/** The copy of a record in IndexedDB: one database a person and board. Whatever fails in it costs the copy alone. */
import type { Entry } from '@chartroom/record';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { later, memoryCopy, type KeptCommand, type KeptRecord, type RecordCopy } from './record-copy.ts';

interface State {
  /** Counts how often what was kept was given up. */
  readonly lineage: number;
  readonly record: KeptRecord | null;
}

interface Schema extends DBSchema {
  entries: { key: number; value: Entry };
  /** One value under one key. */
  state: { key: typeof STATE; value: State };
  /** Numbered as they were said. */
  commands: { key: number; value: KeptCommand; indexes: { id: string } };
}
type Database = IDBPDatabase<Schema>;

const STATE = 'state';
const FRESH: State = { lineage: 0, record: null };
/** Entries that are read at once, so that a long record does not hold the page up. */
const PIECE = 2_000;
/** A browser in private mode, or another page deleting the database, may never answer. */
const OPEN_LIMIT_MS = 3_000;

export const recordCopyName = (principal: string, board: string): string => `chartroom.record.${principal}.${board}`;

async function open(name: string): Promise<Database> {
  const opening = openDB<Schema>(name, 1, {
    upgrade(database) {
      database.createObjectStore('entries', { keyPath: 'seq' });
      database.createObjectStore('state');
      database.createObjectStore('commands', { autoIncrement: true }).createIndex('id', 'id', { unique: true });
    },
    // A page of another version asks for the database, or it is deleted: this one goes on without it.
    blocking: (_from, _to, event) => (event.target as IDBDatabase).close(),
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), OPEN_LIMIT_MS)));
  const database = await Promise.race([opening, limit]).finally(() => clearTimeout(timer));
  if (database !== null) return database;
  void opening.then((late) => late.close()).catch(() => undefined);
  throw new Error(`The database ${name} did not open in ${OPEN_LIMIT_MS} ms`);
}

/** Opens it at once; what is asked meanwhile waits. */
export function recordDatabase(name: string): RecordCopy {
  if (typeof indexedDB === 'undefined') return memoryCopy();
  const opened = open(name);
  opened.catch(() => undefined);
  /** What is said while storage fails is kept for this page at least. */
  const spare = memoryCopy();
  let lineage = 0;

  const attempt = async <T>(work: (database: Database) => Promise<T>, otherwise: () => Promise<T>): Promise<T> => {
    try {
      return await work(await opened);
    } catch {
      return otherwise();
    }
  };
  const nothing = async (): Promise<void> => undefined;

  return {
    read: (each) =>
      attempt(
        async (database) => {
          // One transaction: another tab must not give the entries up between the two.
          const work = database.transaction(['state', 'entries']);
          const state = (await work.objectStore('state').get(STATE)) ?? FRESH;
          ({ lineage } = state);
          for (let after = 0; state.record !== null;) {
            const entries = await work.objectStore('entries').getAll(IDBKeyRange.lowerBound(after, true), PIECE);
            if (entries.length > 0) each(entries);
            if (entries.length < PIECE) break;
            after = entries.at(-1)!.seq;
          }
          return state.record;
        },
        async () => null,
      ),
    add: (after, entries, now) =>
      attempt(async (database) => {
        const work = database.transaction(['state', 'entries'], 'readwrite');
        const state = (await work.objectStore('state').get(STATE)) ?? FRESH;
        if (state.lineage !== lineage || (state.record?.head.seq ?? 0) < after) return;
        const store = work.objectStore('entries');
        await Promise.all([
          ...entries.map((entry) => store.put(entry)),
          work.objectStore('state').put({ lineage, record: later(state.record, now) }, STATE),
          work.done,
        ]);
      }, nothing),
    forget: () =>
      attempt(async (database) => {
        const work = database.transaction(['state', 'entries'], 'readwrite');
        const state = (await work.objectStore('state').get(STATE)) ?? FRESH;
        lineage = state.lineage + 1;
        await Promise.all([
          work.objectStore('entries').clear(),
          work.objectStore('state').put({ lineage, record: null }, STATE),
          work.done,
        ]);
      }, nothing),

    commands: () =>
      attempt(
        async (database) => [...(await database.getAll('commands')), ...(await spare.commands())],
        () => spare.commands(),
      ),
    put: (command) =>
      attempt(
        async (database) => {
          const work = database.transaction('commands', 'readwrite');
          const key = await work.store.index('id').getKey(command.id);
          await Promise.all([work.store.put(command, key), work.done]);
        },
        () => spare.put(command),
      ),
    has: (id) =>
      attempt(
        async (database) => (await database.countFromIndex('commands', 'id', id)) > 0 || spare.has(id),
        () => spare.has(id),
      ),
    remove: (id) =>
      attempt(
        async (database) => {
          await spare.remove(id);
          const work = database.transaction('commands', 'readwrite');
          const key = await work.store.index('id').getKey(id);
          await Promise.all([key === undefined ? null : work.store.delete(key), work.done]);
        },
        () => spare.remove(id),
      ),

    close: () => void opened.then((database) => database.close()).catch(() => undefined),
  };
}
