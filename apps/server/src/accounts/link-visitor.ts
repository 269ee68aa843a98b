/**
 * A visitor who has an account now: what they did stays theirs under the old principal, and what they may do goes over to
 * the new one, board by board, as the record says it. Harmless when it is done again.
 */
import { BOARD_ROLES, type BoardRole, type MemberState, type Payload } from '@chartroom/record';
import type { BoardMembers } from '../db/board-members.ts';
import type { AccountRows } from '../db/accounts.ts';
import type { Actor, Principals } from '../db/principals.ts';
import type { BoardRecords } from '../record/board-records.ts';
import { restated } from '../record/membership.ts';

export interface LinkParts {
  readonly principals: Pick<Principals, 'link'>;
  readonly boardMembers: Pick<BoardMembers, 'boardsOf'>;
  readonly records: Pick<BoardRecords, 'state'>;
}

/** The one that allows more; roles are in that order. */
const stronger = (one: BoardRole, other: BoardRole): BoardRole =>
  BOARD_ROLES.indexOf(one) <= BOARD_ROLES.indexOf(other) ? one : other;

/** What the record says of `user` when they take over from the visitor `left`. Pure. */
export const takeOver = (user: Actor, left: MemberState, known: MemberState | undefined): Payload<'member'> => {
  const role = known === undefined ? left.role : stronger(known.role, left.role);
  const discipline = known?.discipline || left.discipline;
  const jobTitle = known?.jobTitle || left.jobTitle;
  const person = known?.person ?? left.person;
  return {
    principal: user.id,
    name: user.name,
    function: known?.function ?? user.function,
    role,
    // Signing is given to a person with an account, never handed over.
    signer: known?.signer ?? false,
    ...(discipline === '' ? {} : { discipline }),
    ...(jobTitle === '' ? {} : { jobTitle }),
    ...(person === null ? {} : { person }),
  };
};

export interface LinkingParts extends LinkParts {
  readonly accounts: Pick<AccountRows, 'pendingLinks' | 'linked'>;
  readonly principals: Pick<Principals, 'link' | 'find'>;
}

/** Takes up what was noted with accounts that visitors have made, and was not finished before the server was stopped. */
export const finishLinks = async (parts: LinkingParts): Promise<void> => {
  for (const { visitor, user } of await parts.accounts.pendingLinks()) {
    const found = await parts.principals.find(user);
    if (found !== null) await linkVisitor(parts, { id: visitor }, found);
    await parts.accounts.linked(visitor);
  }
};

export const linkVisitor = async (
  { principals, boardMembers, records }: LinkParts,
  visitor: Pick<Actor, 'id'>,
  user: Actor,
): Promise<void> => {
  await principals.link(visitor.id, user.id);
  for (const { board } of await boardMembers.boardsOf(visitor.id)) {
    await records.state(board, ({ members }) => {
      const left = members.get(visitor.id);
      if (left === undefined) return [];
      // First who takes over, so that the board has a facilitator throughout.
      return [
        { kind: 'member', payload: takeOver(user, left, members.get(user.id)) },
        { kind: 'member', payload: restated(left, { role: null }) },
      ];
    });
  }
};
