/** Pseudo-random numbers from a seed, so that a run can be repeated. */
export interface Random {
  readonly seed: number;
  /** Uniform in [0, 1). */
  next(): number;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
}

/** Mulberry32: 32 bits of state, good enough to choose moments and edits. */
export const randomFrom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { seed, next, between: (low, high) => low + Math.floor(next() * (high - low + 1)) };
};

/** A seed from the environment variable `name`, or a fresh one. */
export const seedFrom = (name: string): number => {
  const given = process.env[name];
  if (given === undefined || given === '') return Math.floor(Math.random() * 4_294_967_296);
  const seed = Number(given);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error(`${name} is "${given}"; give a whole number`);
  return seed;
};
