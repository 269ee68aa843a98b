/**
 * What somebody may do on a board right now: the one answer that routes, commands and connections ask for. A role is what
 * the record says; where anybody may take part (`ACCESS=open`), whoever has not been put out is a contributor.
 */
import type { Standing } from '@chartroom/record';
import type { Config } from '../config.ts';
import type { BoardMembers } from '../db/board-members.ts';
import type { Actor } from '../db/principals.ts';

export interface Access {
  /** null: the board is not theirs to see, and is answered as one that is not there. */
  standing(board: string, actor: Actor | null): Promise<Standing | null>;
}

export const createAccess = (members: BoardMembers, config: Pick<Config, 'access'>): Access => ({
  standing: async (board, actor) => {
    const open = config.access === 'open';
    if (actor === null) return open ? { role: 'viewer', function: 'OTHER', signer: false, guest: true } : null;
    const member = await members.find(board, actor.id);
    if (member !== null)
      return member.role === null
        ? null
        : { role: member.role, function: member.function, signer: member.signer, guest: member.guest };
    return open ? { role: 'contributor', function: actor.function, signer: false, guest: false } : null;
  },
});
