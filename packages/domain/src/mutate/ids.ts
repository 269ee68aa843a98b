/**
 * Where new ids and random order suffixes come from. Injectable, so that seeding and tests are repeatable.
 */
import { monotonicFactory } from 'ulid';
import type { Random } from '../order/order-key.ts';

export interface IdSource {
  /** A new ULID, above every one before it from this source. */
  next(): string;
  /** Uniform in [0, 1). */
  readonly random: Random;
}

/** Ids from a clock and a random source; monotonic within one source, also when the clock goes back. */
export function idSource(nowMs: () => number, random: Random): IdSource {
  const ulid = monotonicFactory(random);
  let latestMs = 0;
  return {
    next: () => ulid((latestMs = Math.max(latestMs, nowMs()))),
    random,
  };
}

function secureRandom(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32;
}

/** The source of this process. */
export const systemIds: IdSource = idSource(Date.now, secureRandom);

/** The same ids every time for the same seed: for tests and for golden files. */
export function seededIds(seed: number, startMs = 1_700_000_000_000): IdSource {
  let state = seed >>> 0;
  // Mulberry32: small, and good enough to spread ids and suffixes.
  const random: Random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  let tick = startMs;
  return idSource(() => (tick += 1), random);
}
