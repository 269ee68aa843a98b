/** Our own client in Node, with a cookie, and the frames of a client that stops at nothing. */
import { onTestFinished } from 'vitest';
import { type SyncClient, createSyncClient } from '@chartroom/sync/client';
import type { Entry } from '@chartroom/record';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { type Decoded, decodeFrame, encodeFrame } from '../../../../packages/sync/src/wire/frames.ts';
import { type Dial, connectSocket } from './wire.ts';

export interface OwnClient {
  readonly doc: Y.Doc;
  readonly client: SyncClient;
  /** Entries of the record that were told. */
  readonly heard: readonly Entry[];
}

const address = (origin: string, board: string): string => `${origin.replace(/^http/, 'ws')}/sync/${board}`;

export const openOwnClient = (origin: string, board: string, cookie: string): OwnClient => {
  const heard: Entry[] = [];
  const doc = new Y.Doc();
  const client = createSyncClient({
    url: address(origin, board),
    doc,
    WebSocketImpl: class extends WebSocket {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols, { headers: { cookie } });
      }
    } as never,
    onRecord: (entries) => heard.push(...(JSON.parse(new TextDecoder().decode(entries)) as readonly Entry[])),
  });
  onTestFinished(() => {
    client.destroy();
    doc.destroy();
  });
  return { doc, client, heard };
};

/** A connection of `chartroom.v1` that sends edits without ever looking at what it is told. */
export const openPusher = async (origin: string, board: string, options: Dial) => {
  const protocols = ['chartroom.v1', ...(options.protocols ?? [])];
  const socket = await connectSocket(address(origin, board), { ...options, protocols });
  const told: Extract<Decoded, { kind: 'frame' }>['frame'][] = [];
  socket.webSocket.on('message', (data: ArrayBuffer) => {
    const decoded = decodeFrame(new Uint8Array(data));
    if (decoded.kind === 'frame') told.push(decoded.frame);
  });
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  onTestFinished(() => doc.destroy());
  return {
    ...socket,
    /** Frames that the server sent. */
    told,
    /** Writes the board's site anew and sends that; false once the connection is closed. */
    push: (site: string): boolean => {
      doc.getMap('board').set('site', site);
      const update = updates.pop();
      if (update === undefined || socket.webSocket.readyState !== WebSocket.OPEN) return false;
      socket.webSocket.send(encodeFrame({ type: 'update', update }));
      return true;
    },
  };
};
