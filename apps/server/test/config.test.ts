import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { valueOf } from './support/value-of.ts';

const refusalOf = (env: Record<string, string>): string => {
  const result = readConfig(env, '/srv');
  if (result.ok) throw new Error('was accepted');
  expect(result.refusal.kind).toBe('bad-setting');
  return result.refusal.message;
};

describe('configuration', () => {
  it('SRV-1 takes port 4180, loopback and ./data when nothing is set', () => {
    expect(valueOf(readConfig({}, '/srv'))).toMatchObject({
      port: 4180,
      host: '127.0.0.1',
      dataDir: '/srv/data',
      logLevel: 'info',
      publicOrigin: null,
      allowedHosts: [],
    });
  });

  it('SRV-1 takes an empty variable as unset', () => {
    expect(valueOf(readConfig({ PORT: ' ', DATA_DIR: '' }, '/srv'))).toMatchObject({
      port: 4180,
      dataDir: '/srv/data',
    });
  });

  it('SRV-1 reads every setting', () => {
    const env = {
      PORT: '0',
      HOST: '[::1]',
      DATA_DIR: '/var/lib/chartroom',
      LOG_LEVEL: 'WARN',
      PUBLIC_ORIGIN: 'https://Board.Plant.example/',
      ALLOWED_HOSTS: 'a.example, B.example.',
    };
    expect(valueOf(readConfig(env, '/srv'))).toMatchObject({
      port: 0,
      host: '::1',
      dataDir: '/var/lib/chartroom',
      logLevel: 'warn',
      publicOrigin: 'https://board.plant.example',
      allowedHosts: ['a.example', 'b.example'],
    });
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '41 80'],
    ['PORT', 'http'],
    ['PORT', '1e3'],
    ['HOST', 'http://x'],
    ['HOST', 'a b'],
    ['DATA_DIR', 'a\0b'],
    ['LOG_LEVEL', 'loud'],
    ['PUBLIC_ORIGIN', 'chartroom.example'],
    ['PUBLIC_ORIGIN', 'https://chartroom.example/path'],
    ['PUBLIC_ORIGIN', 'ftp://chartroom.example'],
    ['ALLOWED_HOSTS', 'https://a.example'],
    ['ALLOWED_HOSTS', 'a.example:443'],
  ])('SRV-2 refuses %s=%j, naming variable, value and remedy', (name, value) => {
    const message = refusalOf({ [name]: value });
    expect(message).toContain(`${name} is ${JSON.stringify(value)}`);
    expect(message).toContain(`Set ${name} to`);
  });

  it('SRV-2 names every wrong variable at once', () => {
    expect(refusalOf({ PORT: 'x', LOG_LEVEL: 'y' }).split('\n')).toHaveLength(2);
  });
});
