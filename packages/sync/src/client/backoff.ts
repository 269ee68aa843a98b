/**
 * When to try again: soon after a restart, later and later after failures, never all at the same moment.
 */
import type { CloseReason } from '../wire/close-codes.ts';

const FIRST_MS = 250;
/** Clients are back within 10 s of a server that is. */
const MOST_MS = 8_000;
const SOON_MS = 100;
const SOON_SPREAD_MS = 500;

/**
 * @param attempts failed attempts since the last synchronisation, from 1
 * @param random uniform in [0, 1)
 */
export function retryDelayMs(retry: CloseReason['retry'], attempts: number, random: number): number {
  if (retry === 'soon' && attempts === 1) return SOON_MS + SOON_SPREAD_MS * random;
  const full = Math.min(MOST_MS, FIRST_MS * 2 ** (attempts - 1));
  return full / 2 + (full / 2) * random;
}
