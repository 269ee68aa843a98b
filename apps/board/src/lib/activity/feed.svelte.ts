/** Pages of the board's whole record, newest first, for the activity feed; brought up when something new is stored. */
import type { Entry } from '@chartroom/record';
import type { ChangesResponse } from '@chartroom/server/api';
import { ask } from '#lib/session/http.ts';

export type AskChanges = (before: number | null) => Promise<ChangesResponse | null>;

export const askChanges =
  (board: string): AskChanges =>
  async (before) => {
    const query = new URLSearchParams({ limit: String(PAGE), ...(before === null ? {} : { before: String(before) }) });
    const answer = await ask<ChangesResponse>(`/api/boards/${encodeURIComponent(board)}/changes?${query}`);
    return answer.ok ? answer.value : null;
  };

const PAGE = 200;

export class ActivityPages {
  readonly #ask: AskChanges;
  #entries = $state.raw<ReadonlyMap<number, Entry>>(new Map());
  #people = $state.raw<ChangesResponse['people']>({});
  #next = $state.raw<number | null>(null);
  #asking = false;
  #again = false;
  /** False until the first page is there. */
  ready = $state(false);
  failed = $state(false);
  loadingMore = $state(false);

  constructor(ask: AskChanges) {
    this.#ask = ask;
  }

  get entries(): readonly Entry[] {
    return [...this.#entries.values()];
  }
  get people(): ChangesResponse['people'] {
    return this.#people;
  }
  get hasMore(): boolean {
    return this.#next !== null;
  }

  /** Asks for what is newest; while an answer is under way once more after it. */
  async refresh(): Promise<void> {
    if (this.#asking) {
      this.#again = true;
      return;
    }
    this.#asking = true;
    do {
      this.#again = false;
      const newest = Math.max(0, ...this.#entries.keys());
      const answer = await this.#ask(null);
      this.failed = answer === null;
      if (answer === null) break;
      const reaches = answer.changes.some(({ seq }) => seq <= newest) || answer.next === null;
      // More than a page has come since: what lies between would be missing, so the feed begins anew.
      if (!reaches) this.#entries = new Map();
      if (!reaches || this.#entries.size === 0) this.#next = answer.next;
      this.#take(answer);
      this.ready = true;
    } while (this.#again);
    this.#asking = false;
  }

  async more(): Promise<void> {
    if (this.#next === null || this.loadingMore) return;
    this.loadingMore = true;
    const answer = await this.#ask(this.#next);
    this.loadingMore = false;
    this.failed = answer === null;
    if (answer === null) return;
    this.#next = answer.next;
    this.#take(answer);
  }

  #take({ changes, people }: ChangesResponse): void {
    this.#entries = new Map([...this.#entries, ...changes.map((entry) => [entry.seq, entry] as const)]);
    this.#people = { ...this.#people, ...people };
  }
}
