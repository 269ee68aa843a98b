/** Why a rule of the classification fired, and how firm the class is, in words. Reads the board reactively. */
import {
  OWNING_FUNCTIONS,
  sensitivityOf,
  type Classification,
  type MapRule,
  type OwningFunction,
  type ScoreRule,
} from '@chartroom/domain';
import { m, term } from '#lib/messages/index.ts';
import type { BoardStore } from '#lib/state/contract.ts';
import { shortName } from './naming.ts';

const words = m.findings.classification;
const named = (said: OwningFunction): string => term('function', said);

/** What a rule that fired saw; empty where its words say it all. */
export function ruleDetail(board: Pick<BoardStore, 'entity'>, it: Classification, rule: ScoreRule | MapRule): string {
  const { scores, count } = it;
  switch (rule) {
    case 'T1': {
      const deliberate = it.medians.filter((one) => one.question === 'S1' || one.question === 'S2');
      return words.details.T1(
        OWNING_FUNCTIONS.filter((said) => deliberate.some((one) => (one.by[said] ?? 0) >= 2)).map(named),
      );
    }
    case 'T2':
      return words.details.T2(
        OWNING_FUNCTIONS.flatMap((said) => {
          const purpose = it.purposes[said];
          return purpose ? [words.purposeOf(named(said), words.purposes[purpose])] : [];
        }),
      );
    case 'T3':
    case 'T4':
    case 'T5':
      return words.details.scores(scores.E, scores.Q);
    case 'B0':
      return words.details.settled(count.settled, count.objects);
    case 'B1':
      return words.details.domains(it.base === 'MES_LED' ? count.domains.Q : count.domains.X, count.objects);
    case 'B2':
      return words.details.across(count.across.map((id) => shortName(board, `dataObject/${id}`)));
    case 'B3':
      return words.details.domains(it.purpose === 'EXEC' ? count.domains.X : count.domains.Q, count.objects);
  }
}

/** What single change would give another class. */
export function firmnessOf(board: Pick<BoardStore, 'facts' | 'analysis' | 'analysisInput' | 'entity'>): string {
  const { facts, analysisInput } = board;
  const it = sensitivityOf(analysisInput.ballots, facts.placedObjects(), board.analysis.classification.madeJointBy);
  if (it.firm) return words.firm;
  const data = [...new Set(it.map.map((flip) => flip.data))];
  return words.notFirm([
    ...(it.answers.length > 0 ? [words.nearAnswers(it.answers.length)] : []),
    ...(it.purposes.length > 0 ? [words.nearPurposes(it.purposes.length)] : []),
    ...(data.length > 0 ? [words.nearMap(data.map((id) => shortName(board, `dataObject/${id}`)))] : []),
  ]);
}
