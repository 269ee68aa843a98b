import { describe, expect, it } from 'vitest';
import { newId, newSecret } from '../../src/ids.ts';
import { PATIENT } from '../support/poll.ts';
import { refusal } from '../support/problem.ts';
import { meet } from '../support/record.ts';
import { startTestServer } from '../support/server.ts';
import { makeToken } from '../support/token.ts';
import { connectSocket, refusedUpgrade } from '../support/wire.ts';

const setUp = async () => {
  const server = await startTestServer();
  const cookie = await server.visit();
  const id = await server.create(cookie);
  return { server, cookie, id, url: `ws://127.0.0.1:${server.port}/sync/${id}` };
};

describe('upgrade', () => {
  it('SRV-90 lets in a visitor by cookie and a program by token', async () => {
    const { server, cookie, url } = await setUp();
    expect((await connectSocket(url, { cookie })).protocol).toBe('');
    const secret = await makeToken(server.dataDir);
    expect((await connectSocket(url, { protocols: [`chartroom.token.${secret}`] })).protocol).toBe(
      `chartroom.token.${secret}`,
    );
  });

  it('SRV-90 answers 401 at the upgrade to somebody without either', async () => {
    const { cookie, url } = await setUp();
    expect(await refusal(await refusedUpgrade(url))).toMatch(/^401 visitor-needed: .*chartroom\.token\.<secret>/s);
    expect(await refusal(await refusedUpgrade(url, { cookie: `${cookie}x` }))).toMatch(/^401 visitor-needed: /);
    expect(await refusal(await refusedUpgrade(url, { protocols: [`chartroom.token.${newSecret()}`] }))).toMatch(
      /^401 visitor-needed: /,
    );
    expect(await refusal(await refusedUpgrade(url, { protocols: ['chartroom.v1'] }))).toMatch(/^401 visitor-needed: /);
  });

  it('SRV-257 takes nothing of a page whose person is not signed in any more, and everything of one who is', async () => {
    const { server, cookie, url } = await setUp();
    const { id: petra } = await meet(server, 'Petra Novak', 'QUA');
    const closed = await (await connectSocket(`${url}?as=${petra}`, { cookie })).closed();
    expect(closed).toMatchObject({ code: 4401, reason: 'unauthenticated' });
    const { principal } = (await (await server.ask('/api/visitor', { cookie })).json()) as {
      principal: { id: string };
    };
    const own = await connectSocket(`${url}?as=${principal.id}`, { cookie, protocols: ['chartroom.v1'] });
    expect(own.protocol).toBe('chartroom.v1');
    expect(own.webSocket.readyState).toBe(own.webSocket.OPEN);
  });

  it('SRV-90 does not let a good cookie rescue a wrong token', async () => {
    const { cookie, url } = await setUp();
    expect(await refusal(await refusedUpgrade(url, { cookie, protocols: ['chartroom.token.wrong'] }))).toMatch(
      /^401 visitor-needed: /,
    );
  });

  it('SRV-91 takes chartroom.v1 wherever it is offered and never echoes the token beside it', async () => {
    const { server, cookie, url } = await setUp();
    const secret = await makeToken(server.dataDir);
    const token = `chartroom.token.${secret}`;
    expect((await connectSocket(url, { cookie, protocols: ['chartroom.v1'] })).protocol).toBe('chartroom.v1');
    expect((await connectSocket(url, { protocols: [token, 'chartroom.v1'] })).protocol).toBe('chartroom.v1');
    expect((await connectSocket(url, { cookie, protocols: ['chartroom.v2', 'chartroom.v1'] })).protocol).toBe(
      'chartroom.v1',
    );
    await expect(connectSocket(url, { protocols: [token, 'other'] })).rejects.toThrow(/no subprotocol/);
  });

  it('SRV-92 refuses a foreign or null Origin even with a cookie or token', async () => {
    const { server, cookie, url } = await setUp();
    const token = `chartroom.token.${await makeToken(server.dataDir)}`;
    for (const origin of ['null', 'http://evil.example', 'http://localhost:3000']) {
      expect(await refusal(await refusedUpgrade(url, { cookie, headers: { origin } }))).toMatch(
        /^403 foreign-origin: /,
      );
      expect(await refusal(await refusedUpgrade(url, { protocols: [token], headers: { origin } }))).toMatch(
        /^403 foreign-origin: /,
      );
    }
    await connectSocket(url, { cookie, headers: { origin: server.origin } });
  });

  it('SRV-92 refuses a foreign Host at the upgrade', async () => {
    const { cookie, url } = await setUp();
    expect(await refusal(await refusedUpgrade(url, { cookie, headers: { host: 'rebound.example' } }))).toMatch(
      /^403 foreign-host: /,
    );
  });

  it('SRV-93 closes an unknown board with 4404, after the upgrade, so that a page can read it', async () => {
    const { server, cookie } = await setUp();
    for (const id of [newId(), 'x', '__proto__', '%00']) {
      const socket = await connectSocket(`ws://127.0.0.1:${server.port}/sync/${id}`, { cookie });
      expect(await socket.closed()).toEqual({ code: 4404, reason: 'unknown-board' });
    }
    expect(await refusal(await refusedUpgrade(`ws://127.0.0.1:${server.port}/sync/${newId()}`))).toMatch(
      /^401 visitor-needed: /,
    );
  });

  it('SRV-93 refuses upgrades anywhere else', async () => {
    const { server, cookie } = await setUp();
    for (const path of ['/', '/sync', '/sync/', '/sync/a/b', '/api/boards'])
      expect(await refusal(await refusedUpgrade(`ws://127.0.0.1:${server.port}${path}`, { cookie }))).toMatch(
        /^404 not-found: /,
      );
  });

  it('SRV-94 closes a frame over 256 KB, a text frame and a compressed one, and others go on', async () => {
    const { server, cookie, url } = await setUp();
    const bystander = await connectSocket(url, { cookie });
    const big = await connectSocket(url, { cookie });
    big.webSocket.send(new Uint8Array(256 * 1024 + 1));
    expect((await big.closed()).code).toBe(1009);
    const text = await connectSocket(url, { cookie });
    text.webSocket.send('hello');
    expect((await text.closed()).code).toBe(4400);
    expect(bystander.webSocket.extensions).toBe('');
    expect(bystander.webSocket.readyState).toBe(1);
    expect((await server.ask('/readyz')).status).toBe(200);
  });

  it('SRV-95 shows who is connected, under the name they have now', async () => {
    const { server, cookie, id, url } = await setUp();
    const here = async () => ((await (await server.ask(`/api/boards/${id}`)).json()) as { here: unknown }).here;
    const one = await connectSocket(url, { cookie });
    await connectSocket(url, { cookie });
    await expect.poll(here, PATIENT).toEqual([{ name: 'Petra Novak', function: 'QUA' }]);
    await server.ask('/api/visitor', { json: { name: 'Petra N.', function: 'IT' }, cookie });
    await expect.poll(here, PATIENT).toEqual([{ name: 'Petra N.', function: 'IT' }]);
    one.webSocket.close();
    await one.closed();
    await expect.poll(here, PATIENT).toHaveLength(1);
  });
});
