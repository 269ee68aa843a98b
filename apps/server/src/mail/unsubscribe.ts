/**
 * Links that end somebody's mail without signing in: they name the person and carry a signature that only this server
 * makes. They do nothing else, so they need not expire.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface Unsubscribing {
  /** Path and query on this server. */
  pathFor(principal: string): string;
  /** The person whom a link is for; null where the signature is not of this server. */
  read(who: string | undefined, signature: string | undefined): string | null;
}

/** `secret`: a key of this data directory, from which one for this purpose is derived. */
export const createUnsubscribing = (secret: string): Unsubscribing => {
  const key = createHmac('sha256', secret).update('chartroom mail unsubscribe 1').digest();
  const sign = (principal: string): string => createHmac('sha256', key).update(principal).digest('base64url');
  return {
    pathFor: (principal) =>
      `/api/mail/unsubscribe?${new URLSearchParams({ who: principal, signature: sign(principal) }).toString()}`,
    read: (who, signature) => {
      if (who === undefined || signature === undefined) return null;
      const given = Buffer.from(signature);
      const due = Buffer.from(sign(who));
      return given.length === due.length && timingSafeEqual(given, due) ? who : null;
    },
  };
};
