/** Does something once the browser has nothing else to do, at the latest after some seconds. */
const IDLE_WITHIN_MS = 4_000;

export function whenIdle(task: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(task, { timeout: IDLE_WITHIN_MS });
  // A browser without it: the first screen is drawn long before.
  else setTimeout(task, IDLE_WITHIN_MS / 4);
}
