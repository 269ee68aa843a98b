/**
 * Sessions of people who have signed in, as far as the server itself judges them: by its own clock, with every request
 * and every frame. They are made by the library of `accounts/`.
 */
import { and, eq, isNull, lte, or, sql } from 'drizzle-orm';
import type { Tables } from './database.ts';
import { ACTOR, type Actor, asActor } from './principals.ts';
import { principal, session, user } from './schema.ts';

export interface SessionLimits {
  /** After this long without a sign of activity a session ends. */
  readonly idleMs: number;
  /** After this long a session ends whatever is done. */
  readonly absoluteMs: number;
}

export interface LiveSession {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** null while the account has no principal yet, which is just after a first single sign-on. */
  readonly actor: Actor | null;
}

export interface Sessions {
  /** The session of a cookie's token while it counts. */
  find(token: string, nowMs: number, limits: SessionLimits): Promise<LiveSession | null>;
  /** The times of a session of somebody who may sign in; null when there is none. Answers at once. */
  times(id: string): SessionTimes | null;
  /** When whoever holds it has last shown that it is they; null when there is no such session. Answers at once. */
  provedAtMs(id: string): number | null;
  prove(session: { readonly id: string } | { readonly token: string }, atMs: number): Promise<void>;
  /** Notes a sign of activity, at most once a minute. */
  seen(id: string, nowMs: number): Promise<void>;
  endByToken(token: string): Promise<void>;
  /** Removes those that have ended by themselves. */
  sweep(nowMs: number, limits: SessionLimits): Promise<void>;
}

const SEEN_EVERY_MS = 60_000;

export interface SessionTimes {
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly seenAt: Date | null;
}

/** Whether none of the limits has been reached. Pure. */
export const withinLimits = (times: SessionTimes, nowMs: number, { idleMs, absoluteMs }: SessionLimits): boolean => {
  const seenMs = (times.seenAt ?? times.createdAt).getTime();
  return nowMs < times.expiresAt.getTime() && nowMs < times.createdAt.getTime() + absoluteMs && nowMs < seenMs + idleMs;
};

export const createSessions = (tables: Tables): Sessions => {
  const times = { createdAt: session.createdAt, expiresAt: session.expiresAt, seenAt: session.seenAt };
  const byToken = tables
    .select({ id: session.id, userId: session.userId, name: user.name, email: user.email, ...times, actor: ACTOR })
    .from(session)
    .innerJoin(user, eq(session.userId, user.id))
    .leftJoin(principal, eq(principal.userId, user.id))
    .where(and(eq(session.token, sql.placeholder('token')), isNull(user.disabledAt)))
    .prepare();
  const provedAt = sql<number>`coalesce(${session.provedAt}, ${session.createdAt})`;
  const proved = tables
    .select({ atMs: provedAt })
    .from(session)
    .where(eq(session.id, sql.placeholder('id')))
    .prepare();
  const byId = tables
    .select(times)
    .from(session)
    .innerJoin(user, eq(session.userId, user.id))
    .where(and(eq(session.id, sql.placeholder('id')), isNull(user.disabledAt)))
    .prepare();

  return {
    find: async (token, nowMs, limits) => {
      const row = byToken.get({ token });
      if (row === undefined || !withinLimits(row, nowMs, limits)) return null;
      return {
        id: row.id,
        userId: row.userId,
        name: row.name,
        email: row.email,
        actor: row.actor === null ? null : { ...asActor(row.actor), sessionId: row.id },
      };
    },
    times: (id) => byId.get({ id }) ?? null,
    provedAtMs: (id) => proved.get({ id })?.atMs ?? null,
    prove: async (which, atMs) => {
      tables
        .update(session)
        .set({ provedAt: new Date(atMs) })
        .where('id' in which ? eq(session.id, which.id) : eq(session.token, which.token))
        .run();
    },
    seen: async (id, nowMs) => {
      tables
        .update(session)
        .set({ seenAt: new Date(nowMs) })
        .where(
          and(eq(session.id, id), or(isNull(session.seenAt), lte(session.seenAt, new Date(nowMs - SEEN_EVERY_MS)))),
        )
        .run();
    },
    endByToken: async (token) => void tables.delete(session).where(eq(session.token, token)).run(),
    sweep: async (nowMs, { idleMs, absoluteMs }) => {
      tables
        .delete(session)
        .where(
          or(
            lte(session.expiresAt, new Date(nowMs)),
            lte(session.createdAt, new Date(nowMs - absoluteMs)),
            lte(sql`coalesce(${session.seenAt}, ${session.createdAt})`, nowMs - idleMs),
          ),
        )
        .run();
    },
  };
};
