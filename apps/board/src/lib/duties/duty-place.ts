/** What a duty is called on the board, where it stands, and the address at which it is done. */
import type { Finding } from '@chartroom/domain';
import type { Duty } from '@chartroom/record';
import { nameOf as namesOf, sentenceOf } from '#lib/findings/naming.ts';
import { placeOf } from '#lib/findings/places.ts';
import { NO_FILTER, trailFilterText } from '#lib/history/trail-filter.ts';
import { m } from '#lib/messages/index.ts';
import type { Target } from '#lib/shell/selection.svelte.ts';
import type { BoardStore } from '#lib/state/contract.ts';

export interface DutyPlace {
  readonly text: string;
  /** The record that it is about, in words; empty where the text says it. */
  readonly on: string;
  readonly target: Target;
  readonly finding: Finding | null;
}

type Board = Pick<BoardStore, 'entity' | 'record' | 'me'>;

/** null for what is gone by now. `nameOf`: of somebody who owes a reason. */
export function placeOfDuty(
  board: Board,
  findings: ReadonlyMap<string, Finding>,
  duty: Duty,
  nameOf: (principal: string) => string | null = () => null,
): DutyPlace | null {
  if ('thread' in duty) {
    const thread = board.record.thread(duty.thread);
    if (!thread) return null;
    return {
      text: thread.title,
      on: thread.anchor.label,
      target: { view: 'discussion', record: null, thread: thread.id },
      finding: null,
    };
  }
  if ('question' in duty || 'risk' in duty) {
    const ref = 'question' in duty ? `question/${duty.question}` : `risk/${duty.risk}`;
    const { label, title } = namesOf(board, ref);
    return { text: title || label, on: title ? label : '', target: { record: ref, field: null }, finding: null };
  }
  if ('changes' in duty) {
    const { principal } = duty;
    const who =
      principal === board.me.id ? null : (board.record.who(principal)?.name ?? nameOf(principal) ?? m.history.someone);
    return {
      text: who === null ? m.duties.stateWhy(duty.changes) : m.duties.stateWhyOf(who, duty.changes),
      on: '',
      target: {
        view: 'history',
        record: null,
        show: trailFilterText({ ...NO_FILTER, who: duty.principal, owed: true }),
      },
      finding: null,
    };
  }
  const finding = findings.get(duty.finding);
  if (!finding) return null;
  return {
    text: sentenceOf(board, finding),
    on: '',
    target: { ...placeOf(finding), state: 'to-be', explain: null, finding: finding.key },
    finding,
  };
}
