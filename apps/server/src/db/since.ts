/** What of a board's record no projection keeps: who came and went after an entry, and which records were changed most. */
import type { PersonSummary, PlantFunction } from '../api.ts';
import type { Tables } from './database.ts';

export interface Coming {
  readonly who: PersonSummary;
  readonly isMember: boolean;
  readonly seq: number;
  /** ISO 8601 UTC. */
  readonly at: string;
}

export interface ChangedPlace {
  /** Where the document was changed, as `subjectsOf` takes it. */
  readonly root: string;
  readonly key: string;
  readonly actor: string;
  readonly changes: number;
  readonly seq: number;
  readonly at: string;
}

export interface SinceEntries {
  /** Whoever is a member now and was not then, or the other way round. */
  comings(board: string, since: number): Promise<readonly Coming[]>;
  /** How often others changed the document; by place and person of the last `most` changes. */
  changes(
    board: string,
    since: number,
    me: string,
    most: number,
  ): Promise<{ readonly count: number; readonly places: readonly ChangedPlace[] }>;
}

interface MemberRow {
  readonly id: string;
  readonly name: string;
  readonly function: PlantFunction;
  readonly role: string | null;
  readonly roleThen: string | null;
  readonly seq: number;
  readonly at: string;
}

export const createSinceEntries = ({ $client: db }: Tables): SinceEntries => {
  const members = db.prepare<unknown[], MemberRow>(
    `SELECT payload ->> 'principal' AS id, payload ->> 'name' AS name, payload ->> 'function' AS function,
       payload ->> 'role' AS role, max(seq) AS seq, at,
       (SELECT before.payload ->> 'role' FROM record_entry AS before
          WHERE before.board = @board AND before.kind = 'member' AND before.seq <= @since
            AND before.payload ->> 'principal' = entry.payload ->> 'principal'
          ORDER BY before.seq DESC LIMIT 1) AS roleThen
     FROM record_entry AS entry WHERE board = @board AND kind = 'member' AND seq > @since
     GROUP BY 1 ORDER BY seq`,
  );
  const count = db
    .prepare<unknown[], number>(
      `SELECT count(*) FROM record_entry WHERE board = @board AND kind = 'change' AND seq > @since AND actor <> @me`,
    )
    .pluck();
  const places = db.prepare<unknown[], ChangedPlace>(
    `SELECT root, key, actor, count(*) AS changes, max(seq) AS seq, at FROM (
       SELECT payload ->> 'root' AS root, payload ->> 'key' AS key, actor, seq, at FROM record_entry
       WHERE board = @board AND kind = 'change' AND seq > @since AND actor <> @me ORDER BY seq DESC LIMIT @most)
     GROUP BY root, key, actor`,
  );
  return {
    comings: async (board, since) =>
      members
        .all({ board, since })
        .filter(({ role, roleThen }) => (role === null) !== (roleThen === null))
        .map(({ id, name, function: fn, role, seq, at }) => ({
          who: { id, name, function: fn },
          isMember: role !== null,
          seq,
          at,
        })),
    changes: async (board, since, me, most) => {
      const where = { board, since, me, most };
      return { count: count.get(where) ?? 0, places: places.all(where) };
    },
  };
};
