/** "Today is as agreed": said at once of a step, or of every step of which nobody has said it yet. */
import { copyRolesToAsIs, type EntityId } from '@chartroom/domain';
import { m } from '#lib/messages/index.ts';
import type { BoardStore } from '#lib/state/contract.ts';
import { toast } from '#lib/ui/toast.svelte.ts';

type Board = Pick<BoardStore, 'perform' | 'takeBack' | 'entity'>;

const offerUndo = (board: Board, text: string): void => {
  toast({ kind: 'ok', text, key: 'today', action: { label: m.common.undo, run: board.takeBack() } });
};

/** The sentence that says what was done, or null when it was refused. */
export function todayAsAgreed(board: Board, step: EntityId): string | null {
  if (board.perform(copyRolesToAsIs(step)) !== null) return null;
  const text = m.map.states.statedOne(board.entity('step', step)?.label ?? '');
  offerUndo(board, text);
  return text;
}

export function allTodayAsAgreed(board: Board, count: number): string | null {
  if (board.perform(copyRolesToAsIs('all')) !== null) return null;
  const text = m.map.states.statedAll(count);
  offerUndo(board, text);
  return text;
}
