/** Passkeys in this browser: signing in with one, and making one. Failures come back in words. */
import { m } from '#lib/messages/index.ts';
import { asked, wordsOf, type AuthFailure } from './auth.ts';
import { withProof } from './proof.svelte.ts';

export type Ceremony = { readonly ok: true } | { readonly ok: false; readonly words: string };

/** A literal address has no name that a passkey could be for. */
const isAddress = (host: string): boolean => /^[\d.]+$|^\[/u.test(host);

/** Whether this browser has passkeys at this address at all: they need a name, and HTTPS or localhost. */
export const offersPasskeys = (): boolean =>
  globalThis.isSecureContext && 'PublicKeyCredential' in globalThis && !isAddress(location.hostname);

/**
 * Until the offer under the e-mail field is with the browser. A browser asks for one passkey at a time and drops the one
 * that it was asked for before, so what a person wants must come after the offer, however late its answer is.
 */
let offering: Promise<unknown> = Promise.resolve();

async function offer(begun: () => void): Promise<Ceremony | null> {
  if (!offersPasskeys() || !(await offersAutofill())) return null;
  const { followPasskeyOptions } = await import('./auth-client.ts');
  followPasskeyOptions(() => setTimeout(begun));
  const answer = await asked<unknown>((client) => client.signIn.passkey({ autoFill: true }));
  return answer.ok ? { ok: true } : null;
}

/** Null: there is nothing to say, since nobody asked for it and nothing came of it. */
export async function signInWithPasskey({ autofill }: { readonly autofill: boolean }): Promise<Ceremony | null> {
  if (autofill) {
    const { promise, resolve } = Promise.withResolvers<void>();
    offering = promise;
    return offer(resolve).finally(resolve);
  }
  if (!offersPasskeys()) return { ok: false, words: m.account.signIn.passkeyUnable };
  await offering;
  const answer = await asked<unknown>((client) => client.signIn.passkey({ autoFill: false }));
  return answer.ok ? { ok: true } : { ok: false, words: signInWords(answer.failure) };
}

const offersAutofill = async (): Promise<boolean> =>
  (await globalThis.PublicKeyCredential.isConditionalMediationAvailable?.().catch(() => false)) ?? false;

function signInWords(failure: AuthFailure): string {
  if (failure.code === 'PASSKEY_NOT_FOUND') return m.account.signIn.passkeyUnknown;
  if (failure.code === 'AUTH_CANCELLED' || failure.code.startsWith('ERROR_')) return m.account.signIn.passkeyNone;
  if (failure.code === 'ACCOUNT_DISABLED') return m.account.signIn.disabled;
  return wordsOf(failure);
}

/** Makes a passkey for whoever is signed in. */
export async function addPasskey(name: string): Promise<Ceremony> {
  const answer = await withProof(() => asked<unknown>((client) => client.passkey.addPasskey({ name })));
  if (answer.ok) return { ok: true };
  return { ok: false, words: addWords(answer.failure) };
}

function addWords(failure: AuthFailure): string {
  switch (failure.code) {
    case 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED':
      return m.account.own.passkeys.known;
    case 'ERROR_CEREMONY_ABORTED':
    case 'ERROR_PASSTHROUGH_SEE_CAUSE_PROPERTY':
    case 'UNKNOWN_ERROR':
      return m.account.own.passkeys.stopped;
    case 'ERROR_INVALID_DOMAIN':
    case 'ERROR_INVALID_RP_ID':
      return m.account.own.passkeys.unable;
    default:
      return wordsOf(failure);
  }
}
