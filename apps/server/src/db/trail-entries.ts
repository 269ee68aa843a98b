/**
 * The record as the audit trail asks for it: by who, what, when and kind, newest or oldest first, with the notes that
 * people gave on their edits. Finds by the tables that `trail-index` keeps; hashes of what is given out are checked.
 */
import type { Entry, GivenNote, OwedReasons, Payload } from '@chartroom/record';
import { and, asc, count, desc, eq, gt, gte, inArray, isNull, lt, lte, ne, or, type SQL } from 'drizzle-orm';
import type { Tables } from './database.ts';
import { asRecordFailure, toEntry } from './record-log.ts';
import { editNote, entryNote, owedReason, recordEntry, trailEntry, trailSubject } from './schema.ts';

export interface TrailFilter {
  readonly actors?: readonly string[];
  /** Kinds of entries; without it every kind but the notes on edits, which stand at what they are about. */
  readonly kinds?: readonly string[];
  /** Kinds of record or row, `board`, `process`, `text`: changes only. */
  readonly roots?: readonly string[];
  readonly field?: string;
  /** A record, an area, `board`, `process`, or the whole key of a row. */
  readonly subject?: string;
  /** Milliseconds since 1970 UTC, both inclusive. */
  readonly fromMs?: number;
  readonly toMs?: number;
  /** Only changes that owe a reason. */
  readonly owed?: true;
  /** The one entry of this number. */
  readonly entry?: number;
}

export interface ItemEnd {
  readonly client: number;
  readonly to: number;
}

export interface StoredPayload {
  readonly kind: string;
  readonly actor: string;
  readonly payload: unknown;
}

export interface TrailEntries {
  /** Numbers of entries before (descending) or after (ascending) a number. Rejects with `RecordFailure`. */
  find(
    board: string,
    filter: TrailFilter,
    from: { readonly before: number } | { readonly after: number },
    limit: number,
  ): Promise<readonly number[]>;
  /** Entries by number, in the order asked for. Rejects with `RecordFailure` (`corrupt`) where one is not what it was. */
  read(board: string, seqs: readonly number[]): Promise<readonly Entry[]>;
  /** Payloads by number, as they are stored: to look for words in, not to give out. Rejects with `RecordFailure`. */
  payloads(board: string, seqs: readonly number[]): Promise<ReadonlyMap<number, StoredPayload>>;
  /** Notes that cover one of these items, or name one of these entries, in the order in which they were given; whose they are is not looked at. */
  notesOn(board: string, items: readonly ItemEnd[], entries?: readonly number[]): Promise<readonly GivenNote[]>;
  /** Who owes reasons for how many changes, most first. */
  owed(board: string): Promise<readonly OwedReasons[]>;
  /** Numbers of the changes that owe a reason, up to one. */
  owing(board: string, last: number): Promise<readonly number[]>;
  /** Everybody who has an entry, with how many, most first. */
  actors(board: string): Promise<readonly { readonly principal: string; readonly entries: number }[]>;
}

/** How many terms one query may have. */
const AT_ONCE = 200;

const chunks = <T>(list: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / AT_ONCE) }, (_, at) => list.slice(at * AT_ONCE, (at + 1) * AT_ONCE));

export const createTrailEntries = (tables: Tables): TrailEntries => {
  const attempt = async <T>(work: () => T): Promise<T> => {
    try {
      return work();
    } catch (error) {
      throw asRecordFailure(error);
    }
  };

  const conditions = (filter: TrailFilter): readonly (SQL | undefined)[] => [
    filter.actors && inArray(trailEntry.actor, [...filter.actors]),
    filter.kinds ? inArray(trailEntry.kind, [...filter.kinds]) : ne(trailEntry.kind, 'edit'),
    filter.roots && inArray(trailEntry.root, [...filter.roots]),
    filter.field === undefined
      ? undefined
      : filter.field === ''
        ? isNull(trailEntry.field)
        : eq(trailEntry.field, filter.field),
    filter.entry === undefined ? undefined : eq(trailEntry.seq, filter.entry),
    filter.fromMs === undefined ? undefined : gte(trailEntry.atMs, filter.fromMs),
    filter.toMs === undefined ? undefined : lte(trailEntry.atMs, filter.toMs),
  ];

  return {
    find: (board, filter, from, limit) =>
      attempt(() => {
        const select = tables.select({ seq: trailEntry.seq }).from(trailEntry).$dynamic();
        if (filter.subject !== undefined)
          select.innerJoin(
            trailSubject,
            and(eq(trailSubject.board, trailEntry.board), eq(trailSubject.seq, trailEntry.seq)),
          );
        // Found from the few that owe, not by looking at every entry.
        const own = filter.owed === true ? owedReason.seq : trailEntry.seq;
        if (filter.owed === true)
          select.innerJoin(owedReason, and(eq(owedReason.board, board), eq(owedReason.seq, trailEntry.seq)));
        const place = 'before' in from ? lt(own, from.before) : gt(own, from.after);
        return select
          .where(
            and(
              eq(trailEntry.board, board),
              place,
              filter.subject === undefined ? undefined : eq(trailSubject.subject, filter.subject),
              ...conditions(filter),
            ),
          )
          .orderBy('before' in from ? desc(own) : asc(own))
          .limit(limit)
          .all()
          .map(({ seq }) => seq);
      }),
    read: (board, seqs) =>
      attempt(() => {
        const found = new Map<number, Entry>();
        for (const some of chunks(seqs))
          for (const row of tables
            .select()
            .from(recordEntry)
            .where(and(eq(recordEntry.board, board), inArray(recordEntry.seq, [...some])))
            .all())
            found.set(row.seq, toEntry(row));
        return seqs.flatMap((seq) => found.get(seq) ?? []);
      }),
    payloads: (board, seqs) =>
      attempt(() => {
        const found = new Map<number, StoredPayload>();
        for (const some of chunks(seqs))
          for (const { seq, kind, actor, payload } of tables
            .select({
              seq: recordEntry.seq,
              kind: recordEntry.kind,
              actor: recordEntry.actor,
              payload: recordEntry.payload,
            })
            .from(recordEntry)
            .where(and(eq(recordEntry.board, board), inArray(recordEntry.seq, [...some])))
            .all())
            found.set(seq, { kind, actor, payload: JSON.parse(payload) as unknown });
        return found;
      }),
    notesOn: (board, items, entries = []) =>
      attempt(() => {
        const seqs = new Set<number>();
        for (const some of chunks(items)) {
          const covers = some.map(({ client, to }) =>
            and(eq(editNote.client, client), lte(editNote.fromClock, to), gte(editNote.toClock, to)),
          );
          for (const { seq } of tables
            .select({ seq: editNote.seq })
            .from(editNote)
            .where(and(eq(editNote.board, board), or(...covers)))
            .all())
            seqs.add(seq);
        }
        for (const some of chunks(entries))
          for (const { seq } of tables
            .select({ seq: entryNote.seq })
            .from(entryNote)
            .where(and(eq(entryNote.board, board), inArray(entryNote.entry, [...some])))
            .all())
            seqs.add(seq);
        return chunks([...seqs].sort((a, b) => a - b)).flatMap((some) =>
          tables
            .select()
            .from(recordEntry)
            .where(and(eq(recordEntry.board, board), inArray(recordEntry.seq, [...some])))
            .orderBy(asc(recordEntry.seq))
            .all()
            .map((row) => ({ actor: row.actor, payload: toEntry(row).payload as Payload<'edit'> })),
        );
      }),
    owed: (board) =>
      attempt(() =>
        tables
          .select({ principal: owedReason.actor, changes: count() })
          .from(owedReason)
          .where(eq(owedReason.board, board))
          .groupBy(owedReason.actor)
          .orderBy(desc(count()), asc(owedReason.actor))
          .all(),
      ),
    owing: (board, last) =>
      attempt(() =>
        tables
          .select({ seq: owedReason.seq })
          .from(owedReason)
          .where(and(eq(owedReason.board, board), lte(owedReason.seq, last)))
          .orderBy(asc(owedReason.seq))
          .all()
          .map(({ seq }) => seq),
      ),
    actors: (board) =>
      attempt(() =>
        tables
          .select({ principal: trailEntry.actor, entries: count() })
          .from(trailEntry)
          .where(eq(trailEntry.board, board))
          .groupBy(trailEntry.actor)
          .orderBy(desc(count()), asc(trailEntry.actor))
          .all(),
      ),
  };
};
