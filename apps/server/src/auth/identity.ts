/**
 * Who sends a request: the visitor of a signed cookie, or the principal of an access token. Names in a body, a URL or
 * a frame are never looked at.
 */
import { createHash } from 'node:crypto';
import type { Actor, Principals } from '../db/principals.ts';
import type { VisitorCookie } from './cookie.ts';

export interface Credentials {
  readonly cookie: string | undefined;
  /** The secret of an access token, from `Authorization: Bearer` or the subprotocol. */
  readonly secret: string | undefined;
}

export type Identify = (credentials: Credentials, nowMs: number) => Promise<Actor | null>;

export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** A token outranks a cookie; a wrong token is not rescued by a good cookie. */
export const createIdentify =
  (principals: Principals, cookie: VisitorCookie): Identify =>
  async (credentials, nowMs) => {
    if (credentials.secret !== undefined) return principals.findByTokenHash(hashSecret(credentials.secret));
    const id = await cookie.read(credentials.cookie, nowMs);
    if (id === null) return null;
    const actor = await principals.find(id);
    return actor?.kind === 'visitor' || actor?.kind === 'user' ? actor : null;
  };

export const bearerSecret = (authorization: string | undefined): string | undefined =>
  /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization ?? '')?.[1];
