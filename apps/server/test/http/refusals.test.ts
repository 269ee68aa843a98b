import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { refusal } from '../support/problem.ts';
import { startTestServer } from '../support/server.ts';

/** Sends bytes as they are and answers everything that comes back. */
const raw = (port: number, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.setEncoding('utf8').on('data', (chunk) => (answer += String(chunk)));
    socket.on('close', () => resolve(answer)).on('error', reject);
  });

describe('what the API refuses', () => {
  it('SRV-70 answers unknown paths with a problem, whatever the method', async () => {
    const server = await startTestServer();
    for (const path of ['/api', '/api/', '/api/nothing', '/api/boards/x/y/z', '/api/../api/x', '/sync', '/healthz/x']) {
      for (const method of ['GET', 'POST', 'DELETE'])
        expect(await refusal(await server.ask(path, { method }))).toMatch(/^404 not-found: .*nothing at/s);
    }
  });

  it('SRV-70 answers a wrong method with 405 and the methods that work', async () => {
    const server = await startTestServer();
    const allowed = {
      '/api/boards': 'GET, HEAD, POST',
      '/api/boards/x': 'GET, HEAD, PATCH',
      '/api/boards/x/charter': 'GET, HEAD',
      '/api/session/alive': 'POST',
      '/api/templates': 'GET, HEAD',
    };
    for (const [path, methods] of Object.entries(allowed)) {
      const response = await server.ask(path, { method: 'DELETE' });
      expect(response.headers.get('allow')).toBe(methods);
      expect(await refusal(response)).toMatch(/^405 method-not-allowed: .*DELETE does not work/s);
    }
  });

  it.each(['', '{', '{"name":}', '"\\x"', '\u0000', '{"name":"a"} {}', "{'name':'a'}"])(
    'SRV-71 refuses the malformed JSON %j',
    async (body) => {
      const server = await startTestServer();
      expect(
        await refusal(
          await server.ask('/api/visitor', { body, method: 'POST', headers: { 'content-type': 'application/json' } }),
        ),
      ).toMatch(/^400 malformed-json: .*Send one JSON object/s);
    },
  );

  it('SRV-71 refuses bytes that are not UTF-8, and survives JSON nested 10,000 deep', async () => {
    const server = await startTestServer();
    const headers = { 'content-type': 'application/json' };
    expect(
      await refusal(await server.ask('/api/visitor', { body: new Uint8Array([0x22, 0xff, 0x22]), headers })),
    ).toMatch(/^400 malformed-json: /);
    expect(
      await refusal(await server.ask('/api/visitor', { body: '['.repeat(10_000) + ']'.repeat(10_000), headers })),
    ).toMatch(/^400 invalid-body: /);
    expect((await server.ask('/healthz')).status).toBe(200);
  });

  it.each([
    undefined,
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/json',
    'application/jsonx',
  ])('SRV-72 refuses the content type %s', async (type) => {
    const server = await startTestServer();
    const body = new TextEncoder().encode('{"name":"Petra","function":"QUA"}');
    const response = await server.ask('/api/visitor', {
      body,
      headers: type === undefined ? {} : { 'content-type': type },
    });
    expect(await refusal(response)).toMatch(/^415 unsupported-media-type: .*application\/json/s);
  });

  it('SRV-73 refuses a body over 64 KB, announced or not', async () => {
    const server = await startTestServer();
    const headers = { 'content-type': 'application/json' };
    expect(await refusal(await server.ask('/api/visitor', { body: ' '.repeat(65_537), headers }))).toMatch(
      /^413 body-too-large: .*64 KB/s,
    );
    const chunk = `4000\r\n${' '.repeat(0x4000)}\r\n`;
    const answer = await raw(
      server.port,
      `POST /api/visitor HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n${chunk.repeat(5)}0\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('/problems/body-too-large');
    const atLimit = `{"name":"Petra","function":"QUA"}`.padEnd(65_536);
    expect((await server.ask('/api/visitor', { body: atLimit, headers })).status).toBe(200);
  });

  it('SRV-41 refuses a change that a foreign page sends, and takes one from its own page or a program', async () => {
    const server = await startTestServer();
    const cookie = await server.visit();
    const json = { title: 'x', template: 'blank' };
    for (const origin of [
      'null',
      'http://evil.example',
      'http://127.0.0.1:1',
      `https://127.0.0.1:${server.port}.evil.example`,
    ]) {
      expect(await refusal(await server.ask('/api/boards', { json, cookie, headers: { origin } }))).toMatch(
        /^403 foreign-origin: .*PUBLIC_ORIGIN/s,
      );
      expect(
        await refusal(await server.ask('/api/visitor', { json: { name: 'x', function: 'IT' }, headers: { origin } })),
      ).toMatch(/^403 foreign-origin: /);
    }
    expect((await server.ask('/api/boards')).status).toBe(200);
    expect(((await (await server.ask('/api/boards')).json()) as { boards: [] }).boards).toEqual([]);
    expect((await server.ask('/api/boards', { json, cookie, headers: { origin: server.origin } })).status).toBe(201);
    expect((await server.ask('/api/boards', { json, cookie })).status).toBe(201);
  });

  it('SRV-40 refuses a foreign Host on every path, also without one', async () => {
    const server = await startTestServer();
    for (const path of ['/', '/api/boards', '/healthz', '/_app/x.js']) {
      const answer = await raw(
        server.port,
        `GET ${path} HTTP/1.1\r\nhost: rebound.example\r\nconnection: close\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 403 /);
      expect(answer).toContain('/problems/foreign-host');
      expect(answer).toContain('ALLOWED_HOSTS');
    }
    expect(await raw(server.port, 'GET / HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 403 /);
    const listed = await startTestServer({ ALLOWED_HOSTS: 'board.plant.example' });
    expect(
      await raw(listed.port, 'GET /healthz HTTP/1.1\r\nhost: board.plant.example\r\nconnection: close\r\n\r\n'),
    ).toMatch(/^HTTP\/1\.1 200 /);
  });

  it.each([
    'GET //evil.example/x HTTP/1.1\r\nhost: localhost',
    'GET http://evil.example/ HTTP/1.1\r\nhost: localhost',
    'GET /%ff%fe HTTP/1.1\r\nhost: localhost',
    'GET /api/boards/%00 HTTP/1.1\r\nhost: localhost',
    'BREW / HTTP/1.1\r\nhost: localhost',
    'nonsense',
  ])('SRV-74 survives %j', async (request) => {
    const server = await startTestServer();
    expect(await raw(server.port, `${request}\r\nconnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 [24]\d\d /);
    expect((await server.ask('/readyz')).status).toBe(200);
  });

  it('SRV-75 tells a plain GET of /sync to upgrade', async () => {
    const server = await startTestServer();
    expect(await refusal(await server.ask('/sync/x'))).toMatch(/^426 upgrade-needed: /);
  });
});

describe('health', () => {
  it('SRV-76 says whether the process lives and whether it can store', async () => {
    const server = await startTestServer();
    expect(await (await server.ask('/healthz')).json()).toEqual({ status: 'alive' });
    const ready = await server.ask('/readyz');
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { status: 'ready', checks: { open: true, database: true } },
    ]);
  });
});

describe('headers of the API', () => {
  it('SRV-77 forbid sniffing, framing, caching and use by other sites', async () => {
    const server = await startTestServer();
    for (const path of ['/api/boards', '/api/nothing', '/healthz']) {
      const { headers } = await server.ask(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'.*frame-ancestors 'none'/);
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  it('SRV-78 compresses large JSON for clients that take it', async () => {
    const server = await startTestServer();
    const id = await server.create(await server.visit());
    const response = await server.ask(`/api/boards/${id}/charter`, { headers: { 'accept-encoding': 'gzip' } });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(await response.json()).toHaveProperty('payload');
    expect(
      (await server.ask(`/api/boards/${id}/charter`, { headers: { 'accept-encoding': 'identity' } })).headers.get(
        'content-encoding',
      ),
    ).toBeNull();
  });
});
