/**
 * What this browser keeps of one person's work so that a board opens while the server is away: databases and small facts,
 * each named `chartroom.<what>.<principal>` or `chartroom.<what>.<principal>.<board>...`. Lists it, and clears it.
 */
import type { Memory } from '#lib/state/remembered.ts';

export interface KeptBoard {
  readonly board: string;
  /** Edits that the server had not acknowledged, or has refused. */
  readonly unsent: number;
}

export interface Kept {
  readonly boards: readonly KeptBoard[];
  /** Names of databases and keys, for `clearKept`. */
  readonly databases: readonly string[];
  readonly keys: readonly string[];
}

/** The parts of IndexedDB that this needs. */
export type Databases = Pick<IDBFactory, 'databases' | 'deleteDatabase'>;

const isOf = (name: string, principal: string): boolean => {
  const [product, , owner] = name.split('.');
  return product === 'chartroom' && owner === principal;
};

/** `unsaid` counts what a record's database holds that the server has not stored. */
export async function keptOf(
  principal: string,
  memory: Memory | null,
  databases: Databases | null,
  unsaid: (database: string) => Promise<number> = async () => 0,
): Promise<Kept> {
  const keys = keysOf(memory).filter((key) => isOf(key, principal));
  const names = (await databaseNames(databases)).filter((name) => isOf(name, principal));
  const prefix = `chartroom.board.${principal}.`;
  const unsent = new Map<string, number>();
  const add = (board: string, count: number): void => void unsent.set(board, (unsent.get(board) ?? 0) + count);
  for (const key of keys.filter((key) => key.startsWith(prefix))) {
    const [board = '', what] = key.slice(prefix.length).split('.');
    if (what === undefined) add(board, setAside(memory, key));
    else if (what === 'unsent') add(board, Number(valueOf(memory, key)) || 0);
  }
  for (const name of names) {
    const [, what, , board = ''] = name.split('.');
    add(board, what === 'record' ? await unsaid(name) : 0);
  }
  return { boards: [...unsent].map(([board, count]) => ({ board, unsent: count })), databases: names, keys };
}

/** Clears all of it. A database that another tab still uses goes when that tab is closed. */
export async function clearKept(kept: Kept, memory: Memory | null, databases: Databases | null): Promise<void> {
  for (const key of kept.keys) {
    try {
      memory?.removeItem(key);
    } catch {
      // Storage was switched off meanwhile: then nothing is in it.
    }
  }
  await Promise.all(kept.databases.map((name) => remove(name, databases)));
}

const remove = (name: string, databases: Databases | null): Promise<void> =>
  new Promise((resolve) => {
    const asked = databases?.deleteDatabase(name);
    if (!asked) return resolve();
    asked.onsuccess = asked.onerror = asked.onblocked = () => resolve();
  });

async function databaseNames(databases: Databases | null): Promise<readonly string[]> {
  try {
    return ((await databases?.databases()) ?? []).flatMap(({ name }) => (name === undefined ? [] : [name]));
  } catch {
    return [];
  }
}

function keysOf(memory: Memory | null): readonly string[] {
  const keys: string[] = [];
  try {
    for (let index = 0; index < (memory?.length ?? 0); index++) {
      const key = memory?.key(index);
      if (key != null) keys.push(key);
    }
  } catch {
    // As above.
  }
  return keys;
}

function valueOf(memory: Memory | null, key: string): string | null {
  try {
    return memory?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

/** Copies that hold edits which the server refused. */
function setAside(memory: Memory | null, key: string): number {
  try {
    const value: unknown = JSON.parse(valueOf(memory, key) ?? 'null');
    const aside = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)['setAside'] : null;
    return Array.isArray(aside) ? aside.length : 0;
  } catch {
    return 0;
  }
}
