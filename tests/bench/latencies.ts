/** Latencies in milliseconds and what is said of them. */
export interface Spread {
  readonly count: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** Nearest-rank percentiles. */
export const spreadOf = (latenciesMs: readonly number[]): Spread => {
  const sorted = latenciesMs.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { count: sorted.length, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), maxMs: at(1) };
};

export interface Load {
  readonly clients: number;
  /** Of each client. */
  readonly editsPerSecond: number;
  readonly seconds: number;
}

export interface Measured {
  /** From the edit until its author knows that it is stored (the relay: that it came back). */
  readonly acknowledged: Spread;
  /** From the edit until another client has it. */
  readonly visible: Spread;
  /** Mean size of an edit on the wire. */
  readonly bytesPerEdit: number;
}

/**
 * Calls `edit(client, number)` at the rate of the load, the clients spread evenly over each interval, and resolves when
 * all are made.
 */
export const drive = (load: Load, edit: (client: number, number: number) => void): Promise<void> =>
  new Promise((resolve) => {
    const total = load.clients * load.editsPerSecond * load.seconds;
    const gapMs = 1000 / (load.clients * load.editsPerSecond);
    const startedAtMs = performance.now();
    let made = 0;
    const tick = (): void => {
      const due = Math.min(total, Math.floor((performance.now() - startedAtMs) / gapMs) + 1);
      for (; made < due; made++) edit(made % load.clients, Math.floor(made / load.clients));
      if (made === total) resolve();
      else setTimeout(tick, 1);
    };
    tick();
  });
