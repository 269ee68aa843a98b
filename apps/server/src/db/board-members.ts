/** Who is a member of which board, copied from the record's `member` entries: for permissions and for lists over boards. */
import type { BoardRole, Entry, Payload } from '@chartroom/record';
import { and, eq, isNotNull } from 'drizzle-orm';
import type { PlantFunction } from '../api.ts';
import type { Tables } from './database.ts';
import type { RecordIndex } from './record-indexes.ts';
import { boardMember } from './schema.ts';

export interface BoardMemberRow {
  readonly board: string;
  readonly principal: string;
  /** null: was a member once. */
  readonly role: BoardRole | null;
  readonly function: PlantFunction;
  readonly name: string;
  readonly signer: boolean;
  readonly guest: boolean;
  /** '' when it was not said; so is the job title. */
  readonly discipline: string;
  readonly jobTitle: string;
  /** Which of the people named on the board this is. */
  readonly person: string | null;
  /** Entry of the record that said so. */
  readonly seq: number;
}

export interface BoardMembers {
  find(board: string, principal: string): Promise<BoardMemberRow | null>;
  /** Members and former members of a board. */
  of(board: string): Promise<readonly BoardMemberRow[]>;
  /** Everything that was said last of a principal, on any board; of where they are a member no more too. */
  everOf(principal: string): Promise<readonly BoardMemberRow[]>;
  /** Boards on which a principal is a member now. */
  boardsOf(principal: string): Promise<readonly BoardMemberRow[]>;
}

const rowOf = ({ board, seq, payload }: Entry): BoardMemberRow => {
  const said = payload as Payload<'member'>;
  return {
    board,
    principal: said.principal,
    role: said.role,
    function: said.function,
    name: said.name,
    // As the projection has it: neither a guest nor a member of OTHER signs, whatever was said.
    signer: said.signer && said.guest !== true && said.function !== 'OTHER',
    guest: said.guest === true,
    discipline: said.discipline ?? '',
    jobTitle: said.jobTitle ?? '',
    person: said.person ?? null,
    seq,
  };
};

export const boardMemberIndex =
  (tables: Tables): RecordIndex =>
  (_, entries) => {
    for (const entry of entries) {
      if (entry.kind !== 'member') continue;
      const { board, principal, ...rest } = rowOf(entry);
      tables
        .insert(boardMember)
        .values({ board, principal, ...rest })
        .onConflictDoUpdate({ target: [boardMember.board, boardMember.principal], set: rest })
        .run();
    }
  };

export const createBoardMembers = (tables: Tables): BoardMembers => ({
  find: async (board, principal) =>
    tables
      .select()
      .from(boardMember)
      .where(and(eq(boardMember.board, board), eq(boardMember.principal, principal)))
      .get() ?? null,
  of: async (board) => tables.select().from(boardMember).where(eq(boardMember.board, board)).all(),
  everOf: async (principal) => tables.select().from(boardMember).where(eq(boardMember.principal, principal)).all(),
  boardsOf: async (principal) =>
    tables
      .select()
      .from(boardMember)
      .where(and(eq(boardMember.principal, principal), isNotNull(boardMember.role)))
      .all(),
});
