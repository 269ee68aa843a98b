/** A clock that moves when it is told to; timers run in the order of their time. */
import type { RecordClock } from '../../src/lib/state/record-clock.ts';

/** Lets everything that is ready happen: promises and what they start. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export class FakeClock implements RecordClock {
  #timers: { readonly atMs: number; readonly task: () => void }[] = [];
  #now = 1_800_000_000_000;

  nowMs(): number {
    return this.#now;
  }

  after(delayMs: number, task: () => void): () => void {
    const timer = { atMs: this.#now + delayMs, task };
    this.#timers.push(timer);
    return () => (this.#timers = this.#timers.filter((one) => one !== timer));
  }

  /** When the next timer runs, in milliseconds from now; null without one. */
  get nextMs(): number | null {
    return this.#timers.length === 0 ? null : Math.min(...this.#timers.map(({ atMs }) => atMs)) - this.#now;
  }

  async advance(ms: number): Promise<void> {
    const untilMs = this.#now + ms;
    await settle();
    for (;;) {
      const next = this.#timers.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
      if (next === undefined) break;
      this.#timers = this.#timers.filter((one) => one !== next);
      this.#now = next.atMs;
      next.task();
      await settle();
    }
    this.#now = untilMs;
  }
}
