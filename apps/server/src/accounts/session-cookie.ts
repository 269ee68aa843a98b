/**
 * The cookies of the accounts' library: their names, and the session's token in a Cookie header. The library writes them;
 * the signature is HMAC-SHA-256 over the token, as it and `hono` have it.
 */
import { parse, parseSigned } from 'hono/utils/cookie';

export interface SessionCookie {
  /** What the library puts before the names of its cookies. */
  readonly prefix: string;
  readonly secure: boolean;
  /** The token of a session whose signature holds; null when there is none. */
  token(cookieHeader: string | undefined): Promise<string | null>;
  /** What a signed cookie of the library says, by the last part of its name. */
  read(name: string, cookieHeader: string | undefined): Promise<string | null>;
  /**
   * The library's own cookies, written anew as they were read here, so that it reads no other session, challenge or state
   * out of an odd header than the one that was judged. `session`: whether the session's is among them.
   */
  own(cookieHeader: string, session: boolean): string;
  /** The token of the session that an answer gives a browser; null when it gives none. */
  tokenSet(response: Response): Promise<string | null>;
}

const SESSION = 'session_token';

export const createSessionCookie = (secret: string, secure: boolean): SessionCookie => {
  const prefix = secure ? '__Host-chartroom' : 'chartroom';
  const name = `${prefix}.${SESSION}`;
  const read = async (which: string, cookieHeader: string | undefined): Promise<string | null> => {
    if (cookieHeader === undefined) return null;
    const full = `${prefix}.${which}`;
    const value = (await parseSigned(cookieHeader, secret, full))[full];
    return typeof value === 'string' ? value : null;
  };
  return {
    prefix,
    secure,
    read,
    token: (cookieHeader) => read(SESSION, cookieHeader),
    own: (cookieHeader, session) =>
      Object.entries(parse(cookieHeader))
        .filter(([one]) => one.startsWith(`${prefix}.`) && (session || one !== name))
        .map(([one, value]) => `${one}=${encodeURIComponent(value)}`)
        .join('; '),
    tokenSet: async (response) => {
      const set = response.headers.getSetCookie().findLast((cookie) => cookie.startsWith(`${name}=`));
      return set === undefined ? null : read(SESSION, set.split(';', 1)[0]);
    },
  };
};
