/**
 * The commands and their options, as `chartroom --help` shows them. Exit codes: 0 done, 1 the data does not allow it or
 * a fault was found, 2 bad input.
 */
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { CHARTER_FORMATS, type CharterFormat } from '../boards/charter.ts';
import { readConfig } from '../config.ts';
import { type Result, exitCodeOf } from '../refusal.ts';
import { SCOPES } from '../access/scopes.ts';
import type { Scope } from '../api/accounts.ts';
import { printedAddress } from '../http/listener.ts';
import { listAccounts, resetPassword, setDisabled } from './account.ts';
import { analyseFiles } from './analyse.ts';
import { listBoards } from './boards.ts';
import { writeCharter } from './charter.ts';
import { checkLog } from './check.ts';
import { exportBoard } from './export.ts';
import { listMail } from './mail.ts';
import type { Outcome } from './outcome.ts';
import type { Terminal } from './terminal.ts';
import { createToken, listTokens, revokeToken, type TokenRequest } from './token.ts';
import { verifyRecord } from './verify-record.ts';

const FUNCTIONS = ['OPS', 'QUA', 'IT', 'OTHER'] as const;
const BAD_INPUT = 2;
const LONGEST_DAYS = 3660;

type TokenOptions = Pick<TokenRequest, 'name' | 'function'> & {
  readonly scopes?: readonly Scope[];
  readonly expiresDays?: number;
};

const scopeList = (text: string): readonly Scope[] => {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  const scopes = SCOPES.filter((scope) => words.includes(scope));
  if (scopes.length === 0 || words.some((word) => !(SCOPES as readonly string[]).includes(word)))
    throw new InvalidArgumentError(`Give scopes out of ${SCOPES.join(', ')}, for example read,comment.`);
  return scopes;
};

const wholeDays = (text: string): number => {
  const days = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (days < 1 || days > LONGEST_DAYS)
    throw new InvalidArgumentError(`Give a whole number of days from 1 to ${LONGEST_DAYS}.`);
  return days;
};

/**
 * Where the person is: a package manager runs the script in the folder of its package.json and passes on where it was
 * called. Another script's variables, inherited by whatever runs below it, do not count.
 */
const callersFolder = ({ env, cwd }: Terminal): string =>
  env['npm_lifecycle_event'] === 'chartroom' ? env['INIT_CWD'] || cwd : cwd;

/** Runs one command line; answers the exit code. */
export const runCommand = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  let exitCode = 0;
  const program = new Command('chartroom')
    .description(
      'Looks after the boards of a Chartroom server. Works on the data directory (DATA_DIR, ./data unless set), also while the server runs.',
    )
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.err(text) })
    .showHelpAfterError('(chartroom --help lists the commands)')
    .option('--data-dir <directory>', 'the data directory, instead of DATA_DIR');

  const run = async (command: (dataDir: string) => Promise<Result<Outcome>>): Promise<void> => {
    const { dataDir = terminal.env['DATA_DIR'] } = program.opts<{ dataDir?: string }>();
    const config = readConfig({ DATA_DIR: dataDir }, terminal.cwd);
    const outcome = config.ok ? await command(config.value.dataDir) : config;
    if (!outcome.ok) {
      terminal.err(`${outcome.refusal.message}\n`);
      exitCode = exitCodeOf(outcome.refusal);
      return;
    }
    terminal.out(outcome.value.text);
    if (outcome.value.fault === true) exitCode = 1;
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
      run((dataDir) => writeCharter(dataDir, { board, cwd: callersFolder(terminal), ...options })),
    );

  program
    .command('export')
    .description('write a board as JSON, for analyse and for other programs')
    .addArgument(new Argument('<board>', 'id or number of the board'))
    .option('--out <file>', 'write to this file instead of the terminal')
    .action((board: string, options: { out?: string }) =>
      run((dataDir) => exportBoard(dataDir, { board, cwd: callersFolder(terminal), ...options })),
    );

  program
    .command('analyse')
    .description(
      'findings and class of boards in files: exported boards (JSON) or compact text; one line of JSON a file, in their order. Needs no data directory.',
    )
    .addArgument(new Argument('[files...]', 'files; - is standard input'))
    .option('--files-from <list>', 'a file (- is standard input) that names further files, one a line')
    .option('--pretty', 'for people instead of programs')
    .action(async (files: readonly string[], options: { filesFrom?: string; pretty?: boolean }) => {
      exitCode = await analyseFiles({ files, cwd: callersFolder(terminal), ...options }, terminal);
    });

  const token = program.command('token').description('access tokens of programs');
  token
    .command('list')
    .description('list the tokens that were made here: id, name, what they may do, when they were used last')
    .action(() => run(listTokens));
  token
    .command('revoke')
    .description('end a token, also while the server runs')
    .addArgument(new Argument('<id>', 'what token list says'))
    .action((id: string) => run((dataDir) => revokeToken(dataDir, id)));
  token
    .command('create')
    .description('make a token; its secret is shown once and stored only as a hash')
    .requiredOption('--name <name>', 'what edits with this token are attributed to')
    .addOption(
      new Option('--function <function>', 'the plant function it acts for').choices(FUNCTIONS).makeOptionMandatory(),
    )
    .option('--scopes <list>', `what it may do at most, parted by commas, out of ${SCOPES.join(', ')}`, scopeList)
    .option('--expires-days <days>', 'after how many days it ends', wholeDays)
    .action((options: TokenOptions) => run((dataDir) => createToken(dataDir, options)));

  const account = program.command('account').description('accounts of people');
  account
    .command('list')
    .description('list the accounts: address, name, how they sign in')
    .action(() => run(listAccounts));
  account
    .command('reset-password')
    .description('print a link by which a person sets the password, once, within an hour')
    .addArgument(new Argument('<email>', 'the address of the account'))
    .option('--second-factor', 'take the second factor away as well')
    .action((email: string, options: { secondFactor?: boolean }) =>
      run(async (dataDir) => {
        const { PORT, HOST, PUBLIC_ORIGIN } = terminal.env;
        const config = readConfig({ PORT, HOST, PUBLIC_ORIGIN }, terminal.cwd);
        if (!config.ok) return config;
        return resetPassword(dataDir, { email, origin: printedAddress(config.value, config.value.port), ...options });
      }),
    );
  account
    .command('disable')
    .description('end the sessions and tokens of an account, and let nobody sign in with it')
    .addArgument(new Argument('<email>', 'the address of the account'))
    .action((email: string) => run((dataDir) => setDisabled(dataDir, email, true)));
  account
    .command('enable')
    .description('let a person sign in again')
    .addArgument(new Argument('<email>', 'the address of the account'))
    .action((email: string) => run((dataDir) => setDisabled(dataDir, email, false)));

  program
    .command('check')
    .description('read every stored update and verify its hash')
    .action(() => run(checkLog));

  program
    .command('mail')
    .description('list the mails that wait for the mail server, and those that were given up, with what it said last')
    .action(() => run(listMail));

  program
    .command('verify-record')
    .description('read the whole record, verify every hash, link and signed head, and say where something was changed')
    .addArgument(new Argument('[board]', 'id or number of the board, or all').default('all'))
    .option('--sign', 'sign the heads of all records that have grown, when everything holds')
    .option('--public-key', 'print the public key that signed heads are verified with, and nothing else')
    .option(
      '--trust <file>',
      "verify with the public key in this file instead of the data directory's own; may be repeated",
      (file: string, files: readonly string[]) => [...files, file],
      [] as readonly string[],
    )
    .action((board: string, options: { sign?: boolean; publicKey?: boolean; trust: readonly string[] }) =>
      run((dataDir) => verifyRecord(dataDir, { board, cwd: callersFolder(terminal), ...options })),
    );

  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) exitCode = BAD_INPUT;
  }
  return exitCode;
};
