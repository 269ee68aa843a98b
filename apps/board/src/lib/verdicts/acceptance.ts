/** Who accepted a finding, function by function: as it stands, or as it was before. Pure. */
import { OWNING_FUNCTIONS, type Finding, type OwningFunction } from '@chartroom/domain';
import type { Payload, Said, Verdicts } from '@chartroom/record';

export interface Accepted {
  readonly function: OwningFunction;
  readonly said: Said<Payload<'accept'>> | null;
  readonly state: 'holds' | 'lapsed' | 'none';
}

/** Only a warning can be accepted, and a question as open. */
export const isAcceptable = (finding: Finding): boolean => finding.severity === 'W' || finding.rule === 'G04';

export const acceptancesOf = (finding: Finding, { acceptances }: Pick<Verdicts, 'acceptances'>): readonly Accepted[] =>
  OWNING_FUNCTIONS.map((said) => {
    const word = acceptances.get(`${finding.key} ${said}`) ?? null;
    const state = word === null ? 'none' : word.payload.fingerprint === finding.fingerprint ? 'holds' : 'lapsed';
    return { function: said, said: word, state };
  });
