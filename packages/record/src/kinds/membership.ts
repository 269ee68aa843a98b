/** Who takes part, in which role and for which function; who came in how. */
import { z } from 'zod';
import { entityId, plantFunction, randomId, remark, words } from './common.ts';
import { ACCESS_EVENTS, BOARD_ROLES, LIMITS } from './names.ts';

export const boardRole = z.enum(BOARD_ROLES);

/** States what somebody is on this board, whole; `role: null` ends it. The last entry about a principal counts. */
export const member = z.strictObject({
  principal: randomId,
  /** As people knew them then: names change, what was said stays. */
  name: words(LIMITS.title),
  function: plantFunction,
  role: boardRole.nullable(),
  signer: z.boolean(),
  discipline: remark(LIMITS.title).optional(),
  jobTitle: remark(LIMITS.title).optional(),
  /** Which of the people named on the board this is. */
  person: entityId.optional(),
  /** A guest came by link, without an account, and never signs. */
  guest: z.boolean().optional(),
});

/** Something about access that is no change of a member: kept for the audit trail. */
export const access = z.strictObject({
  event: z.enum(ACCESS_EVENTS),
  /** The invitation, link or file that it is about; never its secret. */
  about: remark(LIMITS.reference),
  role: boardRole.optional(),
  function: plantFunction.optional(),
  email: remark(LIMITS.title).optional(),
});
