/** Rational arithmetic of section 3, as two whole numbers; the lower one is always above zero. */
export interface Ratio {
  readonly top: number;
  readonly bottom: number;
}

export const whole = (value: number): Ratio => ({ top: value, bottom: 1 });
export const plus = (a: Ratio, b: Ratio): Ratio => ({
  top: a.top * b.bottom + b.top * a.bottom,
  bottom: a.bottom * b.bottom,
});
export const times = (a: Ratio, factor: number): Ratio => ({ top: a.top * factor, bottom: a.bottom });
export const over = (a: Ratio, divisor: number): Ratio => ({ top: a.top, bottom: a.bottom * divisor });
export const minus = (a: Ratio, b: Ratio): Ratio => plus(a, times(b, -1));
export const below = (a: Ratio, b: Ratio): boolean => a.top * b.bottom < b.top * a.bottom;
export const atLeast = (a: Ratio, b: Ratio): boolean => !below(a, b);
export const absolute = (a: Ratio): Ratio => ({ top: Math.abs(a.top), bottom: a.bottom });

/** Half up, for values from zero on. */
export function rounded(a: Ratio): number {
  const doubled = 2 * a.top + a.bottom;
  return (doubled - (doubled % (2 * a.bottom))) / (2 * a.bottom);
}
