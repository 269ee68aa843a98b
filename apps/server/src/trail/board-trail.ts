/**
 * The trail of one board: follows its log on a document of its own, away from the rooms, and tells what each update
 * changed. What is told and how far are stored together, so that whenever the process ends the next one goes on exactly
 * there. After a failure it is of no use: a new one begins at the stored mark.
 */
import { TrailFollower, weighDifferences } from '@chartroom/domain';
import type { Entry, NewEntry } from '@chartroom/record';
import type { LoggedUpdate, UpdateLog } from '@chartroom/sync';
import * as Y from 'yjs';
import type { TrailEntries } from '../db/trail-entries.ts';
import type { TrailMark, TrailMarks } from '../db/trail.ts';
import { Coalescing, type EndedChange, type PlaceChange, type Weigh } from './coalesce.ts';
import { entriesOf, seedEntry } from './entries.ts';

export interface BoardTrailParts {
  readonly log: UpdateLog;
  readonly marks: TrailMarks;
  readonly entries: Pick<TrailEntries, 'notesOn'>;
  /** Stores in the turn of the board's record, and tells those who listen. */
  append(board: string, store: () => Promise<readonly Entry[]>): Promise<readonly Entry[]>;
  /** The template of a board, and the principal that seeded it. */
  seedOf(board: string): Promise<{ readonly template: string; readonly actor: string }>;
  /** Lets others run; rejects when the work is to end here. */
  pause(): Promise<void>;
  nowMs(): number;
  monotonicMs(): number;
  /** An update of the log that cannot be applied, as in the room: it is passed over. */
  onUnreadable(board: string, seq: number, error: unknown): void;
}

const PAGE = 200;
/** How long one slice may take before others run. */
const SLICE_MS = 8;
/** Changes and updates after which what is known is stored, on the way through a long log. */
const MOST_CHANGES = 500;
const MOST_UPDATES = 5_000;

export class BoardTrail {
  readonly #board: string;
  readonly #parts: BoardTrailParts;
  readonly #open: Coalescing;
  /** Updates that cannot be applied. */
  readonly #unreadable = new Set<number>();
  #follower = new TrailFollower(new Y.Doc());
  #docSeq: number;
  /** What is stored. */
  #stored: TrailMark;
  #ended: EndedChange[] = [];
  #seed: NewEntry | null = null;
  #sliceEndMs = 0;

  private constructor(board: string, parts: BoardTrailParts, mark: TrailMark) {
    this.#board = board;
    this.#parts = parts;
    this.#stored = mark;
    this.#docSeq = mark.docSeq;
    this.#open = new Coalescing(mark.open as readonly PlaceChange[]);
  }

  /** Brings a document to where the stored trail ends. Rejects with `LogFailure` and `RecordFailure`. */
  static async open(board: string, parts: BoardTrailParts): Promise<BoardTrail> {
    const trail = new BoardTrail(board, parts, await parts.marks.find(board));
    await trail.#replayTo(trail.#docSeq);
    return trail;
  }

  /** When something that is open ends, milliseconds since 1970 UTC; null when nothing is open. */
  get nextEndMs(): number | null {
    return this.#open.nextEndMs;
  }
  /** The last update that was followed. */
  get docSeq(): number {
    return this.#docSeq;
  }

  /**
   * Follows the log to its end, or for at most `limit` updates, and tells what has ended by now; with `all` everything.
   * Answers whether the end was reached. Rejects with `LogFailure` and `RecordFailure`.
   */
  async advance({ all = false, limit = Infinity } = {}): Promise<boolean> {
    const last = this.#docSeq + limit;
    while (this.#docSeq < last) {
      const rows = await this.#parts.log.since(this.#board, this.#docSeq, Math.min(PAGE, last - this.#docSeq));
      for (const row of rows) {
        await this.#take(row);
        await this.#share();
      }
      if (rows.length === 0) return await this.#end(all);
      if (this.#ended.length >= MOST_CHANGES || this.#docSeq - this.#stored.docSeq >= MOST_UPDATES) await this.#tell();
    }
    if (this.#hasNews) await this.#tell();
    return false;
  }

  /** Stores how far it has come, so that the next one need not compare the same again. */
  async rest(): Promise<void> {
    if (this.#docSeq > this.#stored.docSeq || this.#hasNews) await this.#tell();
  }

  get #hasNews(): boolean {
    return this.#ended.length > 0 || this.#seed !== null;
  }

  async #end(all: boolean): Promise<true> {
    this.#ended.push(...(all ? this.#open.endAll() : this.#open.endOver(this.#parts.nowMs())));
    if (all) await this.rest();
    else if (this.#hasNews) await this.#tell();
    return true;
  }

  async #take(row: LoggedUpdate): Promise<void> {
    if (row.seq === 1 && (await this.#isSeed(row))) {
      this.#follower.skip([row.update]);
    } else {
      try {
        const { seq, principalId: actor, sessionId: session, receivedAtMs } = row;
        const differences = this.#follower.apply(row.update);
        const weigh: Weigh = (given, stoodAt) => weighDifferences(given, this.#follower.state, stoodAt);
        this.#ended.push(...this.#open.take({ seq, actor, session, receivedAtMs }, differences, weigh));
      } catch (error) {
        this.#parts.onUnreadable(this.#board, row.seq, error);
        this.#unreadable.add(row.seq);
        // Half of it may be in the document.
        await this.#replayTo(row.seq);
      }
    }
    this.#docSeq = row.seq;
  }

  /** What the server wrote into a new board is told as one change. */
  async #isSeed(row: LoggedUpdate): Promise<boolean> {
    const { template, actor } = await this.#parts.seedOf(this.#board);
    if (row.principalId !== actor) return false;
    const { receivedAtMs } = row;
    this.#seed = seedEntry({ board: this.#board, actor, receivedAtMs, from: 1, to: 1 }, template);
    return true;
  }

  async #replayTo(seq: number): Promise<void> {
    this.#follower = new TrailFollower(new Y.Doc());
    for (let at = 0; at < seq;) {
      const rows = await this.#parts.log.since(this.#board, at, Math.min(PAGE, seq - at));
      if (rows.length === 0) return;
      try {
        this.#follower.skip(rows.filter((row) => !this.#unreadable.has(row.seq)).map(({ update }) => update));
      } catch {
        return await this.#replayOneByOne(seq);
      }
      at = rows.at(-1)!.seq;
      await this.#share();
    }
  }

  /** Finds the first update that cannot be applied, and starts over without it. */
  async #replayOneByOne(seq: number): Promise<void> {
    this.#follower = new TrailFollower(new Y.Doc());
    for (let at = 0; at < seq;) {
      const rows = await this.#parts.log.since(this.#board, at, Math.min(PAGE, seq - at));
      for (const row of rows) {
        at = row.seq;
        if (this.#unreadable.has(row.seq)) continue;
        try {
          this.#follower.skip([row.update]);
        } catch (error) {
          this.#parts.onUnreadable(this.#board, row.seq, error);
          this.#unreadable.add(row.seq);
          return await this.#replayTo(seq);
        }
      }
      if (rows.length === 0) return;
      await this.#share();
    }
  }

  /** Stores what has ended with the new mark. */
  async #tell(): Promise<void> {
    const ended = this.#ended;
    const seed = this.#seed;
    const mark: TrailMark = { docSeq: this.#docSeq, open: this.#open.open };
    const items = ended.flatMap(({ item }) => item ?? []);
    await this.#parts.append(this.#board, async () => {
      const notes = items.length === 0 ? [] : await this.#parts.entries.notesOn(this.#board, items);
      const entries = [...(seed === null ? [] : [seed]), ...entriesOf(this.#board, ended, notes)];
      return await this.#parts.marks.tell(this.#board, entries, mark);
    });
    this.#ended = [];
    this.#seed = null;
    this.#stored = mark;
  }

  async #share(): Promise<void> {
    const now = this.#parts.monotonicMs();
    if (now < this.#sliceEndMs) return;
    await this.#parts.pause();
    this.#sliceEndMs = this.#parts.monotonicMs() + SLICE_MS;
  }
}
