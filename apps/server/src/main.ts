/**
 * The server as a process: configuration from the environment, plain words on stdout, JSON logs on stderr, signals and
 * exit codes (0 stopped in order, 1 the surroundings do not allow it, 2 a setting is wrong).
 */
import { destination, pino } from 'pino';
import { readConfig } from './config.ts';
import { accessNotice, printedAddress } from './http/listener.ts';
import { exitCodeOf, type Refusal } from './refusal.ts';
import { startServer } from './server.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const STOP_WITHIN_MS = 4500;

const refuse = (refusal: Refusal): void => {
  process.stderr.write(`Chartroom did not start. ${refusal.message}\n`);
  process.exitCode = exitCodeOf(refusal);
};

const main = async (): Promise<void> => {
  const config = readConfig(process.env, process.cwd());
  if (!config.ok) return refuse(config.refusal);
  // What is stored here is for this user and group: boards, and the key that signs cookies.
  process.umask(0o027);
  const logFile = destination({ fd: 2, sync: true });
  // A terminal that has gone must not end the server before it has stored what it has.
  const ignore = (): void => {};
  logFile.on('error', ignore);
  process.stdout.on('error', ignore);
  process.stderr.on('error', ignore);
  const log = pino({ level: config.value.logLevel, base: { pid: process.pid } }, logFile);

  const started = await startServer(config.value, log);
  if (!started.ok) return refuse(started.refusal);
  const server = started.value;

  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    say(`Stopping (${signal}): storing what has arrived, then closing.`);
    const deadline = setTimeout(() => {
      log.error('not stopped in time');
      process.exit(1);
    }, STOP_WITHIN_MS);
    server.stop().then(
      () => {
        clearTimeout(deadline);
        say('Stopped. Everything that was acknowledged is stored.');
        process.exit(0);
      },
      (error: unknown) => {
        log.fatal({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  process.on('SIGHUP', () => stop('SIGHUP'));

  // A bug must not leave a half-dead server behind: everything acknowledged is on disk, and clients reconnect.
  const crash = (error: unknown): void => {
    log.fatal({ err: error }, 'unexpected failure');
    process.exit(1);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);

  if (server.copy !== null) say(`The database was migrated; the copy made before is ${server.copy}.`);
  say(`Chartroom is at ${printedAddress(config.value, server.port)}`);
  say(`${server.boards === 1 ? '1 board' : `${server.boards} boards`} in ${config.value.dataDir}.`);
  say(accessNotice(config.value, printedAddress(config.value, server.port), server.setUpToken));
};

await main();
