import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { m } from '#lib/messages/index.ts';
import { InvitationUse, refusalOf } from '#lib/sharing/join/joining.svelte.ts';
import { KeptSecret, secretOf } from '#lib/sharing/join/secret.ts';

const SECRET = 'k3v9m2q8x7w6t5r4';
const problem = (kind: string, status = 410, detail = 'Told.') =>
  new Response(JSON.stringify({ type: `/problems/${kind}`, title: 'Title', status, detail }), { status });

class Tab implements Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  readonly kept = new Map<string, string>();
  getItem = (key: string) => this.kept.get(key) ?? null;
  setItem = (key: string, value: string) => void this.kept.set(key, value);
  removeItem = (key: string) => void this.kept.delete(key);
}
const broken = {
  getItem: () => {
    throw new Error('off');
  },
  setItem: () => {
    throw new Error('full');
  },
  removeItem: () => {
    throw new Error('off');
  },
};

let asked: { path: string; body: unknown }[];
let answer: () => Response | Promise<Response>;
beforeEach(() => {
  asked = [];
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    asked.push({ path, body: JSON.parse(String(init.body)) as unknown });
    return Promise.resolve(answer());
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('the secret', () => {
  it('SHA-30 is what follows the #, when it is one', () => {
    expect(secretOf(`#${SECRET}`)).toBe(SECRET);
    expect(secretOf('')).toBe(null);
    expect(secretOf('#')).toBe(null);
    expect(secretOf('#short')).toBe(null);
    expect(secretOf('#<script>alert(1)</script>')).toBe(null);
    expect(secretOf(`#${'a'.repeat(300)}`)).toBe(null);
  });

  it('SHA-30 survives the page in the storage of the tab, and is gone when it was used', () => {
    const tab = new Tab();
    new KeptSecret(tab).keep(SECRET);
    const after = new KeptSecret(tab);
    expect(after.read()).toBe(SECRET);
    after.forget();
    expect([after.read(), new KeptSecret(tab).read(), tab.kept.size]).toEqual([null, null, 0]);
  });

  it('SHA-30 lasts as long as the page where the tab keeps nothing', () => {
    for (const store of [null, broken]) {
      const kept = new KeptSecret(store);
      expect(kept.read()).toBe(null);
      kept.keep(SECRET);
      expect(kept.read()).toBe(SECRET);
      kept.forget();
      expect(kept.read()).toBe(null);
    }
  });
});

describe('looking at an invitation', () => {
  const begun = (secret: string | null = SECRET) => {
    const kept = new KeptSecret(new Tab());
    if (secret !== null) kept.keep(secret);
    return { kept, use: new InvitationUse(kept) };
  };

  it('SHA-32 says that there is none, and asks nobody', async () => {
    const { use } = begun(null);
    await use.look();
    expect(use.state).toEqual({ kind: 'refused', why: 'none', detail: '' });
    expect(asked).toEqual([]);
  });

  it.each([
    ['unknown-invitation', 'unknown'],
    ['invitation-expired', 'expired'],
    ['invitation-used-up', 'usedUp'],
    ['invitation-revoked', 'revoked'],
    ['forbidden', 'closed'],
  ] as const)('SHA-32 has a sentence of its own for %s', async (kind, why) => {
    answer = () => problem(kind);
    const { use } = begun();
    await use.look();
    expect(use.state).toEqual({ kind: 'refused', why, detail: '' });
    const words = m.sharing.join.refused;
    const others = Object.entries(words).filter(([other]) => other !== why);
    expect(others.map(([, { title, lead }]) => [title, lead])).not.toContainEqual([words[why].title, words[why].lead]);
    expect(words[why].lead).toMatch(/[Aa]sk/u);
  });

  it('SHA-32 shows what the server says where it knows no better', async () => {
    answer = () => problem('too-many-requests', 429, 'Wait a minute.');
    const { use } = begun();
    await use.look();
    expect(use.state).toEqual({ kind: 'refused', why: 'other', detail: 'Wait a minute.' });
  });

  it('SHA-32 can be tried again while the server is away: the secret is kept', async () => {
    answer = () => Promise.reject(new TypeError('no network'));
    const { use, kept } = begun();
    await use.look();
    expect(use.state).toMatchObject({ why: 'unreachable' });
    answer = () => new Response(JSON.stringify({ role: 'viewer' }));
    await use.look();
    expect(use.state).toMatchObject({ kind: 'shown' });
    expect(kept.read()).toBe(SECRET);
    expect(asked.map(({ path, body }) => [path, body])).toEqual(
      Array.from({ length: 2 }, () => ['/api/invitations/look', { secret: SECRET }]),
    );
  });

  it('SHA-30 forgets the secret when it was used, and keeps it when using it failed', async () => {
    const { use, kept } = begun();
    answer = () => problem('storage-unavailable', 500, 'Disk is full.');
    expect(await use.come({ name: 'Ada' })).toMatchObject({ kind: 'refused' });
    expect(kept.read()).toBe(SECRET);
    answer = () => new Response(JSON.stringify({ board: 'b1' }));
    expect(await use.come({ name: 'Ada', function: 'IT' })).toEqual({ board: 'b1' });
    expect(kept.read()).toBe(null);
    expect(asked.at(-1)).toEqual({
      path: '/api/invitations/redeem',
      body: { secret: SECRET, name: 'Ada', function: 'IT' },
    });
  });

  it('SHA-32 says so when it ended while the form was filled in', async () => {
    const { use } = begun();
    answer = () => problem('invitation-used-up');
    await use.come({ name: 'Ada' });
    expect(use.state).toEqual({ kind: 'refused', why: 'usedUp', detail: '' });
  });

  it('SHA-32 a failure without an answer is one that can be tried again', () => {
    expect(refusalOf({ kind: 'unreachable' }).why).toBe('unreachable');
  });
});
