/** Tells somebody by mail that there is another way into their account, or one less in the way: it may not have been they. */
import type { AccountRow } from '../db/accounts.ts';
import { createRateLimit } from '../http/rate-limit.ts';
import type { Mailer } from '../mail/mailer.ts';
import { type Notice, noticeMail } from './account-mails.ts';

export interface Notices {
  /** Never fails: what it is about has been done. */
  tell(account: AccountRow, notice: Notice): Promise<void>;
}

export interface NoticesParts {
  readonly mailer: Mailer;
  mailOrigin(): string;
  nowMs(): number;
  onFailure(error: unknown): void;
}

export const createNotices = ({ mailer, mailOrigin, nowMs, onFailure }: NoticesParts): Notices => {
  /** An address that was only typed may be anybody's, who is not to be flooded. */
  const unproved = createRateLimit(3, 1 / 600);
  return {
    tell: async (account, notice) => {
      if (!mailer.enabled) return;
      if (!account.emailVerified && unproved.take(account.email, nowMs()) !== null) return;
      try {
        await mailer.enqueue(noticeMail(account, notice, `${mailOrigin()}/account`));
      } catch (error) {
        onFailure(error);
      }
    },
  };
};
