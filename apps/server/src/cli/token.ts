/** `chartroom token create`: an access token for a program. */
import { hashSecret } from '../auth/identity.ts';
import type { Person } from '../db/principals.ts';
import { line } from '../http/body.ts';
import { newSecret } from '../ids.ts';
import { type Result, done, refused } from '../refusal.ts';
import { withStore } from './open.ts';
import type { Outcome } from './outcome.ts';

export const createToken = async (dataDir: string, person: Person): Promise<Result<Outcome>> => {
  const name = line('the name', 80).safeParse(person.name);
  if (!name.success)
    return refused(
      'bad-input',
      `The name of the token cannot be used. ${name.error.issues.map((issue) => issue.message).join(' ')}`,
    );
  return withStore(dataDir, 'write', async (store) => {
    const secret = newSecret();
    const actor = await store.principals.createToken(
      { name: name.data, function: person.function },
      hashSecret(secret),
      Date.now(),
    );
    return done({
      text: `${secret}\nThis is the secret of "${actor.name}" (${actor.function}). It is shown only now; keep it like a password.\nWebSocket clients offer the subprotocol chartroom.token.${secret}, HTTP clients send it as Authorization: Bearer.\n`,
    });
  });
};
