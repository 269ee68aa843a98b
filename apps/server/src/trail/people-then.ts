/**
 * Who somebody was when they did something: name and function as the record had stated them by then. What somebody calls
 * themselves later, or says of their own function, changes nothing of what stands in the trail.
 */
import type { Payload } from '@chartroom/record';
import type { TrailPerson } from '../api/changes.ts';
import type { TrailEntries } from '../db/trail-entries.ts';

export interface PeopleThen {
  /**
   * As stated last up to an entry; of whoever was first named after it as stated then; of whom the record never names,
   * as the server knows them. null for a principal that nobody knows.
   */
  at(principal: string, seq: number): Promise<TrailPerson | null>;
}

interface Stated {
  readonly seq: number;
  readonly said: Pick<Payload<'member'>, 'name' | 'function'>;
}

const PAGE = 500;

/** Reads every statement about members of a board up to `last`; there are few of them. Rejects with `RecordFailure`. */
export const peopleThen = async (
  entries: Pick<TrailEntries, 'find' | 'read'>,
  board: string,
  last: number,
  known: (principal: string) => Promise<TrailPerson | null>,
): Promise<PeopleThen> => {
  const stated = new Map<string, Stated[]>();
  for (let after = 0; ;) {
    const seqs = await entries.find(board, { kinds: ['member'] }, { after }, PAGE);
    for (const { seq, payload } of await entries.read(board, seqs)) {
      if (seq > last) continue;
      const { principal, name, function: fn } = payload as Payload<'member'>;
      const all = stated.get(principal) ?? [];
      all.push({ seq, said: { name, function: fn } });
      stated.set(principal, all);
    }
    if (seqs.length < PAGE) break;
    after = seqs.at(-1)!;
  }
  const cache = new Map<string, Promise<TrailPerson | null>>();
  const person = (principal: string): Promise<TrailPerson | null> => {
    const asked = cache.get(principal) ?? known(principal);
    cache.set(principal, asked);
    return asked;
  };
  return {
    at: async (principal, seq) => {
      const now = await person(principal);
      const all = stated.get(principal);
      const said = (all?.findLast((one) => one.seq <= seq) ?? all?.[0])?.said;
      return now === null || said === undefined ? now : { ...now, name: said.name, function: said.function };
    },
  };
};
