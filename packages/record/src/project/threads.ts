/**
 * Threads as they stand: what was asked, what was said, who claimed an answer, how it ended. An entry about something
 * that is not there changes nothing: it stays in the record and is not shown.
 */
import type { PlantFunction } from '@chartroom/domain';
import type { KnownEntry, Payload } from '../kinds/index.ts';
import type { EntryKind } from '../kinds/names.ts';
import { CommentBuilder, type CommentState } from './comments.ts';
import { CopyOnWriteMap } from './copy-on-write-map.ts';

export interface ThreadState {
  readonly id: string;
  readonly anchor: Payload<'thread'>['anchor'];
  readonly kind: Payload<'thread'>['kind'];
  readonly title: string;
  readonly to: NonNullable<Payload<'thread'>['to']> | null;
  readonly due: string | null;
  readonly author: string;
  readonly at: string;
  /** The first is the thread's own text and has its id. */
  readonly comments: readonly CommentState[];
  /** The comment that whoever was asked calls the answer. */
  readonly claimed: { readonly comment: string; readonly by: string; readonly at: string } | null;
  readonly state: 'open' | 'closed';
  readonly outcome: (Omit<Payload<'thread.resolve'>, 'thread'> & { readonly by: string; readonly at: string }) | null;
  /** Entry of the last thing that happened in it. */
  readonly lastSeq: number;
  readonly lastAt: string;
}
/** By id, in the order in which they began. */
export type Threads = ReadonlyMap<string, ThreadState>;

export const THREAD_ENTRY_KINDS = [
  'thread',
  'thread.edit',
  'thread.claim',
  'thread.resolve',
  'thread.reopen',
  'thread.apply',
  'comment',
  'comment.edit',
  'reaction',
] as const satisfies readonly EntryKind[];
export type ThreadEntry = KnownEntry<(typeof THREAD_ENTRY_KINDS)[number]>;

class ThreadBuilder {
  /** All of it but the comments, which would be copied at every entry. */
  #now: Omit<ThreadState, 'comments'>;
  readonly #comments = new Map<string, CommentBuilder>();
  #value: ThreadState | null = null;

  constructor(entry: KnownEntry<'thread'>, spokeFor: PlantFunction) {
    const { thread, anchor, kind, title, to, due, body, mentions, change } = entry.payload;
    this.#comments.set(thread, new CommentBuilder(entry, { comment: thread, body, mentions, change }, spokeFor));
    this.#now = {
      id: thread,
      anchor,
      kind,
      title,
      to: to ?? null,
      due: due ?? null,
      author: entry.actor,
      at: entry.at,
      claimed: null,
      state: 'open',
      outcome: null,
      lastSeq: entry.seq,
      lastAt: entry.at,
    };
  }

  /** Tells whether the entry changed anything. */
  add(entry: Exclude<ThreadEntry, KnownEntry<'thread'>>, spokeFor: PlantFunction): boolean {
    if (!this.#apply(entry, spokeFor)) return false;
    this.#now = { ...this.#now, lastSeq: entry.seq, lastAt: entry.at };
    this.#value = null;
    return true;
  }

  #apply(entry: Exclude<ThreadEntry, KnownEntry<'thread'>>, spokeFor: PlantFunction): boolean {
    const { actor: by, at } = entry;
    switch (entry.kind) {
      case 'comment':
        this.#comments.set(entry.payload.comment, new CommentBuilder(entry, entry.payload, spokeFor));
        return true;
      case 'comment.edit':
        return this.#comments.get(entry.payload.comment)?.edit(entry) ?? false;
      case 'reaction':
        return this.#comments.get(entry.payload.comment)?.react(entry) ?? false;
      case 'thread.apply':
        return this.#comments.get(entry.payload.comment ?? this.#now.id)?.apply(entry) ?? false;
      case 'thread.edit': {
        const { title, kind, to, due } = entry.payload;
        return this.#become({
          title: title ?? this.#now.title,
          kind: kind ?? this.#now.kind,
          to: to === undefined ? this.#now.to : to,
          due: due === undefined ? this.#now.due : due,
        });
      }
      case 'thread.claim': {
        const { comment } = entry.payload;
        return this.#comments.has(comment) && this.#become({ claimed: { comment, by, at } });
      }
      case 'thread.resolve': {
        const { thread: _, ...outcome } = entry.payload;
        return this.#become({ state: 'closed', outcome: { ...outcome, by, at } });
      }
      case 'thread.reopen':
        return this.#become({ state: 'open', outcome: null, claimed: null });
    }
  }

  #become(changes: Partial<Omit<ThreadState, 'comments'>>): true {
    this.#now = { ...this.#now, ...changes };
    return true;
  }

  /** The same object until something is changed; so is each of its comments. */
  get value(): ThreadState {
    return (this.#value ??= { ...this.#now, comments: [...this.#comments.values()].map((one) => one.value) });
  }
}

export class ThreadsBuilder {
  readonly #builders = new Map<string, ThreadBuilder>();
  /** Comment -> thread. */
  readonly #threadOf = new Map<string, string>();
  readonly #changed = new Set<string>();
  readonly #threads = new CopyOnWriteMap<string, ThreadState>();

  add(entry: ThreadEntry, spokeFor: PlantFunction): void {
    const id = this.#threadIdOf(entry);
    if (entry.kind === 'thread') {
      // An id says one thing for good: taken by a thread or comment, it begins no other.
      if (this.#threadOf.has(id)) return;
      this.#builders.set(id, new ThreadBuilder(entry, spokeFor));
      this.#threadOf.set(id, id);
      this.#changed.add(id);
      return;
    }
    const isComment = entry.kind === 'comment';
    if (isComment && this.#threadOf.has(entry.payload.comment)) return;
    if (this.#builders.get(id)?.add(entry, spokeFor) !== true) return;
    if (isComment) this.#threadOf.set(entry.payload.comment, id);
    this.#changed.add(id);
  }

  #threadIdOf(entry: ThreadEntry): string {
    return 'thread' in entry.payload ? entry.payload.thread : (this.#threadOf.get(entry.payload.comment) ?? '');
  }

  /** The same object until something is changed; so is each thread in it. */
  get value(): Threads {
    for (const id of this.#changed) this.#threads.set(id, this.#builders.get(id)!.value);
    this.#changed.clear();
    return this.#threads.value;
  }
}
