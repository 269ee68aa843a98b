/**
 * Pages of the history under one filter, newest first: the first one again when something is stored, earlier ones on
 * demand. An answer that is overtaken by another filter is dropped. Reactive; asks through what it is given.
 */
import type { EditNote, Entry } from '@chartroom/record';
import type { ChangesResponse } from '@chartroom/server/api';
import type { Answer, Failure } from '#lib/session/http.ts';

export type AskTrail = (query: URLSearchParams) => Promise<Answer<ChangesResponse>>;

export const TRAIL_PAGE = 100;

export class TrailPages {
  readonly #ask: AskTrail;
  #filter = '';
  #asked = 0;
  #asking = false;
  #again = false;
  #entries = $state.raw<readonly Entry[]>([]);
  #notes = $state.raw<ReadonlyMap<number, EditNote>>(new Map());
  #people = $state.raw<ChangesResponse['people']>({});
  #next = $state.raw<number | null>(null);
  #behind = $state(0);
  #owed = $state.raw<ChangesResponse['owed']>([]);
  #failure = $state.raw<Failure | null>(null);
  #ready = $state(false);
  #loadingMore = $state(false);

  constructor(ask: AskTrail) {
    this.#ask = ask;
  }

  /** Newest first. */
  get entries(): readonly Entry[] {
    return this.#entries;
  }
  /** What its author says of a change, whenever it was said. */
  note(seq: number): EditNote {
    return this.#notes.get(seq) ?? {};
  }
  get people(): ChangesResponse['people'] {
    return this.#people;
  }
  get hasMore(): boolean {
    return this.#next !== null;
  }
  /** Edits that are stored and not told yet. */
  get behind(): number {
    return this.#behind;
  }
  /** Who owes how many reasons on the whole board, whatever the filter. */
  get owed(): ChangesResponse['owed'] {
    return this.#owed;
  }
  get failure(): Failure | null {
    return this.#failure;
  }
  /** False until the first page under this filter is there. */
  get ready(): boolean {
    return this.#ready;
  }
  get loadingMore(): boolean {
    return this.#loadingMore;
  }

  /** Shows what another query finds; the same one changes nothing. */
  show(query: URLSearchParams): void {
    const filter = query.toString();
    if (filter === this.#filter && (this.#ready || this.#asking)) return;
    this.#filter = filter;
    this.#asked += 1;
    this.#entries = [];
    this.#notes = new Map();
    this.#next = null;
    this.#ready = false;
    this.#failure = null;
    this.#loadingMore = false;
    this.#asking = false;
    void this.refresh();
  }

  /** Asks for what is newest; while an answer is under way once more after it. */
  async refresh(): Promise<void> {
    if (this.#asking) {
      this.#again = true;
      return;
    }
    this.#asking = true;
    const asked = this.#asked;
    do {
      this.#again = false;
      const answer = await this.#ask(this.#query(null));
      if (asked !== this.#asked) return;
      this.#failure = answer.ok ? null : answer.failure;
      if (!answer.ok) break;
      this.#begin(answer.value);
    } while (this.#again);
    this.#asking = false;
  }

  /** Earlier entries. */
  async more(): Promise<void> {
    if (this.#next === null || this.#loadingMore) return;
    this.#loadingMore = true;
    const asked = this.#asked;
    const answer = await this.#ask(this.#query(this.#next));
    if (asked !== this.#asked) return;
    this.#loadingMore = false;
    this.#failure = answer.ok ? null : answer.failure;
    if (!answer.ok) return;
    const { changes, next } = answer.value;
    const oldest = this.#entries.at(-1)?.seq ?? Infinity;
    this.#entries = [...this.#entries, ...changes.filter(({ seq }) => seq < oldest)];
    this.#next = next;
    this.#learn(answer.value);
  }

  /** What was said here just now stands at once; the server says it again with the next page. */
  said(seq: number, note: EditNote): void {
    this.#notes = new Map(this.#notes).set(seq, { ...this.note(seq), ...note });
  }

  #query(before: number | null): URLSearchParams {
    const query = new URLSearchParams(this.#filter);
    query.set('limit', String(TRAIL_PAGE));
    if (before !== null) query.set('before', String(before));
    return query;
  }

  #begin(page: ChangesResponse): void {
    const newest = this.#entries[0]?.seq ?? 0;
    const reaches = page.changes.some(({ seq }) => seq <= newest) || page.next === null || !this.#ready;
    const oldest = page.changes.at(-1)?.seq ?? Infinity;
    // A page without an end after it is all there is: what is not in it fits the filter no more.
    const rest = reaches && page.next !== null ? this.#entries.filter(({ seq }) => seq < oldest) : [];
    // More than a page has come since: what lies between would be missing, so the list begins anew.
    if (rest.length === 0) this.#next = page.next;
    this.#entries = [...page.changes, ...rest];
    this.#ready = true;
    this.#behind = page.behind;
    this.#owed = page.owed;
    this.#learn(page);
  }

  #learn({ notes, people }: ChangesResponse): void {
    const known = new Map(this.#notes);
    for (const [seq, note] of Object.entries(notes)) known.set(Number(seq), note);
    this.#notes = known;
    this.#people = { ...this.#people, ...people };
  }
}
