/**
 * The one statement of what concerns somebody, as SQL that reading and inbox share: messages that name or ask them or
 * their function, replies where they spoke before, and what they watch; but nothing that they muted, unless it names them.
 */
import type { ConcernReason, PlantFunction } from '../api.ts';
import type { Tables } from './database.ts';

/** Who reads. */
export interface Reader {
  /** Principal id. */
  readonly id: string;
  /** On boards where the record does not say for which function they speak. */
  readonly function: PlantFunction;
  /** Which boards count as theirs: `members` those that name them one; `guests` as guests; `anybody` those they saw as well. */
  readonly boards: 'members' | 'guests' | 'anybody';
}

/** Strongest first; a rank of the statement is a place in it. */
export const REASONS = [
  'named',
  'function-named',
  'asked',
  'function-asked',
  'spoke',
  'watched',
] as const satisfies readonly ConcernReason[];

/** `self(id)`: who they are, and whom they were before they had an account. Takes @me. */
export const SELF = `
  self(id) AS MATERIALIZED (SELECT @me UNION ALL SELECT id FROM principal WHERE linked_to = @me)`;

const choseOn = (board: string): string =>
  `EXISTS (SELECT 1 FROM watch AS w WHERE w.principal = @me AND w.board = ${board})`;

/**
 * `mine(board, mark, fn, chose)`: their boards, up to where each is read, for which function they speak there, and whether
 * they chose to watch or mute anything there: most did not, and need not have it looked up for each message.
 */
const mineWhere = (more: string): string => `
  mine(board, mark, fn, chose) AS MATERIALIZED (
    SELECT m.board, m.seq, coalesce(b.function, @fn), ${choseOn('m.board')}
    FROM read_mark AS m LEFT JOIN board_member AS b ON b.board = m.board AND b.principal = m.principal
    WHERE m.principal = @me AND CASE @boards
      WHEN 'members' THEN b.role IS NOT NULL
      WHEN 'guests' THEN b.role IS NOT NULL AND b.guest
      ELSE b.role IS NOT NULL OR b.principal IS NULL END ${more})`;
export const MINE = mineWhere('');
/** `mine` without the boards on which they watch or mute something, or only those. */
export const mineThat = (which: 'plain' | 'chosen'): string =>
  mineWhere(`AND ${which === 'plain' ? 'NOT ' : ''}${choseOn('m.board')}`);

/** `mine` of one board, with nothing read. Takes @board and @fn. */
export const ONE_BOARD = `
  mine(board, mark, fn, chose) AS MATERIALIZED (SELECT @board, 0, @fn, ${choseOn('@board')})`;

/** The parameters of `SELF` and `MINE`. */
export const readerParameters = ({ id, function: fn, boards }: Reader) => ({ me: id, fn, boards });

const RANK_OF_PERSON = `CASE f.why WHEN 'named' THEN 0 WHEN 'asked' THEN 2 ELSE 4 END`;
const RANK_OF_FUNCTION = `CASE f.why WHEN 'named' THEN 1 WHEN 'asked' THEN 3 ELSE 4 END`;

/** `watch`, `mute` or `plain`: what they said of the record that a thread is about, else of the board. */
const levelOf = (board: string, thread: string): string => `coalesce(
        (SELECT w.level FROM thread_index AS t JOIN watch AS w ON w.board = t.board AND w.subject = t.subject
           WHERE t.board = ${board} AND t.thread = ${thread} AND w.principal = @me),
        (SELECT level FROM watch WHERE principal = @me AND board = ${board} AND subject = 'board'),
        'plain')`;

/** Whether they hear of message `x` at all, where `chose` says that they watch or mute something on its board. */
export const heard = (chose: string): string => `(NOT ${chose} OR ${levelOf('x.board', 'x.thread')} <> 'mute'
      OR EXISTS (SELECT 1 FROM message_for AS f WHERE f.board = x.board AND f.seq = x.seq AND f.why = 'named'
        AND f.target IN (SELECT id FROM self)))`;

/** `own(board, seq)`: what they said themselves on the boards of `mine`: neither unread nor of concern to them. */
const OWN = `
  own(board, seq) AS MATERIALIZED (
    SELECT x.board, x.seq FROM mine CROSS JOIN self CROSS JOIN message AS x INDEXED BY message_author
      ON x.author = self.id AND x.board = mine.board)`;

/**
 * `concerning(board, seq, rank)`, each message once: after the marks of `mine`; `unread`: of those only what is not read,
 * and what was kept unread before the marks. CROSS JOIN keeps SQLite to the order that is written; the message itself is
 * looked up only where it makes a difference.
 */
export const concerning = (which: 'all' | 'unread'): string => `${OWN},
  found(board, seq, rank, chose) AS (
    SELECT f.board, f.seq, ${RANK_OF_PERSON}, mine.chose
    FROM mine CROSS JOIN self CROSS JOIN message_for AS f
      ON f.target = self.id AND f.board = mine.board AND f.seq > mine.mark
    UNION ALL
    SELECT f.board, f.seq, ${RANK_OF_FUNCTION}, mine.chose
    FROM mine CROSS JOIN message_for AS f
      ON f.target = 'fn:' || mine.fn AND f.board = mine.board AND f.seq > mine.mark
    UNION ALL
    SELECT x.board, x.seq, 5, mine.chose
    FROM watch AS w CROSS JOIN mine ON mine.board = w.board
      CROSS JOIN thread_index AS t ON t.board = w.board AND t.subject = w.subject
      CROSS JOIN message AS x ON x.board = t.board AND x.thread = t.thread AND x.seq > mine.mark
    WHERE w.principal = @me AND w.level = 'watch' AND w.subject <> 'board'
    UNION ALL
    SELECT x.board, x.seq, 5, mine.chose
    FROM watch AS w CROSS JOIN mine ON mine.board = w.board
      CROSS JOIN message AS x ON x.board = w.board AND x.seq > mine.mark
    WHERE w.principal = @me AND w.level = 'watch' AND w.subject = 'board'
    ${
      which === 'all'
        ? ''
        : `UNION ALL
    SELECT u.board, u.seq, CASE WHEN f.target IN (SELECT id FROM self) THEN ${RANK_OF_PERSON} ELSE ${RANK_OF_FUNCTION} END,
      mine.chose
    FROM unread_before AS u CROSS JOIN mine ON mine.board = u.board
      CROSS JOIN message_for AS f ON f.board = u.board AND f.seq = u.seq
    WHERE u.principal = @me AND (f.target IN (SELECT id FROM self) OR f.target = 'fn:' || mine.fn)`
    }),
  concerning(board, seq, rank) AS (
    SELECT found.board, found.seq, min(found.rank) FROM found
    WHERE NOT EXISTS (SELECT 1 FROM own WHERE own.board = found.board AND own.seq = found.seq)
      AND (found.rank = 0 OR NOT found.chose OR
        (SELECT ${levelOf('x.board', 'x.thread')} FROM message AS x WHERE x.board = found.board AND x.seq = found.seq) <> 'mute')
      ${
        which === 'all'
          ? ''
          : `AND NOT EXISTS (
        SELECT 1 FROM message_read AS r WHERE r.principal = @me AND r.board = found.board AND r.seq = found.seq)`
      }
    GROUP BY found.board, found.seq)`;

/** `concerned(board, seq, thread, at_ms, rank)`: the same with the thread and the time of each. */
export const concerned = (which: 'all' | 'unread'): string => `${concerning(which)},
  concerned(board, seq, thread, at_ms, rank) AS (
    SELECT concerning.board, concerning.seq, x.thread, x.at_ms, concerning.rank
    FROM concerning CROSS JOIN message AS x INDEXED BY message_unread
      ON x.board = concerning.board AND x.seq = concerning.seq)`;

/** Messages of one board that concern somebody, read or not, in order: number, thread, time, strongest reason. */
export const prepareConcerned = ({ $client }: Tables) => {
  const all = $client.prepare<unknown[], { seq: number; thread: string; atMs: number; rank: number }>(
    `WITH ${SELF}, ${ONE_BOARD}, ${concerned('all')} SELECT seq, thread, at_ms AS atMs, rank FROM concerned ORDER BY seq`,
  );
  return (me: string, board: string, fn: PlantFunction) => all.all({ me, board, fn });
};

/** What `mine` says of one board. */
export interface MineRow {
  readonly board: string;
  readonly mark: number;
  readonly fn: PlantFunction;
  readonly chose: 0 | 1;
}

export interface ThreadMessage {
  readonly seq: number;
  /** And heard of. */
  readonly isUnread: boolean;
  /** Why it concerns them; null where it does not. */
  readonly rank: number | null;
}

/** What others said in one thread, in order: the same answers as `concerned` gives, for a thread at a time. */
export const prepareThreadMessages = ({ $client }: Tables) => {
  const messages = $client.prepare<unknown[], { seq: number; isUnread: 0 | 1; rank: number | null; level: string }>(
    `WITH ${SELF}
     SELECT x.seq,
       CASE WHEN x.seq > @mark
         THEN NOT EXISTS (SELECT 1 FROM message_read AS r WHERE r.principal = @me AND r.board = x.board AND r.seq = x.seq)
         ELSE EXISTS (SELECT 1 FROM unread_before AS u WHERE u.principal = @me AND u.board = x.board AND u.seq = x.seq)
       END AS isUnread,
       (SELECT min(CASE f.target WHEN 'fn:' || @fn THEN ${RANK_OF_FUNCTION} ELSE ${RANK_OF_PERSON} END)
          FROM message_for AS f WHERE f.board = x.board AND f.seq = x.seq
            AND (f.target = 'fn:' || @fn OR f.target IN (SELECT id FROM self))) AS rank,
       CASE WHEN @chose THEN ${levelOf('@board', '@thread')} ELSE 'plain' END AS level
     FROM message AS x
     WHERE x.board = @board AND x.thread = @thread AND x.author NOT IN (SELECT id FROM self)
     ORDER BY x.seq`,
  );
  const NAMED = REASONS.indexOf('named');
  const WATCHED = REASONS.indexOf('watched');
  return (
    me: string,
    board: string,
    thread: string,
    mine: Pick<MineRow, 'mark' | 'fn' | 'chose'>,
  ): readonly ThreadMessage[] =>
    messages.all({ me, board, thread, ...mine }).map(({ seq, isUnread, rank, level }) => ({
      seq,
      isUnread: isUnread === 1 && (level !== 'mute' || rank === NAMED),
      rank: level === 'mute' && rank !== NAMED ? null : level === 'watch' ? (rank ?? WATCHED) : rank,
    }));
};
