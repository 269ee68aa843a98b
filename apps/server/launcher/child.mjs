/**
 * Running a child so that nothing gets lost between it and whoever started the launcher: signals go down, the exit
 * code or the signal that ended it comes back up, and if the launcher dies the child is told.
 */
import { spawn } from 'node:child_process';

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
const PARENT_CHECK_MS = 500;

/**
 * @typedef {{ code: number | null, signal: NodeJS.Signals | null, output: string }} Ended
 */

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, channel?: boolean, capture?: boolean, aside?: boolean, shell?: boolean }} options
 *   `channel` opens the channel by which `parent-watch.mjs` notices the launcher's death;
 *   `capture` collects the output instead of passing it through; `aside` passes it all through on standard error.
 * @returns {Promise<Ended>}
 */
export function run(command, args, options) {
  const output = options.capture ? 'pipe' : options.aside ? process.stderr : 'inherit';
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    shell: options.shell ?? false,
    stdio: options.channel ? ['inherit', output, output, 'ipc'] : ['inherit', output, output],
  });
  const forward = (/** @type {NodeJS.Signals} */ signal) => {
    // Windows has no signals to send: there the channel carries the wish to stop.
    if (process.platform === 'win32' && child.connected) child.send({ stop: signal });
    else child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, forward);
  const unwatch = watchParent(() => forward('SIGTERM'));
  const chunks = /** @type {Buffer[]} */ ([]);
  child.stdout?.on('data', (chunk) => chunks.push(chunk));
  child.stderr?.on('data', (chunk) => chunks.push(chunk));

  return new Promise((resolve, reject) => {
    const done = () => {
      unwatch();
      for (const signal of SIGNALS) process.off(signal, forward);
    };
    child.once('error', (error) => {
      done();
      reject(error);
    });
    child.once('close', (code, signal) => {
      done();
      resolve({ code, signal, output: Buffer.concat(chunks).toString('utf8') });
    });
  });
}

/**
 * Leaves as the child left: with its code, or by the signal that ended it.
 * @param {{ code: number | null, signal: NodeJS.Signals | null }} ended
 */
export function leaveLike(ended) {
  if (ended.signal !== null) {
    process.kill(process.pid, ended.signal);
    return;
  }
  process.exit(ended.code ?? 1);
}

/**
 * A package manager that is killed, or a shell between it and the launcher that does not pass signals on, would leave
 * the server behind as an orphan: so under one, losing the parent means stop. Started by hand, a launcher may
 * outlive its shell.
 * @param {() => void} onLost
 * @returns {() => void} Stops watching.
 */
function watchParent(onLost) {
  if (process.platform === 'win32' || process.env['npm_lifecycle_event'] === undefined) return () => {};
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onLost();
  }, PARENT_CHECK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
