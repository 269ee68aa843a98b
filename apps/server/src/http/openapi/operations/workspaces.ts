/** Workspaces and their members. */
import { MemberBody, NameBody } from '../../routes/workspaces.ts';
import type { Operation } from '../operation.ts';
import { ok, made, nothing } from './parts.ts';

export const workspaces: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/workspaces',
    tag: 'Workspaces',
    summary: 'Workspaces that are yours to see',
    asker: 'known',
    answers: ok('Workspaces', 'WorkspacesResponse'),
    problems: [],
  },
  {
    method: 'post',
    path: '/api/workspaces',
    tag: 'Workspaces',
    summary: 'Make a workspace',
    asker: 'account',
    body: NameBody,
    answers: made('The workspace', 'WorkspaceResponse'),
    problems: ['forbidden'],
  },
  {
    method: 'patch',
    path: '/api/workspaces/:id',
    tag: 'Workspaces',
    summary: 'Rename a workspace',
    asker: 'account',
    body: NameBody,
    answers: ok('The workspace', 'WorkspaceResponse'),
    problems: ['forbidden', 'unknown-workspace'],
  },
  {
    method: 'get',
    path: '/api/workspaces/:id/members',
    tag: 'Workspaces',
    summary: 'Members of a workspace',
    asker: 'account',
    answers: ok('Members', 'WorkspaceMembersResponse'),
    problems: ['forbidden', 'unknown-workspace'],
  },
  {
    method: 'post',
    path: '/api/workspaces/:id/members',
    tag: 'Workspaces',
    summary: 'Add somebody with an account, or change their role',
    asker: 'account',
    body: MemberBody,
    answers: ok('Members', 'WorkspaceMembersResponse'),
    problems: ['forbidden', 'unknown-workspace', 'unknown-subject', 'conflict'],
  },
  {
    method: 'delete',
    path: '/api/workspaces/:id/members/:principal',
    tag: 'Workspaces',
    summary: 'Remove somebody from a workspace',
    asker: 'account',
    answers: nothing('Removed'),
    problems: ['forbidden', 'unknown-workspace', 'conflict'],
  },
];
