import { describe, expect, it } from 'vitest';
import { invitationMail } from '../../src/access/invitation-mail.ts';
import { accessEntries, come, invite, startWithBoard } from '../support/board-people.ts';
import { mailbox } from '../support/people.ts';

const URL = 'https://board.plant.example/join#secret';
const mailOf = (title: string, name = 'Lena Wirth', label = '') =>
  invitationMail(
    'petra@plant.example',
    { createdBy: { id: 'x', name, function: 'OPS' }, role: 'viewer', expiresAt: '2026-11-27T08:00:00.000Z', label },
    { title },
    URL,
  );

describe('an invitation by mail', () => {
  it.each([
    'Your account is locked, go to https://evil.example/login now',
    'HTTP://EVIL.EXAMPLE',
    'see www.evil.example/x?y=1',
    '<a href="https://evil.example">ok</a>',
    'Your account is locked, evil.example/login',
    'evil.example',
    'write to help@evil.example',
    'evil。example:8080',
  ])('SRV-254 holds no address but its own, whatever title, name and label hold: %s', (text) => {
    for (const mail of [mailOf(text), mailOf('Lot release', text), mailOf('Lot release', 'Lena', text)]) {
      for (const part of [mail.subject, mail.text, mail.html]) {
        expect(part.replaceAll(URL, '')).not.toMatch(/evil\.example|https?:|www\./i);
      }
      expect(mail.html.match(/<\w[^>]*>/g)).toEqual(['<p>', '<p>', '<p>', `<a href="${URL}">`, '<p>']);
    }
  });

  it('SRV-254 keeps what is no address, and is one line where a line is due', () => {
    const mail = mailOf('Lot release: v1.2 & SOP-7.3\r\nBcc: all@plant.example');
    expect(mail.subject).toBe('Lena Wirth invites you to "Lot release: v1.2 & SOP-7.3 Bcc: …"');
    expect(mail.text.split('\n').filter((line) => line.startsWith('Bcc'))).toEqual([]);
    expect(mail.text).toContain(URL);
  });

  it('SRV-255 the record, which guests read and which stays for good, has no address of anybody', async () => {
    const { server, lena, board } = await startWithBoard({ mailer: mailbox() });
    await invite(lena, board, { kind: 'mail', email: 'petra.novak@plant.example' });
    const guest = await come(server, await invite(lena, board, { kind: 'read' }), { name: 'Auditor' });
    expect(await accessEntries(guest, board)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ payload: expect.objectContaining({ event: 'invited', email: 'p…@plant.example' }) }),
      ]),
    );
    for (const path of ['record', 'changes', 'members', 'changes/export?format=json', 'changes/export?format=csv'])
      expect(await (await guest.ask(`/api/boards/${board}/${path}`)).text(), path).not.toContain('petra.novak');
    // Who may invite sees to whom it went.
    expect(await (await lena.ask(`/api/boards/${board}/invitations`)).text()).toContain('petra.novak@plant.example');
  });
});
