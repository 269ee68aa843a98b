/** The requests of `/api/auth/*` that there are, and what each takes. Everything else of the library is out of reach. */
import { z } from 'zod';
import { PROVIDER } from './library.ts';
import { RECENT_MS, WITH_CHALLENGE_MS } from './proof.ts';

/** What is counted against whom: `address` of the connection only, the others against an account too. */
export type Guard =
  'sign-in' | 'second-factor' | 'password' | 'prove-password' | 'prove-passkey' | 'reset-request' | 'reset' | 'address';

export interface AuthRoute {
  readonly method: 'GET' | 'POST';
  /** Below `AUTH_PATH`. */
  readonly path: string;
  readonly summary: string;
  /** What 200 holds, in words. */
  readonly answer: string;
  readonly guard?: Guard;
  /** Only for whoever has proved within this time that it is they: it gives a way into the account. */
  readonly proofMs?: number;
  /** Where there is a second factor, the same: the password that it takes is not what signs in there. */
  readonly proofOfSecondFactor?: true;
  /** What the library is told of the body; everything else is left out. */
  readonly body?: z.ZodType<Record<string, unknown>>;
}

const text = (most: number, what: string) =>
  z.string({ error: `Give ${what} as text.` }).max(most, { error: `Give ${what} in at most ${most} characters.` });
const email = text(254, 'the e-mail address').transform((value) => value.trim().toLowerCase());
const password = text(1000, 'the password');
const code = text(64, 'the code').transform((value) => value.replaceAll(/\s/g, ''));
/** A path of this server: nothing that a browser could take for another site. */
const path = text(2000, 'the page to go to').refine(
  (value) =>
    value.startsWith('/') &&
    !/[\\\p{Cc}]/u.test(value) &&
    !/^\/(?:\/|%2f|%5c)/i.test(value) &&
    URL.canParse(value, 'http://here.invalid') &&
    new URL(value, 'http://here.invalid').origin === 'http://here.invalid',
  { error: 'Give the page to go to as a path of this server, for example /b/12.' },
);
const body = <T extends z.ZodRawShape>(shape: T) =>
  z.object(shape, { error: `Send a JSON object with ${Object.keys(shape).join(', ')}.` });
const provider = body({
  provider: z.literal(PROVIDER, { error: `Give the provider as "${PROVIDER}".` }),
  callbackURL: path.default('/'),
  errorCallbackURL: path.optional(),
  newUserCallbackURL: path.optional(),
  disableRedirect: z.boolean().optional(),
});
const nothing = body({});
const credential = z.record(z.string(), z.unknown());

const STATUS = '`{status: true}`';
const SIGNED_IN = '`{user}`, and the cookie of a new session';
const PASSKEY = 'The passkey';

export const AUTH_ROUTES: readonly AuthRoute[] = [
  {
    method: 'POST',
    path: '/sign-in/email',
    summary: 'Sign in with e-mail and password',
    answer: `${SIGNED_IN}; \`{twoFactorRedirect: true}\` when the second factor is still to come`,
    guard: 'sign-in',
    body: body({ email, password, rememberMe: z.boolean().optional() }),
  },
  {
    method: 'POST',
    path: '/sign-in/social',
    summary: 'Sign in by single sign-on',
    answer: '`{url}`: where the browser goes, at the provider',
    guard: 'address',
    body: provider.extend({ anew: z.boolean({ error: 'Give true or false.' }).optional() }),
  },
  {
    method: 'GET',
    path: '/callback/oidc',
    summary: 'Where the provider of single sign-on sends the browser back to',
    answer: 'Never: 302 to the page that was asked for, or to one with `?error=`',
    guard: 'address',
  },
  {
    method: 'POST',
    path: '/sign-out',
    summary: 'End the session of this browser',
    answer: '`{success: true}`',
    body: nothing,
  },
  {
    method: 'POST',
    path: '/request-password-reset',
    summary: 'Ask for a link by mail that sets the password',
    answer: `${STATUS}, whether there is an account or not`,
    guard: 'reset-request',
    body: body({ email }),
  },
  {
    method: 'POST',
    path: '/reset-password',
    summary: 'Set the password by the secret of a link',
    answer: STATUS,
    guard: 'reset',
    body: body({ token: text(200, 'the token'), newPassword: password }),
  },
  {
    method: 'POST',
    path: '/change-password',
    summary: 'Change the password of whoever is signed in',
    answer: SIGNED_IN,
    guard: 'password',
    proofOfSecondFactor: true,
    body: body({ currentPassword: password, newPassword: password, revokeOtherSessions: z.boolean().default(true) }),
  },
  {
    method: 'GET',
    path: '/list-sessions',
    summary: 'Your sessions that have not ended',
    answer: 'A list of `{id, token, createdAt, seenAt, expiresAt, ipAddress, userAgent}`',
  },
  {
    method: 'POST',
    path: '/revoke-session',
    summary: 'End one of your sessions',
    answer: STATUS,
    body: body({ token: text(200, 'the token') }),
  },
  {
    method: 'POST',
    path: '/revoke-sessions',
    summary: 'End all your sessions',
    answer: STATUS,
    body: nothing,
  },
  {
    method: 'POST',
    path: '/revoke-other-sessions',
    summary: 'End all your sessions but this one',
    answer: STATUS,
    body: nothing,
  },
  {
    method: 'GET',
    path: '/list-accounts',
    summary: 'By what you can sign in: password, single sign-on',
    answer: 'A list of `{providerId, accountId, createdAt}`',
  },
  {
    method: 'POST',
    path: '/link-social',
    summary: 'Join your account with the one at the provider of single sign-on',
    answer: '`{url}`: where the browser goes, at the provider',
    proofMs: RECENT_MS,
    body: provider,
  },
  {
    method: 'POST',
    path: '/unlink-account',
    summary: 'Part your account from the one at the provider of single sign-on',
    answer: STATUS,
    body: body({ providerId: z.literal(PROVIDER), accountId: text(300, 'the account').optional() }),
  },
  {
    method: 'POST',
    path: '/two-factor/enable',
    summary: 'Begin to set up a second factor',
    answer: '`{totpURI, backupCodes}`; it counts once a code of it was verified',
    guard: 'password',
    body: body({ password }),
  },
  {
    method: 'POST',
    path: '/two-factor/disable',
    summary: 'Take the second factor away',
    answer: STATUS,
    guard: 'password',
    proofOfSecondFactor: true,
    body: body({ password }),
  },
  {
    method: 'POST',
    path: '/two-factor/get-totp-uri',
    summary: 'See the secret of the second factor again',
    answer: '`{totpURI}`',
    guard: 'password',
    proofOfSecondFactor: true,
    body: body({ password }),
  },
  {
    method: 'POST',
    path: '/two-factor/generate-backup-codes',
    summary: 'Make new backup codes; the ones before are over',
    answer: '`{backupCodes}`',
    guard: 'password',
    proofOfSecondFactor: true,
    body: body({ password }),
  },
  {
    method: 'POST',
    path: '/two-factor/verify-totp',
    summary: 'Say the code of the second factor, after the password or to finish setting it up',
    answer: SIGNED_IN,
    guard: 'second-factor',
    body: body({ code }),
  },
  {
    method: 'POST',
    path: '/two-factor/verify-backup-code',
    summary: 'Use a backup code instead of the second factor',
    answer: SIGNED_IN,
    guard: 'second-factor',
    body: body({ code }),
  },
  {
    method: 'GET',
    path: '/passkey/generate-register-options',
    summary: 'Begin to add a passkey',
    proofMs: RECENT_MS,
    answer: 'Options for `navigator.credentials.create`',
  },
  {
    method: 'POST',
    path: '/passkey/verify-registration',
    summary: 'Add a passkey that the device has made',
    proofMs: WITH_CHALLENGE_MS,
    answer: PASSKEY,
    body: body({ response: credential, name: text(80, 'the name').optional() }),
  },
  {
    method: 'GET',
    path: '/passkey/generate-authenticate-options',
    summary: 'Begin to sign in with a passkey',
    answer: 'Options for `navigator.credentials.get`',
    guard: 'address',
  },
  {
    method: 'POST',
    path: '/passkey/verify-authentication',
    summary: 'Sign in with a passkey',
    answer: SIGNED_IN,
    guard: 'address',
    body: body({ response: credential }),
  },
  {
    method: 'POST',
    path: '/prove/password',
    summary: 'Show again that it is you, by your password, and a code where there is a second factor',
    answer: STATUS,
    guard: 'prove-password',
    body: body({ password, code: code.optional(), backupCode: code.optional() }),
  },
  {
    method: 'POST',
    path: '/prove/passkey',
    summary: 'Show again that it is you, by a passkey of yours; begins as signing in does',
    answer: STATUS,
    guard: 'prove-passkey',
    body: body({ response: credential }),
  },
  {
    method: 'GET',
    path: '/passkey/list-user-passkeys',
    summary: 'Your passkeys',
    answer: 'A list of `{id, name, createdAt, deviceType, backedUp}` and what is public of each',
  },
  {
    method: 'POST',
    path: '/passkey/delete-passkey',
    summary: 'Take a passkey away',
    answer: STATUS,
    body: body({ id: text(64, 'the passkey') }),
  },
  {
    method: 'POST',
    path: '/passkey/update-passkey',
    summary: 'Call a passkey something else',
    answer: PASSKEY,
    body: body({ id: text(64, 'the passkey'), name: text(80, 'the name') }),
  },
];
