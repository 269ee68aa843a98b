/**
 * The command line for administrators: `chartroom --help`. Works on the data directory directly, also while the server
 * runs. Exit codes: 0 done, 1 the data does not allow it or a fault was found, 2 bad input.
 */
import { CommanderError } from 'commander';
import { createProgram } from './program.ts';

try {
  await createProgram(process.env, process.cwd()).parseAsync(process.argv);
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}
