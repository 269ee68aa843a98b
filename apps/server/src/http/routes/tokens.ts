/** Access tokens that people make for their programs: the secret is shown once, and only its hash is kept. */
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { SCOPES } from '../../access/scopes.ts';
import { requireProof } from '../../accounts/proof.ts';
import type { NewTokenResponse, TokensResponse, TokenSummary } from '../../api/accounts.ts';
import { hashSecret } from '../../auth/identity.ts';
import type { Actor } from '../../db/principals.ts';
import type { TokenRow } from '../../db/tokens.ts';
import { newSecret } from '../../ids.ts';
import { requireActor } from '../board-access.ts';
import { line, readBody } from '../body.ts';
import type { AppEnv, AppParts } from '../env.ts';
import { plantFunction } from '../person.ts';
import { ProblemError } from '../problem.ts';

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 366;
/** Each has a rate limit of its own, so nobody has any number of them. */
const MOST_LIVE = 50;

export const TokenBody = z.object(
  {
    name: line('the name of the token', 80),
    function: plantFunction,
    scopes: z
      .array(z.enum(SCOPES, { error: `Give scopes out of ${SCOPES.join(', ')}.` }), {
        error: `Give a list of scopes out of ${SCOPES.join(', ')}.`,
      })
      .min(1, { error: 'Give at least one scope.' })
      .transform((given) => SCOPES.filter((scope) => given.includes(scope))),
    expiresInDays: z
      .int({ error: `Give a whole number of days from 1 to ${LONGEST_DAYS}.` })
      .min(1, { error: `Give a whole number of days from 1 to ${LONGEST_DAYS}.` })
      .max(LONGEST_DAYS, { error: `Give a whole number of days from 1 to ${LONGEST_DAYS}.` }),
  },
  { error: 'Send a JSON object with "name", "function", "scopes" and "expiresInDays".' },
);

const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));

const summaryOf = (row: TokenRow, nowMs: number): TokenSummary => ({
  id: row.id,
  name: row.name,
  function: row.function,
  scopes: row.scopes,
  createdAt: iso(row.createdAtMs),
  expiresAt: isoOrNull(row.expiresAtMs),
  lastUsedAt: isoOrNull(row.lastUsedAtMs),
  state:
    row.revokedAtMs !== null ? 'revoked' : row.expiresAtMs !== null && row.expiresAtMs <= nowMs ? 'expired' : 'live',
});

/** Somebody with an account who has signed in: a token makes no other tokens. */
const requireUser = (c: Context<AppEnv>): Actor => {
  const actor = requireActor(c);
  if (actor.kind !== 'user')
    throw new ProblemError('forbidden', 'Tokens are made by people with an account. Sign in with one.');
  return actor;
};

export const tokenRoutes = (parts: AppParts): Hono<AppEnv> => {
  const { tokens } = parts.store;
  const list = async (owner: string): Promise<readonly TokenSummary[]> =>
    (await tokens.listOf(owner)).map((row) => summaryOf(row, parts.nowMs()));

  return new Hono<AppEnv>()
    .get('/tokens', async (c) => c.json({ tokens: await list(requireUser(c).id) } satisfies TokensResponse))
    .post('/tokens', async (c) => {
      const actor = requireUser(c);
      const { expiresInDays, ...body } = await readBody(c, TokenBody);
      requireProof({ sessions: parts.store.sessions, nowMs: parts.nowMs }, actor);
      if ((await list(actor.id)).filter(({ state }) => state === 'live').length >= MOST_LIVE)
        throw new ProblemError(
          'conflict',
          `You have ${MOST_LIVE} tokens that count. Revoke one that you do not need first.`,
        );
      const secret = newSecret();
      const nowMs = parts.nowMs();
      const made = await tokens.create(
        { ...body, owner: actor.id, expiresAtMs: nowMs + expiresInDays * DAY_MS },
        hashSecret(secret),
        nowMs,
      );
      const token = (await list(actor.id)).find(({ id }) => id === made.id);
      if (token === undefined) throw new Error('The token was not stored.');
      parts.log.info({ principal: actor.id, token: made.id, scopes: body.scopes }, 'token made');
      const account = await parts.store.accounts.findByPrincipal(actor.id);
      if (account !== null) await parts.notices.tell(account, { kind: 'token-made', name: body.name });
      return c.json({ token, secret } satisfies NewTokenResponse, 201);
    })
    .delete('/tokens/:id', async (c) => {
      const actor = requireUser(c);
      if (!(await tokens.revoke(c.req.param('id'), actor.id, parts.nowMs())))
        throw new ProblemError('not-found', 'You have no such token. Look at the list of your tokens again.');
      parts.accounts.liveness.forget();
      return c.body(null, 204);
    });
};
