/** Who may come in: members, invitations and links. */
import { InviteBody, LookBody, RedeemBody } from '../../routes/invitations.ts';
import type { Operation } from '../operation.ts';
import { ok, made } from './parts.ts';

export const invitations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/boards/:id/members',
    tag: 'Who may come in',
    summary: 'Who takes part in a board',
    asker: 'known',
    answers: ok('Members, and what you are', 'MembersResponse'),
    problems: ['unknown-board'],
  },
  {
    method: 'get',
    path: '/api/boards/:id/invitations',
    tag: 'Who may come in',
    summary: 'Invitations to a board',
    asker: 'account',
    answers: ok('Invitations without their secrets', 'InvitationsResponse'),
    problems: ['unknown-board', 'forbidden'],
  },
  {
    method: 'post',
    path: '/api/boards/:id/invitations',
    tag: 'Who may come in',
    summary: 'Invite by link or mail, or make a link to read',
    asker: 'account',
    body: InviteBody,
    answers: made('The invitation; its link once', 'NewInvitationResponse'),
    problems: ['unknown-board', 'forbidden', 'no-mail', 'too-many-requests'],
  },
  {
    method: 'delete',
    path: '/api/boards/:id/invitations/:invitation',
    tag: 'Who may come in',
    summary: 'Take an invitation back',
    asker: 'account',
    answers: ok('The invitation', 'InvitationResponse'),
    problems: ['unknown-board', 'forbidden', 'unknown-invitation'],
  },
  {
    method: 'post',
    path: '/api/invitations/look',
    tag: 'Who may come in',
    summary: 'What an invitation is for',
    asker: 'anybody',
    body: LookBody,
    answers: ok('The invitation', 'InvitationLookResponse'),
    problems: [
      'unknown-invitation',
      'invitation-expired',
      'invitation-revoked',
      'invitation-used-up',
      'too-many-requests',
    ],
  },
  {
    method: 'post',
    path: '/api/invitations/redeem',
    tag: 'Who may come in',
    summary: 'Come in by an invitation: as yourself, as a guest, or with a new account',
    asker: 'anybody',
    body: RedeemBody,
    answers: ok('The board; with a cookie for whoever is new', 'RedeemResponse'),
    problems: [
      'unknown-invitation',
      'invitation-expired',
      'invitation-revoked',
      'invitation-used-up',
      'account-needed',
      'forbidden',
      'conflict',
      'too-many-requests',
    ],
  },
];
