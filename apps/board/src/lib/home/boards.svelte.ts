/** The list of boards as the server has it: asked for at once, then every ten seconds while the page is looked at. */
import type { BoardResponse, BoardsResponse, BoardSummary } from '@chartroom/server/api';
import { ask, type Failure } from '#lib/session/http.ts';

const EVERY_MS = 10_000;

export type Loading = 'asking' | 'fresh' | 'failed';

export class BoardList {
  boards = $state.raw<readonly BoardSummary[] | null>(null);
  loading = $state<Loading>('asking');
  /** When the list was last true, in milliseconds. */
  asOfMs = $state(0);

  /** Keeps the list fresh until the returned function is called. */
  follow(): () => void {
    void this.refresh();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void this.refresh();
    }, EVERY_MS);
    const seen = (): void => {
      if (document.visibilityState === 'visible') void this.refresh();
    };
    document.addEventListener('visibilitychange', seen);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', seen);
    };
  }

  async refresh(): Promise<void> {
    const answer = await ask<BoardsResponse>('/api/boards');
    if (!answer.ok) {
      this.loading = 'failed';
      return;
    }
    this.boards = answer.value.boards;
    this.asOfMs = Date.now();
    this.loading = 'fresh';
  }

  /** Becomes facilitator of a board of one's workspace; the failure, or null. */
  async takeOver(id: string): Promise<Failure | null> {
    const answer = await ask<BoardResponse>(`/api/boards/${encodeURIComponent(id)}/take-over`, { method: 'POST' });
    return answer.ok ? null : answer.failure;
  }

  /** Renames a board; the failure, or null. */
  async rename(id: string, title: string): Promise<Failure | null> {
    const answer = await ask<BoardResponse>(`/api/boards/${encodeURIComponent(id)}`, {
      method: 'PATCH',
      body: { title },
    });
    if (!answer.ok) return answer.failure;
    const renamed = answer.value;
    this.boards = (this.boards ?? []).map((board) => (board.id === id ? renamed : board));
    return null;
  }
}
