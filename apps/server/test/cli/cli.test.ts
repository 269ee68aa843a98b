import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../../src/cli/program.ts';
import { databaseFile } from '../../src/db/data-dir.ts';
import { startChild } from '../support/child.ts';
import { refusal } from '../support/problem.ts';
import { startTestServer } from '../support/server.ts';
import { tempDir } from '../support/temp-dir.ts';

const run = async (dataDir: string, ...args: readonly string[]) => {
  const said = { stdout: '', stderr: '' };
  const code = await runCommand(args, {
    env: { DATA_DIR: dataDir },
    cwd: dataDir,
    in: () => Promise.resolve(new Uint8Array()),
    out: (text) => void (said.stdout += text),
    err: (text) => void (said.stderr += text),
  });
  return { code, ...said };
};

describe('command line', () => {
  it('SRV-100 lists its commands with --help, as a process', { timeout: 60_000 }, async () => {
    const child = startChild('src/cli/main.ts', ['--help'], { DATA_DIR: tempDir() });
    expect(await child.ended()).toEqual({ code: 0, signal: null });
    for (const command of [
      'boards',
      'charter',
      'export',
      'analyse',
      'token',
      'account',
      'check',
      'mail',
      'verify-record',
    ])
      expect(child.stdout()).toContain(command);
  });

  it('SRV-104 is the exit code of the process', { timeout: 60_000 }, async () => {
    const child = startChild('src/cli/main.ts', ['nothing'], { DATA_DIR: tempDir() });
    expect(await child.ended()).toEqual({ code: 2, signal: null });
    expect(child.stderr()).toContain("unknown command 'nothing'");
  });

  it('SRV-101 lists boards and writes charters while the server runs', async () => {
    const server = await startTestServer();
    const id = await server.create(await server.visit(), 'Release of lots');
    const listed = await run(server.dataDir, 'boards');
    expect(listed).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(new RegExp(`1  ${id}  .*7 steps.*Release of lots`)),
    });

    const printed = await run(server.dataDir, 'charter', '1', '--format', 'md');
    expect(printed).toMatchObject({ code: 0, stdout: expect.stringContaining('JOC-0001') });
    const file = join(tempDir(), 'charter.json');
    expect(await run(server.dataDir, 'charter', id, '--format', 'json', '--out', file)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(file),
    });
    const written = JSON.parse(readFileSync(file, 'utf8')) as { payload: unknown };
    const served = (await (await server.ask(`/api/boards/${id}/charter`)).json()) as { payload: unknown };
    expect(written.payload).toEqual(served.payload);
    expect((await server.ask('/readyz')).status).toBe(200);
  });

  it('SRV-102 makes a token that the server takes, shows it once and stores only its hash', async () => {
    const server = await startTestServer();
    const { code, stdout } = await run(
      server.dataDir,
      'token',
      'create',
      '--name',
      'Historian feed',
      '--function',
      'IT',
    );
    expect(code).toBe(0);
    const secret = /^[0-9a-hjkmnp-tv-z]{52}$/m.exec(stdout)?.[0] ?? '';
    const response = await server.ask('/api/boards', {
      json: { title: 'By a program', template: 'blank' },
      headers: { authorization: `Bearer ${secret}` },
    });
    expect(await response.json()).toMatchObject({ createdBy: { name: 'Historian feed', function: 'IT' } });
    expect(
      await refusal(
        await server.ask('/api/boards', {
          json: { title: 'x', template: 'blank' },
          headers: { authorization: 'Bearer wrong' },
        }),
      ),
    ).toMatch(/^401 visitor-needed: /);
    const stored = readdirSync(server.dataDir).map((file) => readFileSync(join(server.dataDir, file)));
    expect(stored.some((bytes) => bytes.includes('Historian feed'))).toBe(true);
    expect(stored.some((bytes) => bytes.includes(secret))).toBe(false);
  });

  it('SRV-256 lists the tokens that were made here, and ends one while the server runs', async () => {
    const server = await startTestServer({ ACCESS: 'accounts' });
    expect(await run(server.dataDir, 'token', 'list')).toMatchObject({
      code: 0,
      stdout: 'No tokens were made here.\n',
    });
    const made = await run(server.dataDir, 'token', 'create', '--name', 'Historian feed', '--function', 'IT');
    const secret = made.stdout.split('\n', 1)[0] ?? '';
    const ask = () => server.ask('/api/boards', { headers: { authorization: `Bearer ${secret}` } });
    expect((await ask()).status).toBe(200);
    const listed = await run(server.dataDir, 'token', 'list');
    expect(listed.stdout).toMatch(/^\w{26} {2}Historian feed \(IT\) {2}read,comment,edit {2}last used 2\d{3}-/);
    expect(listed.stdout).not.toContain(secret);
    const id = listed.stdout.slice(0, 26);
    expect(await run(server.dataDir, 'token', 'revoke', 'x'.repeat(26))).toMatchObject({ code: 2 });
    expect(await run(server.dataDir, 'token', 'revoke', id)).toMatchObject({ code: 0 });
    expect((await ask()).status).toBe(401);
    expect((await run(server.dataDir, 'token', 'list')).stdout).toMatch(/revoked$/m);
  });

  it('SRV-103 checks every stored update, and ends with 1 when one does not match', async () => {
    const server = await startTestServer();
    const id = await server.create(await server.visit());
    expect(await run(server.dataDir, 'check')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/Read 1 updates .* of 1 boards .*Every hash matches/),
    });
    await server.stop();
    const sql = new Database(databaseFile(server.dataDir));
    sql.exec(`update update_log set "update" = x'0000'`);
    sql.close();
    expect(await run(server.dataDir, 'check')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining(`Board ${id}: update 1 does not match its hash.`),
    });
    expect(await run(server.dataDir, 'charter', '1')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('cannot be read'),
    });
  });

  it('SRV-104 ends with 2 and clear words on bad input', async () => {
    const server = await startTestServer();
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['nothing'], /unknown command 'nothing'/],
      [['charter'], /missing required argument 'board'/],
      [['charter', '99'], /There is no board 99.*chartroom boards lists them/],
      [['charter', '1', '--format', 'pdf'], /Allowed choices are json, md, html/],
      [['token', 'create', '--name', 'x'], /required option '--function/],
      [['token', 'create', '--name', ' ', '--function', 'IT'], /Give the name/],
      [['token', 'create', '--name', 'x', '--function', 'CEO'], /Allowed choices are OPS, QUA, IT, OTHER/],
    ];
    for (const [args, words] of cases)
      expect(await run(server.dataDir, ...args)).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(words),
      });
  });

  it('SRV-104 says so when there is no data, and makes none', async () => {
    const dataDir = tempDir();
    expect(await run(dataDir, 'boards')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/no Chartroom database in .*Start the server once/),
    });
    expect(existsSync(databaseFile(dataDir))).toBe(false);
    expect(await run(dataDir, '--data-dir', join(dataDir, 'other'), 'check')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(join(dataDir, 'other')),
    });
  });
});
