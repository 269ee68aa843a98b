/** Who said something, as it is shown. A principal whom the record does not name is somebody. Reads reactively. */
import { FUNCTIONS, type PlantFunction } from '@chartroom/domain';
import type { ThreadState } from '@chartroom/record';
import { m, term } from '#lib/messages/index.ts';
import type { RecordStore } from '#lib/state/record-contract.ts';
import { firstName, type Somebody } from '#lib/ui/somebody.ts';

type Record = Pick<RecordStore, 'who'>;

/** `spokeFor`: the function as it was then; it stays what was said for it. */
export function personOf(record: Record, principal: string, spokeFor?: PlantFunction): Somebody {
  const who = record.who(principal);
  return { name: who?.name ?? m.discussion.somebody, function: spokeFor ?? who?.function ?? 'OTHER' };
}

/** Everybody who wrote in a thread, the one who began first. */
export const takingPart = (thread: ThreadState): readonly string[] => [
  ...new Set(thread.comments.map((message) => message.author)),
];

export interface Asked {
  /** The function of the person, or the one that is asked. */
  readonly function: PlantFunction | null;
  readonly name: string;
  readonly isPerson: boolean;
}

/** Whom a thread asks; null for nobody. */
export function askedOf(record: Record, to: ThreadState['to']): Asked | null {
  if (to === null) return null;
  if (to.principal !== undefined) {
    const who = record.who(to.principal);
    return { function: who?.function ?? to.function ?? null, name: who?.name ?? m.discussion.somebody, isPerson: true };
  }
  const said = FUNCTIONS.find((one) => one === to.function) ?? null;
  return { function: said, name: said === null ? '' : term('function', said), isPerson: false };
}

/** "Priya and Marta", without oneself; empty when nobody else has written. */
export const othersIn = (record: Record, thread: ThreadState, me: string): readonly string[] =>
  takingPart(thread)
    .filter((principal) => principal !== me)
    .map((principal) => firstName(personOf(record, principal).name));
