import { createSyncClient } from '@chartroom/sync/client';
import type { Entry } from '@chartroom/record';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { PATIENT } from '../support/poll.ts';
import { meet, recordOf, say } from '../support/record.ts';
import { startTestServer } from '../support/server.ts';
import { connectSocket } from '../support/wire.ts';

describe('the record over the socket', () => {
  it('SRV-130 our own client hears of every entry that is stored, in order; a foreign one never does', async () => {
    const server = await startTestServer();
    const petra = await meet(server, 'Petra Novak', 'QUA');
    const tom = await meet(server, 'Tom Becker', 'OPS');
    const board = await server.create(petra.cookie);
    const url = `${server.origin.replace(/^http/, 'ws')}/sync/${board}`;
    const foreign = await connectSocket(url, { cookie: petra.cookie });
    const tags: number[] = [];
    foreign.webSocket.on('message', (data: ArrayBuffer) => tags.push(new Uint8Array(data)[0] ?? -1));

    const heard: Entry[] = [];
    const doc = new Y.Doc();
    const client = createSyncClient({
      url,
      doc,
      WebSocketImpl: class extends WebSocket {
        constructor(address: string | URL, protocols?: string | string[]) {
          super(address, protocols, { headers: { cookie: petra.cookie } });
        }
      } as never,
      onRecord: (entries) => heard.push(...(JSON.parse(new TextDecoder().decode(entries)) as readonly Entry[])),
    });
    onTestFinished(() => {
      client.destroy();
      doc.destroy();
    });
    await expect.poll(() => client.state.kind, PATIENT).toBe('synced');
    for (const ready of [true, false, true])
      expect((await say(server, board, tom, 'ready', { ready })).status).toBe(201);
    expect((await say(server, board, tom, 'ready', {})).status).toBe(422);
    await expect.poll(() => heard.length, PATIENT).toBe(4);
    // What stood there before it came, it asks for.
    expect(heard).toEqual((await recordOf(server, board, '?since=2')).entries);
    expect(tags.length).toBeGreaterThan(0);
    expect(tags.every((tag) => tag < 64)).toBe(true);
  });
});
