/**
 * Memos that know what they read: when a cell changes, only what was computed from it is computed again, and what comes
 * out equal stops there. Pull-based: nothing runs until it is asked for. Knows no board and no rule.
 *
 * Invariant: a computed node is `CLEAN` only while every node it read in its last run is clean and unchanged since.
 */

const CLEAN = 0;
/** Something below may have changed: look before computing. */
const CHECK = 1;
const DIRTY = 2;

const NOTHING: readonly never[] = Object.freeze([]);

/** One thing that can be read: a cell of input, or a computed value. */
export class Cell {
  readonly graph: Graph;
  /** Who read this; most are read by one, and there are many of them, so one stands without a set. */
  #observers: Computed<unknown> | Set<Computed<unknown>> | null = null;
  /** The run that read this last, so that one run notes it once. */
  #lastRun = 0;

  constructor(graph: Graph) {
    this.graph = graph;
  }

  get observed(): boolean {
    return this.#observers !== null;
  }

  observe(observer: Computed<unknown>): void {
    const known = this.#observers;
    if (known === null) this.#observers = observer;
    else if (known instanceof Set) known.add(observer);
    else if (known !== observer) this.#observers = new Set([known, observer]);
  }

  unobserve(observer: Computed<unknown>): void {
    const known = this.#observers;
    if (known === observer) this.#observers = null;
    else if (known instanceof Set && known.delete(observer) && known.size === 0) this.#observers = null;
  }

  /** Tells whoever is being computed that it depends on this. */
  track(): void {
    const { graph } = this;
    if (graph.active === null || this.#lastRun === graph.run) return;
    this.#lastRun = graph.run;
    graph.note(this);
  }

  /** The content is different now. */
  changed(): void {
    this.tell(DIRTY);
  }

  protected tell(state: typeof CHECK | typeof DIRTY): void {
    const known = this.#observers;
    if (known === null) return;
    if (known instanceof Set) for (const observer of known) observer.soil(state);
    else known.soil(state);
  }
}

export class Computed<T> extends Cell {
  /** The family that this is of, null for a value that stays: one of no family, or one that was dropped. */
  family: Map<string, unknown> | null;
  readonly key: string;
  #reads: readonly Cell[] = NOTHING;
  readonly #compute: (...parts: readonly string[]) => T;
  readonly #parts: readonly string[];
  readonly #equal: (a: T, b: T) => boolean;
  #state = DIRTY;
  #has = false;
  #value: T | undefined;

  constructor(
    graph: Graph,
    compute: (...parts: readonly string[]) => T,
    equal: (a: T, b: T) => boolean = Object.is,
    parts: readonly string[] = NOTHING,
    key = '',
    family: Map<string, unknown> | null = null,
  ) {
    super(graph);
    this.#compute = compute;
    this.#equal = equal;
    this.#parts = parts;
    this.key = key;
    this.family = family;
  }

  /** The value now, computed if need be. Throws what the computation throws. */
  get(): T {
    this.track();
    if (this.#state !== CLEAN) this.#refresh();
    return this.#value as T;
  }

  soil(state: typeof CHECK | typeof DIRTY): void {
    if (this.#state >= state) return;
    const wasClean = this.#state === CLEAN;
    this.#state = state;
    if (wasClean) this.tell(CHECK);
  }

  /** Forgets what it read; it computes anew when it is asked for again. */
  release(): void {
    const before = this.#reads;
    this.#reads = NOTHING;
    this.#observe(before);
    this.#state = DIRTY;
    this.#has = false;
    this.#value = undefined;
  }

  #refresh(): void {
    if (this.#state === CHECK) {
      for (const read of this.#reads) {
        if (read instanceof Computed) read.refreshQuietly();
        if ((this.#state as number) === DIRTY) break;
      }
      if ((this.#state as number) === CHECK) {
        this.#state = CLEAN;
        return;
      }
    }
    this.#run();
  }

  /** Brings itself up to date without being noted as read. */
  refreshQuietly(): void {
    if (this.#state !== CLEAN) this.#refresh();
  }

  #run(): void {
    const { graph } = this;
    const outer = graph.active;
    const outerRun = graph.run;
    const before = this.#reads;
    const bottom = graph.noted;
    if (graph.follows) graph.active = this as Computed<unknown>;
    graph.run = graph.nextRun();
    let value: T;
    try {
      value = this.#compute(...this.#parts);
    } finally {
      graph.active = outer;
      graph.run = outerRun;
      // Where it throws, what was read stays known too, so that the next change has it computed again.
      this.#reads = graph.takeNoted(bottom);
      this.#observe(before);
    }
    this.#state = CLEAN;
    graph.computations += 1;
    if (this.#has && this.#equal(this.#value as T, value)) return;
    this.#value = value;
    if (this.#has) this.changed();
    this.#has = true;
  }

  #observe(before: readonly Cell[]): void {
    const reads = this.#reads;
    // Most runs read what the last one read, in the same order.
    if (before.length === reads.length && before.every((read, at) => read === reads[at])) return;
    for (const read of before) read.unobserve(this as Computed<unknown>);
    for (const read of reads) read.observe(this as Computed<unknown>);
    for (const read of before) if (!read.observed) this.graph.unobserved(read);
  }
}

export class Graph {
  /** False where nothing will ever change: then nobody needs to know what was read. */
  readonly follows: boolean;
  active: Computed<unknown> | null = null;
  run = 0;
  /** How many computations ran since the graph was made: what "incremental" is measured by in tests. */
  computations = 0;
  /** How much of `#notes` is in use. */
  noted = 0;
  /** What the runs that are under way have read, innermost last: one list, so that each run keeps only what it needs. */
  readonly #notes: Cell[] = [];
  #runs = 0;
  readonly #idle = new Set<Computed<unknown>>();

  constructor(follows = true) {
    this.follows = follows;
  }

  nextRun(): number {
    this.#runs += 1;
    return this.#runs;
  }

  note(read: Cell): void {
    this.#notes[this.noted] = read;
    this.noted += 1;
  }

  /** What the innermost run has read, from where its notes began. */
  takeNoted(bottom: number): readonly Cell[] {
    const reads = this.#notes.slice(bottom, this.noted);
    this.noted = bottom;
    return reads;
  }

  cell(): Cell {
    return new Cell(this);
  }

  computed<T>(compute: () => T, equal?: (a: T, b: T) => boolean): Computed<T> {
    return new Computed(this, compute, equal);
  }

  /** A value for each key, computed when first asked for and dropped by `sweep` when nothing reads it any more. */
  family<A extends readonly string[], R>(
    compute: (...parts: A) => R,
    equal?: (a: R, b: R) => boolean,
  ): (...parts: A) => R {
    const known = new Map<string, Computed<R>>();
    const run = compute as unknown as (...parts: readonly string[]) => R;
    return (...parts) => {
      const key = parts.length === 1 ? parts[0]! : parts.join('|');
      let node = known.get(key);
      if (node === undefined) {
        node = new Computed(this, run, equal, parts, key, known);
        known.set(key, node);
      }
      return node.get();
    };
  }

  unobserved(cell: Cell): void {
    if (cell instanceof Computed && cell.family !== null) this.#idle.add(cell);
  }

  /** Drops family members that nothing reads any more. */
  sweep(): void {
    for (const node of this.#idle) {
      this.#idle.delete(node);
      if (node.observed || node.family === null) continue;
      node.family.delete(node.key);
      node.family = null;
      node.release();
    }
  }
}

/** Equality of lists by their items. */
export const sameList = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a === b || (a.length === b.length && a.every((item, index) => item === b[index]));
