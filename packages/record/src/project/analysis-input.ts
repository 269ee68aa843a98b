/** From the record to what the rules need of it. Ballots come with the scoping session. */
import { NO_INPUT, type AnalysisInput } from '@chartroom/domain';
import type { Members } from './members.ts';
import type { RecordProjection } from './projection.ts';
import type { Said, Verdicts } from './verdicts.ts';

/** Remembers a list by the map it was made of: rules are asked again only for lists that are not the same object. */
function kept<M extends object, T>(make: (map: M) => readonly T[]): (map: M) => readonly T[] {
  const lists = new WeakMap<M, readonly T[]>();
  return (map) => {
    const list = lists.get(map) ?? make(map);
    lists.set(map, list);
    return list;
  };
}

/** The wording of which it was said. */
const ofWording = ({ payload: { fingerprint } }: Said<{ readonly fingerprint?: string | undefined }>) =>
  fingerprint === undefined ? {} : { fingerprint };

const assessments = kept((map: Verdicts['assessments']) =>
  [...map].map(([risk, said]) => ({ risk, state: said.payload.state, ...ofWording(said) })),
);
const answers = kept((map: Verdicts['answers']) =>
  [...map].map(([question, said]) => ({ question, ...ofWording(said) })),
);
const decisions = kept((map: Verdicts['decisions']) =>
  [...map].map(([decision, said]) => ({
    decision,
    state: said.payload.state,
    byFacilitator: said.asFacilitator === true,
    ...ofWording(said),
  })),
);
const stances = kept((map: Verdicts['stances']) =>
  [...map.values()].map((said) => ({
    decision: said.payload.decision,
    function: said.function,
    stance: said.payload.stance,
    reason: said.payload.reason,
    ...ofWording(said),
  })),
);
const acceptances = kept((map: Verdicts['acceptances']) =>
  [...map.values()].flatMap(({ payload: { rule, key, fingerprint }, function: spokeFor }) =>
    spokeFor === 'OTHER' ? [] : [{ rule, key, function: spokeFor, fingerprint }],
  ),
);
const members = kept((map: Members) =>
  [...map.values()].map(({ principal, function: spokeFor, signer, person }) => ({
    principal,
    function: spokeFor,
    signer,
    ...(person === null ? {} : { person }),
  })),
);

/** Lists whose part of the record did not change are the same objects as before. */
export const analysisInput = (record: RecordProjection): AnalysisInput => ({
  ...NO_INPUT,
  assessments: assessments(record.verdicts.assessments),
  answers: answers(record.verdicts.answers),
  decisions: decisions(record.verdicts.decisions),
  stances: stances(record.verdicts.stances),
  acceptances: acceptances(record.verdicts.acceptances),
  members: members(record.members),
});
