/** `chartroom token`: access tokens of programs that whoever runs the server makes, and takes back. */
import { DEFAULT_SCOPES } from '../access/scopes.ts';
import type { Scope } from '../api/accounts.ts';
import { hashSecret } from '../auth/identity.ts';
import type { Person } from '../db/principals.ts';
import { line } from '../http/body.ts';
import { newSecret } from '../ids.ts';
import { type Result, done, refused } from '../refusal.ts';
import { withStore } from './open.ts';
import type { Outcome } from './outcome.ts';

export interface TokenRequest extends Person {
  readonly scopes?: readonly Scope[];
  /** Whole days; it does not expire when this is left out. */
  readonly expiresDays?: number;
}

const DAY_MS = 86_400_000;

export const createToken = async (dataDir: string, request: TokenRequest): Promise<Result<Outcome>> => {
  const name = line('the name', 80).safeParse(request.name);
  if (!name.success)
    return refused(
      'bad-input',
      `The name of the token cannot be used. ${name.error.issues.map((issue) => issue.message).join(' ')}`,
    );
  return withStore(dataDir, 'write', async (store) => {
    const secret = newSecret();
    const nowMs = Date.now();
    const scopes = request.scopes ?? DEFAULT_SCOPES;
    const expiresAtMs = request.expiresDays === undefined ? null : nowMs + request.expiresDays * DAY_MS;
    const actor = await store.tokens.create(
      { name: name.data, function: request.function, scopes, owner: null, expiresAtMs },
      hashSecret(secret),
      nowMs,
    );
    const until = expiresAtMs === null ? 'It does not expire' : `It expires at ${new Date(expiresAtMs).toISOString()}`;
    return done({
      text: `${secret}\nThis is the secret of "${actor.name}" (${actor.function}). It is shown only now; keep it like a password.\n${until}, and may do what these scopes say: ${scopes.join(', ')}.\nWebSocket clients offer the subprotocol chartroom.token.${secret}, HTTP clients send it as Authorization: Bearer.\n`,
    });
  });
};

export const listTokens = (dataDir: string): Promise<Result<Outcome>> =>
  withStore(dataDir, 'read', async (store) => {
    const nowMs = Date.now();
    const tokens = await store.tokens.listOf(null);
    const lines = tokens.map(({ id, name, function: fn, scopes, expiresAtMs, revokedAtMs, lastUsedAtMs }) => {
      const isOver = revokedAtMs !== null || (expiresAtMs !== null && expiresAtMs <= nowMs);
      const used = lastUsedAtMs === null ? 'never used' : `last used ${new Date(lastUsedAtMs).toISOString()}`;
      const state = revokedAtMs !== null ? 'revoked' : isOver ? 'expired' : used;
      return `${id}  ${name} (${fn})  ${scopes.join(',')}  ${state}`;
    });
    return done({ text: lines.length === 0 ? 'No tokens were made here.\n' : `${lines.join('\n')}\n` });
  });

export const revokeToken = (dataDir: string, id: string): Promise<Result<Outcome>> =>
  withStore(dataDir, 'write', async (store) =>
    (await store.tokens.revoke(id, null, Date.now()))
      ? done({ text: `Token ${id} is revoked. Connections with it end within a second or two.\n` })
      : refused('not-found', `No token ${id.slice(0, 64)} was made here. chartroom token list shows those that were.`),
  );
