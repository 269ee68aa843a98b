/** People with accounts, each with a browser of their own: what it was given as cookies it sends again. */
import { expect } from 'vitest';
import type { SessionResponse, SetupResponse } from '../../src/api/accounts.ts';
import type { Mail, Mailer } from '../../src/mail/mailer.ts';
import type { AskOptions, TestServer } from './server.ts';

export interface Browser {
  ask(path: string, options?: AskOptions): Promise<Response>;
  /** As a Cookie header. */
  cookie(): string;
  set(cookies: string): void;
  session(): Promise<SessionResponse>;
}

export const openBrowser = (server: Pick<TestServer, 'ask'>): Browser => {
  const jar = new Map<string, string>();
  const cookie = (): string => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const ask = async (path: string, options: AskOptions = {}): Promise<Response> => {
    const sent = cookie();
    const response = await server.ask(path, { ...(sent === '' ? {} : { cookie: sent }), ...options });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /;\s*max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  };
  return {
    ask,
    cookie,
    set: (cookies) => {
      jar.clear();
      for (const pair of cookies.split('; ')) jar.set(pair.split('=', 1)[0] ?? '', pair.slice(pair.indexOf('=') + 1));
    },
    session: async () => (await (await ask('/api/session')).json()) as SessionResponse,
  };
};

export const LENA = {
  name: 'Lena Wirth',
  function: 'OPS',
  email: 'lena.wirth@plant.example',
  password: 'first light over the mill',
} as const;

/** The first administrator, signed in. */
export const setUp = async (server: TestServer, more: Readonly<Record<string, unknown>> = {}) => {
  const browser = openBrowser(server);
  const response = await browser.ask('/api/setup', { json: { ...LENA, ...more } });
  if (response.status !== 201) throw new Error(`${response.status}: ${await response.text()}`);
  return { ...browser, ...((await response.json()) as SetupResponse) };
};

export const trySignIn = (
  browser: Browser,
  email: string = LENA.email,
  password: string = LENA.password,
): Promise<Response> => browser.ask('/api/auth/sign-in/email', { json: { email, password } });

export const signIn = async (server: TestServer, email?: string, password?: string): Promise<Browser> => {
  const browser = openBrowser(server);
  const response = await trySignIn(browser, email, password);
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return browser;
};

/** Another account, with the password that it was given. */
export const addAccount = async (
  server: TestServer,
  administrator: Browser,
  person: { readonly name: string; readonly function: string; readonly email: string; readonly password: string },
): Promise<{ readonly id: string; readonly principal: string }> => {
  const { password, ...rest } = person;
  const made = await administrator.ask('/api/accounts', { json: rest });
  if (made.status !== 201) throw new Error(`${made.status}: ${await made.text()}`);
  const { account, passwordUrl } = (await made.json()) as {
    account: { id: string; principal: string };
    passwordUrl: string;
  };
  const set = await server.ask('/api/auth/reset-password', {
    json: { token: new URL(passwordUrl).hash.slice(1), newPassword: password },
  });
  expect(set.status).toBe(200);
  return account;
};

/** A mailer that keeps what it is given. */
export const mailbox = (): Mailer & { readonly mails: Mail[] } => {
  const mails: Mail[] = [];
  return {
    enabled: true,
    mails,
    enqueue: (mail) => {
      mails.push(mail);
      return Promise.resolve();
    },
  };
};

/** A clock that goes on from now by as much as a test says. */
export const movedClock = () => {
  let aheadMs = 0;
  return { nowMs: () => Date.now() + aheadMs, pass: (ms: number) => void (aheadMs += ms) };
};

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
