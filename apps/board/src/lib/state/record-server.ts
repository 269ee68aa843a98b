/** The server's part of a board's record, as a port: pages of what was said, and the way to say something. */
import type { CommandKind, Entry } from '@chartroom/record';
import type { RecordEntryResponse, RecordResponse } from '@chartroom/server/api';
import { ask, type Answer } from '#lib/session/http.ts';

/** The most that the server gives at once. */
const PAGE = 1000;

export interface Command {
  readonly id: string;
  readonly kind: CommandKind;
  readonly payload: unknown;
}

/** Never rejects. */
export interface RecordServer {
  /** What was said after `since`, without the audit trail. */
  page(since: number): Promise<Answer<RecordResponse>>;
  /** Of that only what charter and findings stand on; `lastSaid` is the last of it. */
  ground(since: number): Promise<Answer<RecordResponse>>;
  /** The entry of this number, of whatever kind; null where the record has none. */
  entry(seq: number): Promise<Answer<Entry | null>>;
  send(command: Command): Promise<Answer<RecordEntryResponse>>;
}

/** `me`: principal whose words are sent, whoever may be signed in by then. */
export function recordServer(board: string, me: string): RecordServer {
  const path = `/api/boards/${encodeURIComponent(board)}/record`;
  return {
    page: (since) => ask(`${path}?since=${since}&limit=${PAGE}&said=1`),
    ground: (since) => ask(`${path}?since=${since}&limit=${PAGE}&said=ground`),
    async entry(seq) {
      const answer = await ask<RecordResponse>(`${path}?since=${seq - 1}&limit=1`);
      return answer.ok ? { ok: true, value: answer.value.entries[0] ?? null } : answer;
    },
    send: ({ id, kind, payload }) => ask(path, { method: 'POST', body: { id, kind, payload }, as: me }),
  };
}
