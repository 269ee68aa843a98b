/** The board that a request names, for whoever may do on it what the request is about. */
import type { Action } from '@chartroom/record';
import type { Context } from 'hono';
import { type BoardStanding, FORBIDDEN, ruling } from '../access/access.ts';
import type { BoardRow } from '../db/boards.ts';
import type { Actor } from '../db/principals.ts';
import type { AppEnv, AppParts } from './env.ts';
import { ProblemError } from './problem.ts';

export interface OpenedBoard {
  readonly row: BoardRow;
  readonly standing: BoardStanding;
}

/** The same for a board that is unknown and for one that is not open to whoever asks. */
export const unknownBoard = (id: string): ProblemError =>
  new ProblemError(
    'unknown-board',
    `There is no board ${id.slice(0, 64)}, or it is not open to you. Check the address.`,
  );

export const requireActor = (c: Context<AppEnv>): Actor => {
  const actor = c.get('actor');
  if (actor === null)
    throw new ProblemError('visitor-needed', 'Nobody is signed in here. Sign in, or come by an invitation.');
  return actor;
};

const OWN_SITES: ReadonlySet<string> = new Set(['same-origin', 'none']);

/** A page of another site sent the browser here. Browsers say where a link stood that led here; programs say nothing. */
export const isFromElsewhere = (c: Context): boolean => {
  const site = c.req.header('sec-fetch-site');
  return site !== undefined && !OWN_SITES.has(site);
};

/**
 * Throws the problem that tells why not: an unknown board where somebody may not even know that it is there. An attempt
 * beyond one's role is noted in the record, unless another site made the browser attempt it.
 */
export const openBoard = async (
  parts: Pick<AppParts, 'store' | 'access' | 'accessLog' | 'config'>,
  c: Context<AppEnv>,
  action: Action,
  id = c.req.param('id') ?? '',
): Promise<OpenedBoard> => {
  // Whoever is not signed in learns nothing of boards, and that signing in is what helps.
  const actor = parts.config.access === 'accounts' ? requireActor(c) : c.get('actor');
  const row = await parts.store.boards.find(id);
  const standing = row === null ? null : await parts.access.standing(row.id, actor);
  if (row === null || standing === null) throw unknownBoard(id);
  const ruled = ruling(standing, action);
  if (ruled.ok) return { row, standing };
  if (actor !== null && ruled.because !== 'function' && !isFromElsewhere(c))
    await parts.accessLog.refused(row.id, actor.id, action);
  throw new ProblemError('forbidden', FORBIDDEN[ruled.because]);
};
