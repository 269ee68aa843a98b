/**
 * What each fix of a finding would do, tried on one copy of the board; nothing of it is kept. Costs an analysis of the
 * whole board, so ask when somebody looks at the fixes and not before.
 */
import { whatIfMany, type Fix, type WhatIf } from '@chartroom/domain';
import type { BoardStore } from '#lib/state/contract.ts';

export function previewAll(
  board: Pick<BoardStore, 'copy' | 'analysisInput'>,
  fixes: readonly Fix[],
): ReadonlyMap<string, WhatIf> {
  const copy = board.copy();
  try {
    const told = whatIfMany(
      copy,
      fixes.map((fix) => fix.mutation),
      board.analysisInput,
    );
    return new Map(fixes.map((fix, at) => [fix.id, told[at]!]));
  } finally {
    copy.destroy();
  }
}
