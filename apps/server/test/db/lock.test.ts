import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { acquireLock, holderFile, readHolder } from '../../src/db/lock.ts';
import { startChild } from '../support/child.ts';
import { NOW_MS } from '../support/store.ts';
import { tempDir } from '../support/temp-dir.ts';
import { refusalOf, valueOf } from '../support/value-of.ts';

describe('lock of the data directory', () => {
  it('SRV-20 refuses a second process and names the first: its id, machine and start', async () => {
    const dataDir = tempDir();
    const holder = startChild('test/fixtures/hold-lock.ts', [dataDir]);
    await holder.said(/held/);
    const second = acquireLock(dataDir, NOW_MS);
    expect(second).toMatchObject({ ok: false, refusal: { kind: 'locked' } });
    expect(refusalOf(second).message).toContain(`process ${holder.pid} on ${hostname()}, running since 20`);
    expect(refusalOf(second).message).toContain('Stop that server first');
  });

  it('SRV-21 is free again after SIGKILL of its holder, whatever the readable file says', async () => {
    const dataDir = tempDir();
    const holder = startChild('test/fixtures/hold-lock.ts', [dataDir]);
    await holder.said(/held/);
    holder.process.kill('SIGKILL');
    expect(await holder.ended()).toEqual({ code: null, signal: 'SIGKILL' });
    expect(readHolder(dataDir)?.pid).toBe(holder.pid);

    const lock = valueOf(acquireLock(dataDir, NOW_MS));
    expect(readHolder(dataDir)).toEqual({ pid: process.pid, host: hostname(), startedAt: '2026-11-22T21:30:00.000Z' });
    lock.release();
  });

  it('SRV-20 holds within one process too, and ends with release', () => {
    const dataDir = tempDir();
    const lock = valueOf(acquireLock(dataDir, NOW_MS));
    expect(acquireLock(dataDir, NOW_MS).ok).toBe(false);
    lock.release();
    expect(existsSync(holderFile(dataDir))).toBe(false);
    valueOf(acquireLock(dataDir, NOW_MS)).release();
  });

  it('SRV-20 a readable file alone locks nothing, and rubbish in it does no harm', () => {
    const dataDir = tempDir();
    writeFileSync(holderFile(dataDir), '{"pid":');
    const lock = acquireLock(dataDir, NOW_MS);
    expect(lock.ok).toBe(true);
    valueOf(lock).release();
  });

  it('SRV-22 says so when the lock file cannot be opened', () => {
    const dataDir = tempDir();
    mkdirSync(join(dataDir, 'lock.db'));
    expect(acquireLock(dataDir, NOW_MS)).toMatchObject({ ok: false, refusal: { kind: 'data-dir' } });
  });
});
