import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { until } from '../support/poll.ts';
import { startProcess } from '../support/process.ts';
import { provide } from '../support/provider.ts';
import { cookieOf } from '../support/server.ts';
import { connectSocket } from '../support/wire.ts';

const send = (origin: string, path: string, json: unknown, cookie = ''): Promise<Response> =>
  fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(json),
  });

/** How much of what `clientId` wrote is in the document. */
const clockOf = (doc: Y.Doc, clientId: number): number =>
  Y.decodeStateVector(Y.encodeStateVector(doc)).get(clientId) ?? 0;

const withBoard = async (origin: string) => {
  const cookie = cookieOf(await send(origin, '/api/visitor', { name: 'Petra', function: 'QUA' }));
  const { id } = (await (
    await send(origin, '/api/boards', { title: 'Lot release', template: 't1' }, cookie)
  ).json()) as { id: string };
  return { cookie, id };
};

describe('stop', { timeout: 120_000 }, () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'SRV-7 closes sockets with 1012 and exits 0 on %s before its own time limit, the lock released',
    async (signal) => {
      const server = startProcess();
      const origin = await server.origin();
      const { cookie, id } = await withBoard(origin);
      const socket = await connectSocket(`${origin.replace('http', 'ws')}/sync/${id}`, { cookie });
      const idle = await connectSocket(`${origin.replace('http', 'ws')}/sync/${id}`, {
        cookie,
        protocols: ['chartroom.v1'],
      });
      // A client that answers nothing must not hold up the end.
      idle.webSocket.pause();
      server.process.kill(signal);
      expect(await socket.closed()).toEqual({ code: 1012, reason: 'restart' });
      expect(await server.ended()).toEqual({ code: 0, signal: null });
      expect(existsSync(join(server.dataDir, 'lock.json'))).toBe(false);
      expect(server.stdout()).toContain('Everything that was acknowledged is stored');
    },
  );

  it('SRV-8 loses no edit that another client had seen, neither by SIGTERM nor by SIGKILL', async () => {
    let server = startProcess();
    const origin = await server.origin();
    const { cookie, id } = await withBoard(origin);
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const at = await server.origin();
      const [one, other] = [provide(at, id, { cookie }), provide(at, id, { cookie })];
      await Promise.all([one.synced(), other.synced()]);
      let written = 0;
      const writer = setInterval(() => one.doc.getMap('regime').set('FDA_DRUG', (written += 1) % 2), 1);
      const seen = other.doc.getMap('regime');
      let changes = 0;
      seen.observe(() => (changes += 1));
      await until(() => changes > 50);
      server.process.kill(signal);
      await server.ended();
      clearInterval(writer);
      const seenClock = clockOf(other.doc, one.doc.clientID);
      expect(seenClock).toBeGreaterThan(50);
      other.provider.disconnect();
      one.provider.disconnect();

      server = startProcess({ DATA_DIR: server.dataDir });
      const reader = provide(await server.origin(), id, { cookie });
      await reader.synced();
      expect(clockOf(reader.doc, one.doc.clientID)).toBeGreaterThanOrEqual(seenClock);
    }
  });

  it('SRV-21 starts again on the data directory of a server that was killed', async () => {
    const first = startProcess();
    await first.origin();
    first.process.kill('SIGKILL');
    await first.ended();
    const second = startProcess({ DATA_DIR: first.dataDir });
    expect((await fetch(`${await second.origin()}/readyz`)).status).toBe(200);
  });
});
