/** What people said about a decision: the state that was recorded, and the stances, each bound to a wording. Pure. */
import { decisionFingerprint, FUNCTIONS, type Entity } from '@chartroom/domain';
import type { Payload, Said, Verdicts } from '@chartroom/record';

type Worded = Pick<Entity<'decision'>, 'id' | 'statement' | 'rationale'>;

export const wordingOf = ({ statement, rationale }: Worded): string => decisionFingerprint(statement, rationale);

export interface Agreement {
  readonly decided: Said<Payload<'decide'>> | null;
  /** The wording is another one than was decided. */
  readonly isChanged: boolean;
  /** By function in their order, then in the order in which they were said. */
  readonly stances: readonly { readonly said: Said<Payload<'stance'>>; readonly isChanged: boolean }[];
}

export function agreementOf(
  decision: Worded,
  { decisions, stances }: Pick<Verdicts, 'decisions' | 'stances'>,
): Agreement {
  const wording = wordingOf(decision);
  const decided = decisions.get(decision.id) ?? null;
  return {
    decided,
    isChanged: decided !== null && decided.payload.fingerprint !== wording,
    stances: [...stances.values()]
      .filter(({ payload }) => payload.decision === decision.id)
      .sort((a, b) => FUNCTIONS.indexOf(a.function) - FUNCTIONS.indexOf(b.function) || a.seq - b.seq)
      .map((said) => ({ said, isChanged: said.payload.fingerprint !== wording })),
  };
}
