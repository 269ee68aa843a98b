/**
 * In whose name something is sent. What one person wrote may wait in a browser until another has signed in there; the
 * cookie that goes along then is the other's, so a page says whose words they are, and nobody gets somebody else's.
 */
import type { Actor, Principals } from '../db/principals.ts';

/** Header of a request, and parameter `as` of a socket's address: a principal id. */
export const AS_HEADER = 'chartroom-as';

export const NOT_MEANT =
  'This was written by somebody else than is signed in in this browser now. It is kept; whoever wrote it signs in again and sends it.';

/** Whether `actor` is who was meant; where nobody is named, whoever asks is. A visitor of before is their account. */
export const isMeant = async (
  actor: Pick<Actor, 'id'>,
  named: string | null | undefined,
  principals: Pick<Principals, 'linkedTo'>,
): Promise<boolean> => !named || named === actor.id || (await principals.linkedTo(named)) === actor.id;
