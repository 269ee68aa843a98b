/**
 * How long the inbox of one person takes in the database, over 500 boards of 15 members: the counts of all boards and a
 * page of each list. Beside it stands what asking for the row of each board once costs in the same run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entry } from '@chartroom/record';
import type { Reader } from '../../apps/server/src/db/concerns.ts';
import { type OpenDatabase, openDatabase } from '../../apps/server/src/db/database.ts';
import { boardMemberIndex } from '../../apps/server/src/db/board-members.ts';
import { createInbox, type Inbox } from '../../apps/server/src/db/inbox.ts';
import { createReading } from '../../apps/server/src/db/reading.ts';
import { threadIndexOf } from '../../apps/server/src/db/threads-index.ts';
import { type Clock, CLOCKS } from './findings.ts';
import { type Spread, spreadOf } from './latencies.ts';
import { type Line, print } from './table.ts';

const BOARDS = 500;
const MEMBERS = 15;
const THREADS = 20;
const RUNS = 60;
/** What the product promises, in milliseconds. */
const TARGET_MS = 50;
const NOW_MS = Date.UTC(2026, 10, 26, 9);
const FUNCTIONS = ['OPS', 'QUA', 'IT'] as const;
const functionOf = (member: number) => FUNCTIONS[member % 3]!;
const idOf = (kind: string, ...parts: readonly number[]): string =>
  `${kind}${parts.map((part) => String(part).padStart(5, '0')).join('')}`.padEnd(26, 'z');

/** Entries of one board: its members, then its threads, each with as many messages. */
const entriesOf = (board: number, messages: number): readonly Entry[] => {
  const entries: Entry[] = [];
  const add = (kind: string, member: number, payload: unknown): void => {
    const seq = entries.length + 1;
    entries.push({
      board: idOf('b', board),
      seq,
      id: idOf('e', board, seq),
      kind,
      actor: idOf('p', member),
      // Boards go on beside each other.
      at: new Date(NOW_MS - 90 * 86_400_000 + seq * 600_000 + board * 977).toISOString(),
      payload,
      prevHash: '',
      hash: '',
    });
  };
  for (let member = 0; member < MEMBERS; member += 1)
    add('member', 0, {
      principal: idOf('p', member),
      name: `Person ${member}`,
      function: functionOf(member),
      role: member === 0 ? 'facilitator' : 'contributor',
      signer: false,
    });
  for (let thread = 0; thread < THREADS; thread += 1) {
    const id = idOf('t', board, thread);
    add('thread', (thread * 7 + board) % MEMBERS, {
      thread: id,
      anchor: { subject: `step/${thread % 8}`, label: `Step ${thread % 8}`, quote: 'MES, QMS' },
      kind: 'question',
      title: `Which record counts in case ${thread}?`,
      body: 'If the numbers differ, which one counts? '.repeat(3),
      to: { function: functionOf(thread) },
      ...(thread % 3 === 0 ? { due: '2026-11-26' } : {}),
    });
  }
  for (let at = THREADS; at < messages; at += 1) {
    const thread = idOf('t', board, (at * 3) % THREADS);
    add('comment', (at * 5 + board) % MEMBERS, {
      thread,
      comment: idOf('c', board, at),
      body: 'QMS counts: the exception is reviewed and closed there. '.repeat(4),
      ...(at % 9 === 0 ? { mentions: [{ principal: idOf('p', at % MEMBERS) }] } : {}),
    });
  }
  for (let thread = 0; thread < THREADS; thread += 2)
    add('thread.resolve', 1, { thread: idOf('t', board, thread), outcome: 'answered', text: 'Settled.' });
  return entries;
};

const fill = ({ tables }: OpenDatabase, messages: number): void => {
  const db = tables.$client;
  const principal = db.prepare(
    `INSERT INTO principal (id, kind, name, function, created_at_ms) VALUES (?, 'visitor', ?, ?, ?)`,
  );
  const board = db.prepare(
    `INSERT INTO board (id, number, title, product_scope, template, steps, summary_seq, epoch, created_at_ms, created_by)
     VALUES (?, ?, ?, '', 'blank', 0, 0, 1, ?, ?)`,
  );
  const indexes = [boardMemberIndex(tables), threadIndexOf(tables)];
  db.transaction(() => {
    for (let member = 0; member < MEMBERS; member += 1)
      principal.run(idOf('p', member), `Person ${member}`, functionOf(member), NOW_MS);
    for (let number = 0; number < BOARDS; number += 1) {
      board.run(idOf('b', number), number + 1, `Lot release ${number}`, NOW_MS, idOf('p', 0));
      const entries = entriesOf(number, messages);
      for (const index of indexes) index(idOf('b', number), entries);
    }
  })();
};

/** Reads all of each board but its last messages, and of those every second one. */
const readMost = async ({ tables }: OpenDatabase, messages: number, unread: number): Promise<void> => {
  const reading = createReading(tables);
  const last = MEMBERS + messages;
  const seqs = Array.from({ length: unread }, (_, at) => last - 2 * at);
  for (let number = 0; number < BOARDS; number += 1)
    await reading.read(idOf('b', number), idOf('p', 4), { upTo: last - 2 * unread, seqs });
};

const READER: Reader = { id: idOf('p', 4), function: 'QUA', boards: 'members' };
const TODAY = '2026-11-26';

const timesOf = async (nowMs: () => number, work: () => Promise<unknown>): Promise<readonly number[]> => {
  for (let warm = 0; warm < 5; warm += 1) await work();
  const timesMs: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const startedAtMs = nowMs();
    await work();
    timesMs.push(nowMs() - startedAtMs);
  }
  return timesMs;
};

const cellsOf = ({ p50Ms, p95Ms, maxMs }: Spread): readonly string[] =>
  [p50Ms, p95Ms, maxMs].map((ms) => ms.toFixed(2));
/** Against a reference that the clock was too coarse for there is none. */
const ratio = (value: number): string => (Number.isFinite(value) ? `${value.toFixed(1)}x` : '–');

const QUESTIONS: Readonly<Record<string, (inbox: Inbox) => Promise<unknown>>> = {
  'counts of all boards': (inbox) => inbox.counts(READER, TODAY),
  'first page: unread': (inbox) => inbox.page(READER, { show: 'unread', before: null, limit: 50 }),
  'first page: concerns you': (inbox) => inbox.page(READER, { show: 'concerns', before: null, limit: 50 }),
  'first page: asked': (inbox) => inbox.page(READER, { show: 'asked', before: null, limit: 50 }),
  'first page: all': (inbox) => inbox.page(READER, { show: 'all', before: null, limit: 50 }),
  'what a mail would tell': (inbox) => inbox.news(READER, { afterMs: 0, beforeMs: NOW_MS, most: 20 }),
};

/** `unread`: how many of each board's last messages are left; null: everybody has just come and read nothing. */
const measure = async (clock: Clock, messages: number, unread: number | null): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'chartroom-inbox-'));
  const opened = await openDatabase(folder, { nowMs: NOW_MS });
  if (!opened.ok) throw new Error(opened.refusal.message);
  const database = opened.value;
  try {
    fill(database, messages);
    if (unread !== null) await readMost(database, messages, unread);
    const inbox = createInbox(database.tables);
    const row = database.tables.$client.prepare('SELECT * FROM board WHERE id = ?');
    const reference = spreadOf(
      await timesOf(CLOCKS[clock], async () => {
        for (let number = 0; number < BOARDS; number += 1) row.get(idOf('b', number));
      }),
    );
    const counts = await inbox.counts(READER, TODAY);
    const sum = (of: 'unread' | 'concerns' | 'asked'): number => counts.reduce((total, one) => total + one[of], 0);
    const lines: Line[] = [];
    for (const [name, ask] of Object.entries(QUESTIONS)) {
      const spread = spreadOf(await timesOf(CLOCKS[clock], () => ask(inbox)));
      lines.push([name, [...cellsOf(spread), ratio(spread.p50Ms / reference.p50Ms)]]);
    }
    print(
      `Inbox over ${BOARDS} boards of ${MEMBERS} members, ${BOARDS * messages} messages, of which unread ${sum('unread')}, ` +
        `concerning ${sum('concerns')}; asked ${sum('asked')}. ms of ${clock} time; target ${TARGET_MS}`,
      ['p50', 'p95', 'max', 'ratio'],
      [...lines, ['reference: a row of each board', cellsOf(reference)]],
    );
  } finally {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

export const benchInbox = async (clock: Clock): Promise<void> => {
  await measure(clock, 40, 5);
  await measure(clock, 200, 10);
  await measure(clock, 200, null);
};
