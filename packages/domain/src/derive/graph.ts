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

/** One thing that can be read: a cell of input, or a computed value. */
export class Cell {
  readonly graph: Graph;
  readonly observers = new Set<Computed<unknown>>();
  /** The run that read this last, so that one run notes it once. */
  lastRun = 0;

  constructor(graph: Graph) {
    this.graph = graph;
  }

  /** Tells whoever is being computed that it depends on this. */
  track(): void {
    const { active, run } = this.graph;
    if (active === null || this.lastRun === run) return;
    this.lastRun = run;
    active.reads.push(this);
  }

  /** The content is different now. */
  changed(): void {
    for (const observer of this.observers) observer.soil(DIRTY);
  }
}

export class Computed<T> extends Cell {
  reads: Cell[] = [];
  readonly #compute: () => T;
  readonly #equal: (a: T, b: T) => boolean;
  #state = DIRTY;
  #has = false;
  #value: T | undefined;

  constructor(graph: Graph, compute: () => T, equal: (a: T, b: T) => boolean = Object.is) {
    super(graph);
    this.#compute = compute;
    this.#equal = equal;
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
    if (wasClean) for (const observer of this.observers) observer.soil(CHECK);
  }

  /** Forgets what it read; it computes anew when it is asked for again. */
  release(): void {
    for (const read of this.reads) {
      read.observers.delete(this as Computed<unknown>);
      if (read.observers.size === 0) this.graph.unobserved(read);
    }
    this.reads = [];
    this.#state = DIRTY;
    this.#has = false;
    this.#value = undefined;
  }

  #refresh(): void {
    if (this.#state === CHECK) {
      for (const read of this.reads) {
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
    const before = this.reads;
    this.reads = [];
    graph.active = this as Computed<unknown>;
    graph.run = graph.nextRun();
    let value: T;
    try {
      value = this.#compute();
    } catch (error) {
      // What was read stays known, so that the next change has it computed again.
      this.#observe(before);
      throw error;
    } finally {
      graph.active = outer;
      graph.run = outerRun;
    }
    this.#observe(before);
    this.#state = CLEAN;
    graph.computations += 1;
    if (this.#has && this.#equal(this.#value as T, value)) return;
    this.#value = value;
    if (this.#has) this.changed();
    this.#has = true;
  }

  #observe(before: readonly Cell[]): void {
    for (const read of before) read.observers.delete(this as Computed<unknown>);
    for (const read of this.reads) read.observers.add(this as Computed<unknown>);
    for (const read of before) if (read.observers.size === 0) this.graph.unobserved(read);
  }
}

export class Graph {
  active: Computed<unknown> | null = null;
  run = 0;
  /** How many computations ran since the graph was made: what "incremental" is measured by in tests. */
  computations = 0;
  #runs = 0;
  readonly #idle = new Set<Computed<unknown>>();
  readonly #owners = new Map<Computed<unknown>, () => void>();

  nextRun(): number {
    this.#runs += 1;
    return this.#runs;
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
    return (...parts) => {
      const key = parts.length === 1 ? parts[0]! : parts.join('|');
      let node = known.get(key);
      if (node === undefined) {
        node = new Computed(this, () => compute(...parts), equal);
        known.set(key, node);
        this.#owners.set(node as Computed<unknown>, () => known.delete(key));
      }
      return node.get();
    };
  }

  unobserved(cell: Cell): void {
    if (cell instanceof Computed && this.#owners.has(cell)) this.#idle.add(cell);
  }

  /** Drops family members that nothing reads any more. */
  sweep(): void {
    for (const node of this.#idle) {
      this.#idle.delete(node);
      if (node.observers.size > 0) continue;
      this.#owners.get(node)?.();
      this.#owners.delete(node);
      node.release();
    }
  }
}

/** Equality of lists by their items. */
export const sameList = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a === b || (a.length === b.length && a.every((item, index) => item === b[index]));
