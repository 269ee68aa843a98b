/** How verdicts name functions and people in the middle of a sentence. */
import type { PlantFunction } from '@chartroom/domain';
import { m, term } from '#lib/messages/index.ts';
import type { RecordStore } from '#lib/state/record-contract.ts';
import type { Somebody } from '#lib/ui/somebody.ts';

/** "quality", but "IT". */
export const inline = (said: PlantFunction): string => (said === 'IT' ? 'IT' : m.map.inline(term('function', said)));

/** Who said it, for the function that they spoke for then. */
export const sayer = (
  record: Pick<RecordStore, 'who'>,
  { actor, function: spokeFor }: { readonly actor: string; readonly function: PlantFunction },
): Somebody => ({ name: record.who(actor)?.name ?? m.verdicts.somebody, function: spokeFor });

/** A text that may not be blank nor too long; '' when it is right. */
export function textError(text: string, limit: number, empty: string | null): string {
  const { length } = text.trim();
  if (length === 0) return empty ?? '';
  return length > limit ? m.verdicts.tooLong(String(limit)) : '';
}
