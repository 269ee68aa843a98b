/** Waits until the server has every edit of this screen. */
import type { BoardStore } from '#lib/state/contract.ts';

const WITHIN_MS = 8_000;

/** False when the connection went away, or it takes too long. */
export function stored(board: Pick<BoardStore, 'save'>, withinMs = WITHIN_MS): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isStored: boolean): void => {
      clearTimeout(timer);
      stop();
      resolve(isStored);
    };
    const timer = setTimeout(() => end(false), withinMs);
    const stop = $effect.root(() => {
      $effect(() => {
        const { kind } = board.save;
        if (kind === 'saved') queueMicrotask(() => end(true));
        else if (kind === 'offline') queueMicrotask(() => end(false));
      });
    });
  });
}
