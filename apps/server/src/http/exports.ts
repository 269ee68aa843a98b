/**
 * A file of a board, for whoever may have one. Each is noted in the record for good, though it is asked for by a plain
 * address: so nobody has any number of them, and no page of another site sends a browser here for one.
 */
import type { Context } from 'hono';
import { openBoard, type OpenedBoard } from './board-access.ts';
import type { AppEnv, AppParts } from './env.ts';
import { ProblemError } from './problem.ts';
import { createRateLimit } from './rate-limit.ts';
import { countedAs } from './remote-address.ts';

export type OpenExport = (c: Context<AppEnv>) => Promise<OpenedBoard>;

const BURST = 20;
const PER_SECOND = 1 / 30;
const OWN_SITES: ReadonlySet<string> = new Set(['same-origin', 'none']);

export const createOpenExport = (
  parts: Pick<AppParts, 'store' | 'access' | 'accessLog' | 'config' | 'remote' | 'nowMs'>,
): OpenExport => {
  const limit = createRateLimit(BURST, PER_SECOND);
  return async (c) => {
    // Browsers say where a link stood that led here; programs say nothing.
    const site = c.req.header('sec-fetch-site');
    if (site !== undefined && !OWN_SITES.has(site))
      throw new ProblemError(
        'foreign-origin',
        'Another site sent the browser here for a file. Open the board and export it there.',
      );
    const opened = await openBoard(parts, c, 'export');
    const who = c.get('actor')?.id ?? countedAs(parts.remote.of(c));
    const waitS = limit.take(who, parts.nowMs());
    if (waitS !== null)
      throw new ProblemError('too-many-requests', `That were many files at once. Try again in ${waitS} s.`, {
        headers: { 'retry-after': String(waitS) },
      });
    return opened;
  };
};
