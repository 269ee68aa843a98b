/** What people say of themselves, and the shapes in which the server says who they are. */
import { z } from 'zod';
import type { PlantFunction } from '../api.ts';
import type { AccountSummary, PrincipalSummary, UserSummary } from '../api/accounts.ts';
import { PASSWORD } from '../accounts/library.ts';
import type { AccountRow } from '../db/accounts.ts';
import type { Actor } from '../db/principals.ts';
import { line } from './body.ts';

const FUNCTIONS = ['OPS', 'QUA', 'IT', 'OTHER'] as const satisfies readonly PlantFunction[];

export const personName = line('your name', 80);
export const plantFunction = z.enum(FUNCTIONS, { error: `Give one of ${FUNCTIONS.join(', ')}.` });
export const emailAddress = z
  .string({ error: 'Give the e-mail address as text.' })
  .transform((value) => value.trim().toLowerCase())
  .pipe(z.email({ error: 'Give an e-mail address, for example petra@plant.example.' }).max(254));
export const newPassword = z
  .string({ error: 'Give the password as text.' })
  .min(PASSWORD.least, { error: `Give a password of at least ${PASSWORD.least} characters.` })
  .max(PASSWORD.most, { error: `Give a password of at most ${PASSWORD.most} characters.` });

const EMPTY = z.literal('');
/** One line that may be left empty. */
export const remarkLine = (what: string) =>
  z
    .string({ error: `Give ${what} as text.` })
    .transform((value) => value.trim())
    .pipe(EMPTY.or(line(what, 80)));

export const principalSummary = ({ id, name, function: fn, kind }: Actor): PrincipalSummary => ({
  id,
  name,
  function: fn,
  kind,
});

export const userSummary = (account: AccountRow): UserSummary => ({
  email: account.email,
  discipline: account.discipline,
  jobTitle: account.jobTitle,
  administrator: account.administrator,
  twoFactorEnabled: account.twoFactorEnabled,
  hasPassword: account.hasPassword,
  singleSignOn: account.singleSignOn,
  passkeys: account.passkeys,
  emailVerified: account.emailVerified,
});

const iso = (ms: number): string => new Date(ms).toISOString();

export const accountSummary = (account: AccountRow): AccountSummary => ({
  id: account.id,
  principal: account.principal,
  name: account.name,
  function: account.function,
  email: account.email,
  emailVerified: account.emailVerified,
  discipline: account.discipline,
  jobTitle: account.jobTitle,
  administrator: account.administrator,
  disabled: account.disabledAtMs !== null,
  createdAt: iso(account.createdAtMs),
  lastSeenAt: account.lastSeenAtMs === null ? null : iso(account.lastSeenAtMs),
  twoFactorEnabled: account.twoFactorEnabled,
  hasPassword: account.hasPassword,
  singleSignOn: account.singleSignOn,
  passkeys: account.passkeys,
});
