import type { WorkspaceSummary } from '@chartroom/server/api';
import { describe, expect, it } from 'vitest';
import { format } from '#lib/messages/index.ts';
import { boardsOf, makesBoardsIn, workspacesShown } from '#lib/sharing/workspace-choice.ts';

const workspace = (id: string, name: string, role: WorkspaceSummary['role'] = 'member'): WorkspaceSummary => ({
  id,
  name,
  role,
  members: 1,
  boards: 0,
});
const board = (id: string, of: string) => ({ id, workspace: { id: of, name: `Workspace ${of}` } });

describe('workspaces of the list of boards', () => {
  it('SHA-50 are those one is in and those of boards that are open to one, by name, each once', () => {
    const shown = workspacesShown(
      [workspace('b', 'Plant 10'), workspace('a', 'Plant 2')],
      [board('1', 'c'), board('2', 'a'), board('3', 'c')],
      format.compare,
    );
    expect(shown).toEqual([
      { id: 'a', name: 'Plant 2' },
      { id: 'b', name: 'Plant 10' },
      { id: 'c', name: 'Workspace c' },
    ]);
  });

  it('SHA-50 narrow the list to one, or not at all', () => {
    const boards = [board('1', 'a'), board('2', 'b'), board('3', 'a')];
    expect(boardsOf(boards, 'a').map(({ id }) => id)).toEqual(['1', '3']);
    expect(boardsOf(boards, null)).toBe(boards);
  });

  it('SHA-51 boards are made in workspaces that one is in, not in those that one only sees', () => {
    const all = [workspace('a', 'A'), workspace('b', 'B', 'administrator'), workspace('c', 'C', null)];
    expect(makesBoardsIn(all).map(({ id }) => id)).toEqual(['a', 'b']);
  });
});
