/** Who takes part in a board. Members are changed by the command `member` of the record. */
import type { BoardRole } from '@chartroom/record';
import { Hono } from 'hono';
import type { BoardMemberSummary, MembersResponse } from '../../api/access.ts';
import type { BoardMemberRow } from '../../db/board-members.ts';
import { openBoard } from '../board-access.ts';
import type { AppEnv, AppParts } from '../env.ts';

const summarise = (member: BoardMemberRow, role: BoardRole, here: boolean): BoardMemberSummary => ({
  principal: member.principal,
  name: member.name,
  function: member.function,
  discipline: member.discipline,
  jobTitle: member.jobTitle,
  person: member.person,
  role,
  signer: member.signer,
  guest: member.guest,
  here,
});

export const memberRoutes = (parts: AppParts): Hono<AppEnv> =>
  new Hono<AppEnv>().get('/boards/:id/members', async (c) => {
    const { row, standing } = await openBoard(parts, c, 'read');
    const here = new Set(parts.documents.here(row.id).map(({ id }) => id));
    const members = (await parts.store.boardMembers.of(row.id)).flatMap((member) =>
      member.role === null ? [] : [summarise(member, member.role, here.has(member.principal))],
    );
    const { role, function: fn, signer, guest } = standing;
    return c.json({ members, you: { role, function: fn, signer, guest } } satisfies MembersResponse);
  });
