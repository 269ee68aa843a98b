/**
 * Decides when somebody is told by mail what is new for them: at once, two minutes after the first thing so that a burst
 * is one mail; or in the morning. What has been read by then is not told, and nothing is told twice.
 */
import { setImmediate as breathe } from 'node:timers/promises';
import type { Entry } from '@chartroom/record';
import type { Clock } from '@chartroom/sync';
import type { Logger } from 'pino';
import type { Reader } from '../db/concerns.ts';
import type { Inbox } from '../db/inbox.ts';
import type { MailSettings, Recipient } from '../db/mail-settings.ts';
import { addDays, isMonday, localDay, nextHour } from '../reading/local-time.ts';
import type { OpenDuties } from '../reading/open-duties.ts';
import { digestMail } from './digest.ts';
import type { Unsubscribing } from './unsubscribe.ts';

export interface Notifier {
  /** Something was stored in a board's record. */
  heard(board: string, entries: readonly Pick<Entry, 'kind'>[]): void;
  /** Catches up with what was said, and with the morning, while the server was not there. */
  start(): void;
  stop(): void;
}

export interface NotifierParts {
  readonly settings: MailSettings;
  readonly inbox: Inbox;
  readonly unsubscribing: Unsubscribing;
  readonly clock: Clock;
  readonly log: Logger;
  readerOf(recipient: Recipient): Reader;
  /** Where people reach the server. */
  origin(): string;
  /** What somebody owes on their boards without a day by which. */
  dutiesOf(principal: string): Promise<readonly OpenDuties[]>;
  /** There is a new mail in the outbox. */
  wake(): void;
}

/** A burst of messages is one mail. */
export const BATCH_MS = 120_000;
export const MORNING_HOUR = 7;
/** What is overdue for longer is not reminded of any more: it stands in the inbox. */
export const OVERDUE_DAYS = 7;
const NEWS_A_MAIL = 20;
const RETRY_MS = 60_000;

const MESSAGE_KINDS: ReadonlySet<string> = new Set(['thread', 'comment', 'comment.edit', 'thread.edit']);

export const createNotifier = (parts: NotifierParts): Notifier => {
  const { settings, inbox, clock, log } = parts;
  /** Whoever is looked at soon, by principal. */
  const waiting = new Map<string, () => void>();
  let cancelMorning: (() => void) | null = null;
  let stopped = false;

  const attempt = async (what: string, work: () => Promise<void>, retry: () => void): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (stopped) return;
      log.error({ err: error }, what);
      retry();
    }
  };

  const lookAfter = (principal: string, delayMs: number): void => {
    if (stopped || waiting.has(principal)) return;
    waiting.set(
      principal,
      clock.after(delayMs, () => {
        waiting.delete(principal);
        void attempt(
          'news not told by mail',
          () => tellNews(principal),
          () => lookAfter(principal, RETRY_MS),
        );
      }),
    );
  };

  const mailTo = (recipient: Recipient, told: Awaited<ReturnType<typeof gather>>) =>
    recipient.when === 'never'
      ? null
      : digestMail({
          ...told,
          to: recipient.email,
          when: recipient.when,
          origin: parts.origin(),
          today: localDay(clock.nowMs()),
          unsubscribePath: parts.unsubscribing.pathFor(recipient.id),
        });

  /** What there is to tell now. */
  const gather = async (recipient: Recipient, which: { readonly news: boolean; readonly reminders: boolean }) => {
    const reader = parts.readerOf(recipient);
    const today = localDay(clock.nowMs());
    const [first, last] = [addDays(today, -OVERDUE_DAYS), addDays(today, 1)];
    const nothing = { news: [], count: 0, untilMs: recipient.toldUntilMs };
    const { news, count, untilMs } = which.news
      ? await inbox.news(reader, { afterMs: recipient.toldUntilMs, beforeMs: clock.nowMs(), most: NEWS_A_MAIL })
      : nothing;
    const due = which.reminders ? await inbox.due(reader, first, last) : [];
    // What has no day goes along with a mail that is written anyway, and is a reason for one once a week.
    const tellsDuties = which.reminders && (count > 0 || due.length > 0 || isMonday(today));
    return { news, newsCount: count, untilMs, due, duties: tellsDuties ? await parts.dutiesOf(recipient.id) : [] };
  };

  const tellNews = async (principal: string): Promise<void> => {
    const recipient = await settings.find(principal);
    if (stopped || recipient?.when !== 'once') return;
    const told = await gather(recipient, { news: true, reminders: false });
    const [oldest] = told.news;
    if (stopped || oldest === undefined) return;
    const readyMs = oldest.atMs + BATCH_MS;
    if (readyMs > clock.nowMs()) return lookAfter(principal, readyMs - clock.nowMs());
    await settings.tell(principal, { untilMs: told.untilMs }, mailTo(recipient, told), clock.nowMs());
    parts.wake();
  };

  const tellMorning = async (recipient: Recipient, morning: string): Promise<void> => {
    const told = await gather(recipient, { news: recipient.when === 'daily', reminders: true });
    if (stopped) return;
    const mail = mailTo(recipient, told);
    await settings.tell(recipient.id, { untilMs: told.untilMs, morning }, mail, clock.nowMs());
    if (mail !== null) parts.wake();
  };

  /** Everybody to whom this morning has not been told; `before`: only whoever was there then. */
  const mornings = async (beforeMs: number): Promise<void> => {
    const morning = localDay(clock.nowMs());
    for (const recipient of await settings.recipients()) {
      if (stopped) return;
      if (recipient.morning !== morning && recipient.toldUntilMs < beforeMs) await tellMorning(recipient, morning);
      // Requests come in between.
      await breathe();
    }
  };
  const nextMorning = (): void => {
    if (stopped) return;
    const atMs = nextHour(MORNING_HOUR, clock.nowMs());
    cancelMorning = clock.after(atMs - clock.nowMs(), () => {
      nextMorning();
      void tryMornings(Number.POSITIVE_INFINITY);
    });
  };
  const tryMornings = (beforeMs: number): Promise<void> =>
    attempt(
      'morning mails not written',
      () => mornings(beforeMs),
      () => void clock.after(RETRY_MS, () => void tryMornings(beforeMs)),
    );

  const tellBoard = async (board: string): Promise<void> => {
    for (const principal of await settings.atOnceOn(board)) lookAfter(principal, BATCH_MS);
  };

  const catchUp = async (): Promise<void> => {
    const nowMs = clock.nowMs();
    for (const { id, when } of await settings.recipients()) if (when === 'once') lookAfter(id, 0);
    // The last time that it was this hour: this morning, unless it is earlier than that.
    const thisMorningMs = nextHour(MORNING_HOUR, nowMs - 86_400_000);
    if (thisMorningMs <= nowMs && localDay(thisMorningMs) === localDay(nowMs)) await mornings(thisMorningMs);
  };

  return {
    heard: (board, entries) => {
      if (stopped || !entries.some(({ kind }) => MESSAGE_KINDS.has(kind))) return;
      void attempt(
        'news not told by mail',
        () => tellBoard(board),
        () => {},
      );
    },
    start: () => {
      nextMorning();
      void attempt('mails that were due are not written', catchUp, () => {});
    },
    stop: () => {
      stopped = true;
      cancelMorning?.();
      for (const cancel of waiting.values()) cancel();
      waiting.clear();
    },
  };
};
