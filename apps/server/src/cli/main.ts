/**
 * The command line for administrators as a process: `chartroom --help`. Works on the data directory directly, also
 * while the server runs.
 */
import { runCommand } from './program.ts';

// A reader that has seen enough (`| head`) ends the command without a word.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const standardInput = async (): Promise<Uint8Array> => {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

process.exitCode = await runCommand(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  in: standardInput,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});
