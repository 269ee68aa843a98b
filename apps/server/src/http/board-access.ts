/** The board that a request names, for whoever may do on it what the request is about. */
import { type Action, may, type Ruling, type Standing } from '@chartroom/record';
import type { Context } from 'hono';
import type { BoardRow } from '../db/boards.ts';
import type { Actor } from '../db/principals.ts';
import type { AppEnv, AppParts } from './env.ts';
import { ProblemError } from './problem.ts';

export interface OpenedBoard {
  readonly row: BoardRow;
  readonly standing: Standing;
}

/** The same for a board that is unknown and for one that is not open to whoever asks. */
export const unknownBoard = (id: string): ProblemError =>
  new ProblemError(
    'unknown-board',
    `There is no board ${id.slice(0, 64)}, or it is not open to you. Check the address.`,
  );

export const FORBIDDEN: Readonly<Record<Extract<Ruling, { ok: false }>['because'], string>> = {
  'not-a-member': 'You are not a member of this board any more. Ask its facilitator.',
  role: 'Your role on this board does not allow it. Ask its facilitator.',
  function: 'Only operations, quality and IT say this. Change your function if you belong to one of them.',
  guest: 'A guest does not do this. Come with an account.',
};

export const requireActor = (c: Context<AppEnv>): Actor => {
  const actor = c.get('actor');
  if (actor === null)
    throw new ProblemError('visitor-needed', 'Nobody is signed in here. Sign in, or come by an invitation.');
  return actor;
};

/** Throws the problem that tells why not: an unknown board where somebody may not even know that it is there. */
export const openBoard = async (
  parts: Pick<AppParts, 'store' | 'access'>,
  c: Context<AppEnv>,
  action: Action,
  id = c.req.param('id') ?? '',
): Promise<OpenedBoard> => {
  const row = await parts.store.boards.find(id);
  const standing = row === null ? null : await parts.access.standing(row.id, c.get('actor'));
  if (row === null || standing === null) throw unknownBoard(id);
  const ruling = may(standing, action);
  if (!ruling.ok) throw new ProblemError('forbidden', FORBIDDEN[ruling.because]);
  return { row, standing };
};
