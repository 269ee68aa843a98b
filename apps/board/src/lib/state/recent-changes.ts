/**
 * Which records somebody else changed within the last two seconds, and who: the tint that shows a remote change
 * and settles. One topic a record.
 */
import type { Author } from './contract.ts';
import { Topics } from './topics.ts';

export const TINT_MS = 2_000;

export class RecentChanges {
  readonly #topics = new Topics();
  readonly #by = new Map<string, Author>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  get(record: string): Author | undefined {
    this.#topics.read(record);
    return this.#by.get(record);
  }

  add(record: string, author: Author): void {
    clearTimeout(this.#timers.get(record));
    this.#timers.set(
      record,
      setTimeout(() => this.#settle(record), TINT_MS),
    );
    if (this.#by.get(record) === author) return;
    this.#by.set(record, author);
    this.#topics.changed([record]);
  }

  #settle(record: string): void {
    this.#timers.delete(record);
    this.#by.delete(record);
    this.#topics.changed([record]);
  }

  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }
}
