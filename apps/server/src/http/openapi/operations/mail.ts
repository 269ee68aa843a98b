/** Mail, tokens and what else goes out. */
import { MailBody } from '../../routes/mail.ts';
import type { Operation, Parameter } from '../operation.ts';
import { ok, text } from './parts.ts';

const LINK: readonly Parameter[] = [
  text('who', 'Of the link in the mail.'),
  text('signature', 'Of the link in the mail.'),
];
export const mail: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/me/mail',
    tag: 'Mail',
    summary: 'When mail tells you what is new',
    asker: 'known',
    answers: ok('When, and where to', 'MyMailResponse'),
    problems: ['forbidden'],
  },
  {
    method: 'put',
    path: '/api/me/mail',
    tag: 'Mail',
    summary: 'Mail at once, daily or never',
    asker: 'account',
    body: MailBody,
    answers: ok('As it is now', 'MyMailResponse'),
    problems: ['forbidden'],
  },
  {
    method: 'get',
    path: '/api/mail',
    tag: 'Mail',
    summary: 'Mails that wait, and those that were given up',
    asker: 'account',
    answers: ok('The queue', 'MailQueueResponse'),
    problems: ['forbidden'],
  },
  {
    method: 'get',
    path: '/api/mail/unsubscribe',
    tag: 'Mail',
    summary: 'A page with a button that ends the mail',
    asker: 'anybody',
    query: LINK,
    answers: {
      200: { description: 'The page', media: ['text/html'] },
      403: { description: 'The link is not whole', media: ['text/html'] },
    },
    problems: [],
  },
  {
    method: 'post',
    path: '/api/mail/unsubscribe',
    tag: 'Mail',
    summary: 'End the mail, by the signed link alone',
    asker: 'anybody',
    query: LINK,
    answers: {
      200: { description: 'It has ended', media: ['text/html'] },
      403: { description: 'The link is not whole', media: ['text/html'] },
    },
    problems: [],
  },
];
