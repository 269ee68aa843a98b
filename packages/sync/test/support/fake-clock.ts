/** A clock that only moves when told to; timers run in order of time, then of creation. */
import type { Clock } from '../../src/ports.ts';

interface Timer {
  readonly atMs: number;
  readonly order: number;
  readonly task: () => void;
}

/** Lets everything that is ready happen: promises and what they start. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export class FakeClock implements Clock {
  private timers = new Set<Timer>();
  private order = 0;
  private now = 0;

  nowMs(): number {
    return 1_800_000_000_000 + this.now;
  }
  monotonicMs(): number {
    return this.now;
  }
  after(delayMs: number, task: () => void): () => void {
    const timer = { atMs: this.now + Math.max(0, delayMs), order: this.order++, task };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  /** Runs the next timer that is due by `untilMs`; false when there is none. */
  runNext(untilMs: number): boolean {
    let next: Timer | null = null;
    for (const timer of this.timers) {
      if (timer.atMs > untilMs) continue;
      if (next === null || timer.atMs < next.atMs || (timer.atMs === next.atMs && timer.order < next.order))
        next = timer;
    }
    if (next === null) return false;
    this.timers.delete(next);
    this.now = Math.max(this.now, next.atMs);
    next.task();
    return true;
  }

  async advance(ms: number): Promise<void> {
    const untilMs = this.now + ms;
    await settle();
    while (this.runNext(untilMs)) await settle();
    this.now = untilMs;
    await settle();
  }
}
