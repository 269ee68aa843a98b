/**
 * Another address for an account: asked for by its person, who proves the new one by a link that goes there and is used
 * where they are signed in with that account; or given by an administrator. The address that it had is told. Sessions go on.
 */
import type { AccountRow, AccountRows } from '../db/accounts.ts';
import { newSecret } from '../ids.ts';
import type { Mailer } from '../mail/mailer.ts';
import { emailHint } from '../access/invitations.ts';
import { emailChangedMail, emailProofMail, emailTakenMail } from './account-mails.ts';
import { verificationOf } from './accounts.ts';

export interface EmailChange {
  /** Sends the link, to the account's own address too. What happens for one of another account looks the same. */
  ask(account: AccountRow, email: string): Promise<{ readonly expiresAtMs: number }>;
  /**
   * By the secret of a link, once, for the account that asked: whoever else has the mailbox would give their address to an
   * account into which somebody else has ways. The address that the account has now; `unknown`: the link does not count.
   */
  confirm(account: AccountRow, secret: string): Promise<{ readonly email: string } | 'unknown' | 'other' | 'taken'>;
  /** As an administrator says; false where another account has the address. */
  give(account: AccountRow, email: string, by: { readonly name: string }): Promise<boolean>;
}

export interface EmailChangeParts {
  readonly accounts: Pick<AccountRows, 'find' | 'findByEmail' | 'askEmail' | 'takeEmail' | 'setEmail'>;
  readonly mailer: Mailer;
  mailOrigin(): string;
  nowMs(): number;
}

export const PROOF_LINK_MS = 3_600_000;
const identifierOf = (secret: string): string => verificationOf(`change-email:${secret}`);

export const createEmailChange = ({ accounts, mailer, mailOrigin, nowMs }: EmailChangeParts): EmailChange => {
  /** Not the whole new address: the old mailbox may be somebody else's by now. */
  const tell = async (was: AccountRow, email: string, by: string | null): Promise<void> => {
    if (mailer.enabled) await mailer.enqueue(emailChangedMail(was, emailHint(email), by));
  };

  return {
    ask: async (account, email) => {
      const secret = newSecret();
      const expiresAtMs = nowMs() + PROOF_LINK_MS;
      const holder = await accounts.findByEmail(email);
      if (holder === null || holder.id === account.id) {
        await accounts.askEmail({ account: account.id, email, identifier: identifierOf(secret), expiresAtMs }, nowMs());
        await mailer.enqueue(emailProofMail(email, `${mailOrigin()}/email#${secret}`));
      } else await mailer.enqueue(emailTakenMail(holder));
      return { expiresAtMs };
    },
    confirm: async ({ id }, secret) => {
      const taken = await accounts.takeEmail(id, identifierOf(secret), nowMs());
      if (typeof taken === 'string') return taken;
      const now = await accounts.find(id);
      if (now === null) throw new Error(`Account ${id} is gone.`);
      if (taken.was !== now.email) await tell({ ...now, email: taken.was }, now.email, null);
      return { email: now.email };
    },
    give: async (account, email, by) => {
      if (account.email === email) return true;
      if (!(await accounts.setEmail(account.id, email, nowMs()))) return false;
      await tell(account, email, by.name);
      return true;
    },
  };
};
