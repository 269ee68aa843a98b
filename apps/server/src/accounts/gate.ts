/**
 * In front of the library: the requests that people may make of it and no others, how often, and its answers in the
 * server's own words. Every session is judged by the server's clock before the library sees it.
 */
import type { AccountRow } from '../db/accounts.ts';
import type { Actor } from '../db/principals.ts';
import type { Store } from '../db/store.ts';
import { hashSecret } from '../auth/identity.ts';
import { createRateLimit } from '../http/rate-limit.ts';
import { countedAs } from '../http/remote-address.ts';
import { ProblemError } from '../http/problem.ts';
import { type Accounts, mailedLink, verificationOf } from './accounts.ts';
import { type Answered, read } from './answered.ts';
import { createAttempts, tooMany } from './attempts.ts';
import type { AuthRoute } from './auth-routes.ts';
import { ADDRESS_HEADER, AUTH_PATH } from './library.ts';
import type { Notices } from './notices.ts';
import { RECENT_MS, requireProof } from './proof.ts';
import { createProving } from './proving.ts';
import { ANY_AGE, ASKED_ANEW, hearing } from './provider-time.ts';
import { kindOf, saidOf } from './words.ts';

/** A request after the server has read it. */
export interface AuthRequest {
  readonly origin: string;
  /** Of the person's machine. */
  readonly address: string;
  /** With its question mark, or empty. */
  readonly query: string;
  readonly cookie: string | undefined;
  readonly userAgent: string;
  /** As the route has it; null without one. */
  readonly body: Record<string, unknown> | null;
}

/** With whoever has signed in, by the session of the cookie alone: the library knows nothing else. */
interface Judged extends AuthRequest {
  readonly actor: Actor | null;
}

export interface Gate {
  answer(route: AuthRoute, request: AuthRequest): Promise<Response>;
  /**
   * Throws the problem of it when this is not the password of the account, or too many were tried: each counts as one of
   * signing in does.
   */
  provePassword(account: AccountRow, password: string, from: Pick<AuthRequest, 'address' | 'cookie'>): Promise<void>;
  /** Resolves when nothing that was asked for is under way any more. */
  settled(): Promise<void>;
}

export interface GateParts {
  readonly accounts: Accounts;
  readonly store: Pick<Store, 'accounts' | 'sessions' | 'signInFailures'>;
  readonly mailEnabled: boolean;
  readonly notices: Notices;
  nowMs(): number;
  /** Work that went on after its answer has failed. */
  onFailure(error: unknown): void;
}

/** Failures that say that the one who tries does not know the secret; all others are not counted. */
const GUESSES = new Set(['INVALID_EMAIL_OR_PASSWORD', 'INVALID_PASSWORD', 'INVALID_CODE', 'INVALID_BACKUP_CODE']);
/** A code holds for its half minute and the ones before and after. */
const CODE_HOLDS_MS = 2 * 60_000;
const TWO_FACTOR_COOKIE = 'two_factor';

/** What was said without the token of a session: whoever reads the page has no use for it, and others might. */
const withoutToken = (json: Record<string, unknown>): Record<string, unknown> => {
  const { token: _, session, ...rest } = json;
  if (typeof session !== 'object' || session === null) return rest;
  const { token: __, ...kept } = session as Record<string, unknown>;
  return { ...rest, session: kept };
};

export const createGate = ({ accounts, store, mailEnabled, notices, nowMs, onFailure }: GateParts): Gate => {
  const byAddress = createRateLimit(60, 1);
  const resetsByAddress = createRateLimit(10, 1 / 30);
  const resetsByEmail = createRateLimit(3, 1 / 600);
  const underWay = new Set<Promise<unknown>>();
  const attempts = createAttempts({
    accounts: store.accounts,
    failures: store.signInFailures,
    device: accounts.device,
    nowMs,
  });

  const forward = async (route: Pick<AuthRoute, 'method' | 'path'>, request: Judged): Promise<Answered> => {
    const headers = new Headers({ 'user-agent': request.userAgent, [ADDRESS_HEADER]: request.address });
    // A session that has ended for the server has ended for the library.
    const cookies = accounts.cookie.own(request.cookie ?? '', request.actor !== null);
    if (cookies !== '') headers.set('cookie', cookies);
    if (request.body !== null) headers.set('content-type', 'application/json');
    const asked = new Request(`${request.origin}${AUTH_PATH}${route.path}${request.query}`, {
      method: route.method,
      headers,
      body: request.body === null ? null : JSON.stringify(request.body),
    });
    return read(await hearing(() => accounts.library(request.origin).handler(asked)));
  };

  /** Whoever signs in has a new session; the one that the browser had before ends. */
  const endFormer = async (request: Judged, response: Response): Promise<void> => {
    const former = await accounts.cookie.token(request.cookie);
    const now = await accounts.cookie.tokenSet(response);
    if (former !== null && now !== null && former !== now) await store.sessions.endByToken(former);
  };

  /** Whose password or code a request is about: of a session, or of a sign-in that waits for its second factor. */
  const accountOf = async (request: Judged) => {
    if (request.actor !== null) return store.accounts.findByPrincipal(request.actor.id);
    const challenge = await accounts.cookie.read(TWO_FACTOR_COOKIE, request.cookie);
    const id = challenge === null ? null : await store.accounts.verificationValue(verificationOf(challenge));
    return id === null ? null : store.accounts.find(id);
  };

  /** An attempt of the library at a secret. `provesAll`: whether one that succeeds proves all that signing in asks for. */
  const guess = (
    email: string,
    { cookie }: Judged,
    attempt: () => Promise<Answered>,
    provesAll = true,
  ): Promise<Answered> =>
    attempts.count({ email, cookie }, attempt, ({ response, json, code }) => {
      if (!response.ok) return GUESSES.has(code ?? '') ? 'wrong' : 'no-guess';
      return provesAll && json?.['twoFactorRedirect'] !== true ? 'proved' : 'part';
    });

  const secondFactor = async (route: Pick<AuthRoute, 'method' | 'path'>, request: Judged): Promise<Answered> => {
    const account = await accountOf(request);
    if (account === null) return forward(route, request);
    return guess(account.email, request, async () => {
      const claim = `used-code-${hashSecret(`${account.id} ${route.path} ${String(request.body?.['code'])}`)}`;
      if (!(await store.accounts.claimOnce(claim, nowMs(), CODE_HOLDS_MS)))
        return read(Response.json({ code: 'INVALID_CODE' }, { status: 401 }));
      const answered = await forward(route, request);
      if (!answered.response.ok) await store.accounts.unclaim(claim);
      return answered;
    });
  };

  const proving = createProving<Judged>({
    accounts,
    store,
    attempts,
    nowMs,
    takeCode: (path, request) => secondFactor({ method: 'POST', path }, request),
    takePasskey: (request) => forward({ method: 'POST', path: '/passkey/verify-authentication' }, request),
  });

  /** The same answer at the same time for every address; what there is to do is done after it. */
  const resetRequest = async (route: AuthRoute, request: Judged): Promise<Answered> => {
    if (!mailEnabled)
      throw new ProblemError(
        'no-mail',
        'This server sends no mail, so it cannot send you a link. Ask an administrator for one.',
      );
    const waitS = resetsByAddress.take(countedAs(request.address), nowMs());
    if (waitS !== null) throw tooMany(waitS, 'There were too many requests from here.');
    if (resetsByEmail.take(String(request.body?.['email']), nowMs()) === null) {
      const sending = forward(route, request).catch(onFailure);
      underWay.add(sending);
      void sending.finally(() => underWay.delete(sending));
    }
    return read(Response.json({ status: true }));
  };

  const slowDown = (address: string): void => {
    const waitS = byAddress.take(countedAs(address), nowMs());
    if (waitS !== null) throw tooMany(waitS, 'There were too many requests from here.');
  };

  /** What follows from a password that was right, of somebody signed in. */
  const passwordTaken = async ({ path }: AuthRoute, account: AccountRow): Promise<void> => {
    if (path === '/two-factor/disable' && account.twoFactorEnabled)
      await notices.tell(account, { kind: 'second-factor-off' });
    if (path !== '/change-password') return;
    // Links that somebody else has asked for with the password before are over with it.
    await store.accounts.dropVerificationsOf(account.id);
    await notices.tell(account, { kind: 'password-changed' });
  };

  /** How long ago the provider may have asked the person: any time, or not at all. */
  const ofProvider = ({ path }: AuthRoute, request: Judged): Judged => {
    if (path !== '/sign-in/social' || request.body === null) return request;
    const { anew, ...body } = request.body;
    return { ...request, body: { ...body, additionalParams: anew === true ? ASKED_ANEW : ANY_AGE } };
  };

  const checkProof = async ({ proofMs, proofOfSecondFactor }: AuthRoute, { actor }: Judged): Promise<void> => {
    if (actor === null) return;
    if (proofMs !== undefined) requireProof({ sessions: store.sessions, nowMs }, actor, proofMs);
    if (proofOfSecondFactor !== true) return;
    if ((await store.accounts.findByPrincipal(actor.id))?.twoFactorEnabled === true)
      requireProof({ sessions: store.sessions, nowMs }, actor, RECENT_MS);
  };

  const guarded = async (route: AuthRoute, request: Judged): Promise<Answered> => {
    const { guard } = route;
    if (guard === undefined) return forward(route, request);
    if (guard !== 'reset-request') slowDown(request.address);
    switch (guard) {
      case 'sign-in':
        return guess(String(request.body?.['email']), request, () => forward(route, request));
      case 'second-factor':
        return secondFactor(route, request);
      case 'password': {
        const account = await accountOf(request);
        if (account === null || request.actor === null) return forward(route, request);
        const answered = await guess(account.email, request, () => forward(route, request), !account.twoFactorEnabled);
        if (answered.response.ok) await passwordTaken(route, account);
        return answered;
      }
      case 'prove-password':
        return proving.byPassword(request);
      case 'prove-passkey':
        return proving.byPasskey(request);
      case 'reset-request':
        return resetRequest(route, request);
      case 'reset': {
        const secret = String(request.body?.['token']);
        const mailedTo = await store.accounts.verificationValue(mailedLink(secret));
        const of = await store.accounts.verificationValue(verificationOf(`reset-password:${secret}`));
        const account = of === null ? null : await store.accounts.find(of);
        const answered = await forward(route, request);
        if (!answered.response.ok) return answered;
        if (mailedTo !== null) await store.accounts.proveEmail(mailedTo, nowMs());
        // The first password of an account that an administrator has made changes none.
        if (account?.hasPassword === true) await notices.tell(account, { kind: 'password-changed' });
        return answered;
      }
      case 'address':
        return forward(route, ofProvider(route, request));
    }
  };

  /**
   * Of what somebody signed in asks for: another session that they get by it is as well proved as the one before, or by
   * the password that it took, where that is all that signing in asks for.
   */
  const carried = async (route: AuthRoute, request: Judged): Promise<Answered> => {
    const id = request.actor?.sessionId ?? null;
    if (id === null || (route.guard !== 'password' && route.guard !== 'second-factor')) return guarded(route, request);
    const account = await accountOf(request);
    const provedAtMs = store.sessions.provedAtMs(id);
    const answered = await guarded(route, request);
    const token = await accounts.cookie.tokenSet(answered.response);
    const isProof = answered.response.ok && route.guard === 'password' && account?.twoFactorEnabled === false;
    if (isProof) await store.sessions.prove(token === null ? { id } : { token }, nowMs());
    else if (token !== null) await store.sessions.prove({ token }, provedAtMs ?? 0);
    return answered;
  };

  const passkeyAdded = async ({ actor, body }: Judged): Promise<void> => {
    const account = actor === null ? null : await store.accounts.findByPrincipal(actor.id);
    const name = body?.['name'];
    if (account !== null)
      await notices.tell(account, { kind: 'passkey-added', name: typeof name === 'string' ? name : '' });
  };

  const attempted = async (route: AuthRoute, request: Judged): Promise<Answered> => {
    try {
      await checkProof(route, request);
      const answered = await carried(route, request);
      if (answered.response.status < 400) await endFormer(request, answered.response);
      if (answered.response.ok && route.path === '/passkey/verify-registration') await passkeyAdded(request);
      return answered;
    } finally {
      // Whatever it was, sessions may have ended by it.
      accounts.liveness.forget();
    }
  };

  /** Where the library sends a browser has to be of this server. */
  const redirected = (request: Judged, response: Response, cookies: readonly string[]): Response => {
    const location = response.headers.get('location') ?? '/';
    const isOwn = URL.canParse(location, request.origin) && new URL(location, request.origin).origin === request.origin;
    const headers = new Headers({ location: isOwn ? location : '/' });
    for (const cookie of cookies) headers.append('set-cookie', cookie);
    return new Response(null, { status: 302, headers });
  };

  return {
    answer: async (route, asked) => {
      const request: Judged = { ...asked, actor: await accounts.signedIn(asked.cookie, nowMs()) };
      if (route.path === '/list-sessions') await store.sessions.sweep(nowMs(), accounts.limits);
      const { response, json, code } = await attempted(route, request);
      const cookies = [
        ...response.headers.getSetCookie(),
        ...(await accounts.remembering(request.cookie, response, nowMs())),
      ];
      if (response.status >= 300 && response.status < 400) return redirected(request, response, cookies);
      if (!response.ok) {
        const message = typeof json?.['message'] === 'string' ? json['message'] : undefined;
        throw new ProblemError(kindOf(response.status, code, request.actor !== null), saidOf(code, message), {
          ...(code === undefined ? {} : { code }),
          cookies,
        });
      }
      const headers = new Headers({ 'content-type': 'application/json' });
      for (const cookie of cookies) headers.append('set-cookie', cookie);
      const said = json === null ? await response.text() : JSON.stringify(withoutToken(json));
      return new Response(said === '' ? 'null' : said, { status: response.status, headers });
    },
    provePassword: async (account, password, { address, cookie }) => {
      slowDown(address);
      await proving.password(account, password, cookie);
    },
    settled: async () => {
      await Promise.all(underWay);
    },
  };
};
