/** Reading as the server keeps it: which messages were read, and what is watched. */
import type { ReadingBody, ReadingResponse, WatchBody } from '@chartroom/server/api';
import { ask, type Answer } from '#lib/session/http.ts';

export interface ReadingServer {
  load(): Promise<Answer<ReadingResponse>>;
  mark(body: ReadingBody): Promise<Answer<unknown>>;
  watch(body: WatchBody): Promise<Answer<unknown>>;
}

export function readingServer(board: string): ReadingServer {
  const path = `/api/boards/${encodeURIComponent(board)}`;
  return {
    load: () => ask<ReadingResponse>(`${path}/reading`),
    mark: (body) => ask(`${path}/reading`, { method: 'PUT', body, keepalive: true }),
    watch: (body) => ask(`${path}/watch`, { method: 'PUT', body }),
  };
}
