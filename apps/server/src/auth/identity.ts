/**
 * Who sends a request: the principal of an access token, somebody who has signed in, or the visitor of a signed cookie.
 * Names in a body, a URL or a frame are never looked at.
 */
import { createHash } from 'node:crypto';
import type { Actor, Principals } from '../db/principals.ts';
import type { Tokens } from '../db/tokens.ts';
import type { VisitorCookie } from './cookie.ts';

export interface Credentials {
  readonly cookie: string | undefined;
  /** The secret of an access token, from `Authorization: Bearer` or the subprotocol. */
  readonly secret: string | undefined;
}

export type Identify = (credentials: Credentials, nowMs: number) => Promise<Actor | null>;

export interface IdentityParts {
  readonly principals: Principals;
  readonly tokens: Tokens;
  readonly cookie: VisitorCookie;
  /** Whoever has signed in, by the session of a Cookie header. */
  signedIn(cookieHeader: string | undefined, nowMs: number): Promise<Actor | null>;
}

export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** A visitor's cookie, whoever else the request is from. Nobody once the visitor has an account, or has signed out. */
export const visitorOf = async (
  { principals, cookie }: Pick<IdentityParts, 'principals'> & { readonly cookie: Pick<VisitorCookie, 'read'> },
  cookieHeader: string | undefined,
  nowMs: number,
): Promise<Actor | null> => {
  const said = await cookie.read(cookieHeader, nowMs);
  const actor = said === null ? null : await principals.findVisitor(said.id);
  return said === null || actor === null ? null : { ...actor, cookieEndsAtMs: said.endsAtMs };
};

/** A token outranks a session, and that a visitor's cookie; a wrong token is not rescued by a good cookie. */
export const createIdentify =
  (parts: IdentityParts): Identify =>
  async ({ cookie, secret }, nowMs) => {
    if (secret !== undefined) {
      const hash = hashSecret(secret);
      const actor = await parts.tokens.find(hash, nowMs);
      if (actor !== null) await parts.tokens.used(hash, nowMs);
      return actor;
    }
    return (await parts.signedIn(cookie, nowMs)) ?? (await visitorOf(parts, cookie, nowMs));
  };

export const bearerSecret = (authorization: string | undefined): string | undefined =>
  /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization ?? '')?.[1];
