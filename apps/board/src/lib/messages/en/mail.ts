/** Words of how mail stands, for administrators. */
import { number, plural } from './words.ts';

const mails = (count: number): string => plural(count, { one: '# mail', other: '# mails' });

export const mail = {
  title: 'Mail',
  lead: 'Invitations, new passwords, and what concerns somebody on a board.',
  off: 'This server sends no mail. Its operator sets SMTP_URL and MAIL_FROM.',
  state: {
    off: 'off',
    well: 'goes out',
    waiting: 'waits',
    away: 'mail server away',
    failed: 'given up',
  },
  well: (server: string, sent: number) =>
    `Mail goes out through ${server}. ${sent === 0 ? 'None was sent' : `${mails(sent)} ${sent === 1 ? 'was' : 'were'} sent`} in the last day.`,
  waiting: (count: number) =>
    `${mails(count)} ${count === 1 ? 'waits' : 'wait'}, because the mail server did not take ${count === 1 ? 'it' : 'them'} yet. ${count === 1 ? 'It is' : 'They are'} tried again.`,
  away: (server: string, since: string, next: string, count: number) =>
    `${server} has not been reached since ${since}. ${count === 0 ? 'No mail waits' : `${mails(count)} ${count === 1 ? 'waits' : 'wait'}`}; the next try is ${next}. Nothing is lost.`,
  failed: (count: number) =>
    `${mails(count)} ${count === 1 ? 'was' : 'were'} given up: the mail server refused ${count === 1 ? 'it' : 'them'} for good. See below what it said.`,
  reason: (text: string) => `It said: ${text}`,
  waitingList: 'Mails that wait',
  failedList: 'Mails that were given up',
  to: (address: string) => `to ${address}`,
  since: (when: string) => `since ${when}`,
  tries: (count: number) => plural(count, { zero: 'not tried yet', one: 'tried once', other: 'tried # times' }),
  next: (when: string) => `next try ${when}`,
  more: (count: number) => `and ${number(count)} more`,
  notice: (text: string) => `Mail: ${text}`,
  look: 'Look at mail',
};
