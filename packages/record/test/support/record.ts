/** Records for the tests: entries as the server would write them, with ids that can be told apart. */
import { chained, type Entry, type EntryKind, type Payload, type RecordHead } from '../../src/index.ts';

/** `randomId('anna')` is `anna0000...`: letters that are no id characters become `0`. */
export const randomId = (name: string): string => name.replaceAll(/[^0-9a-hjkmnp-tv-z]/g, '0').padEnd(26, '0');
/** A ULID by a number. */
export const entityId = (number: number): string => `01${String(number).padStart(24, '0')}`;
export const HASH = 'ab'.repeat(32);
export const BOARD = randomId('board');

/** 2026-11-25 08:00 UTC and so many seconds. */
export const timeAt = (seconds: number): string => new Date(1_795_593_600_000 + seconds * 1000).toISOString();

export class Pen {
  readonly entries: Entry[] = [];
  readonly #board: string;

  constructor(board = BOARD) {
    this.#board = board;
  }

  get head(): RecordHead | null {
    return this.entries.at(-1) ?? null;
  }

  /** Says something of a known kind. */
  says<K extends EntryKind>(actor: string, kind: K, payload: Payload<K>): this {
    return this.writes(actor, kind, payload);
  }

  /** Writes anything. */
  writes(actor: string, kind: string, payload: unknown): this {
    const seq = this.entries.length + 1;
    const id = randomId(`entry${seq}`);
    this.entries.push(chained(this.#board, this.head, { id, kind, actor, at: timeAt(seq), payload }));
    return this;
  }

  joins(principal: string, given: Partial<Payload<'member'>> = {}): this {
    const member = { principal, name: principal, role: 'contributor', function: 'OPS', signer: false } as const;
    return this.says(principal, 'member', { ...member, ...given });
  }
}
