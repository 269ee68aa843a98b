import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createRateLimit } from '../../src/http/rate-limit.ts';
import { countedAs, createRemoteAddresses } from '../../src/http/remote-address.ts';
import { setUp } from '../support/people.ts';
import { readProblem } from '../support/problem.ts';
import { startTestServer } from '../support/server.ts';
import { valueOf } from '../support/value-of.ts';

const ofRequest = (connection: string, forwarded: string | undefined, trusted: readonly string[]) => {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  const request = { socket: { remoteAddress: connection }, headers } as unknown as IncomingMessage;
  return createRemoteAddresses({ publicOrigin: null, trustedProxies: trusted }).of(request);
};

const PROXY = '10.1.0.7';
const MACHINE = '192.0.2.44';

describe('the address of a request', () => {
  it.each<[string, string, string | undefined, readonly string[], string]>([
    ['no proxy is set', MACHINE, '198.51.100.1', [], MACHINE],
    ['the connection is no proxy', MACHINE, '198.51.100.1', [PROXY], MACHINE],
    ['a proxy says nothing', PROXY, undefined, [PROXY], PROXY],
    ['a proxy says where from', PROXY, MACHINE, [PROXY], MACHINE],
    ['a proxy is one of a range', PROXY, MACHINE, ['10.1.0.0/16'], MACHINE],
    ['a proxy is out of the range', '10.2.0.7', MACHINE, ['10.1.0.0/16'], '10.2.0.7'],
    ['somebody made up what is before it', PROXY, `127.0.0.1, ${PROXY}, 203.0.113.9, ${MACHINE}`, [PROXY], MACHINE],
    ['there are two proxies', PROXY, `203.0.113.9, ${MACHINE}, 10.1.0.8`, ['10.1.0.0/16'], MACHINE],
    ['it comes from a proxy itself', PROXY, '10.1.0.8', ['10.1.0.0/16'], '10.1.0.8'],
    ['the connection is an IPv6 one of IPv4', `::ffff:${PROXY}`, MACHINE, [PROXY], MACHINE],
    ['it is of IPv6', 'fd00::7', '2001:db8:1:2::9', ['fd00::/64'], '2001:db8:1:2::9'],
    ['the port is written along', PROXY, `${MACHINE}:51234`, [PROXY], MACHINE],
    ['the port of an IPv6 address is written along', PROXY, '[2001:db8::9]:51234', [PROXY], '2001:db8::9'],
    ['it is no address', PROXY, 'unknown', [PROXY], PROXY],
    ['it is a script', PROXY, '<script>alert(1)</script>', [PROXY], PROXY],
    ['it is no address behind one', PROXY, `${MACHINE}, unknown`, [PROXY], PROXY],
    ['there is nothing in it', PROXY, ' , ,', [PROXY], PROXY],
  ])('SRV-243 where %s', (_, connection, forwarded, trusted, address) => {
    expect(ofRequest(connection, forwarded, trusted)).toBe(address);
  });

  it('SRV-243 is counted on its own behind a proxy, and in the list of sessions', async () => {
    const now = Date.now();
    const server = await startTestServer({ ACCESS: 'accounts', TRUSTED_PROXIES: 'loopback' }, { nowMs: () => now });
    const path = '/api/auth/passkey/generate-authenticate-options';
    const from = (address: string) => server.ask(path, { headers: { 'x-forwarded-for': address } });
    const statuses = await Promise.all(Array.from({ length: 60 }, async () => (await from(MACHINE)).status));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect((await from(MACHINE)).status).toBe(429);
    expect((await from(`203.0.113.${1}, ${MACHINE}`)).status).toBe(429);
    expect((await from('192.0.2.45')).status).toBe(200);
  });

  it('SRV-243 is that of the connection where nobody is trusted: what people write into headers changes nothing', async () => {
    const now = Date.now();
    const server = await startTestServer({ ACCESS: 'accounts' }, { nowMs: () => now });
    const path = '/api/auth/passkey/generate-authenticate-options';
    const statuses = [];
    for (let n = 0; n < 61; n += 1)
      statuses.push(
        (
          await server.ask(path, {
            headers: { 'x-forwarded-for': `192.0.2.${n}`, 'x-real-ip': `192.0.2.${n}`, forwarded: `for=192.0.2.${n}` },
          })
        ).status,
      );
    expect(statuses.slice(0, 60)).toEqual(Array.from({ length: 60 }, () => 200));
    expect(statuses.at(-1)).toBe(429);
  });

  it('SRV-243 through a trusted proxy nobody is on this machine, though it says nothing', async () => {
    const server = await startTestServer({ ACCESS: 'accounts', TRUSTED_PROXIES: '127.0.0.1' });
    await expect(setUp(server)).rejects.toThrow('set-up-token-needed');
    await setUp(server, { token: server.setUpToken });
  });

  it.each(['nobody', '10.0.0.0/33', '0.0.0.0/0', '::/0', '10.0.0.1;10.0.0.2', '300.1.1.1'])(
    'SRV-243 a setting that cannot be one is refused: %s',
    (TRUSTED_PROXIES) => {
      expect(readConfig({ TRUSTED_PROXIES }, '/')).toMatchObject({
        ok: false,
        refusal: { kind: 'bad-setting', message: expect.stringContaining('Set TRUSTED_PROXIES to the addresses') },
      });
    },
  );

  it('SRV-243 takes addresses and ranges, and blanks between them', () => {
    const config = valueOf(readConfig({ TRUSTED_PROXIES: ' 10.1.0.7, fd00::/8 ,loopback, ' }, '/'));
    expect(config.trustedProxies).toEqual(['10.1.0.7', 'fd00::/8', 'loopback']);
  });
});

describe('what an address is counted as', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('SRV-244 of %s', (address, as) => {
    expect(countedAs(address)).toBe(as);
  });

  it('SRV-244 is the network, whichever of its addresses somebody takes', async () => {
    const now = Date.now();
    const server = await startTestServer({ ACCESS: 'accounts', TRUSTED_PROXIES: 'loopback' }, { nowMs: () => now });
    const look = (address: string) =>
      server.ask('/api/invitations/look', { json: { secret: 'x' }, headers: { 'x-forwarded-for': address } });
    for (let n = 0; n < 60; n += 1) expect((await look(`2001:db8:1:2::${n.toString(16)}`)).status).toBe(404);
    expect((await readProblem(await look('2001:db8:1:2:ffff::1'))).type).toBe('/problems/too-many-requests');
    expect((await look('2001:db8:1:3::1')).status).toBe(404);
  });

  it('SRV-244 forgets those who have their whole burst again, and nobody else', () => {
    const limit = createRateLimit(2, 1);
    for (const who of ['a', 'b']) for (let n = 0; n < 2; n += 1) expect(limit.take(who, 0)).toBeNull();
    for (let n = 0; n < 5_000; n += 1) limit.take(`other ${n}`, 1);
    expect(limit.take('a', 2)).toBe(1);
    expect(limit.take('b', 2_000)).toBeNull();
  });
});
