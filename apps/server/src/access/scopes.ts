/** What a token may do at most: one table from the actions of `may` to scopes. Whoever is no token has no such limit. */
import type { Action } from '@chartroom/record';
import type { Scope } from '../api/accounts.ts';

export const SCOPES = ['read', 'comment', 'edit', 'manage'] as const satisfies readonly Scope[];

/** What a token gets that says nothing of scopes. */
export const DEFAULT_SCOPES: readonly Scope[] = ['read', 'comment', 'edit'];

const SCOPE_OF: Readonly<Record<Action, Scope>> = {
  read: 'read',
  export: 'read',
  comment: 'comment',
  react: 'comment',
  'resolve-own': 'comment',
  'resolve-any': 'comment',
  answer: 'comment',
  assess: 'comment',
  stance: 'comment',
  accept: 'comment',
  ready: 'comment',
  edit: 'edit',
  decide: 'edit',
  'decide-class': 'edit',
  'manage-members': 'manage',
  invite: 'manage',
  'rename-board': 'manage',
};

/** Scopes as they are stored, parted by blanks; words that this version does not know allow nothing. */
export const parseScopes = (words: string): readonly Scope[] =>
  SCOPES.filter((scope) => words.split(' ').includes(scope));

/** Whether the scopes of whoever acts allow the action; null scopes allow what the role allows. */
export const allowedByScopes = (actor: { readonly scopes: readonly Scope[] | null }, action: Action): boolean =>
  actor.scopes === null || actor.scopes.includes(SCOPE_OF[action]);
