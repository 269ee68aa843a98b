/**
 * The accounts library's own client for browsers. Imported by `auth.ts` alone, and only once a page needs it: a board
 * is opened without it.
 */
import { passkeyClient } from '@better-auth/passkey/client';
import { createAuthClient, type BetterAuthClientPlugin } from 'better-auth/client';
import { twoFactorClient } from 'better-auth/client/plugins';

/** What every call of the client resolves with. */
export interface Resolved {
  readonly data: unknown;
  readonly error: unknown;
}

export interface Hear {
  readonly onError: (context: { readonly response?: Response }) => void;
}

type Call<B> = (body: B & { readonly fetchOptions?: Hear }) => Promise<Resolved>;

/** What the board asks of it. */
export interface AuthClient {
  readonly signIn: {
    readonly email: Call<{ readonly email: string; readonly password: string }>;
    readonly social: Call<{
      readonly provider: string;
      readonly callbackURL: string;
      readonly errorCallbackURL: string;
      readonly newUserCallbackURL: string;
      /** The provider asks the person, however long it has known the browser. */
      readonly anew?: boolean;
    }>;
    readonly passkey: (options: { readonly autoFill: boolean }) => Promise<Resolved>;
  };
  readonly signOut: Call<object>;
  readonly requestPasswordReset: Call<{ readonly email: string }>;
  readonly resetPassword: Call<{ readonly token: string; readonly newPassword: string }>;
  readonly changePassword: Call<{
    readonly currentPassword: string;
    readonly newPassword: string;
    readonly revokeOtherSessions: boolean;
  }>;
  readonly listSessions: Call<object>;
  readonly revokeSession: Call<{ readonly token: string }>;
  readonly revokeOtherSessions: Call<object>;
  readonly listAccounts: Call<object>;
  readonly linkSocial: Call<{
    readonly provider: string;
    readonly callbackURL: string;
    readonly errorCallbackURL: string;
  }>;
  readonly unlinkAccount: Call<{ readonly providerId: string; readonly accountId: string }>;
  readonly twoFactor: {
    readonly enable: Call<{ readonly password: string }>;
    readonly disable: Call<{ readonly password: string }>;
    readonly generateBackupCodes: Call<{ readonly password: string }>;
    readonly verifyTotp: Call<{ readonly code: string }>;
    readonly verifyBackupCode: Call<{ readonly code: string }>;
  };
  readonly passkey: {
    readonly addPasskey: (options: { readonly name: string }) => Promise<Resolved>;
    readonly listUserPasskeys: Call<object>;
    readonly updatePasskey: Call<{ readonly id: string; readonly name: string }>;
    readonly deletePasskey: Call<{ readonly id: string }>;
  };
}

// Its own types are inferred from the server's, and made without exact optional properties.
const plugins = [twoFactorClient(), passkeyClient() as unknown as BetterAuthClientPlugin];

/** Called each time the server has said what a passkey is asked for with; what asks the browser then follows at once. */
let onPasskeyOptions: () => void = () => undefined;
export const followPasskeyOptions = (listener: () => void): void => void (onPasskeyOptions = listener);

export const client = createAuthClient({
  plugins,
  fetchOptions: {
    onSuccess: ({ request }) => {
      if (String(request.url).includes('/passkey/generate-authenticate-options')) onPasskeyOptions();
    },
  },
}) as unknown as AuthClient;
