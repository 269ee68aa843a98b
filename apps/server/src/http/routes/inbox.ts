/** The inbox of whoever asks, over all boards that are theirs. */
import { type Context, Hono } from 'hono';
import type { InboxCountsResponse, InboxResponse, InboxShow } from '../../api.ts';
import type { Reader } from '../../db/concerns.ts';
import { placeOf } from '../../db/inbox.ts';
import type { Actor } from '../../db/principals.ts';
import { localDay } from '../../reading/local-time.ts';
import type { AppEnv, AppParts } from '../env.ts';
import { ProblemError } from '../problem.ts';
import { requirePerson } from './reading.ts';

const SHOWS: readonly InboxShow[] = ['unread', 'concerns', 'asked', 'all'];
const MOST_ITEMS = 100;
const ITEMS = 50;

/** Where anybody takes part, boards that somebody has looked at are theirs too. */
export const readerOf = (
  { id, kind, function: fn }: Pick<Actor, 'id' | 'kind' | 'function'>,
  access: 'accounts' | 'open',
): Reader => ({
  id,
  function: fn,
  boards: access === 'open' ? 'anybody' : kind === 'visitor' ? 'guests' : 'members',
});

const readQuery = (c: Context<AppEnv>): { show: InboxShow; before: string | null; limit: number } => {
  const { show: given = 'unread', before = null, limit: most = String(ITEMS) } = c.req.query();
  const show = SHOWS.find((one) => one === given);
  const wrong = (name: string, value: string, allowed: string): ProblemError =>
    new ProblemError('invalid-query', `${name} is ${JSON.stringify(value.slice(0, 64))}. Give ${allowed}.`);
  if (show === undefined) throw wrong('show', given, `one of ${SHOWS.join(', ')}`);
  if (before !== null && placeOf(before) === null) throw wrong('before', before, 'what "next" was in the page before');
  const limit = /^\d{1,3}$/.test(most) ? Number(most) : 0;
  if (limit < 1 || limit > MOST_ITEMS) throw wrong('limit', most, `a whole number from 1 to ${MOST_ITEMS}`);
  return { show, before, limit };
};

export const inboxRoutes = (parts: AppParts): Hono<AppEnv> => {
  const { inbox } = parts.store;
  const countsOf = async (reader: Reader): Promise<InboxCountsResponse> => {
    const boards = await inbox.counts(reader, localDay(parts.nowMs()));
    const sum = (of: 'unread' | 'concerns' | 'asked' | 'due'): number =>
      boards.reduce((all, board) => all + board[of], 0);
    return { boards, unread: sum('unread'), concerns: sum('concerns'), asked: sum('asked'), due: sum('due') };
  };
  const reader = (c: Context<AppEnv>): Reader => readerOf(requirePerson(c), parts.config.access);

  return new Hono<AppEnv>()
    .get('/inbox/counts', async (c) => c.json(await countsOf(reader(c))))
    .get('/inbox', async (c) => {
      const who = reader(c);
      const { items, next } = await inbox.page(who, readQuery(c));
      return c.json({ counts: await countsOf(who), items, next } satisfies InboxResponse);
    });
};
