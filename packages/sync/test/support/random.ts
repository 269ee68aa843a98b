/** A seeded source of randomness, so that every failure can be repeated from the seed in its message. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** A whole number from 0 to `below` - 1. */
  int(below: number): number;
  pick<T>(items: readonly T[]): T;
  chance(probability: number): boolean;
}

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (below: number): number => Math.floor(next() * below);
  return { next, int, pick: (items) => items[int(items.length)]!, chance: (probability) => next() < probability };
}

/** Seeds to run: `count` of them, or as many as the environment variable says; one only with `SYNC_SEED`. */
export function seeds(variable: string, count: number): readonly number[] {
  const one = process.env['SYNC_SEED'];
  if (one !== undefined) return [Number(one)];
  return Array.from({ length: Number(process.env[variable] ?? count) }, (_, index) => index + 1);
}
