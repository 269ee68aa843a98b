/** Access tokens of programs: whose they are, what they may do, until when. Only the hash of a secret is known here. */
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { parseScopes } from '../access/scopes.ts';
import type { Scope } from '../api/accounts.ts';
import type { Tables } from './database.ts';
import { ACTOR, type Actor, asActor, insertPrincipal, type Person } from './principals.ts';
import { principal, token, user } from './schema.ts';

export interface NewToken extends Person {
  readonly scopes: readonly Scope[];
  /** Principal of whoever makes it for themselves; null: made on the command line. */
  readonly owner: string | null;
  /** null: it does not expire. */
  readonly expiresAtMs: number | null;
}

export interface TokenRow extends NewToken {
  /** The principal that acts with it. */
  readonly id: string;
  readonly createdAtMs: number;
  readonly revokedAtMs: number | null;
  readonly lastUsedAtMs: number | null;
}

export interface Tokens {
  /** A principal of kind `token` and its secret's hash, together. */
  create(created: NewToken, hash: string, nowMs: number): Promise<Actor>;
  /** null when there is none that counts now. */
  find(hash: string, nowMs: number): Promise<Actor | null>;
  /** Until when the token of this principal counts; null when it does not. Answers at once. */
  endsAtMs(principalId: string): number | null;
  /** Notes that it was used, at most once a minute. */
  used(hash: string, nowMs: number): Promise<void>;
  /** null: those of the command line. */
  listOf(owner: string | null): Promise<readonly TokenRow[]>;
  /** False when the owner has no such token. */
  revoke(id: string, owner: string | null, nowMs: number): Promise<boolean>;
}

const USED_EVERY_MS = 60_000;

export const createTokens = (tables: Tables): Tokens => {
  const owner = alias(principal, 'owner');
  const live = (what: ReturnType<typeof eq>) =>
    tables
      .select({
        actor: ACTOR,
        scopes: token.scopes,
        owner: token.owner,
        expiresAtMs: token.expiresAtMs,
      })
      .from(token)
      .innerJoin(principal, eq(token.principal, principal.id))
      .leftJoin(owner, eq(token.owner, owner.id))
      .leftJoin(user, eq(owner.userId, user.id))
      .where(and(what, isNull(token.revokedAtMs), isNull(user.disabledAt)))
      .prepare();
  const byHash = live(eq(token.hash, sql.placeholder('hash')));
  const byPrincipal = live(eq(token.principal, sql.placeholder('principal')));
  const ownedBy = (of: string | null) => (of === null ? isNull(token.owner) : eq(token.owner, of));
  const counts = (row: { readonly expiresAtMs: number | null } | undefined, nowMs: number): boolean =>
    row !== undefined && (row.expiresAtMs === null || row.expiresAtMs > nowMs);

  return {
    create: async (created, hash, nowMs) =>
      tables.transaction(() => {
        const actor = insertPrincipal(tables, 'token', created, nowMs);
        tables
          .insert(token)
          .values({
            hash,
            principal: actor.id,
            createdAtMs: nowMs,
            owner: created.owner,
            scopes: created.scopes.join(' '),
            expiresAtMs: created.expiresAtMs,
          })
          .run();
        return { ...actor, scopes: created.scopes, owner: created.owner };
      }),
    find: async (hash, nowMs) => {
      const row = byHash.get({ hash });
      if (row === undefined || !counts(row, nowMs)) return null;
      return { ...asActor(row.actor), scopes: parseScopes(row.scopes), owner: row.owner };
    },
    endsAtMs: (principalId) => {
      const row = byPrincipal.get({ principal: principalId });
      return row === undefined ? null : (row.expiresAtMs ?? Number.POSITIVE_INFINITY);
    },
    used: async (hash, nowMs) => {
      tables
        .update(token)
        .set({ lastUsedAtMs: nowMs })
        .where(and(eq(token.hash, hash), sql`coalesce(${token.lastUsedAtMs}, 0) <= ${nowMs - USED_EVERY_MS}`))
        .run();
    },
    listOf: async (of) =>
      tables
        .select({ ...ACTOR, row: token })
        .from(token)
        .innerJoin(principal, eq(token.principal, principal.id))
        .where(ownedBy(of))
        .orderBy(desc(token.createdAtMs))
        .all()
        .map(({ id, name, function: fn, row }) => ({
          id,
          name,
          function: fn,
          scopes: parseScopes(row.scopes),
          owner: row.owner,
          createdAtMs: row.createdAtMs,
          expiresAtMs: row.expiresAtMs,
          revokedAtMs: row.revokedAtMs,
          lastUsedAtMs: row.lastUsedAtMs,
        })),
    revoke: async (id, of, nowMs) =>
      tables
        .update(token)
        .set({ revokedAtMs: sql`coalesce(${token.revokedAtMs}, ${nowMs})` })
        .where(and(eq(token.principal, id), ownedBy(of)))
        .run().changes > 0,
  };
};
