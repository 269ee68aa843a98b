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

/** What has changed about how one comes into an account. */
export type Notice =
  | { readonly kind: 'passkey-added'; readonly name: string }
  | { readonly kind: 'token-made'; readonly name: string }
  | { readonly kind: 'password-changed' }
  | { readonly kind: 'second-factor-off' };

const said = (notice: Notice, name: (text: string) => string): readonly [subject: string, line: string] => {
  switch (notice.kind) {
    case 'passkey-added':
      return [
        'A passkey was added to your Chartroom account',
        `a passkey${name(notice.name)} was added to your Chartroom account. Whoever holds it can sign in.`,
      ];
    case 'token-made':
      return [
        'An access token was made in your Chartroom account',
        `an access token${name(notice.name)} was made in your Chartroom account. Whoever holds it can do what it says in your stead, until it ends.`,
      ];
    case 'password-changed':
      return [
        'The password of your Chartroom account was changed',
        'the password of your Chartroom account was changed. Passkeys and access tokens are as they were.',
      ];
    case 'second-factor-off':
      return [
        'Two-step sign-in of your Chartroom account was switched off',
        'two-step sign-in of your Chartroom account was switched off. The password alone signs in now.',
      ];
  }
};

/** `url`: the page of the account. What somebody called a passkey or token stands there only for whose address is proved. */
export const noticeMail = (to: Recipient, notice: Notice, url: string): Mail => {
  const [subject, line] = said(notice, (text) => (to.emailVerified && text !== '' ? ` ("${typed(text)}")` : ''));
  return letter(to, {
    kind: notice.kind,
    subject,
    lines: [line, 'If that was you, there is nothing to do. If not, take it back there and change your password:'],
    url,
    after: 'If you cannot sign in any more, tell an administrator at once: somebody may be using your account.',
  });
};
