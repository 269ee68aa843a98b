/** The audit trail of a board as the HTTP contract has it. */
import type { EditNote, Entry } from '@chartroom/record';
import type { PlantFunction } from '@chartroom/domain';

export interface TrailPerson {
  readonly name: string;
  readonly function: PlantFunction;
  readonly kind: 'visitor' | 'user' | 'token' | 'server';
}

/**
 * `GET /api/boards/:id/changes`: entries of the record, newest first, at most `limit` (50 unless given, 200 at most) and
 * before the number `before`. Filters, each of several values parted by commas: `who` (principals), `kind` (of entries;
 * all but the notes on edits unless given), `root` (kinds of record or row, `board`, `process`, `text`); `key` (a record,
 * an area, `process`, `board`: everything about it), `field`, `from` and `to` (when received, ISO 8601), `reason` (words in
 * reason, values and names), `owed=1` (changes of which a reason is asked and none is given yet).
 */
export interface ChangesResponse {
  readonly changes: readonly Entry[];
  /** By number of the change: what its author says of it, given before or after it was told. */
  readonly notes: Readonly<Record<string, EditNote>>;
  /** What the record calls the authors now, and for which function they take part, by principal id. */
  readonly people: Readonly<Record<string, TrailPerson>>;
  /** `before` of the next page; null at the end. A page with words may hold fewer, even none, and still go on. */
  readonly next: number | null;
  /** Updates of the document that are stored and not told yet. */
  readonly behind: number;
  /** Who owes reasons on the whole board, whatever the filters, most first; `people` has their names. */
  readonly owed: readonly { readonly principal: string; readonly changes: number }[];
}

/** `GET /api/boards/:id/changes/last?key=`: the last change of a record, or of a row that names it. */
export interface LastChangeResponse {
  readonly change: Entry | null;
  readonly note: EditNote | null;
  readonly person: TrailPerson | null;
}

/** `GET /api/boards/:id/changes/people`: everybody with an entry, most first: for choosing whose to see. */
export interface TrailPeopleResponse {
  readonly people: readonly (TrailPerson & { readonly principal: string; readonly entries: number })[];
}
