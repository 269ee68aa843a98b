/** Waits for a condition by asking again and again; the test's own time limit ends it. */
import { setTimeout as delay } from 'node:timers/promises';

const EVERY_MS = 20;

/** For `expect.poll`, whose own second is too short on a busy machine. */
export const PATIENT = { timeout: 15_000 };

export const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await condition())) await delay(EVERY_MS);
};
