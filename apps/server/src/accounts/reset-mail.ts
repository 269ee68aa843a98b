/** The mail with the link by which a password is set. */
import type { Mail } from '../mail/mailer.ts';

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export const resetMail = (
  to: { readonly email: string; readonly name: string; readonly emailVerified: boolean },
  url: string,
): Mail => {
  const said = [
    `Hello ${to.name},`,
    'somebody, most likely you, asked for a new password for Chartroom. Open this link within an hour and choose one:',
  ];
  // Nobody can tell by then who made the account under the address.
  const first = to.emailVerified
    ? ''
    : 'It also shows that this address is yours. Passkeys, access tokens and joined single sign-on from before end by it. ';
  const after = `${first}If it was not you, do nothing: your password stays as it is.`;
  return {
    kind: 'password-reset',
    to: to.email,
    subject: 'Your password for Chartroom',
    text: `${said.join('\n\n')}\n\n${url}\n\n${after}\n`,
    html: `${said.map((line) => `<p>${escape(line)}</p>`).join('')}<p><a href="${escape(url)}">${escape(url)}</a></p><p>${after}</p>`,
  };
};
