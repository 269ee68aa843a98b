import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createSyncClient } from '../src/client/client.ts';
import type { SyncClient, SyncState } from '../src/client/contract.ts';
import { BOARD, bench, content, grantOf, principal } from './support/bench.ts';
import { createWire } from './support/sockets.ts';

const clients: SyncClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
});

describe('smoke', () => {
  it('two clients', async () => {
    const b = bench();
    const make = (name: string) => {
      const states: SyncState[] = [];
      const wire = createWire({
        hub: () => b.hub,
        clock: b.clock,
        grant: () => grantOf(principal(name)),
        board: BOARD,
      });
      const client = createSyncClient({
        url: 'x',
        doc: new Y.Doc(),
        WebSocketImpl: wire.Socket,
        clock: b.clock,
        random: () => 0.5,
        onState: (s) => states.push(s),
      });
      clients.push(client);
      return { client, wire, states };
    };
    const a = make('anna');
    const c = make('ben');
    await b.clock.advance(10);
    a.client.doc.getMap('step').set('a', 1);
    c.client.doc.getMap('step').set('b', 2);
    await b.clock.advance(100);
    expect(a.states).toEqual([]);
    expect(content(a.client.doc)).toEqual(content(c.client.doc));
    expect(b.events).toEqual([]);
  });
});
