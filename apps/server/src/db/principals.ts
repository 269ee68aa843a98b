/** Who acts: visitors, people with accounts, tokens and the server itself, in one table, and under which client ids they wrote. */
import type { Principal } from '@chartroom/sync';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { newId } from '../ids.ts';
import type { PlantFunction } from '../api.ts';
import type { Scope } from '../api/accounts.ts';
import type { Tables } from './database.ts';
import { clientBinding, principal } from './schema.ts';

/** A principal with its function as the closed vocabulary that the table holds. */
export interface Actor extends Principal {
  readonly function: PlantFunction;
  /** Of a token: what it may do at most. null: not limited by scopes. */
  readonly scopes: readonly Scope[] | null;
  /** Of a token that a person made: principal id of that person, whose standing it never exceeds. */
  readonly owner: string | null;
  /** The session of somebody who has signed in, when this is who sends a request. */
  readonly sessionId: string | null;
  /** Until when the cookie counts that a visitor came with; null of everybody else. */
  readonly cookieEndsAtMs: number | null;
}

export interface Person {
  readonly name: string;
  readonly function: PlantFunction;
}

export interface Principals {
  find(id: string): Promise<Actor | null>;
  /** A visitor who is not somebody with an account by now, and has not signed out. */
  findVisitor(id: string): Promise<Actor | null>;
  /** Whether that is so: asked with every frame, so it answers at once. */
  isVisitor(id: string): boolean;
  /** For good: who comes again comes as somebody else. */
  signOut(visitor: string, nowMs: number): Promise<void>;
  create(kind: 'visitor', person: Person, nowMs: number): Promise<Actor>;
  /** Of people only: what a token or the server is called stays. */
  rename(id: string, person: Person): Promise<void>;
  /** The principal of an account that a visitor has now; null for whoever has not been linked. */
  linkedTo(id: string): Promise<string | null>;
  /** Visitors that somebody was before they had an account. */
  linkedFrom(id: string): Promise<readonly string[]>;
  /** Once, and never to another one. */
  link(visitor: string, user: string): Promise<void>;
  /** The one principal that seeds templates; made when first asked for. */
  server(nowMs: number): Promise<Actor>;
  /** Principal id of whoever wrote under a Yjs client id on this board; null for one that nobody has used. */
  writerOf(board: string, clientId: number): Promise<string | null>;
  /** Yjs client id -> who wrote under it on this board. */
  authorsOf(board: string): Promise<ReadonlyMap<number, Actor>>;
}

export const ACTOR = { id: principal.id, kind: principal.kind, name: principal.name, function: principal.function };

/** Somebody as the table has them: neither by a token nor by a session. */
export const asActor = (row: Pick<Actor, 'id' | 'kind' | 'name' | 'function'>): Actor => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  function: row.function,
  scopes: null,
  owner: null,
  sessionId: null,
  cookieEndsAtMs: null,
});

/** A new row; for whoever needs it in a transaction with others. */
export const insertPrincipal = (
  tables: Pick<Tables, 'insert'>,
  kind: Actor['kind'],
  person: Person,
  nowMs: number,
  userId: string | null = null,
): Actor => {
  const actor = asActor({ id: newId(), kind, name: person.name, function: person.function });
  tables
    .insert(principal)
    .values({ id: actor.id, kind, name: actor.name, function: actor.function, createdAtMs: nowMs, userId })
    .run();
  return actor;
};

export const createPrincipals = (tables: Tables): Principals => {
  const visitor = tables
    .select(ACTOR)
    .from(principal)
    .where(
      and(
        eq(principal.id, sql.placeholder('id')),
        eq(principal.kind, 'visitor'),
        isNull(principal.linkedTo),
        isNull(principal.signedOutAtMs),
      ),
    )
    .prepare();
  return {
    findVisitor: async (id) => {
      const row = visitor.get({ id });
      return row === undefined ? null : asActor(row);
    },
    isVisitor: (id) => visitor.get({ id }) !== undefined,
    signOut: async (id, nowMs) => {
      tables
        .update(principal)
        .set({ signedOutAtMs: sql`coalesce(${principal.signedOutAtMs}, ${nowMs})` })
        .where(and(eq(principal.id, id), eq(principal.kind, 'visitor')))
        .run();
    },
    find: async (id) => {
      const row = tables.select(ACTOR).from(principal).where(eq(principal.id, id)).get();
      return row === undefined ? null : asActor(row);
    },
    create: async (kind, person, nowMs) => insertPrincipal(tables, kind, person, nowMs),
    rename: async (id, person) => {
      tables
        .update(principal)
        .set({ name: person.name, function: person.function })
        .where(and(eq(principal.id, id), inArray(principal.kind, ['visitor', 'user'])))
        .run();
    },
    linkedTo: async (id) =>
      tables.select({ to: principal.linkedTo }).from(principal).where(eq(principal.id, id)).get()?.to ?? null,
    linkedFrom: async (id) =>
      tables
        .select({ id: principal.id })
        .from(principal)
        .where(eq(principal.linkedTo, id))
        .all()
        .map((row) => row.id),
    link: async (visitor, user) => {
      tables
        .update(principal)
        .set({ linkedTo: user })
        .where(and(eq(principal.id, visitor), eq(principal.kind, 'visitor')))
        .run();
    },
    server: async (nowMs) =>
      tables.transaction(
        () => {
          const row = tables.select(ACTOR).from(principal).where(eq(principal.kind, 'server')).get();
          return row === undefined
            ? insertPrincipal(tables, 'server', { name: 'Chartroom', function: 'OTHER' }, nowMs)
            : asActor(row);
        },
        { behavior: 'immediate' },
      ),
    writerOf: async (board, clientId) =>
      tables
        .select({ principal: clientBinding.principal })
        .from(clientBinding)
        .where(and(eq(clientBinding.board, board), eq(clientBinding.clientId, clientId)))
        .get()?.principal ?? null,
    authorsOf: async (board) =>
      new Map(
        tables
          .select({ clientId: clientBinding.clientId, actor: ACTOR })
          .from(clientBinding)
          .innerJoin(principal, eq(clientBinding.principal, principal.id))
          .where(eq(clientBinding.board, board))
          .all()
          .map((row) => [row.clientId, asActor(row.actor)]),
      ),
  };
};
