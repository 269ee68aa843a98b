/**
 * Waiting for something to become true, without guessing how long it takes.
 */
import { setTimeout as pause } from 'node:timers/promises';

export interface PollOptions {
  readonly withinMs?: number;
  readonly everyMs?: number;
  /** What was being waited for, for the failure; may be computed late. */
  readonly what: string | (() => string);
}

/** Resolves with the first value of `probe` that is neither null nor undefined nor false; fails when time is up. */
export const poll = async <T>(
  probe: () => T | null | undefined | false | Promise<T | null | undefined | false>,
  options: PollOptions,
): Promise<T> => {
  const deadline = performance.now() + (options.withinMs ?? 30_000);
  for (;;) {
    const value = await probe();
    if (value !== null && value !== undefined && value !== false) return value;
    if (performance.now() > deadline) {
      throw new Error(`Waited in vain for ${typeof options.what === 'string' ? options.what : options.what()}`);
    }
    await pause(options.everyMs ?? 20);
  }
};
