/**
 * The command line for administrators as a process: `chartroom --help`. Works on the data directory directly, also
 * while the server runs.
 */
import { runCommand } from './program.ts';

process.exitCode = await runCommand(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});
