/** What this browser remembers of one person's reading of a board, and the marks that the server has not taken yet. */
import type { WatchLevel } from '@chartroom/server/api';
import type { Memory } from '#lib/state/remembered.ts';

export interface KeptReading {
  readonly upTo: number;
  readonly read: readonly number[];
  readonly watches: Readonly<Record<string, WatchLevel>>;
  /** Marks to be sent. */
  readonly unsent: { readonly upTo: number; readonly read: readonly number[] };
}

const isNumbers = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((one) => Number.isSafeInteger(one));
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

export class ReadingMemory {
  readonly #memory: Memory | null;
  readonly key: string;

  constructor(memory: Memory | null, principal: string, board: string) {
    this.#memory = memory;
    this.key = `chartroom.reading.${principal}.${board}`;
  }

  /** Null when nothing is kept, or it cannot be read. */
  read(): KeptReading | null {
    try {
      return parse(JSON.parse(this.#memory?.getItem(this.key) ?? 'null'));
    } catch {
      return null;
    }
  }

  write(kept: KeptReading): void {
    try {
      this.#memory?.setItem(this.key, JSON.stringify(kept));
    } catch {
      // Storage is full or off: the server has what it was told.
    }
  }
}

function parse(value: unknown): KeptReading | null {
  if (!isObject(value)) return null;
  const { upTo, read, watches, unsent } = value;
  if (!Number.isSafeInteger(upTo) || !isNumbers(read) || !isObject(watches) || !isObject(unsent)) return null;
  if (!Number.isSafeInteger(unsent['upTo']) || !isNumbers(unsent['read'])) return null;
  return value as unknown as KeptReading;
}
