/** Mails about an account: a link for a password, a link that proves an address, and what happened to the address. */
import { escapeHtml, typed } from '../mail/html.ts';
import type { Mail } from '../mail/mailer.ts';

interface Recipient {
  readonly email: string;
  readonly name: string;
  /** Until then the name is what somebody else may have typed. */
  readonly emailVerified: boolean;
}

interface Letter {
  readonly kind: string;
  readonly subject: string;
  readonly lines: readonly string[];
  /** What there is to open; null for one that only tells something. */
  readonly url: string | null;
  readonly after: string;
}

/** `to`: somebody whose address is known to be theirs is called by name; of a bare address nobody knows whose it is. */
const letter = (to: Recipient | string, { kind, subject, lines, url, after }: Letter): Mail => {
  const isKnown = typeof to !== 'string' && to.emailVerified;
  const said = [isKnown ? `Hello ${typed(to.name)},` : 'Hello,', ...lines];
  const link = url === null ? [] : [url];
  return {
    kind,
    to: typeof to === 'string' ? to : to.email,
    subject,
    text: `${[...said, ...link, after].join('\n\n')}\n`,
    html: [
      ...said.map((line) => `<p>${escapeHtml(line)}</p>`),
      ...link.map((one) => `<p><a href="${escapeHtml(one)}">${escapeHtml(one)}</a></p>`),
      `<p>${escapeHtml(after)}</p>`,
    ].join(''),
  };
};

export const resetMail = (to: Recipient, url: string): Mail => {
  // Nobody can tell by then who made the account under the address.
  const first = to.emailVerified
    ? ''
    : 'It also shows that this address is yours. Passkeys, access tokens and joined single sign-on from before end by it. ';
  return letter(to, {
    kind: 'password-reset',
    subject: 'Your password for Chartroom',
    lines: [
      'somebody, most likely you, asked for a new password for Chartroom. Open this link within an hour and choose one:',
    ],
    url,
    after: `${first}If it was not you, do nothing: your password stays as it is.`,
  });
};

/** To the address that is to be the one of the account. Whoever has it may know nothing of the account that asked. */
export const emailProofMail = (email: string, url: string): Mail =>
  letter(email, {
    kind: 'email-change',
    subject: 'Your address for Chartroom',
    lines: [
      'somebody, most likely you, asked that this be the address of their Chartroom account. If it was you, open this link within an hour, where you are signed in with that account, and say that the address is yours:',
    ],
    url,
    after:
      'If it was not you, do nothing: nobody gets this address for their account unless you say so signed in with it.',
  });

/** To an address that has an account already: nobody else is told that it has. */
export const emailTakenMail = (to: Recipient): Mail =>
  letter(to, {
    kind: 'email-change',
    subject: 'Your address for Chartroom',
    lines: [
      'somebody asked that this be the address of their Chartroom account. It is the one of yours, so nothing was changed.',
    ],
    url: null,
    after: 'If that was you, sign in with this address, or take another one for the other account.',
  });

/** To the address that was the one of the account. `by`: the administrator who did it; null: the person. */
export const emailChangedMail = (to: Recipient, now: string, by: string | null): Mail =>
  letter(to, {
    kind: 'email-change',
    subject: 'Your address for Chartroom was changed',
    lines: [
      by === null
        ? `the address of your Chartroom account is ${now} from now on. You sign in with it, and mails go there.`
        : `${typed(by)}, an administrator, changed the address of your Chartroom account to ${now}. You sign in with it from now on, and mails go there.`,
    ],
    url: null,
    after: 'If you do not know about this, tell an administrator at once: somebody may be using your account.',
  });
