/**
 * What a compact text says on behalf of people, as the input of the rules: votes are ballots, states of risks are
 * assessments, the nine people take part and one of each function signs.
 */
import { NO_INPUT, type AnalysisInput } from '../findings/input.ts';
import { live, type EntityId, type Snapshot } from '../read/snapshot.ts';
import type { TemplateBoard, TemplateInput } from './board.ts';
import { PEOPLE, SIGNERS, type Initials } from './people.ts';

/** `snapshot`: the board that was seeded from the same text, so that its risks are numbered in the text's order. */
export function templateInput(snapshot: Snapshot, input: TemplateInput): AnalysisInput {
  const risks = live(snapshot, 'risk');
  return {
    ...NO_INPUT,
    ballots: input.votes.map((vote, at) => ({ participant: String(at + 1), ...vote })),
    assessments: input.risks.flatMap(({ state }, at) => {
      const risk = risks.find((one) => one.number === at + 1);
      return risk === undefined || state === 'open' ? [] : [{ risk: risk.id, state }];
    }),
    members: (Object.keys(PEOPLE) as Initials[]).map((initials) => ({
      principal: initials,
      function: PEOPLE[initials].function,
      signer: SIGNERS[PEOPLE[initials].function] === initials,
    })),
  };
}

/** What the text itself calls a record: the steps have the text's numbers, which need not be their positions. */
export function textNames(snapshot: Snapshot, board: TemplateBoard): ReadonlyMap<EntityId, string> {
  return new Map(live(snapshot, 'step').map((step, at) => [step.id, String(board.steps[at]?.number ?? step.label)]));
}
