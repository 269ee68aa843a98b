/** Values that the server makes for itself and keeps, such as the key that signs cookies. */
import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Tables } from './database.ts';
import { setting } from './schema.ts';

export interface Settings {
  /** The key that signs visitors' cookies: 256 random bits, made once a data directory. */
  cookieKey(): Promise<string>;
  /** What the library of accounts signs and encrypts with: 256 random bits, made once a data directory. */
  authSecret(): Promise<string>;
  /** Writes and reads back one value: whether the database takes writes at all. */
  probe(value: string): Promise<boolean>;
}

const COOKIE_KEY = 'cookie-key';
const AUTH_SECRET = 'auth-secret';
const PROBE = 'probe';

export const createSettings = (tables: Tables): Settings => {
  const read = (key: string): string | undefined =>
    tables.select().from(setting).where(eq(setting.key, key)).get()?.value;
  const madeOnce = (key: string): string => {
    tables
      .insert(setting)
      .values({ key, value: randomBytes(32).toString('base64') })
      .onConflictDoNothing()
      .run();
    const value = read(key);
    if (value === undefined) throw new Error(`The setting ${key} was not stored.`);
    return value;
  };
  return {
    cookieKey: async () => madeOnce(COOKIE_KEY),
    authSecret: async () => madeOnce(AUTH_SECRET),
    probe: async (value) => {
      try {
        tables
          .insert(setting)
          .values({ key: PROBE, value })
          .onConflictDoUpdate({ target: setting.key, set: { value } })
          .run();
        return read(PROBE) === value;
      } catch {
        return false;
      }
    },
  };
};
