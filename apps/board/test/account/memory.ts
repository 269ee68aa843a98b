/** What a browser keeps, in memory: storage for small facts, and the names of databases. */
import type { Databases } from '#lib/session/copies.ts';
import type { Memory } from '#lib/state/remembered.ts';

export class FakeStorage implements Memory {
  readonly values = new Map<string, string>();
  constructor(values: Readonly<Record<string, string>> = {}) {
    for (const [key, value] of Object.entries(values)) this.values.set(key, value);
  }
  get length(): number {
    return this.values.size;
  }
  key(index: number): string | null {
    return [...this.values.keys()][index] ?? null;
  }
  getItem(key: string): string | null {
    return this.values.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.values.set(key, value);
  }
  removeItem(key: string): void {
    this.values.delete(key);
  }
}

export const fakeDatabases = (names: Set<string>): Databases => ({
  databases: async () => [...names].map((name) => ({ name, version: 1 })),
  deleteDatabase: (name) => {
    names.delete(name);
    const request = {} as IDBOpenDBRequest;
    queueMicrotask(() => request.onsuccess?.({} as Event));
    return request;
  },
});
