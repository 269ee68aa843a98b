import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadStaticBoard } from '../../src/http/static-board.ts';
import { BOARD_PAGE, BOARD_SCRIPT, INLINE_SCRIPT, PAGE, SCRIPT } from '../support/board-build.ts';
import { refusal } from '../support/problem.ts';
import { startTestServer } from '../support/server.ts';
import { tempDir } from '../support/temp-dir.ts';
import { refusalOf } from '../support/value-of.ts';

/** The path as it stands, which `fetch` would normalise. */
const statusOf = (port: number, path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    request({ port, path, host: '127.0.0.1' }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });

describe('the built board', () => {
  it('SRV-80 caches files whose name carries their hash for a year', async () => {
    const server = await startTestServer();
    const response = await server.ask('/_app/immutable/start.Ab12.js');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(await response.text()).toBe(SCRIPT);
  });

  it.each([
    ['br', 'br'],
    ['gzip', 'gzip'],
    ['gzip, deflate, br, zstd', 'br'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
  ])('SRV-81 serves the precompressed file for accept-encoding %s', async (accepted, encoding) => {
    const server = await startTestServer();
    const response = await server.ask('/_app/immutable/start.Ab12.js', { headers: { 'accept-encoding': accepted } });
    expect(response.headers.get('content-encoding')).toBe(encoding);
    expect(response.headers.get('vary')).toMatch(/accept-encoding/i);
    expect(await response.text()).toBe(SCRIPT);
  });

  it('SRV-82 asks for the page again each time, and answers 304 while it is the same', async () => {
    const server = await startTestServer();
    const page = await server.ask('/');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const etag = page.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    expect((await server.ask('/', { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await server.ask('/', { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  it('SRV-83 gives the page to every route of the board', async () => {
    const server = await startTestServer();
    for (const path of ['/', '/index.html', '/boards/0123456789abcdefghjkmnpqrs', '/boards/x/charter?from=list']) {
      const response = await server.ask(path);
      expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
        200,
        'text/html; charset=utf-8',
        PAGE,
      ]);
    }
    const head = await server.ask('/boards/x', { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
      200,
      String(PAGE.length),
      '',
    ]);
  });

  it('SRV-83 gives a page of its own to the addresses that the build has one for', async () => {
    const server = await startTestServer();
    for (const path of ['/b/0123456789abcdefghjkmnpqrs', '/b/x/map?record=step/1', '/b.html']) {
      const response = await server.ask(path);
      const policy = response.headers.get('content-security-policy') ?? '';
      expect([response.status, response.headers.get('cache-control'), await response.text()]).toEqual([
        200,
        'no-cache',
        BOARD_PAGE,
      ]);
      expect(policy).toContain(createHash('sha256').update(BOARD_SCRIPT).digest('base64'));
    }
    for (const path of ['/bx', '/a/b']) expect(await (await server.ask(path)).text()).toBe(PAGE);
  });

  it('SRV-84 has a policy that allows its own files and the inline start script by hash, nothing else', async () => {
    const server = await startTestServer();
    const { headers } = await server.ask('/');
    const hash = createHash('sha256').update(INLINE_SCRIPT).digest('base64');
    const policy = new Map(
      (headers.get('content-security-policy') ?? '')
        .split('; ')
        .map((directive) => [directive.split(' ', 1)[0], directive]),
    );
    expect(policy.get('default-src')).toBe("default-src 'none'");
    expect(policy.get('script-src')).toBe(`script-src 'self' 'sha256-${hash}'`);
    expect(policy.get('connect-src')).toBe("connect-src 'self'");
    expect(policy.get('frame-ancestors')).toBe("frame-ancestors 'none'");
    expect(policy.get('object-src')).toBe("object-src 'none'");
    expect(policy.get('base-uri')).toBe("base-uri 'none'");
    expect([...policy.values()].join()).not.toContain('unsafe');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('permissions-policy')).toContain('camera=()');
  });

  it('SRV-85 names no file outside the build', async () => {
    const server = await startTestServer();
    const missing = [
      '/../package.json',
      '/..%2f..%2fetc/passwd.txt',
      '/_app/../../package.json',
      '/%2e%2e/package.json',
      '/_app/immutable/missing.js',
      '/_app',
      '/start.js.br',
      '/_app/immutable/start.Ab12.js.br',
    ];
    for (const path of missing) expect(`${await statusOf(server.port, path)} ${path}`).toBe(`404 ${path}`);
    expect(await refusal(await server.ask('/missing.js'))).toMatch(/^404 not-found: /);
    expect(await refusal(await server.ask('/', { method: 'POST' }))).toMatch(/^404 not-found: /);
  });

  it('SRV-86 says what to do when the board is not built', () => {
    const empty = tempDir();
    mkdirSync(join(empty, 'sub'));
    writeFileSync(join(empty, 'other.html'), '');
    const result = loadStaticBoard(empty);
    expect(result).toMatchObject({ ok: false, refusal: { kind: 'no-board-build' } });
    expect(refusalOf(result).message).toMatch(/Run npm start/);
  });
});
