/** Boards, people and what they say, straight into a store: as the server would have stored it, at times of one's choice. */
import type { NewEntry } from '@chartroom/record';
import type { PlantFunction } from '../../src/api.ts';
import type { Reader } from '../../src/db/concerns.ts';
import type { OpenDatabase } from '../../src/db/database.ts';
import type { Store } from '../../src/db/store.ts';
import { newId } from '../../src/ids.ts';
import { NOW_MS, openStore } from './store.ts';

export interface Speaker {
  readonly id: string;
  readonly name: string;
  readonly function: PlantFunction;
}
export type To = { readonly function?: 'OPS' | 'QUA' | 'IT'; readonly principal?: string };

export const speaker = (name: string, fn: PlantFunction): Speaker => ({ id: newId(), name, function: fn });

const addPrincipal = ({ tables }: OpenDatabase, { id, name, function: fn }: Speaker): void =>
  void tables.$client
    .prepare(`INSERT INTO principal (id, kind, name, function, created_at_ms) VALUES (?, 'visitor', ?, ?, ?)`)
    .run(id, name, fn, NOW_MS);

/** An account for somebody who is there. */
export const giveAccount = ({ tables }: OpenDatabase, { id, name }: Speaker, email: string): void => {
  const db = tables.$client;
  db.prepare(
    `INSERT INTO auth_user (id, name, email, email_verified, created_at, updated_at) VALUES (?, ?, ?, 1, ?, ?)`,
  ).run(`user-${id}`, name, email, NOW_MS, NOW_MS);
  db.prepare(`UPDATE principal SET kind = 'user', user_id = ? WHERE id = ?`).run(`user-${id}`, id);
};

const addBoard = ({ tables }: OpenDatabase, title: string, creator: Speaker): string => {
  const id = newId();
  tables.$client
    .prepare(
      `INSERT INTO board (id, number, title, product_scope, template, steps, summary_seq, epoch, created_at_ms, created_by)
       VALUES (?, (SELECT count(*) + 1 FROM board), ?, '', 'blank', 0, 0, 1, ?, ?)`,
    )
    .run(id, title, NOW_MS, creator.id);
  return id;
};

/** Time goes on by a minute with each entry. */
export const startDiscussion = async (people: readonly Speaker[]) => {
  const opened = await openStore();
  for (const one of people) addPrincipal(opened.database, one);
  return { ...opened, ...discussionIn(opened.store, opened.database) };
};

export const discussionIn = (store: Store, database: OpenDatabase) => {
  let nowMs = NOW_MS;
  const append = async (board: string, by: Speaker, kind: string, payload: unknown): Promise<number> => {
    nowMs += 60_000;
    const entry: NewEntry = { id: newId(), kind, actor: by.id, at: new Date(nowMs).toISOString(), payload };
    return (await store.record.append(board, [entry]))[0]!.seq;
  };
  return {
    now: () => nowMs,
    setNow: (ms: number) => void (nowMs = ms),
    append,
    addPrincipal: (one: Speaker) => addPrincipal(database, one),
    makeBoard: async (title: string, members: readonly Speaker[]): Promise<string> => {
      const board = addBoard(database, title, members[0]!);
      for (const one of members) await append(board, one, 'member', memberOf(one));
      return board;
    },
    join: (board: string, one: Speaker, more: object = {}) =>
      append(board, one, 'member', { ...memberOf(one), ...more }),
    /** A thread; its id, which is also that of its first message, and the number of that. */
    ask: async (
      board: string,
      by: Speaker,
      more: object = {},
    ): Promise<{ readonly thread: string; readonly seq: number }> => {
      const thread = newId();
      const payload = {
        thread,
        anchor: { subject: 'step/01ARZ3NDEKTSV4RRFFQ69G5FAV', label: 'Step 3', quote: 'MES, QMS' },
        kind: 'question',
        title: 'Which record counts?',
        body: 'If the numbers differ, which one counts?',
        ...more,
      };
      return { thread, seq: await append(board, by, 'thread', payload) };
    },
    reply: async (board: string, by: Speaker, thread: string, more: object = {}) => {
      const comment = newId();
      return { comment, seq: await append(board, by, 'comment', { thread, comment, body: 'QMS counts.', ...more }) };
    },
  };
};

const memberOf = ({ id, name, function: fn }: Speaker) => ({
  principal: id,
  name,
  function: fn,
  role: 'contributor',
  signer: false,
});

export const readerOf = ({ id, function: fn }: Speaker): Reader => ({ id, function: fn, boards: 'members' });

/** Numbers of unread messages of a board, from what the server answers. */
export const unreadOf = async (
  store: Store,
  board: string,
  { id }: Speaker,
  all: readonly number[],
): Promise<number[]> => {
  const { upTo, read } = await store.reading.state(board, id);
  return all.filter((seq) => seq > upTo && !read.includes(seq));
};
