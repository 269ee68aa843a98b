import { describe, expect, it } from 'vitest';
import { BUSY_AFTER_MS, SETTLE_MS, Trial, type TrialClock } from '../../src/lib/trace/trial.svelte.ts';

/** Time that passes when told to; a task may take some of it. */
class TestClock implements TrialClock {
  #now = 0;
  #waiting: { readonly at: number; readonly task: () => void }[] = [];
  now = (): number => this.#now;
  later = (task: () => void, ms: number): (() => void) => {
    const entry = { at: this.#now + ms, task };
    this.#waiting.push(entry);
    return () => (this.#waiting = this.#waiting.filter((other) => other !== entry));
  };
  painted = (task: () => void): (() => void) => this.later(task, 16);
  spend(ms: number): void {
    this.#now += ms;
  }
  pass(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const next = this.#waiting.filter((entry) => entry.at <= until).toSorted((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#waiting = this.#waiting.filter((other) => other !== next);
      this.#now = Math.max(this.#now, next.at);
      next.task();
    }
    this.#now = Math.max(this.#now, until);
  }
}

function trial(costMs = 0) {
  const clock = new TestClock();
  const runs: number[] = [];
  const one = new Trial<number>(clock);
  const task = (): number => {
    clock.spend(costMs);
    return runs.push(clock.now());
  };
  return { clock, runs, one, task };
}

describe('trying a change out', () => {
  it('TUI-34 happens after the screen has shown that it was asked for, never at once', () => {
    const { clock, one, runs, task } = trial();
    one.start(task);
    expect([runs.length, one.result, one.busy]).toEqual([0, null, false]);
    clock.pass(20);
    expect([runs.length, one.result, one.busy]).toEqual([1, 1, false]);
  });

  it('TUI-34 happens again once the board is calm; what is shown until then is marked as old', () => {
    const { clock, one, runs, task } = trial();
    one.start(task);
    clock.pass(20);
    for (let key = 0; key < 5; key++) {
      one.changed();
      clock.pass(SETTLE_MS / 2);
    }
    expect([runs.length, one.stale]).toEqual([1, true]);
    clock.pass(SETTLE_MS);
    expect([runs.length, one.stale, one.result]).toEqual([2, false, 2]);
  });

  it('TUI-34 says that it is at work beyond 200 ms, and at once where the last try took that long', () => {
    const { clock, one, task } = trial(BUSY_AFTER_MS + 50);
    one.start(task);
    expect(one.busy).toBe(false);
    clock.pass(20);
    expect([one.busy, one.result]).toEqual([false, 1]);
    one.start(task);
    expect([one.busy, one.result]).toEqual([true, null]);
    clock.pass(20);
    expect([one.busy, one.result]).toEqual([false, 2]);
    one.changed();
    clock.pass(SETTLE_MS + 20);
    expect([one.busy, one.stale, one.result]).toEqual([false, false, 3]);
  });

  it('TUI-34 a wait of more than 200 ms is said too', () => {
    const { clock, one, task } = trial();
    one.start(task);
    clock.pass(20);
    one.changed();
    expect(one.busy).toBe(false);
    clock.pass(BUSY_AFTER_MS);
    expect(one.busy).toBe(true);
  });

  it('TUI-34 stops when it is closed; a board that changes then tries nothing', () => {
    const { clock, one, runs, task } = trial();
    one.start(task);
    one.stop();
    one.changed();
    clock.pass(2_000);
    expect([runs.length, one.result, one.busy, one.stale]).toEqual([0, null, false, false]);
  });
});
