/**
 * A person as a program sees one: the cookie that the server gives a visitor, boards by HTTP, documents by the sync
 * client over a real socket.
 */
import type { BoardResponse, PlantFunction, VisitorResponse } from '@chartroom/server/api';
import { createSyncClient, type SyncClient, type SyncClientOptions, type SyncState } from '@chartroom/sync/client';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { TestServer } from './server.ts';

export interface Visitor {
  readonly name: string;
  readonly principalId: string;
  readonly cookie: string;
  request(path: string, init?: RequestInit): Promise<Response>;
  createBoard(title: string, template: string): Promise<BoardResponse>;
  /** Opens a board with a fresh document, or with `doc`. */
  open(boardId: string, options?: OpenOptions): Opened;
}

export interface OpenOptions {
  readonly doc?: Y.Doc;
  readonly onState?: (state: SyncState) => void;
  /** Entries of the record that are stored from now on, as a JSON array in UTF-8. */
  readonly onRecord?: (entries: Uint8Array) => void;
}

export interface Opened {
  readonly doc: Y.Doc;
  readonly client: SyncClient;
}

export const visit = async (
  server: Pick<TestServer, 'url'>,
  name: string,
  plantFunction: PlantFunction,
): Promise<Visitor> => {
  const answer = await fetch(`${server.url}/api/visitor`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, function: plantFunction }),
  });
  if (!answer.ok) throw new Error(`POST /api/visitor answered ${answer.status}: ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .join('; ');
  const { principal } = (await answer.json()) as VisitorResponse;
  return takingPart(server, { name, principalId: principal.id, cookie });
};

/** What somebody does whom the server knows by this cookie. */
export const takingPart = (
  server: Pick<TestServer, 'url'>,
  { name, principalId, cookie }: Pick<Visitor, 'name' | 'principalId' | 'cookie'>,
): Visitor => {
  const request = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${server.url}${path}`, { ...init, headers: { ...(init.headers as Record<string, string>), cookie } });

  return {
    name,
    principalId,
    cookie,
    request,
    createBoard: async (title, template) => {
      const created = await request('/api/boards', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ title, template }),
      });
      if (created.status !== 201)
        throw new Error(`POST /api/boards answered ${created.status}: ${await created.text()}`);
      return (await created.json()) as BoardResponse;
    },
    open: (boardId, options = {}) => {
      const doc = options.doc ?? new Y.Doc();
      const client = createSyncClient({
        url: `${server.url.replace('http', 'ws')}/sync/${boardId}`,
        doc,
        WebSocketImpl: socketWithCookie(cookie),
        ...(options.onState === undefined ? {} : { onState: options.onState }),
        ...(options.onRecord === undefined ? {} : { onRecord: options.onRecord }),
      });
      return { doc, client };
    },
  };
};

/** A WebSocket constructor that sends the visitor's cookie, as a browser would. */
const socketWithCookie = (cookie: string): NonNullable<SyncClientOptions['WebSocketImpl']> =>
  class extends WebSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols, { headers: { cookie } });
    }
  } as unknown as NonNullable<SyncClientOptions['WebSocketImpl']>;
