/** From changes that have ended to entries of the record. Ids come from what is told, so that telling it twice is seen. */
import { SEED, tellRecord, tellValue, type TrailChange } from '@chartroom/domain';
import { ENTRY_SCHEMAS, type GivenNote, type NewEntry, noteOf, type Payload, RECORD_LIMITS } from '@chartroom/record';
import { idFrom } from '../ids.ts';
import type { EndedChange } from './coalesce.ts';

/** What an entry says beside what stands in the document. */
interface Circumstances {
  readonly board: string;
  readonly actor: string;
  readonly receivedAtMs: number;
  readonly from: number;
  readonly to: number;
}

const entryOf = (
  { board, actor, receivedAtMs, from, to }: Circumstances,
  told: TrailChange,
  piece: number,
  more: Partial<Payload<'change'>>,
): NewEntry => {
  const identity = [board, from, to, actor, told.root, told.key, told.field ?? null, told.change, piece];
  return {
    id: idFrom(JSON.stringify(identity)),
    kind: 'change',
    actor,
    at: new Date(receivedAtMs).toISOString(),
    payload: ENTRY_SCHEMAS.change.parse({ ...told, from, to, ...more }),
  };
};

/** The places that a change began and ended with the same: it tells nothing. */
const isNothing = (ended: EndedChange): boolean => !('change' in ended) && ended.old === ended.new;

/** Entries in the order in which the changes ended, with what `notes` say of each that is known by now. */
export const entriesOf = (
  board: string,
  changes: readonly EndedChange[],
  notes: readonly GivenNote[],
): readonly NewEntry[] =>
  changes
    .filter((ended) => !isNothing(ended))
    .flatMap((ended) => {
      const told =
        'change' in ended
          ? [tellRecord(ended.change, ended.root, ended.key, ended.fields)]
          : tellValue(ended.place, ended.old, ended.new, RECORD_LIMITS.value);
      const { item, session, actor, asks } = ended;
      const said = noteOf(item === null ? {} : { item }, actor, notes);
      const more = { session, ...(asks === undefined ? {} : { asks }), ...(item === null ? {} : { item }), ...said };
      return told.map((one, piece) => entryOf({ board, ...ended }, one, piece, more));
    });

/** The one entry that stands for everything that the server seeded a board with. */
export const seedEntry = (where: Circumstances, template: string): NewEntry =>
  entryOf(where, { ...SEED, change: 'created', old: null, new: template }, 0, { by: 'template' });
