/**
 * What was said at this screen until the server has it: kept in this browser first, sent in order, tried again until it
 * is stored or refused. An id says one thing, so that another tab or a lost answer does no harm.
 */
import type { CommandKind, Entry, Payload } from '@chartroom/record';
import type { Problem } from '@chartroom/server/api';
import type { Failure } from '#lib/session/http.ts';
import { retryAfterMs, type RecordClock } from './record-clock.ts';
import type { PendingCommand, Said } from './record-contract.ts';
import type { KeptCommand, RecordCopy } from './record-copy.ts';
import type { RecordServer } from './record-server.ts';

export interface OutboxParts {
  readonly server: Pick<RecordServer, 'send'>;
  readonly copy: Pick<RecordCopy, 'commands' | 'put' | 'has' | 'remove'>;
  readonly clock: RecordClock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly newId: () => string;
  /** What waits is different. */
  readonly onChange: () => void;
  readonly onStored: (entry: Entry) => void;
}

interface Item {
  readonly command: PendingCommand;
  /** The server has it; it is shown as said here until the record brings it. */
  readonly isStored: boolean;
  /** Taken from the copy: another tab may have sent or discarded it meanwhile. */
  readonly isShared: boolean;
}

/** A server that fails over one command must not keep the ones behind it for ever. */
const MOST_FAULTS = 5;

export class RecordOutbox {
  readonly #parts: OutboxParts;
  /** In the order in which they were said. */
  #items: readonly Item[] = [];
  #pending: readonly PendingCommand[] = [];
  readonly #waiters = new Map<string, (said: Said) => void>();
  /** Nothing goes out before what earlier visits have left. */
  #isLoaded = false;
  #sending = false;
  #isClosed = false;
  #attempts = 0;
  #cancel: (() => void) | null = null;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  /** What is not in the record yet; the same list until it changes. */
  get pending(): readonly PendingCommand[] {
    return this.#pending;
  }

  /** How much of what the person said waits to be stored; what is noted of their edits goes with the edits. */
  get unsent(): number {
    return this.#items.filter((item) => isWaiting(item) && !isNoted(item.command)).length;
  }

  say<K extends CommandKind>(kind: K, payload: Payload<K>): Promise<Said> {
    const { clock, copy, newId } = this.#parts;
    const command: PendingCommand<K> = {
      id: newId(),
      kind,
      payload,
      atMs: clock.nowMs(),
      state: 'waiting',
      problem: null,
    };
    this.#become([...this.#items, { command, isStored: false, isShared: false }]);
    const said = new Promise<Said>((resolve) => this.#waiters.set(command.id, resolve));
    void copy.put(kept(command)).then(() => {
      // Between two attempts nothing is known to go out.
      if (this.#cancel !== null) this.#tell(command.id, { ok: 'later' });
      else void this.#run();
    });
    return said;
  }

  /** Sends a refused one again, under an id of its own: the server may have refused the former one for good. */
  again(id: string): void {
    const item = this.#items.find(({ command }) => command.id === id && command.state === 'refused');
    if (item === undefined) return;
    this.discard(id);
    void this.say(item.command.kind, item.command.payload);
  }

  discard(id: string): void {
    void this.#parts.copy.remove(id);
    this.#drop(new Set([id]));
  }

  /** Tries now what waits, also what other tabs have left. */
  async wake(): Promise<void> {
    const kept = await this.#parts.copy.commands();
    if (this.#isClosed) return;
    const there = new Set(kept.map(({ id }) => id));
    const known = new Set(this.#items.map(({ command }) => command.id));
    const news = kept.filter(({ id }) => !known.has(id));
    const items = this.#items.filter((item) => !item.isShared || item.isStored || there.has(item.command.id));
    if (news.length > 0 || items.length < this.#items.length)
      this.#become(
        [...news.map((one) => ({ command: pending(one), isStored: false, isShared: true })), ...items].sort(bySaid),
      );
    this.#isLoaded = true;
    this.#cancel?.();
    this.#cancel = null;
    await this.#run();
  }

  /** These are in the record. */
  seen(entries: readonly Entry[]): void {
    if (this.#items.length === 0) return;
    const ids = new Set(entries.map(({ id }) => id));
    const mine = this.#items.filter(({ command }) => ids.has(command.id));
    if (mine.length === 0) return;
    for (const { command, isStored } of mine) {
      if (!isStored) void this.#parts.copy.remove(command.id);
      this.#tell(command.id, { ok: true });
    }
    this.#drop(ids);
  }

  close(): void {
    this.#isClosed = true;
    this.#cancel?.();
    for (const id of this.#waiters.keys()) this.#tell(id, { ok: 'later' });
  }

  async #run(): Promise<void> {
    if (!this.#isLoaded || this.#sending || this.#cancel !== null) return;
    this.#sending = true;
    try {
      for (let next = this.#next(); next !== undefined && !this.#isClosed; next = this.#next()) {
        const { command, isShared } = next;
        if (isShared && !(await this.#parts.copy.has(command.id))) {
          this.#drop(new Set([command.id]));
          continue;
        }
        const answer = await this.#parts.server.send(command);
        if (this.#isClosed) return;
        if (answer.ok) {
          this.#attempts = 0;
          this.#stored(command.id, answer.value.entry);
          continue;
        }
        const { failure } = answer;
        if (failure.kind === 'unreachable' || this.#isPassing(failure.problem)) return this.#later(failure);
        this.#attempts = 0;
        this.#refused(command, failure.problem);
      }
    } finally {
      this.#sending = false;
    }
  }

  #next(): Item | undefined {
    return this.#items.find(isWaiting);
  }

  /** True where the same may be taken later: too slow, too much at once, signed out, or a fault of the server. */
  #isPassing({ status }: Problem): boolean {
    return status === 401 || status === 408 || status === 429 || (status >= 500 && this.#attempts + 1 < MOST_FAULTS);
  }

  #later(failure: Failure): void {
    this.#attempts += 1;
    for (const { command } of this.#items.filter(isWaiting)) this.#tell(command.id, { ok: 'later' });
    this.#cancel = this.#parts.clock.after(retryAfterMs(failure, this.#attempts, this.#parts.random()), () => {
      this.#cancel = null;
      void this.#run();
    });
  }

  #stored(id: string, entry: Entry): void {
    void this.#parts.copy.remove(id);
    this.#become(this.#items.map((item) => (item.command.id === id ? { ...item, isStored: true } : item)));
    this.#tell(id, { ok: true });
    this.#parts.onStored(entry);
  }

  #refused(command: PendingCommand, problem: Problem): void {
    const refused: PendingCommand = { ...command, state: 'refused', problem };
    void this.#parts.copy.put(kept(refused));
    this.#become(this.#items.map((item) => (item.command.id === command.id ? { ...item, command: refused } : item)));
    this.#tell(command.id, { ok: false, problem });
  }

  #drop(ids: ReadonlySet<string>): void {
    const items = this.#items.filter(({ command }) => !ids.has(command.id));
    for (const id of ids) this.#tell(id, { ok: 'later' });
    if (items.length < this.#items.length) this.#become(items);
  }

  #become(items: readonly Item[]): void {
    this.#items = items;
    this.#pending = items.map(({ command }) => command);
    this.#parts.onChange();
  }

  #tell(id: string, said: Said): void {
    this.#waiters.get(id)?.(said);
    this.#waiters.delete(id);
  }
}

const bySaid = (a: Item, b: Item): number => a.command.atMs - b.command.atMs;
/** A note by the page itself: how an edit came about, for which purpose, or when. A reason is the person's word. */
const isNoted = ({ kind, payload }: PendingCommand): boolean =>
  kind === 'edit' && (payload as Payload<'edit'>).reason === undefined;
const isWaiting = ({ command, isStored }: Item): boolean => command.state === 'waiting' && !isStored;

const kept = ({ id, kind, payload, atMs, problem }: PendingCommand): KeptCommand => ({
  id,
  kind,
  payload,
  atMs,
  problem,
});

const pending = ({ id, kind, payload, atMs, problem }: KeptCommand): PendingCommand => ({
  id,
  kind,
  payload: payload as PendingCommand['payload'],
  atMs,
  state: problem === null ? 'waiting' : 'refused',
  problem,
});
