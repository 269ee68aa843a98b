/**
 * Threads, messages and whom each message concerns, copied from the record. Like the projection of the record, it passes
 * over entries about what is not there. Knows nobody's read marks but where somebody joins.
 */
import { type Entry, type EntryKind, isKnownEntry, type KnownEntry, type Payload } from '@chartroom/record';
import type { Tables } from './database.ts';
import type { RecordIndex } from './record-indexes.ts';

/** UTF-16 code units of a message that are copied: enough for a line in a list and a quote in a mail. */
export const EXCERPT_LENGTH = 280;

type Addressee = NonNullable<Payload<'thread'>['to']>;

/** Everybody of a function, as a target of messages. */
export const functionTarget = (fn: string): string => `fn:${fn}`;

/** A person of a function is asked alone. */
const targetOf = ({ principal, function: fn }: Addressee): string => principal ?? functionTarget(fn ?? 'OTHER');

const excerptOf = (body: string): string => body.slice(0, EXCERPT_LENGTH).toWellFormed();

const prepare = ({ $client: db }: Tables) => ({
  thread: db.prepare<unknown[], { toFunction: string | null; toPrincipal: string | null }>(
    'SELECT to_function AS toFunction, to_principal AS toPrincipal FROM thread_index WHERE board = ? AND thread = ?',
  ),
  message: db.prepare<unknown[], { seq: number; thread: string; author: string }>(
    'SELECT seq, thread, author FROM message WHERE board = ? AND comment = ?',
  ),
  addThread: db.prepare(`
    INSERT INTO thread_index (board, thread, kind, title, subject, field, label, quote, author, to_function, to_principal,
      due, open, claimed, last_seq, last_at_ms)
    VALUES (@board, @thread, @kind, @title, @subject, @field, @label, @quote, @author, @toFunction, @toPrincipal,
      @due, 1, 0, @seq, @atMs)`),
  addMessage: db.prepare(`
    INSERT INTO message (board, seq, thread, comment, author, at_ms, excerpt)
    VALUES (@board, @seq, @thread, @comment, @author,
      max(@atMs, coalesce((SELECT at_ms + 1 FROM message WHERE board = @board ORDER BY seq DESC LIMIT 1), 0)), @excerpt)`),
  touch: db.prepare(`
    UPDATE thread_index SET last_seq = @seq, last_at_ms = max(last_at_ms, @atMs,
      coalesce((SELECT at_ms FROM message WHERE board = @board AND seq = @seq), 0))
    WHERE board = @board AND thread = @thread`),
  concern: db.prepare('INSERT OR IGNORE INTO message_for (board, seq, target, why) VALUES (?, ?, ?, ?)'),
  concernSpeakers: db.prepare(`
    INSERT OR IGNORE INTO message_for (board, seq, target, why)
    SELECT DISTINCT board, @seq, author, 'spoke' FROM message
    WHERE board = @board AND thread = @thread AND seq < @seq AND author <> @author`),
  unname: db.prepare(`DELETE FROM message_for WHERE board = ? AND seq = ? AND why = 'named'`),
  unask: db.prepare(`
    DELETE FROM message_for WHERE board = @board AND why = 'asked'
      AND seq IN (SELECT seq FROM message WHERE board = @board AND thread = @thread)`),
  ask: db.prepare(`
    INSERT OR IGNORE INTO message_for (board, seq, target, why)
    SELECT board, seq, @target, 'asked' FROM message
    WHERE board = @board AND thread = @thread AND author <> @target`),
  reword: db.prepare('UPDATE message SET excerpt = ? WHERE board = ? AND seq = ?'),
  edit: db.prepare(`
    UPDATE thread_index SET title = coalesce(@title, title), kind = coalesce(@kind, kind),
      due = CASE WHEN @dueGiven THEN @due ELSE due END
    WHERE board = @board AND thread = @thread`),
  readdress: db.prepare(
    'UPDATE thread_index SET to_function = @toFunction, to_principal = @toPrincipal WHERE board = @board AND thread = @thread',
  ),
  claim: db.prepare('UPDATE thread_index SET claimed = 1 WHERE board = ? AND thread = ?'),
  close: db.prepare('UPDATE thread_index SET open = 0 WHERE board = ? AND thread = ?'),
  reopen: db.prepare('UPDATE thread_index SET open = 1, claimed = 0 WHERE board = ? AND thread = ?'),
  isMarked: db.prepare<unknown[], 1>('SELECT 1 FROM read_mark WHERE principal = ? AND board = ?').pluck(),
  ...prepareJoining(db),
});

type Joining = { readonly board: string; readonly principal: string; readonly function: string; readonly seq: number };

/** What somebody new has read: all that is there, but for what open threads say to them. */
const prepareJoining = (db: Tables['$client']) => {
  const mark = db.prepare('INSERT OR IGNORE INTO read_mark (principal, board, seq) VALUES (@principal, @board, @seq)');
  const keep = db.prepare(`
    INSERT OR IGNORE INTO unread_before (principal, board, seq)
    SELECT DISTINCT @principal, m.board, m.seq
    FROM message_for AS f
    JOIN message AS m ON m.board = f.board AND m.seq = f.seq
    JOIN thread_index AS t ON t.board = m.board AND t.thread = m.thread
    WHERE f.target IN (@principal, @fn) AND f.board = @board AND f.seq <= @seq AND m.author <> @principal AND t.open = 1`);
  /** Somebody who was here without an account has read what they read then. */
  const inherit = [
    `INSERT OR IGNORE INTO read_mark (principal, board, seq)
     SELECT @principal, m.board, max(m.seq) FROM principal AS p JOIN read_mark AS m ON m.principal = p.id
     WHERE p.linked_to = @principal AND m.board = @board GROUP BY m.board`,
    `INSERT OR IGNORE INTO message_read (principal, board, seq)
     SELECT @principal, r.board, r.seq FROM principal AS p JOIN message_read AS r ON r.principal = p.id
     WHERE p.linked_to = @principal AND r.board = @board`,
    `INSERT OR IGNORE INTO unread_before (principal, board, seq)
     SELECT @principal, u.board, u.seq FROM principal AS p JOIN unread_before AS u ON u.principal = p.id
     WHERE p.linked_to = @principal AND u.board = @board`,
  ].map((sql) => db.prepare(sql));
  return {
    join: ({ board, principal, function: fn, seq }: Joining): void => {
      const who = { board, principal };
      const [first, ...others] = inherit;
      if (first !== undefined && first.run(who).changes > 0) {
        for (const statement of others) statement.run(who);
        return;
      }
      if (mark.run({ ...who, seq }).changes > 0) keep.run({ ...who, seq, fn: functionTarget(fn) });
    },
  };
};

/** Outside of the record: somebody looks at a board of which the record does not name them a member. */
export const joinBoard = (tables: Tables, joining: Joining): void => prepareJoining(tables.$client).join(joining);

type Statements = ReturnType<typeof prepare>;

const addMessage = (
  statements: Statements,
  { board, seq, actor, at, payload }: KnownEntry<'thread'> | KnownEntry<'comment'>,
  comment: string,
  asked: Addressee | null,
): void => {
  const message = { board, seq, thread: payload.thread, author: actor, atMs: Date.parse(at) };
  statements.addMessage.run({ ...message, comment, excerpt: excerptOf(payload.body) });
  name(statements, board, seq, actor, payload.mentions);
  if (asked !== null && targetOf(asked) !== actor) statements.concern.run(board, seq, targetOf(asked), 'asked');
  const { board: on, thread, author } = message;
  statements.concernSpeakers.run({ board: on, seq, thread, author });
};

const name = (
  statements: Statements,
  board: string,
  seq: number,
  author: string,
  mentions: readonly Addressee[] | undefined,
): void => {
  for (const mention of mentions ?? [])
    if (targetOf(mention) !== author) statements.concern.run(board, seq, targetOf(mention), 'named');
};

const columnsOf = (to: Addressee | null) => ({
  toFunction: to?.function ?? null,
  toPrincipal: to?.principal ?? null,
});

/** Takes one entry that is about a thread; what is about nothing changes nothing. */
const take = (statements: Statements, entry: KnownEntry): void => {
  const { board, seq, actor, at } = entry;
  const atMs = Date.parse(at);
  const threadAt = (thread: string) => statements.thread.get(board, thread);
  const touch = (thread: string): void => void statements.touch.run({ board, thread, seq, atMs });
  switch (entry.kind) {
    case 'member': {
      const { principal, role, function: fn } = entry.payload;
      if (role !== null && statements.isMarked.get(principal, board) === undefined)
        statements.join({ board, principal, function: fn, seq });
      return;
    }
    case 'thread': {
      const { thread, anchor, kind, title, to = null, due = null } = entry.payload;
      if (statements.message.get(board, thread) !== undefined) return;
      statements.addThread.run({
        board,
        thread,
        kind,
        title,
        subject: anchor.subject,
        field: anchor.field ?? null,
        label: anchor.label,
        quote: anchor.quote ?? null,
        author: actor,
        ...columnsOf(to),
        due,
        seq,
        atMs,
      });
      addMessage(statements, entry, thread, to);
      return touch(thread);
    }
    case 'comment': {
      const { thread, comment } = entry.payload;
      const known = threadAt(thread);
      if (known === undefined || statements.message.get(board, comment) !== undefined) return;
      const { toFunction, toPrincipal } = known;
      const isAsked = toFunction !== null || toPrincipal !== null;
      addMessage(
        statements,
        entry,
        comment,
        isAsked
          ? ({
              ...(toFunction === null ? {} : { function: toFunction }),
              ...(toPrincipal === null ? {} : { principal: toPrincipal }),
            } as Addressee)
          : null,
      );
      return touch(thread);
    }
    case 'comment.edit': {
      const { comment, body, mentions } = entry.payload;
      const edited = statements.message.get(board, comment);
      if (edited === undefined || edited.author !== actor) return;
      statements.reword.run(excerptOf(body), board, edited.seq);
      statements.unname.run(board, edited.seq);
      name(statements, board, edited.seq, actor, mentions);
      return touch(edited.thread);
    }
    case 'thread.edit': {
      const { thread, title = null, kind = null, to, due } = entry.payload;
      if (threadAt(thread) === undefined) return;
      statements.edit.run({ board, thread, title, kind, due: due ?? null, dueGiven: due === undefined ? 0 : 1 });
      if (to !== undefined) {
        statements.readdress.run({ board, thread, ...columnsOf(to) });
        statements.unask.run({ board, thread });
        if (to !== null) statements.ask.run({ board, thread, target: targetOf(to) });
      }
      return touch(thread);
    }
    case 'thread.claim': {
      const { thread, comment } = entry.payload;
      if (statements.message.get(board, comment)?.thread !== thread) return;
      statements.claim.run(board, thread);
      return touch(thread);
    }
    case 'thread.resolve':
      if (threadAt(entry.payload.thread) === undefined) return;
      statements.close.run(board, entry.payload.thread);
      return touch(entry.payload.thread);
    case 'thread.reopen':
      if (threadAt(entry.payload.thread) === undefined) return;
      statements.reopen.run(board, entry.payload.thread);
      return touch(entry.payload.thread);
    default:
      return;
  }
};

/** Texts that are read of each kind. An entry without them is of another version, and must not stop the record. */
const NEEDED: Partial<Readonly<Record<EntryKind, readonly string[]>>> = {
  member: ['principal', 'function'],
  thread: ['thread', 'kind', 'title', 'body', 'anchor.subject', 'anchor.label'],
  comment: ['thread', 'comment', 'body'],
  'comment.edit': ['comment', 'body'],
  'thread.edit': ['thread'],
  'thread.claim': ['thread', 'comment'],
  'thread.resolve': ['thread'],
  'thread.reopen': ['thread'],
};
const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, key) => (inner as Record<string, unknown> | null)?.[key], value);

const isReadable = (entry: Entry): entry is KnownEntry =>
  isKnownEntry(entry) && (NEEDED[entry.kind]?.every((path) => typeof at(entry.payload, path) === 'string') ?? false);

export const threadIndexOf = (tables: Tables): RecordIndex => {
  const statements = prepare(tables);
  return (_, entries) => {
    for (const entry of entries) if (isReadable(entry)) take(statements, entry);
  };
};
