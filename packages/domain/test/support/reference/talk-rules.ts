/** What only people can say: G04 and G05 of section 4, and who takes part as whom (section 2, `member`). */
import { PEOPLE } from '../../../src/index.ts';
import { blocks, warns, type Finding, type Situation } from './finding.ts';
import { counts, isAgreed, type TalkDecision } from './talk.ts';

/** Something that quality must be able to refuse: a regulated output, or validation. */
const isQualitys = ({ board }: Situation, about: string): boolean =>
  about === 'validation' || board.outputs.some((output) => output.id === about && output.relevance !== 'internal');

function unexplainedOrBlocking(situation: Situation, decision: TalkDecision): boolean {
  if (isAgreed(decision) && decision.rationale === '') return true;
  const standing = decision.stances.filter((stance) => counts(stance.of));
  const lastOf = (fn: string) => standing.findLast((stance) => stance.function === fn);
  return ['OPS', 'QUA', 'IT', 'OTHER'].some((fn) => {
    const last = lastOf(fn);
    if (last?.stance !== 'dissent') return false;
    return last.reason === '' || (fn === 'QUA' && isQualitys(situation, decision.about));
  });
}

export function* talkRules(situation: Situation): Generator<Finding> {
  const { talk } = situation;
  for (const [at, { answered }] of talk.questions.entries())
    if (answered === 'never' || !counts(answered)) yield blocks('G04', `Q${at + 1}`);
  for (const [at, decision] of talk.decisions.entries())
    if (unexplainedOrBlocking(situation, decision)) yield blocks('G05', `DEC${at + 1}`);
  for (const { as, function: fn, signer } of talk.members)
    if (PEOPLE[as].function !== fn) yield signer ? blocks('G09', as) : warns('G09', as);
}
