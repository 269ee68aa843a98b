/** Accounts as the server's own code reads and writes them: beside the library, in its tables and those of principals. */
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, like, max, ne, or, sql } from 'drizzle-orm';
import { newId } from '../ids.ts';
import type { Tables } from './database.ts';
import { ACTOR, type Actor, asActor, insertPrincipal, type Person } from './principals.ts';
import { account, passkey, principal, session, setting, token, twoFactor, user, verification } from './schema.ts';

export interface NewAccount extends Person {
  /** As it was given; kept trimmed and in lower case. */
  readonly email: string;
  /** null: the person sets a password by a link, or comes by single sign-on. */
  readonly passwordHash: string | null;
  readonly emailVerified: boolean;
  readonly administrator: boolean;
  readonly discipline: string;
  readonly jobTitle: string;
}

export interface AccountRow extends Person {
  /** Of the account; the principal is another id. */
  readonly id: string;
  readonly principal: string;
  readonly email: string;
  /** Whether the person has shown that the address is theirs; else somebody only typed it. */
  readonly emailVerified: boolean;
  readonly discipline: string;
  readonly jobTitle: string;
  readonly administrator: boolean;
  readonly disabledAtMs: number | null;
  readonly createdAtMs: number;
  readonly lastSeenAtMs: number | null;
  readonly twoFactorEnabled: boolean;
  readonly hasPassword: boolean;
  readonly singleSignOn: boolean;
  readonly passkeys: number;
}

export interface AccountChange {
  readonly name?: string | undefined;
  readonly discipline?: string | undefined;
  readonly jobTitle?: string | undefined;
  readonly administrator?: boolean | undefined;
  readonly disabled?: boolean | undefined;
}

/** `last-administrator`: nobody would be left who looks after accounts. */
export type AccountChanging = 'done' | 'unknown' | 'last-administrator';

export interface AskedEmail {
  readonly account: string;
  readonly email: string;
  /** Of the library's verifications: a hash of what the link holds. */
  readonly identifier: string;
  readonly expiresAtMs: number;
}

/** What is to be done once there is a first administrator. */
export interface PendingAdoption {
  /** What a workspace is called if there is none. */
  readonly workspace: string;
  /** Principal id of the visitor that the administrator was before. */
  readonly visitor: string | null;
}

/** Principal ids. */
export interface PendingLink {
  readonly visitor: string;
  readonly user: string;
}

export interface AccountRows {
  /**
   * The account, its password and its principal, together; null when the address has an account. `visitor`: whoever makes it
   * was this one so far, and it is noted that what they may do is to go over, until that is done.
   */
  create(
    created: NewAccount,
    nowMs: number,
    visitor?: string | null,
  ): Promise<{ readonly id: string; readonly actor: Actor } | null>;
  /** Visitors whose account was made, and who are not wholly linked with it because the server was stopped before. */
  pendingLinks(): Promise<readonly PendingLink[]>;
  linked(visitor: string): Promise<void>;
  /** The first administrator, and what is to follow from it, noted until it is done. */
  createFirst(
    created: NewAccount,
    pending: PendingAdoption,
    nowMs: number,
  ): Promise<{ readonly id: string; readonly actor: Actor } | 'administrator-there' | 'email-taken'>;
  /** What a set-up has left to do, because the server was stopped during it. */
  pendingAdoption(): Promise<(PendingAdoption & { readonly administrator: string }) | null>;
  adopted(): Promise<void>;
  /** The principal of an account; made now when a first single sign-on has left it without. */
  principalOf(id: string, person: Person, nowMs: number): Promise<Actor>;
  find(id: string): Promise<AccountRow | null>;
  isDisabled(id: string): Promise<boolean>;
  findByEmail(email: string): Promise<AccountRow | null>;
  findByPrincipal(principal: string): Promise<AccountRow | null>;
  list(): Promise<readonly AccountRow[]>;
  change(id: string, change: AccountChange, nowMs: number): Promise<AccountChanging>;
  hasAdministrator(): Promise<boolean>;
  /** Value of a pending verification of the library; whether it still counts is the library's to say. */
  verificationValue(identifier: string): Promise<string | null>;
  addVerification(identifier: string, value: string, expiresAtMs: number, nowMs: number): Promise<void>;
  /** True for whoever is first to say it within its time. */
  claimOnce(identifier: string, nowMs: number, forMs: number): Promise<boolean>;
  unclaim(identifier: string): Promise<void>;
  /** null for somebody who has no password. */
  passwordHash(id: string): Promise<string | null>;
  /** Another address that is to be proved; one an account, so that the one asked for last counts. */
  askEmail(asked: AskedEmail, nowMs: number): Promise<void>;
  /**
   * The account has the address that was asked for under this identifier, as one that was proved; and the one that it had.
   * `other`: another account asked for it, and still may.
   */
  takeEmail(
    id: string,
    identifier: string,
    nowMs: number,
  ): Promise<{ readonly was: string } | 'unknown' | 'other' | 'taken'>;
  /** An address that nobody has proved; false when another account has it. */
  setEmail(id: string, email: string, nowMs: number): Promise<boolean>;
  /**
   * The person has proved that the address is theirs. Until then somebody else may have made the account under it, so
   * the first time every other way in than the password ends: passkeys, what it was joined with, access tokens.
   */
  proveEmail(id: string, nowMs: number): Promise<void>;
  /** The person signs in with the password alone, until they set up another one. */
  dropSecondFactor(id: string, nowMs: number): Promise<void>;
  /** Links and challenges that were made for an account and not used yet. */
  dropVerificationsOf(id: string): Promise<void>;
}

const CREDENTIAL = 'credential';
const ADOPTION = 'pending-adoption';
/** Before the id of a visitor. */
const LINK = 'pending-link ';
/** Row of the verifications in which the address stands that an account is to have. */
const emailChangeOf = (id: string): string => `change-email-${id}`;
export const normalEmail = (email: string): string => email.trim().toLowerCase();

export const createAccountRows = (tables: Tables): AccountRows => {
  const insert = (created: NewAccount, nowMs: number): { readonly id: string; readonly actor: Actor } | null => {
    const email = normalEmail(created.email);
    if (tables.select({ id: user.id }).from(user).where(eq(user.email, email)).get() !== undefined) return null;
    const now = new Date(nowMs);
    const id = newId();
    tables
      .insert(user)
      .values({
        id,
        name: created.name,
        email,
        emailVerified: created.emailVerified,
        createdAt: now,
        updatedAt: now,
        discipline: created.discipline,
        jobTitle: created.jobTitle,
        administrator: created.administrator,
      })
      .run();
    if (created.passwordHash !== null)
      tables
        .insert(account)
        .values({
          id: newId(),
          accountId: id,
          providerId: CREDENTIAL,
          userId: id,
          password: created.passwordHash,
          createdAt: now,
          updatedAt: now,
        })
        .run();
    return { id, actor: insertPrincipal(tables, 'user', created, nowMs, id) };
  };

  const select = () =>
    tables.select({ user, person: ACTOR }).from(user).innerJoin(principal, eq(principal.userId, user.id));
  const toRow = ({ user: of, person }: ReturnType<ReturnType<typeof select>['all']>[number]): AccountRow => {
    const ways = tables
      .select({ provider: account.providerId, password: account.password })
      .from(account)
      .where(eq(account.userId, of.id))
      .all();
    return {
      id: of.id,
      principal: person.id,
      name: person.name,
      function: person.function,
      email: of.email,
      emailVerified: of.emailVerified,
      discipline: of.discipline,
      jobTitle: of.jobTitle,
      administrator: of.administrator,
      disabledAtMs: of.disabledAt?.getTime() ?? null,
      createdAtMs: of.createdAt.getTime(),
      lastSeenAtMs:
        tables
          .select({ at: max(session.seenAt) })
          .from(session)
          .where(eq(session.userId, of.id))
          .get()
          ?.at?.getTime() ?? null,
      twoFactorEnabled: of.twoFactorEnabled === true,
      hasPassword: ways.some(({ password }) => password !== null),
      singleSignOn: ways.some(({ provider }) => provider !== CREDENTIAL),
      passkeys: tables.select({ n: count() }).from(passkey).where(eq(passkey.userId, of.id)).get()?.n ?? 0,
    };
  };
  const one = (where: ReturnType<typeof eq>): AccountRow | null => {
    const row = select().where(where).get();
    return row === undefined ? null : toRow(row);
  };
  /** Links and challenges of an account, and the address that it is to have. */
  const pendingOf = (id: string) => or(eq(verification.value, id), eq(verification.id, emailChangeOf(id)));
  /** False when another account has the address. */
  const putEmail = (id: string, email: string, emailVerified: boolean, nowMs: number): boolean => {
    const holder = tables.select({ id: user.id }).from(user).where(eq(user.email, email)).get();
    if (holder !== undefined && holder.id !== id) return false;
    tables
      .update(user)
      .set({ email, emailVerified, updatedAt: new Date(nowMs) })
      .where(eq(user.id, id))
      .run();
    return true;
  };
  const activeAdministrators = and(eq(user.administrator, true), isNull(user.disabledAt));

  return {
    create: async (created, nowMs, visitor = null) =>
      tables.transaction(
        () => {
          const made = insert(created, nowMs);
          if (made !== null && visitor !== null)
            tables
              .insert(setting)
              .values({ key: `${LINK}${visitor}`, value: made.actor.id })
              .onConflictDoUpdate({ target: setting.key, set: { value: made.actor.id } })
              .run();
          return made;
        },
        { behavior: 'immediate' },
      ),
    pendingLinks: async () =>
      tables
        .select()
        .from(setting)
        .where(like(setting.key, `${LINK}%`))
        .all()
        .map(({ key, value }) => ({ visitor: key.slice(LINK.length), user: value })),
    linked: async (visitor) =>
      void tables
        .delete(setting)
        .where(eq(setting.key, `${LINK}${visitor}`))
        .run(),
    createFirst: async (created, pending, nowMs) =>
      tables.transaction(
        () => {
          const there = tables.select({ id: user.id }).from(user).where(eq(user.administrator, true)).get();
          if (there !== undefined) return 'administrator-there';
          const made = insert({ ...created, administrator: true }, nowMs);
          if (made === null) return 'email-taken';
          tables
            .insert(setting)
            .values({ key: ADOPTION, value: JSON.stringify({ ...pending, administrator: made.actor.id }) })
            .run();
          return made;
        },
        { behavior: 'immediate' },
      ),
    pendingAdoption: async () => {
      const row = tables.select().from(setting).where(eq(setting.key, ADOPTION)).get();
      return row === undefined ? null : (JSON.parse(row.value) as PendingAdoption & { readonly administrator: string });
    },
    adopted: async () => void tables.delete(setting).where(eq(setting.key, ADOPTION)).run(),
    principalOf: async (id, person, nowMs) =>
      tables.transaction(
        () => {
          const row = tables.select(ACTOR).from(principal).where(eq(principal.userId, id)).get();
          return row === undefined ? insertPrincipal(tables, 'user', person, nowMs, id) : asActor(row);
        },
        { behavior: 'immediate' },
      ),
    find: async (id) => one(eq(user.id, id)),
    isDisabled: async (id) =>
      tables
        .select({ id: user.id })
        .from(user)
        .where(and(eq(user.id, id), isNotNull(user.disabledAt)))
        .get() !== undefined,
    findByEmail: async (email) => one(eq(user.email, normalEmail(email))),
    findByPrincipal: async (id) => one(eq(principal.id, id)),
    list: async () => select().orderBy(asc(principal.name), asc(user.id)).all().map(toRow),
    change: async (id, change, nowMs) =>
      tables.transaction(
        () => {
          if (tables.select({ id: user.id }).from(user).where(eq(user.id, id)).get() === undefined) return 'unknown';
          const others = tables
            .select({ n: count() })
            .from(user)
            .where(and(activeAdministrators, ne(user.id, id)))
            .get();
          const wasLast =
            (others?.n ?? 0) === 0 &&
            tables
              .select({ id: user.id })
              .from(user)
              .where(and(activeAdministrators, eq(user.id, id)))
              .get() !== undefined;
          if (wasLast && (change.administrator === false || change.disabled === true)) return 'last-administrator';
          tables
            .update(user)
            .set({
              updatedAt: new Date(nowMs),
              ...(change.name === undefined ? {} : { name: change.name }),
              ...(change.discipline === undefined ? {} : { discipline: change.discipline }),
              ...(change.jobTitle === undefined ? {} : { jobTitle: change.jobTitle }),
              ...(change.administrator === undefined ? {} : { administrator: change.administrator }),
              ...(change.disabled === undefined ? {} : { disabledAt: change.disabled ? new Date(nowMs) : null }),
            })
            .where(eq(user.id, id))
            .run();
          if (change.disabled === true) {
            tables.delete(session).where(eq(session.userId, id)).run();
            tables.delete(verification).where(pendingOf(id)).run();
          }
          return 'done';
        },
        { behavior: 'immediate' },
      ),
    hasAdministrator: async () =>
      tables.select({ id: user.id }).from(user).where(eq(user.administrator, true)).get() !== undefined,
    verificationValue: async (identifier) =>
      tables
        .select({ value: verification.value })
        .from(verification)
        .where(eq(verification.identifier, identifier))
        .orderBy(desc(verification.createdAt))
        .get()?.value ?? null,
    addVerification: async (identifier, value, expiresAtMs, nowMs) => {
      const now = new Date(nowMs);
      tables
        .insert(verification)
        .values({ id: newId(), identifier, value, expiresAt: new Date(expiresAtMs), createdAt: now, updatedAt: now })
        .run();
    },
    claimOnce: async (identifier, nowMs, forMs) =>
      tables.transaction(
        () => {
          const now = new Date(nowMs);
          tables
            .delete(verification)
            .where(and(eq(verification.id, identifier), sql`${verification.expiresAt} <= ${nowMs}`))
            .run();
          return (
            tables
              .insert(verification)
              .values({
                id: identifier,
                identifier,
                value: '',
                expiresAt: new Date(nowMs + forMs),
                createdAt: now,
                updatedAt: now,
              })
              .onConflictDoNothing()
              .run().changes === 1
          );
        },
        { behavior: 'immediate' },
      ),
    unclaim: async (identifier) => void tables.delete(verification).where(eq(verification.id, identifier)).run(),
    proveEmail: async (id, nowMs) =>
      tables.transaction(
        () => {
          const now = new Date(nowMs);
          const isFirst = tables
            .update(user)
            .set({ emailVerified: true, updatedAt: now })
            .where(and(eq(user.id, id), eq(user.emailVerified, false)))
            .run().changes;
          if (isFirst === 0) return;
          tables.delete(passkey).where(eq(passkey.userId, id)).run();
          tables
            .delete(account)
            .where(and(eq(account.userId, id), ne(account.providerId, CREDENTIAL)))
            .run();
          const owner = tables.select({ id: principal.id }).from(principal).where(eq(principal.userId, id));
          tables
            .update(token)
            .set({ revokedAtMs: nowMs })
            .where(and(inArray(token.owner, owner), isNull(token.revokedAtMs)))
            .run();
        },
        { behavior: 'immediate' },
      ),
    dropSecondFactor: async (id, nowMs) =>
      tables.transaction(
        () => {
          tables.delete(twoFactor).where(eq(twoFactor.userId, id)).run();
          tables
            .update(user)
            .set({ twoFactorEnabled: false, updatedAt: new Date(nowMs) })
            .where(eq(user.id, id))
            .run();
        },
        { behavior: 'immediate' },
      ),
    dropVerificationsOf: async (id) => void tables.delete(verification).where(pendingOf(id)).run(),
    passwordHash: async (id) =>
      tables
        .select({ password: account.password })
        .from(account)
        .where(and(eq(account.userId, id), eq(account.providerId, CREDENTIAL)))
        .get()?.password ?? null,
    askEmail: async ({ account: of, email, identifier, expiresAtMs }, nowMs) => {
      const now = new Date(nowMs);
      const values = {
        identifier,
        value: JSON.stringify({ account: of, email: normalEmail(email) }),
        expiresAt: new Date(expiresAtMs),
        createdAt: now,
        updatedAt: now,
      };
      tables
        .insert(verification)
        .values({ id: emailChangeOf(of), ...values })
        .onConflictDoUpdate({ target: verification.id, set: values })
        .run();
    },
    takeEmail: async (id, identifier, nowMs) =>
      tables.transaction(
        () => {
          const row = tables.select().from(verification).where(eq(verification.identifier, identifier)).get();
          if (row === undefined || row.expiresAt.getTime() <= nowMs) return 'unknown';
          const asked = JSON.parse(row.value) as { readonly account: string; readonly email: string };
          if (asked.account !== id) return 'other';
          const was = tables.select({ email: user.email }).from(user).where(eq(user.id, id)).get()?.email;
          if (was === undefined) return 'unknown';
          tables.delete(verification).where(pendingOf(id)).run();
          return putEmail(id, asked.email, true, nowMs) ? { was } : 'taken';
        },
        { behavior: 'immediate' },
      ),
    setEmail: async (id, email, nowMs) =>
      tables.transaction(
        () => {
          if (!putEmail(id, normalEmail(email), false, nowMs)) return false;
          tables.delete(verification).where(pendingOf(id)).run();
          return true;
        },
        { behavior: 'immediate' },
      ),
  };
};
