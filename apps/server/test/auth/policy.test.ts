import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { createPolicy } from '../../src/auth/policy.ts';

const local = createPolicy({ host: '127.0.0.1', publicOrigin: null, allowedHosts: [] });
const everywhere = createPolicy({ host: '0.0.0.0', publicOrigin: null, allowedHosts: ['board.plant.example'] });
const proxied = createPolicy({ host: '127.0.0.1', publicOrigin: 'https://board.plant.example', allowedHosts: [] });

describe('Host allow-list', () => {
  it.each([
    'localhost',
    'localhost:4180',
    'LOCALHOST:80',
    '127.0.0.1:4180',
    '127.8.8.8',
    '[::1]:4180',
    'localhost.',
    `${hostname()}:4180`,
  ])('SRV-40 takes %s', (host) => {
    expect(local.hostAllowed(host)).toBe(true);
  });

  it.each([
    undefined,
    '',
    'evil.example',
    'evil.example:4180',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '192.168.1.5:4180',
    'localhost@evil.example',
    'localhost/evil',
    'localhost:4180:1',
    'localhost evil',
    '0x7f.evil.example',
  ])('SRV-40 refuses %j', (host) => {
    expect(local.hostAllowed(host)).toBe(false);
  });

  it('SRV-40 takes listed names and literal addresses when it listens everywhere, other names not', () => {
    expect(
      ['board.plant.example', '192.168.1.5:4180', '[fe80::1]:80'].map((host) => everywhere.hostAllowed(host)),
    ).toEqual([true, true, true]);
    expect(everywhere.hostAllowed('rebound.example')).toBe(false);
  });

  it('SRV-40 takes the host of PUBLIC_ORIGIN', () => {
    expect(proxied.hostAllowed('board.plant.example')).toBe(true);
  });
});

describe('Origin', () => {
  it('SRV-41 takes its own origin, as addressed, and the absence of one', () => {
    expect(local.originAllowed('http://localhost:4180', 'localhost:4180')).toBe(true);
    expect(local.originAllowed('http://127.0.0.1:4180', '127.0.0.1:4180')).toBe(true);
    expect(local.originAllowed('https://localhost', 'localhost:443')).toBe(false);
    expect(local.originAllowed(undefined, 'localhost:4180')).toBe(true);
  });

  it.each([
    'null',
    '',
    'http://evil.example',
    'http://localhost:3000',
    'http://localhost',
    'http://127.0.0.1:4180',
    'http://localhost:4180/',
    'http://localhost:4180.evil.example',
    'file://',
    'chrome-extension://localhost:4180',
    'http://x@localhost:4180',
  ])('SRV-41 refuses %j for localhost:4180', (origin) => {
    expect(local.originAllowed(origin, 'localhost:4180')).toBe(false);
  });

  it('SRV-41 takes PUBLIC_ORIGIN behind a proxy that renames the host', () => {
    expect(proxied.originAllowed('https://board.plant.example', '127.0.0.1:4180')).toBe(true);
    expect(proxied.originAllowed('http://board.plant.example', '127.0.0.1:4180')).toBe(false);
  });
});
