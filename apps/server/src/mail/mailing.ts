/** The parts of mail joined: what is sent, when somebody is told what is new, and how they end it. */
import type { Entry } from '@chartroom/record';
import type { Clock } from '@chartroom/sync';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Reader } from '../db/concerns.ts';
import type { Recipient } from '../db/mail-settings.ts';
import type { Store } from '../db/store.ts';
import type { OpenDuties } from '../reading/open-duties.ts';
import { type Mailer, NO_MAIL } from './mailer.ts';
import { createNotifier } from './notifier.ts';
import { createMailQueue, type MailQueue } from './queue.ts';
import { createMailTransport } from './transport.ts';
import { createUnsubscribing, type Unsubscribing } from './unsubscribe.ts';

export interface Mailing {
  readonly mailer: Mailer;
  /** null where the operator has set no mail server. */
  readonly queue: Pick<MailQueue, 'server' | 'unreachable'> | null;
  readonly unsubscribing: Unsubscribing;
  /** Something was stored in a board's record. */
  heard(board: string, entries: readonly Pick<Entry, 'kind'>[]): void;
  start(): void;
  stop(): Promise<void>;
}

export interface MailingParts {
  readonly config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'access'>;
  readonly store: Pick<Store, 'mailOutbox' | 'mailSettings' | 'inbox'>;
  /** A key of this data directory. */
  readonly secret: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Where people reach the server: scheme, host and port. */
  origin(): string;
  /** What somebody owes on their boards without a day by which. */
  dutiesOf(principal: string): Promise<readonly OpenDuties[]>;
}

export const createMailing = (parts: MailingParts): Mailing => {
  const { config, store, clock, log } = parts;
  const unsubscribing = createUnsubscribing(parts.secret);
  if (config.smtpUrl === null || config.mailFrom === null)
    return {
      mailer: NO_MAIL,
      queue: null,
      unsubscribing,
      heard: () => {},
      start: () => {},
      stop: async () => {},
    };
  const transport = createMailTransport(config.smtpUrl, config.mailFrom);
  const queue = createMailQueue({ outbox: store.mailOutbox, transport, clock, log });
  const readerOf = ({ id, function: fn }: Recipient): Reader => ({
    id,
    function: fn,
    boards: config.access === 'open' ? 'anybody' : 'members',
  });
  const notifier = createNotifier({
    settings: store.mailSettings,
    inbox: store.inbox,
    unsubscribing,
    clock,
    log,
    readerOf,
    origin: () => parts.origin(),
    dutiesOf: (principal) => parts.dutiesOf(principal),
    wake: () => queue.wake(),
  });
  return {
    mailer: queue,
    queue,
    unsubscribing,
    heard: (board, entries) => notifier.heard(board, entries),
    start: () => {
      queue.start();
      notifier.start();
    },
    stop: async () => {
      notifier.stop();
      await queue.stop();
    },
  };
};
