/** The commands and their options, as `chartroom --help` shows them. */
import { Argument, Command, Option } from 'commander';
import { CHARTER_FORMATS, type CharterFormat } from '../boards/charter.ts';
import { readConfig } from '../config.ts';
import { type Refusal, type Result, exitCodeOf } from '../refusal.ts';
import { listBoards } from './boards.ts';
import { writeCharter } from './charter.ts';
import { checkLog } from './check.ts';
import type { Outcome } from './outcome.ts';
import { createToken } from './token.ts';

const FUNCTIONS = ['OPS', 'QUA', 'IT', 'OTHER'] as const;

export const createProgram = (env: Readonly<Record<string, string | undefined>>, cwd: string): Command => {
  const program = new Command('chartroom')
    .description(
      'Looks after the boards of a Chartroom server. Works on the data directory (DATA_DIR, ./data unless set), also while the server runs.',
    )
    .exitOverride()
    .showHelpAfterError('(chartroom --help lists the commands)')
    .option('--data-dir <directory>', 'the data directory, instead of DATA_DIR');

  const refuse = (refusal: Refusal): void => {
    process.stderr.write(`${refusal.message}\n`);
    process.exitCode = exitCodeOf(refusal);
  };
  const run = async (command: (dataDir: string) => Promise<Result<Outcome>>): Promise<void> => {
    const { dataDir } = program.opts<{ dataDir?: string }>();
    const config = readConfig(dataDir === undefined ? { DATA_DIR: env['DATA_DIR'] } : { DATA_DIR: dataDir }, cwd);
    if (!config.ok) return refuse(config.refusal);
    const outcome = await command(config.value.dataDir);
    if (!outcome.ok) return refuse(outcome.refusal);
    process.stdout.write(outcome.value.text);
    if (outcome.value.fault === true) process.exitCode = 1;
  };

  program
    .command('boards')
    .description('list the boards: number, id, steps, last change, title')
    .action(() => run(listBoards));

  program
    .command('charter')
    .description('write the charter of a board as it stands')
    .addArgument(new Argument('<board>', 'id or number of the board'))
    .addOption(new Option('--format <format>', 'format').choices(CHARTER_FORMATS).default('md'))
    .option('--out <file>', 'write to this file instead of the terminal')
    .action((board: string, options: { format: CharterFormat; out?: string }) =>
      run((dataDir) => writeCharter(dataDir, { board, cwd, ...options })),
    );

  program
    .command('token')
    .description('access tokens of programs')
    .command('create')
    .description('make a token; its secret is shown once and stored only as a hash')
    .requiredOption('--name <name>', 'what edits with this token are attributed to')
    .addOption(
      new Option('--function <function>', 'the plant function it acts for').choices(FUNCTIONS).makeOptionMandatory(),
    )
    .action((options: { name: string; function: (typeof FUNCTIONS)[number] }) =>
      run((dataDir) => createToken(dataDir, options)),
    );

  program
    .command('check')
    .description('read every stored update and verify its hash')
    .action(() => run(checkLog));

  return program;
};
