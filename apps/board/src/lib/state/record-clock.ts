/** When the record is asked again: as the server says, else later and later, never all at the same moment. */
import type { Failure } from '#lib/session/http.ts';

export interface RecordClock {
  nowMs(): number;
  /** Runs `task` once after `delayMs`; returns what cancels it. */
  after(delayMs: number, task: () => void): () => void;
}

export const systemClock: RecordClock = {
  nowMs: () => Date.now(),
  after(delayMs, task) {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
};

const FIRST_MS = 500;
const MOST_MS = 60_000;

/** `attempts`: failed ones in a row, from 1; `random`: uniform in [0, 1). */
export function retryAfterMs(failure: Failure, attempts: number, random: number): number {
  const full = Math.min(MOST_MS, FIRST_MS * 2 ** (attempts - 1));
  const delayMs = full / 2 + (full / 2) * random;
  return failure.kind === 'refused' ? Math.max(failure.retryAfterMs ?? 0, delayMs) : delayMs;
}
