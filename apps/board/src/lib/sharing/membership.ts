/**
 * What is said of a member: restating one with a change, who signs for which function and why somebody cannot, and whether
 * anybody would be left who manages the board. Pure; the server decides, this explains.
 */
import { OWNING_FUNCTIONS, type OwningFunction, type PlantFunction } from '@chartroom/domain';
import type { BoardRole, Members, MemberState, Payload } from '@chartroom/record';

export type MemberPayload = Payload<'member'>;

export interface MemberChange {
  /** null takes the member off the board. */
  readonly role?: BoardRole | null;
  /** For which function they take part; whoever signs was named for a function, and does not sign for another. */
  readonly function?: PlantFunction;
  readonly signer?: boolean;
  /** Which of the people named on the board this is; null for nobody. */
  readonly person?: string | null;
}

/** A member entry states somebody whole: everything that is not changed is said again. */
export function restated(member: MemberState, change: MemberChange = {}): MemberPayload {
  const person = change.person === undefined ? member.person : change.person;
  return {
    principal: member.principal,
    name: member.name,
    function: change.function ?? member.function,
    role: change.role === undefined ? member.role : change.role,
    signer: change.signer ?? (member.signer && (change.function ?? member.function) === member.function),
    ...(member.discipline === '' ? {} : { discipline: member.discipline }),
    ...(member.jobTitle === '' ? {} : { jobTitle: member.jobTitle }),
    ...(person === null ? {} : { person }),
    ...(member.guest ? { guest: true } : {}),
  };
}

export const isOwning = (plantFunction: PlantFunction): plantFunction is OwningFunction =>
  (OWNING_FUNCTIONS as readonly PlantFunction[]).includes(plantFunction);

/** Why somebody cannot be named signer; null when they can. */
export const signerBar = ({
  guest,
  function: of,
}: Pick<MemberState, 'guest' | 'function'>): 'guest' | 'other' | null =>
  guest ? 'guest' : isOwning(of) ? null : 'other';

/** Who is named signer for a function: one is wanted. In the order of the members. */
export const signersFor = (members: Members, of: PlantFunction): readonly MemberState[] =>
  [...members.values()].filter((member) => member.signer && member.function === of);

/** Who can be named signer for a function. */
export const eligibleFor = (members: Members, of: PlantFunction): readonly MemberState[] =>
  [...members.values()].filter((member) => member.function === of && signerBar(member) === null);

export const facilitators = (members: Members): readonly MemberState[] =>
  [...members.values()].filter(({ role }) => role === 'facilitator');

/** True for the one facilitator of a board that has no other. */
export const isOnlyFacilitator = (members: Members, principal: string): boolean => {
  const all = facilitators(members);
  return all.length === 1 && all[0]?.principal === principal;
};
