/**
 * People with accounts, as the rest of the server knows them: who is signed in, whether that still counts, how an account
 * comes to be. The library behind it is seen by this folder alone.
 */
import { createHash } from 'node:crypto';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { AccountRow, NewAccount } from '../db/accounts.ts';
import type { Tables } from '../db/database.ts';
import type { Actor, Person } from '../db/principals.ts';
import type { SessionLimits } from '../db/sessions.ts';
import type { Store } from '../db/store.ts';
import { newSecret } from '../ids.ts';
import type { Mailer } from '../mail/mailer.ts';
import { line } from '../http/body.ts';
import { ADDRESS_HEADER, AUTH_PATH, createLibrary, type Library, RESET_LINK_MS } from './library.ts';
import { createDeviceCookie, type DeviceCookie } from './device-cookie.ts';
import { createLiveness, type Liveness } from './liveness.ts';
import { resetMail } from './account-mails.ts';
import { createSessionCookie, type SessionCookie } from './session-cookie.ts';

/** An account that somebody gets; the password as they typed it, or null when they set it by a link. */
export interface AccountRequest extends Partial<
  Pick<NewAccount, 'emailVerified' | 'administrator' | 'discipline' | 'jobTitle'>
> {
  readonly name: string;
  readonly function: Actor['function'];
  readonly email: string;
  readonly password: string | null;
}

export interface Accounts {
  readonly cookie: SessionCookie;
  readonly device: DeviceCookie;
  readonly limits: SessionLimits;
  /** Whoever has signed in, by the session of a Cookie header. */
  signedIn(cookieHeader: string | undefined, nowMs: number): Promise<Actor | null>;
  /** Whether what somebody came with still counts. */
  readonly liveness: Liveness;
  /** A sign of activity. */
  seen(sessionId: string, nowMs: number): Promise<void>;
  /** The rows of a new account, before they are stored. */
  prepare(request: AccountRequest): Promise<NewAccount>;
  /** null: the address has an account already. `visitor`: principal id of whom the person was so far. */
  create(
    request: AccountRequest,
    visitor?: string | null,
  ): Promise<{ readonly id: string; readonly actor: Actor } | null>;
  /** Set-Cookie headers of a new session; null when address and password do not belong together. */
  signIn(from: RequestOrigin, email: string, password: string): Promise<readonly string[] | null>;
  /** Set-Cookie headers by which a browser that an answer signs in is known again for that; none for another answer. */
  remembering(cookieHeader: string | undefined, response: Response, nowMs: number): Promise<readonly string[]>;
  /** Whether it is the password of the account. Takes as long as signing in; counting is the gate's business. */
  isPassword(account: AccountRow, password: string): Promise<boolean>;
  /** A link by which a password is set, once, within an hour. */
  passwordLink(account: AccountRow, origin: string): Promise<{ readonly url: string; readonly expiresAtMs: number }>;
  /** Under which origin people see the server whom this Host header is from. */
  originOf(host: string | undefined): string;
  /** The library for an origin. */
  library(origin: string): Library;
}

/** Where a request came from, for the list of sessions. */
export interface RequestOrigin {
  readonly origin: string;
  readonly address: string;
  readonly userAgent: string;
  readonly cookie: string | undefined;
}

export interface AccountsParts {
  readonly store: Pick<Store, 'accounts' | 'principals' | 'sessions' | 'tokens' | 'signInFailures'>;
  readonly tables: Tables;
  readonly secret: string;
  readonly config: Pick<Config, 'oidc' | 'publicOrigin' | 'sessionHours' | 'sessionIdleMinutes'>;
  readonly mailer: Mailer;
  readonly log: Logger;
  nowMs(): number;
  /** Where links in mails lead. What a request says of itself does not count: whoever asks may not be whom the mail is for. */
  mailOrigin(): string;
}

/** The server may be addressed by several names, but not by any number of them. */
const MOST_ORIGINS = 16;
const NAME = line('a name', 80);

/** What the library calls the pending verification of an identifier. */
export const verificationOf = (identifier: string): string =>
  createHash('sha256').update(identifier).digest('base64url');

/** A link that sets the password of an account. The secret is in the fragment, which no log sees. */
export const passwordUrl = (origin: string, secret: string): string => `${origin}/reset#${secret}`;

/** That a link went to the address of the account: whoever uses it has proved the address. */
export const mailedLink = (secret: string): string => verificationOf(`mailed:${secret}`);

/** Somebody whom only the provider of single sign-on knows: of no function until they say theirs. */
const newcomer = (given: string, email: string): Person => {
  const parsed = NAME.safeParse([...given].slice(0, 80).join(''));
  const name = parsed.success ? parsed.data : (email.split('@', 1)[0] ?? '').slice(0, 80) || 'Unnamed';
  return { name, function: 'OTHER' };
};

export const createAccounts = (parts: AccountsParts): Accounts => {
  const { store, config } = parts;
  const limits: SessionLimits = {
    idleMs: config.sessionIdleMinutes * 60_000,
    absoluteMs: config.sessionHours * 3_600_000,
  };
  const isSecure = config.publicOrigin?.startsWith('https:') === true;
  const cookie = createSessionCookie(parts.secret, isSecure);
  const device = createDeviceCookie(parts.secret, isSecure);
  const { sessions, tokens, principals } = store;
  const liveness = createLiveness({ sessions, tokens, principals, limits });
  const libraries = new Map<string, Library>();

  const library = (origin: string): Library => {
    const known = libraries.get(origin);
    if (known !== undefined) return known;
    for (const oldest of libraries.keys()) {
      if (libraries.size < MOST_ORIGINS) break;
      libraries.delete(oldest);
    }
    const made = createLibrary({
      tables: parts.tables,
      secret: parts.secret,
      origin,
      cookie,
      config,
      log: parts.log,
      nowMs: () => parts.nowMs(),
      sendResetLink: parts.mailer.enabled
        ? async (to, secret) => {
            const account = await store.accounts.findByEmail(to.email);
            if (account === null || account.disabledAtMs !== null) return;
            const nowMs = parts.nowMs();
            await store.accounts.addVerification(mailedLink(secret), account.id, nowMs + RESET_LINK_MS, nowMs);
            await parts.mailer.enqueue(resetMail(account, passwordUrl(parts.mailOrigin(), secret)));
          }
        : null,
      isDisabled: (id) => store.accounts.isDisabled(id),
      accountMade: async ({ id, name, email }) => {
        await store.accounts.principalOf(id, newcomer(name, email), parts.nowMs());
      },
      passwordReset: async ({ id, email }) => {
        await store.signInFailures.clear(email);
        await store.accounts.dropVerificationsOf(id);
      },
    });
    libraries.set(origin, made);
    return made;
  };

  const remembering: Accounts['remembering'] = async (cookieHeader, response, nowMs) => {
    const token = await cookie.tokenSet(response);
    const session = token === null ? null : await store.sessions.find(token, nowMs, limits);
    return session === null ? [] : [device.remember(cookieHeader, session.userId)];
  };

  const prepare = async (request: AccountRequest): Promise<NewAccount> => ({
    name: request.name,
    function: request.function,
    email: request.email,
    passwordHash: request.password === null ? null : await hashPassword(request.password),
    emailVerified: request.emailVerified ?? false,
    administrator: request.administrator ?? false,
    discipline: request.discipline ?? '',
    jobTitle: request.jobTitle ?? '',
  });

  return {
    cookie,
    device,
    limits,
    liveness,
    remembering,
    library,
    prepare,
    signedIn: async (cookieHeader, nowMs) => {
      const token = await cookie.token(cookieHeader);
      const session = token === null ? null : await store.sessions.find(token, nowMs, limits);
      if (session === null) return null;
      if (session.actor !== null) return session.actor;
      const person = newcomer(session.name, session.email);
      return { ...(await store.accounts.principalOf(session.userId, person, nowMs)), sessionId: session.id };
    },
    seen: async (sessionId, nowMs) => {
      await store.sessions.seen(sessionId, nowMs);
      liveness.forget();
    },
    create: async (request, visitor = null) => store.accounts.create(await prepare(request), parts.nowMs(), visitor),
    signIn: async ({ origin, address, userAgent, cookie: held }, email, password) => {
      const response = await library(origin).handler(
        new Request(`${origin}${AUTH_PATH}/sign-in/email`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'user-agent': userAgent, [ADDRESS_HEADER]: address },
          body: JSON.stringify({ email, password }),
        }),
      );
      if (!response.ok) return null;
      return [...response.headers.getSetCookie(), ...(await remembering(held, response, parts.nowMs()))];
    },
    isPassword: async ({ id }, password) => {
      const hash = await store.accounts.passwordHash(id);
      return hash !== null && (await verifyPassword({ hash, password }));
    },
    passwordLink: async (account, origin) => {
      const secret = newSecret();
      const nowMs = parts.nowMs();
      const expiresAtMs = nowMs + RESET_LINK_MS;
      await store.accounts.addVerification(verificationOf(`reset-password:${secret}`), account.id, expiresAtMs, nowMs);
      return { url: passwordUrl(origin, secret), expiresAtMs };
    },
    originOf: (host) => config.publicOrigin ?? new URL(`http://${host ?? 'localhost'}`).origin,
  };
};
