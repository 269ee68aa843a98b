/** Small facts about a board that this browser remembers for one person between visits. Losing them loses no edit. */
import type { SetAside } from './local-copy.ts';

export interface Remembered {
  readonly epoch: number;
  readonly generation: number;
  readonly setAside: readonly SetAside[];
}

export interface Memory {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  key(index: number): string | null;
  readonly length: number;
}

export class BoardMemory {
  readonly #memory: Memory | null;
  readonly #key: string;

  constructor(memory: Memory | null, principal: string, board: string) {
    this.#memory = memory;
    this.#key = `chartroom.board.${principal}.${board}`;
  }

  /** Null when this browser has not opened the board for this person before. */
  read(): Remembered | null {
    const value = this.#parse(this.#get(this.#key));
    const { epoch, generation, setAside } = value;
    if (typeof epoch !== 'number' || typeof generation !== 'number') return null;
    return { epoch, generation, setAside: Array.isArray(setAside) ? (setAside as unknown[]).filter(isSetAside) : [] };
  }

  write(remembered: Remembered): void {
    this.#set(this.#key, JSON.stringify(remembered));
  }

  /** Unsent edits that tabs of earlier visits left in the copy. */
  unsent(): number {
    return this.#unsentKeys().reduce((sum, key) => sum + (Number(this.#get(key)) || 0), 0);
  }

  /** Notes how many edits of one tab the server has not acknowledged. */
  noteUnsent(tab: number, count: number): void {
    if (count > 0) this.#set(`${this.#key}.unsent.${tab}`, String(count));
    else this.#remove(`${this.#key}.unsent.${tab}`);
  }

  /** The server has everything that was in the copy. */
  allSent(): void {
    for (const key of this.#unsentKeys()) this.#remove(key);
  }

  #unsentKeys(): readonly string[] {
    const keys: string[] = [];
    try {
      for (let index = 0; index < (this.#memory?.length ?? 0); index++) {
        const key = this.#memory?.key(index);
        if (key?.startsWith(`${this.#key}.unsent.`)) keys.push(key);
      }
    } catch {
      // Storage was switched off meanwhile.
    }
    return keys;
  }

  #parse(text: string | null): Readonly<Record<string, unknown>> {
    try {
      const value: unknown = JSON.parse(text ?? '{}');
      return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
    } catch {
      return {};
    }
  }
  #get(key: string): string | null {
    try {
      return this.#memory?.getItem(key) ?? null;
    } catch {
      return null;
    }
  }
  #set(key: string, value: string): void {
    try {
      this.#memory?.setItem(key, value);
    } catch {
      // Storage is full or off: the board is loaded from the server next time.
    }
  }
  #remove(key: string): void {
    try {
      this.#memory?.removeItem(key);
    } catch {
      // As above.
    }
  }
}

function isSetAside(value: unknown): value is SetAside {
  if (typeof value !== 'object' || value === null) return false;
  const { copy, reason, atMs } = value as Record<string, unknown>;
  return typeof copy === 'string' && typeof reason === 'string' && typeof atMs === 'number';
}

export function browserMemory(): Memory | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}
