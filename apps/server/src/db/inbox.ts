/**
 * The inbox of one person over all boards that are theirs: counts, threads a page at a time, and what to tell them by
 * mail. Boards are taken in the order of their newest message, and no more of them than a page needs.
 */
import type { ConcernReason, InboxItem, InboxShow, PersonSummary, PlantFunction } from '../api.ts';
import {
  concerned,
  concerning,
  heard,
  MINE,
  mineThat,
  type MineRow,
  ONE_BOARD,
  prepareThreadMessages,
  type Reader,
  readerParameters,
  REASONS,
  SELF,
} from './concerns.ts';
import type { Tables } from './database.ts';

export interface BoardCounts {
  readonly board: string;
  readonly title: string;
  readonly unread: number;
  readonly concerns: number;
  readonly asked: number;
  readonly due: number;
}

export interface InboxPage {
  readonly items: readonly InboxItem[];
  readonly next: string | null;
}

export interface PageOptions {
  readonly show: InboxShow;
  /** `next` of the page before. */
  readonly before: string | null;
  readonly limit: number;
}

/** An unread message that concerns somebody. */
export interface News {
  readonly board: string;
  readonly boardTitle: string;
  readonly thread: string;
  readonly threadTitle: string;
  readonly label: string;
  readonly seq: number;
  readonly atMs: number;
  readonly author: PersonSummary;
  readonly excerpt: string;
  readonly why: ConcernReason;
}

export interface NewsOf {
  readonly news: readonly News[];
  /** How many there are, of which `news` holds the first. */
  readonly count: number;
  /** When the last of them was said; `afterMs` where there is none. */
  readonly untilMs: number;
}

/** An open thread that asks somebody or their function, with a day by which. */
export interface DueThread {
  readonly board: string;
  readonly boardTitle: string;
  readonly thread: string;
  readonly title: string;
  readonly label: string;
  readonly due: string;
  /** null where it asks a person. */
  readonly function: PlantFunction | null;
  readonly author: PersonSummary;
}

export interface Inbox {
  /** Of each board, by title. `today` is an ISO day. */
  counts(reader: Reader, today: string): Promise<readonly BoardCounts[]>;
  page(reader: Reader, options: PageOptions): Promise<InboxPage>;
  /** Unread messages that concern them, said after one time and before another, oldest first, at most `most`. */
  news(
    reader: Reader,
    options: { readonly afterMs: number; readonly beforeMs: number; readonly most: number },
  ): Promise<NewsOf>;
  /** Threads that ask them, due from one ISO day to another, soonest first. */
  due(reader: Reader, from: string, to: string): Promise<readonly DueThread[]>;
}

/** Threads that wait for them: open, not called answered, and not their own. */
const ASKED = `
  asked(board, thread, due) AS (
    SELECT t.board, t.thread, t.due FROM mine CROSS JOIN thread_index AS t
      ON t.board = mine.board AND t.open = 1 AND t.to_function = mine.fn AND t.to_principal IS NULL
    WHERE t.claimed = 0 AND t.author NOT IN (SELECT id FROM self)
    UNION ALL
    SELECT t.board, t.thread, t.due FROM self CROSS JOIN thread_index AS t ON t.to_principal = self.id AND t.open = 1
      CROSS JOIN mine ON mine.board = t.board
    WHERE t.claimed = 0 AND t.author NOT IN (SELECT id FROM self))`;

/** A thread's place in the list: later first; ties by board and thread, so that no page leaves one out. */
interface Place {
  readonly board: string;
  readonly thread: string;
  readonly atMs: number;
}
interface Listed extends Place {
  /** The newest message that it is listed for; null: the newest of all. */
  readonly seq: number | null;
}

const laterFirst = (a: Place, b: Place): number =>
  b.atMs - a.atMs ||
  (a.board < b.board ? 1 : a.board > b.board ? -1 : a.thread < b.thread ? 1 : a.thread > b.thread ? -1 : 0);

const cursorOf = ({ atMs, board, thread }: Place): string => `${atMs}.${board}.${thread}`;
/** null for what was never a cursor. */
export const placeOf = (cursor: string): Place | null => {
  const [atMs, board, thread] = /^(\d{1,15})\.(\w{1,64})\.(\w{1,64})$/.exec(cursor)?.slice(1) ?? [];
  return atMs === undefined || board === undefined || thread === undefined
    ? null
    : { atMs: Number(atMs), board, thread };
};

interface DatedRow extends MineRow {
  /** Nothing that is listed of this board is later; null where there is nothing. */
  readonly newestMs: number | null;
}
interface MessageRow {
  readonly seq: number;
  readonly thread: string;
  readonly atMs: number;
}
interface ThreadRow {
  readonly kind: InboxItem['kind'];
  readonly title: string;
  readonly subject: string;
  readonly field: string | null;
  readonly label: string;
  readonly quote: string | null;
  readonly author: string;
  readonly toFunction: PlantFunction | null;
  readonly toPrincipal: string | null;
  readonly due: string | null;
  readonly open: 0 | 1;
  readonly claimed: 0 | 1;
  readonly boardTitle: string;
  readonly productScope: string;
  readonly messages: number;
}

/** When the newest thing happened on a board that a list may hold: by what is listed. */
const NEWEST_THREAD = `(SELECT max(last_at_ms) FROM thread_index AS t WHERE t.board = mine.board)`;
const NEWEST_UNREAD = `nullif(max(
    coalesce((SELECT x.at_ms FROM message AS x INDEXED BY message_unread
      WHERE x.board = mine.board AND x.seq > mine.mark AND x.author NOT IN (SELECT id FROM self)
        AND NOT EXISTS (SELECT 1 FROM message_read AS r WHERE r.principal = @me AND r.board = x.board AND r.seq = x.seq)
      ORDER BY x.seq DESC LIMIT 1), 0),
    coalesce((SELECT x.at_ms FROM message AS x WHERE x.board = mine.board AND x.seq =
      (SELECT max(u.seq) FROM unread_before AS u WHERE u.principal = @me AND u.board = mine.board)), 0)), 0)`;
const NEWEST_CONCERNED = `(SELECT at_ms FROM message AS x WHERE x.board = mine.board AND x.seq = CASE
    WHEN EXISTS (SELECT 1 FROM watch AS w WHERE w.principal = @me AND w.board = mine.board AND w.level = 'watch')
    THEN (SELECT max(seq) FROM message WHERE board = mine.board)
    ELSE max(
      coalesce((SELECT max(seq) FROM message_for AS f WHERE f.target = 'fn:' || mine.fn AND f.board = mine.board), 0),
      coalesce((SELECT max((SELECT max(seq) FROM message_for AS f WHERE f.target = self.id AND f.board = mine.board))
        FROM self), 0)) END)`;

const prepareMine = (db: Tables['$client'], newest: string) =>
  db.prepare<unknown[], DatedRow>(
    `WITH ${SELF}, ${MINE} SELECT board, mark, fn, chose, ${newest} AS newestMs FROM mine`,
  );

/** What others said after the mark, less what of it was read, and what was kept unread before it. */
const PLAIN_UNREAD = `
  (SELECT count(*) FROM message AS x INDEXED BY message_unread WHERE x.board = mine.board AND x.seq > mine.mark)
  - (SELECT count(*) FROM self CROSS JOIN message AS x INDEXED BY message_author
       ON x.author = self.id AND x.board = mine.board AND x.seq > mine.mark)
  - (SELECT count(*) FROM message_read AS r
     WHERE r.principal = @me AND r.board = mine.board AND r.seq > mine.mark
       AND EXISTS (SELECT 1 FROM message AS x INDEXED BY message_unread
         WHERE x.board = r.board AND x.seq = r.seq AND x.author NOT IN (SELECT id FROM self)))
  + (SELECT count(*) FROM unread_before AS u JOIN message AS x ON x.board = u.board AND x.seq = u.seq
     WHERE u.principal = @me AND u.board = mine.board)`;
/** Two index ranges a board, each in the order of messages. */
const PLAIN_CONCERNS = `
  (SELECT count(*) FROM (
     SELECT f.seq FROM message_for AS f
       WHERE f.target = 'fn:' || mine.fn AND f.board = mine.board AND f.seq > mine.mark
     UNION SELECT f.seq FROM self CROSS JOIN message_for AS f
       ON f.target = self.id AND f.board = mine.board AND f.seq > mine.mark
     UNION SELECT f.seq FROM unread_before AS u CROSS JOIN message_for AS f ON f.board = u.board AND f.seq = u.seq
       WHERE u.principal = @me AND u.board = mine.board
         AND (f.target IN (SELECT id FROM self) OR f.target = 'fn:' || mine.fn)
     EXCEPT SELECT r.seq FROM message_read AS r WHERE r.principal = @me AND r.board = mine.board
     EXCEPT SELECT x.seq FROM self CROSS JOIN message AS x INDEXED BY message_author
       ON x.author = self.id AND x.board = mine.board))`;

/** Each message by itself, since what they watch or mute depends on its thread. */
const CHOSEN_UNREAD = `
  (SELECT count(*) FROM message AS x INDEXED BY message_unread
   WHERE x.board = mine.board AND x.seq > mine.mark AND x.author NOT IN (SELECT id FROM self) AND ${heard('mine.chose')}
     AND NOT EXISTS (SELECT 1 FROM message_read AS r WHERE r.principal = @me AND r.board = x.board AND r.seq = x.seq))
  + (SELECT count(*) FROM unread_before AS u JOIN message AS x ON x.board = u.board AND x.seq = u.seq
     WHERE u.principal = @me AND u.board = mine.board AND ${heard('mine.chose')})`;
const CHOSEN_CONCERNS = `
  coalesce((SELECT concerns FROM concerning_on WHERE concerning_on.board = mine.board), 0)`;

/** `plain`: boards on which they neither watch nor mute anything, which are most; `chosen`: the others. */
const countsOf = (which: 'plain' | 'chosen', unread: string, concerns: string): string => `
  WITH ${SELF}, ${mineThat(which)}, ${ASKED},
    ${
      which === 'plain'
        ? ''
        : `${concerning('unread')},
    concerning_on AS MATERIALIZED (SELECT board, count(*) AS concerns FROM concerning GROUP BY board),`
    }
    owed AS MATERIALIZED (
      SELECT board, count(*) AS asked, sum(due IS NOT NULL AND due <= @today) AS due FROM asked GROUP BY board)
  SELECT mine.board, b.title, ${unread} AS unread, ${concerns} AS concerns,
    coalesce((SELECT asked FROM owed WHERE owed.board = mine.board), 0) AS asked,
    coalesce((SELECT due FROM owed WHERE owed.board = mine.board), 0) AS due
  FROM mine JOIN board AS b ON b.id = mine.board`;

const byTitle = (a: BoardCounts, b: BoardCounts): number =>
  a.title < b.title ? -1 : a.title > b.title ? 1 : a.board < b.board ? -1 : 1;

const prepare = ({ $client: db }: Tables) => ({
  counts: {
    plain: db.prepare<unknown[], BoardCounts>(countsOf('plain', PLAIN_UNREAD, PLAIN_CONCERNS)),
    chosen: db.prepare<unknown[], BoardCounts>(countsOf('chosen', CHOSEN_UNREAD, CHOSEN_CONCERNS)),
  },
  mine: {
    unread: prepareMine(db, NEWEST_UNREAD),
    concerns: prepareMine(db, NEWEST_CONCERNED),
    asked: prepareMine(db, NEWEST_THREAD),
    all: prepareMine(db, NEWEST_THREAD),
  },
  unread: db.prepare<unknown[], MessageRow>(
    `WITH ${SELF} SELECT seq, thread, at_ms AS atMs FROM message AS x
     WHERE board = @board AND seq > @mark AND author NOT IN (SELECT id FROM self) AND ${heard('@chose')}
       AND NOT EXISTS (SELECT 1 FROM message_read AS r WHERE r.principal = @me AND r.board = x.board AND r.seq = x.seq)
     UNION ALL
     SELECT x.seq, x.thread, x.at_ms FROM unread_before AS u JOIN message AS x ON x.board = u.board AND x.seq = u.seq
     WHERE u.principal = @me AND u.board = @board AND ${heard('@chose')}
     ORDER BY 1`,
  ),
  all: db.prepare<unknown[], { thread: string; atMs: number }>(
    `SELECT thread, last_at_ms AS atMs FROM thread_index
     WHERE board = @board AND last_at_ms <= @untilMs AND (last_at_ms < @untilMs OR thread < @untilThread)
     ORDER BY last_at_ms DESC, thread DESC LIMIT @limit`,
  ),
  concerns: db.prepare<unknown[], MessageRow>(
    `WITH ${SELF}, ${ONE_BOARD}, ${concerned('all')}
     SELECT max(seq) AS seq, thread, at_ms AS atMs FROM concerned GROUP BY thread`,
  ),
  asked: db.prepare<unknown[], { thread: string; atMs: number }>(
    `WITH ${SELF}, ${ONE_BOARD}
     SELECT t.thread, t.last_at_ms AS atMs FROM thread_index AS t
     WHERE t.board = @board AND t.open = 1 AND t.author NOT IN (SELECT id FROM self)
       AND (t.to_principal IN (SELECT id FROM self) OR (t.to_principal IS NULL AND t.to_function = @fn))`,
  ),
  thread: db.prepare<unknown[], ThreadRow>(
    `SELECT t.kind, t.title, t.subject, t.field, t.label, t.quote, t.author, t.to_function AS toFunction,
       t.to_principal AS toPrincipal, t.due, t.open, t.claimed, b.title AS boardTitle, b.product_scope AS productScope,
       (SELECT count(*) FROM message AS x WHERE x.board = t.board AND x.thread = t.thread) AS messages
     FROM thread_index AS t JOIN board AS b ON b.id = t.board WHERE t.board = @board AND t.thread = @thread`,
  ),
  message: db.prepare<unknown[], { seq: number; author: string; atMs: number; excerpt: string }>(
    `SELECT seq, author, at_ms AS atMs, excerpt FROM message WHERE board = @board AND thread = @thread
       AND seq = coalesce(@seq, (SELECT max(seq) FROM message WHERE board = @board AND thread = @thread))`,
  ),
  person: db.prepare<unknown[], PersonSummary>(
    `SELECT p.id, coalesce(b.name, p.name) AS name, coalesce(b.function, p.function) AS function
     FROM principal AS p LEFT JOIN board_member AS b ON b.board = @board AND b.principal = p.id WHERE p.id = @id`,
  ),
  news: db.prepare<unknown[], Place & { seq: number; rank: number }>(
    `WITH ${SELF}, ${MINE}, ${concerned('unread')}
     SELECT board, seq, thread, at_ms AS atMs, rank FROM concerned WHERE at_ms > @afterMs AND at_ms < @beforeMs ORDER BY at_ms, board, seq`,
  ),
  due: db.prepare<unknown[], Place & { due: string }>(
    `WITH ${SELF}, ${MINE}, ${ASKED} SELECT board, thread, due, 0 AS atMs FROM asked
     WHERE due BETWEEN @from AND @to ORDER BY due, board, thread`,
  ),
});

/** Of messages in order, each thread once, with its newest. */
const newestOfEach = (messages: readonly MessageRow[]): readonly MessageRow[] => [
  ...new Map(messages.map((one) => [one.thread, one])).values(),
];

/** Of the threads of one board that share their time with `after`, those below `untilThread` come after it. */
const untilOf = (board: string, after: Place | null): { readonly untilMs: number; readonly untilThread: string } => {
  if (after === null) return { untilMs: Number.MAX_SAFE_INTEGER, untilThread: '' };
  const untilThread = board === after.board ? after.thread : board < after.board ? '\u{10FFFF}' : '';
  return { untilMs: after.atMs, untilThread };
};

export const createInbox = (tables: Tables): Inbox => {
  const statements = prepare(tables);
  const messagesOf = prepareThreadMessages(tables);

  const personOf = (board: string, id: string): PersonSummary =>
    statements.person.get({ board, id }) ?? { id, name: id, function: 'OTHER' };

  const listedOf = (reader: Reader, mine: MineRow, { show, limit }: PageOptions, after: Place | null): Listed[] => {
    const { board, mark, fn, chose } = mine;
    const at = { me: reader.id, board, mark, fn, chose };
    switch (show) {
      case 'unread':
        return newestOfEach(statements.unread.all(at)).map((one) => ({ ...one, board }));
      case 'concerns':
        return statements.concerns.all(at).map((one) => ({ ...one, board }));
      case 'asked':
        return statements.asked.all(at).map((one) => ({ ...one, board, seq: null }));
      case 'all':
        return statements.all
          .all({ board, ...untilOf(board, after), limit: limit + 1 })
          .map((one) => ({ ...one, board, seq: null }));
    }
  };

  /** One more than the page holds, where there is one. */
  const find = (reader: Reader, mine: readonly DatedRow[], options: PageOptions): readonly Listed[] => {
    const after = options.before === null ? null : placeOf(options.before);
    const boards = mine
      .flatMap(({ newestMs, ...board }) => (newestMs === null ? [] : [{ ...board, newestMs }]))
      .sort((a, b) => b.newestMs - a.newestMs);
    let found: readonly Listed[] = [];
    for (const board of boards) {
      const last = found[options.limit];
      // Nothing on this board, and on none after it, is newer than what is there already.
      if (last !== undefined && last.atMs > board.newestMs) break;
      const more = listedOf(reader, board, options, after).filter(
        (listed) => after === null || laterFirst(after, listed) < 0,
      );
      if (more.length > 0) found = [...found, ...more].sort(laterFirst).slice(0, options.limit + 1);
    }
    return found;
  };

  const itemsOf = (reader: Reader, mine: readonly MineRow[], page: readonly Listed[]): readonly InboxItem[] => {
    const boards = new Map(mine.map((one) => [one.board, one]));
    return page.flatMap(({ board, thread, atMs, seq }): InboxItem[] => {
      const row = statements.thread.get({ board, thread });
      const newest = statements.message.get({ board, thread, seq });
      const place = boards.get(board);
      if (row === undefined || newest === undefined || place === undefined) return [];
      const messages = messagesOf(reader.id, board, thread, place);
      const unread = messages.filter(({ isUnread }) => isUnread);
      const ranks = (unread.length === 0 ? messages : unread).flatMap(({ rank }) => (rank === null ? [] : [rank]));
      const { boardTitle, productScope, author, toFunction, toPrincipal, open, claimed, ...rest } = row;
      return [
        {
          ...rest,
          board: { id: board, title: boardTitle, productScope },
          thread,
          author: personOf(board, author),
          to:
            toFunction === null && toPrincipal === null
              ? null
              : { function: toFunction, person: toPrincipal === null ? null : personOf(board, toPrincipal) },
          open: open === 1,
          claimed: claimed === 1,
          unread: unread.map(({ seq }) => seq),
          concerns: ranks.length > 0,
          concerning: unread.filter(({ rank }) => rank !== null).length,
          why: ranks.length === 0 ? null : (REASONS[Math.min(...ranks)] ?? null),
          last: {
            seq: newest.seq,
            at: new Date(newest.atMs).toISOString(),
            author: personOf(board, newest.author),
            excerpt: newest.excerpt,
          },
          at: new Date(atMs).toISOString(),
        },
      ];
    });
  };

  return {
    counts: async (reader, today) =>
      tables.transaction(() => {
        const parameters = { ...readerParameters(reader), today };
        const { plain, chosen } = statements.counts;
        return [...plain.all(parameters), ...chosen.all(parameters)].sort(byTitle);
      }),
    page: async (reader, options) =>
      tables.transaction(() => {
        const mine = statements.mine[options.show].all(readerParameters(reader));
        const found = find(reader, mine, options);
        const page = found.slice(0, options.limit);
        const last = page.at(-1);
        return {
          items: itemsOf(reader, mine, page),
          next: found.length > options.limit && last !== undefined ? cursorOf(last) : null,
        };
      }),
    news: async (reader, { afterMs, beforeMs, most }) =>
      tables.transaction(() => {
        const rows = statements.news.all({ ...readerParameters(reader), afterMs, beforeMs });
        const news = rows.slice(0, most).flatMap(({ board, thread, seq, atMs, rank }): News[] => {
          const row = statements.thread.get({ board, thread });
          const message = statements.message.get({ board, thread, seq });
          if (row === undefined || message === undefined) return [];
          return [
            {
              board,
              boardTitle: row.boardTitle,
              thread,
              threadTitle: row.title,
              label: row.label,
              seq,
              atMs,
              author: personOf(board, message.author),
              excerpt: message.excerpt,
              why: REASONS[rank] ?? 'watched',
            },
          ];
        });
        return { news, count: rows.length, untilMs: rows.at(-1)?.atMs ?? afterMs };
      }),
    due: async (reader, from, to) =>
      tables.transaction(() =>
        statements.due.all({ ...readerParameters(reader), from, to }).flatMap(({ board, thread, due }): DueThread[] => {
          const row = statements.thread.get({ board, thread });
          if (row === undefined) return [];
          const { boardTitle, title, label, author } = row;
          const fn = row.toPrincipal === null ? row.toFunction : null;
          return [{ board, boardTitle, thread, title, label, due, function: fn, author: personOf(board, author) }];
        }),
      ),
  };
};
