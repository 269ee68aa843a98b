/**
 * Notices which messages somebody has had before their eyes for a second: on screen, in a page that is looked at. Knows
 * no thread; an element is told by the number that it is watched under.
 */
export const SEEN_AFTER_MS = 1_000;
/** So much of a message has to be on screen; of one that is higher than the screen, so much of the screen. */
const SHARE = 0.6;

export interface SightingParts {
  /** Calls back when an element comes on or goes off the screen. */
  readonly observe: (told: (element: Element, isVisible: boolean) => void) => {
    add(element: Element): void;
    remove(element: Element): void;
    close(): void;
  };
  /** Whether the page is looked at, and who hears when that changes; returns what ends it. */
  readonly isLookedAt: () => boolean;
  readonly onLook: (listener: () => void) => () => void;
  readonly after: (ms: number, task: () => void) => () => void;
  readonly onSeen: (seqs: readonly number[]) => void;
}

export class Sighting {
  readonly #parts: SightingParts;
  readonly #observer: ReturnType<SightingParts['observe']>;
  readonly #seqs = new Map<Element, number>();
  readonly #visible = new Set<Element>();
  readonly #timers = new Map<Element, () => void>();
  readonly #endLooking: () => void;

  constructor(parts: SightingParts) {
    this.#parts = parts;
    this.#observer = parts.observe((element, isVisible) => this.#appeared(element, isVisible));
    this.#endLooking = parts.onLook(() => this.#looked());
  }

  /** Watches an element; returns what ends it. */
  watch(element: Element, seq: number): () => void {
    this.#seqs.set(element, seq);
    this.#observer.add(element);
    return () => {
      this.#observer.remove(element);
      this.#appeared(element, false);
      this.#seqs.delete(element);
    };
  }

  close(): void {
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
    this.#observer.close();
    this.#endLooking();
  }

  #appeared(element: Element, isVisible: boolean): void {
    if (isVisible) this.#visible.add(element);
    else this.#visible.delete(element);
    this.#time(element);
  }

  #looked(): void {
    for (const element of this.#visible) this.#time(element);
  }

  #time(element: Element): void {
    const counts = this.#visible.has(element) && this.#parts.isLookedAt();
    const timer = this.#timers.get(element);
    if (!counts) {
      timer?.();
      this.#timers.delete(element);
      return;
    }
    if (timer !== undefined) return;
    this.#timers.set(
      element,
      this.#parts.after(SEEN_AFTER_MS, () => {
        this.#timers.delete(element);
        const seq = this.#seqs.get(element);
        if (seq !== undefined) this.#parts.onSeen([seq]);
      }),
    );
  }
}

const later = (ms: number, task: () => void): (() => void) => {
  const timer = setTimeout(task, ms);
  return () => clearTimeout(timer);
};

/** In a browser. */
export const sightingIn = (onSeen: SightingParts['onSeen']): Sighting =>
  new Sighting({
    observe: (told) => {
      const observer = new IntersectionObserver(
        (entries) => {
          for (const { target, isIntersecting, intersectionRatio, intersectionRect, rootBounds } of entries) {
            const screen = rootBounds?.height ?? globalThis.innerHeight;
            told(target, isIntersecting && (intersectionRatio >= SHARE || intersectionRect.height >= SHARE * screen));
          }
        },
        { threshold: [0, 0.25, SHARE, 1] },
      );
      return {
        add: (element) => observer.observe(element),
        remove: (element) => observer.unobserve(element),
        close: () => observer.disconnect(),
      };
    },
    isLookedAt: () => document.visibilityState === 'visible',
    onLook: (listener) => {
      document.addEventListener('visibilitychange', listener);
      return () => document.removeEventListener('visibilitychange', listener);
    },
    after: later,
    onSeen,
  });
