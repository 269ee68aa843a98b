/**
 * What the person at this screen has read of what others said, and what of it concerns them. Messages are named by the
 * number of their entry. Marks are sent in batches, kept while the server is away, and heard by other tabs.
 */
import type { CommentState, ThreadState } from '@chartroom/record';
import type { ReadingResponse, WatchLevel } from '@chartroom/server/api';
import type { RecordStore } from '#lib/state/record-contract.ts';
import { concerns, type Listener } from './concern.ts';
import type { KeptReading, ReadingMemory } from './reading-memory.ts';
import type { ReadingServer } from './reading-server.ts';

/** How many are unread, and how many of these concern the person. */
export interface Unread {
  readonly count: number;
  readonly concerns: number;
}
export const NONE_UNREAD: Unread = Object.freeze({ count: 0, concerns: 0 });

export interface ReadingParts {
  readonly record: Pick<RecordStore, 'threads' | 'thread' | 'threadsOn'>;
  readonly me: () => Listener;
  readonly server: ReadingServer;
  readonly memory: ReadingMemory;
  /** Runs a task later; returns what cancels it. */
  readonly after: (ms: number, task: () => void) => () => void;
}

/** Marks of a moment go out together. */
export const BATCH_MS = 500;
export const RETRY_MS = 15_000;
/** As many as the server takes at once. */
const MOST = 1_000;

interface State {
  readonly upTo: number;
  readonly read: ReadonlySet<number>;
  readonly watches: Readonly<Record<string, WatchLevel>>;
}

interface Told {
  readonly state: State;
  readonly concerning: ReadonlySet<number>;
  readonly unread: readonly CommentState[];
  readonly counts: Unread;
}

export class Reading {
  readonly #parts: ReadingParts;
  /** Null until it is known what was read: nothing is called unread before. */
  #state = $state.raw<State | null>(null);
  /** What the server says concerns the person, read or not. */
  #concerning = $state.raw<ReadonlySet<number>>(new Set());
  #unsent: { upTo: number; readonly read: Set<number> } = { upTo: 0, read: new Set() };
  /** What each thread came to: threads that nothing happened in are not counted again. */
  readonly #told = new WeakMap<ThreadState, Told>();
  #cancel: (() => void) | null = null;
  #sending = false;
  #closed = false;

  constructor(parts: ReadingParts) {
    this.#parts = parts;
    const kept = parts.memory.read();
    if (kept === null) return;
    this.#unsent = { upTo: kept.unsent.upTo, read: new Set(kept.unsent.read) };
    this.#state = { upTo: kept.upTo, read: new Set(kept.read), watches: kept.watches };
  }

  /** Asks the server what was read elsewhere, and sends what waits: at opening, when the page is looked at again, when the network is back. */
  async refresh(): Promise<void> {
    if (this.#unsent.upTo > 0 || this.#unsent.read.size > 0) await this.#send();
    const answer = await this.#parts.server.load();
    if (answer.ok && !this.#closed) this.#take(answer.value);
  }

  /** Another tab of this browser has marked something. */
  heard(kept: KeptReading | null): void {
    if (kept === null || this.#closed) return;
    const now = this.#state;
    this.#become({
      upTo: Math.max(now?.upTo ?? 0, kept.upTo),
      read: union(now?.read, kept.read),
      watches: kept.watches,
    });
  }

  /** Sends at once what waits to be sent: the page is left, and counts elsewhere are asked for next. */
  flush(): void {
    if (this.#cancel === null) return;
    this.#cancel();
    this.#cancel = null;
    void this.#send();
  }

  close(): void {
    this.flush();
    this.#closed = true;
  }

  /** What was read is known. */
  get ready(): boolean {
    return this.#state !== null;
  }

  unread(message: Pick<CommentState, 'seq' | 'author'>): boolean {
    const state = this.#state;
    if (state === null || message.author === this.#parts.me().id) return false;
    return message.seq > state.upTo && !state.read.has(message.seq);
  }

  /** Whether it concerns the person, read or not. */
  concerns(thread: ThreadState, message: CommentState): boolean {
    if (message.author === this.#parts.me().id) return false;
    const level = this.levelOf(thread.anchor.subject);
    // What was muted here is muted before the server says so.
    if (level !== 'mute' && this.#concerning.has(message.seq)) return true;
    return concerns(thread, message, this.#parts.me(), level);
  }

  /** Unread messages of a thread, in order. */
  unreadMessages(thread: ThreadState): readonly CommentState[] {
    return this.#tell(thread).unread;
  }
  unreadIn(thread: ThreadState): Unread {
    return this.#tell(thread).counts;
  }
  /** Of the threads on a record or another subject; with `field`, of those on that field alone. */
  unreadOn(subject: string, field?: string): Unread {
    const threads = this.#parts.record.threadsOn(subject);
    return this.#sum(field === undefined ? threads : threads.filter((one) => one.anchor.field === field));
  }
  /** Of the whole board. */
  readonly total: Unread = $derived.by(() => this.#sum(this.#parts.record.threads.values()));

  /** What was chosen for a record; a record for which nothing was chosen goes with the board. */
  levelOf(subject: string): WatchLevel | null {
    const { watches } = this.#state ?? NOTHING_KNOWN;
    return watches[subject] ?? watches['board'] ?? null;
  }

  markRead(seqs: Iterable<number>): void {
    const state = this.#state;
    if (state === null) return;
    const fresh = [...seqs].filter((seq) => seq > state.upTo && !state.read.has(seq));
    if (fresh.length === 0) return;
    for (const seq of fresh) this.#unsent.read.add(seq);
    this.#become({ ...state, read: union(state.read, fresh) });
    this.#later(BATCH_MS);
  }

  /** Everything that was said so far. */
  markAllRead(): void {
    const state = this.#state;
    if (state === null) return;
    let upTo = state.upTo;
    for (const thread of this.#parts.record.threads.values()) upTo = Math.max(upTo, lastMessage(thread));
    if (upTo === state.upTo) return;
    this.#unsent.upTo = upTo;
    this.#become({ ...state, upTo, read: new Set([...state.read].filter((seq) => seq > upTo)) });
    this.#later(0);
  }

  /** Watches or mutes what is said about a record, or about the board; null takes it back. False when the server did not take it. */
  async watch(subject: string, level: WatchLevel | null): Promise<boolean> {
    const before = this.#state;
    if (before === null) return false;
    const { [subject]: _, ...others } = before.watches;
    this.#become({ ...before, watches: level === null ? others : { ...others, [subject]: level } });
    const answer = await this.#parts.server.watch({ subject, level });
    const now = this.#state;
    if (!answer.ok && now !== null) this.#become({ ...now, watches: before.watches });
    return answer.ok;
  }

  #take({ upTo, read, concerns: concerning, watches }: ReadingResponse): void {
    this.#concerning = new Set(concerning);
    // What was marked here since it was asked is not in the answer; nothing that was read becomes unread again.
    const last = Math.max(upTo, this.#state?.upTo ?? 0);
    const all = union(this.#state?.read, [...read, ...this.#unsent.read]);
    this.#become({ upTo: last, read: new Set([...all].filter((seq) => seq > last)), watches });
  }

  #become(state: State): void {
    this.#state = state;
    this.#parts.memory.write({
      upTo: state.upTo,
      read: [...state.read],
      watches: state.watches,
      unsent: { upTo: this.#unsent.upTo, read: [...this.#unsent.read] },
    });
  }

  #tell(thread: ThreadState): Told {
    const state = this.#state;
    const concerning = this.#concerning;
    if (state === null || lastMessage(thread) <= state.upTo)
      return { state: state ?? NOTHING_KNOWN, concerning, unread: [], counts: NONE_UNREAD };
    const told = this.#told.get(thread);
    if (told?.state === state && told.concerning === concerning) return told;
    const unread = thread.comments.filter((message) => this.unread(message));
    const next: Told = { state, concerning, unread, counts: this.#count(thread, unread) };
    this.#told.set(thread, next);
    return next;
  }

  /** On a muted record only what names the person is counted. */
  #count(thread: ThreadState, unread: readonly CommentState[]): Unread {
    if (unread.length === 0) return NONE_UNREAD;
    const own = unread.filter((message) => this.concerns(thread, message)).length;
    const count = this.levelOf(thread.anchor.subject) === 'mute' ? own : unread.length;
    return count === 0 ? NONE_UNREAD : { count, concerns: own };
  }

  #sum(threads: Iterable<ThreadState>): Unread {
    let count = 0;
    let own = 0;
    for (const thread of threads) {
      const one = this.unreadIn(thread);
      count += one.count;
      own += one.concerns;
    }
    return count === 0 ? NONE_UNREAD : { count, concerns: own };
  }

  #later(ms: number): void {
    this.#cancel?.();
    this.#cancel = this.#parts.after(ms, () => {
      this.#cancel = null;
      void this.#send();
    });
  }

  /** Sends what is marked; what the server did not take is sent with the next, or after a while. */
  async #send(): Promise<void> {
    if (this.#sending || this.#closed) return;
    this.#sending = true;
    const { upTo } = this.#unsent;
    const read = [...this.#unsent.read].filter((seq) => seq > upTo).slice(0, MOST);
    const answer = await this.#parts.server.mark({
      ...(read.length > 0 ? { read } : {}),
      ...(upTo > 0 ? { upTo } : {}),
    });
    this.#sending = false;
    if (this.#closed) return;
    if (!answer.ok && answer.failure.kind === 'unreachable') return this.#later(RETRY_MS);
    // Taken, or refused for good: sending it again would change nothing.
    if (this.#unsent.upTo === upTo) this.#unsent.upTo = 0;
    for (const seq of this.#unsent.read) if (seq <= upTo || read.includes(seq)) this.#unsent.read.delete(seq);
    if (this.#state !== null) this.#become(this.#state);
    if (this.#unsent.upTo > 0 || this.#unsent.read.size > 0) this.#later(BATCH_MS);
  }
}

const NOTHING_KNOWN: State = { upTo: 0, read: new Set(), watches: {} };

/** Of the last message: an edit or a reaction is nothing to be read. */
const lastMessage = (thread: ThreadState): number => thread.comments.at(-1)?.seq ?? 0;

const union = (some: Iterable<number> | undefined, more: Iterable<number>): ReadonlySet<number> =>
  new Set([...(some ?? []), ...more]);
