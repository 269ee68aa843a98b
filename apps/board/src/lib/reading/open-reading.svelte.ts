/** Opens the reading of a board for as long as the calling component is on screen. */
import { untrack } from 'svelte';
import type { BoardStore } from '#lib/state/contract.ts';
import { browserMemory } from '#lib/state/remembered.ts';
import { provideReading } from './context.ts';
import { ReadingMemory } from './reading-memory.ts';
import { readingServer } from './reading-server.ts';
import { Reading } from './reading.svelte.ts';

/** Call while a component is being set up. */
export function openReading(board: BoardStore): Reading {
  const memory = new ReadingMemory(browserMemory(), board.me.id, board.id);
  const reading = new Reading({
    record: board.record,
    me: () => board.me,
    server: readingServer(board.id),
    memory,
    after: (ms, task) => {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
  });
  provideReading(reading);

  const refresh = (): void => {
    if (document.visibilityState === 'visible') void reading.refresh();
    else reading.flush();
  };
  $effect(() => {
    untrack(refresh);
    const heard = (event: StorageEvent): void => {
      if (event.key === memory.key) reading.heard(memory.read());
    };
    document.addEventListener('visibilitychange', refresh);
    addEventListener('online', refresh);
    addEventListener('storage', heard);
    return () => {
      document.removeEventListener('visibilitychange', refresh);
      removeEventListener('online', refresh);
      removeEventListener('storage', heard);
      reading.close();
    };
  });
  return reading;
}
