/**
 * The whole audit trail as a file, piece by piece, so that a long one is never held at once: CSV for people, or JSON with
 * the chain of hashes and a signed head, which an offline verifier checks without this server.
 */
import { canonicalJson, type EditNote, type Entry, type RecordLog } from '@chartroom/record';
import type { TrailPerson } from '../api/changes.ts';
import type { TrailEntries, TrailFilter } from '../db/trail-entries.ts';
import type { SignedHead } from '../record/signed-head.ts';
import { CSV_BEGIN, CSV_COLUMNS, csvEntry, csvLine } from './csv.ts';
import { peopleThen } from './people-then.ts';
import { notesFor } from './search.ts';

export const TRAIL_FORMAT = 'chartroom.trail';
export const TRAIL_VERSION = 1;
const PAGE = 500;

export interface ExportSource {
  readonly board: string;
  /** The last entry of the file: what is said while it is written is not in it. */
  readonly last: number;
  readonly entries: TrailEntries;
  /** What records are called, by id. */
  readonly names: ReadonlyMap<string, string>;
  /** As they are called now. */
  person(principal: string): Promise<TrailPerson | null>;
}

const notesOf = (source: ExportSource, entries: readonly Entry[]): Promise<ReadonlyMap<number, EditNote>> =>
  notesFor(source.entries, source.board, new Map(entries.map((entry) => [entry.seq, entry])));

/** Oldest first, with the filters of the screen. Rejects with `RecordFailure`. */
export async function* csvPieces(source: ExportSource, filter: TrailFilter): AsyncGenerator<string> {
  const people = await peopleThen(source.entries, source.board, source.last, source.person);
  let head = CSV_BEGIN + csvLine([...CSV_COLUMNS]);
  for (let after = 0; ;) {
    const found = await source.entries.find(source.board, filter, { after }, PAGE);
    const seqs = found.filter((seq) => seq <= source.last);
    const entries = await source.entries.read(source.board, seqs);
    const notes = await notesOf(source, entries);
    let piece = head;
    head = '';
    for (const entry of entries) {
      const [person, now] = [await people.at(entry.actor, entry.seq), await source.person(entry.actor)];
      piece += csvEntry(entry, {
        person,
        calledNow: now === null || now.name === person?.name ? null : now.name,
        note: notes.get(entry.seq) ?? {},
        names: source.names,
      });
    }
    yield piece;
    if (seqs.length < PAGE) return;
    after = seqs.at(-1)!;
  }
}

export interface JsonHead {
  readonly board: { readonly id: string; readonly number: number; readonly title: string };
  readonly exportedAt: string;
  readonly exportedBy: TrailPerson | null;
  readonly signedHead: SignedHead | null;
  /** SPKI, PEM. */
  readonly publicKey: string;
}

/**
 * One JSON value: what is exported, the signed head, then one entry a line, every entry of the record and each as it was
 * hashed, then who the authors are called now and the numbers of changes that owe a reason. Rejects with `RecordFailure`.
 */
export async function* jsonPieces(source: ExportSource, record: RecordLog, head: JsonHead): AsyncGenerator<string> {
  const begin = canonicalJson({ format: TRAIL_FORMAT, version: TRAIL_VERSION, ...head }).slice(0, -1);
  let piece = `${begin},"entries":[`;
  const people = new Map<string, TrailPerson | null>();
  for (let since = 0; since < source.last;) {
    const entries = await record.since(source.board, since, Math.min(PAGE, source.last - since));
    if (entries.length === 0) break;
    for (const entry of entries) {
      piece += `${entry.seq === 1 ? '' : ','}\n${canonicalJson(entry)}`;
      if (!people.has(entry.actor)) people.set(entry.actor, await source.person(entry.actor));
    }
    yield piece;
    piece = '';
    since = entries.at(-1)!.seq;
  }
  const owing = await source.entries.owing(source.board, source.last);
  yield `${piece}\n],"people":${canonicalJson(Object.fromEntries(people))},"reasonsOwed":${canonicalJson(owing)}}\n`;
}
