import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { PATIENT, until } from '../support/poll.ts';
import { provide } from '../support/provider.ts';
import { startTestServer } from '../support/server.ts';
import { makeToken } from '../support/token.ts';

describe('the published y-websocket provider', () => {
  it('SRV-96 connects with a token, reads the board and edits it; another sees the edit and the list names the token', async () => {
    const server = await startTestServer();
    const cookie = await server.visit();
    const id = await server.create(cookie, 'Lot release');
    const secret = await makeToken(server.dataDir, 'Historian feed');
    const program = provide(server.origin, id, { protocols: [`chartroom.token.${secret}`] });
    const visitor = provide(server.origin, id, { cookie });
    await Promise.all([program.synced(), visitor.synced()]);
    expect(program.doc.getMap('board').get('title')).toBe('Lot release');

    program.doc.getMap('board').set('site', 'Plant 4');
    await until(() => visitor.doc.getMap('board').get('site') === 'Plant 4');
    const board = (await (await server.ask(`/api/boards/${id}`)).json()) as object;
    expect(board).toMatchObject({ lastChangeBy: { name: 'Historian feed', function: 'IT' } });
    expect(program.closes() + visitor.closes()).toBe(0);
  });

  it('SRV-97 has its edit on disk before anybody else sees it, and again after a restart', async () => {
    const server = await startTestServer();
    const cookie = await server.visit();
    const id = await server.create(cookie);
    const [one, other] = [provide(server.origin, id, { cookie }), provide(server.origin, id, { cookie })];
    await Promise.all([one.synced(), other.synced()]);
    one.doc.getMap('process').set('sponsor', 'Plant head');
    await until(() => other.doc.getMap('process').get('sponsor') === 'Plant head');
    await server.stop();
    const again = await startTestServer({ DATA_DIR: server.dataDir });
    const reader = provide(again.origin, id, { cookie });
    await reader.synced();
    expect(reader.doc.getMap('process').get('sponsor')).toBe('Plant head');
    expect(Y.encodeStateVector(reader.doc).byteLength).toBeGreaterThan(1);
  });

  it('SRV-17 brings the list up to what was edited', async () => {
    const server = await startTestServer();
    const cookie = await server.visit();
    const id = await server.create(cookie, 'Lot release', 'blank');
    const client = provide(server.origin, id, { cookie });
    await client.synced();
    client.doc.getMap('board').set('title', 'Release of lots');
    client.doc.getMap('process').set('productScope', 'tablet family Z');
    const listed = async (): Promise<unknown> => (await server.ask(`/api/boards/${id}`)).json();
    await expect.poll(listed, PATIENT).toMatchObject({ title: 'Release of lots', productScope: 'tablet family Z' });
  });

  it('SRV-93 gives up for good on an unknown board', async () => {
    const server = await startTestServer();
    const client = provide(server.origin, 'nothing', { cookie: await server.visit() });
    const [closed] = (await new Promise<unknown[]>((resolve) =>
      client.provider.once('closed', (...event) => resolve(event)),
    )) as [{ code: number }];
    expect(closed.code).toBe(4404);
    expect(client.provider.shouldConnect).toBe(false);
  });
});
