/**
 * The record as it stands: what charter, findings and screens take from it, built entry by entry on server and board
 * alike. Pure towards the outside. Entries of a later version are counted and passed over, never lost.
 */
import type { Entry } from '../entry.ts';
import { isKnownEntry } from '../kinds/known.ts';
import { MembersBuilder, type Members } from './members.ts';
import { ThreadsBuilder, type Threads } from './threads.ts';
import { VerdictsBuilder, type Verdicts } from './verdicts.ts';

export interface RecordProjection {
  /** Last entry that is in it; 0 for an empty record. */
  readonly recordSeq: number;
  /**
   * Last entry that says something about members, answers, assessments, decisions or acceptances: what charter and findings
   * stand on. Comments and the audit trail come after it without changing them.
   */
  readonly groundSeq: number;
  readonly members: Members;
  /** Who left, as they were last. */
  readonly former: Members;
  readonly threads: Threads;
  readonly verdicts: Verdicts;
  /** Entries of kinds that this version does not know. */
  readonly unknown: number;
}

class ProjectionBuilder {
  #recordSeq = 0;
  #groundSeq = 0;
  readonly #members = new MembersBuilder();
  readonly #threads = new ThreadsBuilder();
  readonly #verdicts = new VerdictsBuilder();
  #unknown = 0;

  add(entry: Entry): void {
    this.#recordSeq = entry.seq;
    if (!isKnownEntry(entry)) {
      this.#unknown += 1;
      return;
    }
    switch (entry.kind) {
      case 'member':
        this.#groundSeq = entry.seq;
        return this.#members.add(entry);
      case 'answer':
      case 'assess':
      case 'decide':
      case 'stance':
      case 'accept':
      case 'ready':
        this.#groundSeq = entry.seq;
        return this.#verdicts.add(entry, this.#members.speakerOf(entry.actor));
      case 'thread':
      case 'thread.edit':
      case 'thread.claim':
      case 'thread.resolve':
      case 'thread.reopen':
      case 'thread.apply':
      case 'comment':
      case 'comment.edit':
      case 'reaction':
        return this.#threads.add(entry, this.#members.functionOf(entry.actor));
      case 'access':
      case 'edit':
      case 'change':
        // Of the audit trail: what they say stands in the document, or is over.
        return;
    }
  }

  get value(): RecordProjection {
    return {
      recordSeq: this.#recordSeq,
      groundSeq: this.#groundSeq,
      members: this.#members.value,
      former: this.#members.former,
      threads: this.#threads.value,
      verdicts: this.#verdicts.value,
      unknown: this.#unknown,
    };
  }
}

const bySeq = (a: Entry, b: Entry): number => a.seq - b.seq;

/**
 * Follows a record. The value depends on the set of entries alone: they may come in any order, in any pieces and again.
 * What did not change keeps its identity; an entry that comes after a later one has all of it built anew.
 */
export class RecordProjector {
  /** In order, each number once. */
  #entries: Entry[] = [];
  #builder = new ProjectionBuilder();
  #value: RecordProjection | null = null;

  add(entries: readonly Entry[]): this {
    const late: Entry[] = [];
    for (const entry of entries.toSorted(bySeq)) {
      if (entry.seq <= (this.#entries.at(-1)?.seq ?? 0)) {
        if (late.at(-1)?.seq !== entry.seq && !this.#holds(entry.seq)) late.push(entry);
        continue;
      }
      this.#entries.push(entry);
      this.#builder.add(entry);
      this.#value = null;
    }
    if (late.length > 0) this.#rebuild(late);
    return this;
  }

  #holds(seq: number): boolean {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#entries[middle]!.seq < seq) low = middle + 1;
      else high = middle;
    }
    return this.#entries[low]?.seq === seq;
  }

  #rebuild(late: readonly Entry[]): void {
    this.#entries = [...this.#entries, ...late].sort(bySeq);
    this.#builder = new ProjectionBuilder();
    for (const entry of this.#entries) this.#builder.add(entry);
    this.#value = null;
  }

  /** What all entries so far come to; the same object until one is added. */
  get value(): RecordProjection {
    return (this.#value ??= this.#builder.value);
  }
}

/** What a whole record comes to. */
export const projectAll = (entries: readonly Entry[]): RecordProjection => new RecordProjector().add(entries).value;

export const EMPTY_RECORD: RecordProjection = projectAll([]);
