/**
 * What a form says of a new password before it is sent: its length, which is what it can judge honestly. The bounds are
 * the server's. Pure.
 */
import { m } from '#lib/messages/index.ts';

/** Characters. */
export const PASSWORD = { least: 10, most: 128, good: 16 } as const;

export type Length = 'short' | 'enough' | 'good';

/** As a person counts: an emoji is one. */
export const lengthOf = (password: string): number => [...password].length;

export function judge(password: string): Length {
  const length = lengthOf(password);
  return length < PASSWORD.least ? 'short' : length < PASSWORD.good ? 'enough' : 'good';
}

/** What is wrong with a new password; empty when nothing is. */
export function newPasswordError(password: string, email = ''): string {
  if (password === '') return m.account.password.newMissing;
  if (judge(password) === 'short') return m.account.password.short(PASSWORD.least);
  if (lengthOf(password) > PASSWORD.most) return m.account.password.long(PASSWORD.most);
  if (email !== '' && password.toLowerCase() === email.trim().toLowerCase()) return m.account.password.own;
  return '';
}
