/**
 * Whether the person at this screen may say a verdict, for explaining it; the server decides. Each gives the reason why
 * not, or null. Reads the board reactively.
 */
import type { OwningFunction, PlantFunction } from '@chartroom/domain';
import type { Action, Ruling } from '@chartroom/record';
import { m } from '#lib/messages/index.ts';
import type { BoardStore } from '#lib/state/contract.ts';
import type { RecordStore } from '#lib/state/record-contract.ts';
import { inline } from './words.ts';

export interface Speaker {
  readonly me: Pick<BoardStore['me'], 'function'>;
  readonly record: Pick<RecordStore, 'may' | 'standing'>;
}

const wordsOf = (ruling: Ruling): string | null => (ruling.ok ? null : m.verdicts.mayNot[ruling.because]);
export const mayNot = (board: Speaker, action: Action): string | null => wordsOf(board.record.may(action));

/** For which function the person speaks; the record's word before the page's. */
export const spokenFor = (board: Speaker): PlantFunction => board.record.standing?.function ?? board.me.function;

/** A decision on the class is a facilitator's alone: nothing else overrides the class. */
export function mayNotDecide(board: Speaker, isOfClass: boolean): string | null {
  const ruled = mayNot(board, 'decide');
  if (ruled !== null || !isOfClass || board.record.may('decide-class').ok) return ruled;
  return m.verdicts.decision.onlyFacilitator;
}

/** A risk is assessed by its duty function alone. */
export function mayNotAssess(board: Speaker, duty: OwningFunction | undefined): string | null {
  const ruled = mayNot(board, 'assess');
  if (ruled !== null) return ruled;
  if (duty === undefined) return m.verdicts.forNobody;
  return spokenFor(board) === duty ? null : m.verdicts.onlyFor(inline(duty));
}

/** A question is answered by the function it is for, or by the facilitator. */
export function mayNotAnswer(board: Speaker, asked: OwningFunction | undefined): string | null {
  const ruled = mayNot(board, 'answer');
  if (ruled !== null || board.record.standing?.role === 'facilitator') return ruled;
  if (asked === undefined) return m.verdicts.forNobody;
  return spokenFor(board) === asked ? null : m.verdicts.onlyFor(inline(asked));
}
