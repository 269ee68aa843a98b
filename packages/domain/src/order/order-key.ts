/**
 * Order keys: fractional positions with a random suffix, so that two people inserting at the same place get different
 * keys. Between any two keys there is another one. Knows nothing of steps or documents.
 */
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';

/** Longest key that is written; past it the range is rebalanced. Longer ones of others are read all the same. */
export const MAX_ORDER_KEY_LENGTH = 64;

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SUFFIX_LENGTH = 3;
const SMALLEST = `A${'0'.repeat(26)}`;

/** Uniform in [0, 1). */
export type Random = () => number;

function integerLength(head: string): number {
  if (head >= 'a' && head <= 'z') return head.charCodeAt(0) - 95;
  if (head >= 'A' && head <= 'Z') return 92 - head.charCodeAt(0);
  return Number.POSITIVE_INFINITY;
}

/** True for a key that positions can be computed from; anything else sorts last and is repaired when it is moved. */
export function isOrderKey(value: unknown): value is string {
  if (typeof value !== 'string' || !/^[A-Za-z][0-9A-Za-z]+$/.test(value)) return false;
  const whole = integerLength(value.charAt(0));
  return value.length >= whole && !(value.length > whole && value.endsWith('0')) && value !== SMALLEST;
}

/** Ascending by code unit, never by locale. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function suffix(random: Random): string {
  let text = '';
  for (let index = 0; index < SUFFIX_LENGTH - 1; index += 1)
    text += DIGITS.charAt(Math.floor(random() * DIGITS.length));
  return text + DIGITS.charAt(1 + Math.floor(random() * (DIGITS.length - 1)));
}

/** A key strictly between two others (null: no bound). Throws when `after` is not below `before`: a caller's bug. */
export function keyBetween(after: string | null, before: string | null, random: Random): string {
  if (after !== null && before !== null && after >= before)
    throw new RangeError(`No order key between "${after}" and "${before}"`);
  let base = generateKeyBetween(after, before);
  // A suffix on a prefix of `before` could pass `before`; step off the prefix first.
  if (before !== null) while (before.startsWith(base)) base = generateKeyBetween(base, before);
  return base + suffix(random);
}

/** `count` ascending keys strictly between two others, as short as they get. */
export function keysBetween(
  after: string | null,
  before: string | null,
  count: number,
  random: Random,
): readonly string[] {
  if (count === 1) return [keyBetween(after, before, random)];
  const bases = generateNKeysBetween(after, before, count);
  return bases.map((base, index) => {
    const next = bases[index + 1] ?? before;
    return next?.startsWith(base) === true ? base : base + suffix(random);
  });
}
