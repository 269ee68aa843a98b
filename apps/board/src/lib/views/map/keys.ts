/**
 * What a key means at a stop of the map, apart from the keys that move. Pure; the grid carries it out.
 */
import type { EntityId } from '@chartroom/domain';
import type { ShownState } from '#lib/shell/address.ts';
import type { Editing } from './editing.ts';
import type { StopRow } from './navigation.ts';
import { STRIP_ROLES, type StripRole } from './slots.ts';

export type KeyAct =
  | { readonly kind: 'edit'; readonly editing: Editing }
  | { readonly kind: 'select' }
  | { readonly kind: 'delete-step' }
  | { readonly kind: 'as-agreed' }
  | { readonly kind: 'remove-system'; readonly role: StripRole; readonly part: number };

const LETTER = /^[\p{L}\p{N}]$/u;
const opens = (key: string): boolean => key === 'Enter' || key === 'F2';
const removes = (key: string): boolean => key === 'Delete' || key === 'Backspace';

/**
 * @param at the stop by step, since columns may move
 * @returns null for a key that means nothing there, and is left to the commands of the board
 */
export function keyAct(
  key: string,
  at: { readonly row: StopRow; readonly step: EntityId; readonly part: number },
  state: ShownState = 'to-be',
): KeyAct | null {
  const { row, step, part } = at;
  if (key === '=' && state !== 'to-be' && !row.startsWith('interfaces:')) return { kind: 'as-agreed' };
  if (row === 'node') {
    // Letters stay the commands of the board here: N is a new step.
    if (opens(key)) return { kind: 'edit', editing: { kind: 'title', step, fresh: false } };
    if (key === ' ') return { kind: 'select' };
    return key === 'Delete' ? { kind: 'delete-step' } : null;
  }
  const seed = LETTER.test(key) ? { seed: key } : {};
  const editable = opens(key) || 'seed' in seed;
  const role = STRIP_ROLES.find((each) => each === row);
  if (role) {
    if (editable) return { kind: 'edit', editing: { kind: 'slot', step, role, part, ...seed } };
    return removes(key) ? { kind: 'remove-system', role, part } : null;
  }
  if ((row === 'dataIn' || row === 'dataOut') && editable)
    return { kind: 'edit', editing: { kind: 'data', step, direction: row === 'dataIn' ? 'in' : 'out', ...seed } };
  return null;
}
