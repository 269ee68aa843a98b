/** Which workspaces the list of boards can be narrowed to, and which boards are left. Pure. */
import type { BoardSummary, WorkspaceSummary } from '@chartroom/server/api';

export interface NamedWorkspace {
  readonly id: string;
  readonly name: string;
}

/** Those that one is in, and those of boards that are open to one as a guest; by name, each once. */
export function workspacesShown(
  workspaces: readonly WorkspaceSummary[],
  boards: readonly Pick<BoardSummary, 'workspace'>[],
  compare: (a: string, b: string) => number,
): readonly NamedWorkspace[] {
  const byId = new Map<string, NamedWorkspace>();
  for (const { id, name } of [...boards.map((board) => board.workspace), ...workspaces]) byId.set(id, { id, name });
  return [...byId.values()].sort((a, b) => compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
}

/** The boards of one workspace; all for null. */
export const boardsOf = <B extends Pick<BoardSummary, 'workspace'>>(
  boards: readonly B[],
  workspace: string | null,
): readonly B[] => (workspace === null ? boards : boards.filter((board) => board.workspace.id === workspace));

/** Where the person may make a board: in the workspaces that they are in. */
export const makesBoardsIn = (workspaces: readonly WorkspaceSummary[]): readonly WorkspaceSummary[] =>
  workspaces.filter(({ role }) => role !== null);
