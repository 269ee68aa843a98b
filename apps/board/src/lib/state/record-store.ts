/**
 * The board's record as views see it: projected from what the feed brings, told by topics, with what was said here and is
 * not in it yet. Puts feed, outbox and projection together; who the person is comes from the record and the welcome.
 */
import {
  analysisInput,
  EMPTY_RECORD,
  may,
  RecordProjector,
  type Action,
  type BoardRole,
  type CommandKind,
  type Entry,
  type Members,
  type MemberState,
  type Payload,
  type RecordProjection,
  type Ruling,
  type Standing,
  type Threads,
  type ThreadState,
  type Verdicts,
} from '@chartroom/record';
import type { AnalysisInput } from '@chartroom/domain';
import type { Failure } from '#lib/session/http.ts';
import type { Author } from './contract.ts';
import type { RecordClock } from './record-clock.ts';
import type { PendingCommand, RecordStore, Said } from './record-contract.ts';
import type { RecordCopy } from './record-copy.ts';
import { RecordFeed } from './record-feed.ts';
import { RecordGround } from './record-ground.ts';
import { RecordOutbox } from './record-outbox.ts';
import type { RecordServer } from './record-server.ts';
import { Topics } from './topics.ts';

export interface RecordStoreParts {
  readonly me: () => Author;
  readonly server: RecordServer;
  readonly copy: RecordCopy;
  readonly clock: RecordClock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly newId: () => string;
  readonly failureWords: (failure: Failure) => string;
  /** What people said is different, as the rules take it. */
  readonly onInput: (input: AnalysisInput) => void;
  /** How many commands wait, or what the person is, is different. */
  readonly onChange: () => void;
}

const STATE = 'state';
const SEQ = 'seq';
const MEMBERS = 'members';
const THREADS = 'threads';
const VERDICTS = 'verdicts';
const PENDING = 'pending';
const STANDING = 'standing';
const NO_THREADS: readonly ThreadState[] = Object.freeze([]);
const MAY_BE: Ruling = { ok: true };

/** What the connection said of the person at this screen. */
export interface Welcomed {
  readonly role: string;
}

export class OpenRecordStore implements RecordStore {
  readonly #parts: RecordStoreParts;
  readonly #topics = new Topics();
  readonly #source: RecordFeed;
  readonly #outbox: RecordOutbox;
  #projector = new RecordProjector();
  #ground: RecordGround;
  #now: RecordProjection = EMPTY_RECORD;
  #bySubject: ReadonlyMap<string, readonly ThreadState[]> = new Map();
  #welcomed: Welcomed | null = null;
  #unsent = 0;
  #told: { readonly isWhole: boolean; readonly failure: Failure | null } = { isWhole: false, failure: null };

  constructor(parts: RecordStoreParts) {
    this.#parts = parts;
    const { server, copy, clock, random, newId } = parts;
    const newGround = (): RecordGround => new RecordGround(server, () => this.#follow());
    this.#ground = newGround();
    this.#source = new RecordFeed({
      server,
      copy,
      clock,
      random,
      onEntries: (entries) => this.#take(entries),
      onReplaced: () => {
        this.#projector = new RecordProjector();
        this.#ground.close();
        this.#ground = newGround();
      },
      onState: () => this.#follow(),
    });
    this.#outbox = new RecordOutbox({
      server,
      copy,
      clock,
      random,
      newId,
      onChange: () => this.#waiting(),
      onStored: (entry) => {
        this.#source.heard([entry]);
        // Stored before, and read since: only the answer had been lost.
        if (entry.seq <= this.#source.known.seq) this.#outbox.seen([entry]);
      },
    });
  }

  /** Reads the copy of this browser, asks the server, and sends what waits. */
  open(): void {
    void this.#source.open();
    void this.#outbox.wake();
  }

  /** The socket is up, or says again what the person may do. */
  welcomed(welcome: Welcomed): void {
    this.#welcomed = { role: welcome.role };
    this.#topics.changed([STANDING]);
    this.online();
  }

  /** Asks and sends now. */
  online(): void {
    this.#source.ask();
    void this.#outbox.wake();
  }

  /** Entries as the socket pushes them: a JSON array in UTF-8. */
  pushed(bytes: Uint8Array): void {
    const entries = JSON.parse(new TextDecoder().decode(bytes)) as readonly Entry[];
    this.#source.heard(entries);
    this.#ground.heard(entries);
  }

  close(): void {
    this.#source.close();
    this.#ground.close();
    this.#outbox.close();
    this.#parts.copy.close();
  }

  /** Commands that wait to be stored. Not reactive. */
  get unsent(): number {
    return this.#outbox.unsent;
  }

  get ready(): boolean {
    this.#topics.read(STATE);
    return this.#source.isWhole;
  }
  get failure(): string | null {
    this.#topics.read(STATE);
    return this.#source.failure === null ? null : this.#parts.failureWords(this.#source.failure);
  }
  get recordSeq(): number {
    this.#topics.read(SEQ);
    return this.#source.isWhole ? this.#source.known.seq : 0;
  }

  get members(): Members {
    this.#topics.read(MEMBERS);
    return this.#now.members;
  }
  get former(): Members {
    this.#topics.read(MEMBERS);
    return this.#now.former;
  }
  get threads(): Threads {
    this.#topics.read(THREADS);
    return this.#now.threads;
  }
  thread(id: string): ThreadState | undefined {
    this.#topics.read(`thread/${id}`);
    return this.#now.threads.get(id);
  }
  threadsOn(subject: string): readonly ThreadState[] {
    this.#topics.read(`on/${subject}`);
    return this.#bySubject.get(subject) ?? NO_THREADS;
  }
  get verdicts(): Verdicts {
    this.#topics.read(VERDICTS);
    return this.#now.verdicts;
  }

  get standing(): Standing | null {
    this.#topics.read(STANDING);
    const me = this.#parts.me();
    const member = this.#now.members.get(me.id);
    if (member !== undefined) return member;
    // Who has not been put down yet is what the connection says; whoever was put out is nothing.
    if (this.#welcomed === null || this.#now.former.has(me.id)) return null;
    return { role: this.#welcomed.role as BoardRole, function: me.function, signer: false, guest: false };
  }
  may(action: Action): Ruling {
    const { standing } = this;
    // Before the connection has said what the person is, nothing is known to be forbidden.
    return standing === null && this.#welcomed === null ? MAY_BE : may(standing, action);
  }

  who(principal: string): Author | undefined {
    const me = this.#parts.me();
    if (principal === me.id) return me;
    const member = this.member(principal) ?? this.#now.former.get(principal);
    if (member === undefined) return undefined;
    return { id: principal, name: member.name, function: member.function, kind: member.guest ? 'visitor' : 'user' };
  }
  member(principal: string): MemberState | undefined {
    this.#topics.read(`member/${principal}`);
    return this.#now.members.get(principal);
  }

  get pending(): readonly PendingCommand[] {
    this.#topics.read(PENDING);
    return this.#outbox.pending;
  }
  say<K extends CommandKind>(kind: K, payload: Payload<K>): Promise<Said> {
    return this.#outbox.say(kind, payload);
  }
  again(id: string): void {
    this.#outbox.again(id);
  }
  discard(id: string): void {
    this.#outbox.discard(id);
  }

  #take(entries: readonly Entry[]): void {
    this.#projector.add(entries);
    this.#outbox.seen(entries);
  }

  #waiting(): void {
    this.#topics.changed([PENDING]);
    if (this.#unsent === this.#outbox.unsent) return;
    this.#unsent = this.#outbox.unsent;
    this.#parts.onChange();
  }

  /**
   * What there is to show. Of a record that was not read to its end nothing, since half of it would be another one; but of
   * a long one what charter and findings stand on, which is read ahead.
   */
  #shown(): RecordProjection {
    if (this.#source.isWhole) return this.#projector.value;
    if (this.#source.known.seq > 0) void this.#ground.begin();
    return this.#ground.value ?? EMPTY_RECORD;
  }

  #follow(): void {
    const before = this.#now;
    const now = this.#shown();
    this.#now = now;
    const topics = new Set([SEQ]);
    const { isWhole, failure } = this.#source;
    if (isWhole !== this.#told.isWhole || failure !== this.#told.failure) topics.add(STATE);
    this.#told = { isWhole, failure };
    if (before.members !== now.members || before.former !== now.former) {
      for (const id of changedKeys(before.members, now.members)) topics.add(`member/${id}`);
      topics.add(MEMBERS).add(STANDING);
    }
    if (before.threads !== now.threads) {
      const subjects = new Set<string>();
      for (const id of changedKeys(before.threads, now.threads)) {
        topics.add(`thread/${id}`);
        for (const threads of [before.threads, now.threads]) {
          const subject = threads.get(id)?.anchor.subject;
          if (subject !== undefined) subjects.add(subject);
        }
      }
      this.#bySubject = bySubject(this.#bySubject, now.threads, subjects);
      for (const subject of subjects) topics.add(`on/${subject}`);
      topics.add(THREADS);
    }
    if (before.verdicts !== now.verdicts) topics.add(VERDICTS);
    if (topics.has(MEMBERS) || topics.has(VERDICTS)) this.#parts.onInput(analysisInput(now));
    this.#topics.changed(topics);
    if (topics.has(STANDING)) this.#parts.onChange();
  }
}

function changedKeys<V>(before: ReadonlyMap<string, V>, now: ReadonlyMap<string, V>): ReadonlySet<string> {
  const changed = new Set<string>();
  for (const [key, value] of now) if (before.get(key) !== value) changed.add(key);
  for (const key of before.keys()) if (!now.has(key)) changed.add(key);
  return changed;
}

/** Lists of subjects on which nothing changed stay the same. */
function bySubject(
  before: ReadonlyMap<string, readonly ThreadState[]>,
  threads: Threads,
  subjects: ReadonlySet<string>,
): ReadonlyMap<string, readonly ThreadState[]> {
  const lists = new Map<string, readonly ThreadState[]>(before);
  const fresh = new Map<string, ThreadState[]>([...subjects].map((subject) => [subject, []]));
  for (const thread of threads.values()) fresh.get(thread.anchor.subject)?.push(thread);
  for (const [subject, list] of fresh) {
    if (list.length > 0) lists.set(subject, list);
    else lists.delete(subject);
  }
  return lists;
}
