/**
 * What somebody may do on a board right now: the one answer that routes, commands and connections ask for. A role is what
 * the record says; where anybody may take part (`ACCESS=open`), whoever has not been put out is a contributor. A token
 * may what its owner may, no more than its scopes allow.
 */
import { type Action, may, type Ruling, type Standing } from '@chartroom/record';
import type { Scope } from '../api/accounts.ts';
import type { Config } from '../config.ts';
import type { BoardMemberRow, BoardMembers } from '../db/board-members.ts';
import type { Boards } from '../db/boards.ts';
import type { Actor } from '../db/principals.ts';
import { allowedByScopes } from './scopes.ts';

export interface BoardStanding extends Standing {
  /** Of a token: its scopes; null for whoever has no such limit. */
  readonly scopes: readonly Scope[] | null;
}

/** What of a member's entry permissions come from. */
export type Membership = Pick<BoardMemberRow, 'role' | 'function' | 'signer' | 'guest'>;

export interface Access {
  /** null: the board is not theirs to see, and is answered as one that is not there. */
  standing(board: string, actor: Actor | null): Promise<BoardStanding | null>;
  /** The same for many boards at once. */
  standings(
    actor: Actor | null,
  ): Promise<(board: { readonly id: string; readonly createdBy: string }) => BoardStanding | null>;
}

export type AccessRuling = Ruling | { readonly ok: false; readonly because: 'scope' };

export const FORBIDDEN: Readonly<Record<Extract<AccessRuling, { ok: false }>['because'], string>> = {
  'not-a-member': 'You are not a member of this board any more. Ask its facilitator.',
  role: 'Your role on this board does not allow it. Ask its facilitator.',
  function: 'Only operations, quality and IT say this. Change your function if you belong to one of them.',
  guest: 'A guest does not do this. Come with an account.',
  scope: 'The access token was not made for this. Make one with the scope that it needs.',
};

/** Whether somebody of this standing may do it: what role and function allow, within the scopes of a token. */
export const ruling = (standing: BoardStanding | null, action: Action): AccessRuling => {
  const ruled = may(standing, action);
  return ruled.ok && standing !== null && !allowedByScopes(standing, action) ? { ok: false, because: 'scope' } : ruled;
};

/** Principal id of whoever's membership counts: of a token its owner's. */
export const memberBehind = (actor: Actor): string => actor.owner ?? actor.id;

/** What an actor is on a board where this is the last word about whoever is behind them. Pure. */
export const standingOf = (actor: Actor, member: Membership, access: Config['access']): BoardStanding | null => {
  if (member.role === null) return null;
  // Of the time when the server was open: a visitor is somebody only by an invitation.
  if (access === 'accounts' && actor.kind === 'visitor' && !member.guest) return null;
  // A token never does what has to be a person's.
  const signer = member.signer && actor.kind !== 'token';
  return { role: member.role, function: member.function, signer, guest: member.guest, scopes: actor.scopes };
};

const ANYBODY: BoardStanding = { role: 'viewer', function: 'OTHER', signer: false, guest: true, scopes: null };

/** A token that was made on the command line, by whoever runs the server. */
const isOperators = (actor: Actor): boolean => actor.kind === 'token' && actor.owner === null;

/** What somebody is of whom the record of the board says nothing. */
const unsaid = (actor: Actor, isCreator: boolean, access: Config['access']): BoardStanding | null => {
  if (access === 'accounts' && !isOperators(actor)) return null;
  // A board from before there was a record names no facilitator.
  const role = access === 'open' && isCreator ? 'facilitator' : 'contributor';
  return { role, function: actor.function, signer: false, guest: false, scopes: actor.scopes };
};

export const createAccess = (
  members: Pick<BoardMembers, 'find' | 'everOf'>,
  boards: Pick<Boards, 'creatorOf'>,
  { access }: Pick<Config, 'access'>,
): Access => {
  const anybody = access === 'open' ? ANYBODY : null;
  return {
    standing: async (board, actor) => {
      if (actor === null) return anybody;
      if (actor.owner !== null && (await members.find(board, actor.id))?.role === null) return null;
      const member = await members.find(board, memberBehind(actor));
      if (member !== null) return standingOf(actor, member, access);
      return unsaid(actor, access === 'open' && (await boards.creatorOf(board)) === actor.id, access);
    },
    standings: async (actor) => {
      if (actor === null) return () => anybody;
      const rows = new Map((await members.everOf(memberBehind(actor))).map((row) => [row.board, row]));
      const own = actor.owner === null ? [] : await members.everOf(actor.id);
      const putOut = new Set(own.filter(({ role }) => role === null).map(({ board }) => board));
      return (board) => {
        if (putOut.has(board.id)) return null;
        const member = rows.get(board.id);
        return member === undefined
          ? unsaid(actor, board.createdBy === actor.id, access)
          : standingOf(actor, member, access);
      };
    },
  };
};
