/**
 * What a page that is closed leaves to be said by the next one: when edits were made of which the server had not said that
 * it has them, and notes that had not gone out. Losing it loses no edit.
 */
import type { EditNote } from '@chartroom/record';
import type { Memory } from './remembered.ts';

/** Items of the document, by client id and clocks, first and last. */
export interface EditItems {
  readonly client: number;
  readonly from: number;
  readonly to: number;
}
export interface Stretch extends EditItems {
  /** When its first edit was made, milliseconds since 1970 UTC. */
  readonly atMs: number;
}
/** Said and not sent yet. */
export interface Waiting {
  readonly items: EditItems;
  readonly said: EditNote;
}

export class LeftNotes {
  readonly #memory: Memory | null;
  readonly #prefix: string;

  /** `memory`: null where nothing can be kept. `key`: of this person on this board. */
  constructor(memory: Memory | null, key: string) {
    this.#memory = memory;
    this.#prefix = `${key}.`;
  }

  /** In place of one that begins with the same item. */
  keepStretch(stretch: Stretch): void {
    this.#keep(`at.${stretch.client}.${stretch.from}`, stretch);
  }
  /** False where it cannot be kept. */
  keepWaiting(waiting: Waiting): boolean {
    return this.#keep(`said.${waiting.items.client}.${waiting.items.from}`, waiting);
  }
  /** But those of the page that asks, which knows its own. */
  stretches(own: number): readonly Stretch[] {
    return this.#all()
      .filter(isStretch)
      .filter(({ client }) => client !== own);
  }
  waiting(): readonly Waiting[] {
    return this.#all().filter(isWaiting);
  }
  forget(): void {
    try {
      for (const key of this.#keys()) this.#memory?.removeItem(key);
    } catch {
      // What cannot be read is not said either.
    }
  }

  #keep(name: string, value: Stretch | Waiting): boolean {
    try {
      this.#memory?.setItem(`${this.#prefix}${name}`, JSON.stringify(value));
      return this.#memory !== null;
    } catch {
      // Storage is full or off: how the edits were made is not said then.
      return false;
    }
  }
  #all(): readonly unknown[] {
    return this.#keys().flatMap((key) => {
      try {
        return [JSON.parse(this.#memory?.getItem(key) ?? '') as unknown];
      } catch {
        return [];
      }
    });
  }
  #keys(): readonly string[] {
    const keys: string[] = [];
    try {
      for (let index = 0; index < (this.#memory?.length ?? 0); index += 1) {
        const key = this.#memory?.key(index);
        if (key?.startsWith(this.#prefix)) keys.push(key);
      }
    } catch {
      // As above.
    }
    return keys;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const areNumbers = (...values: readonly unknown[]): boolean =>
  values.every((one) => Number.isSafeInteger(one) && (one as number) >= 0);

const isStretch = (value: unknown): value is Stretch =>
  isObject(value) && areNumbers(value['client'], value['from'], value['to'], value['atMs']);

function isWaiting(value: unknown): value is Waiting {
  if (!isObject(value)) return false;
  const { items, said } = value;
  return isObject(items) && areNumbers(items['client'], items['from'], items['to']) && isObject(said);
}
