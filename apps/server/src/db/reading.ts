/**
 * What each has read, watches and mutes, and when they were there. Everything up to a mark is read, but for what was said
 * before they joined and is for them; the mark follows what is read, so that little has to be kept beside it.
 */
import type { ConcernReason, PlantFunction, WatchLevel } from '../api.ts';
import { prepareConcerned, REASONS, SELF } from './concerns.ts';
import type { Tables } from './database.ts';
import { joinBoard } from './threads-index.ts';

export interface ReadState {
  readonly upTo: number;
  /** Read beyond `upTo`, ascending. */
  readonly read: readonly number[];
}

export interface Position {
  readonly recordSeq: number;
  readonly docSeq: number;
}
export interface Visit extends Position {
  readonly atMs: number;
}

export interface Concern {
  readonly seq: number;
  readonly thread: string;
  readonly atMs: number;
  readonly why: ConcernReason;
}

export interface Reading {
  /** Whoever sees a board for the first time without having been named a member of it joins it here. */
  arrive(board: string, principal: string, fn: PlantFunction): Promise<void>;
  state(board: string, principal: string): Promise<ReadState>;
  /** Messages that concern somebody, ascending. */
  concerns(board: string, principal: string, fn: PlantFunction): Promise<readonly Concern[]>;
  /** Passes over what is no message, their own, or not on this board. */
  read(
    board: string,
    principal: string,
    read: { readonly seqs: readonly number[]; readonly upTo: number },
  ): Promise<void>;
  watches(board: string, principal: string): Promise<Readonly<Record<string, WatchLevel>>>;
  /** False when they watch and mute `most` subjects of this board already. */
  setWatch(board: string, principal: string, subject: string, level: WatchLevel | null, most: number): Promise<boolean>;
  visit(board: string, principal: string, at: Visit): Promise<void>;
  /** Where somebody left the board before the visit in progress; null on a first one. */
  lastVisit(board: string, principal: string, nowMs: number): Promise<Visit | null>;
}

/** What somebody left is remembered until the visit in progress is this old, so that a reload does not forget it. */
export const VISIT_MS = 30 * 60_000;

interface VisitRow extends Visit {
  readonly startedAtMs: number;
  readonly beforeAtMs: number | null;
  readonly beforeRecordSeq: number | null;
  readonly beforeDocSeq: number | null;
}

const prepareMarks = ({ $client: db }: Tables) => ({
  mark: db.prepare<unknown[], number>('SELECT seq FROM read_mark WHERE principal = @me AND board = @board').pluck(),
  kept: db
    .prepare<unknown[], number>('SELECT seq FROM unread_before WHERE principal = @me AND board = @board ORDER BY seq')
    .pluck(),
  read: db
    .prepare<unknown[], number>('SELECT seq FROM message_read WHERE principal = @me AND board = @board ORDER BY seq')
    .pluck(),
  /** What is read although it is later than the first that was kept unread. */
  readBeforeMark: db
    .prepare<unknown[], number>(
      `WITH ${SELF} SELECT seq FROM message AS x
       WHERE board = @board AND seq > @first AND seq <= @mark AND author NOT IN (SELECT id FROM self)
         AND NOT EXISTS (SELECT 1 FROM unread_before AS u WHERE u.principal = @me AND u.board = x.board AND u.seq = x.seq)
       ORDER BY seq`,
    )
    .pluck(),
  /** What they said before they had an account: their own, under another id. */
  saidBefore: db
    .prepare<unknown[], number>(
      `SELECT x.seq FROM principal AS p CROSS JOIN message AS x INDEXED BY message_unread
         ON x.board = @board AND x.seq > @upTo AND x.author = p.id
       WHERE p.linked_to = @me ORDER BY x.seq`,
    )
    .pluck(),
  add: db.prepare(
    `WITH ${SELF} INSERT OR IGNORE INTO message_read (principal, board, seq)
     SELECT @me, board, seq FROM message
     WHERE board = @board AND seq IN (SELECT value FROM json_each(@seqs)) AND seq > @mark
       AND author NOT IN (SELECT id FROM self)`,
  ),
  unkeep: db.prepare(
    `DELETE FROM unread_before WHERE principal = @me AND board = @board
       AND (seq <= @upTo OR seq IN (SELECT value FROM json_each(@seqs)))`,
  ),
  last: db.prepare<unknown[], number | null>('SELECT max(seq) FROM message WHERE board = @board').pluck(),
  firstUnread: db
    .prepare<unknown[], number>(
      `WITH ${SELF} SELECT seq FROM message AS x
       WHERE board = @board AND seq > @mark AND author NOT IN (SELECT id FROM self)
         AND NOT EXISTS (SELECT 1 FROM message_read AS r WHERE r.principal = @me AND r.board = x.board AND r.seq = x.seq)
       ORDER BY seq LIMIT 1`,
    )
    .pluck(),
  advance: db.prepare('UPDATE read_mark SET seq = @mark WHERE principal = @me AND board = @board AND seq < @mark'),
  forget: db.prepare('DELETE FROM message_read WHERE principal = @me AND board = @board AND seq <= @mark'),
  head: db.prepare<unknown[], number | null>('SELECT max(seq) FROM record_entry WHERE board = @board').pluck(),
});

const prepareVisits = ({ $client: db }: Tables) => ({
  find: db.prepare<unknown[], VisitRow>(
    `SELECT started_at_ms AS startedAtMs, at_ms AS atMs, record_seq AS recordSeq, doc_seq AS docSeq,
       before_at_ms AS beforeAtMs, before_record_seq AS beforeRecordSeq, before_doc_seq AS beforeDocSeq
     FROM last_visit WHERE principal = @me AND board = @board`,
  ),
  first: db.prepare(
    `INSERT INTO last_visit (principal, board, started_at_ms, at_ms, record_seq, doc_seq)
     VALUES (@me, @board, @atMs, @atMs, @recordSeq, @docSeq)`,
  ),
  next: db.prepare(
    `UPDATE last_visit SET before_at_ms = at_ms, before_record_seq = record_seq, before_doc_seq = doc_seq,
       started_at_ms = @atMs, at_ms = @atMs, record_seq = @recordSeq, doc_seq = @docSeq
     WHERE principal = @me AND board = @board`,
  ),
  goOn: db.prepare(
    `UPDATE last_visit SET at_ms = @atMs, record_seq = @recordSeq, doc_seq = @docSeq
     WHERE principal = @me AND board = @board`,
  ),
});

const prepareWatches = ({ $client: db }: Tables) => ({
  of: db.prepare<unknown[], { subject: string; level: WatchLevel }>(
    'SELECT subject, level FROM watch WHERE principal = @me AND board = @board ORDER BY subject',
  ),
  count: db
    .prepare<unknown[], number>(
      'SELECT count(*) FROM watch WHERE principal = @me AND board = @board AND subject <> @subject',
    )
    .pluck(),
  set: db.prepare(
    `INSERT INTO watch (principal, board, subject, level) VALUES (@me, @board, @subject, @level)
     ON CONFLICT DO UPDATE SET level = excluded.level`,
  ),
  remove: db.prepare('DELETE FROM watch WHERE principal = @me AND board = @board AND subject = @subject'),
});

/** A visit that began this long ago has shown what was new; so has one that the clock puts into the future. */
const isOver = ({ startedAtMs }: VisitRow, nowMs: number): boolean => Math.abs(nowMs - startedAtMs) >= VISIT_MS;

export const createReading = (tables: Tables): Reading => {
  const marks = prepareMarks(tables);
  const visits = prepareVisits(tables);
  const watches = prepareWatches(tables);
  const concerned = prepareConcerned(tables);

  const readOf = (who: { readonly me: string; readonly board: string }): ReadState => {
    const mark = marks.mark.get(who) ?? 0;
    const [first] = marks.kept.all(who);
    const upTo = first === undefined ? mark : first - 1;
    const read = [
      ...(first === undefined ? [] : marks.readBeforeMark.all({ ...who, first, mark })),
      ...marks.read.all(who),
      ...marks.saidBefore.all({ ...who, upTo }),
    ];
    return { upTo, read: read.sort((a, b) => a - b) };
  };

  return {
    arrive: async (board, principal, fn) => {
      const who = { me: principal, board };
      if (marks.mark.get(who) !== undefined) return;
      tables.transaction(() => joinBoard(tables, { board, principal, function: fn, seq: marks.head.get(who) ?? 0 }), {
        behavior: 'immediate',
      });
    },
    state: async (board, principal) => tables.transaction(() => readOf({ me: principal, board })),
    concerns: async (board, principal, fn) =>
      concerned(principal, board, fn).map(({ rank, ...rest }) => ({ ...rest, why: REASONS[rank] ?? 'watched' })),
    read: async (board, principal, { seqs, upTo }) => {
      const who = { me: principal, board };
      tables.transaction(
        () => {
          const known = marks.mark.get(who);
          if (known === undefined) return;
          const last = marks.last.get(who) ?? 0;
          // Nobody has read what has not been said yet.
          const given = Math.min(upTo, last);
          const at = { ...who, seqs: JSON.stringify(seqs) };
          marks.unkeep.run({ ...at, upTo: given });
          const from = Math.max(known, given);
          marks.add.run({ ...at, mark: from });
          const first = marks.firstUnread.get({ ...who, mark: from });
          const mark = first === undefined ? Math.max(from, last) : first - 1;
          marks.advance.run({ ...who, mark });
          marks.forget.run({ ...who, mark });
        },
        { behavior: 'immediate' },
      );
    },
    watches: async (board, principal) =>
      Object.fromEntries(watches.of.all({ me: principal, board }).map(({ subject, level }) => [subject, level])),
    setWatch: async (board, principal, subject, level, most) => {
      const who = { me: principal, board, subject };
      return tables.transaction(
        () => {
          if (level === null) {
            watches.remove.run(who);
            return true;
          }
          if ((watches.count.get(who) ?? 0) >= most) return false;
          watches.set.run({ ...who, level });
          return true;
        },
        { behavior: 'immediate' },
      );
    },
    visit: async (board, principal, at) => {
      const who = { me: principal, board };
      tables.transaction(
        () => {
          const row = visits.find.get(who);
          const statement = row === undefined ? visits.first : isOver(row, at.atMs) ? visits.next : visits.goOn;
          statement.run({ ...who, ...at });
        },
        { behavior: 'immediate' },
      );
    },
    lastVisit: async (board, principal, nowMs) => {
      const row = visits.find.get({ me: principal, board });
      if (row === undefined) return null;
      if (isOver(row, nowMs)) return { atMs: row.atMs, recordSeq: row.recordSeq, docSeq: row.docSeq };
      if (row.beforeAtMs === null || row.beforeRecordSeq === null || row.beforeDocSeq === null) return null;
      return { atMs: row.beforeAtMs, recordSeq: row.beforeRecordSeq, docSeq: row.beforeDocSeq };
    },
  };
};
