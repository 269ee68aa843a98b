/**
 * What each principal may do right now, as the connections ask for it with every frame. Until there are accounts and
 * roles, whoever is known may edit; a changed name or function reaches open connections through here.
 */
import type { Grant } from '@chartroom/sync';
import type { Actor } from '../db/principals.ts';

export interface Grants {
  /** The function that a connection of `actor` asks for its grant. */
  of(actor: Actor): () => Grant | null;
  changed(actor: Actor): void;
  /** A connection of this principal has gone; the last one takes the entry along. */
  left(principalId: string): void;
}

export const createGrants = (): Grants => {
  const held = new Map<string, { grant: Grant; connections: number }>();
  const grantOf = (actor: Actor, version: number): Grant => ({
    principal: actor,
    role: 'contributor',
    mayWrite: true,
    version,
  });

  return {
    of: (actor) => {
      const known = held.get(actor.id);
      if (known === undefined) held.set(actor.id, { grant: grantOf(actor, 1), connections: 1 });
      else known.connections += 1;
      return () => held.get(actor.id)?.grant ?? null;
    },
    changed: (actor) => {
      const known = held.get(actor.id);
      if (known !== undefined) known.grant = grantOf(actor, known.grant.version + 1);
    },
    left: (principalId) => {
      const known = held.get(principalId);
      if (known === undefined) return;
      known.connections -= 1;
      if (known.connections === 0) held.delete(principalId);
    },
  };
};
