/** The ways in which somebody shows again that it is they, in the session that they have. Failures come back in words. */
import { m } from '#lib/messages/index.ts';
import { ask, type Failure } from '#lib/session/http.ts';
import { failureWords } from './part.svelte.ts';
import { offersPasskeys, type Ceremony } from './passkeys.ts';

export type Secret = { readonly password: string } & ({ readonly code?: string } | { readonly backupCode: string });

export const proveByPassword = (secret: Secret): ReturnType<typeof ask> =>
  ask('/api/auth/prove/password', { method: 'POST', body: secret });

/** Older browsers cannot read what a server asks of a passkey. */
export const canProveByPasskey = (): boolean =>
  offersPasskeys() && 'parseRequestOptionsFromJSON' in globalThis.PublicKeyCredential;

export async function proveByPasskey(): Promise<Ceremony> {
  const options = await ask<PublicKeyCredentialRequestOptionsJSON>('/api/auth/passkey/generate-authenticate-options');
  if (!options.ok) return failed(options.failure);
  let response: unknown;
  try {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options.value);
    const credential = await navigator.credentials.get({ publicKey });
    response = credential instanceof PublicKeyCredential ? credential.toJSON() : null;
  } catch {
    response = null;
  }
  if (response === null) return { ok: false, words: m.account.proving.passkeyNone };
  const answer = await ask('/api/auth/prove/passkey', { method: 'POST', body: { response } });
  return answer.ok ? { ok: true } : failed(answer.failure);
}

const failed = (failure: Failure): Ceremony => ({
  ok: false,
  words:
    failure.kind === 'refused' && failure.problem.code === 'PASSKEY_NOT_FOUND'
      ? m.account.signIn.passkeyUnknown
      : failureWords(failure),
});
