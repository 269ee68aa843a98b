/** Who acts: visitors, tokens and the server itself, in one table, and under which client ids they wrote. */
import type { Principal } from '@chartroom/sync';
import { and, eq } from 'drizzle-orm';
import { newId } from '../ids.ts';
import type { PlantFunction } from '../api.ts';
import type { Tables } from './database.ts';
import { clientBinding, principal, token } from './schema.ts';

/** A principal with its function as the closed vocabulary that the table holds. */
export interface Actor extends Principal {
  readonly function: PlantFunction;
}

export interface Person {
  readonly name: string;
  readonly function: PlantFunction;
}

export interface Principals {
  find(id: string): Promise<Actor | null>;
  findByTokenHash(hash: string): Promise<Actor | null>;
  create(kind: 'visitor', person: Person, nowMs: number): Promise<Actor>;
  /** A principal of kind `token` and its secret's hash, together. */
  createToken(person: Person, hash: string, nowMs: number): Promise<Actor>;
  rename(id: string, person: Person): Promise<void>;
  /** The one principal that seeds templates; made when first asked for. */
  server(nowMs: number): Promise<Actor>;
  /** Yjs client id -> who wrote under it on this board. */
  authorsOf(board: string): Promise<ReadonlyMap<number, Actor>>;
}

const ACTOR = { id: principal.id, kind: principal.kind, name: principal.name, function: principal.function };

export const createPrincipals = (tables: Tables): Principals => {
  const insert = (kind: Actor['kind'], person: Person, nowMs: number): Actor => {
    const actor: Actor = { id: newId(), kind, name: person.name, function: person.function };
    tables
      .insert(principal)
      .values({ ...actor, createdAtMs: nowMs })
      .run();
    return actor;
  };

  return {
    find: async (id) => tables.select(ACTOR).from(principal).where(eq(principal.id, id)).get() ?? null,
    findByTokenHash: async (hash) =>
      tables
        .select(ACTOR)
        .from(token)
        .innerJoin(principal, eq(token.principal, principal.id))
        .where(eq(token.hash, hash))
        .get() ?? null,
    create: async (kind, person, nowMs) => insert(kind, person, nowMs),
    createToken: async (person, hash, nowMs) =>
      tables.transaction(() => {
        const actor = insert('token', person, nowMs);
        tables.insert(token).values({ hash, principal: actor.id, createdAtMs: nowMs }).run();
        return actor;
      }),
    rename: async (id, person) => {
      tables
        .update(principal)
        .set({ name: person.name, function: person.function })
        .where(and(eq(principal.id, id), eq(principal.kind, 'visitor')))
        .run();
    },
    server: async (nowMs) =>
      tables.transaction(
        () =>
          tables.select(ACTOR).from(principal).where(eq(principal.kind, 'server')).get() ??
          insert('server', { name: 'Chartroom', function: 'OTHER' }, nowMs),
        { behavior: 'immediate' },
      ),
    authorsOf: async (board) =>
      new Map(
        tables
          .select({ clientId: clientBinding.clientId, actor: ACTOR })
          .from(clientBinding)
          .innerJoin(principal, eq(clientBinding.principal, principal.id))
          .where(eq(clientBinding.board, board))
          .all()
          .map((row) => [row.clientId, row.actor]),
      ),
  };
};
