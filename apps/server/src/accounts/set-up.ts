/**
 * The first administrator: who may become it, and what they get. While there is none, a token is made anew with every
 * start; it, or sitting at the machine itself, is what it takes.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Actor, Principals } from '../db/principals.ts';
import type { AccountRows, NewAccount, PendingAdoption } from '../db/accounts.ts';
import type { Boards } from '../db/boards.ts';
import type { Workspaces } from '../db/workspaces.ts';
import { newId } from '../ids.ts';
import type { BoardRecords } from '../record/board-records.ts';
import { newMember, restated } from '../record/membership.ts';
import { type LinkParts, linkVisitor } from './link-visitor.ts';

export interface SetUp {
  /** Whether there is no administrator yet. */
  isOpen(): Promise<boolean>;
  /** For the person at the terminal; null once there is an administrator. */
  token(): Promise<string | null>;
  /** Whether a token is the one of this start. */
  matches(token: string): boolean;
  /** Makes the account; what follows from it is `finish`. */
  createFirst(created: NewAccount, pending: PendingAdoption): ReturnType<AccountRows['createFirst']>;
  /**
   * Gives the first administrator what was here before, and is harmless when it is done again; answers how many boards
   * that were. Nothing is left to do when the server was not stopped during a set-up.
   */
  finish(): Promise<number>;
}

export interface SetUpParts extends LinkParts {
  readonly accounts: AccountRows;
  readonly principals: Principals;
  readonly boards: Pick<Boards, 'list'>;
  readonly workspaces: Workspaces;
  readonly records: BoardRecords;
  nowMs(): number;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

export const createSetUp = (parts: SetUpParts): SetUp => {
  const token = newId();
  const hash = digest(token);

  const own = async (board: string, administrator: Actor): Promise<void> => {
    await parts.records.state(board, ({ members }) => {
      const known = members.get(administrator.id);
      if (known?.role === 'facilitator') return [];
      const payload =
        known === undefined ? newMember(administrator, 'facilitator') : restated(known, { role: 'facilitator' });
      return [{ kind: 'member', payload }];
    });
  };

  return {
    isOpen: async () => !(await parts.accounts.hasAdministrator()),
    token: async () => ((await parts.accounts.hasAdministrator()) ? null : token),
    matches: (given) => timingSafeEqual(digest(given), hash),
    createFirst: (created, pending) => parts.accounts.createFirst(created, pending, parts.nowMs()),
    finish: async () => {
      const pending = await parts.accounts.pendingAdoption();
      const administrator = pending === null ? null : await parts.principals.find(pending.administrator);
      if (pending === null || administrator === null) return 0;
      const workspace = await parts.workspaces.ensureOne(pending.workspace, parts.nowMs());
      // One that was made while access was open is nobody's, and called what it had to be called.
      if ((await parts.workspaces.find(workspace))?.members === 0)
        await parts.workspaces.rename(workspace, pending.workspace);
      await parts.workspaces.setMember(workspace, administrator.id, 'administrator', parts.nowMs());
      if (pending.visitor !== null) await linkVisitor(parts, { id: pending.visitor }, administrator);
      const boards = await parts.boards.list();
      for (const { id } of boards) await own(id, administrator);
      await parts.accounts.adopted();
      return boards.length;
    },
  };
};
