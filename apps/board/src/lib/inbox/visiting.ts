/**
 * Tells the server that somebody is on a board: after a minute of looking at it, every ten minutes from then on, and when
 * it is left after ten seconds at least. A glance is no visit, so that it takes nothing of what is new away.
 */
export const VISIT_AFTER_MS = 60_000;
export const AGAIN_AFTER_MS = 10 * 60_000;
export const GLANCE_MS = 10_000;

export interface VisitingParts {
  /** Notes the visit on the server; survives the end of the page. */
  readonly tell: () => void;
  readonly nowMs: () => number;
  readonly after: (ms: number, task: () => void) => () => void;
  /** Whether the page is looked at, and who hears when that changes; returns what ends it. */
  readonly isLookedAt: () => boolean;
  readonly onLook: (listener: () => void) => () => void;
}

export class Visiting {
  readonly #parts: VisitingParts;
  readonly #endLooking: () => void;
  /** Since when it is looked at without a break; null while it is not. */
  #sinceMs: number | null = null;
  #cancel: (() => void) | null = null;

  constructor(parts: VisitingParts) {
    this.#parts = parts;
    this.#endLooking = parts.onLook(() => this.#looked());
    this.#looked();
  }

  /** The board is left. */
  close(): void {
    this.#endLooking();
    this.#leave();
  }

  #looked(): void {
    if (!this.#parts.isLookedAt()) return this.#leave();
    if (this.#sinceMs !== null) return;
    this.#sinceMs = this.#parts.nowMs();
    this.#tellAfter(VISIT_AFTER_MS);
  }

  #tellAfter(ms: number): void {
    this.#cancel = this.#parts.after(ms, () => {
      this.#parts.tell();
      this.#tellAfter(AGAIN_AFTER_MS);
    });
  }

  #leave(): void {
    this.#cancel?.();
    this.#cancel = null;
    const sinceMs = this.#sinceMs;
    this.#sinceMs = null;
    if (sinceMs !== null && this.#parts.nowMs() - sinceMs >= GLANCE_MS) this.#parts.tell();
  }
}

/** In a browser; returns what ends it. */
export function visitIn(board: string): () => void {
  const visiting = new Visiting({
    tell: () => {
      void fetch(`/api/boards/${encodeURIComponent(board)}/visit`, {
        method: 'POST',
        credentials: 'same-origin',
        keepalive: true,
      }).catch(() => {
        // The server is away: where somebody was is told with the next sign.
      });
    },
    nowMs: () => Date.now(),
    after: (ms, task) => {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
    isLookedAt: () => document.visibilityState === 'visible',
    onLook: (listener) => {
      document.addEventListener('visibilitychange', listener);
      return () => document.removeEventListener('visibilitychange', listener);
    },
  });
  return () => visiting.close();
}
