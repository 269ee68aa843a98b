/**
 * Keeps a session alive while somebody works, and says when it is about to end. Counts for all tabs of the browser,
 * through what they remember together. Knows no page and no server: both are given.
 */
import type { RememberedVisitor } from './remembered-visitor.ts';

/** How often the server is told at most. */
export const TELL_EVERY_MS = 60_000;
/** How long before the end there is a warning, at most. */
export const WARN_MS = 60_000;

export interface ActivityOptions {
  readonly idleMs: number;
  readonly memory: Pick<RememberedVisitor, 'alive' | 'noteAlive'>;
  /** Tells the server that somebody is there; false when it was not heard. */
  readonly tell: () => Promise<boolean>;
  /** When the session ends unless something is done, or null: no end is near. */
  readonly onWarning: (endsAtMs: number | null) => void;
  /** The time is up; said again each minute until this is closed, since the server may have been away. */
  readonly onOverdue: () => void;
  readonly nowMs?: () => number;
  readonly after?: (ms: number, run: () => void) => () => void;
}

const timeout = (ms: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

export class Activity {
  readonly #options: ActivityOptions;
  readonly #nowMs: () => number;
  readonly #after: (ms: number, run: () => void) => () => void;
  #cancel: () => void = () => {};
  /** Something was done that the server has not been told of. */
  #due = false;
  #telling = false;
  #warned = false;
  /** Until when `onOverdue` is not said again. */
  #quietUntilMs = -Infinity;
  #isClosed = false;

  constructor(options: ActivityOptions) {
    this.#options = options;
    this.#nowMs = options.nowMs ?? Date.now;
    this.#after = options.after ?? timeout;
  }

  /** Opening a page is something done. */
  start(): void {
    this.#tell();
  }

  /** The person has really done something here. */
  done(): void {
    if (this.#isClosed) return;
    this.#due = true;
    this.look();
  }

  /** Looks at the clock and at what other tabs have noted; also after the machine has slept. */
  look(): void {
    if (this.#isClosed) return;
    const now = this.#nowMs();
    const { idleMs } = this.#options;
    const atMs = this.#atMs;
    const endsAtMs = atMs + idleMs;
    const warnAtMs = endsAtMs - Math.min(WARN_MS, idleMs / 2);
    // Twice, not once, within a session that lasts a minute only.
    const tellAtMs = atMs + Math.min(TELL_EVERY_MS, idleMs / 2);
    if (now >= endsAtMs) {
      if (now < this.#quietUntilMs) return;
      this.#quietUntilMs = now + TELL_EVERY_MS;
      this.#warn(null);
      this.#wait(TELL_EVERY_MS);
      return this.#options.onOverdue();
    }
    if (this.#due && now >= tellAtMs) return this.#tell();
    this.#warn(now >= warnAtMs ? endsAtMs : null);
    const next = this.#due ? tellAtMs : now < warnAtMs ? warnAtMs : endsAtMs;
    this.#wait(next - now);
  }

  close(): void {
    this.#isClosed = true;
    this.#cancel();
    this.#warn(null);
  }

  get #atMs(): number {
    // A clock that was set back must not keep a session alive on screen.
    return Math.min(this.#options.memory.alive()?.atMs ?? this.#nowMs(), this.#nowMs());
  }

  #tell(): void {
    if (this.#telling) return;
    this.#telling = true;
    const sinceMs = this.#nowMs();
    void this.#options.tell().then((heard) => {
      this.#telling = false;
      if (this.#isClosed) return;
      if (heard) {
        this.#due = false;
        this.#options.memory.noteAlive({ atMs: sinceMs, idleMs: this.#options.idleMs });
        return this.look();
      }
      // The server is away: what was done is told later, at the next thing done or here.
      this.#wait(Math.min(TELL_EVERY_MS, this.#options.idleMs / 2));
    });
  }

  #warn(endsAtMs: number | null): void {
    if (endsAtMs === null && !this.#warned) return;
    this.#warned = endsAtMs !== null;
    this.#options.onWarning(endsAtMs);
  }

  #wait(ms: number): void {
    this.#cancel();
    this.#cancel = this.#after(Math.max(0, ms), () => this.look());
  }
}
