/**
 * A real OpenID Connect provider in a process of its own. Whoever is put in front of it signs in without being asked.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { poll } from './poll.ts';

const FIXTURE = fileURLToPath(new URL('../../apps/server/test/fixtures/oidc-provider.ts', import.meta.url));

export interface OidcPerson {
  readonly sub: string;
  readonly email: string;
  readonly email_verified: boolean;
  readonly name: string;
}

export interface OidcProvider {
  /** What `startServer` gets as `env` to use it. */
  readonly env: Readonly<Record<string, string>>;
  become(person: OidcPerson): Promise<void>;
  stop(): void;
}

export const startOidcProvider = async (): Promise<OidcProvider> => {
  const child = spawn(process.execPath, [FIXTURE], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  const issuer = await poll(() => /Issuer (\S+)/.exec(said)?.[1], { what: 'the provider to listen' });
  return {
    env: {
      ACCESS: 'accounts',
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: 'chartroom',
      OIDC_CLIENT_SECRET: 'a secret between two programs',
      OIDC_NAME: 'Plant login',
    },
    become: async (person) => {
      await fetch(`${issuer}/become`, { method: 'POST', body: JSON.stringify(person) });
    },
    stop: () => void child.kill('SIGKILL'),
  };
};
