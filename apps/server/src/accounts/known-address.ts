/**
 * Whoever picks somebody by their address believes that it is theirs. Anybody who comes by a link makes an account under any
 * address, so before such a one is given a say it has to be proved; where no mail is sent, whoever gives it says so instead.
 */
import type { AccountRow } from '../db/accounts.ts';
import { ProblemError } from '../http/problem.ts';

/** Throws the problem of it. `confirmed`: whoever gives the say has found out otherwise whose account it is. */
export const requireKnownAddress = (
  { name, email, emailVerified }: AccountRow,
  { mailEnabled, confirmed }: { readonly mailEnabled: boolean; readonly confirmed: boolean },
): void => {
  if (emailVerified) return;
  if (mailEnabled)
    throw new ProblemError(
      'conflict',
      `Nobody has shown so far that ${email} is theirs, so the account of ${name} may be somebody else's. Ask the person to have a link sent there from the page of their account, or by "Forgot your password?", and do this once they have used it.`,
      { code: 'ADDRESS_NOT_PROVED' },
    );
  if (confirmed) return;
  throw new ProblemError(
    'conflict',
    `Nobody has shown so far that ${email} is theirs, and this server sends no mail by which to find out. Ask the person whom you mean whether the account of ${name} is theirs, and then confirm it ("addressConfirmed").`,
    { code: 'ADDRESS_TO_CONFIRM' },
  );
};
