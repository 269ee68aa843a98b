import { describe, expect, it } from 'vitest';
import { mailbox, openBrowser, LENA, setUp, signIn, trySignIn } from '../support/people.ts';
import { authorizationUrl, enterByProvider, startOidcProvider } from '../support/oidc.ts';
import { until } from '../support/poll.ts';
import { startTestServer } from '../support/server.ts';

const PETRA = { sub: 'u-1001', email: 'Petra.Novak@plant.example', email_verified: true, name: 'Petra Novak' };

describe('single sign-on', { timeout: 60_000 }, () => {
  it('SRV-144 makes an account at the first sign-in, of function OTHER until the person says theirs', async () => {
    const provider = await startOidcProvider();
    const server = await startTestServer(provider.env);
    await provider.become(PETRA);
    const browser = openBrowser(server);
    expect((await browser.session()).signIn).toEqual({ oidc: { name: 'Plant login' } });
    const entered = await enterByProvider(provider, browser, { callbackURL: '/b/12?view=map' });
    expect([entered.status, entered.headers.get('location')]).toEqual([302, '/b/12?view=map']);
    expect(entered.headers.get('set-cookie')).toMatch(/chartroom\.session_token=[^;]+; Max-Age=43200;.*HttpOnly/);
    const { principal, user } = await browser.session();
    expect({ principal, user }).toEqual({
      principal: { id: expect.any(String), name: 'Petra Novak', function: 'OTHER', kind: 'user' },
      user: {
        email: 'petra.novak@plant.example',
        discipline: '',
        jobTitle: '',
        administrator: false,
        twoFactorEnabled: false,
        hasPassword: false,
        singleSignOn: true,
        passkeys: 0,
        emailVerified: true,
      },
    });
    await browser.ask('/api/me', { method: 'PATCH', json: { function: 'QUA' } });
    const again = openBrowser(server);
    await enterByProvider(provider, again);
    expect((await again.session()).principal).toEqual({ ...principal, function: 'QUA' });
  });

  it('SRV-144 asks with PKCE and a nonce, and takes no answer to a question that it did not ask', async () => {
    const provider = await startOidcProvider();
    const server = await startTestServer(provider.env);
    await provider.become(PETRA);
    const browser = openBrowser(server);
    const asked = new URL(await authorizationUrl(browser));
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      response_type: 'code',
      scope: 'openid email profile',
      code_challenge_method: 'S256',
      nonce: expect.any(String),
      redirect_uri: `${server.origin}/api/auth/callback/oidc`,
    });
    const back = await provider.follow(asked.href);
    const callback = async (of: typeof browser, change: (query: URLSearchParams) => void = () => {}) => {
      const query = new URLSearchParams(back.search);
      change(query);
      const response = await of.ask(`${back.pathname}?${query}`);
      const location = response.headers.get('location') ?? '';
      return [response.status, new URL(location, server.origin).searchParams.get('error')];
    };
    // Somebody else's browser, another state, another code, and the provider of somebody else.
    expect(await callback(openBrowser(server))).toEqual([302, 'state_mismatch']);
    expect(await callback(browser, (query) => query.set('state', 'x'.repeat(32)))).toEqual([302, 'state_mismatch']);
    const other = openBrowser(server);
    const [, error] = await (async () => {
      const asking = new URL(await authorizationUrl(other));
      const state = asking.searchParams.get('state') ?? '';
      return callback(other, (query) => query.set('state', state));
    })();
    expect(error).toBe('invalid_code');
    for (const one of [browser, other]) expect((await one.session()).user).toBeNull();
    const fresh = openBrowser(server);
    expect((await enterByProvider(provider, fresh)).headers.get('location')).toBe('/');
    const used = await provider.follow(await authorizationUrl(fresh));
    await fresh.ask(`${used.pathname}${used.search}`);
    const replayed = await fresh.ask(`${used.pathname}${used.search}`);
    expect(replayed.headers.get('location')).toContain('error=');
  });

  it('SRV-144 joins an account with the same address only where both have proved it', async () => {
    const provider = await startOidcProvider();
    const mailer = mailbox();
    const server = await startTestServer(provider.env, { mailer });
    const lena = await setUp(server);
    const claim = { sub: 'u-1', email: LENA.email, name: 'Lena Wirth' };
    const tryIt = async (email_verified: boolean) => {
      await provider.become({ ...claim, email_verified });
      const browser = openBrowser(server);
      const entered = await enterByProvider(provider, browser, { errorCallbackURL: '/sign-in' });
      return { browser, location: entered.headers.get('location') };
    };
    // The address was only typed here.
    expect((await tryIt(true)).location).toBe('/sign-in?error=account_not_linked');
    await server.ask('/api/auth/request-password-reset', { json: { email: LENA.email } });
    await until(() => mailer.mails.length === 1);
    const token = /#([\w-]+)/.exec(mailer.mails[0]?.text ?? '')?.[1];
    await server.ask('/api/auth/reset-password', { json: { token, newPassword: LENA.password } });
    // It has been proved by mail now, but not at the provider.
    expect((await tryIt(false)).location).toBe('/sign-in?error=account_not_linked');
    const { browser, location } = await tryIt(true);
    expect(location).toBe('/');
    expect(await browser.session()).toMatchObject({
      principal: { id: lena.principal.id },
      user: { administrator: true, hasPassword: true },
    });
  });

  it('SRV-144 is joined by somebody signed in who has proved nothing else', async () => {
    const provider = await startOidcProvider();
    const server = await startTestServer(provider.env);
    await setUp(server);
    const lena = await signIn(server);
    await provider.become({ sub: 'u-1', email: LENA.email, email_verified: true, name: 'Lena Wirth' });
    const back = await provider.follow(await authorizationUrl(lena, {}, '/api/auth/link-social'));
    await lena.ask(`${back.pathname}${back.search}`);
    const browser = openBrowser(server);
    expect((await enterByProvider(provider, browser)).headers.get('location')).toBe('/');
    expect((await browser.session()).user?.email).toBe(LENA.email);
  });

  it('SRV-144 lets nobody in who has no address, or whose account is disabled', async () => {
    const provider = await startOidcProvider();
    const server = await startTestServer(provider.env);
    const lena = await setUp(server);
    await provider.become({ sub: 'u-2', name: 'Nameless' });
    const browser = openBrowser(server);
    expect((await enterByProvider(provider, browser)).headers.get('location')).toMatch(/\/sign-in\?error=/);
    await provider.become(PETRA);
    await enterByProvider(provider, browser);
    const { accounts } = (await (await lena.ask('/api/accounts')).json()) as {
      accounts: { id: string; email: string }[];
    };
    const petra = accounts.find(({ email }) => email.startsWith('petra'));
    await lena.ask(`/api/accounts/${petra?.id}`, { method: 'PATCH', json: { disabled: true } });
    expect((await browser.session()).user).toBeNull();
    const entered = await enterByProvider(provider, browser);
    expect(entered.headers.get('location')).toContain('error=ACCOUNT_DISABLED');
    expect((await browser.session()).user).toBeNull();
  });

  it('SRV-144 keeps nothing of the provider, and a provider that is away keeps nobody else out', async () => {
    const provider = await startOidcProvider();
    const server = await startTestServer(provider.env);
    await setUp(server);
    await provider.become(PETRA);
    await enterByProvider(provider, openBrowser(server));
    await provider.stop();
    expect((await trySignIn(openBrowser(server))).status).toBe(200);
    const restarted = await startTestServer(provider.env);
    await setUp(restarted);
    expect((await trySignIn(openBrowser(restarted))).status).toBe(200);
    const away = await restarted.ask('/api/auth/sign-in/social', { json: { provider: 'oidc' } });
    expect([away.status, await away.json()]).toEqual([
      404,
      expect.objectContaining({ detail: expect.stringMatching(/Single sign-on is not available just now/) }),
    ]);
  });
});
