/** Single sign-on: to the provider and back, and what it means when the way back says that it failed. */
import { m } from '#lib/messages/index.ts';
import { isEntrance } from '#lib/session/entrance.ts';
import { session } from '#lib/session/visitor.svelte.ts';
import { asked, wordsOf } from './auth.ts';

export const PROVIDER = 'oidc';

/** Leaves the page for the provider; what went wrong in words when it cannot. */
export async function signInWithOidc(to: string): Promise<string | null> {
  const then = to === '/' ? '' : `to=${encodeURIComponent(to)}`;
  const answer = await asked<unknown>((client, hear) =>
    client.signIn.social({
      provider: PROVIDER,
      callbackURL: to,
      errorCallbackURL: `/sign-in?${then}`,
      // Whoever comes for the first time says their function: the provider does not know it.
      newUserCallbackURL: isEntrance(new URL(to, location.origin).pathname) ? to : `/account?new&${then}`,
      fetchOptions: hear,
    }),
  );
  return answer.ok ? null : wordsOf(answer.failure);
}

/** In a window of its own: the provider asks again who it is, and the page that opened the window goes on. */
export async function proveWithOidc(): Promise<string | null> {
  const answer = await asked<unknown>((client, hear) =>
    client.signIn.social({
      provider: PROVIDER,
      callbackURL: '/sign-in?window=done',
      errorCallbackURL: '/sign-in?window=failed',
      newUserCallbackURL: '/sign-in?window=done',
      anew: true,
      fetchOptions: hear,
    }),
  );
  return answer.ok ? null : wordsOf(answer.failure);
}

/** The words for the `error` of the address that the provider's way back has led to. */
export function oidcFailure(code: string | null): string {
  if (code === null) return '';
  const name = session.server?.signIn.oidc?.name ?? '';
  switch (code.toLowerCase()) {
    case 'access_denied':
      return m.account.signIn.oidcRefused(name);
    case 'signup_disabled':
    case 'user_not_found':
      return m.account.signIn.oidcNoAccount(name);
    case 'account_not_linked':
    case 'unable_to_link_account':
    case 'email_not_verified':
      return m.account.signIn.oidcTaken(name);
    case 'account_disabled':
      return m.account.signIn.disabled;
    default:
      return m.account.signIn.oidcFailed(name);
  }
}
