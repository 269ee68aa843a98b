import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SessionResponse } from '@chartroom/server/api';
import { VISITOR_KEY } from '#lib/session/remembered-visitor.ts';
import { FakeStorage } from './memory.ts';

const LENA = { id: 'lena', name: 'Lena Wirth', function: 'OPS', kind: 'user' } as const;
const PRIYA = { id: 'priya', name: 'Priya Nair', function: 'QUA', kind: 'user' } as const;
const USER = {
  email: 'lena.wirth@plant.example',
  discipline: '',
  jobTitle: '',
  administrator: false,
  twoFactorEnabled: false,
  hasPassword: true,
  singleSignOn: false,
  passkeys: 0,
  emailVerified: true,
};
const NOBODY: SessionResponse = {
  access: 'accounts',
  setUp: false,
  principal: null,
  user: null,
  session: null,
  signIn: { oidc: null },
  mail: false,
  limits: { idleMinutes: 15, hours: 12 },
};

/** A page with a server that answers what `says` holds; null: it is away. */
const page = async (says: { now: Partial<SessionResponse> | null }) => {
  const asked: string[] = [];
  const memory = new FakeStorage();
  vi.stubGlobal('localStorage', memory);
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    if (says.now === null) throw new TypeError('Failed to fetch');
    if (path !== '/api/session')
      return Response.json({ type: '/problems/visitor-needed', title: 'Who?', detail: 'Sign in.' }, { status: 401 });
    return Response.json({ ...NOBODY, ...says.now });
  });
  vi.resetModules();
  const { session } = await import('#lib/session/visitor.svelte.ts');
  const { ask } = await import('#lib/session/http.ts');
  return { session, ask, asked, memory };
};
afterEach(() => vi.unstubAllGlobals());

const lena = { principal: LENA, user: USER };

describe('who is here', () => {
  it('ACC-20 is asked once for all who ask at the same time', async () => {
    const { session, asked } = await page({ now: lena });
    await Promise.all([session.load(), session.load(), session.load()]);
    expect(asked).toEqual(['/api/session']);
    expect(session.account?.email).toBe(USER.email);
  });

  it('ACC-20 stays the same while the same person is here, so that no page begins anew', async () => {
    const says: { now: Partial<SessionResponse> } = { now: lena };
    const { session } = await page(says);
    await session.load();
    const before = session.visitor;
    says.now = { principal: { ...LENA }, user: { ...USER, jobTitle: 'Process owner' } };
    await session.load();
    expect(session.visitor).toBe(before);
    expect(session.account?.jobTitle).toBe('Process owner');
    says.now = { principal: { ...LENA, name: 'Lena Winter' }, user: USER };
    await session.load();
    expect(session.visitor?.name).toBe('Lena Winter');
  });

  it('ACC-3 without accounts nobody is simply unknown, and no session ends', async () => {
    const says: { now: Partial<SessionResponse> } = {
      now: { access: 'open', principal: { ...LENA, kind: 'visitor' } },
    };
    const { session } = await page(says);
    await session.load();
    expect(session.account).toBeNull();
    says.now = { access: 'open' };
    await session.load();
    expect(session.state).toEqual({ kind: 'unknown', left: false });
    expect(session.ending).toBeNull();
  });
});

describe('the end of a session', () => {
  it('ACC-21 leaves whoever was here on the page until they, or somebody else, sign in', async () => {
    const says: { now: Partial<SessionResponse> | null } = { now: lena };
    const { session, memory } = await page(says);
    await session.load();
    says.now = {};
    await session.load();
    expect(session.visitor).toEqual(LENA);
    expect(session.ending).toEqual({ kind: 'ended' });
    expect(memory.getItem(VISITOR_KEY)).toBeNull();
    says.now = lena;
    await session.load();
    expect([session.visitor?.id, session.ending]).toEqual(['lena', null]);
    says.now = {};
    await session.load();
    says.now = { principal: PRIYA, user: USER };
    await session.load();
    expect([session.visitor?.id, session.ending]).toEqual(['priya', null]);
  });

  it('ACC-21 says that one was away when that is why', async () => {
    const says: { now: Partial<SessionResponse> | null } = { now: lena };
    const { session } = await page(says);
    await session.load();
    await session.overdue();
    expect(session.ending).toBeNull();
    says.now = null;
    await session.overdue();
    expect(session.ending).toBeNull();
    says.now = {};
    await session.overdue();
    expect(session.ending).toEqual({ kind: 'idle', minutes: 15 });
  });

  it('ACC-28 is heard of from any request that the server takes for nobody’s', async () => {
    const says: { now: Partial<SessionResponse> | null } = { now: lena };
    const { session, ask, asked } = await page(says);
    await session.load();
    says.now = {};
    await ask('/api/tokens');
    await vi.waitFor(() => expect(session.ending).toEqual({ kind: 'ended' }));
    const before = asked.length;
    await ask('/api/tokens');
    await session.load();
    expect(asked.slice(before)).toEqual(['/api/tokens', '/api/session']);
  });

  it('ACC-27 after signing out nobody is here, also while the server is away', async () => {
    const says: { now: Partial<SessionResponse> | null } = { now: lena };
    const { session, memory } = await page(says);
    await session.load();
    expect(memory.getItem(VISITOR_KEY)).not.toBeNull();
    session.signedOut({ left: true });
    expect(session.state).toEqual({ kind: 'unknown', left: true });
    expect(memory.getItem(VISITOR_KEY)).toBeNull();
    says.now = {};
    await session.load();
    expect(session.state).toEqual({ kind: 'unknown', left: true });
  });
});

describe('while the server is away', () => {
  it('ACC-25 whoever was here last stands in, and is confirmed when it is back', async () => {
    const says: { now: Partial<SessionResponse> | null } = { now: null };
    const { session, memory } = await page(says);
    await session.load();
    expect(session.state).toEqual({ kind: 'unreachable' });
    memory.setItem(VISITOR_KEY, JSON.stringify(LENA));
    await session.load();
    expect(session.state).toMatchObject({ kind: 'known', visitor: LENA, confirmed: false });
    says.now = {};
    await session.load();
    // Nothing was shown under a session, so there is none to go on with.
    expect(session.state).toEqual({ kind: 'unknown', left: false });
  });
});
