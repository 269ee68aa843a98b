/**
 * What people owe on their boards without a day by which: findings on what they are accountable for, acceptances of
 * theirs that lapsed, own threads that were answered, threads that ask them by name, and reasons of own changes. For reminders by mail; threads
 * with a day are reminded of by that day.
 */
import { analyse } from '@chartroom/domain';
import { analysisInput, type Duty, dutiesOfPerson, type OwedReasons, type RecordProjection } from '@chartroom/record';
import type { Clock } from '@chartroom/sync';
import type { Logger } from 'pino';
import type { Documents } from '../boards/documents.ts';
import { summaryOf } from '../boards/summaries.ts';
import type { BoardMembers } from '../db/board-members.ts';

export interface OpenDuties {
  readonly board: string;
  readonly boardTitle: string;
  readonly repairs: number;
  /** Acceptances to be given anew. */
  readonly renewals: number;
  /** Own threads that somebody calls answered. */
  readonly closings: number;
  /** Threads that ask them by name, without a day. */
  readonly answers: number;
  /** Own changes that owe a reason. */
  readonly reasons: number;
  /** How many of these keep the charter from being frozen. */
  readonly blocking: number;
}

export interface OpenDutiesParts {
  readonly members: Pick<BoardMembers, 'of' | 'boardsOf'>;
  readonly documents: Pick<Documents, 'read'>;
  readonly clock: Clock;
  readonly log: Logger;
  projection(board: string): Promise<RecordProjection>;
  owedReasons(board: string): Promise<readonly OwedReasons[]>;
}

/** People of one board are told of the same morning: it is looked at once for all of them. */
const SAME_MORNING_MS = 600_000;

type ByPrincipal = ReadonlyMap<string, OpenDuties>;

const countOf = (duties: readonly Duty[], kinds: readonly Duty['kind'][]): number =>
  duties.filter(({ kind }) => kinds.includes(kind)).length;

/** Of one person on each of their boards, by title; only boards on which they owe something. */
export const createOpenDuties = (parts: OpenDutiesParts): ((principal: string) => Promise<readonly OpenDuties[]>) => {
  const looked = new Map<string, { readonly atMs: number; readonly duties: ByPrincipal }>();

  const look = async (board: string): Promise<ByPrincipal> => {
    const record = await parts.projection(board);
    const { snapshot } = await parts.documents.read(board);
    const analysis = analyse(snapshot, analysisInput(record));
    const owedReasons = await parts.owedReasons(board);
    const { title } = summaryOf(snapshot);
    const found = new Map<string, OpenDuties>();
    for (const { principal, role } of await parts.members.of(board)) {
      if (role === null) continue;
      const duties = dutiesOfPerson({ snapshot, analysis, record, owedReasons }, principal).filter(
        ({ due }) => due === null,
      );
      if (duties.length === 0) continue;
      found.set(principal, {
        board,
        boardTitle: title,
        repairs: countOf(duties, ['repair']),
        renewals: countOf(duties, ['accept-again']),
        closings: countOf(duties, ['close-thread']),
        answers: countOf(duties, ['answer-thread', 'decide-proposal', 'act']),
        reasons: duties.reduce((sum, duty) => sum + (duty.kind === 'state-why' ? duty.changes : 0), 0),
        blocking: duties.filter(({ blocks }) => blocks).length,
      });
    }
    return found;
  };

  const lookedAt = async (board: string): Promise<ByPrincipal> => {
    const nowMs = parts.clock.nowMs();
    const known = looked.get(board);
    if (known !== undefined && nowMs - known.atMs < SAME_MORNING_MS) return known.duties;
    const duties = await look(board);
    looked.set(board, { atMs: nowMs, duties });
    return duties;
  };

  return async (principal) => {
    for (const [board, { atMs }] of looked) if (parts.clock.nowMs() - atMs >= SAME_MORNING_MS) looked.delete(board);
    const owed: OpenDuties[] = [];
    for (const { board } of await parts.members.boardsOf(principal)) {
      try {
        const duties = (await lookedAt(board)).get(principal);
        if (duties !== undefined) owed.push(duties);
      } catch (error) {
        // One board that cannot be read keeps nobody from the others.
        parts.log.warn({ err: error, board }, 'duties on a board are missing in reminders');
      }
    }
    return owed.toSorted((a, b) => a.boardTitle.localeCompare(b.boardTitle) || (a.board < b.board ? -1 : 1));
  };
};
