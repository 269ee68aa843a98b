import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { until } from '../support/poll.ts';
import { provide } from '../support/provider.ts';
import { startTestServer } from '../support/server.ts';
import { makeToken } from '../support/token.ts';

/** The provider gives up after 30 s without a message: this is twice that and more. */
const ALONE_MS = 70_000;

describe('the published y-websocket provider, alone', () => {
  it('SRV-98 stays connected for 70 s without a peer, and edits before and after', { timeout: 120_000 }, async () => {
    const server = await startTestServer();
    const id = await server.create(await server.visit());
    const client = provide(server.origin, id, { protocols: [`chartroom.token.${await makeToken(server.dataDir)}`] });
    await client.synced();
    client.doc.getMap('board').set('site', 'Plant 4');

    // The passing of time is what is tested here.
    await delay(ALONE_MS);

    expect(client.closes()).toBe(0);
    expect(client.provider.wsconnected).toBe(true);
    client.doc.getMap('board').set('site', 'Plant 5');
    await until(async () =>
      (await (await server.ask(`/api/boards/${id}/charter?format=md`)).text()).includes('Plant 5'),
    );
    expect(client.closes()).toBe(0);
  });
});
