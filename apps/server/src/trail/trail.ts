/**
 * The audit trails of all boards, derived from their logs off the hot path: some time after edits, in slices, never before
 * an acknowledgement. A board whose trail cannot be derived now is tried again; what is stored is never behind itself.
 */
import type { Entry } from '@chartroom/record';
import type { Clock, UpdateLog } from '@chartroom/sync';
import type { Logger } from 'pino';
import type { Boards } from '../db/boards.ts';
import type { Principals } from '../db/principals.ts';
import type { TrailEntries } from '../db/trail-entries.ts';
import type { TrailMarks } from '../db/trail.ts';
import { BoardTrail, type BoardTrailParts } from './board-trail.ts';

export interface Trail {
  /** The board has an update that its trail lacks. */
  changed(board: string): void;
  /**
   * Tells everything that the log holds now, what is still going on included: before a freeze. Rejects with `LogFailure`
   * and `RecordFailure`.
   */
  settle(board: string): Promise<void>;
  /** Follows for a moment, for somebody who looks; answers how many updates are not told even so. Never rejects. */
  look(board: string): Promise<number>;
  /** Tells in the background what earlier runs, or the time before there was a trail, have left. */
  start(): void;
  /** Tells what can be told in a second and a half; the next start goes on with the rest. */
  stop(): Promise<void>;
}

export interface TrailParts {
  readonly log: UpdateLog;
  readonly marks: TrailMarks;
  readonly entries: Pick<TrailEntries, 'notesOn'>;
  readonly boards: Pick<Boards, 'find'>;
  readonly principals: Pick<Principals, 'server'>;
  readonly clock: Clock;
  append(board: string, store: () => Promise<readonly Entry[]>): Promise<readonly Entry[]>;
  /** Lets others run. */
  yield?: () => Promise<void>;
}

/** After the first edit: what follows at once is followed together. */
export const DELAY_MS = 500;
/** Beyond the end of a change, for updates that were received before it and are not stored yet. */
const GRACE_MS = 250;
const FIRST_RETRY_MS = 10_000;
const LONGEST_RETRY_MS = 300_000;
const STOP_MS = 1_500;
/** Documents that stay in memory, and for how long without an edit. */
const KEPT = 32;
const IDLE_MS = 60_000;
const SWEEP_MS = 30_000;
const LOOK_UPDATES = 500;

interface Followed {
  trail: BoardTrail | null;
  /** Everything that was asked of this board so far. */
  turn: Promise<unknown>;
  running: number;
  timer: { readonly atMs: number; readonly cancel: () => void } | null;
  retryMs: number;
  usedMs: number;
}

export const createTrail = (parts: TrailParts, log: Logger): Trail => {
  const { clock } = parts;
  const breathe = parts.yield ?? (() => new Promise<void>((resolve) => setImmediate(resolve)));
  const boards = new Map<string, Followed>();
  let stopped = false;
  let deadlineMs = Infinity;
  let cancelSweep: (() => void) | null = null;

  const boardParts: BoardTrailParts = {
    log: parts.log,
    marks: parts.marks,
    entries: parts.entries,
    append: parts.append,
    seedOf: async (board) => ({
      template: (await parts.boards.find(board))?.template ?? '',
      actor: (await parts.principals.server(clock.nowMs())).id,
    }),
    pause: async () => {
      await breathe();
      if (clock.monotonicMs() > deadlineMs) throw new Error('The server is stopping; the next start goes on.');
    },
    nowMs: () => clock.nowMs(),
    monotonicMs: () => clock.monotonicMs(),
    onUnreadable: (board, seq, error) =>
      log.error({ err: error, board, seq }, 'update cannot be applied, so the audit trail says nothing of it'),
  };

  const of = (board: string): Followed => {
    let known = boards.get(board);
    if (known === undefined) {
      known = { trail: null, turn: Promise.resolve(), running: 0, timer: null, retryMs: FIRST_RETRY_MS, usedMs: 0 };
      boards.set(board, known);
    }
    return known;
  };

  /** One piece of work a board at a time; a trail that failed is dropped, since what it holds is not what is stored. */
  const inTurn = <T>(board: string, work: (trail: BoardTrail) => Promise<T>): Promise<T> => {
    const followed = of(board);
    followed.running += 1;
    const turn = followed.turn.then(async () => {
      try {
        followed.trail ??= await BoardTrail.open(board, boardParts);
        const result = await work(followed.trail);
        followed.retryMs = FIRST_RETRY_MS;
        return result;
      } catch (error) {
        followed.trail = null;
        throw error;
      } finally {
        followed.running -= 1;
        followed.usedMs = clock.monotonicMs();
        cancelSweep ??= clock.after(SWEEP_MS, sweep);
      }
    });
    followed.turn = turn.catch(() => {});
    return turn;
  };

  const later = (board: string, delayMs: number): void => {
    if (stopped) return;
    const followed = of(board);
    const atMs = clock.monotonicMs() + delayMs;
    if (followed.timer !== null) {
      if (followed.timer.atMs <= atMs) return;
      followed.timer.cancel();
    }
    const cancel = clock.after(delayMs, () => {
      followed.timer = null;
      void follow(board);
    });
    followed.timer = { atMs, cancel };
  };

  const follow = async (board: string): Promise<void> => {
    try {
      const endMs = await inTurn(board, async (trail) => {
        await trail.advance();
        return trail.nextEndMs;
      });
      if (endMs !== null) later(board, Math.max(0, endMs - clock.nowMs()) + GRACE_MS);
    } catch (error) {
      if (stopped) return;
      log.error({ err: error, board }, 'audit trail not told; it is tried again');
      const followed = of(board);
      later(board, followed.retryMs);
      followed.retryMs = Math.min(LONGEST_RETRY_MS, followed.retryMs * 2);
    }
  };

  /** Forgets documents that nobody edits; their trails are opened again when somebody does. */
  function sweep(): void {
    cancelSweep = null;
    const now = clock.monotonicMs();
    const resting = [...boards].filter(([, one]) => one.running === 0 && one.timer === null);
    const loaded = resting.filter(([, one]) => one.trail !== null).toSorted(([, a], [, b]) => a.usedMs - b.usedMs);
    for (const [board, one] of resting) {
      const isOld = now - one.usedMs >= IDLE_MS || loaded.findIndex(([id]) => id === board) < loaded.length - KEPT;
      if (isOld) forget(board, one);
    }
    if (boards.size > 0 && !stopped) cancelSweep ??= clock.after(SWEEP_MS, sweep);
  }
  function forget(board: string, followed: Followed): void {
    if (followed.trail === null) {
      boards.delete(board);
      return;
    }
    inTurn(board, async (trail) => {
      await trail.rest();
      followed.trail = null;
    }).then(
      () => {
        if (followed.running === 0 && followed.timer === null && followed.trail === null) boards.delete(board);
      },
      (error: unknown) => log.warn({ err: error, board }, 'mark of the audit trail not stored; it is derived again'),
    );
  }

  const settle = (board: string): Promise<void> =>
    inTurn(board, async (trail) => void (await trail.advance({ all: true })));

  /** How many updates the stored trail lacks; where not even that can be read, one at least. */
  const behindOf = async (board: string): Promise<number> => {
    try {
      return Math.max(0, (await parts.marks.lastUpdate(board)) - (await parts.marks.find(board)).docSeq);
    } catch {
      return 1;
    }
  };

  const catchUp = async (): Promise<void> => {
    for (const board of await parts.marks.behind()) {
      if (stopped) return;
      await follow(board);
    }
  };

  return {
    changed: (board) => later(board, DELAY_MS),
    settle,
    look: async (board) => {
      try {
        // One that is busy with a long log must not let anybody wait.
        if ((boards.get(board)?.running ?? 0) > 0) {
          return await behindOf(board);
        }
        const [docSeq, endMs] = await inTurn(board, async (trail) => {
          await trail.advance({ limit: LOOK_UPDATES });
          return [trail.docSeq, trail.nextEndMs] as const;
        });
        const behind = (await parts.marks.lastUpdate(board)) - docSeq;
        if (behind > 0) later(board, 0);
        else if (endMs !== null) later(board, Math.max(0, endMs - clock.nowMs()) + GRACE_MS);
        return Math.max(0, behind);
      } catch (error) {
        log.warn({ err: error, board }, 'audit trail not told for somebody who looks');
        return behindOf(board);
      }
    },
    start: () => {
      catchUp().catch((error: unknown) => log.error({ err: error }, 'audit trails not caught up with'));
    },
    stop: async () => {
      stopped = true;
      deadlineMs = clock.monotonicMs() + STOP_MS;
      cancelSweep?.();
      const going = [...boards].filter(([, one]) => {
        one.timer?.cancel();
        return one.timer !== null || one.running > 0 || (one.trail?.nextEndMs ?? null) !== null;
      });
      for (const [board] of going) {
        try {
          await settle(board);
        } catch (error) {
          log.warn({ err: error, board }, 'audit trail not told to its end; the next start goes on');
        }
      }
    },
  };
};
