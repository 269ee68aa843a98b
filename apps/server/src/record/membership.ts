/** What the record says about somebody who takes part: whom they speak for is the server's word, never a body's. */
import type { BoardRole, MemberState, Payload } from '@chartroom/record';
import type { Actor } from '../db/principals.ts';

type MemberPayload = Payload<'member'>;

export const newMember = (actor: Actor, role: BoardRole): MemberPayload => ({
  principal: actor.id,
  name: actor.name,
  function: actor.function,
  role,
  signer: false,
});

/** The same member under the name and function that the server knows now; null when that is what was said last. */
export const renamedMember = (known: MemberState, actor: Actor): MemberPayload | null => {
  if (known.name === actor.name && known.function === actor.function) return null;
  return {
    principal: actor.id,
    name: actor.name,
    function: actor.function,
    role: known.role,
    // Whoever was named signer was named for a function.
    signer: known.signer && known.function === actor.function,
    ...(known.discipline === '' ? {} : { discipline: known.discipline }),
    ...(known.jobTitle === '' ? {} : { jobTitle: known.jobTitle }),
    ...(known.person === null ? {} : { person: known.person }),
    ...(known.guest ? { guest: true } : {}),
  };
};
