/**
 * A workspace of a few files with the real launcher in it: `npx` and Vite are small stand-ins that write down that they
 * ran, so that it can be told when the launcher installs and builds, without a registry.
 */
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LAUNCHER = fileURLToPath(new URL('../../apps/server/launcher', import.meta.url));

const FAKE_NPX = `#!${process.execPath}
const { appendFileSync, mkdirSync, writeFileSync, existsSync } = require('node:fs');
console.log('Lockfile is up to date');
appendFileSync('installs.log', process.argv.slice(2).join(' ') + '\\n');
if (existsSync('break-install')) { console.error('ECONNREFUSED the registry'); process.exit(7); }
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(process.env.SLOW_MS ?? 0));
for (const folder of ['.', 'apps/board']) mkdirSync(folder + '/node_modules', { recursive: true });
writeFileSync('node_modules/.modules.yaml', '');
mkdirSync('apps/board/node_modules/vite/bin', { recursive: true });
writeFileSync('apps/board/node_modules/vite/bin/vite.js', \`
  const { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
  appendFileSync('../../builds.log', 'build\\\\n');
  if (existsSync('../../break-build')) { console.error('unexpected token in view'); process.exit(3); }
  mkdirSync('build', { recursive: true });
  writeFileSync('build/index.html', readFileSync('src/view.ts'));
\`);
`;

/** The stand-in for the server: does what its arguments say. */
const FAKE_MAIN = `
const [how, what] = process.argv.slice(2);
console.log('served', process.argv.slice(2).join(' '));
if (how === 'exit') process.exit(Number(what));
if (how === 'signal') process.kill(process.pid, what);
if (how === 'wait') {
  process.on('SIGTERM', () => { console.log('stopped in order'); process.exit(5); });
  console.log('pid ' + process.pid);
  setInterval(() => {}, 1000);
}
`;

export interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Workspace {
  readonly root: string;
  /** Runs the launcher to its end. */
  launch(
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
    nodeArgs?: readonly string[],
  ): Promise<Finished>;
  /** How often the stand-ins ran. */
  installs(): Promise<number>;
  builds(): Promise<number>;
  write(file: string, content: string): Promise<void>;
  remove(file: string): Promise<void>;
  read(file: string): Promise<string>;
  destroy(): Promise<void>;
}

export const makeWorkspace = async (): Promise<Workspace> => {
  const root = await mkdtemp(join(tmpdir(), 'chartroom-workspace-'));
  const write = async (file: string, content: string): Promise<void> => {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), content, { mode: 0o755 });
  };
  await cp(LAUNCHER, join(root, 'apps/server/launcher'), { recursive: true });
  await write('package.json', '{"name":"sample"}');
  await write('pnpm-workspace.yaml', 'packages: []\n');
  await write('pnpm-lock.yaml', 'lockfileVersion: 9\n');
  await write('tests/package.json', '{"name":"tests"}');
  await write('apps/board/package.json', '{"name":"board","dependencies":{"vite":"1"}}');
  await write('apps/board/src/view.ts', 'one');
  await write('apps/server/package.json', '{"name":"server"}');
  await write('apps/server/src/api.ts', 'export {};\n');
  await write('apps/server/src/main.ts', FAKE_MAIN);
  await write('packages/domain/package.json', '{"name":"domain"}');
  await write('packages/domain/src/index.ts', 'export {};\n');
  await write('bin/npx', FAKE_NPX);

  const lines = async (file: string): Promise<number> =>
    (await readFile(join(root, file), 'utf8').catch(() => '')).split('\n').length - 1;

  return {
    root,
    write,
    remove: (file) => rm(join(root, file), { recursive: true, force: true }),
    read: (file) => readFile(join(root, file), 'utf8'),
    installs: () => lines('installs.log'),
    builds: () => lines('builds.log'),
    destroy: () => rm(root, { recursive: true, force: true }),
    launch: (args, env = {}, nodeArgs = []) =>
      new Promise((resolve, reject) => {
        const launcher = join(root, 'apps/server/launcher/launch.mjs');
        const child = spawn(process.execPath, [...nodeArgs, launcher, ...args], {
          cwd: root,
          env: { ...process.env, PATH: `${join(root, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`, ...env },
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        let stdout = '';
        let stderr = '';
        child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
        child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
        child.once('error', reject);
        child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
      }),
  };
};
