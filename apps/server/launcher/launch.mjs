/**
 * The one way in: `npm start`, `npm test`, `npm run bench` and `npm run chartroom` all come here. Installs and builds only what
 * changed, then runs the right Node directly (no package manager in between) and leaves as it left.
 */
import { ensureBuilt } from './build.mjs';
import { leaveLike, run } from './child.mjs';
import { ensureInstalled } from './install.mjs';
import { LaunchFailure, say } from './messages.mjs';
import { BENCH_MAIN, CLI_MAIN, COMPILE_CACHE, PARENT_WATCH, SERVER_MAIN, TEST_MAIN } from './paths.mjs';
import { findNode, requireSomeNode } from './runtime.mjs';
import { pathToFileURL } from 'node:url';

/** @type {Readonly<Record<string, { main: string | null, board: boolean, help: string }>>} */
const COMMANDS = {
  start: { main: SERVER_MAIN, board: true, help: 'install and build what changed, then serve' },
  test: {
    main: TEST_MAIN,
    board: false,
    help: 'all checks and tests; --only <step>, or words to filter tests by file',
  },
  bench: { main: BENCH_MAIN, board: false, help: 'measure propagation latency' },
  cli: { main: CLI_MAIN, board: false, help: 'the command line (chartroom --help)' },
  build: { main: null, board: true, help: 'install and build what changed' },
};

async function main() {
  const [name = '', ...args] = process.argv.slice(2);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    const list = Object.entries(COMMANDS).map(([key, { help }]) => `  ${key.padEnd(6)} ${help}`);
    throw new LaunchFailure(`unknown command "${name}". Use one of:\n${list.join('\n')}`, 2);
  }
  requireSomeNode();
  await ensureInstalled();
  const node = findNode();
  if (command.board) await ensureBuilt(node);
  if (command.main === null) return;
  const flags = ['--disable-warning=ExperimentalWarning', '--import', pathToFileURL(PARENT_WATCH).href];
  const env = { NODE_COMPILE_CACHE: COMPILE_CACHE, ...process.env };
  leaveLike(await run(node, [...flags, command.main, ...args], { cwd: process.cwd(), env, channel: true }));
}

main().catch((error) => {
  if (!(error instanceof LaunchFailure)) throw error;
  say(error.message);
  process.exitCode = error.exitCode;
});
