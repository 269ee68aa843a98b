/**
 * One durable append at a time for all rooms: whatever arrives while one is under way goes into the next. Rows of one
 * room keep their order, and nothing of a room is appended after one of its rows failed.
 */
import { LogFailure, type NewUpdate, type UpdateLog } from '../ports.ts';
import type { Failure, RoomInput, Ticket } from './effects.ts';

/** Who asked for an append and hears of it. */
export interface Appender {
  readonly board: string;
  deliver(input: RoomInput): void;
}

interface Row {
  readonly by: Appender;
  readonly ticket: Ticket;
  readonly row: NewUpdate;
}

export interface GroupCommitOptions {
  readonly log: Pick<UpdateLog, 'append'>;
  readonly defer: (task: () => void) => void;
  readonly onFailure: (boards: readonly string[], failure: Failure, detail: string) => void;
}

export const failureOf = (error: unknown): Failure => (error instanceof LogFailure ? error.kind : 'unexpected');
/** Failures that one row causes; others of the same transaction may succeed without it. */
const OF_ONE_ROW: ReadonlySet<Failure> = new Set(['unknown-board', 'binding-taken', 'corrupt']);

export class GroupCommit {
  private readonly options: GroupCommitOptions;
  private queue: Row[] = [];
  private scheduled = false;
  private appending = false;
  private waiters: { readonly until: () => boolean; readonly resolve: () => void }[] = [];

  constructor(options: GroupCommitOptions) {
    this.options = options;
  }

  add(by: Appender, ticket: Ticket, row: NewUpdate): void {
    this.queue.push({ by, ticket, row });
    if (this.scheduled || this.appending) return;
    this.scheduled = true;
    this.options.defer(() => {
      this.scheduled = false;
      void this.run();
    });
  }

  /** Takes back what has not been handed to the log yet. */
  withdraw(by: Appender): void {
    this.queue = this.queue.filter((row) => row.by !== by);
    this.wake();
  }

  /** When no append is under way. */
  settled(): Promise<void> {
    return this.when(() => !this.appending);
  }

  /** When everything added so far is stored or failed. */
  idle(): Promise<void> {
    return this.when(() => !this.appending && this.queue.length === 0);
  }

  private when(until: () => boolean): Promise<void> {
    if (until()) return Promise.resolve();
    return new Promise((resolve) => this.waiters.push({ until, resolve }));
  }

  private wake(): void {
    const ready = this.waiters.filter(({ until }) => until());
    this.waiters = this.waiters.filter((waiter) => !ready.includes(waiter));
    for (const { resolve } of ready) resolve();
  }

  private async run(): Promise<void> {
    if (this.appending) return;
    while (this.queue.length > 0) {
      const batch = this.queue;
      this.queue = [];
      this.appending = true;
      const outcome = await this.append(batch);
      this.appending = false;
      await this.report(batch, outcome);
      this.wake();
    }
    this.wake();
  }

  private async append(
    batch: readonly Row[],
  ): Promise<readonly number[] | { readonly failure: Failure; readonly detail: string }> {
    try {
      return await this.options.log.append(batch.map(({ row }) => row));
    } catch (error) {
      return { failure: failureOf(error), detail: error instanceof Error ? error.message : String(error) };
    }
  }

  private async report(
    batch: readonly Row[],
    outcome: readonly number[] | { readonly failure: Failure; readonly detail: string },
  ): Promise<void> {
    const byRoom = Map.groupBy(batch, ({ by }) => by);
    if (!('failure' in outcome)) {
      const seqs = new Map(batch.map((row, index) => [row, outcome[index]!] as const));
      for (const [by, rows] of byRoom)
        by.deliver({ kind: 'committed', commits: rows.map((row) => ({ ticket: row.ticket, seq: seqs.get(row)! })) });
      return;
    }
    this.options.onFailure(
      [...byRoom.keys()].map(({ board }) => board),
      outcome.failure,
      outcome.detail,
    );
    // One room's trouble is not the others': each tries again on its own.
    if (OF_ONE_ROW.has(outcome.failure) && byRoom.size > 1) {
      for (const rows of byRoom.values()) {
        this.appending = true;
        const alone = await this.append(rows);
        this.appending = false;
        await this.report(rows, alone);
      }
      return;
    }
    for (const by of byRoom.keys()) by.deliver({ kind: 'commit-failed', failure: outcome.failure });
  }
}
