/**
 * The visitor's cookie: principal id and time of issue, signed by the server (HMAC-SHA-256). Says who the browser
 * was, once the signature holds; whether that principal exists is for the caller.
 */
import { parseSigned, serializeSigned } from 'hono/utils/cookie';
import { ID_PATTERN } from '../ids.ts';

export interface VisitorCookie {
  /** The value of a Set-Cookie header. */
  issue(principalId: string, nowMs: number): Promise<string>;
  /** The principal id in a Cookie header; null when there is none, or it was altered, or it has expired. */
  read(cookieHeader: string | undefined, nowMs: number): Promise<string | null>;
}

const DAY_S = 86_400;
export const COOKIE_MAX_AGE_S = 180 * DAY_S;
/** A clock that was set back a little must not log everybody out. */
const CLOCK_SLACK_MS = DAY_S * 1000;

export const createVisitorCookie = (key: string, secure: boolean): VisitorCookie => {
  const name = secure ? '__Host-chartroom' : 'chartroom';
  return {
    issue: (principalId, nowMs) =>
      serializeSigned(name, `v1.${principalId}.${nowMs}`, key, {
        path: '/',
        httpOnly: true,
        sameSite: 'Lax',
        maxAge: COOKIE_MAX_AGE_S,
        secure,
      }),
    read: async (cookieHeader, nowMs) => {
      if (cookieHeader === undefined) return null;
      const value = (await parseSigned(cookieHeader, key, name))[name];
      if (typeof value !== 'string') return null;
      const [version, id, issued, ...rest] = value.split('.');
      if (
        version !== 'v1' ||
        id === undefined ||
        issued === undefined ||
        rest.length > 0 ||
        !ID_PATTERN.test(id) ||
        !/^\d{1,15}$/.test(issued)
      )
        return null;
      const ageMs = nowMs - Number(issued);
      return ageMs > COOKIE_MAX_AGE_S * 1000 || ageMs < -CLOCK_SLACK_MS ? null : id;
    },
  };
};
