/** Says something in a thread. What the server refuses is told; a message that was refused stays where it was said. */
import type { CommandKind, Payload } from '@chartroom/record';
import { m } from '#lib/messages/index.ts';
import type { RecordStore } from '#lib/state/record-contract.ts';
import { toast } from '#lib/ui/toast.svelte.ts';

/** Kinds that stand in the list or the thread until they are stored, with what became of them. */
const SHOWN: ReadonlySet<CommandKind> = new Set(['thread', 'comment']);

/** True when it is stored, or waits for the connection. */
export async function say<K extends CommandKind>(
  record: Pick<RecordStore, 'say' | 'pending' | 'discard'>,
  kind: K,
  payload: Payload<K>,
): Promise<boolean> {
  const said = await record.say(kind, payload);
  if (said.ok !== false) return true;
  if (SHOWN.has(kind)) return false;
  for (const command of record.pending)
    if (command.kind === kind && command.state === 'refused' && same(command.payload, payload))
      record.discard(command.id);
  toast({ text: m.discussion.composer.refused(said.problem.detail || said.problem.title), kind: 'refused', key: kind });
  return false;
}

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
