/**
 * A file of a board, for whoever may have one. Each is noted in the record for good, though it is asked for by a plain
 * address: so nobody has any number of them, and no page of another site sends a browser here for one.
 */
import type { Context } from 'hono';
import { isFromElsewhere, openBoard, type OpenedBoard } from './board-access.ts';
import type { AppEnv, AppParts } from './env.ts';
import { ProblemError } from './problem.ts';
import { countedAs } from './remote-address.ts';

export const openExport = async (
  parts: Pick<AppParts, 'store' | 'access' | 'accessLog' | 'config' | 'remote' | 'exportLimit' | 'nowMs'>,
  c: Context<AppEnv>,
): Promise<OpenedBoard> => {
  if (isFromElsewhere(c))
    throw new ProblemError(
      'foreign-origin',
      'Another site sent the browser here for a file. Open the board and export it there.',
    );
  const opened = await openBoard(parts, c, 'export');
  const who = c.get('actor')?.id ?? countedAs(parts.remote.of(c.env.incoming));
  const waitS = parts.exportLimit.take(who, parts.nowMs());
  if (waitS !== null)
    throw new ProblemError('too-many-requests', `That were many files at once. Try again in ${waitS} s.`, {
      headers: { 'retry-after': String(waitS) },
    });
  return opened;
};
