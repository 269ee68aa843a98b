import type { BoardRole } from '@chartroom/record';
import { describe, expect, it } from 'vitest';
import { m } from '#lib/messages/index.ts';
import { saveWithRole } from '#lib/sharing/role-reason.ts';
import type { BoardStore, SaveState } from '#lib/state/contract.ts';
import { member, membersOf } from './people.ts';

const board = (save: SaveState, role: BoardRole | null, ...facilitators: readonly string[]) =>
  ({
    save,
    record: {
      standing: role === null ? null : { role, function: 'OPS', signer: false, guest: false },
      members: membersOf(...facilitators.map((name) => member(name, { role: 'facilitator' }))),
    },
  }) as unknown as Pick<BoardStore, 'save' | 'record'>;
const readOnly = (reason: string): SaveState => ({ kind: 'read-only', reason });
const reasonOf = (...args: Parameters<typeof board>): string => {
  const save = saveWithRole(board(...args));
  return save.kind === 'read-only' ? save.reason : save.kind;
};

describe('why the board is read-only', () => {
  it('SHA-40 says the role and whom to ask', () => {
    expect(reasonOf(readOnly(m.shell.readOnly.viewer), 'viewer', 'Alma Reyes')).toBe(
      'your role is viewer, ask Alma Reyes',
    );
    expect(reasonOf(readOnly(m.shell.readOnly.commenter), 'commenter', 'Alma', 'Bo', 'Cy')).toBe(
      'your role is commenter, ask Alma or Bo',
    );
    expect(reasonOf(readOnly(m.shell.readOnly.viewer), 'viewer')).toBe('your role is viewer');
  });

  it('SHA-40 says the role alone where there is little room', () => {
    expect(saveWithRole(board(readOnly(m.shell.readOnly.viewer), 'viewer', 'Alma'), true)).toEqual(readOnly('viewer'));
  });

  it('SHA-40 leaves every other state and reason as it is', () => {
    for (const save of [
      { kind: 'saved' },
      { kind: 'saving', unsent: 2 },
      readOnly(m.shell.readOnly.parked),
      readOnly(m.shell.readOnly.held),
    ] as const)
      expect(saveWithRole(board(save, 'viewer', 'Alma'))).toBe(save);
    const unknown = readOnly(m.shell.readOnly.viewer);
    expect(saveWithRole(board(unknown, null))).toBe(unknown);
  });
});
