/** Mails that wait for the operator's mail server, those that it did not take, and how many it took. Sends nothing. */
import { newId } from '../ids.ts';
import type { Mail } from '../mail/mailer.ts';
import type { Tables } from './database.ts';

export interface OutboxMail extends Mail {
  readonly id: string;
  readonly createdAtMs: number;
  /** How often it was tried. */
  readonly attempts: number;
  readonly nextAtMs: number | null;
  readonly lastError: string | null;
}

export interface OutboxCounts {
  readonly waiting: number;
  readonly failed: number;
  readonly sent: number;
}

export interface MailOutbox {
  /** Durable when it resolves. */
  add(mail: Mail, nowMs: number): Promise<void>;
  /** The one that has waited longest of those that are due; null when none is. */
  next(nowMs: number): Promise<OutboxMail | null>;
  /** When the next one is due. */
  nextAtMs(): Promise<number | null>;
  sent(id: string, nowMs: number): Promise<void>;
  /** Tried and not taken; `nextAtMs` null gives it up. */
  refused(id: string, error: string, nextAtMs: number | null): Promise<void>;
  /** Gives up what was added before then; how many. */
  giveUp(beforeMs: number, error: string): Promise<number>;
  /** Those that wait, oldest first; those given up, newest first. */
  list(which: 'waiting' | 'failed', most: number): Promise<readonly OutboxMail[]>;
  counts(sentAfterMs: number): Promise<OutboxCounts>;
  /** Forgets what was sent, and what was given up, before then. */
  forget(beforeMs: number): Promise<void>;
}

interface Row extends Omit<OutboxMail, 'to' | 'headers'> {
  readonly recipient: string;
  readonly headers: string;
}

const COLUMNS = `id, kind, recipient, subject, text, html, headers, created_at_ms AS createdAtMs, attempts,
  next_at_ms AS nextAtMs, last_error AS lastError`;
const GIVEN_UP = 'next_at_ms IS NULL AND sent_at_ms IS NULL';

const toMail = ({ recipient, headers, ...rest }: Row): OutboxMail => ({
  ...rest,
  to: recipient,
  headers: JSON.parse(headers) as Record<string, string>,
});

/** For whoever adds a mail in a transaction with something else. */
export const insertMail = ({ $client }: Tables, mail: Mail, nowMs: number): void => {
  $client
    .prepare(
      `INSERT INTO mail_outbox (id, kind, recipient, subject, text, html, headers, created_at_ms, attempts, next_at_ms)
       VALUES (@id, @kind, @to, @subject, @text, @html, @headers, @nowMs, 0, @nowMs)`,
    )
    .run({ ...mail, id: newId(), headers: JSON.stringify(mail.headers ?? {}), nowMs });
};

export const createMailOutbox = (tables: Tables): MailOutbox => {
  const db = tables.$client;
  const next = db.prepare<unknown[], Row>(
    `SELECT ${COLUMNS} FROM mail_outbox WHERE next_at_ms <= ? ORDER BY next_at_ms, rowid LIMIT 1`,
  );
  const nextAt = db.prepare<unknown[], number | null>('SELECT min(next_at_ms) FROM mail_outbox').pluck();
  const sent = db.prepare(
    `UPDATE mail_outbox SET sent_at_ms = ?, next_at_ms = NULL, attempts = attempts + 1, last_error = NULL,
       text = '', html = '', headers = '{}' WHERE id = ?`,
  );
  const refused = db.prepare(
    'UPDATE mail_outbox SET attempts = attempts + 1, last_error = ?, next_at_ms = ? WHERE id = ?',
  );
  const giveUp = db.prepare(
    'UPDATE mail_outbox SET next_at_ms = NULL, last_error = ? WHERE next_at_ms IS NOT NULL AND created_at_ms < ?',
  );
  const lists = {
    waiting: db.prepare<unknown[], Row>(
      `SELECT ${COLUMNS} FROM mail_outbox WHERE next_at_ms IS NOT NULL ORDER BY created_at_ms, rowid LIMIT ?`,
    ),
    failed: db.prepare<unknown[], Row>(
      `SELECT ${COLUMNS} FROM mail_outbox WHERE ${GIVEN_UP} ORDER BY created_at_ms DESC, rowid DESC LIMIT ?`,
    ),
  };
  const counts = db.prepare<unknown[], OutboxCounts>(
    `SELECT (SELECT count(*) FROM mail_outbox WHERE next_at_ms IS NOT NULL) AS waiting,
       (SELECT count(*) FROM mail_outbox WHERE ${GIVEN_UP}) AS failed,
       (SELECT count(*) FROM mail_outbox WHERE sent_at_ms > ?) AS sent`,
  );
  const forget = db.prepare(
    'DELETE FROM mail_outbox WHERE next_at_ms IS NULL AND coalesce(sent_at_ms, created_at_ms) < ?',
  );
  return {
    add: async (mail, nowMs) => insertMail(tables, mail, nowMs),
    next: async (nowMs) => {
      const row = next.get(nowMs);
      return row === undefined ? null : toMail(row);
    },
    nextAtMs: async () => nextAt.get() ?? null,
    sent: async (id, nowMs) => void sent.run(nowMs, id),
    refused: async (id, error, nextAtMs) => void refused.run(error, nextAtMs, id),
    giveUp: async (beforeMs, error) => giveUp.run(error, beforeMs).changes,
    list: async (which, most) => lists[which].all(most).map(toMail),
    counts: async (sentAfterMs) => counts.get(sentAfterMs) ?? { waiting: 0, failed: 0, sent: 0 },
    forget: async (beforeMs) => void forget.run(beforeMs),
  };
};
