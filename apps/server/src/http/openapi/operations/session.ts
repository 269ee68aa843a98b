/** Who is asking. */
import { VisitorBody } from '../../routes/visitor.ts';
import { SetupBody } from '../../routes/setup.ts';
import { MeBody } from '../../routes/me.ts';
import { ConfirmBody, EmailBody } from '../../routes/email.ts';
import type { Operation } from '../operation.ts';
import { ok, made, nothing } from './parts.ts';

export const session: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/session',
    tag: 'Who is asking',
    summary: 'Who is asking, how one signs in here, and whether the server is set up',
    asker: 'anybody',
    answers: ok('What the server knows', 'SessionResponse'),
    problems: [],
  },
  {
    method: 'post',
    path: '/api/session/alive',
    tag: 'Who is asking',
    summary: 'Somebody is still doing something: the idle limit counts from now',
    asker: 'known',
    answers: nothing('Noted'),
    problems: [],
  },
  {
    method: 'post',
    path: '/api/setup',
    tag: 'Who is asking',
    summary: 'Make the first administrator',
    asker: 'anybody',
    body: SetupBody,
    answers: made('Made and signed in', 'SetupResponse'),
    problems: ['conflict', 'set-up-token-needed', 'too-many-requests'],
  },
  {
    method: 'patch',
    path: '/api/me',
    tag: 'Who is asking',
    summary: 'Change your name, function, discipline or job title',
    asker: 'account',
    body: MeBody,
    answers: ok('As it is now', 'MeResponse'),
    problems: ['forbidden'],
  },
  {
    method: 'post',
    path: '/api/me/email',
    tag: 'Who is asking',
    summary: 'Ask for another e-mail address: a link goes there that proves it',
    asker: 'account',
    body: EmailBody,
    answers: {
      202: { description: 'Asked for, whether the address has an account or not', schema: 'EmailAskedResponse' },
    },
    problems: ['forbidden', 'proof-needed', 'sign-in-failed', 'no-mail', 'too-many-requests'],
  },
  {
    method: 'post',
    path: '/api/email/confirm',
    tag: 'Who is asking',
    summary: 'Prove an e-mail address by the secret of the link that went there',
    asker: 'account',
    body: ConfirmBody,
    answers: ok('The account has it now', 'EmailConfirmedResponse'),
    problems: ['forbidden', 'conflict', 'too-many-requests'],
  },
  {
    method: 'get',
    path: '/api/visitor',
    tag: 'Who is asking',
    summary: 'The visitor of the cookie',
    asker: 'anybody',
    answers: ok('The visitor', 'VisitorResponse'),
    problems: ['visitor-needed'],
  },
  {
    method: 'post',
    path: '/api/visitor',
    tag: 'Who is asking',
    summary: 'Say name and function, where anybody may take part (ACCESS=open)',
    asker: 'anybody',
    body: VisitorBody,
    answers: ok('The visitor, with a cookie', 'VisitorResponse'),
    problems: ['account-needed', 'too-many-requests'],
  },
  {
    method: 'delete',
    path: '/api/visitor',
    tag: 'Who is asking',
    summary: 'Sign out a visitor or guest, for good: whoever comes again comes as somebody else',
    asker: 'anybody',
    answers: nothing('Nobody is there any more, and the cookie is taken away'),
    problems: [],
  },
];
