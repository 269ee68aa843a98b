/** The sessions of the account as the server lists them, this one first, then by when they were last used. */
import { asked, wordsOf } from './auth.ts';
import type { Said } from './part.svelte.ts';

export interface OwnSession {
  readonly id: string;
  readonly token: string;
  readonly userAgent?: string | null;
  readonly ipAddress?: string | null;
  readonly createdAt: Date | string;
  readonly seenAt?: Date | string | null;
  /** The one of this browser. */
  readonly here: boolean;
}

const timeOf = ({ seenAt, createdAt }: OwnSession): number => new Date(seenAt ?? createdAt).getTime();

/** `here` is the id of the session that asks. */
export async function ownSessions(here: string | null): Promise<Said<readonly OwnSession[]>> {
  const answer = await asked<readonly Omit<OwnSession, 'here'>[]>((client, hear) =>
    client.listSessions({ fetchOptions: hear }),
  );
  if (!answer.ok) return { ok: false, words: wordsOf(answer.failure) };
  return {
    ok: true,
    value: answer.value
      .map((one) => ({ ...one, here: one.id === here }))
      .sort((a, b) => Number(b.here) - Number(a.here) || timeOf(b) - timeOf(a)),
  };
}
