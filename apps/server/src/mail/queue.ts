/**
 * Sends what waits in the outbox, one mail at a time, and tries again what the mail server did not take: after 1, 5, 15
 * and then every 60 minutes, for three days. While the server is away nothing else is tried, and nothing is lost.
 */
import type { Clock } from '@chartroom/sync';
import type { Logger } from 'pino';
import type { MailOutbox, OutboxMail } from '../db/mail-outbox.ts';
import type { Mail, Mailer } from './mailer.ts';
import { isMailAddress, type Handing, type MailTransport } from './transport.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
export const RETRY_AFTER_MS: readonly number[] = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, 60 * MINUTE_MS];
/** After this long a mail is given up, and shown as such. */
export const GIVE_UP_AFTER_MS = 3 * DAY_MS;
/** How long what was sent, or given up, can be seen. */
export const KEEP_MS = 14 * DAY_MS;
/** How long stopping waits for the mail that is on its way; it is sent again when it was not taken by then. */
const STOP_WITHIN_MS = 1000;

export interface Unreachable {
  readonly sinceMs: number;
  readonly nextAtMs: number;
  readonly error: string;
}

export interface MailQueue extends Mailer {
  readonly server: string;
  /** There is something new in the outbox. */
  wake(): void;
  /** null while the mail server takes mail. */
  unreachable(): Unreachable | null;
  start(): void;
  stop(): Promise<void>;
}

export interface QueueParts {
  readonly outbox: MailOutbox;
  readonly transport: MailTransport;
  readonly clock: Clock;
  readonly log: Logger;
}

/** How long after the `tries`-th failure it is tried again. */
const waitAfter = (tries: number): number => RETRY_AFTER_MS[Math.min(tries, RETRY_AFTER_MS.length) - 1] ?? MINUTE_MS;

export const createMailQueue = ({ outbox, transport, clock, log }: QueueParts): MailQueue => {
  let away: (Unreachable & { readonly tries: number }) | null = null;
  let cancel: (() => void) | null = null;
  let working: Promise<void> | null = null;
  /** Something came while the outbox was being looked through. */
  let again = false;
  let started = false;
  let stopped = false;
  let forgottenAtMs = Number.NEGATIVE_INFINITY;

  const note = (mail: OutboxMail) => ({ mail: mail.id, kind: mail.kind, to: mail.to, attempts: mail.attempts + 1 });

  const serverIsAway = async (mail: OutboxMail, error: string): Promise<void> => {
    const nowMs = clock.nowMs();
    const tries = (away?.tries ?? 0) + 1;
    const nextAtMs = nowMs + waitAfter(tries);
    if (away === null) log.error({ server: transport.server, error }, 'mail server takes no mail; what waits is kept');
    away = { sinceMs: away?.sinceMs ?? nowMs, nextAtMs, error, tries };
    await outbox.refused(mail.id, error, mail.nextAtMs);
    const givenUp = await outbox.giveUp(nowMs - GIVE_UP_AFTER_MS, error);
    if (givenUp > 0) log.error({ mails: givenUp, error }, 'mails given up after three days');
  };

  const settle = async (mail: OutboxMail, handing: Handing): Promise<void> => {
    const nowMs = clock.nowMs();
    if (handing.kind !== 'unreachable' && away !== null) {
      log.info({ server: transport.server }, 'mail server takes mail again');
      away = null;
    }
    switch (handing.kind) {
      case 'taken':
        await outbox.sent(mail.id, nowMs);
        log.info(note(mail), 'mail sent');
        return;
      case 'unreachable':
        return serverIsAway(mail, handing.error);
      case 'refused':
        await outbox.refused(mail.id, handing.error, null);
        log.error({ ...note(mail), error: handing.error }, 'mail refused by the mail server');
        return;
      case 'later': {
        const isOver = nowMs - mail.createdAtMs >= GIVE_UP_AFTER_MS;
        await outbox.refused(mail.id, handing.error, isOver ? null : nowMs + waitAfter(mail.attempts + 1));
        log.warn({ ...note(mail), error: handing.error }, isOver ? 'mail given up' : 'mail not taken yet');
        return;
      }
    }
  };

  const mayTry = (): boolean => !stopped && (away === null || away.nextAtMs <= clock.nowMs());

  /** Sends everything that is due; resolves when nothing is. */
  const sendDue = async (): Promise<void> => {
    while (mayTry()) {
      const mail = await outbox.next(clock.nowMs());
      if (mail === null) return;
      const handing = await transport.hand(mail);
      await settle(mail, handing);
    }
  };

  const forget = async (): Promise<void> => {
    if (clock.nowMs() - forgottenAtMs < DAY_MS) return;
    forgottenAtMs = clock.nowMs();
    await outbox.forget(forgottenAtMs - KEEP_MS);
  };

  const work = async (): Promise<void> => {
    let waitMs = MINUTE_MS;
    try {
      await forget();
      await sendDue();
      const nextAtMs = await outbox.nextAtMs();
      // Looked at once a day even where nothing waits, to forget what is old.
      const atMs = nextAtMs === null ? clock.nowMs() + DAY_MS : Math.max(nextAtMs, away?.nextAtMs ?? 0);
      waitMs = Math.min(DAY_MS, Math.max(0, atMs - clock.nowMs()));
    } catch (error) {
      if (!stopped) log.error({ err: error }, 'outbox of mails not read or written');
    }
    working = null;
    if (!stopped) cancel = clock.after(again ? 0 : waitMs, run);
  };
  const run = (): void => {
    if (stopped || !started) return;
    again = working !== null;
    if (again) return;
    cancel?.();
    cancel = null;
    working = work();
  };

  let stopping: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    stopped = true;
    cancel?.();
    let enough = (): void => {};
    const limit = new Promise<void>((resolve) => (enough = clock.after(STOP_WITHIN_MS, resolve)));
    await Promise.race([working ?? Promise.resolve(), limit]);
    enough();
    transport.close();
  };

  return {
    enabled: true,
    server: transport.server,
    enqueue: async (mail: Mail) => {
      if (!isMailAddress(mail.to)) throw new Error('A mail goes to one address.');
      await outbox.add(mail, clock.nowMs());
      run();
    },
    wake: run,
    unreachable: () => away,
    start: () => {
      started = true;
      run();
    },
    stop: () => (stopping ??= stop()),
  };
};
