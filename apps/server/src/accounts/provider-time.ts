/**
 * When the provider of single sign-on has last asked somebody who they are. It may let a browser in silently for days, so
 * coming back from it proves no more than that: what counts is `auth_time` of the ID token, which the library has verified.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { z } from 'zod';

/** Providers say `auth_time` where they are told how old it may be: any age, else the one that is asked for. */
export const ANY_AGE = { max_age: '315360000' } as const;
export const ASKED_ANEW = { max_age: '0', prompt: 'login' } as const;

const CLAIMS = z.object({ sub: z.string(), auth_time: z.number().nonnegative().optional() });

interface Heard {
  /** null: no provider was asked. */
  provedAtMs: number | null;
}
const request = new AsyncLocalStorage<Heard>();

/** One request to the library, with what is heard from a provider on the way. */
export const hearing = <T>(run: () => Promise<T>): Promise<T> => request.run({ provedAtMs: null }, run);

/** Whom a verified ID token is about; null for what is none. A provider that does not say when has proved nothing. */
export const subjectOf = (idToken: string): string | null => {
  const payload = Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString();
  let claims: z.output<typeof CLAIMS>;
  try {
    claims = CLAIMS.parse(JSON.parse(payload));
  } catch {
    return null;
  }
  const heard = request.getStore();
  if (heard !== undefined) heard.provedAtMs = (claims.auth_time ?? 0) * 1000;
  return claims.sub;
};

/** When a session that is made now was proved: now, or when the provider says. */
export const provedAtMs = (nowMs: number): number => Math.min(nowMs, request.getStore()?.provedAtMs ?? nowMs);
