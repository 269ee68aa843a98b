/**
 * By which a browser is known again in which somebody has signed in before: a random id, and for each account its MAC. It
 * outlives the session and says nothing of anybody; what it is good for is that strangers' failures lock nobody out there.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { parse, serialize } from 'hono/utils/cookie';
import { ID_PATTERN, newId } from '../ids.ts';

export interface Device {
  readonly id: string;
  /** Of the accounts that have signed in there, the last one first. Only one that holds says anything. */
  readonly macs: readonly string[];
}

export interface DeviceCookie {
  /** What a request says of itself; null when it says nothing. */
  read(cookieHeader: string | undefined): Device | null;
  /** Whether somebody has signed in there with this account. */
  isKnown(device: Device, account: string): boolean;
  /** The Set-Cookie header by which the browser is known for this account from now on. */
  remember(cookieHeader: string | undefined, account: string): string;
}

/** As long as a browser keeps a cookie. */
const KEPT_S = 400 * 86_400;
/** People who share a terminal. */
const MOST_ACCOUNTS = 12;

export const createDeviceCookie = (secret: string, secure: boolean): DeviceCookie => {
  const name = secure ? '__Host-chartroom-device' : 'chartroom-device';
  const key = createHmac('sha256', secret).update('device cookie').digest();
  const macOf = (id: string, account: string): string =>
    createHmac('sha256', key).update(`${id} ${account}`).digest('base64url');
  const holds = (mac: string, expected: string): boolean =>
    mac.length === expected.length && timingSafeEqual(Buffer.from(mac), Buffer.from(expected));

  const read = (cookieHeader: string | undefined): Device | null => {
    const [id = '', ...macs] = (parse(cookieHeader ?? '', name)[name] ?? '').split('.');
    return ID_PATTERN.test(id) ? { id, macs: macs.filter((mac) => /^[\w-]{43}$/.test(mac)) } : null;
  };
  const isKnown = ({ id, macs }: Device, account: string): boolean => {
    const expected = macOf(id, account);
    return macs.some((mac) => holds(mac, expected));
  };
  return {
    read,
    isKnown,
    remember: (cookieHeader, account) => {
      const { id, macs } = read(cookieHeader) ?? { id: newId(), macs: [] };
      const mac = macOf(id, account);
      const all = [mac, ...macs.filter((one) => one !== mac)].slice(0, MOST_ACCOUNTS);
      return serialize(name, [id, ...all].join('.'), {
        path: '/',
        httpOnly: true,
        sameSite: 'Lax',
        maxAge: KEPT_S,
        secure,
      });
    },
  };
};
