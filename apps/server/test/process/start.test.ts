import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Refusal } from '../../src/refusal.ts';
import { startServer } from '../../src/server.ts';
import { startProcess } from '../support/process.ts';
import { startTestServer, testConfig } from '../support/server.ts';
import { tempDir } from '../support/temp-dir.ts';
import { refusalOf } from '../support/value-of.ts';

/** Why a start was refused; the same that the process prints. */
const refusal = async (env: Readonly<Record<string, string>>): Promise<Refusal> =>
  refusalOf(await startServer(testConfig(env), pino({ level: 'silent' })));

/** A program that listens on a free port. */
const otherProgram = async (): Promise<{ readonly port: number; stop(): Promise<void> }> => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const stop = (): Promise<void> => new Promise((resolve) => other.close(() => resolve()));
  onTestFinished(stop);
  return { port: (other.address() as AddressInfo).port, stop };
};

describe('start, as a process', { timeout: 120_000 }, () => {
  it('SRV-3 prints its address and that anyone who can reach it can edit, and nothing else on stdout', async () => {
    const server = startProcess();
    const origin = await server.origin();
    await server.said(/Anyone who can reach this address can edit/);
    expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
    expect(server.stdout()).not.toContain('{"level"');
  });

  it('SRV-3 and SRV-4 warns when other machines can reach it, and logs JSON on stderr, one object a line', async () => {
    const server = startProcess({ HOST: '0.0.0.0', LOG_LEVEL: 'debug' });
    await server.said(
      /WARNING: ACCESS is open and HOST is 0\.0\.0\.0.*anyone who can reach this address can read and edit every board/,
    );
    await fetch(`${await server.origin()}/api/boards`);
    await server.said(/"path":"\/api\/boards"/);
    for (const line of server.stderr().trim().split('\n')) {
      expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number), time: expect.any(Number) });
    }
  });

  it('SRV-3 prints the link that makes the first administrator, until there is one', async () => {
    const dataDir = tempDir();
    const server = startProcess({ ACCESS: 'accounts', DATA_DIR: dataDir });
    const [, url = '', token = ''] = await server.said(/^ {2}(http:\S+\/setup)#([0-9a-hjkmnp-tv-z]{26})$/m);
    expect(url).toBe(`${await server.origin()}/setup`);
    expect(server.stdout()).toContain('People sign in, or come by invitation; nobody else sees anything.'.slice(1));
    // It is for whoever reads the terminal, and not for those who read the logs.
    expect(server.stderr()).not.toContain(token);
    const person = {
      name: 'Lena Wirth',
      function: 'OPS',
      email: 'lena@plant.example',
      password: 'first light over it',
    };
    const made = await fetch(`${await server.origin()}/api/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': '192.0.2.1' },
      body: JSON.stringify({ ...person, token }),
    });
    expect(made.status).toBe(201);
    server.process.kill('SIGTERM');
    await server.ended();
    const again = startProcess({ ACCESS: 'accounts', DATA_DIR: dataDir });
    await again.said(/^People sign in, or come by invitation/m);
    expect(again.stdout()).not.toContain('/setup');
  });

  it('SRV-2 refuses a wrong setting with exit code 2', async () => {
    const server = startProcess({ PORT: 'eighty' });
    expect((await server.ended()).code).toBe(2);
    expect(server.stderr()).toMatch(/PORT is "eighty".*Set PORT to/);
    expect(server.stdout()).toBe('');
  });

  it('SRV-5 refuses a port in use with exit code 1 and leaves the data directory empty', async () => {
    const { port } = await otherProgram();
    const server = startProcess({ PORT: String(port) });
    expect((await server.ended()).code).toBe(1);
    expect(server.stderr()).toMatch(new RegExp(`Port ${port} on 127.0.0.1 is already in use.*set PORT to a free port`));
    expect(readdirSync(server.dataDir)).toEqual([]);
  });

  it('SRV-20 refuses a data directory that another server holds, names it, and leaves that server alone', async () => {
    const first = startProcess();
    const origin = await first.origin();
    const { kind, message } = await refusal({ DATA_DIR: first.dataDir });
    expect([kind, message]).toEqual(['locked', expect.stringContaining(`in use by process ${first.pid} on `)]);
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
  });
});

describe('start', () => {
  it('SRV-5 refuses an address that is not of this machine', async () => {
    expect((await refusal({ HOST: '192.0.2.1' })).message).toMatch(/cannot listen on 192\.0\.2\.1 port .*Set HOST/);
  });

  it('SRV-5 frees the port again when something else stops the start', async () => {
    const dataDir = tempDir();
    writeFileSync(join(dataDir, 'chartroom.db'), 'rubbish '.repeat(100));
    const other = await otherProgram();
    await other.stop();
    const port = String(other.port);
    expect((await refusal({ DATA_DIR: dataDir, PORT: port })).kind).toBe('unreadable-database');
    expect((await startTestServer({ PORT: port })).port).toBe(Number(port));
  });

  it('SRV-6 refuses a data directory that is a file, or lies below one', async () => {
    const file = join(tempDir(), 'file');
    writeFileSync(file, 'mine');
    for (const dataDir of [file, join(file, 'data')]) {
      const { kind, message } = await refusal({ DATA_DIR: dataDir });
      expect([kind, message]).toEqual(['data-dir', expect.stringContaining(dataDir)]);
      expect(message).toMatch(/[Pp]oint DATA_DIR/);
    }
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  it('SRV-6 makes a data directory that is not there, with its parents', async () => {
    const dataDir = join(tempDir(), 'a', 'b');
    await startTestServer({ DATA_DIR: dataDir });
    expect(existsSync(join(dataDir, 'chartroom.db'))).toBe(true);
  });

  it('SRV-13 refuses a database that cannot be read and leaves it as it is', async () => {
    const dataDir = tempDir();
    const rubbish = 'this is not a database '.repeat(100);
    writeFileSync(join(dataDir, 'chartroom.db'), rubbish);
    const { kind, message } = await refusal({ DATA_DIR: dataDir });
    expect([kind, message]).toEqual(['unreadable-database', expect.stringMatching(/cannot be read.*backups/)]);
    expect(readFileSync(join(dataDir, 'chartroom.db'), 'utf8')).toBe(rubbish);
  });

  it('SRV-86 refuses to start without a built board, before it touches anything', async () => {
    const dataDir = join(tempDir(), 'data');
    const empty = join(tempDir(), 'build');
    mkdirSync(empty);
    const { kind, message } = await refusal({ DATA_DIR: dataDir, BOARD_DIR: empty });
    expect([kind, message]).toEqual(['no-board-build', expect.stringMatching(/built board is missing.*npm start/)]);
    expect(existsSync(dataDir)).toBe(false);
  });
});
