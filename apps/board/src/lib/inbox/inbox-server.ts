/** The inbox as the server keeps it: counts, pages, what was read, and when somebody gets mail. */
import type { InboxCountsResponse, InboxResponse, InboxShow, MailTime, MyMailResponse } from '@chartroom/server/api';
import { ask, type Answer } from '#lib/session/http.ts';

export interface InboxServer {
  counts(): Promise<Answer<InboxCountsResponse>>;
  page(show: InboxShow, before: string | null): Promise<Answer<InboxResponse>>;
  read(board: string, seqs: readonly number[]): Promise<Answer<unknown>>;
  mail(): Promise<Answer<MyMailResponse>>;
  setMail(when: MailTime): Promise<Answer<MyMailResponse>>;
}

export const inboxServer: InboxServer = {
  counts: () => ask('/api/inbox/counts'),
  page: (show, before) =>
    ask(`/api/inbox?show=${show}${before === null ? '' : `&before=${encodeURIComponent(before)}`}`),
  read: (board, seqs) =>
    ask(`/api/boards/${encodeURIComponent(board)}/reading`, { method: 'PUT', body: { read: seqs } }),
  mail: () => ask('/api/me/mail'),
  setMail: (when) => ask('/api/me/mail', { method: 'PUT', body: { when } }),
};
