import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startProcess } from '../support/process.ts';
import { tempDir } from '../support/temp-dir.ts';

/** Refusal of a start: its exit code and its words, with nothing left in the data directory. */
const refusal = async (env: Readonly<Record<string, string>>) => {
  const server = startProcess(env);
  const { code } = await server.ended();
  return { code, words: server.stderr(), stdout: server.stdout(), dataDir: server.dataDir };
};

describe('start', () => {
  it('SRV-3 prints its address and that anyone who can reach it can edit', async () => {
    const server = startProcess();
    const origin = await server.origin();
    await server.said(/Anyone who can reach this address can edit/);
    expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
    expect(server.stdout()).not.toContain('{"level"');
  });

  it('SRV-3 warns in stronger words when other machines can reach it', async () => {
    const server = startProcess({ HOST: '0.0.0.0' });
    await server.said(/WARNING: HOST is 0\.0\.0\.0.*anyone who can reach this address can read and edit every board/);
    expect(await server.origin()).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('SRV-4 writes structured logs, one JSON object a line, on stderr', async () => {
    const server = startProcess({ LOG_LEVEL: 'debug' });
    await fetch(`${await server.origin()}/api/boards`);
    await server.said(/"path":"\/api\/boards"/);
    for (const line of server.stderr().trim().split('\n'))
      expect(JSON.parse(line)).toMatchObject({
        level: expect.any(Number),
        time: expect.any(Number),
        msg: expect.any(String),
      });
  });

  it('SRV-2 refuses a wrong setting with exit code 2', async () => {
    const { code, words } = await refusal({ PORT: 'eighty' });
    expect([code, words]).toEqual([2, expect.stringMatching(/PORT is "eighty".*Set PORT to/)]);
  });

  it('SRV-5 refuses a port in use, naming it and the remedy, and leaves the data directory empty', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, words, dataDir } = await refusal({ PORT: String(port) });
    expect([code, words]).toEqual([
      1,
      expect.stringMatching(new RegExp(`Port ${port} on 127.0.0.1 is already in use.*set PORT to a free port`)),
    ]);
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('SRV-5 refuses an address that is not of this machine', async () => {
    const { code, words } = await refusal({ HOST: '192.0.2.1' });
    expect([code, words]).toEqual([1, expect.stringMatching(/cannot listen on 192\.0\.2\.1 port .*Set HOST/)]);
  });

  it('SRV-6 refuses a data directory that is a file, or lies below one', async () => {
    const file = join(tempDir(), 'file');
    writeFileSync(file, 'mine');
    for (const dataDir of [file, join(file, 'data')]) {
      const { code, words } = await refusal({ DATA_DIR: dataDir });
      expect([code, words]).toEqual([1, expect.stringContaining(dataDir)]);
      expect(words).toMatch(/Point DATA_DIR|point DATA_DIR/);
    }
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  it('SRV-13 refuses a database that cannot be read and leaves it as it is', async () => {
    const dataDir = tempDir();
    const rubbish = 'this is not a database '.repeat(100);
    writeFileSync(join(dataDir, 'chartroom.db'), rubbish);
    const { code, words } = await refusal({ DATA_DIR: dataDir });
    expect([code, words]).toEqual([1, expect.stringMatching(/cannot be read.*backups/)]);
    expect(readFileSync(join(dataDir, 'chartroom.db'), 'utf8')).toBe(rubbish);
  });

  it('SRV-86 refuses to start without a built board, before it touches anything', async () => {
    const dataDir = join(tempDir(), 'data');
    const empty = join(tempDir(), 'build');
    mkdirSync(empty);
    const { code, words } = await refusal({ DATA_DIR: dataDir, BOARD_DIR: empty });
    expect([code, words]).toEqual([1, expect.stringMatching(/built board is missing.*npm start/)]);
    expect(existsSync(dataDir)).toBe(false);
  });

  it('SRV-20 refuses a data directory that another server holds, names it, and leaves that server alone', async () => {
    const first = startProcess();
    const origin = await first.origin();
    const { code, words } = await refusal({ DATA_DIR: first.dataDir });
    expect([code, words]).toEqual([1, expect.stringContaining(`in use by process ${first.pid} on `)]);
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
  });
});
