/**
 * A proposed change tried on copies of the board: whether it can be applied as it stands now, and what it would clear
 * and open. Costs an analysis of the whole board, so ask off the keystroke.
 */
import {
  proposalOn,
  whatIf,
  type Finding,
  type NamedMutation,
  type Obstacle,
  type Proposal,
  type WhatIf,
} from '@chartroom/domain';
import { FINDING_WORDS, shortName } from '#lib/findings/naming.ts';
import { format, kindName, m } from '#lib/messages/index.ts';
import { parseRecord } from '#lib/shell/address.ts';
import type { BoardStore } from '#lib/state/contract.ts';
import { changeRows, standingWords } from './change-rows.ts';

export interface Tried {
  readonly proposal: Proposal;
  /** Null where it cannot be applied. */
  readonly told: WhatIf | null;
}

type Reader = Pick<BoardStore, 'copy' | 'analysisInput'>;

function onCopy<T>(board: Pick<BoardStore, 'copy'>, run: (copy: ReturnType<BoardStore['copy']>) => T): T {
  const copy = board.copy();
  try {
    return run(copy);
  } finally {
    copy.destroy();
  }
}

/** Whether it can be applied now. */
export const proposalNow = (board: Pick<BoardStore, 'copy'>, mutations: readonly NamedMutation[]): Proposal =>
  onCopy(board, (copy) => proposalOn(copy, mutations));

export function tryOut(board: Reader, mutations: readonly NamedMutation[]): Tried {
  const proposal = proposalNow(board, mutations);
  return {
    proposal,
    told: proposal.ok ? onCopy(board, (copy) => whatIf(copy, proposal.mutation, board.analysisInput)) : null,
  };
}

const words = m.discussion.propose;
/** How many findings are named one by one. */
const NAMED = 2;

/** “Conflicting master data” for D4, and 2 more. */
export function namedFindings(board: Pick<BoardStore, 'entity'>, findings: readonly Finding[]): string {
  const said = findings.map((one) => {
    const title = FINDING_WORDS.rules[one.rule].title;
    const [subject] = one.subjects;
    const parsed = parseRecord(subject ?? null);
    const here = parsed === null || board.entity(parsed.kind, parsed.id) !== undefined;
    const of = subject === undefined ? '' : here ? shortName(board, subject) : m.findings.newOne(kindName(parsed.kind));
    return m.discussion.propose.finding(title, of);
  });
  const more = said.length - NAMED;
  return format.list(more > 0 ? [...said.slice(0, NAMED), m.findings.preview.more(more)] : said);
}

/** Why it cannot be applied, in words. */
export function obstacleWords(
  board: Pick<BoardStore, 'entity'>,
  obstacle: Obstacle,
  mutations: readonly NamedMutation[],
): string {
  switch (obstacle.kind) {
    case 'newer':
      return words.obstacle.newer;
    case 'malformed':
      return words.obstacle.malformed;
    case 'gone': {
      const ref = parseRecord(`${obstacle.entity}/${obstacle.id}`);
      return words.obstacle.gone(ref === null ? m.discussion.record : kindName(ref.kind));
    }
    case 'changed': {
      const meant = mutations[obstacle.at]!;
      const [row] = changeRows(board, [meant]);
      return words.obstacle.changed(row?.label ?? '', standingWords(board, meant, obstacle.found));
    }
    case 'refused':
      return obstacle.refusal.kind === 'invalid-value'
        ? words.obstacle.refused(obstacle.refusal.reason)
        : words.obstacle.refusedBare;
    case 'done':
      return words.obstacle.done;
  }
}
