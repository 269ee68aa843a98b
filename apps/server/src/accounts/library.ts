/**
 * better-auth as this server uses it: on its own tables, by its clock, with nothing that it does not need. What people
 * may ask of it, and how often, is `gate.ts`.
 */
import { passkey } from '@better-auth/passkey';
import { type BetterAuthPlugin, betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { APIError } from 'better-auth/api';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Tables } from '../db/database.ts';
import { account, passkey as passkeys, session, twoFactor as twoFactors, user, verification } from '../db/schema.ts';
import { ANY_AGE, provedAtMs, subjectOf } from './provider-time.ts';
import type { SessionCookie } from './session-cookie.ts';

export const AUTH_PATH = '/api/auth';
/** Where the gate tells the library from which address a request comes. */
export const ADDRESS_HEADER = 'x-chartroom-address';
export const PROVIDER = 'oidc';
export const PASSWORD = { least: 10, most: 128 } as const;
export const RESET_LINK_MS = 3_600_000;
const FAILURES_OF_SECOND_FACTOR = 5;
const LOCK_S = 15 * 60;

export interface LibraryParts {
  readonly tables: Tables;
  readonly secret: string;
  /** Scheme, host and port under which people see the server. */
  readonly origin: string;
  readonly cookie: SessionCookie;
  readonly config: Pick<Config, 'oidc' | 'sessionHours'>;
  readonly log: Logger;
  nowMs(): number;
  /** Null without a mail server. */
  readonly sendResetLink: ((to: { readonly email: string }, token: string) => Promise<void>) | null;
  isDisabled(account: string): Promise<boolean>;
  /** A first single sign-on has made an account. */
  accountMade(account: { readonly id: string; readonly name: string; readonly email: string }): Promise<void>;
  /** The password of an account was set by a link. */
  passwordReset(account: { readonly id: string; readonly email: string }): Promise<void>;
}

const LEVELS = { debug: 'debug', info: 'debug', success: 'debug', warn: 'debug', error: 'warn' } as const;

/** A passkey stands for both factors, so the device has to have asked for a fingerprint or a code. */
const requireVerified = (verified: boolean | undefined): void => {
  if (verified !== true)
    throw new APIError('BAD_REQUEST', { code: 'USER_NOT_VERIFIED', message: 'The device did not verify the user' });
};

/** Nothing is asked of the provider after signing in, so none of its tokens is kept. */
const NO_PROVIDER_TOKENS = {
  accessToken: null,
  refreshToken: null,
  idToken: null,
  accessTokenExpiresAt: null,
  refreshTokenExpiresAt: null,
} as const;

export const createLibrary = (parts: LibraryParts) => {
  const { tables, secret, origin, cookie, config, log, nowMs, sendResetLink } = parts;
  return betterAuth({
    appName: 'Chartroom',
    baseURL: origin,
    basePath: AUTH_PATH,
    secret,
    telemetry: { enabled: false },
    database: drizzleAdapter(tables, {
      provider: 'sqlite',
      schema: { user, session, account, verification, twoFactor: twoFactors, passkey: passkeys },
    }),
    logger: {
      level: 'debug',
      log: (level, message) => log[LEVELS[level]]({ library: 'better-auth' }, message),
    },
    onAPIError: { errorURL: `${origin}/sign-in` },
    // Counted by the gate, which knows the address of the connection and the account.
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD.least,
      maxPasswordLength: PASSWORD.most,
      resetPasswordTokenExpiresIn: RESET_LINK_MS / 1000,
      revokeSessionsOnPasswordReset: true,
      ...(sendResetLink === null
        ? {}
        : { sendResetPassword: ({ user: to, token }) => sendResetLink({ email: to.email }, token) }),
      onPasswordReset: async ({ user: of }) => parts.passwordReset({ id: of.id, email: of.email }),
    },
    user: {
      additionalFields: {
        discipline: { type: 'string', required: false, defaultValue: '', input: false },
        jobTitle: { type: 'string', required: false, defaultValue: '', input: false },
        administrator: { type: 'boolean', required: false, defaultValue: false, input: false },
        disabledAt: { type: 'date', required: false, input: false },
      },
    },
    session: {
      expiresIn: config.sessionHours * 3600,
      // The absolute limit: nothing moves it.
      disableSessionRefresh: true,
      freshAge: 0,
      additionalFields: {
        seenAt: { type: 'date', required: false, input: false },
        provedAt: { type: 'date', required: false, input: false },
      },
    },
    account: {
      // An account here is joined with the provider's only where both have proved the address.
      accountLinking: { enabled: true, requireLocalEmailVerified: true, trustedProviders: [] },
    },
    verification: { storeIdentifier: 'hashed' },
    databaseHooks: {
      user: { create: { after: (made) => parts.accountMade({ id: made.id, name: made.name, email: made.email }) } },
      session: {
        create: {
          before: async (created) => {
            if (await parts.isDisabled(created.userId))
              throw new APIError('FORBIDDEN', { code: 'ACCOUNT_DISABLED', message: 'The account is disabled' });
            const now = nowMs();
            return {
              data: {
                ...created,
                createdAt: new Date(now),
                updatedAt: new Date(now),
                seenAt: new Date(now),
                provedAt: new Date(provedAtMs(now)),
                expiresAt: new Date(now + config.sessionHours * 3_600_000),
              },
            };
          },
        },
      },
      account: {
        create: { before: async (created) => ({ data: { ...created, ...NO_PROVIDER_TOKENS } }) },
        update: { before: async (changed) => ({ data: { ...changed, ...NO_PROVIDER_TOKENS } }) },
      },
    },
    advanced: {
      cookiePrefix: cookie.prefix,
      useSecureCookies: false,
      defaultCookieAttributes: { secure: cookie.secure, httpOnly: true, sameSite: 'lax', path: '/' },
      // The server checks Origin and Host of every request before; addresses to go to are checked here as well.
      disableCSRFCheck: true,
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { validateSchema: false },
    },
    plugins: [
      twoFactor({
        issuer: 'Chartroom',
        accountLockout: { maxFailedAttempts: FAILURES_OF_SECOND_FACTOR, durationSeconds: LOCK_S },
      }),
      passkey({
        rpID: new URL(origin).hostname,
        rpName: 'Chartroom',
        origin,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        advanced: { webAuthnChallengeCookie: 'passkey_challenge' },
        registration: {
          afterVerification: async ({ verification: { registrationInfo } }) => {
            requireVerified(registrationInfo?.userVerified);
            return undefined;
          },
        },
        authentication: {
          afterVerification: async ({ verification: { authenticationInfo } }) =>
            requireVerified(authenticationInfo.userVerified),
        },
        // Its types were made without exact optional properties.
      }) as unknown as BetterAuthPlugin,
      genericOAuth({
        config:
          config.oidc === null
            ? []
            : [
                {
                  providerId: PROVIDER,
                  name: config.oidc.name,
                  discoveryUrl: `${config.oidc.issuer}/.well-known/openid-configuration`,
                  clientId: config.oidc.clientId,
                  clientSecret: config.oidc.clientSecret,
                  scopes: ['openid', 'email', 'profile'],
                  pkce: true,
                  requireIdTokenVerification: true,
                  authorizationUrlParams: ANY_AGE,
                  accountSubject: ({ tokens, profile }) =>
                    tokens.idToken === undefined ? (profile['sub'] ?? '') : (subjectOf(tokens.idToken) ?? ''),
                  disableProviderLogout: true,
                },
              ],
      }),
    ],
  });
};

export type Library = ReturnType<typeof createLibrary>;
