/** A board of plain values, for asking the rule about one place at a time. */
import type { Alteration, WeighedBoard } from '../../src/index.ts';

export type Records = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
export type Rows = Readonly<Record<string, readonly string[]>>;

export const boardOf = (records: Records, rows: Rows = {}): WeighedBoard => ({
  field: (kind, id, field) => records[kind]?.[id]?.[field],
  has: (kind, id) => records[kind]?.[id] !== undefined,
  ids: (kind) => Object.keys(records[kind] ?? {}),
  rows: (kind) => rows[kind] ?? [],
});

export const field = (root: string, key: string, name: string, old: unknown, now: unknown): Alteration => ({
  root,
  key,
  field: name,
  old,
  new: now,
});
export const said = (root: string, key: string): Alteration => ({ root, key, field: null, old: null, new: 1 });
export const withdrawn = (root: string, key: string): Alteration => ({ root, key, field: null, old: 1, new: null });
