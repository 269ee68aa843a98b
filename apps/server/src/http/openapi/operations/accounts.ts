/** Accounts, as administrators have them. */
import { TokenBody } from '../../routes/tokens.ts';
import { ChangeBody, NewBody } from '../../routes/accounts.ts';
import type { Operation } from '../operation.ts';
import { ok, made, nothing } from './parts.ts';

export const accounts: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/accounts',
    tag: 'Accounts',
    summary: 'All accounts',
    asker: 'account',
    answers: ok('Accounts', 'AccountsResponse'),
    problems: ['forbidden'],
  },
  {
    method: 'post',
    path: '/api/accounts',
    tag: 'Accounts',
    summary: 'Make an account; its person sets the password by a link',
    asker: 'account',
    body: NewBody,
    answers: made('The account and the link', 'PasswordLinkResponse'),
    problems: ['forbidden', 'proof-needed', 'conflict'],
  },
  {
    method: 'patch',
    path: '/api/accounts/:id',
    tag: 'Accounts',
    summary: 'Make somebody an administrator, disable an account, or give it another address',
    asker: 'account',
    body: ChangeBody,
    answers: ok('As it is now', 'AccountResponse'),
    problems: ['forbidden', 'proof-needed', 'not-found', 'conflict'],
  },
  {
    method: 'post',
    path: '/api/accounts/:id/password-link',
    tag: 'Accounts',
    summary: 'A new link to set the password',
    asker: 'account',
    answers: ok('The account and the link', 'PasswordLinkResponse'),
    problems: ['forbidden', 'proof-needed', 'not-found', 'conflict'],
  },
  {
    method: 'get',
    path: '/api/tokens',
    tag: 'Accounts',
    summary: 'Your access tokens',
    asker: 'account',
    answers: ok('Tokens without their secrets', 'TokensResponse'),
    problems: ['forbidden'],
  },
  {
    method: 'post',
    path: '/api/tokens',
    tag: 'Accounts',
    summary: 'Make an access token; its secret is shown once',
    asker: 'account',
    body: TokenBody,
    answers: made('The token and its secret', 'NewTokenResponse'),
    problems: ['forbidden', 'proof-needed', 'conflict'],
  },
  {
    method: 'delete',
    path: '/api/tokens/:id',
    tag: 'Accounts',
    summary: 'Revoke an access token',
    asker: 'account',
    answers: nothing('Revoked'),
    problems: ['forbidden', 'not-found'],
  },
];
