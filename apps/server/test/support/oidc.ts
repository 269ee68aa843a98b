/** The OpenID Connect provider of the fixture, and the way that a browser goes through it. */
import { startChild } from './child.ts';
import type { Browser } from './people.ts';

export interface OidcPerson {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
}

export interface OidcProvider {
  /** What a server is started with to use it. */
  readonly env: Readonly<Record<string, string>>;
  become(person: OidcPerson): Promise<void>;
  /**
   * Follows an address of the provider as a browser does, until it leads back to the server: to this address. `jar`: what the
   * provider knows the browser by.
   */
  follow(address: string, jar?: Map<string, string>): Promise<URL>;
  /** Moves its clock. */
  pass(ms: number): Promise<void>;
  stop(): Promise<unknown>;
}

export const startOidcProvider = async (): Promise<OidcProvider> => {
  const child = startChild('test/fixtures/oidc-provider.ts');
  const issuer = (await child.said(/Issuer (\S+)/))[1] ?? '';

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
    pass: async (ms) => void (await fetch(`${issuer}/pass/${ms}`, { method: 'POST' })),
    follow: async (address, jar = new Map<string, string>()) => {
      let at = new URL(address);
      while (at.origin === issuer) {
        const response = await fetch(at, {
          redirect: 'manual',
          headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
        });
        for (const line of response.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
          jar.set(name, value);
        }
        const location = response.headers.get('location');
        if (location === null) throw new Error(`${response.status} at ${at.href}: ${await response.text()}`);
        at = new URL(location, at);
      }
      return at;
    },
    stop: () => {
      child.process.kill('SIGKILL');
      return child.ended();
    },
  };
};

/** Where the server sends a browser to sign in. */
export const authorizationUrl = async (
  browser: Browser,
  more: Readonly<Record<string, unknown>> = {},
  path = '/api/auth/sign-in/social',
): Promise<string> => {
  const response = await browser.ask(path, { json: { provider: 'oidc', ...more } });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return ((await response.json()) as { url: string }).url;
};

/** Through the provider and back; answers where the browser is sent at last. */
export const enterByProvider = async (
  provider: OidcProvider,
  browser: Browser,
  more: Readonly<Record<string, unknown>> = {},
  jar?: Map<string, string>,
): Promise<Response> => {
  const back = await provider.follow(await authorizationUrl(browser, more), jar);
  return browser.ask(`${back.pathname}${back.search}`);
};
