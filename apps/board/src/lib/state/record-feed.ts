/**
 * Brings a board's record here and keeps it up: from this browser's copy, by pages, and by pushes of the socket. Hands
 * out what was said in order and once. Pages leave the audit trail out and pushes do not, so it counts how far it knows.
 */
import { FIRST_PREV_HASH, TRAIL_KINDS, type Entry, type RecordHead } from '@chartroom/record';
import type { RecordResponse } from '@chartroom/server/api';
import type { Answer, Failure } from '#lib/session/http.ts';
import { retryAfterMs, type RecordClock } from './record-clock.ts';
import type { RecordCopy } from './record-copy.ts';
import type { RecordServer } from './record-server.ts';

export interface FeedParts {
  readonly server: Pick<RecordServer, 'page' | 'entry'>;
  readonly copy: Pick<RecordCopy, 'read' | 'add' | 'forget'>;
  readonly clock: RecordClock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** What was said, in order, each entry once. */
  readonly onEntries: (entries: readonly Entry[]) => void;
  /** The server has another record than the one that was handed out: everything begins anew. */
  readonly onReplaced: () => void;
  /** `known`, `isWhole` or `failure` is different. */
  readonly onState: () => void;
}

const NOTHING: RecordHead = { seq: 0, hash: FIRST_PREV_HASH };
const TRAIL: ReadonlySet<string> = new Set(TRAIL_KINDS);
/** An answer to a command may come before the push of what was stored with it. */
const GAP_MS = 250;
const SAME: Answer<boolean> = { ok: true, value: true };
const AWAY: Failure = { kind: 'unreachable' };

export class RecordFeed {
  readonly #parts: FeedParts;
  #known = NOTHING;
  #isWhole = false;
  #failure: Failure | null = null;
  /** Pushed entries that others are missing before, in order. */
  #held: Entry[] = [];
  #phase: 'new' | 'opening' | 'open' | 'closed' = 'new';
  /** Counts the records that were given up. */
  #lineage = 0;
  #asking = false;
  #askAgain = false;
  #hasMore = false;
  /** The record was seen to go on from what is known, since it was asked this time. */
  #isChecked = false;
  #attempts = 0;
  #gaps = 0;
  #cancel: (() => void) | null = null;

  constructor(parts: FeedParts) {
    this.#parts = parts;
  }

  /** Everything up to this entry was handed out. */
  get known(): RecordHead {
    return this.#known;
  }
  /** The record was read to its end once, now or on an earlier visit. */
  get isWhole(): boolean {
    return this.#isWhole;
  }
  /** Why the server could not be asked the last time. */
  get failure(): Failure | null {
    return this.#failure;
  }

  async open(): Promise<void> {
    this.#phase = 'opening';
    const kept: Entry[] = [];
    const record = await this.#parts.copy.read((entries) => kept.push(...entries));
    if (this.#isClosed) return;
    this.#phase = 'open';
    if (record !== null) {
      this.#known = record.head;
      this.#isWhole = record.whole;
      this.#parts.onEntries(kept);
      this.#parts.onState();
    }
    this.#absorb();
    this.ask();
  }

  get #isClosed(): boolean {
    return this.#phase === 'closed';
  }

  /** Asks for what is newer: at the beginning, after each reconnect, when the network is back. */
  ask(): void {
    if (this.#phase !== 'open') return;
    this.#cancel?.();
    this.#cancel = null;
    if (this.#asking) this.#askAgain = true;
    else void this.#run();
  }

  /** Entries that were stored just now, as the socket or an answer tells. */
  heard(entries: readonly Entry[]): void {
    if (this.#isClosed) return;
    this.#held.push(...entries);
    this.#held.sort((a, b) => a.seq - b.seq);
    if (this.#phase === 'open') this.#absorb();
  }

  close(): void {
    this.#phase = 'closed';
    this.#cancel?.();
  }

  async #run(): Promise<void> {
    this.#asking = true;
    this.#isChecked = false;
    for (let more = true; more;) {
      this.#askAgain = false;
      const failure = await this.#page();
      if (this.#isClosed) return;
      if (failure !== null) {
        this.#asking = false;
        return this.#failed(failure);
      }
      this.#attempts = 0;
      more = this.#hasMore || this.#askAgain;
    }
    this.#asking = false;
    this.#absorb();
  }

  /** Asks for one page and takes it; why that failed, or null. */
  async #page(): Promise<Failure | null> {
    const from = this.#known;
    const lineage = this.#lineage;
    const page = await this.#parts.server.page(from.seq);
    if (!page.ok) return page.failure;
    const goesOn = this.#isChecked ? SAME : await this.#goesOn(page.value, from);
    if (!goesOn.ok) return goesOn.failure;
    if (this.#isClosed) return null;
    this.#hasMore = true;
    // Found out by a push meanwhile.
    if (this.#lineage !== lineage) return null;
    this.#isChecked = goesOn.value;
    if (goesOn.value) this.#hasMore = this.#take(page.value, from);
    else this.#replaced();
    return null;
  }

  /**
   * Whether the page is of the record that is known up to `from`. One that was restored from a copy ends before it, or has
   * another entry in its place.
   */
  async #goesOn({ entries, head }: RecordResponse, from: RecordHead): Promise<Answer<boolean>> {
    if (from.seq === 0) return SAME;
    if (head === null || head.seq <= from.seq) return { ok: true, value: head?.hash === from.hash };
    const next = entries[0];
    if (next?.seq === from.seq + 1) return { ok: true, value: next.prevHash === from.hash };
    const there = await this.#parts.server.entry(from.seq);
    return there.ok ? { ok: true, value: there.value?.hash === from.hash } : there;
  }

  #failed(failure: Failure): void {
    this.#attempts += 1;
    this.#failure = failure;
    this.#parts.onState();
    this.#later(retryAfterMs(failure, this.#attempts, this.#parts.random()));
  }

  #later(delayMs: number): void {
    this.#cancel ??= this.#parts.clock.after(delayMs, () => {
      this.#cancel = null;
      this.ask();
    });
  }

  /** Tells whether there is more. `from` is what was known when the page was asked for. */
  #take({ entries, head, lastSaid }: RecordResponse, from: RecordHead): boolean {
    const last = entries.at(-1);
    const isLast = last === undefined || last.seq >= lastSaid;
    // What follows the last word up to the head is of the audit trail.
    const upTo = isLast && head !== null && head.seq >= (last?.seq ?? 0) ? head : (last ?? from);
    const isNews = this.#failure !== null || (isLast && !this.#isWhole);
    this.#failure = null;
    if (isLast) this.#isWhole = true;
    if (!this.#know(entries, upTo) && isNews) {
      void this.#parts.copy.add(this.#known.seq, [], { head: this.#known, whole: this.#isWhole });
      this.#parts.onState();
    }
    if (!isLast) return true;
    this.#absorb();
    return false;
  }

  /** Takes up what was pushed as far as nothing is missing before it; asks for what is missing. */
  #absorb(): void {
    const ready: Entry[] = [];
    let last = this.#known;
    let at = 0;
    for (; at < this.#held.length; at += 1) {
      const entry = this.#held[at]!;
      if (entry.seq <= last.seq) continue;
      if (entry.seq !== last.seq + 1) break;
      if (entry.prevHash !== last.hash) {
        this.#replaced();
        return this.ask();
      }
      ready.push(entry);
      last = { seq: entry.seq, hash: entry.hash };
    }
    this.#held.splice(0, at);
    this.#know(ready, last);
    if (this.#held.length === 0) this.#gaps = 0;
    // A page that did not bring it comes from a server that is behind: ask less and less often.
    else if (!this.#asking) this.#later(Math.max(GAP_MS, retryAfterMs(AWAY, this.#gaps++, this.#parts.random())));
  }

  /** Hands out what is new of the entries, up to `head`; tells whether anything is. */
  #know(entries: readonly Entry[], head: RecordHead): boolean {
    const before = this.#known;
    if (head.seq <= before.seq) return false;
    const said = entries.filter(({ seq, kind }) => seq > before.seq && !TRAIL.has(kind));
    this.#known = { seq: head.seq, hash: head.hash };
    void this.#parts.copy.add(before.seq, said, { head: this.#known, whole: this.#isWhole });
    if (said.length > 0) this.#parts.onEntries(said);
    this.#parts.onState();
    return true;
  }

  #replaced(): void {
    this.#lineage += 1;
    this.#known = NOTHING;
    this.#isWhole = false;
    this.#held = [];
    void this.#parts.copy.forget();
    this.#parts.onReplaced();
    this.#parts.onState();
  }
}
