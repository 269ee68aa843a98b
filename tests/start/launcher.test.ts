/** When the launcher installs and builds, and how it leaves. */
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeWorkspace, type Workspace } from './workspace.ts';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await makeWorkspace();
});
afterEach(() => workspace.destroy());

const done = async (): Promise<{ installs: number; builds: number }> => ({
  installs: await workspace.installs(),
  builds: await workspace.builds(),
});
const start = async (): Promise<void> => {
  const { code, stderr } = await workspace.launch(['start', 'exit', '0']);
  expect(code, stderr).toBe(0);
};

describe('installing', () => {
  it('LAUNCH-1 installs once, and again for another lockfile or another dependency, not for another script', async () => {
    await start();
    await start();
    expect(await done()).toEqual({ installs: 1, builds: 1 });
    expect(await workspace.read('installs.log')).toMatch(/^--yes pnpm@\d+\.\d+\.\d+ install --frozen-lockfile/);
    await workspace.write('tests/package.json', '{"name":"tests","scripts":{"a":"b"}}');
    await start();
    expect((await done()).installs).toBe(1);
    await workspace.write('pnpm-lock.yaml', 'lockfileVersion: 10\n');
    await start();
    expect((await done()).installs).toBe(2);
    await workspace.write('packages/domain/package.json', '{"name":"domain","optionalDependencies":{"a":"1"}}');
    await start();
    expect((await done()).installs).toBe(3);
  });

  it('LAUNCH-1 installs again when what was installed is gone', async () => {
    await start();
    await workspace.remove('apps/board/node_modules');
    await start();
    expect((await done()).installs).toBe(2);
    await workspace.remove('node_modules');
    await start();
    expect((await done()).installs).toBe(3);
  });

  it('LAUNCH-3 says what failed and how to go on, and tries again the next time', async () => {
    await workspace.write('break-install', '');
    const failed = await workspace.launch(['start', 'exit', '0']);
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('ECONNREFUSED the registry');
    expect(failed.stderr).toMatch(/Installing the dependencies failed \(exit code 7/);
    expect(failed.stderr).toMatch(/npm registry.*run the same command again/s);
    expect(failed.stdout).toBe('');
    await workspace.remove('break-install');
    await start();
    expect((await done()).installs).toBe(2);
  });
});

describe('building', () => {
  it('LAUNCH-2 builds again only when an input changed', async () => {
    await start();
    await workspace.write('apps/board/test/view.test.ts', 'test');
    await workspace.write('apps/board/.svelte-kit/generated', 'x');
    await start();
    expect((await done()).builds).toBe(1);
    for (const [at, input] of [
      'apps/board/src/view.ts',
      'packages/domain/src/index.ts',
      'apps/server/src/api.ts',
    ].entries()) {
      await workspace.write(input, `// changed\n`);
      await start();
      expect((await done()).builds, input).toBe(2 + at);
    }
  });

  it('LAUNCH-2 builds again when the output is missing or was touched', async () => {
    await start();
    await workspace.remove('apps/board/build');
    await start();
    expect((await done()).builds).toBe(2);
    await workspace.write('apps/board/build/index.html', 'half of a');
    await start();
    expect((await done()).builds).toBe(3);
  });

  it('LAUNCH-4 shows why a build failed and keeps the last good one', async () => {
    await start();
    await workspace.write('apps/board/src/view.ts', 'two');
    await workspace.write('break-build', '');
    const failed = await workspace.launch(['start', 'exit', '0']);
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('unexpected token in view');
    expect(failed.stderr).toMatch(/Building the board failed \(exit code 3/);
    expect(await workspace.read('apps/board/build/index.html')).toBe('one');
    await workspace.write('apps/board/src/view.ts', 'one');
    await start();
    expect((await done()).builds, 'the stamp of the good build still counts').toBe(2);
  });
});

describe('two at once', () => {
  it('LAUNCH-5 one installs and builds, the other waits and then serves', async () => {
    const both = await Promise.all([
      workspace.launch(['start', 'exit', '0'], { SLOW_MS: '600' }),
      workspace.launch(['start', 'exit', '0'], { SLOW_MS: '600' }),
    ]);
    expect(both.map((one) => one.code)).toEqual([0, 0]);
    expect(both.map((one) => one.stdout)).toEqual(['served exit 0\n', 'served exit 0\n']);
    expect(both.map((one) => one.stderr).join('')).toMatch(/process \d+ is installing or building here; waiting/);
    expect(await done()).toEqual({ installs: 1, builds: 1 });
  });

  it('LAUNCH-6 the lock of a process that has died does not block', async () => {
    const dead = await workspace.launch(['unknown']);
    expect(dead.code).toBe(2);
    // 2^22 is above the largest process id that Linux gives.
    await workspace.write('node_modules/.chartroom/lock', '4194304');
    await start();
    expect((await done()).installs).toBe(1);
  });

  it('LAUNCH-6 nor does a lock that nobody has touched for long, though its process id is in use again', async () => {
    await workspace.write('node_modules/.chartroom/lock', String(process.pid));
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(join(workspace.root, 'node_modules/.chartroom/lock'), longAgo, longAgo);
    await start();
    expect((await done()).installs).toBe(1);
  });
});

describe('leaving', () => {
  it('LAUNCH-7 leaves with the exit code of the command', async () => {
    expect((await workspace.launch(['start', 'exit', '3'])).code).toBe(3);
  });

  it('LAUNCH-7 leaves by the signal that ended the command', async () => {
    expect(await workspace.launch(['start', 'signal', 'SIGKILL'])).toMatchObject({ code: null, signal: 'SIGKILL' });
  });

  it('LAUNCH-13 writes on standard error only', async () => {
    const first = await workspace.launch(['start', 'exit', '0']);
    expect(first.stdout).toBe('served exit 0\n');
    expect(first.stderr).toMatch(/^chartroom: installing dependencies/m);
    expect(first.stderr).toMatch(/^chartroom: board built in \d+\.\d s$/m);
  });
});

describe('Node', () => {
  const pretend = (platform: string, version: string): readonly string[] => {
    const source = `Object.defineProperty(process, 'platform', { value: '${platform}' });
      Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`;
    return ['--import', `data:text/javascript,${encodeURIComponent(source)}`];
  };

  it('LAUNCH-11 says which version to install where none can run, before anything is installed', async () => {
    const refused = await workspace.launch(['start', 'exit', '0'], {}, pretend('darwin', '20.20.2'));
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/Node 20\.20\.2 on darwin .*Install Node 24\.21\.0 \(or any from 22\.18\)/);
    expect(await done()).toEqual({ installs: 0, builds: 0 });
  });

  it('LAUNCH-11 takes the Node at hand where it is new enough', async () => {
    expect((await workspace.launch(['start', 'exit', '0'], {}, pretend('darwin', '22.18.0'))).code).toBe(0);
    expect((await workspace.launch(['start', 'exit', '0'], {}, pretend('darwin', '22.17.9'))).code).toBe(1);
  });
});
