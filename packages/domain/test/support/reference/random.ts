/** Seeded randomness, and the coins of one board. */
export type Random = () => number;

export function mulberry32(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export class Dice {
  readonly #random: Random;
  /** How many of its troubles this board has at all, from none (0) to each (1). */
  readonly #mess: number;
  readonly #troubles = new Map<string, number>();
  readonly #habits = new Map<string, number>();

  constructor(random: Random, mess: number) {
    this.#random = random;
    this.#mess = mess;
  }

  chance(probability: number): boolean {
    return this.#random() < probability;
  }

  /** From low to high, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.#random() * (high - low + 1));
  }

  pick<T>(values: readonly T[]): T {
    const value = values[Math.floor(this.#random() * values.length)];
    if (value === undefined) throw new Error('nothing to pick from');
    return value;
  }

  some<T>(values: readonly T[], probability: number): T[] {
    return values.filter(() => this.chance(probability));
  }

  shuffled<T>(values: readonly T[]): T[] {
    return values
      .map((value) => ({ value, at: this.#random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ value }) => value);
  }

  /** Whether something goes wrong here: on many boards never, on the others as often as the board's own coin says. */
  trouble(name: string): boolean {
    const probability = this.#troubles.get(name) ?? (this.chance(this.#mess) ? 0.1 + 0.7 * this.#random() : 0);
    this.#troubles.set(name, probability);
    return this.chance(probability);
  }

  /** A property that is neither right nor wrong, as common as it is on this board: often nearly always. */
  habit(name: string): boolean {
    const probability = this.#habits.get(name) ?? (this.chance(0.4) ? 0.95 : this.#random());
    this.#habits.set(name, probability);
    return this.chance(probability);
  }
}
