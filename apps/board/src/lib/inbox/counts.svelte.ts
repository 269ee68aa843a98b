/** How much is unread, concerns and asks the person at this screen, board by board, kept fresh while the page is looked at. */
import type { InboxCount, InboxCountsResponse } from '@chartroom/server/api';
import type { InboxServer } from './inbox-server.ts';

const EVERY_MS = 15_000;

export class InboxCounts {
  readonly #server: Pick<InboxServer, 'counts'>;
  /** null until the server has said it; what it said last while it is away. */
  value = $state.raw<InboxCountsResponse | null>(null);

  constructor(server: Pick<InboxServer, 'counts'>) {
    this.#server = server;
  }

  /** Keeps the counts fresh until the returned function is called. */
  follow(): () => void {
    const look = (): void => {
      if (document.visibilityState === 'visible') void this.refresh();
    };
    void this.refresh();
    const timer = setInterval(look, EVERY_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }

  async refresh(): Promise<void> {
    const answer = await this.#server.counts();
    if (answer.ok) this.value = answer.value;
  }

  of(board: string): InboxCount | null {
    return this.value?.boards.find((one) => one.board === board) ?? null;
  }
}
