/** A visitor signs out: the cookie is taken away, and whoever has a copy of it is nobody any more. */
import { type IdentityParts, visitorOf } from '../auth/identity.ts';
import type { Store } from '../db/store.ts';
import type { Liveness } from './liveness.ts';

export interface LeavingParts {
  readonly store: Pick<Store, 'principals'>;
  readonly cookie: Pick<IdentityParts['cookie'], 'read' | 'clear'>;
  readonly accounts: { readonly liveness: Pick<Liveness, 'forget'> };
}

/** Answers the Set-Cookie header that goes with it; null when the request has no cookie of a visitor who counts. */
export const signOutVisitor = async (
  { store, cookie, accounts }: LeavingParts,
  cookieHeader: string | undefined,
  nowMs: number,
): Promise<string | null> => {
  const visitor = await visitorOf({ principals: store.principals, cookie }, cookieHeader, nowMs);
  if (visitor === null) return null;
  await store.principals.signOut(visitor.id, nowMs);
  accounts.liveness.forget();
  return cookie.clear();
};
