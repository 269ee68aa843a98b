/**
 * A page of the audit trail: what the filters find, with what authors said of their changes, and where words are looked for
 * those entries alone in which they stand. Looks through so much at a time and no more; whoever asks goes on.
 */
import { type EditNote, type Entry, type GivenNote, noteOf, type Payload } from '@chartroom/record';
import type { StoredPayload, TrailEntries, TrailFilter } from '../db/trail-entries.ts';
import { named as withNames } from './record-names.ts';

export interface TrailPage {
  readonly entries: readonly Entry[];
  /** By number of the change, where its author has said something of it. */
  readonly notes: ReadonlyMap<number, EditNote>;
  /** Number to go on before; null at the end. */
  readonly next: number | null;
}

export interface TrailQuery {
  readonly filter: TrailFilter;
  readonly before: number;
  readonly limit: number;
  /** Words that have to stand in it; none: everything. */
  readonly words?: string;
  /** What records are called, by id. */
  readonly names: ReadonlyMap<string, string>;
}

/** Entries that are looked through at once, and in one page. */
const SLICE = 500;
const MOST_LOOKED_THROUGH = 20_000;

/** Without case, accents and double blanks, so that words are found as people type them. */
export const fold = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/gu, ' ').trim();

function* texts(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) yield* texts(inner);
}

type Change = Payload<'change'>;
const changesIn = (entries: ReadonlyMap<number, StoredPayload>) =>
  [...entries].flatMap(([seq, { kind, actor, payload }]) =>
    kind === 'change' ? [{ seq, actor, change: payload as Change }] : [],
  );

const NOTHING: EditNote = {};
/** In place of a client id. */
const [BY_ENTRY, NOBODY] = [-1, -2];

/** What counts for each change among these, where anything does. */
export const notesFor = async (
  entries: TrailEntries,
  board: string,
  changes: ReadonlyMap<number, StoredPayload>,
): Promise<ReadonlyMap<number, EditNote>> => {
  const told = changesIn(changes);
  const items = told.flatMap(({ change }) => change.item ?? []);
  const given: readonly GivenNote[] =
    told.length === 0
      ? []
      : await entries.notesOn(
          board,
          items,
          told.map(({ seq }) => seq),
        );
  const byClient = Map.groupBy(given, ({ payload }) => payload.client ?? BY_ENTRY);
  const named = new Set(given.flatMap(({ payload }) => payload.entry ?? []));
  const found = new Map<number, EditNote>();
  for (const { seq, actor, change } of told) {
    // Of one that is named by its number all are looked at, in the order in which they were given: the last word counts.
    const about = named.has(seq) ? given : (byClient.get(change.item?.client ?? NOBODY) ?? []);
    const note = noteOf(change, actor, about, seq);
    if (Object.keys(note).length > 0) found.set(seq, note);
  }
  return found;
};

/** What a person reads of an entry: of a change its place, its values and its reason. */
function* wordsOf({ kind, payload }: StoredPayload, note: EditNote): Generator<string> {
  yield* texts([note.reason, note.purpose]);
  if (kind !== 'change') return yield* texts(payload);
  const { key, field, old, new: now, fields } = payload as Change;
  yield* texts([key, field, old, now, fields]);
}

const says = (stored: StoredPayload, note: EditNote, words: string, names: ReadonlyMap<string, string>): boolean => {
  for (const text of wordsOf(stored, note)) if (fold(withNames(text, names)).includes(words)) return true;
  return false;
};

const stored = (entries: readonly Entry[]): ReadonlyMap<number, StoredPayload> =>
  new Map(entries.map((entry) => [entry.seq, entry]));

/** Rejects with `RecordFailure`. */
export const searchTrail = async (
  entries: TrailEntries,
  board: string,
  { filter, before, limit, words, names }: TrailQuery,
  pause: () => Promise<void>,
): Promise<TrailPage> => {
  const page = async (seqs: readonly number[], next: number | null): Promise<TrailPage> => {
    const read = await entries.read(board, seqs);
    return { entries: read, notes: await notesFor(entries, board, stored(read)), next };
  };
  const wanted = fold(words ?? '');
  if (wanted === '') {
    const seqs = await entries.find(board, filter, { before }, limit + 1);
    return page(seqs.slice(0, limit), seqs.length > limit ? seqs[limit - 1]! : null);
  }
  const found: number[] = [];
  let at = before;
  for (let looked = 0; looked < MOST_LOOKED_THROUGH; looked += SLICE) {
    const seqs = await entries.find(board, filter, { before: at }, SLICE);
    const payloads = await entries.payloads(board, seqs);
    const notes = await notesFor(entries, board, payloads);
    for (const seq of seqs) {
      const payload = payloads.get(seq);
      if (payload !== undefined && says(payload, notes.get(seq) ?? NOTHING, wanted, names)) found.push(seq);
      if (found.length === limit) return page(found, seq);
    }
    if (seqs.length < SLICE) return page(found, null);
    at = seqs.at(-1)!;
    await pause();
  }
  return page(found, at);
};
