/** The mail by which somebody is invited to a board. The link in it works once, and for its address alone. */
import type { Mail } from '../mail/mailer.ts';
import type { InvitationSummary } from '../api/access.ts';

const CAN: Readonly<Record<InvitationSummary['role'], string>> = {
  facilitator: 'edit it and say who takes part',
  contributor: 'edit it and comment',
  commenter: 'read it and comment',
  viewer: 'read it',
};

const html = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** In plain English and UTC, for whoever reads it anywhere. */
const until = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

export const invitationMail = (
  to: string,
  invitation: Pick<InvitationSummary, 'createdBy' | 'role' | 'expiresAt' | 'label'>,
  board: { readonly title: string },
  url: string,
): Mail => {
  const { name } = invitation.createdBy;
  const lines = [
    `${name} invites you to the board "${board.title}"${invitation.label === '' ? '' : ` (${invitation.label})`}.`,
    `You can ${CAN[invitation.role]}. The link works once, until ${until(invitation.expiresAt)}:`,
  ];
  const last = 'If you do not know what this is about, delete this mail; nothing happens.';
  return {
    kind: 'invitation',
    to,
    // One line, whatever a name or title holds.
    subject: `${name} invites you to "${board.title}"`.replace(/\s+/g, ' '),
    text: [...lines, '', url, '', last, ''].join('\n'),
    html: [
      ...lines.map((line) => `<p>${html(line)}</p>`),
      `<p><a href="${html(url)}">${html(url)}</a></p>`,
      `<p>${html(last)}</p>`,
    ].join('\n'),
  };
};
