/**
 * Says something from a form: what the server refuses at once stays in the form, with its sentence, and
 * nowhere else.
 */
import type { CommandKind, Payload } from '@chartroom/record';
import { stored } from '#lib/discussion/thread/stored.svelte.ts';
import type { BoardStore } from '#lib/state/contract.ts';
import type { PendingCommand, RecordStore } from '#lib/state/record-contract.ts';

type Saying = Pick<RecordStore, 'say' | 'pending' | 'discard'>;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Null when it is stored or waits for the connection; otherwise why it is not taken. */
export async function say<K extends CommandKind>(record: Saying, kind: K, payload: Payload<K>): Promise<string | null> {
  const said = await record.say(kind, payload);
  if (said.ok !== false) return null;
  for (const command of record.pending)
    if (command.kind === kind && command.state === 'refused' && same(command.payload, payload))
      record.discard(command.id);
  return said.problem.detail || said.problem.title;
}

/**
 * As `say`, for words that are bound to a wording: the server compares with the board as it knows it, so that own edits
 * which are on their way go first.
 */
export async function sayOfWording<K extends CommandKind>(
  board: { readonly save: BoardStore['save']; readonly record: Saying },
  kind: K,
  payload: Payload<K>,
): Promise<string | null> {
  if (board.save.kind === 'saving') await stored(board);
  return say(board.record, kind, payload);
}

/** The last of one's own words of a kind that is not in the record yet; undefined when there is none. */
export function pendingOf<K extends CommandKind>(
  pending: readonly PendingCommand[],
  kind: K,
  isAbout: (payload: Payload<K>) => boolean = () => true,
): PendingCommand<K> | undefined {
  return pending.findLast(
    (command): command is PendingCommand<K> => command.kind === kind && isAbout(command.payload as Payload<K>),
  );
}
