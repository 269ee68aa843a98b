/** What Delete takes back in a cell that is made of rows: everything that the cell says, as one edit. */
import {
  dropData,
  setScope,
  together,
  withdrawResponsibility,
  withdrawSystemRole,
  type EntityId,
  type Mutation,
  type RoleUse,
} from '@chartroom/domain';
import type { BoardStore } from '#lib/state/contract.ts';

type Board = Pick<BoardStore, 'relations' | 'rows'>;

const allOf = (name: string, parts: readonly Mutation[]): Mutation | null =>
  parts.length === 0 ? null : together(name, parts);

export const clearHolders = (board: Board, subject: EntityId, of: 'A' | 'others'): Mutation | null =>
  allOf(
    'clearHolders',
    board.relations
      .holders(subject)
      .filter((holder) => (of === 'A') === (holder.code === 'A'))
      .map(({ row }) =>
        withdrawResponsibility({
          subject,
          function: row.parts.function,
          code: row.parts.code,
          person: row.parts.person === '-' ? null : row.parts.person,
        }),
      ),
  );

export const clearRole = (
  board: Board,
  step: EntityId,
  use: RoleUse,
  table: 'role' | 'roleAsIs' = 'role',
): Mutation | null =>
  allOf(
    'clearRole',
    board
      .rows(table)
      .filter((row) => row.parts.step === step && row.parts.use === use)
      .map(({ parts }) => withdrawSystemRole({ step, data: parts.data, system: parts.system, use, table })),
  );

export const clearCarried = (board: Board, ifc: EntityId): Mutation | null =>
  allOf(
    'clearCarried',
    board.relations.carries(ifc).map((data) => dropData({ interface: ifc, data })),
  );

export const clearScopes = (board: Board, ifc: EntityId): Mutation | null =>
  allOf(
    'clearScopes',
    board.relations.scopes(ifc).map((scope) => setScope({ interface: ifc, scope }, false)),
  );
