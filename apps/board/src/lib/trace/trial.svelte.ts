/**
 * Trying a change out: off the keystroke, again a moment after the board has changed, and never blocking without
 * saying so. Knows neither the board nor what is tried; a task is any function that may take long.
 */
/** After a change of the board the next try waits until people have stopped typing. */
export const SETTLE_MS = 400;
/** Whatever takes longer says that it is at work. */
export const BUSY_AFTER_MS = 200;

export interface TrialClock {
  later(task: () => void, ms: number): () => void;
  now(): number;
  /** Runs a task once the screen has shown what stands now. */
  painted(task: () => void): () => void;
}

const REAL: TrialClock = {
  later(task, ms) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
  now: () => performance.now(),
  painted(task) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => (timer = setTimeout(task, 0)));
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  },
};

export class Trial<T> {
  /** What the last try said; null before the first. */
  result = $state.raw<T | null>(null);
  /** A try is under way or waits, and has done so for long enough to say it. */
  busy = $state(false);
  /** What is shown was tried before the board changed. */
  stale = $state(false);

  readonly #clock: TrialClock;
  #task: (() => T) | null = null;
  #cost = 0;
  #stops: (() => void)[] = [];

  constructor(clock: TrialClock = REAL) {
    this.#clock = clock;
  }

  /** Begins to try something else. */
  start(task: () => T): void {
    this.#task = task;
    this.result = null;
    this.stale = false;
    this.#schedule(0);
  }

  /** The board has changed: what is shown is tried again once it is calm. */
  changed(): void {
    if (this.#task === null) return;
    this.stale = this.result !== null;
    this.#schedule(SETTLE_MS);
  }

  stop(): void {
    this.#task = null;
    this.#cancel();
    this.result = null;
    this.busy = false;
    this.stale = false;
  }

  #schedule(waitMs: number): void {
    this.#cancel();
    this.busy = this.#cost > BUSY_AFTER_MS;
    this.#stops.push(this.#clock.later(() => (this.busy = true), BUSY_AFTER_MS));
    this.#stops.push(this.#clock.later(() => this.#stops.push(this.#clock.painted(() => this.#run())), waitMs));
  }

  #run(): void {
    const task = this.#task;
    if (task === null) return;
    const began = this.#clock.now();
    const result = task();
    this.#cost = this.#clock.now() - began;
    this.#cancel();
    this.result = result;
    this.busy = false;
    this.stale = false;
  }

  #cancel(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }
}
