/** Who is asking, set-up, accounts and tokens: the part of the HTTP contract that is about people. */
import type { PlantFunction } from '@chartroom/domain';

/** What a token may do at most: read, speak, edit the document, manage members and invitations. */
export type Scope = 'read' | 'comment' | 'edit' | 'manage';

export interface PrincipalSummary {
  readonly id: string;
  readonly name: string;
  readonly function: PlantFunction;
  readonly kind: 'visitor' | 'user' | 'token' | 'server';
}

/** `GET /api/session`: always 200, whoever asks. */
export interface SessionResponse {
  readonly access: 'accounts' | 'open';
  /** No administrator yet: the set-up page is what there is to see. */
  readonly setUp: boolean;
  /** null: nobody is signed in. */
  readonly principal: PrincipalSummary | null;
  /** null for whoever has no account. */
  readonly user: UserSummary | null;
  /** The session that asks, to be found in the list of sessions; null without one. */
  readonly session: { readonly id: string } | null;
  readonly signIn: { readonly oidc: { readonly name: string } | null };
  /** Whether the server sends mail. */
  readonly mail: boolean;
  readonly limits: { readonly idleMinutes: number; readonly hours: number };
}

export interface UserSummary {
  readonly email: string;
  readonly discipline: string;
  readonly jobTitle: string;
  readonly administrator: boolean;
  readonly twoFactorEnabled: boolean;
  /** False for somebody who comes by single sign-on only. */
  readonly hasPassword: boolean;
  /** Joined with the provider of single sign-on. */
  readonly singleSignOn: boolean;
  readonly passkeys: number;
  /** Whether the person has shown that the address is theirs. */
  readonly emailVerified: boolean;
}

/** `POST /api/setup` body `{name, function, email, password, workspace?, token?}` -> 201, signed in. */
export interface SetupResponse {
  readonly principal: PrincipalSummary;
  /** Boards that were here before and are the administrator's now. */
  readonly boards: number;
}

/** `PATCH /api/me` body `{name?, function?, discipline?, jobTitle?}` -> 200 */
export interface MeResponse {
  readonly principal: PrincipalSummary;
  readonly user: UserSummary | null;
}

/**
 * `POST /api/me/email` body `{email, password}` -> 202: a link went to that address, and the account has it once the link
 * was used. Whoever has no password has to have shown within ten minutes that it is they instead.
 */
export interface EmailAskedResponse {
  readonly sentTo: string;
  readonly expiresAt: string;
}
/** `POST /api/email/confirm` body `{secret}` -> 200, for whoever has the link and is signed in with the account that asked. */
export interface EmailConfirmedResponse {
  readonly email: string;
}

export interface AccountSummary {
  readonly id: string;
  readonly principal: string;
  readonly name: string;
  readonly function: PlantFunction;
  readonly email: string;
  /** Whether the person has shown that the address is theirs; else somebody only typed it. */
  readonly emailVerified: boolean;
  readonly discipline: string;
  readonly jobTitle: string;
  readonly administrator: boolean;
  readonly disabled: boolean;
  /** ISO 8601 UTC; so are all times. */
  readonly createdAt: string;
  /** Last sign of activity of a session that is still there. */
  readonly lastSeenAt: string | null;
  readonly twoFactorEnabled: boolean;
  readonly hasPassword: boolean;
  readonly singleSignOn: boolean;
  readonly passkeys: number;
}
/** `GET /api/accounts`, for administrators. */
export interface AccountsResponse {
  readonly accounts: readonly AccountSummary[];
}
/**
 * `PATCH /api/accounts/:id` body `{administrator?, disabled?, email?, addressConfirmed?}` -> 200. Somebody whose address
 * nobody has proved becomes administrator only where no mail is sent, and `addressConfirmed` says that it is they.
 */
export interface AccountResponse {
  readonly account: AccountSummary;
}
/**
 * `POST /api/accounts` body `{name, function, email, administrator?, discipline?, jobTitle?}` -> 201;
 * `POST /api/accounts/:id/password-link` -> 200. Whoever opens the link sets the password, once.
 */
export interface PasswordLinkResponse extends AccountResponse {
  readonly passwordUrl: string;
  readonly expiresAt: string;
}

export interface TokenSummary {
  /** The principal that what is done with the token is attributed to. */
  readonly id: string;
  readonly name: string;
  readonly function: PlantFunction;
  readonly scopes: readonly Scope[];
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
  readonly state: 'live' | 'expired' | 'revoked';
}
/** `GET /api/tokens`: one's own. `DELETE /api/tokens/:id` -> 204 */
export interface TokensResponse {
  readonly tokens: readonly TokenSummary[];
}
/** `POST /api/tokens` body `{name, function, scopes, expiresInDays}` -> 201; the secret is told this once. */
export interface NewTokenResponse {
  readonly token: TokenSummary;
  readonly secret: string;
}
