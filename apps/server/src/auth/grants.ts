/**
 * What each connection may do right now, as the rooms ask for it with every frame: one grant a board and principal, made
 * from the standing there. A `member` entry replaces it in the turn in which it is stored, so that no frame after it is
 * judged by what was; whoever is granted nothing any more is sent away at once.
 */
import type { Entry, Payload } from '@chartroom/record';
import type { Grant } from '@chartroom/sync';
import { type Access, type BoardStanding, memberBehind, ruling, standingOf } from '../access/access.ts';
import type { Config } from '../config.ts';
import type { Actor } from '../db/principals.ts';

export interface Held {
  /** null: nothing is granted any more. */
  grant(): Grant | null;
  /** What to do once nothing is granted any more; at once, if that has come already. */
  onEnded(end: () => void): void;
  /** The connection has gone; the last one takes the grant along. */
  left(): void;
}

export interface Grants {
  /** The grant of one more connection; null where the board is not open to `actor`. */
  hold(board: string, actor: Actor): Promise<Held | null>;
  /** Name or function of somebody have changed. */
  changed(actor: Actor): void;
  /** Entries that were stored: whoever is named in them as a member has another grant from here on. */
  appended(board: string, entries: readonly Entry[]): void;
}

interface Holding {
  actor: Actor;
  grant: Grant | null;
  /** Grows with every change, so that a slow answer never overwrites a later one. */
  version: number;
  connections: number;
  readonly endings: Set<() => void>;
}

export const createGrants = (access: Access, config: Pick<Config, 'access'>): Grants => {
  /** By board, then by principal. */
  const boards = new Map<string, Map<string, Holding>>();

  const put = (holding: Holding, standing: BoardStanding | null): void => {
    const { id, kind, name } = holding.actor;
    holding.version += 1;
    holding.grant =
      standing === null || !ruling(standing, 'read').ok
        ? null
        : {
            principal: { id, kind, name, function: standing.function },
            role: standing.role,
            mayWrite: ruling(standing, 'edit').ok,
            version: holding.version,
          };
    if (holding.grant !== null) return;
    const endings = [...holding.endings];
    holding.endings.clear();
    for (const end of endings) end();
  };

  const open = (board: string, actor: Actor): Holding => {
    const on = boards.get(board) ?? new Map<string, Holding>();
    boards.set(board, on);
    const holding = on.get(actor.id) ?? { actor, grant: null, version: 0, connections: 0, endings: new Set() };
    on.set(actor.id, holding);
    holding.connections += 1;
    return holding;
  };
  const leave = (board: string, holding: Holding): void => {
    holding.connections -= 1;
    const on = boards.get(board);
    if (holding.connections > 0 || on?.get(holding.actor.id) !== holding) return;
    on.delete(holding.actor.id);
    if (on.size === 0) boards.delete(board);
  };

  return {
    hold: async (board, actor) => {
      const holding = open(board, actor);
      try {
        const before = holding.version;
        const standing = await access.standing(board, actor);
        // What an entry has said meanwhile is newer than this answer.
        if (holding.version === before && (before === 0 || (standing === null) !== (holding.grant === null)))
          put(holding, standing);
      } catch (error) {
        leave(board, holding);
        throw error;
      }
      if (holding.grant === null) {
        leave(board, holding);
        return null;
      }
      let ending: (() => void) | null = null;
      return {
        grant: () => holding.grant,
        onEnded: (end) => {
          if (holding.grant === null) return end();
          ending = end;
          holding.endings.add(end);
        },
        left: () => {
          if (ending !== null) holding.endings.delete(ending);
          leave(board, holding);
        },
      };
    },
    changed: (actor) => {
      for (const on of boards.values()) {
        const holding = on.get(actor.id);
        if (holding === undefined) continue;
        holding.actor = { ...holding.actor, name: actor.name, function: actor.function };
        if (holding.grant === null) continue;
        holding.version += 1;
        // With accounts, for which function somebody takes part is the board's to say.
        const fn = config.access === 'open' ? actor.function : holding.grant.principal.function;
        holding.grant = {
          ...holding.grant,
          principal: { ...holding.grant.principal, name: actor.name, function: fn },
          version: holding.version,
        };
      }
    },
    appended: (board, entries) => {
      const on = boards.get(board);
      if (on === undefined) return;
      for (const { kind, payload } of entries) {
        if (kind !== 'member') continue;
        const said = payload as Payload<'member'>;
        const member = { ...said, guest: said.guest === true };
        for (const holding of on.values()) {
          const { actor } = holding;
          // A token is named for itself too; that counts when it is put out, else its owner's role does.
          if (memberBehind(actor) === said.principal) put(holding, standingOf(actor, member, config.access));
          else if (actor.id === said.principal && said.role === null) put(holding, null);
        }
      }
    },
  };
};
