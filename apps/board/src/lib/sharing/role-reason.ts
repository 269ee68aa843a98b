/** Why somebody cannot edit when their role is the reason, and whom to ask: in the place that says whether work is safe. */
import { format, m } from '#lib/messages/index.ts';
import type { BoardStore, SaveState } from '#lib/state/contract.ts';
import { facilitators } from './membership.ts';

/** Words of the frame for a role that may not edit; any other reason stands as it is. */
const BY_ROLE: ReadonlySet<string> = new Set([
  m.shell.readOnly.role,
  m.shell.readOnly.viewer,
  m.shell.readOnly.commenter,
]);
/** More names than that help nobody to decide whom to ask. */
const MOST_NAMES = 2;

/** The save state of a board, with the role and whom to ask where the role makes it read-only; `short` leaves out whom. */
export function saveWithRole(board: Pick<BoardStore, 'save' | 'record'>, short = false): SaveState {
  const { save } = board;
  const role = board.record.standing?.role;
  if (save.kind !== 'read-only' || role === undefined || !BY_ROLE.has(save.reason)) return save;
  const names = facilitators(board.record.members).map(({ name }) => name);
  const word = m.sharing.roleIn[role];
  if (short) return { kind: 'read-only', reason: word };
  const reason =
    names.length === 0 ? m.sharing.roleIs(word) : m.sharing.roleIsAsk(word, format.either(names.slice(0, MOST_NAMES)));
  return { kind: 'read-only', reason };
}
