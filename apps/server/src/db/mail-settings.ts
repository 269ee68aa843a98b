/** When each wants mail, and what they were told: only people with an account, which has their address. */
import type { MailTime, PlantFunction } from '../api.ts';
import type { Mail } from '../mail/mailer.ts';
import type { Tables } from './database.ts';
import { insertMail } from './mail-outbox.ts';

export interface Recipient {
  /** Principal id. */
  readonly id: string;
  readonly name: string;
  readonly function: PlantFunction;
  readonly email: string;
  readonly when: MailTime;
  /** Messages up to this time are not told again. */
  readonly toldUntilMs: number;
  /** ISO day of the last morning on which it was looked what there is to tell; null: never. */
  readonly morning: string | null;
}

/** Until somebody says otherwise. */
export const DEFAULT_MAIL_TIME: MailTime = 'daily';

/** What was told, and until when; undefined stays as it is. */
export interface Told {
  readonly untilMs?: number;
  readonly morning?: string;
}

export interface MailSettings {
  /** null for whoever has no account, or one that was closed. */
  find(principal: string): Promise<Recipient | null>;
  /** Whoever gets mail at all. */
  recipients(): Promise<readonly Recipient[]>;
  /** Of those, members of a board who want it at once. */
  atOnceOn(board: string): Promise<readonly string[]>;
  /** Whoever wants no mail until now is not told what was said meanwhile. */
  set(principal: string, when: MailTime, nowMs: number): Promise<void>;
  /** Notes what was told together with the mail that tells it, so that neither is there without the other. */
  tell(principal: string, told: Told, mail: Mail | null, nowMs: number): Promise<void>;
}

const SELECT = `
  SELECT p.id, p.name, p.function, u.email, coalesce(s."when", '${DEFAULT_MAIL_TIME}') AS "when",
    coalesce(s.told_until_ms, p.created_at_ms) AS toldUntilMs, s.morning
  FROM principal AS p JOIN auth_user AS u ON u.id = p.user_id LEFT JOIN mail_setting AS s ON s.principal = p.id
  WHERE u.disabled_at IS NULL`;

export const createMailSettings = (tables: Tables): MailSettings => {
  const db = tables.$client;
  const find = db.prepare<unknown[], Recipient>(`${SELECT} AND p.id = ?`);
  const all = db.prepare<unknown[], Recipient>(
    `${SELECT} AND coalesce(s."when", '${DEFAULT_MAIL_TIME}') <> 'never' ORDER BY p.id`,
  );
  const atOnce = db
    .prepare<unknown[], string>(
      `SELECT m.principal FROM board_member AS m JOIN mail_setting AS s ON s.principal = m.principal
       WHERE m.board = ? AND m.role IS NOT NULL AND s."when" = 'once'`,
    )
    .pluck();
  const set = db.prepare(
    `INSERT INTO mail_setting (principal, "when", told_until_ms)
     SELECT p.id, @when, p.created_at_ms FROM principal AS p WHERE p.id = @principal
     ON CONFLICT DO UPDATE SET
       told_until_ms = CASE "when" WHEN 'never' THEN max(told_until_ms, @nowMs) ELSE told_until_ms END,
       "when" = excluded."when"`,
  );
  const tell = db.prepare(
    `INSERT INTO mail_setting (principal, "when", told_until_ms, morning)
     SELECT p.id, '${DEFAULT_MAIL_TIME}', coalesce(@untilMs, p.created_at_ms), @morning FROM principal AS p WHERE p.id = @principal
     ON CONFLICT DO UPDATE SET
       told_until_ms = max(told_until_ms, coalesce(@untilMs, told_until_ms)), morning = coalesce(@morning, morning)`,
  );
  return {
    find: async (principal) => find.get(principal) ?? null,
    recipients: async () => all.all(),
    atOnceOn: async (board) => atOnce.all(board),
    set: async (principal, when, nowMs) => void set.run({ principal, when, nowMs }),
    tell: async (principal, { untilMs, morning }, mail, nowMs) => {
      tables.transaction(
        () => {
          tell.run({ principal, untilMs: untilMs ?? null, morning: morning ?? null });
          if (mail !== null) insertMail(tables, mail, nowMs);
        },
        { behavior: 'immediate' },
      );
    },
  };
};
