/**
 * What the record says about somebody who takes part: their name is the server's word, for which function and as what
 * they take part the facilitator's, or, where anybody may take part, their own. Pure.
 */
import type { BoardRole, MemberState, Payload } from '@chartroom/record';
import type { PlantFunction } from '../api.ts';
import type { BoardStanding } from '../access/access.ts';
import type { Config } from '../config.ts';
import type { Actor } from '../db/principals.ts';
import { type CommandRefusal, refuse } from './command.ts';

export type MemberPayload = Payload<'member'>;

export const newMember = (
  person: Pick<Actor, 'id' | 'name' | 'function'>,
  role: BoardRole,
  given: { readonly guest?: boolean; readonly discipline?: string; readonly jobTitle?: string } = {},
): MemberPayload => ({
  principal: person.id,
  name: person.name,
  function: person.function,
  role,
  signer: false,
  ...(given.discipline === undefined || given.discipline === '' ? {} : { discipline: given.discipline }),
  ...(given.jobTitle === undefined || given.jobTitle === '' ? {} : { jobTitle: given.jobTitle }),
  ...(given.guest === true ? { guest: true } : {}),
});

/** A member said again, with what is different now. */
export const restated = (
  known: MemberState,
  now: {
    readonly name?: string;
    readonly function?: PlantFunction;
    readonly role?: BoardRole | null;
    readonly guest?: boolean;
  },
): MemberPayload => {
  const fn = now.function ?? known.function;
  const role = now.role === undefined ? known.role : now.role;
  return {
    principal: known.principal,
    name: now.name ?? known.name,
    function: fn,
    role,
    // Whoever was named signer was named for a function.
    signer: known.signer && known.function === fn && role !== null,
    ...(known.discipline === '' ? {} : { discipline: known.discipline }),
    ...(known.jobTitle === '' ? {} : { jobTitle: known.jobTitle }),
    ...(known.person === null ? {} : { person: known.person }),
    ...((now.guest ?? known.guest) ? { guest: true } : {}),
  };
};

export interface Naming {
  readonly actor: Actor;
  readonly standing: BoardStanding;
  readonly known: MemberState | undefined;
  readonly access: Config['access'];
  /** A facilitator has said for which function they take part: what they say of themselves does not count any more. */
  readonly functionStated: boolean;
}

/** What has to be said of somebody before they say something; null when the record says it already. */
export const dueNaming = ({ actor, standing, known, access, functionStated }: Naming): MemberPayload | null => {
  if (actor.kind === 'token') {
    // It speaks for its owner, and never counts as the one who manages the board.
    const role = actor.owner !== null && standing.role === 'facilitator' ? 'contributor' : standing.role;
    if (known === undefined) return newMember({ ...actor, function: standing.function }, role);
    const same = known.name === actor.name && known.function === standing.function && known.role === role;
    return same ? null : restated(known, { name: actor.name, function: standing.function, role });
  }
  if (known === undefined) return access === 'open' ? newMember(actor, standing.role) : null;
  const fn = access === 'open' && !functionStated ? actor.function : known.function;
  return known.name === actor.name && known.function === fn
    ? null
    : restated(known, { name: actor.name, function: fn });
};

export interface Statement {
  readonly payload: MemberPayload;
  /** Whom it is about, as the server knows them. */
  readonly about: Actor;
  /** What the record says of them, or said before they left. */
  readonly before: MemberState | undefined;
  /** Whether whoever says it may say for which function and as what somebody takes part. */
  readonly mayState: boolean;
  readonly access: Config['access'];
}

/** A `member` command as it is stored, or why it cannot be said of this person. */
export const statedMember = ({
  payload,
  about,
  before,
  mayState,
  access,
}: Statement): MemberPayload | CommandRefusal => {
  const guest = about.kind === 'visitor' && (access === 'accounts' || before?.guest === true);
  // Whoever leaves says nothing else by it.
  if (!mayState) {
    const left = { name: about.name, role: payload.role, guest };
    return before === undefined
      ? { ...newMember(about, 'viewer', { guest }), role: payload.role }
      : restated(before, left);
  }
  const { guest: _, ...given } = payload;
  const said: MemberPayload = {
    ...given,
    name: about.name,
    signer: payload.signer && payload.role !== null,
    ...(guest ? { guest: true } : {}),
  };
  if (access === 'accounts' && about.kind === 'token' && said.role !== null && said.role !== before?.role)
    return refuse(
      'unfit',
      'An access token takes part within the role of its owner. Change the role of its owner, or take the token off the board.',
      '/payload/role',
    );
  if (guest && said.role === 'facilitator')
    return refuse('unfit', 'A guest cannot be facilitator. Invite the person with an account first.', '/payload/role');
  if (!said.signer) return said;
  if (guest || about.kind === 'token')
    return refuse(
      'unfit',
      'Only somebody with an account signs. Invite the person with an account.',
      '/payload/signer',
    );
  if (said.function === 'OTHER')
    return refuse('unfit', 'Only operations, quality and IT sign. Say for which of them first.', '/payload/signer');
  return said;
};
