/** Whether a board holds anything that a check could be asked of. */
import type { BoardStore } from '#lib/state/contract.ts';

const CHECKED = ['step', 'system', 'dataObject', 'output', 'interface'] as const;

export const isBlank = (board: Pick<BoardStore, 'entities'>): boolean =>
  CHECKED.every((kind) => board.entities(kind).length === 0);
