/**
 * The visitor's cookie: principal id and time of issue, signed by the server (HMAC-SHA-256). Says who the browser
 * was, once the signature holds; whether that principal exists is for the caller.
 */
import { parseSigned, serialize, serializeSigned } from 'hono/utils/cookie';
import { ID_PATTERN } from '../ids.ts';

/** How long a cookie counts, and whether the browser keeps it when it is closed. */
export interface CookieLife {
  readonly maxAgeS: number;
  readonly isKept: boolean;
}

export interface VisitorCookie {
  /** The value of a Set-Cookie header. */
  issue(principalId: string, nowMs: number, life?: CookieLife): Promise<string>;
  /** The Set-Cookie header that takes the cookie away. */
  clear(): string;
  /** What a Cookie header says; null when there is none, or it was altered, or it has expired. */
  read(
    cookieHeader: string | undefined,
    nowMs: number,
  ): Promise<{ readonly id: string; readonly endsAtMs: number } | null>;
}

const DAY_S = 86_400;
export const COOKIE_MAX_AGE_S = 180 * DAY_S;
/** Of a guest: as long as a session takes, on a machine that may be anybody's. */
export const GUEST_LIFE: CookieLife = { maxAgeS: DAY_S / 2, isKept: false };
const LASTING: CookieLife = { maxAgeS: COOKIE_MAX_AGE_S, isKept: true };
/** A clock that was set back a little must not log everybody out. */
const CLOCK_SLACK_MS = DAY_S * 1000;

/** The first version did not say how long it counts. */
const VALUE = /^v[12]\.(?<id>[^.]+)\.(?<issued>\d{1,15})(?:\.(?<maxAgeS>\d{1,8}))?$/;

export const createVisitorCookie = (key: string, secure: boolean): VisitorCookie => {
  const name = secure ? '__Host-chartroom' : 'chartroom';
  return {
    issue: (principalId, nowMs, { maxAgeS, isKept } = LASTING) =>
      serializeSigned(name, `v2.${principalId}.${nowMs}.${maxAgeS}`, key, {
        path: '/',
        httpOnly: true,
        sameSite: 'Lax',
        ...(isKept ? { maxAge: maxAgeS } : {}),
        secure,
      }),
    clear: () => serialize(name, '', { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: 0, secure }),
    read: async (cookieHeader, nowMs) => {
      if (cookieHeader === undefined) return null;
      const value = (await parseSigned(cookieHeader, key, name))[name];
      if (typeof value !== 'string') return null;
      const match = VALUE.exec(value)?.groups;
      if (match === undefined || !ID_PATTERN.test(match['id'] ?? '')) return null;
      const { id = '', issued, maxAgeS = COOKIE_MAX_AGE_S } = match;
      const endsAtMs = Number(issued) + Number(maxAgeS) * 1000;
      return nowMs > endsAtMs || nowMs < Number(issued) - CLOCK_SLACK_MS ? null : { id, endsAtMs };
    },
  };
};
